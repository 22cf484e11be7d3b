"""The commands that read articles."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from geokg.cli.options import ListFormat
from geokg.cli.printing import note, put, put_table
from geokg.cli.progress import ticked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geokg.config import Settings
    from geokg.graph import Graph
    from geokg.model import Article, Skipped, Statement

__all__ = ["run_build", "run_extract"]

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


def run_build(paths: Sequence[str], settings: Settings, *, as_json: bool, quiet: bool) -> int:
    """Build and save; say what came of it. Returns the exit code.

    Raises:
        InputError: a path, a model or a data file is wrong, or no article could be read.
    """
    from geokg.errors import InputError
    from geokg.pipeline import build, load_reader

    skips = _Skips()
    articles = _Counted(ticked(_articles(paths, settings, skips), "reading articles", quiet=quiet))
    reader = load_reader(settings.model, settings.actors)
    graph = build(
        articles,
        reader=reader,
        base=settings.base,
        min_confidence=settings.min_confidence,
        on_skip=skips,
    )
    if not articles.count:
        raise InputError("no article could be read; the reasons stand above")
    graph.save(settings.output)
    _summarise(graph, articles.count, skips, settings, as_json=as_json, quiet=quiet)
    return skips.code


def run_extract(paths: Sequence[str], settings: Settings, form: ListFormat, *, quiet: bool) -> int:
    """Print the statements of the articles as they are found. Returns the exit code."""
    from geokg.jsonl import to_line
    from geokg.pipeline import extract, load_reader

    skips = _Skips()
    articles = ticked(_articles(paths, settings, skips), "reading articles", quiet=quiet)
    statements = extract(articles, reader=load_reader(settings.model, settings.actors), on_skip=skips)
    if form is ListFormat.JSONL:
        for statement in statements:
            put(to_line(statement) + "\n")
    else:
        put_table(_COLUMNS, [_row(statement) for statement in statements])
    return skips.code


def _articles(paths: Sequence[str], settings: Settings, skips: _Skips) -> Iterator[Article]:
    from geokg.ingest import read_articles

    return read_articles(*paths, max_bytes=settings.max_bytes, default_date=settings.date, on_skip=skips)


class _Counted:
    """An iterator that counts what it gives."""

    def __init__(self, items: Iterator[Article]) -> None:
        self.items = items
        self.count = 0

    def __iter__(self) -> Iterator[Article]:
        for item in self.items:
            self.count += 1
            yield item


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
        note(
            f"{articles:,} articles, {summary['statements']:,} statements, {summary['facts']:,} plain triples -> "
            f"{settings.output}; open {settings.output / 'graph.html'} or ask: geokg query 'who warned whom'"
        )


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
