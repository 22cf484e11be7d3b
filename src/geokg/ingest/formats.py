"""Which format a source has, and the module that reads it."""

from __future__ import annotations

import io
import re
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, cast
from urllib.parse import urlsplit

from geokg.errors import ArticleError, FetchError
from geokg.ingest import feed, html, jsonl, links, markdown, newsml, parquet, records, table, text, warc
from geokg.ingest.found import Unfetched
from geokg.ingest.sources import Source
from geokg.ingest.unpack import GZIP, unpacked_stream

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geokg.fetch import Fetched
    from geokg.ingest.found import Found
    from geokg.ingest.opening import Opening
    from geokg.model import Article

__all__ = ["Fetch", "read_page", "read_source", "tell_format"]

#: Gets the page at an address, or raises FetchError.
Fetch: TypeAlias = "Callable[[str], Fetched]"
_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})

#: Formats of one article a file, of a file that is read as a whole, and of one that is read piece by piece.
_SINGLE = {"text": text.read, "markdown": markdown.read, "html": html.read}
_WHOLE = {"feed": feed.read, "newsml": newsml.read, "links": links.read}
_STREAMED = {"jsonl": jsonl.read, "table": table.read, "parquet": parquet.read, "warc": warc.read}
_HEAD = 1024
_ROOT = re.compile(rb"<(?:[\w.-]+:)?([\w.-]+)")
#: What may stand before the first element, with how it ends.
_PROLOG = {b"<?": b"?>", b"<!--": b"-->", b"<!": b">"}
_PAGES = frozenset({"html", "head", "body"})
_FEEDS = frozenset({"rss", "feed", "rdf"})
#: So many articles' bytes may a file have that is read as a whole.
_MANY = 16


def read_source(source: Source, opening: Opening, fetch: Fetch) -> Iterator[Found]:
    """The articles and links of a source, and what in it could not be read. ``fetch`` gets what is an address."""
    said = False
    try:
        for found in _opened(source, opening, fetch):
            said = True
            yield found
        if not said:
            yield source.name, "holds no article"
    except FetchError as error:
        yield source.name, Unfetched(error)
    except ArticleError as error:
        yield source.name, str(error)
    except (OSError, EOFError, zlib.error) as error:
        yield source.name, f"cannot be read: {getattr(error, 'strerror', None) or error}"


def _opened(source: Source, opening: Opening, fetch: Fetch) -> Iterator[Found]:
    if source.url is None:
        with source.open() as given:
            yield from _unpacked(source, given, opening)
        return
    page = fetch(source.url)
    if page.media_type in _PAGE_TYPES or _of_markup(page.data[:_HEAD]) == "html":
        yield source.url, read_page(page, source.url)
    else:  # a file of another kind, whose format its path may tell
        named = Source(source.url, Path(urlsplit(source.url).path))
        given = cast("io.BufferedReader", io.BufferedReader(io.BytesIO(page.data)))
        yield from _unpacked(named, given, opening)


def _unpacked(source: Source, given: io.BufferedReader, opening: Opening) -> Iterator[Found]:
    packed = given.peek(2).startswith(GZIP) and source.format != "warc"
    stream = unpacked_stream(given) if packed else given
    yield from _read(tell_format(source, stream.peek(_HEAD)), stream, source.name, opening)


def read_page(page: Fetched, where: str) -> Article:
    """The article of a page that was fetched.

    Raises:
        ArticleError: there is none.
    """
    return html.read(page.data, where, url=page.final, charset=page.charset)


def _read(kind: str, stream: io.BufferedReader, name: str, opening: Opening) -> Iterator[Found]:
    if kind in _STREAMED:
        yield from _STREAMED[kind](stream, name, opening)
    elif kind in _SINGLE:
        yield name, _SINGLE[kind](_all(stream, opening.max_bytes), name)
    else:
        data = _all(stream, opening.max_bytes * _MANY)
        yield from records.read(data, name, opening) if kind == "json" else _WHOLE[kind](data, name)


def tell_format(source: Source, head: bytes) -> str:
    """The name of a format, by the name of a source and its first bytes.

    Raises:
        ArticleError: the name tells nothing, and the file was not asked for by name.
    """
    head = head.removeprefix(b"\xef\xbb\xbf")
    if source.format in ("markdown", "html", "jsonl", "table", "parquet", "warc", "links", "json"):
        return source.format
    kind = _of_markup(head)
    if kind == "html" or (kind and (source.format == "xml" or source.listed)):
        return kind
    if source.format == "xml":
        raise ArticleError("XML that is no feed, no NewsML, NITF or sitemap, and no page")
    if source.format == "text":
        return "links" if links.is_list(head) else "text"
    if not source.listed:
        raise ArticleError("no kind of file that is known by its name; name the file itself to read it anyway")
    return _by_content(head)


def _by_content(head: bytes) -> str:
    """The format of what has no name that tells it."""
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"WARC/"):
        return "warc"
    if re.match(rb"---\r?\n", head):
        return "markdown"
    start = head.lstrip()[:1]
    if start in (b"{", b"["):
        return "json" if start == b"[" or re.match(rb"\s*\{\s*[\r\n]", head) else "jsonl"
    return "links" if links.is_list(head) else "text"


def _of_markup(head: bytes) -> str | None:
    """What the first element of mark-up is of."""
    head = head.lstrip()
    while mark := next((mark for mark in _PROLOG if head.startswith(mark)), None):
        if head[:14].lower() == b"<!doctype html":
            return "html"
        end = b"]>" if mark == b"<!" and b"[" in head.partition(b">")[0] else _PROLOG[mark]
        head = head.partition(end)[2].lstrip()
    found = _ROOT.match(head)
    root = found[1].decode("ascii", "replace").casefold() if found else ""
    if root in _PAGES:
        return "html"
    if root in _FEEDS:
        return "feed"
    return "newsml" if root in newsml.ROOTS else None


def _all(stream: io.BufferedReader, limit: int) -> bytes:
    """All bytes of a stream.

    Raises:
        ArticleError: there are more than ``limit``, so the text must be larger than may be read.
    """
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise ArticleError(f"larger than {limit:,} bytes; raise --max-bytes to read it")
    return data
