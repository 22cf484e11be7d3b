"""What is compared: a statement of the gold, or one that was found, as names and values that can be told equal."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from geokg.model import FLOOR, Status
from geokg.names import bare, fold

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from geokg.gazetteer import Gazetteer
    from geokg.model import Actor, Statement

__all__ = ["Claim", "Name", "Namer", "plain"]

#: What the ids of actors begin with that geokg found in a text and does not know.
_STRANGER = "x-"


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody or some place: two are the same where their keys are, however they are written."""

    key: str
    label: str = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement as it is compared; those that are equal look alike, so that they can be put in order.

    ``relations`` are the fine relations that it may have: one, or the family and all of it where no more is said.
    ``time`` is the first and the last day (either may be None). ``words`` are the evidence, which is not compared.
    """

    subject: Name
    relations: tuple[str, ...]
    family: str
    object: Name | None
    status: Status = Status.ASSERTED
    speaker: Name | None = None
    via: tuple[Name, ...] = ()
    time: tuple[date | None, date | None] | None = None
    place: Name | None = None
    symmetric: bool = False
    is_fact: bool = True
    words: str = field(default="", compare=False, repr=False)

    @property
    def relation(self) -> str:
        """The fine relation, or the family where the gold says no more."""
        return self.relations[0] if len(self.relations) == 1 else self.family

    @property
    def ends(self) -> tuple[tuple[Name, Name | None], ...]:
        """Subject and object, and the other way round where the relation says the same so."""
        straight = (self.subject, self.object)
        return (straight, (self.object, self.subject)) if self.symmetric and self.object else (straight,)


def plain(label: str) -> str:
    """A label without capitals, accents and article.

    >>> plain("The Côte d’Ivoire officials")
    "cote d'ivoire officials"
    """
    return " ".join(fold(bare(label.strip())).casefold().split())


@dataclass(frozen=True)
class Namer:
    """Finds out who is meant: by the id of a known actor, by any full name, or else by the label alone."""

    gazetteer: Gazetteer

    def named(self, name: str) -> Name:
        """Who is meant by an id or a name.

        >>> from geokg.gazetteer import load_gazetteer
        >>> Namer(load_gazetteer()).named("Kyiv").key, Namer(load_gazetteer()).named("Witnesses").key
        ('ukraine', 'witnesses')
        """
        if name in self.gazetteer.actors:
            return Name(name, self.gazetteer.actors[name].label)
        found = self.gazetteer.find(name)
        return Name(found[0].id if found else self._labels.get(plain(name), plain(name)), name)

    def actor(self, actor: Actor) -> Name:
        """An actor that was found: known, unknown to geokg, or of somebody else, whose ids mean nothing here."""
        if actor.id in self.gazetteer.actors:
            return Name(actor.id, actor.label)
        is_stranger = actor.id.startswith(_STRANGER)
        return Name(plain(actor.label), actor.label) if is_stranger else self.named(actor.label)

    def claims(self, statements: Sequence[Statement]) -> tuple[Claim, ...]:
        """Statements as claims, each once."""
        return tuple(dict.fromkeys(map(self.claim, statements)))

    def claim(self, statement: Statement) -> Claim:
        """A statement as a claim."""
        relation, time, place = statement.relation, statement.time, statement.place
        return Claim(
            subject=self.actor(statement.subject),
            relations=(relation.id,),
            family=relation.family,
            object=self.actor(statement.object) if statement.object else None,
            status=statement.status,
            speaker=self.actor(statement.speaker) if statement.speaker else None,
            via=tuple(map(self.actor, statement.via)),
            time=(time.start, time.end) if time and (time.start or time.end) else None,
            place=Name(self.actor(place.actor).key, place.text) if place else None,
            symmetric=relation.symmetric,
            is_fact=statement.is_fact and statement.confidence >= FLOOR,
            words=statement.evidence.quote,
        )

    @cached_property
    def _labels(self) -> dict[str, str]:
        """Plain labels, which are not always full names, to ids; the first in the files wins."""
        labels: dict[str, str] = {}
        for actor in self.gazetteer.actors.values():
            labels.setdefault(plain(actor.label), actor.id)
        return labels
