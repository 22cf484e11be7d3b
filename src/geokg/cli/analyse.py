"""The commands that compare graphs, and write and measure what they tell together."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from geokg.cli.printing import note, put
from geokg.errors import ConfigError, StoreError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

__all__ = ["run_analyse", "run_diff", "run_report", "run_tables"]


def run_diff(old: Path, new: Path, form: str) -> int:
    """Print what the graph of one folder has that another has not; 0 where they are the same, 1 where not.

    Raises:
        ConfigError: the form is not known.
        StoreError: a folder holds no graph.
    """
    from geokg.analysis.diff import FORMS, diff
    from geokg.graph import Graph

    _expect(form, FORMS, "format")
    found = diff(Graph.open(old), Graph.open(new))
    put(found.serialize(form))
    return 1 if found else 0


def run_tables(form: str, folder: Path, place: Path | None) -> None:
    """Write the graph of a folder for another tool, into a file or to standard output.

    Raises:
        ConfigError: the form is not known, Parquet has no file or is no table, or pyarrow is not installed.
        StoreError: there is no graph, or the file cannot be written.
    """
    from geokg.analysis.exports import EXPORTS, export
    from geokg.graph import Graph

    _expect(form, EXPORTS, "format")
    parquet = place is not None and place.suffix == ".parquet"
    _write(export(Graph.open(folder).statements(), form, parquet=parquet), place)


def run_analyse(
    what: str, folder: Path, form: str, names: Sequence[str], since: date | None, until: date | None, *, reported: bool
) -> None:
    """Print a measure of the graph of a folder.

    Raises:
        ConfigError: the measure or form is not known.
        QueryError: an actor is not in the graph, or too few or too many are named.
        StoreError: there is no graph.
    """
    from geokg.analysis.measures import MEASURES, measure
    from geokg.analysis.table import FORMS
    from geokg.cli.printing import put_table
    from geokg.graph import Graph

    _expect(what, MEASURES, "measure")
    _expect(form, ("table", *FORMS), "format")
    graph = Graph.open(folder)
    found = measure(what, graph.statements(), names, since=since, until=until, reported=reported)
    if form == "table":
        put_table(found.columns, found.texts())
    else:
        put(found.serialize(form, graph.store.names))


def run_report(actor: str, folder: Path, place: Path, since: date | None, until: date | None, *, quiet: bool) -> None:
    """Write the page about an actor.

    Raises:
        ConfigError: matplotlib is not installed.
        QueryError: the actor is not in the graph.
        StoreError: there is no graph, or the file cannot be written.
    """
    from geokg.analysis.report import report
    from geokg.graph import Graph

    _write(report(Graph.open(folder).statements(), actor, since=since, until=until).encode(), place)
    if not quiet:
        note(f"report on {actor} -> {place}")


def _expect(name: str, known: Sequence[str], what: str) -> None:
    if name not in known:
        raise ConfigError(f"{what} {name!r} not known; take one of {', '.join(known)}")


def _write(data: bytes, place: Path | None) -> None:
    """Into a file, which is there whole or not at all; to standard output where none is given."""
    if place is None:
        put(data)
        return
    try:
        with tempfile.TemporaryDirectory(prefix=".geokg-", dir=place.parent) as beside:
            written = Path(beside) / place.name
            written.write_bytes(data)
            written.replace(place)
    except OSError as error:
        raise StoreError(f"{place}: cannot be written: {error.strerror or error}") from error
