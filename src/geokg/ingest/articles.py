"""The articles behind paths, each either given in full or reported as skipped."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from geokg.ingest.checks import objection
from geokg.ingest.formats import read_source
from geokg.ingest.sources import find_sources
from geokg.model import Article, Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from geokg.ingest.found import Found

__all__ = ["read_articles"]

_LOG = logging.getLogger(__name__)


def read_articles(
    *paths: str | Path,
    max_bytes: int = 2_000_000,
    default_date: date | None = None,
    on_skip: Callable[[Skipped], None] | None = None,
) -> Iterator[Article]:
    """The articles in files and folders (recursively, sorted by path); ``-`` is standard input.

    Plain text, Markdown with front matter, HTML and JSON lines are told apart by extension and content.
    ``Article.text`` is what the file or the field ``text`` holds, character by character; of an HTML page it is the
    prose found in it, a blank line between paragraphs.

    Args:
        max_bytes: largest text of one article, in bytes of UTF-8.
        default_date: day of publication of articles that name none.
        on_skip: is told of every article left out (empty, binary, too large, not English, a bad line, a repeat);
            without it they are logged as warnings.

    Raises:
        InputError: a path does not exist, or a folder holds nothing that can be read.
    """
    sources = find_sources(paths)  # now, not at the first article: a wrong path should stop a run before it starts
    found = (each for source in sources for each in read_source(source, max_bytes))
    return _kept(found, max_bytes, default_date, on_skip or _log)


def _kept(
    found: Iterable[Found], max_bytes: int, default_date: date | None, on_skip: Callable[[Skipped], None]
) -> Iterator[Article]:
    seen: dict[str, str] = {}
    for where, article in found:
        reason = article if isinstance(article, str) else objection(article, max_bytes) or _repeat(article, seen)
        if reason:
            on_skip(Skipped(where, reason))
        elif isinstance(article, Article):
            seen[article.key] = where
            dated = article.published or not default_date
            yield article if dated else replace(article, published=default_date)


def _repeat(article: Article, seen: dict[str, str]) -> str | None:
    where = seen.get(article.key)
    return f"the same {'address' if article.url else 'text'} as {where}, which was read" if where else None


def _log(skipped: Skipped) -> None:
    _LOG.warning("%s: skipped: %s", skipped.where, skipped.reason)
