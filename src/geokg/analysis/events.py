"""Statements become events, the unit that is counted."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from geokg.model import Status
from geokg.statements import in_text_order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geokg.model import Actor, Relation, Statement

__all__ = ["Event", "to_events", "told", "within"]


@dataclass(frozen=True, slots=True)
class Event:
    """What one actor did to another on a day, by all claims that tell it.

    ``claims`` are sorted by place of reading and never empty. ``speaker`` is None where articles say it themselves.
    ``day`` is None where neither the claim nor its article has one.
    """

    subject: Actor
    relation: Relation
    object: Actor
    status: Status
    speaker: Actor | None
    day: date | None
    claims: tuple[Statement, ...]

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that tell it, sorted; an article without one stands for itself."""
        return tuple(sorted({outlet(claim) for claim in self.claims}))

    @property
    def month(self) -> str:
        """``YYYY-MM``, or blank where there is no day."""
        return f"{self.day:%Y-%m}" if self.day else ""


def outlet(statement: Statement) -> str:
    """Who published a statement: its outlet, or the key of an article that has none."""
    article = statement.evidence.article
    return article.source or article.key


def to_events(statements: Iterable[Statement]) -> list[Event]:
    """One event for all claims of the same relation, two actors, status, speaker and day.

    This is the one-a-day filter of event data (Schrodt and Gerner), with which wire copies and repeats count once.
    Statements of one actor only, and of an actor about itself, are no events between two. Where a relation holds
    both ways, the actors are put in the order of their ids. Sorted by day (undated last) and actors. Actors that share
    a name have their id behind it, so that whoever counts by name does not mix them up.
    """
    gathered: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for statement in in_text_order(statements):
        if statement.object and statement.object.id != statement.subject.id:
            gathered[_key(statement)].append(statement)
    return _told_apart([_event(claims) for _, claims in sorted(gathered.items())])


def told(events: Iterable[Event], *, reported: bool = False) -> list[Event]:
    """The events that articles assert themselves; with ``reported`` also those that speakers assert."""
    return [event for event in events if event.status is Status.ASSERTED and (reported or event.speaker is None)]


def within(events: Iterable[Event], since: date | None = None, until: date | None = None) -> list[Event]:
    """The events of days from ``since`` to ``until``, both included; the undated only where neither is given."""
    if since is None and until is None:
        return list(events)
    first, last = since or date.min, until or date.max
    return [event for event in events if event.day and first <= event.day <= last]


def _key(statement: Statement) -> tuple[str, ...]:
    subject, object_ = _ends(statement)
    speaker = statement.speaker.id if statement.speaker else ""
    day = (_day(statement) or date.max).isoformat()
    return (day, subject.id, object_.id, statement.relation.id, str(statement.status), speaker)


def _ends(statement: Statement) -> tuple[Actor, Actor]:
    subject, object_ = statement.subject, statement.object
    if object_ is None:
        raise ValueError(f"{statement.id} has no object")
    turned = statement.relation.symmetric and object_.id < subject.id
    return (object_, subject) if turned else (subject, object_)


def _day(statement: Statement) -> date | None:
    """The first day of the time of a claim, or the day of its article where that falls into it or none is told."""
    time, published = statement.time, statement.evidence.article.published
    if time is None or time.start is None:
        return published
    inside = published is not None and time.start <= published <= (time.end or date.max)
    return published if inside else time.start


def _told_apart(events: list[Event]) -> list[Event]:
    ids: dict[str, set[str]] = defaultdict(set)
    for event in events:
        for actor in (event.subject, event.object, event.speaker):
            if actor:
                ids[actor.label].add(actor.id)

    def named(actor: Actor) -> Actor:
        return replace(actor, label=f"{actor.label} ({actor.id})") if len(ids[actor.label]) > 1 else actor

    if all(len(same) == 1 for same in ids.values()):
        return events
    return [
        replace(
            event,
            subject=named(event.subject),
            object=named(event.object),
            speaker=event.speaker and named(event.speaker),
        )
        for event in events
    ]


def _event(claims: list[Statement]) -> Event:
    first = claims[0]
    subject, object_ = _ends(first)
    return Event(subject, first.relation, object_, first.status, first.speaker, _day(first), tuple(claims))
