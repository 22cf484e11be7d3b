"""Which format a source has, and the module that reads it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geokg.errors import ArticleError
from geokg.ingest import html, jsonl, markdown, text

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator

    from geokg.ingest.found import Found
    from geokg.ingest.sources import Source

__all__ = ["read_source", "tell_format"]

_READERS = {"text": text.read, "markdown": markdown.read, "html": html.read}
_HEAD = 1024
_HTML = re.compile(
    rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)


def read_source(source: Source, max_bytes: int) -> Iterator[Found]:
    """The articles of a source, and what in it could not be read."""
    try:
        with source.open() as stream:
            kind = tell_format(source, stream.peek(_HEAD))
            if kind == "jsonl":
                yield from jsonl.read(stream, source.name, max_bytes)
            else:
                yield source.name, _READERS[kind](_all(stream, max_bytes), source.name)
    except ArticleError as error:
        yield source.name, str(error)
    except OSError as error:
        yield source.name, f"cannot be read: {error.strerror or error}"


def tell_format(source: Source, head: bytes) -> str:
    """``text``, ``markdown``, ``html`` or ``jsonl``, by the name of a source and its first bytes.

    Raises:
        ArticleError: the name tells nothing, and the file was not asked for by name.
    """
    head = head.removeprefix(b"\xef\xbb\xbf")
    if source.format in ("markdown", "html", "jsonl"):
        return source.format
    if _HTML.match(head):
        return "html"
    if source.format == "text":
        return "text"
    if not source.listed:
        raise ArticleError("not .txt, .md, .jsonl or .html; name the file itself to read it anyway")
    if re.match(rb"---\r?\n", head):
        return "markdown"
    return "jsonl" if head.lstrip().startswith(b"{") else "text"


def _all(stream: io.BufferedReader, limit: int) -> bytes:
    """All bytes of a stream.

    Raises:
        ArticleError: there are more than ``limit``, so the text must be larger than may be read.
    """
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise ArticleError(f"larger than {limit:,} bytes; raise --max-bytes to read it")
    return data
