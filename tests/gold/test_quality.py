"""How much of the hand-written gold the program finds, and how often it asserts what is not there.

The thresholds stand a little below what was measured (``docs/quality.md``): they guard, they do not boast.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from geokg.evaluation import evaluate, read_gold
from geokg.relations import load_relations

if TYPE_CHECKING:
    from geokg.evaluation import Evaluation
    from geokg.pipeline import Reader

GOLD = Path(__file__).parent / "articles.jsonl"


@pytest.fixture(scope="module")
def measured(reader: Reader) -> Evaluation:
    return evaluate(read_gold([GOLD], reader.annotator.gazetteer, load_relations()), reader)


@pytest.mark.parametrize(("measure", "least"), [("precision", 0.74), ("recall", 0.62)])
def test_triples_are_found(measured: Evaluation, measure: str, least: float) -> None:
    found = measured.levels["triple"][measure]
    print(f"gold triples: {measure} {found.value:.3f}")
    assert found.value >= least


@pytest.mark.parametrize("field", ["status", "speaker"])
def test_status_and_speaker_are_right(measured: Evaluation, field: str) -> None:
    found = measured.fields[field]
    print(f"of {found.whole} statements in gold: {field} right {found.value:.3f}")
    assert found.value >= 0.95


@pytest.mark.parametrize(("verdict", "most"), [("contradicted", 0.01), ("unlisted", 0.08)])
def test_plain_triples_are_what_the_articles_assert(measured: Evaluation, verdict: str, most: float) -> None:
    found = measured.facts[verdict]
    print(f"{found.whole} facts: {found.part} {verdict}")
    assert found.value <= most
