"""Reads articles by the workers of a Dask cluster. Needs the extra ``dask``.

A worker that dies takes nothing with it: its task is done again elsewhere. A task over which several died holds an
article that kills readers, so its articles are read one by one in a process of this machine, and that one is named.
"""

from __future__ import annotations

from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

from geokg.builds.work import Recipe, read_apart, work
from geokg.errors import ConfigError, RemoteError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geokg.builds.ledger import Reading
    from geokg.model import Article

__all__ = ["check_worker", "cluster", "read_on_cluster", "results"]

_BATCH = 16
#: Tasks that wait for each worker, so that none idles, and seconds to wait for a scheduler.
_AHEAD, _PATIENCE = 3, 10


def read_on_cluster(recipe: Recipe, articles: Iterable[Article], scheduler: str) -> Iterator[list[Reading]]:
    """The readings of articles, batch by batch in the order in which they are done.

    Raises:
        ConfigError: Dask is missing, or a worker has another geokg, model, lexicon or list of actors.
        RemoteError: the scheduler cannot be reached.
    """
    waiting, expected = iter(articles), recipe.fingerprint()
    batches = iter(lambda: list(islice(waiting, _BATCH)), [])
    with cluster(scheduler) as client:
        for batch, found in results(client, _read, ((recipe, expected, batch) for batch in batches)):
            yield from read_apart(recipe, batch[2]) if found is None else [found]


def _read(recipe: Recipe, expected: str, articles: Sequence[Article]) -> list[Reading]:
    check_worker(recipe, expected)
    return work(recipe, articles)


def check_worker(recipe: Recipe, expected: str) -> None:
    """Refuse to work with another version of anything that shapes statements: one build would hold two kinds of them.

    Raises:
        ConfigError: something is another.
    """
    if recipe.fingerprint() != expected:
        raise ConfigError("a worker has another geokg, model, lexicon or list of actors; install the same everywhere")


@contextmanager
def cluster(scheduler: str) -> Iterator[Any]:
    """A client of a scheduler.

    Raises:
        ConfigError: Dask is missing.
        RemoteError: the scheduler cannot be reached.
    """
    try:
        import distributed
    except ImportError as error:
        raise ConfigError("a cluster is used through Dask: pip install 'geokg[dask]'") from error
    try:
        client: Any = distributed.Client(scheduler, timeout=_PATIENCE)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError, ValueError) as error:
        raise RemoteError(f"{scheduler}: no Dask scheduler answers there; start one with `dask scheduler`") from error
    with client:
        yield client


def results(client: Any, function: Any, tasks: Iterable[tuple[Any, ...]]) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Each task with its result, as they are done, a few at a time; None where every worker died that took it."""
    import distributed

    waiting, running = iter(tasks), dict[Any, tuple[Any, ...]]()
    while True:
        room = max(1, len(client.scheduler_info(n_workers=-1)["workers"])) * _AHEAD - len(running)
        for task in islice(waiting, max(room, 0)):
            running[client.submit(function, *task, pure=False)] = task
        if not running:
            return
        done: Any = distributed.wait(list(running), return_when="FIRST_COMPLETED")  # type: ignore[no-untyped-call]
        for future in done.done:
            task = running.pop(future)
            try:
                yield task, future.result()
            except distributed.KilledWorker:
                yield task, None
