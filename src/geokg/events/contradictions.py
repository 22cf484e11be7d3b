"""Claims that cannot both be true. They are linked and kept; nothing here says which of them is right."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from itertools import combinations, product
from typing import TYPE_CHECKING

from geokg.events.model import Contradiction, Difference
from geokg.model import Kind, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geokg.events.model import Event
    from geokg.events.numbers import Number
    from geokg.events.reports import Report

__all__ = ["contradictions"]

#: Offices of a country or a body that one person holds at a time.
_SINGLE = frozenset({"headOfStateOf", "headOfGovernmentOf", "foreignMinisterOf", "defenceMinisterOf", "headOf"})
#: Two holders so near in time contradict each other; further apart one may have followed the other.
_TERM = timedelta(days=7)
#: What happens once happens once within so many days.
_ONCE = timedelta(days=60)


def contradictions(events: Iterable[Event], reports: Iterable[Report]) -> list[Contradiction]:
    """Every contradiction once, sorted. Of each voice one claim a side stands for all that it repeats."""
    reports = list(reports)
    found = {link for event in events for link in (*_denials(event.reports), *_numbers(event.reports))}
    found.update(_denied_states(reports))
    found.update(_times(reports))
    found.update(_states(reports))
    return sorted(found)


def _link(one: Report, other: Report, difference: Difference, detail: tuple[str, str] = ("", "")) -> Contradiction:
    if other.id < one.id:
        one, other, detail = other, one, (detail[1], detail[0])
    return Contradiction(one.id, other.id, difference, " / ".join(detail) if any(detail) else "")


def _voices(reports: Iterable[Report]) -> list[Report]:
    """The first report of each voice: of an outlet, or of a speaker."""
    first: dict[frozenset[str], Report] = {}
    for report in reports:
        first.setdefault(report.origins, report)
    return list(first.values())


def _denials(reports: Sequence[Report]) -> Iterator[Contradiction]:
    yes = _voices(report for report in reports if report.supports)
    no = _voices(report for report in reports if report.is_denial)
    for one, other in product(yes, no):
        if one.origins != other.origins:
            yield _link(one, other, Difference.DENIAL)


def _denied_states(reports: Iterable[Report]) -> Iterator[Contradiction]:
    """A state that one has and another denies: at the same told time, or in news of nearly the same day."""
    alike: defaultdict[tuple[object, ...], list[Report]] = defaultdict(list)
    for report in reports:
        if not report.is_happening:
            alike[report.sides, report.statement.relation.id].append(report)
    for group in alike.values():
        yes = [report for report in group if report.supports]
        for denial in (report for report in group if report.is_denial):
            near = [report for report in yes if _meets(report, denial)]
            yield from _denials([*near, denial])


def _meets(one: Report, other: Report) -> bool:
    if one.undated or other.undated:
        return one.undated == other.undated
    return one.window[0] <= other.window[1] and other.window[0] <= one.window[1]


def _numbers(reports: Sequence[Report]) -> Iterator[Contradiction]:
    """Numbers of the same thing that exclude each other, told by different voices of one event."""
    told: defaultdict[str, dict[tuple[frozenset[str], Number], Report]] = defaultdict(dict)
    for report in reports:
        if report.supports:
            for number in report.numbers:
                told[number.thing].setdefault((report.origins, number), report)
    for by_voice in told.values():
        for ((voice, mine), one), ((other_voice, theirs), other) in combinations(by_voice.items(), 2):
            if voice != other_voice and not mine.meets(theirs):
                yield _link(one, other, Difference.NUMBER, (str(mine), str(theirs)))


def _times(reports: Iterable[Report]) -> Iterator[Contradiction]:
    """Different days for what begins or ends a state of the same two actors, which happens once."""
    alike: defaultdict[tuple[object, ...], list[Report]] = defaultdict(list)
    for report in reports:
        said = report.statement
        if (said.relation.starts or said.relation.ends) and report.supports and report.is_told:
            alike[said.subject.id, said.relation.id, said.object.id if said.object else None].append(report)
    for group in alike.values():
        by_day = {(report.window, report.origins): report for report in reversed(group)}
        for one, other in combinations(by_day.values(), 2):
            first, second = sorted((one, other), key=lambda report: report.window)
            apart = second.window[0] - first.window[1]
            if one.origins != other.origins and timedelta() < apart <= _ONCE:
                yield _link(one, other, Difference.TIME, (str(one.window[0]), str(other.window[0])))


def _states(reports: Iterable[Report]) -> Iterator[Contradiction]:
    """Two holders of one office, or two countries that one place is part of, at one time."""
    rivals: defaultdict[tuple[str, str], list[Report]] = defaultdict(list)
    for report in reports:
        said = report.statement
        if said.status is not Status.ASSERTED or said.object is None or report.undated:
            continue
        if said.relation.id in _SINGLE:
            rivals[said.relation.id, said.object.id].append(report)
        elif said.relation.id == "partOf" and said.object.kind is Kind.COUNTRY:
            rivals["partOf", said.subject.id].append(report)
    for (relation, _), group in rivals.items():
        yield from _exclusive(group, relation == "partOf")


def _exclusive(group: list[Report], is_part: bool) -> Iterator[Contradiction]:
    def value(report: Report) -> str:
        said = report.statement
        return said.object.id if is_part and said.object else said.subject.id

    ordered = sorted(group, key=lambda report: (report.window, report.order))
    for index, one in enumerate(ordered):
        seen: set[tuple[str, frozenset[str]]] = set()
        for other in ordered[index + 1 :]:
            if other.window[0] - one.window[1] > _TERM:
                break
            voice = (value(other), other.origins)
            if value(one) != value(other) and one.origins != other.origins and voice not in seen:
                seen.add(voice)
                yield _link(one, other, Difference.STATE, (value(one), value(other)))
