"""A document while its actors are found: its pieces, what stands where, and who was met so far."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geokg.gazetteer.scan import Hit, Phrase, phrase_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Span as Entity

    from geokg.document import Document
    from geokg.gazetteer import Gazetteer
    from geokg.gazetteer.bearers import Bearers
    from geokg.model import Actor, Resolution
    from geokg.names import Piece

__all__ = ["Found", "Reading", "entity_at", "is_entity", "is_name_word", "same_name", "trim"]


@dataclass(frozen=True, slots=True)
class Found:
    """Pieces ``[start, end)`` that stand for an actor."""

    start: int
    end: int
    actor: Actor
    how: Resolution


@dataclass(slots=True)
class Reading:
    """A document while it is read: its pieces, what stands where, and the people met so far."""

    document: Document
    raw: str
    gazetteer: Gazetteer
    words: list[Piece]
    lower: list[str]
    people: Bearers
    hits: dict[int, Hit] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    strangers: dict[int, int] = field(default_factory=dict)
    blocked: set[int] = field(default_factory=set)
    starts: list[int] = field(default_factory=list)
    found: dict[int, Found] = field(default_factory=dict)
    entities: Sequence[Entity] = ()

    def add(self, start: int, end: int, actor: Actor, how: Resolution) -> None:
        """Keeps the finding unless an earlier one holds any of its pieces."""
        if all(i not in self.found for i in range(start, end)):
            finding = Found(start, end, actor, how)
            self.found.update(dict.fromkeys(range(start, end), finding))

    def phrase(self, start: int) -> Phrase | None:
        """The longest title, body or role that begins at a piece."""
        return phrase_at(self.words, self.lower, start, self.gazetteer.patterns)

    def token(self, piece: int) -> int:
        """The index of the token that a piece begins in."""
        return bisect_right(self.starts, self.words[piece].start) - 1

    def text(self, start: int, end: int) -> str:
        """The text of pieces ``[start, end)`` as it stands in the document, but for headlines in capitals."""
        written = self.raw[self.words[start].start : self.words[end - 1].end]
        return written.title() if written.isupper() and not self.words[start].text.isupper() else written


def entity_at(reading: Reading, piece: int) -> Entity | None:
    """The entity of the model that a piece belongs to."""
    token = reading.document.doc[reading.token(piece)]
    if not token.ent_type_:
        return None
    return next((ent for ent in reading.entities if ent.start <= token.i < ent.end), None)


def is_entity(reading: Reading, piece: int, label: str) -> bool:
    """True where the model gives a piece that label."""
    return reading.document.doc[reading.token(piece)].ent_type_ == label


def same_name(reading: Reading, piece: int) -> bool:
    """True where the model takes the next word for a part of the same name, and it is no verb."""
    if piece + 1 >= len(reading.words):
        return False
    following = reading.document.doc[reading.token(piece + 1)]
    return following.ent_iob_ == "I" and following.pos_ == "PROPN" and following.text[:1].isupper()


def trim(reading: Reading, entity: Entity) -> tuple[int, int]:
    """The pieces of an entity without article, titles, possessive and marks at its edges."""
    start = bisect_left(reading.words, entity.start_char, key=lambda word: word.start)
    end = bisect_left(reading.words, entity.end_char, key=lambda word: word.start)
    while end > start and (reading.lower[end - 1] in ("s", "'") or not reading.words[end - 1].text[0].isalnum()):
        if reading.lower[end - 1] == "s" and reading.lower[end - 2 : end - 1] != ["'"]:
            break
        end -= 1
    while start < end:
        phrase = reading.phrase(start)
        if reading.lower[start] in ("the", "a", "an") or not reading.words[start].text[0].isalnum():
            start += 1
        elif entity.label_ == "PERSON" and phrase and phrase.sort in ("title", "honorific") and phrase.end < end:
            start = phrase.end
        else:
            break
    return start, end


def is_name_word(reading: Reading, piece: int) -> bool:
    """True for what may stand in a name: capitalised words, particles, initials, hyphens."""
    word = reading.words[piece].text
    if not word[0].isalpha():
        return word in "-'."
    if word.islower() and piece and reading.words[piece - 1].text == "-":
        return True  # Kim Sung-nam
    return (word[0].isupper() and word not in reading.gazetteer.patterns.never) or (
        word in reading.gazetteer.patterns.particles or word in ("of", "the", "and", "for", "s")
    )
