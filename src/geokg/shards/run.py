"""Many shards, here one after the other or by the workers of a cluster, as they are done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geokg.builds.cluster import check_worker, cluster, results
from geokg.shards.shard import Shard, ShardResult, process_shard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["process_shards"]


def process_shards(shards: Iterable[Shard], scheduler: str | None = None) -> Iterator[ShardResult]:
    """Make the files of shards; what was made before is left alone. Both paths must mean the same to all workers.

    Raises:
        ConfigError: Dask is missing, or a worker has another geokg, model, lexicon or list of actors.
        RemoteError: the scheduler cannot be reached.
        OSError: a path cannot be read or written.
    """
    if scheduler is None:
        yield from map(process_shard, shards)
        return
    with cluster(scheduler) as client:
        tasks = ((shard, shard.recipe.fingerprint()) for shard in shards)
        for (shard, _), result in results(client, _process, tasks):
            yield process_shard(shard, apart=True) if result is None else result


def _process(shard: Shard, expected: str) -> ShardResult:
    check_worker(shard.recipe, expected)
    return process_shard(shard)
