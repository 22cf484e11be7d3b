"""The command that checks a dataset, and what `geokg build --validate` does at its end."""

from __future__ import annotations

from dataclasses import astuple
from typing import TYPE_CHECKING

from geokg.cli.printing import note, put_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from geokg.cli.options import Table
    from geokg.rdf.validate import Problem
    from geokg.store import Store

__all__ = ["run_validate", "validate_build"]

_VALID, _INVALID = 0, 1
_COLUMNS = ("node", "problem", "found", "claim", "remedy")
#: Claims that `geokg build --validate` checks the shapes of.
_SAMPLE = 100
#: Triples from which on it is said that shapes take their time.
_MANY = 200_000


def run_validate(place: Path, articles: Sequence[str], form: Table, *, sample: int | None, quiet: bool) -> int:
    """Print every problem of a file or folder; 0 if there is none, else 1.

    Args:
        articles: files or folders of the articles that were read, to compare quotes with.
        sample: how many claims to check the shapes of; None means all.

    Raises:
        InputError: the file, or none of the articles, can be read.
        StoreError: the folder holds no graph.
        ConfigError: pyshacl is not installed.
    """
    from geokg.rdf.files import open_dataset
    from geokg.rdf.validate import validate

    dataset = open_dataset(place)
    store = dataset.store
    if sample is None and len(store) > _MANY:
        note(f"{len(store):,} triples take about {len(store) // 60_000:,} minutes; --sample 1000 checks less")
    problems = validate(store, sample=sample, written=dataset.quads, texts=_texts(articles))
    if problems or form == "json":
        rows = map(astuple, problems)
        put_rows(_COLUMNS, rows if form == "json" else _shortened(rows, store), form)
    if not quiet:
        note(_verdict(problems, len(store), place))
    return _INVALID if problems else _VALID


def validate_build(store: Store) -> int:
    """Say what is wrong with a graph that was just built; 0 if nothing is, else 1.

    Raises:
        ConfigError: pyshacl is not installed.
    """
    from geokg.rdf.validate import validate

    problems = validate(store, sample=_SAMPLE)
    for problem in problems:
        note(f"invalid: {problem}")
    return _INVALID if problems else _VALID


def _texts(paths: Sequence[str]) -> Mapping[str, str]:
    """The text of each article by its key."""
    from geokg.ingest import read_articles

    return {article.key: article.text for article in read_articles(*paths)} if paths else {}


def _shortened(rows: Iterable[Sequence[str]], store: Store) -> Iterator[tuple[str, ...]]:
    """The rows with a prefix for the start of each IRI that has one."""
    by_length = sorted(store.names.prefixes.items(), key=lambda item: -len(item[1]))

    def short(text: str) -> str:
        fitting = (f"{prefix}:{text[len(iri) :]}" for prefix, iri in by_length if text.startswith(iri))
        return next(fitting, text)

    return (tuple(map(short, row)) for row in rows)


def _verdict(problems: list[Problem], size: int, place: Path) -> str:
    if not problems:
        return f"{place}: valid; {size:,} triples"
    nodes = len({problem.focus for problem in problems})
    return f"{place}: {len(problems):,} problems of {nodes:,} nodes among {size:,} triples"
