"""Gold in the JSON of PLOVER, with records of our own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from geokg.errors import DataError
from geokg.evaluation import read_gold
from geokg.evaluation.measures import measure
from geokg.evaluation.plover import Event, coded, judge_plover
from geokg.gazetteer import load_gazetteer
from geokg.model import Status
from geokg.relations import load_relations
from tests.known import ATTACKS, DENIED, JOINS, MEETS, WARNS

if TYPE_CHECKING:
    from pathlib import Path

    from geokg.evaluation import Evaluation, Gold


def record(name: str, event: str, source: list[str], target: list[str], text: str = "") -> dict[str, Any]:
    sides = {"source": [{"code": code} for code in source], "target": [{"code": code} for code in target] or ""}
    return {"id": name, "date": "2001-02-03", "event": event, "text": text or f"Sentence of {name}.", **sides}


RECORDS = [
    record("A-1", "DEMAND", ["NOR"], ["SWE"]),
    record("A-2", "CONSULT", ["KEN", "UGA"], []),
    record("A-3", "ASSAULT", ["IGO"], ["SDN"]),
]


def read(path: Path, records: object) -> Gold:
    file = path / "gold.json"
    file.write_text(json.dumps(records), encoding="utf-8")
    return read_gold([file], load_gazetteer(), load_relations())


def score(gold: Gold, *events: list[Event]) -> Evaluation:
    return measure(judge_plover(text, found) for text, found in zip(gold.texts, events, strict=True))


@pytest.mark.parametrize(
    ("events", "f1"),
    [
        ([[("NOR", "REQUEST", "SWE")], [("KEN", "CONSULT", "UGA")], [(None, "ASSAULT", "SDN")]], (1, 1, 1)),
        ([[("NOR", "REQUEST", "SWE")], [("UGA", "CONSULT", "KEN")], [(None, "ASSAULT", "SDN")]], (1, 1, 1)),
        ([[("SWE", "REQUEST", "NOR")], [("KEN", "CONSULT", "UGA")], [(None, "ASSAULT", "SDN")]], (1, 0.5, 0.5)),
        ([[], [], []], (0, 0, 0)),
    ],
    ids=["all", "the other way round where it goes both ways", "turned round", "none"],
)
def test_events_are_scored_on_three_levels(tmp_path: Path, events: list[list[Event]], f1: tuple[float, ...]) -> None:
    found = score(read(tmp_path, RECORDS), *events)
    assert tuple(found.levels[level]["f1"].value for level in ("type", "source+type", "triple")) == f1
    assert found.facts == {}


def test_records_of_one_sentence_are_one_text_and_documents_are_none(tmp_path: Path) -> None:
    twice = [
        record("A-1", "AID", ["NOR"], ["SWE"], "One sentence."),
        record("A-1", "REJECT", ["NOR"], [], "One  sentence."),
    ]
    gold = read(tmp_path, [{"event": "DOCUMENT", "id": "A-0"}, *twice])
    assert [text.ids for text in gold.texts] == [{"A-1", "A-1~2"}]


def test_only_asserted_and_planned_acts_are_events() -> None:
    assert WARNS.content.status is Status.POSSIBLE
    assert list(coded([WARNS, WARNS.content])) == [("NOR", "THREATEN", "SDR")]
    assert list(coded([DENIED])) == []
    assert list(coded([ATTACKS])) == [("SDR", "ASSAULT", "NOR")]
    assert list(coded([MEETS])) == [("SDR", "AGREE", "NOR")]
    assert JOINS.relation.family == "MEMBER_OF"
    assert list(coded([JOINS])) == []


@pytest.mark.parametrize(
    ("records", "says"),
    [
        ([{"event": "AID"}], "record 1: lacks 'id'"),
        ([{**RECORDS[0], "event": "DANCE"}], "unknown event 'DANCE'"),
        ([{**RECORDS[0], "date": "soon"}], "record 1"),
        ([7], "record 1: a field has a value of the wrong kind"),
        ([{**RECORDS[0], "text": 7}], "record 1: a field has a value of the wrong kind"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, records: object, says: str) -> None:
    with pytest.raises(DataError, match=r"gold\.json") as error:
        read(tmp_path, records)
    assert says in str(error.value)


def test_both_forms_of_gold_are_not_mixed(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(RECORDS), encoding="utf-8")
    (tmp_path / "b.jsonl").write_text('{"id": "x", "text": "y", "statements": []}', encoding="utf-8")
    with pytest.raises(DataError, match="give them to two runs"):
        read_gold([tmp_path / "a.json", tmp_path / "b.jsonl"], load_gazetteer(), load_relations())
