"""States over time, as the news tell them: what begins them, what they were seen on, and what ends them.

Only what articles say in their own voice begins or ends a state: one side's word that a state is over does not end it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geokg.events.model import StatePeriod
from geokg.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from geokg.events.reports import Report
    from geokg.model import Actor, Relation

__all__ = ["state_periods"]

_BEGIN, _SEEN, _END = range(3)


@dataclass(frozen=True, slots=True)
class _Mark:
    """On a day a state began, was seen, or ended; ``claim`` says so."""

    day: date
    what: int
    claim: str


@dataclass(frozen=True, slots=True)
class _Ending:
    """What ends every state of an actor under a relation: ``object`` is None where it names no other."""

    holder: str
    object: str | None
    relation: str
    mark: _Mark


def state_periods(reports: Iterable[Report], relations: Mapping[str, Relation], floor: float) -> list[StatePeriod]:
    """The periods of states, sorted by who is what, and when."""
    marks: defaultdict[tuple[str, str, str], set[_Mark]] = defaultdict(set)
    ends: dict[tuple[str, str, str], tuple[Actor, Relation, Actor]] = {}
    endings: list[_Ending] = []
    for report in reports:
        if not _counts(report, floor):
            continue
        for state, what in _touched(report, relations):
            day, (holder, other) = _day(report, what), _roles(report, state)
            if holder is None or day is None:
                continue
            if what == _END:
                endings.append(_Ending(holder.id, other.id if other else None, state.id, _Mark(day, what, report.id)))
            elif other is not None:
                key = (holder.id, state.id, other.id)
                ends.setdefault(key, (holder, state, other))
                marks[key].add(_Mark(day, what, report.id))
    for ending in endings:
        for key in marks:
            if _is_ended(key, ending, relations):
                marks[key].add(ending.mark)
    return [period for key in sorted(marks) for period in _periods(*ends[key], marks[key])]


def _counts(report: Report, floor: float) -> bool:
    said = report.statement
    return said.status is Status.ASSERTED and said.speaker is None and said.confidence >= floor


def _touched(report: Report, relations: Mapping[str, Relation]) -> Iterator[tuple[Relation, int]]:
    """The states that a report begins, shows or ends."""
    relation = report.statement.relation
    if not report.is_happening:
        yield relation, _SEEN
    if relation.starts:
        yield relations[relation.starts], _BEGIN
    if relation.ends:
        yield relations[relation.ends], _END


def _day(report: Report, what: int) -> date | None:
    """The first day told; else that of publication. What ended "in March" was over on its last day for sure."""
    said = report.statement
    told = said.time and (said.time.end if what == _END else said.time.start)
    return told or said.evidence.article.published


def _roles(report: Report, state: Relation) -> tuple[Actor | None, Actor | None]:
    """Who is in the state, and of what: who appoints or excludes is named the other way round."""
    subject, other = report.statement.subject, report.statement.object
    if other is None or state.fits(subject, other) or not state.fits(other, subject):
        return subject, other
    return other, subject


def _is_ended(key: tuple[str, str, str], ending: _Ending, relations: Mapping[str, Relation]) -> bool:
    holder, state, other = key
    if holder != ending.holder or ending.object not in (None, other):
        return False
    above: str | None = state
    while above and above != ending.relation:
        above = relations[above].broader
    return above == ending.relation


def _periods(subject: Actor, relation: Relation, other: Actor, marks: set[_Mark]) -> Iterator[StatePeriod]:
    """One period after the other: an end closes what is open, and what is seen later opens anew."""
    current: list[_Mark] = []
    closing: list[_Mark] = []

    def period() -> StatePeriod:
        end = closing[0].day if closing else None
        claims = tuple(sorted({mark.claim for mark in current}))
        ended_by = tuple(sorted({mark.claim for mark in closing}))
        is_told = current[0].what == _BEGIN
        return StatePeriod(subject, relation, other, current[0].day, end, is_told, claims, ended_by)

    for mark in sorted(marks, key=lambda mark: (mark.day, mark.what, mark.claim)):
        if mark.what == _END and current:
            closing.append(mark)
        elif mark.what != _END:
            if closing and mark.day > closing[0].day + timedelta(days=1):
                yield period()
                current, closing = [], []
            current.append(mark)
    if current:
        yield period()
