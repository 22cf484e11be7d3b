from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from geokg.errors import DataError
from geokg.evaluation.chains import ChainScores, judge_chains, read_chain_gold
from geokg.events import learn
from geokg.ingest import read_articles
from geokg.pipeline import Reader, extract
from geokg.relations import load_relations
from geokg.statements import with_contents
from tests.events.reported import RELATIONS, said

if TYPE_CHECKING:
    from geokg.model import Statement

CHAINS = Path(__file__).parent.parent / "events" / "chains"


#: Written by others, without sight of the code.
FOREIGN = Path(__file__).parent.parent / "chains"


def judged(folder: Path, reader: Reader) -> ChainScores:
    statements = list(with_contents(extract(read_articles(folder / "articles.jsonl"), reader=reader)))
    return judge_chains(read_chain_gold(folder / "gold.json"), statements, learn(statements, load_relations()))


@pytest.fixture(scope="module")
def scores(reader: Reader) -> ChainScores:
    return judged(CHAINS, reader)


@pytest.fixture(scope="module")
def foreign(reader: Reader) -> ChainScores:
    return judged(FOREIGN, reader)


@pytest.mark.parametrize(
    ("measure", "least"),
    [
        ("merge precision", 0.95),
        ("merge recall", 0.58),
        ("contradiction precision", 0.9),
        ("contradiction recall", 0.32),
        ("independent counts right", 0.83),
    ],
)
def test_foreign_chains_are_put_together_as_well_as_docs_say(foreign: ChainScores, measure: str, least: float) -> None:
    rate = foreign.rates[measure]
    assert rate is not None
    assert rate >= least


@pytest.mark.parametrize(
    ("measure", "least"),
    [
        ("claims found", 0.9),
        ("merge precision", 0.95),
        ("merge recall", 0.75),
        ("contradiction precision", 0.9),
        ("contradiction recall", 0.7),
        ("independent counts right", 0.9),
    ],
)
def test_development_chains_are_put_together(scores: ChainScores, measure: str, least: float) -> None:
    rate = scores.rates[measure]
    assert rate is not None
    assert rate >= least


def told() -> list[Statement]:
    return [
        said("russia attacks ukraine", source="A", on=0),
        said("russia attacks ukraine", source="B", on=0),
        said("russia attacks ukraine", source="C", on=2),
        said("russia attacks ukraine", source="D", on=0, status="negated", by="russia"),
    ]


def gold_file(folder: Path, **parts: object) -> Path:
    statements = told()
    names = ["a", "b", "c", "d"]
    rows = zip(names, statements, strict=True)
    claims = {name: {"article": s.evidence.article.id, "quote": s.evidence.quote} for name, s in rows}
    path = folder / "gold.json"
    path.write_text(json.dumps({"claims": claims, "events": {}, **parts}), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("parts", "rates"),
    [
        (
            {"events": {"e": ["a", "b", "d"]}, "contradictions": [["a", "d"], ["b", "d"]], "independent": {"e": 2}},
            {"merge precision": 1.0, "merge recall": 1.0, "contradiction precision": 1.0, "contradiction recall": 1.0,
             "independent counts right": 1.0, "claims found": 1.0},
        ),
        (
            {"events": {"e": ["a", "b", "c"], "f": ["d"]}, "contradictions": [["a", "d"]], "independent": {"e": 3}},
            {"merge precision": 1 / 3, "merge recall": 1 / 3, "contradiction precision": 0.5,
             "contradiction recall": 1.0, "independent counts right": 0.0, "claims found": 1.0},
        ),
    ],
)  # fmt: skip
def test_what_is_measured(tmp_path: Path, parts: dict[str, object], rates: dict[str, float]) -> None:
    gold = read_chain_gold(gold_file(tmp_path, **parts))
    found = judge_chains(gold, told(), learn(told(), RELATIONS)).rates
    assert {name: found[name] for name in rates} == pytest.approx(rates)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[", "is no gold of event chains"),
        ("{}", "is no gold of event chains"),
        ('{"claims": {}, "events": {"e": ["x"]}}', "x is named but not listed"),
        ('{"claims": {}, "events": {}, "independent": {"e": 1}}', "e is named but not listed"),
    ],
)
def test_wrong_gold_is_refused_in_one_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "gold.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=message) as error:
        read_chain_gold(path)
    assert "\n" not in str(error.value)
