"""Finds known names and phrases in the pieces of a text, by dictionary alone: no model, no grammar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geokg.gazetteer import Gazetteer
    from geokg.gazetteer.files import Name
    from geokg.gazetteer.patterns import Body, Patterns
    from geokg.names import Piece

__all__ = ["Hit", "Phrase", "is_joined", "phrase_at", "scan"]


@dataclass(frozen=True, slots=True)
class Hit:
    """Pieces ``[start, end)`` that are a known name, or only a surname, or (no claims) a name to leave alone."""

    start: int
    end: int
    claims: Sequence[Name]
    may_be_surname: bool = False

    @property
    def is_surname(self) -> bool:
        """True where it is a surname and no full name."""
        return self.may_be_surname and not self.claims


@dataclass(frozen=True, slots=True)
class Phrase:
    """Pieces ``[start, end)`` that are a title, honorific, body or role (``sort``).

    ``value`` is the relation of a title, the sector of an honorific or role, or the body.
    """

    start: int
    end: int
    sort: str
    value: str | Body


def scan(words: Sequence[Piece], gazetteer: Gazetteer) -> Iterator[Hit]:
    """Known names in the order of the text, longest first, none inside another."""
    i = 0
    while i < len(words):
        hit = _hit_at(words, i, gazetteer)
        if hit:
            yield hit
        i = hit.end if hit else i + 1


def _hit_at(words: Sequence[Piece], start: int, gazetteer: Gazetteer) -> Hit | None:
    for length in gazetteer.lengths.get(words[start].text, ()):
        end = start + length
        key = tuple(word.text for word in words[start:end])
        claims, is_surname = gazetteer.names.get(key), key in gazetteer.surnames
        if end <= len(words) and (claims is not None or is_surname) and is_joined(words, start, end):
            return Hit(start, end, claims or (), may_be_surname=is_surname)
    return None


def is_joined(words: Sequence[Piece], start: int, end: int) -> bool:
    """False where more than one character lies between two of the pieces ``[start, end)``."""
    return all(words[i].start - words[i - 1].end <= 1 for i in range(start + 1, end))


def phrase_at(words: Sequence[Piece], lower: Sequence[str], start: int, patterns: Patterns) -> Phrase | None:
    """The longest title, body, honorific or role that begins at a piece. ``lower``: the pieces in lower case."""
    if start >= len(lower):
        return None
    for length in patterns.lengths.get(lower[start], ()):
        key, end = tuple(lower[start : start + length]), start + length
        if end > len(lower) or not is_joined(words, start, end):
            continue
        for sort, table in (
            ("title", patterns.titles),
            ("body", patterns.bodies),
            ("honorific", patterns.honorifics),
            ("role", patterns.roles),
        ):
            if value := table.get(key):
                return Phrase(start, end, sort, value)
    return None
