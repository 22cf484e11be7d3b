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

    from geokg.builds import Outcome
    from geokg.config import Settings
    from geokg.fetch import Fetcher
    from geokg.model import Article, Skipped, Statement

__all__ = ["run_build", "run_extract"]

_log = logging.getLogger(__name__)
_GOOD, _SOME_SKIPPED = 0, 1
_TOLD = ("articles", "read", "copies", "removed", "statements", "facts", "triples")
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


def run_build(
    paths: Sequence[str],
    settings: Settings,
    *,
    jobs: int,
    keep_removed: bool,
    follow: bool,
    scheduler: str | None = None,
    as_json: bool,
    quiet: bool,
    check: bool = False,
) -> int:
    """Build and save; say what came of it, and what is wrong with it where that is asked. Returns the exit code.

    Raises:
        InputError: a path, a model or a data file is wrong, or no article could be read.
    """
    from geokg.builds import build
    from geokg.errors import InputError
    from geokg.store import Store

    begun = time.monotonic()
    with progress("reading articles", quiet=quiet) as tick:
        outcome = build(
            paths, settings, jobs=jobs, keep_removed=keep_removed, follow=follow, scheduler=scheduler, on_read=tick
        )
    for skipped in outcome.skipped:
        note(f"skipped {skipped.where}: {skipped.reason}")
    _count_foreign(outcome.skipped)
    if not outcome.articles:
        raise InputError("no article could be read; the reasons stand above")
    _summarise(outcome, settings, as_json=as_json, quiet=quiet)
    _log.info("built in %.1f s", time.monotonic() - begun)
    valid = validate_build(Store.open(settings.output / "store")) if check else _GOOD
    return max(_SOME_SKIPPED if outcome.skipped else _GOOD, valid)


def run_extract(paths: Sequence[str], settings: Settings, form: ListFormat, *, follow: bool, quiet: bool) -> int:
    """Print the statements of the articles as they are found. Returns the exit code."""
    from geokg.fetch import Fetcher
    from geokg.jsonl import to_line
    from geokg.pipeline import extract, load_reader

    begun = time.monotonic()
    skips = _Skips()
    # statements that run over the screen show the progress themselves
    silent = quiet or (form is ListFormat.JSONL and sys.stdout.isatty())
    with progress("reading articles", quiet=silent) as tick, Fetcher(settings.policy) as fetcher:
        found = _articles(paths, settings, skips, fetcher, follow=follow)
        reader = load_reader(settings.model, settings.actors, None if settings.plugins else ())
        statements = extract(ticked(found, tick), reader=reader, on_skip=skips)
        if form is ListFormat.JSONL:
            for statement in statements:
                put(to_line(statement) + "\n")
        else:
            rows = [_row(statement) for statement in statements]
    if form is ListFormat.TABLE:
        put_table(_COLUMNS, rows)
    _count_foreign(skips.all)
    _log.info("extracted in %.1f s", time.monotonic() - begun)
    return skips.code


def _articles(
    paths: Sequence[str], settings: Settings, skips: _Skips, fetcher: Fetcher, *, follow: bool
) -> Iterator[Article]:
    from geokg.ingest import read_articles

    return read_articles(
        *paths,
        max_bytes=settings.max_bytes,
        default_date=settings.date,
        columns=dict(settings.columns),
        follow=follow,
        fetch=fetcher.get,
        on_skip=skips,
    )


def _count_foreign(skipped: Sequence[Skipped]) -> None:
    from geokg.ingest.checks import NOT_ENGLISH

    if count := sum(each.reason.startswith(NOT_ENGLISH) for each in skipped):
        note(f"articles that are not English: {count:,}")


def _summarise(outcome: Outcome, settings: Settings, *, as_json: bool, quiet: bool) -> None:
    told = {
        name: getattr(outcome, name)
        for name in ("articles", "read", "copies", "removed", "statements", "facts", "triples")
    }
    if as_json:
        skipped = [{"where": each.where, "reason": each.reason} for each in outcome.skipped]
        files = [str(settings.output / name) for name in _FILES]
        put(json.dumps({**told, "skipped": skipped, "files": files}, ensure_ascii=False, indent=2) + "\n")
    elif not quiet:
        if outcome.changed:
            note(f"read anew, since {' and '.join(outcome.changed)} changed: {outcome.read:,} articles")
        note(f"{_reading(outcome)} -> {settings.output}; {_advice(outcome, settings)}")


def _reading(outcome: Outcome) -> str:
    """How many articles, and how many of them are new."""
    read = "1 article" if outcome.articles == 1 else f"{outcome.articles:,} articles"
    if outcome.read < outcome.articles:
        read += f" ({outcome.read:,} new)"
    if outcome.copies:
        read += f", {outcome.copies:,} of them copies of others"
    if outcome.removed:
        read += f", {outcome.removed:,} removed"
    return f"{read}, {outcome.statements:,} statements, {outcome.facts:,} plain triples"


def _advice(outcome: Outcome, settings: Settings) -> str:
    if not outcome.written:
        return "nothing to do"
    return f"open {settings.output / 'graph.html'} or ask: geokg query 'who warned whom'"


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
