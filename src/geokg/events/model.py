"""The nouns of what claims tell together. Frozen values; claims are named by their ids."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from geokg.model import short_hash

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from geokg.events.numbers import Number
    from geokg.events.reports import Report
    from geokg.model import Actor, Relation

__all__ = ["Contradiction", "Difference", "Event", "Fact", "Knowledge", "Merge", "Provenance", "StatePeriod", "Support"]


@dataclass(frozen=True, slots=True)
class Provenance:
    """What is told beside the claims.

    ``copies`` are article key -> group of copies, ``agencies`` article key -> news agency that it credits, and
    ``numbers`` id of a claim -> what its sentence counts.
    """

    copies: Mapping[str, str] = field(default_factory=dict)
    agencies: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, tuple[Number, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Support:
    """How many say so: outlets and named speakers, how many of them independently, and the confidence, 0 to 1."""

    sources: int = 0
    independent: int = 0
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Merge:
    """Why two claims are of one event: words such as ``actors=same relation=same time=same-day place=unknown``."""

    one: str
    other: str
    reason: str


@dataclass(frozen=True, slots=True)
class Event:
    """One happening: its reports in text order, and the merges that hold them together (one less than reports)."""

    reports: tuple[Report, ...]
    merges: tuple[Merge, ...] = ()
    support: Support = Support()

    @property
    def id(self) -> str:
        """``event/`` and a hash of the first report, so that what comes later does not rename it."""
        return "event/" + short_hash(self.reports[0].id)

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and last day that all reports with a told time allow, None where no time is told."""
        told = [report.window for report in self.reports if report.is_told]
        return (max(first for first, _ in told), min(last for _, last in told)) if told else None


class Difference(StrEnum):
    """In what two claims contradict each other."""

    DENIAL = "denial"
    NUMBER = "number"
    TIME = "time"
    STATE = "state"


@dataclass(frozen=True, slots=True, order=True)
class Contradiction:
    """Two claims that cannot both be true; ``one`` has the smaller id. ``detail`` shows the two sides where short."""

    one: str
    other: str
    difference: Difference
    detail: str = ""

    @property
    def id(self) -> str:
        """``contradiction/`` and a hash of the two claims and the kind."""
        return "contradiction/" + short_hash(self.one, self.other, self.difference)


@dataclass(frozen=True, slots=True)
class StatePeriod:
    """A state that the news tell of, from its first known day to its last; ``end`` is None while none was told.

    ``is_start_told`` is False where the state was only seen on ``start`` and may be older.
    """

    subject: Actor
    relation: Relation
    object: Actor
    start: date | None
    end: date | None
    is_start_told: bool
    claims: tuple[str, ...]
    ended_by: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """``state/`` and a hash of who is what from when; the end may still come."""
        start = self.start.isoformat() if self.start else None
        return "state/" + short_hash(self.subject.id, self.relation.id, self.object.id, start)

    def holds_at(self, day: date) -> bool:
        """True where the news let the state hold on a day."""
        return self.start is not None and self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Fact:
    """A plain triple with those who say so; all ids."""

    subject: str
    relation: str
    object: str
    claims: tuple[str, ...]
    support: Support

    @property
    def id(self) -> str:
        """``fact/`` and a hash of the triple."""
        return "fact/" + short_hash(self.subject, self.relation, self.object)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What claims tell together, each list in a fixed order."""

    events: tuple[Event, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    states: tuple[StatePeriod, ...] = ()
    facts: tuple[Fact, ...] = ()

    def states_at(self, day: date) -> list[StatePeriod]:
        """The states that the news let hold on a day."""
        return [state for state in self.states if state.holds_at(day)]
