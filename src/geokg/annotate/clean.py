"""Cleans the text of an article for the parser, and remembers where every character stood.

What is no prose goes (promotion lines, title tails, datelines, invisible characters and accents of their own), what
confuses the parser is made plain (curly quotes, handles, unspaced dashes, white space, letters of other scripts that
look like ours), and paragraphs are told apart. Every passage that goes is recorded with the rule that it falls under.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from geokg.data import data_path, read_toml
from geokg.document import Dropped, OffsetMap
from geokg.model import Span
from geokg.names import same_letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Cleaned", "clean"]

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u0300-\u036f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]+"
)
_STRAIGHT = str.maketrans(dict.fromkeys("“”„‟«»″＂", '"') | dict.fromkeys("‘’‚‛‹›′`´ʻʼ＇", "'"))
_TWO_QUOTES = re.compile("''")
_HANDLE = re.compile(r"(?<![\w@])@+(?=\w)")
_UNSPACED_DASH = re.compile(r"(?<=\S)(?=—)|(?<=—)(?=\S)")
_SPACES = re.compile(r"\s+")
#: How a title tail (" | World | News") and its longest part look.
_TAIL, _LONGEST_TAIL = " | ", 40
_BULLET = r"(?:\#{1,6}|[•·▪●◦*>|-])[ ]"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:,[ ](?:{_MONTH}[ ]\d{{1,2}}|\d{{1,2}}[ ]{_MONTH})(?:,?[ ]\d{{4}})?)"
_PLACE = r"[A-Z][\w.'/-]{1,24}(?:[ ][A-Z][\w.'-]{0,24}){0,3}"
_SHOUTED = r"[A-Z][A-Z.'-]{1,24}(?:[ ][A-Z][A-Z.'-]{0,24}){0,3}"
#: Widest line that an e-mail wraps to, and the least share of lines with a full stop at the end that paragraphs have.
_WIDEST_WRAP, _PARAGRAPH_STOPS = 100, 0.6
_STOPS = tuple(".!?:;\"'”’…)")
#: How a sentence ends; the longest headline, and how many stand in a list of recommended ones.
_SENTENCE = tuple('.!?"”…')
_LONGEST_HEADLINE, _HEADLINES = 140, 8


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Cleaned text: its paragraphs, joined by one space, with their ranges ``[start, end)`` in ``text``.

    ``dropped`` are the passages of the text as given that were left out, in its order.
    """

    text: str
    offsets: OffsetMap
    paragraphs: tuple[tuple[int, int], ...]
    dropped: tuple[Dropped, ...] = ()

    @property
    def prose(self) -> str:
        """The paragraphs with a blank line between them, for people; cleaned again, it stays as it is."""
        return "\n\n".join(self.text[start:end] for start, end in self.paragraphs)


def clean(text: str) -> Cleaned:
    """The prose of a text, ready to be parsed paragraph by paragraph. Takes time linear in its length.

    >>> clean("Big news | World\\n\\n“We will help” @NATO—he said.\\n\\nREAD MORE: other news").text
    'Big news "We will help" NATO — he said.'
    """
    parts: list[str] = []
    ranges: list[tuple[int, int]] = []
    runs: list[tuple[int, int]] = []
    dropped: list[Dropped] = []
    size = 0
    for piece in _pieces(text):
        if isinstance(piece, Dropped):
            dropped.append(piece)
            continue
        cleaned, given, left_out = _clean_paragraph(text, piece)
        if (rule := _promo(cleaned)) is not None:
            left_out = [Dropped(Span(piece[0][0], piece[-1][1]), rule)]
        dropped += left_out
        if not cleaned or rule is not None:
            continue
        runs.extend((size + i, given[i]) for i in _run_starts(given))
        ranges.append((size, size + len(cleaned)))
        parts.append(cleaned)
        size += len(cleaned) + 1
    starts, givens = zip(*runs, strict=True) if runs else ((0,), (0,))
    in_order = sorted(dropped, key=lambda each: each.span)
    return Cleaned(" ".join(parts), OffsetMap(starts, givens), tuple(ranges), tuple(in_order))


def _run_starts(given: Sequence[int]) -> list[int]:
    return [0, *(i for i in range(1, len(given)) if given[i] != given[i - 1] + 1)]


def _pieces(text: str) -> Iterator[list[tuple[int, int]] | Dropped]:
    """The paragraphs of a text as lists of lines ``[start, end)``, and the lines between that are dropped."""
    block: list[tuple[int, int]] = []
    start = headlines = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        plain = _INVISIBLE.sub("", line).strip().translate(_STRAIGHT)
        rule = _promo(plain) if plain else None
        if plain and rule is None:
            is_heading = plain.casefold().rstrip(" :") in _rules()["headings"]
            headlines = 1 + _HEADLINES if is_heading else headlines - 1 if _is_headline(plain) else 0
            rule = "headings" if headlines > 0 else None
        if rule is not None:
            yield Dropped(Span(start, end), rule)
        elif plain:
            block.append((start, end))
        else:
            yield from _split(text, block)
            block = []
        start = end
    yield from _split(text, block)


def _is_headline(line: str) -> bool:
    return len(line) <= _LONGEST_HEADLINE and not line.endswith(_SENTENCE)


def _split(text: str, block: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """A block of lines without blank ones between: one paragraph that was wrapped, or a paragraph a line."""
    if not block:
        return
    lines = [text[start:end].strip() for start, end in block]
    stops = sum(line.endswith(_STOPS) for line in lines[:-1])
    wrapped = max(map(len, lines)) <= _WIDEST_WRAP and stops < _PARAGRAPH_STOPS * (len(lines) - 1)
    if wrapped:
        yield block
    else:
        yield from ([line] for line in block)


def _clean_paragraph(text: str, lines: Sequence[tuple[int, int]]) -> tuple[str, list[int], list[Dropped]]:
    """The cleaned paragraph, for each of its characters the offset it comes from, and what was left out of it."""
    paragraph = "".join(text[start:end] for start, end in lines)
    paragraph = same_letters(paragraph.translate(_STRAIGHT))
    given = list(chain.from_iterable(range(start, end) for start, end in lines))
    for pattern, replacement in (
        (_INVISIBLE, ""), (_SPACES, " "), (_TWO_QUOTES, '"'), (_HANDLE, ""), (_UNSPACED_DASH, " "),
    ):  # fmt: skip
        paragraph, given = _replace(paragraph, given, pattern, replacement)
    start, end, cuts = _bounds(paragraph)
    words = ((first, first + len(paragraph[first:last].rstrip()), rule) for first, last, rule in cuts)
    dropped = [Dropped(Span(given[first], given[last - 1] + 1), rule) for first, last, rule in words if last > first]
    return paragraph[start:end], given[start:end], dropped


def _replace(text: str, given: list[int], pattern: re.Pattern[str], new: str) -> tuple[str, list[int]]:
    """Replaces every match by ``new`` (one character or none), which stands where the match stood."""
    parts: list[str] = []
    moved: list[int] = []
    last = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        if text[start:end] == new:
            continue
        parts += (text[last:start], new)
        moved += given[last:start]
        if new:
            moved.append(given[start])
        last = end
    if not parts:
        return text, given
    return "".join((*parts, text[last:])), moved + given[last:]


def _bounds(text: str) -> tuple[int, int, list[tuple[int, int, str]]]:
    """The part of a paragraph that is left without its bullets, dateline and tails, and what goes by which rule."""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    before, behind = [], []
    while tail := _title_tail(text, start, end) or _promo_tail(text, start, end):
        behind.append((tail[0], end, tail[1]))
        end = start + len(text[start : tail[0]].rstrip())
    prefix = _prefix()
    while match := prefix.match(text, start, end):
        before.append((*match.span(), "opening"))
        start = match.end()
    return start, end, [*before, *reversed(behind)]


def _title_tail(text: str, start: int, end: int) -> tuple[int, str] | None:
    tail = text.rfind(_TAIL, max(start, end - _LONGEST_TAIL - len(_TAIL)), end)
    return (tail, "title tail") if tail > start and text[tail + len(_TAIL)].isupper() else None


def _promo_tail(text: str, start: int, end: int) -> tuple[int, str] | None:
    match = _tails().search(text, start, end)
    return (match.start(), "tails") if match else None


@cache
def _rules() -> dict[str, list[str]]:
    return read_toml(data_path("ontology/lexicon/promos.toml"))


@cache
def _prefix() -> re.Pattern[str]:
    """What may stand before the first word of a paragraph: a bullet or a dateline."""
    promos = _rules()
    agency = r"\((?:" + "|".join(map(re.escape, promos["agencies"])) + r")\)"
    short = "|".join(map(re.escape, promos["short_places"]))
    dash = r"[ ]?(?:--?|[–—])[ ]"
    with_agency = rf"(?:{_PLACE}(?:,[ ]{_PLACE})?{_DAY}?[ ])?{agency}{dash}"
    with_day = rf"{_PLACE}(?:,[ ]{_PLACE})?{_DAY}{dash}"
    alone = rf"(?:(?=[A-Z]{{5}}|{short}\b){_SHOUTED}(?:,[ ]{_PLACE})?){dash}(?=[A-Z\"'])"
    return re.compile(rf"{_BULLET}|{with_agency}|{with_day}|{alone}")


@cache
def _tails() -> re.Pattern[str]:
    tails = "|".join(map(re.escape, _rules()["tails"]))
    return re.compile(rf"(?<=[.!?\"'])[ ](?:{tails})[ ]?:[ ]", re.IGNORECASE)


@cache
def _promo_rules() -> re.Pattern[str]:
    """Matches a line that is no part of the news; its groups are named like the lists of rules."""
    rules = _rules()

    def beginning(name: str) -> str:
        return "|".join(re.escape(p) + (r"\b" if p[-1].isalnum() else "") for p in rules[name])

    lines = "|".join(map(re.escape, rules["lines"]))
    return re.compile(
        rf"(?P<prefixes>{beginning('prefixes')})|(?P<soft_prefixes>{beginning('soft_prefixes')})(?!.*[.!?\"]$)"
        rf"|(?P<lines>{lines})\W*$|(?P<patterns>{'|'.join(rules['patterns'])})\W*$",
        re.IGNORECASE,
    )


def _promo(line: str) -> str | None:
    """The list of rules that a line falls under which is no part of the news, such as ``READ MORE: ...``."""
    match = _promo_rules().match(line)
    return match.lastgroup if match else None
