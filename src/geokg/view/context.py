"""The sentence that a quote stands in, found without a parser."""

from __future__ import annotations

import re

from geokg.model import Span

__all__ = ["sentence_around"]

# A sentence ends after its stop and closing quotation marks, before something that may begin one. Titles, initials
# and the like end in a stop too; to cut there would only show less, so the list need not be complete.
_END = re.compile(
    r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bGen)(?<!\bSen)(?<!\bSt)(?<!\bLt)(?<!\bCol)(?<!\bvs)(?<!\b[A-Z])"
    r"[.!?]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])"
)
# A blank line ends a sentence as well, and so do two blanks: all that a store keeps between two quotes.
_BREAK = re.compile(r"\n[ \t\r]*\n| {2,}")
_WINDOW = 1_000


def sentence_around(text: str, span: Span) -> Span:
    r"""The sentence, or the sentences, of the text that hold the span, at most 1,000 characters to each side.

    A blank line ends a sentence as well, and so do several blanks.

    >>> sentence_around("One. Two is here. Three.", Span(9, 11))
    Span(start=5, end=17)
    """
    start, end = max(0, span.start - _WINDOW), min(len(text), span.end + _WINDOW)
    for cut in (_BREAK, _END):
        start = max([start, *(match.end() for match in cut.finditer(text, start, span.start + 1))])
        after = cut.search(text, max(span.start, span.end - 1), end)
        end = after.start() + len(after.group().rstrip()) if after else end
    start = min(start, span.start)
    return Span(*_trimmed(text, start, max(end, span.end), span))


def _trimmed(text: str, start: int, end: int, span: Span) -> tuple[int, int]:
    """Without white space at the ends, but never less than the span."""
    while start < span.start and text[start].isspace():
        start += 1
    while end > span.end and text[end - 1].isspace():
        end -= 1
    return start, end
