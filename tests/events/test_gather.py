from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geokg.events import learn
from tests.events.reported import RELATIONS, said

if TYPE_CHECKING:
    from geokg.model import Statement


def events_of(*statements: Statement) -> list[int]:
    """How many claims each event has, most first."""
    return sorted((len(event.reports) for event in learn(statements, RELATIONS).events), reverse=True)


A = said("russia attacks ukraine", on=0)


@pytest.mark.parametrize(
    ("other", "is_one"),
    [
        (said("russia attacks ukraine", source="B", on=0), True),
        (said("russia attacks ukraine", source="B", on=1), False),
        (said("russia attacks ukraine", source="B", on=(0, 2)), True),
        (said("russia attacks ukraine", source="B", on=(1, 3)), False),
        (said("russia attacks ukraine", source="B", published=1), True),
        (said("russia attacks ukraine", source="B", published=5), False),
        (said("russia attacks ukraine", source="B", published=-1), False),
        (said("russia attacks ukraine", source="B", published=None), False),
        (said("russia attacks ukraine", source="B", on=(-300, 60)), False),
        (said("russia attacks kharkiv", source="B", on=0), True),
        (said("kremlin attacks ukraine", source="B", on=0), True),
        (said("ukraine attacks russia", source="B", on=0), False),
        (said("rebels attacks ukraine", source="B", on=0), False),
        (said("russia bombs ukraine", "Raids on the river port", source="B", on=0), True),
        (said("russia bombs ukraine", "Raids on the river port", source="B"), False),
        (said("russia meets ukraine", source="B", on=0), False),
        (said("russia attacks ukraine", source="B", on=0, status="negated", by="russia"), True),
        (said("russia attacks ukraine", source="B", on=0, status="planned"), False),
        (said("russia attacks ukraine", source="B", on=0, status="possible"), False),
        (said("russia memberOf nato", source="B", on=0), False),
    ],
)
def test_which_claims_are_of_one_event(other: Statement, is_one: bool) -> None:
    assert (events_of(A, other)[0] == 2) is is_one


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        (said("russia attacks kharkiv", on=0), said("russia attacks odesa", source="B", on=0), False),
        (said("russia attacks ukraine", on=0, place="kharkiv"), said("russia attacks odesa", source="B", on=0), False),
        (said("russia attacks ukraine", on=0, place="kharkiv"), said("russia attacks kharkiv", source="B", on=0), True),
        (said("putin meets ukraine", on=0), said("lavrov meets ukraine", source="B", on=0), False),
        (said("putin meets ukraine", on=0), said("ukraine meets putin", source="B", on=0), True),
        (said("putin warns ukraine", on=0), said("ukraine warns putin", source="B", on=0), False),
        (
            said("russia attacks ukraine", "Drones set the river port ablaze", on=0),
            said("russia bombs ukraine", "The river port was hit by drones", source="B", on=0),
            True,
        ),
        (
            said("russia warns ukraine", on=0, content=said("ukraine joins nato", status="possible")),
            said("russia warns ukraine", source="B", on=0, content=said("ukraine attacks russia", status="possible")),
            False,
        ),
        (said("sweden joins nato", on=(-63, 302)), said("sweden joins nato", source="B", on=(-63, 302)), True),
    ],
)
def test_what_else_tells_events_apart(one: Statement, other: Statement, is_one: bool) -> None:
    kept = {one.id, other.id}  # contents make events of their own
    found = [kept & {report.id for report in event.reports} for event in learn([one, other], RELATIONS).events]
    assert (kept in found) is is_one


def test_three_strikes_on_three_days_stay_three_though_a_report_without_a_day_fits_all() -> None:
    strikes = [said("russia attacks ukraine", source=f"S{n}", published=n, on=n) for n in (0, 1, 2)]
    vague = said("russia attacks ukraine", "Strikes", source="V", published=2)
    assert len(learn([*strikes, vague], RELATIONS).events) in (3, 4)
    for event in learn([*strikes, vague], RELATIONS).events:
        assert len({report.window for report in event.reports if report.is_told}) <= 1


def test_a_report_without_a_day_abstains_between_two_that_fit_as_well() -> None:
    strikes = [said("russia attacks ukraine", source=f"S{n}", published=1, on=n) for n in (0, 1)]
    assert events_of(*strikes, said("russia attacks ukraine", "A strike", source="V", published=2)) == [2, 1]
    same_lag = [said("russia attacks ukraine", source=f"S{n}", published=1, on=(n, n + 1)) for n in (-2, 0)]
    assert events_of(*same_lag, said("russia attacks ukraine", source="V", published=0)) != [3]


def test_daily_news_without_days_do_not_run_into_one() -> None:
    daily = [said("russia attacks ukraine", source=f"S{n}", published=n) for n in range(6)]
    for event in learn(daily, RELATIONS).events:
        days = [report.window[1] for report in event.reports]
        assert (max(days) - min(days)).days <= 1


def test_every_merge_says_why_and_one_less_than_reports_hold_an_event_together() -> None:
    told = [said("russia attacks ukraine", source=s, on=0) for s in "ABC"]
    told.append(said("russia attacks kharkiv", source="D", on=0))
    (event,) = learn(told, RELATIONS).events
    assert len(event.merges) == len(event.reports) - 1
    reasons = {merge.reason for merge in event.merges}
    assert any(reason.startswith("actors=same relation=same time=same-day") for reason in reasons)
    assert any(reason.startswith("actors=country") for reason in reasons)


def test_an_event_keeps_its_name_when_more_is_reported() -> None:
    first = said("russia attacks ukraine", on=0, published=0)
    later = said("russia attacks ukraine", source="B", on=0, published=1)
    other = said("sweden meets nato", source="C", on=0, published=0)
    (alone,) = learn([first], RELATIONS).events
    assert alone.id in {event.id for event in learn([later, other, first], RELATIONS).events}


def test_what_is_alleged_stands_with_the_deed_and_its_denial() -> None:
    alleged = said("russia attacks ukraine", status="possible", by="ukraine", on=0)
    accuses = said("ukraine accuses russia", content=alleged, on=0)
    denied = said("russia attacks ukraine", source="B", status="negated", by="russia", on=0)
    found = learn([accuses, denied], RELATIONS)
    assert sorted(len(event.reports) for event in found.events) == [1, 2]
    assert [link.difference for link in found.contradictions] == ["denial"]
