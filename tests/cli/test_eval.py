"""``geokg eval`` within the process of the test."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from geokg.cli import main

if TYPE_CHECKING:
    from pathlib import Path

GOLD = [
    {"id": "a", "category": "plain", "text": "Russia attacked Poland.",
     "statements": [{"subject": "russia", "relation": "attacks", "object": "poland"}]},
    {"id": "b", "category": "denied", "text": "Ukraine has not joined NATO.",
     "statements": [{"subject": "ukraine", "relation": "joins", "object": "nato"}]},
]  # fmt: skip


@pytest.fixture
def gold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(map(json.dumps, GOLD)), encoding="utf-8")
    return path


def test_numbers_groups_and_errors(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["eval", "gold.jsonl", "--quiet", "--by", "category", "--errors", "errors.md", "--json", "scores.json"]
    assert main(command) == 0
    said = capsys.readouterr().out
    assert "2 texts" in said
    assert "false assertions" in said
    assert "denied" in said
    numbers = json.loads((gold.parent / "scores.json").read_text(encoding="utf-8"))
    assert numbers["levels"]["triple"]["f1"]["value"] == 1
    assert (numbers["fields"]["status"]["part"], numbers["fields"]["status"]["whole"]) == (1, 2)
    assert "## b (denied)" in (gold.parent / "errors.md").read_text(encoding="utf-8")


def test_predictions_are_measured_without_reading(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = {"article": {"id": "a"}, "subject": {"id": "russia"}, "relation": {"type": "ASSAULT"}, "object": "Poland"}
    (gold.parent / "found.jsonl").write_text(json.dumps(line), encoding="utf-8")
    assert main(["eval", "gold.jsonl", "--predicted", "found.jsonl", "--json", "scores.json"]) == 0
    triple = json.loads((gold.parent / "scores.json").read_text(encoding="utf-8"))["levels"]["triple"]
    assert (triple["precision"]["value"], triple["recall"]["value"]) == (1, 0.5)


@pytest.mark.parametrize(
    ("found", "says"),
    [
        ("{", "found.jsonl: line 1: no JSON"),
        ('{"article": {"id": "a"}}', "found.jsonl: line 1: lacks 'subject'"),
        (
            '{"article": {"id": "z"}, "subject": "X", "relation": {"type": "AID"}}',
            "no predicted statement is of a text",
        ),
        ('{"article": {"id": "a"}, "subject": "X", "relation": {"id": "zaps"}}', "neither relation 'zaps' nor type"),
    ],
)
def test_bad_predictions_are_named(gold: Path, capsys: pytest.CaptureFixture[str], found: str, says: str) -> None:
    (gold.parent / "found.jsonl").write_text(found, encoding="utf-8")
    assert main(["eval", "gold.jsonl", "--predicted", "found.jsonl"]) == 2
    assert says in capsys.readouterr().err


def test_bad_gold_ends_with_2(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold.write_text('{"id": "a", "text": "x", "statements": [{"subject": "russia", "relation": "attax"}]}', "utf-8")
    assert main(["eval", "gold.jsonl"]) == 2
    assert "gold.jsonl: line 1: unknown relation 'attax' (did you mean attacks?)" in capsys.readouterr().err
