from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geokg.events import learn
from tests.events.reported import RELATIONS, day, said

if TYPE_CHECKING:
    from datetime import date

    from geokg.model import Statement

JOINS = said("sweden joins nato", on=0)
LEAVES = said("sweden leaves nato", published=31, on=30)


def periods(*statements: Statement) -> list[tuple[str, str, date | None, date | None, bool]]:
    found = learn(statements, RELATIONS).states
    return [(s.subject.id, s.relation.id, s.start, s.end, s.is_start_told) for s in found]


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ([JOINS], [("sweden", "memberOf", day(0), None, True)]),
        ([JOINS, LEAVES], [("sweden", "memberOf", day(0), day(30), True)]),
        ([LEAVES], []),
        ([said("sweden memberOf nato", published=5)], [("sweden", "memberOf", day(5), None, False)]),
        ([JOINS, said("sweden leaves nato", published=31, by="russia")], [("sweden", "memberOf", day(0), None, True)]),
        ([JOINS, said("sweden leaves nato", published=31, status="planned")], [("sweden", "memberOf", day(0), None, True)]),
        ([JOINS, said("sweden leaves nato", published=31, status="negated")], [("sweden", "memberOf", day(0), None, True)]),
        ([JOINS, said("sweden leaves nato", published=31, confidence=0.4)], [("sweden", "memberOf", day(0), None, True)]),
        ([said("sweden joins nato", by="ann")], []),
        ([said("ann headOfGovernmentOf sweden"), said("ann resigns", on=9)], [("ann", "headOfGovernmentOf", day(1), day(9), False)]),
        ([said("ann headOfGovernmentOf sweden"), said("bob resigns", on=9)], [("ann", "headOfGovernmentOf", day(1), None, False)]),
        ([said("sweden appoints ann", on=2)], [("ann", "holdsOffice", day(2), None, True)]),
        ([said("sweden appoints ann", on=2), said("sweden dismisses ann", on=8)], [("ann", "holdsOffice", day(2), day(8), True)]),
        ([JOINS, LEAVES, said("sweden joins nato", source="C", published=60, on=60)],
         [("sweden", "memberOf", day(0), day(30), True), ("sweden", "memberOf", day(60), None, True)]),
    ],
)  # fmt: skip
def test_states_begin_and_end(statements: list[Statement], expected: list[tuple[object, ...]]) -> None:
    assert sorted(periods(*statements)) == sorted(expected)  # type: ignore[type-var]


def test_states_at_a_day() -> None:
    known = learn([JOINS, LEAVES], RELATIONS)
    assert [len(known.states_at(day(number))) for number in (-1, 0, 30, 31)] == [0, 1, 1, 0]


def test_a_state_says_which_claims_begin_and_end_it() -> None:
    (state,) = learn([JOINS, LEAVES], RELATIONS).states
    assert (state.claims, state.ended_by) == ((JOINS.id,), (LEAVES.id,))
