"""Lists of addresses, one a line: a link each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geokg.ingest.decode import decode
from geokg.ingest.found import Link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geokg.ingest.found import Found

__all__ = ["is_list", "read"]


def is_list(head: bytes) -> bool:
    """True for the beginning of a text whose lines are all addresses.

    >>> is_list(b"https://a.example/1\\nhttps://a.example/2\\nhttps://a.exa"), is_list(b"See https://a.example/1")
    (True, False)
    """
    lines = head.split()
    return bool(lines) and lines == head.strip().splitlines() and all(_is_address(line) for line in lines)


def read(data: bytes, name: str) -> Iterator[Found]:
    """The addresses of a list, each once; lines that begin with ``#`` are remarks.

    Raises:
        ArticleError: the bytes are no text.
    """
    seen = set[str]()
    for number, line in enumerate(decode(data).splitlines(), start=1):
        url = line.strip()
        if not url or url.startswith("#") or url in seen:
            continue
        seen.add(url)
        yield f"{name}:{number}", Link(url) if _is_address(url.encode()) else f"no address of the web: {url[:60]!r}"


def _is_address(line: bytes) -> bool:
    return line.strip().lower().startswith((b"http://", b"https://")) and b" " not in line.strip()
