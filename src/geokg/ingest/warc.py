"""WARC files of crawls such as CC-News: an article a page that was answered. Needs the extra ``warc``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geokg.errors import ArticleError
from geokg.ingest import html
from geokg.ingest.unpack import unpack

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator

    from geokg.ingest.found import Found
    from geokg.ingest.opening import Opening

__all__ = ["read"]

_OK = 200
_HTML = ("text/html", "application/xhtml+xml")


def read(stream: io.BufferedReader, name: str, opening: Opening) -> Iterator[Found]:
    """The pages of a file, gzipped or not. What is no page, or was not answered with 200, says nothing.

    Raises:
        ArticleError: FastWARC is missing.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as error:
        raise ArticleError("WARC is read with FastWARC: pip install 'geokg[warc]'") from error
    records = 0
    try:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response, auto_decode="none"):
            records += 1
            if (found := _read(record, name, opening)) is not None:
                yield found
    except (OSError, ValueError, RuntimeError) as error:
        yield name, f"cannot be read beyond page {records:,}: {str(error).splitlines()[0]:.120}"


def _read(record: Any, name: str, opening: Opening) -> Found | None:
    headers = record.http_headers
    if headers is None or headers.status_code != _OK or (record.http_content_type or "").casefold() not in _HTML:
        return None
    where, url = f"{name}:{record.stream_pos}", str(record.headers.get("WARC-Target-URI") or "").strip("<>")
    try:
        packed = record.reader.read(opening.max_bytes + 1)
        page = unpack(packed, str(headers.get("Content-Encoding") or ""), opening.max_bytes)
        return where, html.read(page, where, url=url, charset=record.http_charset)
    except ArticleError as error:
        return where, str(error)
