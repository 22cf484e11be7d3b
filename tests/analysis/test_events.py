from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from geokg.analysis.events import to_events, told, within
from geokg.model import TimeSpan
from tests.known import (
    ATTACKS,
    DENIED,
    FIRST,
    MEETS,
    NORLAND,
    SECOND,
    STATEMENTS,
    SUDRIA,
    WARNS,
    WARNS_AGAIN,
    evidence,
    statement,
)

EVENTS = to_events(STATEMENTS)


def test_articles_themselves_tell_five_things() -> None:
    assert [(e.day, e.subject.id, e.relation.id, e.object.id) for e in told(EVENTS)] == [
        (date(2024, 3, 1), "karlsen", "headOfStateOf", "norland"),
        (date(2024, 3, 1), "norland", "memberOf", "league"),
        (date(2024, 3, 1), "norland", "warns", "sudria"),
        (date(2024, 3, 1), "sudria", "attacks", "norland"),
        (date(2024, 3, 2), "norland", "warns", "sudria"),
    ]


def test_speakers_and_plans_are_events_of_their_own() -> None:
    assert [(str(e.status), e.speaker.id if e.speaker else None) for e in EVENTS if e not in told(EVENTS)] == [
        ("planned", None),
        ("negated", "x-0123456789abcdef"),
        ("planned", "karlsen"),
    ]


def test_the_same_on_one_day_is_one_event() -> None:
    again = statement(NORLAND, "warns", SUDRIA, evidence(SECOND, "Norland again warned Sudria.", "warned"),
                      time=TimeSpan("on 1 March", date(2024, 3, 1), date(2024, 3, 1)))  # fmt: skip
    (event,) = to_events([WARNS, again])
    assert event.claims == (WARNS, again)
    assert event.outlets == ("Example Wire", "The Daily Example")


def test_a_relation_that_holds_both_ways_counts_once() -> None:
    turned = replace(MEETS, subject=NORLAND, object=SUDRIA)
    (event,) = to_events([MEETS, turned])
    assert (event.subject.id, event.object.id, len(event.claims)) == ("norland", "sudria", 2)


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        (None, date(2024, 3, 1)),
        (TimeSpan("in 1999", date(1999, 1, 1), date(1999, 12, 31)), date(1999, 1, 1)),
        (TimeSpan("this year", date(2024, 1, 1), date(2024, 12, 31)), date(2024, 3, 1)),
        (TimeSpan("since 2014", date(2014, 1, 1), None), date(2024, 3, 1)),
        (TimeSpan("until May", None, date(2024, 5, 31)), date(2024, 3, 1)),
    ],
)
def test_the_day(time: TimeSpan | None, expected: date) -> None:
    assert to_events([replace(WARNS, time=time)])[0].day == expected


def test_an_undated_event_has_no_month_and_is_in_no_period() -> None:
    undated = replace(WARNS, evidence=replace(WARNS.evidence, article=replace(FIRST, published=None)))
    (event,) = to_events([undated])
    assert (event.day, event.month) == (None, "")
    assert within([event]) == [event]
    assert within([event], since=date(1900, 1, 1)) == []


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [(None, None, 2), (date(2024, 3, 2), None, 1), (None, date(2024, 3, 1), 1), (date(2024, 3, 3), None, 0)],
)
def test_a_period_holds_both_its_ends(since: date | None, until: date | None, expected: int) -> None:
    assert len(within(to_events([WARNS, WARNS_AGAIN]), since, until)) == expected


def test_reported_claims_are_let_in_on_demand() -> None:
    said = replace(ATTACKS, speaker=NORLAND)
    assert told(to_events([said])) == []
    assert len(told(to_events([said, DENIED]), reported=True)) == 1


def test_actors_of_one_name_are_told_apart() -> None:
    namesake = replace(SUDRIA, id="x-2")
    events = to_events([WARNS, replace(WARNS, object=namesake)])
    assert [event.object.label for event in events] == ["Sudria (sudria)", "Sudria (x-2)"]
    assert [event.subject.label for event in events] == ["Norland", "Norland"]


def test_what_one_does_to_itself_is_no_event_between_two() -> None:
    assert to_events([replace(WARNS, object=NORLAND), replace(WARNS, object=None)]) == []
