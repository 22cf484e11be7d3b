"""What is measured: gold that predicts itself is perfect, and each mistake costs what it should."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geokg.evaluation import Evaluation, Gold, read_gold
from geokg.evaluation.groups import grouped
from geokg.evaluation.match import LEVELS, Verdict, judge
from geokg.evaluation.measures import measure
from geokg.evaluation.report import errors, field_table, group_table, level_table, values
from geokg.gazetteer import load_gazetteer
from geokg.model import Status
from geokg.relations import load_relations

if TYPE_CHECKING:
    from geokg.evaluation.claims import Claim

TRUTH = Path(__file__).parents[1] / "truth"


@cache
def gold() -> Gold:
    return read_gold([TRUTH / "reported.jsonl"], load_gazetteer(), load_relations())


def scored(found: dict[str, list[Claim]]) -> Evaluation:
    return measure(judge(text, found.get(text.id, [])) for text in gold().texts)


def itself() -> dict[str, list[Claim]]:
    return {text.id: list(text.statements) for text in gold().texts}


def test_gold_that_predicts_itself_is_perfect() -> None:
    found = scored(itself())
    assert {rate.value for level in found.levels.values() for rate in level.values()} == {1.0}
    assert {rate.value for rate in found.fields.values()} == {1.0}
    assert found.facts["false"].part == 0
    assert found.never == 0


def test_nothing_found_is_neither_right_nor_false() -> None:
    found = scored({})
    assert found.levels["triple"]["recall"].value == 0
    assert found.levels["triple"]["precision"].value is None
    assert found.facts["false"].value is None


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_what_is_left_out_costs_recall_and_never_precision(data: st.DataObject) -> None:
    kept = {name: [c for c in claims if data.draw(st.booleans())] for name, claims in list(itself().items())[:25]}
    found = measure(judge(text, kept[text.id]) for text in gold().texts if text.id in kept)
    for level in LEVELS:
        precision, recall = found.levels[level]["precision"], found.levels[level]["recall"]
        assert precision.value in (None, 1.0)
        assert recall.value is None or 0 <= recall.value <= 1
        for rate in (precision, recall):
            assert rate.value is None or (rate.low or 0) - 1e-9 <= rate.value <= (rate.high or 0) + 1e-9


@settings(max_examples=5, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_statements_does_not_matter(random: Any) -> None:
    shuffled = itself()
    for claims in shuffled.values():
        random.shuffle(claims)
    assert values(scored(shuffled)) == values(scored(itself()))


def changed(change: dict[str, Any]) -> Evaluation:
    """The scores where the first statement of each text is told otherwise."""
    found = itself()
    for claims in found.values():
        claims[:1] = [replace(claim, **change) for claim in claims[:1]]
    return scored(found)


def test_a_wrong_status_costs_the_status_alone() -> None:
    found = changed({"status": Status.POSSIBLE, "is_fact": False})
    assert found.levels["triple"]["f1"].value == 1
    assert found.fields["status"].value < 1
    assert found.fields["speaker"].value == 1
    assert found.levels["statement"]["f1"].value < 1


def test_what_is_only_reported_and_told_as_a_fact_is_a_false_assertion() -> None:
    found = changed({"status": Status.ASSERTED, "speaker": None, "is_fact": True})
    assert found.facts["false"].part > 40
    assert found.facts[Verdict.CONTRADICTED].part > 40
    assert found.never > 0


def test_an_asymmetric_claim_turned_round_is_no_triple() -> None:
    found = itself()
    turned = {
        name: [replace(c, subject=c.object, object=c.subject) if c.object and not c.symmetric else c for c in claims]
        for name, claims in found.items()
    }
    assert scored(turned).levels["triple"]["recall"].value < 0.3
    assert scored(turned).levels["type"]["recall"].value == 1


def test_a_claim_without_object_is_no_triple() -> None:
    extra = {name: [*claims, replace(claims[0], object=None)] for name, claims in itself().items() if claims}
    for name, claims in itself().items():
        extra.setdefault(name, claims)
    assert scored(extra).levels["triple"]["precision"].value == 1


@pytest.mark.parametrize("by", ["relation", "status", "source", "category", "type"])
def test_groups_share_out_the_gold(by: str) -> None:
    found = scored(itself())
    groups = grouped(found.texts, by)
    assert sum(group.gold for group in groups) >= found.levels["triple"]["recall"].whole
    assert all(group.f1 in (None, 1.0) for group in groups)
    header, rows = group_table(found, by)
    assert header[0] == by
    assert len(rows) == len(groups)


def test_tables_numbers_and_errors_can_be_read() -> None:
    found = changed({"status": Status.NEGATED, "is_fact": False})
    assert level_table(found)[1][0][0] == "pair"
    assert any("false assertions" in row[0] for row in field_table(found)[1])
    assert json.loads(json.dumps(values(found, "status")))["texts"] == len(gold().texts)
    text = errors(found)
    assert text.startswith("# Errors\n")
    assert "- wrong: " in text
    assert errors(scored(itself())).strip().endswith("0 of 183 texts have some.")
