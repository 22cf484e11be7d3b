"""The articles behind paths, each either given in full or reported as skipped."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from geokg.ingest.checks import objection
from geokg.ingest.formats import read_source
from geokg.ingest.found import Link
from geokg.ingest.opening import Opening
from geokg.ingest.sources import find_sources
from geokg.model import Article, Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from geokg.ingest.sources import Source

__all__ = ["open_source", "read_articles", "repeat"]

_LOG = logging.getLogger(__name__)


def read_articles(
    *paths: str | Path,
    max_bytes: int = 2_000_000,
    default_date: date | None = None,
    columns: Mapping[str, str] | None = None,
    on_skip: Callable[[Skipped], None] | None = None,
) -> Iterator[Article]:
    """The articles in files and folders (recursively, sorted by path); ``-`` is standard input.

    Plain text, Markdown with front matter, HTML, JSON, JSON lines, tables, Parquet, feeds, WARC and the XML of agencies
    are told apart by extension and content, gzipped or not. ``Article.text`` is what the file or the field ``text``
    holds, character by character; of marked-up text it is the prose found in it, a blank line between paragraphs.

    Args:
        max_bytes: largest text of one article, in bytes of UTF-8.
        default_date: day of publication of articles that name none.
        columns: field (``text``, ``published``, ...) -> name of its column in tables and records of others.
        on_skip: is told of every article left out (empty, binary, too large, not English, a bad line, a repeat);
            without it they are logged as warnings.

    Raises:
        InputError: a path does not exist, or a folder holds nothing that can be read.
    """
    sources = find_sources(paths)  # now, not at the first article: a wrong path should stop a run before it starts
    opening = Opening(max_bytes, default_date, columns or {})
    found = (each for source in sources for each in open_source(source, opening))
    return _kept(found, on_skip or _log)


def open_source(source: Source, opening: Opening) -> Iterator[tuple[str, Article | str]]:
    """The articles of one source, and what in it is left out, with the reason."""
    links = 0
    for where, article in read_source(source, opening):
        if isinstance(article, Article) and (reason := objection(article, opening.max_bytes)):
            yield where, reason
        elif isinstance(article, Article) and opening.default_date and not article.published:
            yield where, replace(article, published=opening.default_date)
        elif isinstance(article, Link):
            links += 1
        else:
            yield where, article
    if links:
        yield source.name, f"{links:,} links, whose articles stand elsewhere"


def repeat(seen: str, *, has_url: bool) -> str:
    """Why an article is left out of which ``seen`` is another copy."""
    return f"the same {'address' if has_url else 'text'} as {seen}, which was read"


def _kept(found: Iterable[tuple[str, Article | str]], on_skip: Callable[[Skipped], None]) -> Iterator[Article]:
    seen: dict[str, str] = {}
    for where, article in found:
        if isinstance(article, str):
            on_skip(Skipped(where, article))
        elif article.key in seen:
            on_skip(Skipped(where, repeat(seen[article.key], has_url=bool(article.url))))
        else:
            seen[article.key] = where
            yield article


def _log(skipped: Skipped) -> None:
    _LOG.warning("%s: skipped: %s", skipped.where, skipped.reason)
