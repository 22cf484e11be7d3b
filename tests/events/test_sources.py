from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geokg.events import learn
from geokg.events.sources import combined
from tests.events.reported import RELATIONS, said

if TYPE_CHECKING:
    from geokg.model import Statement

STRENGTHS = st.lists(st.floats(0, 1, allow_nan=False), max_size=12)
LONG = (
    "Russia attacks Ukraine with drones that came in over the sea before dawn, and trams in the city stood still while "
    "crews looked for survivors in the rubble of two blocks of flats near the port."
)


def counts(*statements: Statement) -> tuple[int, int]:
    (event,) = learn(statements, RELATIONS).events
    return event.support.sources, event.support.independent


def attack(source: str, **more: object) -> Statement:
    return said("russia attacks ukraine", source=source, on=0, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ([attack("A")], (1, 1)),
        ([attack("A"), attack("B")], (2, 2)),
        ([attack("A", key="1"), attack("A", key="2")], (1, 1)),
        ([attack("A"), attack("the a", key="2")], (1, 1)),
        ([attack("A", by="ukraine"), attack("B", by="ukraine")], (1, 1)),
        ([attack("A", by="putin"), attack("B", by="lavrov")], (2, 1)),
        ([attack("A", by="ukraine"), attack("A", by="nato")], (2, 2)),
        ([attack("A"), attack("A", by="ukraine")], (2, 2)),
        ([attack("A"), attack("Meridian Wire"), attack("B", by="wire")], (3, 2)),
        ([attack("A", text="russia attacks ukraine (AFP)"), attack("B", text="russia attacks ukraine (AFP)")], (2, 1)),
        ([attack("A", text=f"russia attacks ukraine. {LONG}"), attack("B", text=f"russia attacks ukraine. {LONG} More.")], (2, 1)),
        ([attack("A"), attack("B", status="negated", by="russia")], (1, 1)),
        ([attack("A", status="negated", by="russia")], (0, 0)),
        ([attack("A", status="possible")], (0, 0)),
        ([attack("A", status="planned"), attack("B", status="planned"), attack("C", status="possible")], (2, 2)),
    ],
)  # fmt: skip
def test_sources_are_counted_and_so_are_those_that_are_independent(
    statements: list[Statement], expected: tuple[int, int]
) -> None:
    assert counts(*statements) == expected


def test_the_voice_of_an_article_outweighs_reported_speech() -> None:
    (voice,), (reported,) = (learn([one], RELATIONS).events for one in (attack("A"), attack("A", by="ukraine")))
    assert voice.support.confidence == 0.9 > reported.support.confidence > 0


def test_facts_count_sources_and_only_claims_in_the_voice_of_articles_carry_them() -> None:
    told = [attack("A"), attack("B"), attack("C", by="ukraine"), attack("D", status="negated", by="russia")]
    (fact,) = learn(told, RELATIONS).facts
    assert (fact.subject, fact.relation, fact.object) == ("russia", "attacks", "ukraine")
    assert set(fact.claims) == {told[0].id, told[1].id}
    assert (fact.support.sources, fact.support.independent) == (2, 2)


@pytest.mark.parametrize("status", ["negated", "planned", "possible"])
def test_no_number_of_sources_makes_a_fact_of_what_is_not_asserted(status: str) -> None:
    assert learn([attack(s, status=status) for s in "ABCDEF"], RELATIONS).facts == ()
    assert learn([attack(s, by="ukraine") for s in "ABCDEF"], RELATIONS).facts == ()


@given(STRENGTHS, st.floats(0, 1))
def test_a_further_source_never_lowers_confidence(strengths: list[float], more: float) -> None:
    assert combined([*strengths, more]) >= combined(strengths)


@given(STRENGTHS, st.randoms(use_true_random=False))
def test_confidence_is_bounded_and_the_order_of_sources_does_not_matter(strengths: list[float], draw: object) -> None:
    mixed = list(strengths)
    draw.shuffle(mixed)  # type: ignore[attr-defined]
    assert 0 <= combined(mixed) == combined(strengths) <= 1


@given(st.floats(0, 1))
def test_one_source_stays_as_it_is(strength: float) -> None:
    assert combined([strength]) == pytest.approx(strength, abs=1e-6)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=6), st.floats(0, 1))
def test_a_surer_source_never_lowers_confidence(strengths: list[float], by: float) -> None:
    surer = [strengths[0] + (1 - strengths[0]) * by, *strengths[1:]]
    assert combined(surer) >= combined(strengths)


@given(st.integers(1, 6))
def test_copies_add_nothing_and_independent_outlets_do(number: int) -> None:
    copies = [attack(f"O{n}", text=f"russia attacks ukraine. {LONG}") for n in range(number)]
    (event,) = learn(copies, RELATIONS).events
    assert event.support.confidence == 0.9
    grown = [learn([attack(f"O{n}") for n in range(size)], RELATIONS).events[0].support for size in (1, 2, 3)]
    assert all(less.confidence < more.confidence for less, more in pairwise(grown))
