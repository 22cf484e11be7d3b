"""The commands that read articles."""

from __future__ import annotations

import json
import logging
import sys
import time
from typing import TYPE_CHECKING

from geokg.cli.options import ListFormat
from geokg.cli.printing import note, put, put_table
from geokg.cli.progress import progress, ticked
from geokg.cli.validate import validate_build

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geokg.config import Settings
    from geokg.graph import Graph
    from geokg.model import Article, Skipped, Statement

__all__ = ["run_build", "run_extract"]

_log = logging.getLogger(__name__)
_GOOD, _SOME_SKIPPED = 0, 1
_FILES = ("graph.ttl", "graph.trig", "graph.nq", "graph.html", "statements.jsonl", "store")


class _Skips:
    """Names each article that is left out, and remembers them."""

    def __init__(self) -> None:
        self.all: list[Skipped] = []

    def __call__(self, skipped: Skipped) -> None:
        self.all.append(skipped)
        note(f"skipped {skipped.where}: {skipped.reason}")

    @property
    def code(self) -> int:
        return _SOME_SKIPPED if self.all else _GOOD


def run_build(paths: Sequence[str], settings: Settings, *, as_json: bool, quiet: bool, check: bool = False) -> int:
    """Build and save; say what came of it, and what is wrong with it where that is asked. Returns the exit code.

    Raises:
        InputError: a path, a model or a data file is wrong, or no article could be read.
    """
    from geokg.errors import InputError
    from geokg.pipeline import build, load_reader

    begun = time.monotonic()
    skips = _Skips()
    found = _articles(paths, settings, skips)
    with progress("opening articles", quiet=quiet) as tick:
        articles = list(ticked(found, tick))
    if not articles:
        raise InputError("no article could be read; the reasons stand above")
    with progress("reading articles", total=len(articles), quiet=quiet) as tick:
        graph = build(
            ticked(articles, tick),
            reader=load_reader(settings.model, settings.actors, None if settings.plugins else ()),
            base=settings.base,
            min_confidence=settings.min_confidence,
            on_skip=skips,
        )
    graph.save(settings.output)
    _summarise(graph, len(articles), skips, settings, as_json=as_json, quiet=quiet)
    _log.info("built in %.1f s", time.monotonic() - begun)
    return max(skips.code, validate_build(graph.store) if check else _GOOD)


def run_extract(paths: Sequence[str], settings: Settings, form: ListFormat, *, quiet: bool) -> int:
    """Print the statements of the articles as they are found. Returns the exit code."""
    from geokg.jsonl import to_line
    from geokg.pipeline import extract, load_reader

    begun = time.monotonic()
    skips = _Skips()
    found = _articles(paths, settings, skips)
    # statements that run over the screen show the progress themselves
    silent = quiet or (form is ListFormat.JSONL and sys.stdout.isatty())
    with progress("reading articles", quiet=silent) as tick:
        reader = load_reader(settings.model, settings.actors, None if settings.plugins else ())
        statements = extract(ticked(found, tick), reader=reader, on_skip=skips)
        if form is ListFormat.JSONL:
            for statement in statements:
                put(to_line(statement) + "\n")
        else:
            rows = [_row(statement) for statement in statements]
    if form is ListFormat.TABLE:
        put_table(_COLUMNS, rows)
    _log.info("extracted in %.1f s", time.monotonic() - begun)
    return skips.code


def _articles(paths: Sequence[str], settings: Settings, skips: _Skips) -> Iterator[Article]:
    from geokg.ingest import read_articles

    return read_articles(*paths, max_bytes=settings.max_bytes, default_date=settings.date, on_skip=skips)


def _summarise(graph: Graph, articles: int, skips: _Skips, settings: Settings, *, as_json: bool, quiet: bool) -> None:
    summary = {
        "articles": articles,
        "skipped": [{"where": skipped.where, "reason": skipped.reason} for skipped in skips.all],
        "statements": len(graph.statements()),
        "facts": len(graph.facts()),
        "triples": len(graph),
        "files": [str(settings.output / name) for name in _FILES],
    }
    if as_json:
        put(json.dumps(summary, ensure_ascii=False, indent=2) + "\n")
    elif not quiet:
        read = "1 article" if articles == 1 else f"{articles:,} articles"
        found = f"{summary['statements']:,} statements, {summary['facts']:,} plain triples"
        page = settings.output / "graph.html"
        note(f"{read}, {found} -> {settings.output}; open {page} or ask: geokg query 'who warned whom'")


_COLUMNS = ("subject", "relation", "object", "status", "speaker", "time", "confidence", "quote")


def _row(statement: Statement) -> tuple[str, ...]:
    return (
        statement.subject.label,
        statement.relation.label,
        statement.object.label if statement.object else "",
        str(statement.status),
        statement.speaker.label if statement.speaker else "",
        statement.time.text if statement.time else "",
        f"{statement.confidence:.2f}",
        statement.evidence.quote,
    )
