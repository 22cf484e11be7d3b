"""When and where: the time and the place that a sentence tells of an event, not of the telling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geokg.model import Actor, Kind, PlaceSpan, short_hash

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from geokg.document import Document
    from geokg.model import TimeSpan

__all__ = ["Circumstances"]

#: Prepositions behind which something happens.
_AT = frozenset({"in", "at", "near", "outside", "inside", "around", "off", "over", "on", "within", "across", "along"})
#: Kinds of what something can happen in, and the labels of places in the model's named entities.
_PLACES = frozenset({Kind.PLACE, Kind.COUNTRY})
_LABELS = frozenset({"GPE", "LOC", "FAC"})


class Circumstances:
    """Reads time and place of the events of one document, whose verbs and nouns are ``anchors``.

    An event is asked for by all tokens that tell it: *held talks*.
    """

    def __init__(self, document: Document, anchors: Collection[int]) -> None:
        self.document = document
        self.tree = document.tree
        self.anchors = anchors

    def time(self, event: Collection[int]) -> TimeSpan | None:
        """The time expression whose nearest verb or event noun above tells the event."""
        start, end = self.tree.sent[min(event)]
        for mention in self.document.times:
            if start <= mention.start < end and self._governor(mention.start, mention.end) in event:
                return mention.time
        return None

    def place(self, event: Collection[int], actors: Collection[int | None]) -> PlaceSpan | None:
        """The place behind a preposition of the event; none that is one of the ``actors``, given as tokens."""
        tree = self.tree
        speaking = [k2 for k in event for k2 in tree.children(k, "advcl") if tree.lower[k2] in ("speaking", "meeting")]
        ends = sorted(token for token in actors if token is not None)  # "met Xi in Geneva", hung on Xi
        near = [found for token in (*sorted(event), *speaking, *ends) for found in tree.prepositions(token)]
        near += [found for word, _, noun in near if word == "at" for found in tree.prepositions(noun)]
        for preposition, _, noun in near:
            if preposition in _AT and noun not in actors and (place := self._place(noun)) is not None:
                return place
        return None

    def _governor(self, start: int, end: int) -> int:
        inside = range(start, end)
        at = next((k for k in inside if self.tree.head[k] not in inside), start)
        while self.tree.head[at] != at:
            at = self.tree.head[at]
            if at in self.anchors or self.tree.is_verb(at):
                break
        return at

    def _place(self, noun: int) -> PlaceSpan | None:
        """What stands there as a place: "Geneva", "the Swiss city of Geneva"."""
        for token in (noun, *self._named_by(noun)):
            mention = self.document.mentions.get(token)
            entity = self.document.doc[token].ent_type_
            if mention is not None and (mention.actor.kind in _PLACES or entity in _LABELS):
                span = mention.span
                return PlaceSpan(self.document.article.text[span.start : span.end], mention.actor)
            if mention is None and entity in _LABELS:
                return self._unknown(token)
        return None

    def _named_by(self, noun: int) -> Iterator[int]:
        yield from self.tree.children(noun, "appos")
        yield from (name for word, _, name in self.tree.prepositions(noun) if word == "of")

    def _unknown(self, token: int) -> PlaceSpan:
        """A place that the model sees and nobody knows."""
        entity = next(entity for entity in self.document.doc.ents if entity.start <= token < entity.end)
        span = self.document.span(entity.start, entity.end)
        label = self.document.article.text[span.start : span.end]
        return PlaceSpan(label, Actor("x-" + short_hash(label.casefold(), Kind.PLACE), label, Kind.PLACE))
