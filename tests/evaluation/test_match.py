from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geokg.evaluation.claims import Name
from geokg.evaluation.gold import Pattern
from geokg.evaluation.groups import grouped
from geokg.evaluation.match import LEVELS, Verdict, judge, right_fields
from geokg.evaluation.measures import measure
from geokg.evaluation.report import values
from geokg.model import Status
from tests.evaluation.samples import claim, claims, name, patterns, text

if TYPE_CHECKING:
    import random

    from geokg.evaluation.claims import Claim

ROOT = Path(__file__).parents[2]
A, B, C = "avaria", "borduria", "cascara"
DAY = (date(2024, 3, 1), date(2024, 3, 1))


def counts(gold: list[Claim], found: list[Claim]) -> dict[str, tuple[int, int, int]]:
    levels = judge(text(*gold), found).levels
    return {level: (count.right, count.found, count.gold) for level, count in levels.items()}


@pytest.mark.parametrize(
    ("gold", "found", "right"),
    [
        (claim(A, "attacks", B), claim(A, "attacks", B), {*LEVELS}),
        (claim(A, "attacks", B), claim(A, "bombs", B), {"pair", "type", "source+type", "triple"}),
        (claim(A, "attacks", B), claim(B, "attacks", A), {"type"}),
        (claim(A, "attacks", B), claim(A, "attacks", C), {"type", "source+type"}),
        (claim(A, "attacks", B), claim(A, "visits", B), {"pair"}),
        (claim(A, "attacks", B), claim(A, "attacks", B, status=Status.NEGATED), {*LEVELS} - {"statement"}),
        (claim(A, "attacks", B), claim(A, "attacks", B, speaker=C), {*LEVELS} - {"statement"}),
        (claim(A, "meets", B), claim(B, "meets", A), {*LEVELS}),
        (claim(A, "meets", B), claim(B, "visits", A), {"pair", "type", "source+type", "triple"}),
        (claim(A, "visits", B), claim(B, "visits", A), {"type"}),
        (claim(A, "ASSAULT", B), claim(A, "bombs", B), {*LEVELS}),
        (claim(A, "ASSAULT", B), claim(A, "ASSAULT", B), {*LEVELS}),
        (claim(A, "attacks"), claim(A, "attacks"), {*LEVELS}),
        (claim(A, "attacks", B), claim(A, "attacks", B, time=DAY, place=Name(C, "")), {*LEVELS}),
    ],
)
def test_each_level_compares_what_it_says(gold: Claim, found: Claim, right: set[str]) -> None:
    assert {level for level, (hits, _, _) in counts([gold], [found]).items() if hits} == right


def test_repeats_count_once_and_so_does_what_says_less() -> None:
    twice = [claim(A, "visits", B), claim(B, "meets", A), claim(A, "visits", B)]
    assert counts(twice, twice)["triple"] == (1, 1, 1)
    assert counts(twice, twice)["relation"] == (2, 2, 2)


@pytest.mark.parametrize(
    ("gold", "found", "triple", "relation"),
    [
        (["ASSAULT"], ["attacks", "bombs"], (1, 1, 1), (1, 1, 1)),
        (["meets"], ["visits", "visited by"], (1, 1, 1), (0, 2, 1)),
        (["visits"], ["meets", "visits"], (1, 1, 1), (1, 2, 1)),
        (["visited by"], ["meets", "visits"], (1, 2, 1), (0, 2, 1)),
        (["visits", "visited by"], ["meets"], (1, 1, 2), (0, 1, 2)),
        (["visits", "visited by"], ["meets", "visits"], (2, 2, 2), (1, 2, 2)),
        (["visits", "visited by"], ["meets", "visited by"], (2, 2, 2), (1, 2, 2)),
        ([], ["meets", "visits"], (0, 2, 0), (0, 2, 0)),
    ],
)
def test_what_repeats_gold_that_was_found_is_neither_right_nor_wrong(
    gold: list[str], found: list[str], triple: tuple[int, int, int], relation: tuple[int, int, int]
) -> None:
    turned = {"visited by": claim(B, "visits", A)}
    levels = counts(*([turned.get(each) or claim(A, each, B) for each in side] for side in (gold, found)))
    assert (levels["triple"], levels["relation"]) == (triple, relation)


def test_a_claim_without_object_counts_where_no_object_is_asked_for() -> None:
    levels = counts([claim(A, "attacks", B)], [claim(A, "attacks")])
    assert levels == {
        "pair": (0, 0, 1),
        "type": (1, 1, 1),
        "source+type": (1, 1, 1),
        "triple": (0, 0, 1),
        "relation": (0, 0, 1),
        "statement": (0, 0, 1),
    }


@pytest.mark.parametrize(
    ("gold", "found", "verdict"),
    [
        ([claim(A, "attacks", B)], claim(A, "attacks", B), Verdict.TRUE),
        ([claim(A, "attacks", B)], claim(A, "bombs", B), Verdict.TRUE),
        ([claim(A, "attacks", B, status=Status.NEGATED)], claim(A, "attacks", B), Verdict.CONTRADICTED),
        ([claim(A, "attacks", B, speaker=C)], claim(A, "bombs", B), Verdict.CONTRADICTED),
        ([claim(A, "attacks", B, speaker=C), claim(A, "attacks", B)], claim(A, "attacks", B), Verdict.TRUE),
        ([claim(B, "attacks", A)], claim(A, "attacks", B), Verdict.UNLISTED),
        ([], claim(A, "attacks", B), Verdict.UNLISTED),
        ([], claim(A, "attacks", C), Verdict.FORBIDDEN),
        ([claim(A, "bombs", C)], claim(A, "attacks", C), Verdict.FORBIDDEN),
        ([], claim(C, "meets", A), Verdict.FORBIDDEN),
        ([], claim(A, "attacks", B, speaker=C), None),
        ([], claim(A, "attacks", B, is_fact=False), None),
        ([], claim(A, "attacks"), None),
    ],
)
def test_a_plain_triple_is_true_or_false_in_one_way(gold: list[Claim], found: Claim, verdict: Verdict | None) -> None:
    never = (
        Pattern(relation="attacks", subject=Name(A, ""), object=(Name(C, ""),)),
        Pattern(relation="meets", subject=Name(A, "")),
    )
    facts = judge(text(*gold, never=never), [found]).facts
    assert facts is not None
    assert facts.get(found) == verdict


@pytest.mark.parametrize(
    ("pattern", "fits"),
    [
        (Pattern(subject=Name(A, "")), True),
        (Pattern(subject=Name(B, "")), False),
        (Pattern(relation="attacks"), True),
        (Pattern(relation="bombs"), False),
        (Pattern(family="ASSAULT"), True),
        (Pattern(family="AID"), False),
        (Pattern(object=(Name(B, ""),)), True),
        (Pattern(object=()), False),
        (Pattern(status=Status.POSSIBLE), True),
        (Pattern(status=Status.ASSERTED), False),
        (Pattern(speaker=(Name(C, ""),)), True),
        (Pattern(speaker=()), False),
    ],
)
def test_what_must_not_come_out_may_be_said_in_part(pattern: Pattern, fits: bool) -> None:
    assert pattern.fits(claim(A, "attacks", B, speaker=C, status=Status.POSSIBLE)) == fits
    assert not Pattern(relation="attacks", subject=Name(A, ""), object=(Name(C, ""),)).fits(claim(A, "attacks", B))


@pytest.mark.parametrize(
    ("gold", "found", "expected"),
    [
        ({}, {}, {"status": True, "speaker": True, "via": True}),
        ({}, {"time": DAY, "place": Name(C, "")}, {"status": True, "speaker": True, "via": True}),
        ({"speaker": C}, {}, {"status": True, "speaker": False, "via": True}),
        ({"via": (Name(C, ""),)}, {}, {"status": True, "speaker": True, "via": False}),
        ({"time": DAY}, {"time": DAY}, {"status": True, "speaker": True, "via": True, "time": True}),
        ({"time": DAY}, {"time": (DAY[0], None)}, {"status": True, "speaker": True, "via": True, "time": False}),
    ],
)
def test_fields_are_right_or_wrong(gold: dict[str, Any], found: dict[str, Any], expected: dict[str, bool]) -> None:
    assert right_fields(claim(A, "attacks", B, **gold), claim(A, "attacks", B, **found)) == expected


@pytest.mark.parametrize(
    ("gold", "found", "right"),
    [
        (Name("niger", "Niger"), Name("niger", "Niamey"), True),
        (Name("kharkiv", "Kharkiv"), Name("ukraine", "the city of Kharkiv"), True),
        (Name("kharkiv", "Kharkiv"), Name("ukraine", "Odesa"), False),
        (Name("niger", "Niger"), Name("nigeria", "Nigeria"), False),
        (Name("niger", "Niger"), None, False),
    ],
)
def test_places_are_equal_by_actor_or_by_whole_words(gold: Name, found: Name | None, right: bool) -> None:
    assert right_fields(claim(A, "attacks", B, place=gold), claim(A, "attacks", B, place=found))["place"] == right


def test_statements_of_one_triple_are_paired_by_what_they_have_in_common() -> None:
    said = [claim(A, "attacks", B, speaker=C), claim(A, "attacks", B, status=Status.NEGATED)]
    found = [claim(A, "bombs", B, status=Status.NEGATED), claim(A, "attacks", B, speaker=C)]
    assert judge(text(*said), found).matched == ((said[0], found[1]), (said[1], found[0]))


@settings(deadline=None)
@given(claims(of_gold=True), patterns())
def test_gold_fed_back_is_perfect(gold: list[Claim], never: tuple[Pattern, ...]) -> None:
    never = tuple(pattern for pattern in never if not any(map(pattern.fits, gold)))  # such gold cannot be read
    found = measure([judge(text(*gold, never=never), gold)])
    assert {rate.value for scores in found.levels.values() for rate in scores.values()} == {1.0 if gold else None}
    assert {rate.value for rate in found.fields.values()} <= {1.0, None}
    assert (found.facts["false"].part, found.never) == (0, 0)


@settings(deadline=None)
@given(claims(of_gold=True), claims(), patterns(), st.randoms(use_true_random=False))
def test_the_order_of_statements_does_not_matter(
    gold: list[Claim], found: list[Claim], never: tuple[Pattern, ...], shuffle: random.Random
) -> None:
    before = values(measure([judge(text(*gold, never=never), found)]), "relation")
    shuffle.shuffle(gold)
    shuffle.shuffle(found)
    assert values(measure([judge(text(*gold, never=never), found)]), "relation") == before


@settings(deadline=None)
@given(claims(of_gold=True), claims(), st.data())
def test_what_is_not_found_never_raises_recall(gold: list[Claim], found: list[Claim], data: st.DataObject) -> None:
    fewer = [each for each in found if data.draw(st.booleans())]
    every, some = judge(text(*gold), found).levels, judge(text(*gold), fewer).levels
    for level in LEVELS:
        assert some[level].right <= every[level].right <= min(every[level].found, every[level].gold)


@settings(deadline=None)
@given(claims(of_gold=True), claims(), patterns())
def test_numbers_agree_with_each_other(gold: list[Claim], found: list[Claim], never: tuple[Pattern, ...]) -> None:
    texts = [
        judge(text(*gold, never=never, category="first"), found),
        judge(text(*found, category="second", identity="two"), gold),
    ]
    measured = measure(texts)
    groups = grouped(texts, "category")
    triple, facts = measured.levels["triple"], measured.facts
    assert sum(group.gold for group in groups) == triple["recall"].whole
    assert sum(group.found for group in groups) == triple["precision"].whole
    for group in groups:
        (one,) = (measure([each]) for each in texts if each.category == group.value)
        level = one.levels["triple"]
        assert (group.precision, group.recall) == (level["precision"].value, level["recall"].value)
        assert group.f1 == pytest.approx(level["f1"].value or 0)
    wrong = [facts[verdict].part for verdict in (Verdict.CONTRADICTED, Verdict.FORBIDDEN, Verdict.UNLISTED)]
    assert sum(wrong) == facts["false"].part == facts["false"].whole - facts["true"].part


def test_a_text_is_judged_alike_in_every_process() -> None:
    code = (
        "from tests.evaluation.samples import claim, text\n"
        "from geokg.evaluation.match import judge\n"
        "judged = judge(text(claim('a', 'meets', 'b')), [claim('a', 'visits', 'b'), claim('b', 'visits', 'a')])\n"
        "print(list(judged.found.values()), judged.matched)"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in "01234567"
    }
    assert len(said) == 1


def test_names_compare_by_key_alone() -> None:
    assert name("avaria") == Name("avaria", "Kingdom of Avaria")
    assert repr(name("avaria")) == repr(Name("avaria", "Kingdom of Avaria"))
