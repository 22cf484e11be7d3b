"""JSON lines: an article a line; fields ``id, title, text, published, source, url``, or others that stand for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geokg.errors import ArticleError
from geokg.ingest.columns import Columns
from geokg.ingest.decode import decode
from geokg.ingest.records import parsed

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator

    from geokg.ingest.found import Found, Link
    from geokg.ingest.opening import Opening
    from geokg.model import Article

__all__ = ["read"]

#: A character may be escaped as ``\\uXXXX`` and there are other fields: this often the limit of the text is read.
_LINE = 8
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read(stream: io.BufferedReader, name: str, opening: Opening) -> Iterator[Found]:
    """The articles of a file, one line in memory at a time. Empty lines say nothing.

    Raises:
        ArticleError: the file is empty, or UTF-16 or UTF-32, which cannot be read by lines of bytes.
    """
    if stream.peek(2).startswith(_WIDE_MARKS):
        raise ArticleError("UTF-16 or UTF-32; JSON lines must be saved as UTF-8")
    columns, limit, where = Columns(name, opening.columns), opening.max_bytes * _LINE, None
    for number, line in enumerate(_lines(stream, limit), start=1):
        if line is not None and not line.strip():
            continue
        where = f"{name}:{number}"
        if line is None:
            yield where, f"the line is larger than {limit:,} bytes; raise --max-bytes to read it"
        else:
            yield where, _article(line, where, columns)
    if where is None:
        raise ArticleError("empty: there are no articles in it")


def _lines(stream: io.BufferedReader, limit: int) -> Iterator[bytes | None]:
    """The lines of a stream, None for one that is longer than ``limit`` bytes."""
    while line := stream.readline(limit):
        whole = line
        while line and not line.endswith(b"\n"):
            line = stream.readline(limit)  # the rest of it, which is read but not kept
        yield whole if len(whole) < limit or whole.endswith(b"\n") else None


def _article(line: bytes, where: str, columns: Columns) -> Article | Link | str:
    """The article of a line, or what is wrong with it."""
    try:
        record = parsed(decode(line))
    except ArticleError as error:
        return str(error)
    if not isinstance(record, dict):
        return 'no JSON object; an article is {"text": "..."} on one line'
    return columns.read(record, where)
