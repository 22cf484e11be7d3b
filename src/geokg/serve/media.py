"""Which media type a client wants, after the Accept header of RFC 9110 section 12.5.1."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["HTML", "choose"]

HTML = "text/html"
#: How exactly a range names a type: itself, its kind, or anything.
_EXACT, _KIND, _ANY, _NO = 3, 2, 1, 0
_QUALITY = re.compile(r"q\s*=\s*([01](?:\.\d{0,3})?)", re.IGNORECASE)


def choose(accept: str, offered: Sequence[str]) -> str | None:
    """The offered type that ``accept`` likes best, the first of several alike; None where it takes none of them.

    A blank header takes anything. A range counts for a type only where none names that type more exactly.

    >>> choose("text/html,*/*;q=0.8", ["text/turtle", "text/html"])
    'text/html'
    >>> choose("*/*", ["text/turtle", "text/html"])
    'text/turtle'
    >>> choose("image/png", ["text/turtle"]) is None
    True
    """
    ranges = [_range(part) for part in accept.split(",") if part.strip()] or [("*/*", 1.0)]
    liked = {media: _liking(media, ranges) for media in offered}
    best = max(liked.values(), default=0.0)
    return next((media for media, quality in liked.items() if quality == best > 0), None)


def _range(part: str) -> tuple[str, float]:
    name, *parameters = (piece.strip() for piece in part.split(";"))
    found = next((match for text in parameters if (match := _QUALITY.fullmatch(text))), None)
    return name.lower(), float(found[1]) if found else 1.0


def _liking(media: str, ranges: Sequence[tuple[str, float]]) -> float:
    exactness, quality = max((_exactness(name, media), quality) for name, quality in ranges)
    return quality if exactness else 0.0


def _exactness(name: str, media: str) -> int:
    if name == media:
        return _EXACT
    if name == media.split("/")[0] + "/*":
        return _KIND
    return _ANY if name == "*/*" else _NO
