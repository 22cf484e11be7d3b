"""The articles behind paths, each either given in full or reported as skipped."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from geokg.errors import ArticleError, FetchError
from geokg.fetch import Fetcher
from geokg.ingest.checks import objection
from geokg.ingest.formats import read_page, read_source
from geokg.ingest.found import Link, Unfetched
from geokg.ingest.opening import Opening
from geokg.ingest.sources import find_sources
from geokg.model import Article, Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from geokg.ingest.formats import Fetch
    from geokg.ingest.found import Found
    from geokg.ingest.sources import Source

__all__ = ["open_source", "read_articles", "repeat"]

#: Hosts that are asked at the same time, and links that are followed before the first of them is read.
_HOSTS, _BATCH = 8, 64
_LOG = logging.getLogger(__name__)


def read_articles(
    *paths: str | Path,
    max_bytes: int = 2_000_000,
    default_date: date | None = None,
    columns: Mapping[str, str] | None = None,
    follow: bool = False,
    fetch: Fetch | None = None,
    on_skip: Callable[[Skipped], None] | None = None,
) -> Iterator[Article]:
    """The articles in files, folders (recursively, sorted by path) and at addresses; ``-`` is standard input.

    Plain text, Markdown with front matter, HTML, JSON, JSON lines, tables, Parquet, feeds, WARC and the XML of agencies
    are told apart by extension and content, gzipped or not. ``Article.text`` is what the file or the field ``text``
    holds, character by character; of marked-up text it is the prose found in it, a blank line between paragraphs.

    Args:
        max_bytes: largest text of one article, in bytes of UTF-8.
        default_date: day of publication of articles that name none.
        columns: field (``text``, ``published``, ...) -> name of its column in tables and records of others.
        follow: read the articles behind the links of feeds and lists.
        fetch: gets addresses, such as the ``get`` of a :class:`geokg.fetch.Fetcher`; without it one of its own does.
        on_skip: is told of every article left out (empty, binary, too large, not English, a bad line, a repeat);
            without it they are logged as warnings.

    Raises:
        InputError: a path does not exist, or a folder holds nothing that can be read.
    """
    sources = find_sources(paths)  # now, not at the first article: a wrong path should stop a run before it starts
    opening = Opening(max_bytes, default_date, columns or {}, follow)
    return _kept(_of_all(sources, opening, fetch), on_skip or _log)


def _of_all(sources: Iterable[Source], opening: Opening, fetch: Fetch | None) -> Iterator[tuple[str, Article | str]]:
    if fetch is None:
        with Fetcher() as own:
            yield from _of_all(sources, opening, own.get)
        return
    for source in sources:
        yield from open_source(source, opening, fetch)


def open_source(
    source: Source, opening: Opening, fetch: Fetch, have: Callable[[str], Article | None] = lambda _: None
) -> Iterator[tuple[str, Article | str]]:
    """The articles of one source, and what in it is left out, with the reason.

    ``fetch`` gets addresses; a link is not followed where ``have`` knows its article already.
    """
    links = 0
    for where, article in _followed(read_source(source, opening, fetch), fetch, have, follow=opening.follow):
        if isinstance(article, Article) and (reason := objection(article, opening.max_bytes)):
            yield where, reason
        elif isinstance(article, Article) and opening.default_date and not article.published:
            yield where, replace(article, published=opening.default_date)
        elif isinstance(article, Link):
            links += 1
        else:
            yield where, article
    if links:
        yield source.name, f"links to articles: {links:,}; add --follow to fetch them"


def _followed(
    found: Iterable[Found], fetch: Fetch, have: Callable[[str], Article | None], *, follow: bool
) -> Iterator[Found]:
    """What was found, in its order, links followed; several hosts are asked at the same time."""
    if not follow:
        yield from found
        return

    def known(each: Found) -> Found:  # in this thread: the ledger is not for others
        where, link = each
        return (where, have(link.url) or link) if isinstance(link, Link) else each

    def read(each: Found) -> Found:
        where, link = each
        return (where, _behind(link, where, fetch)) if isinstance(link, Link) else each

    waiting = map(known, found)
    with ThreadPoolExecutor(_HOSTS) as pool:
        while batch := list(islice(waiting, _BATCH)):
            yield from pool.map(read, batch)


def _behind(link: Link, where: str, fetch: Fetch) -> Article | str:
    """The article behind a link; what the list says of it fills in what the page does not."""
    try:
        article = read_page(fetch(link.url), where)
    except FetchError as error:
        return Unfetched(f"{link.url}: {error}")
    except ArticleError as error:
        return f"{link.url}: {error}"
    return replace(
        article,
        url=link.url,
        title=article.title or link.title,
        source=article.source or link.source,
        published=article.published or link.published,
    )


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
