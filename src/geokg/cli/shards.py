"""The command that reads corpora file by file, here or on a cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geokg.builds.work import Recipe
from geokg.cli.printing import note
from geokg.cli.progress import progress
from geokg.errors import InputError, StoreError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geokg.config import Settings

__all__ = ["run_shards"]


def run_shards(paths: Sequence[str], outdir: str, settings: Settings, *, scheduler: str | None, quiet: bool) -> int:
    """Make N-Quads and a table of each file. Returns the exit code: 1 where something was left out.

    Raises:
        InputError: a path is wrong.
        RemoteError: the scheduler cannot be reached.
        StoreError: the folder cannot be written.
    """
    from geokg.ingest.opening import Opening
    from geokg.shards import Shard, process_shards

    recipe = Recipe(settings.model, settings.actors, settings.plugins)
    opening = Opening(settings.max_bytes, settings.date, dict(settings.columns))
    shards = [Shard(name, outdir, recipe, opening, settings.base, settings.min_confidence) for name in _expanded(paths)]
    done = new = articles = statements = problems = 0
    try:
        with progress("reading shards", quiet=quiet) as tick:
            for result in process_shards(shards, scheduler):
                done, new = done + 1, new + result.again
                articles, statements = articles + result.articles, statements + result.statements
                problems += len(result.problems)
                for problem in result.problems:
                    note(f"skipped {problem}")
                tick()
    except OSError as error:
        raise StoreError(f"{outdir}: shards cannot be read or written: {error.strerror or error}") from error
    if not quiet:
        note(f"{done:,} shards ({new:,} new), {articles:,} articles, {statements:,} statements -> {outdir}")
    return 1 if problems else 0


def _expanded(paths: Sequence[str]) -> list[str]:
    """Files of folders, and addresses of other stores as they are."""
    from geokg.ingest.sources import find_sources

    elsewhere = [path for path in paths if "://" in path]
    if any(path.startswith(("http://", "https://")) for path in elsewhere):
        raise InputError("shards are files; fetch pages beforehand with `geokg fetch`")
    here = [path for path in paths if "://" not in path]
    return elsewhere + [source.name for source in (find_sources(here) if here else [])]
