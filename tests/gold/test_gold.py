"""The gold of the articles is well formed: what it says stands in the articles and in the table of relations."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from geokg.evaluation import read_gold
from geokg.gazetteer import load_gazetteer
from geokg.relations import load_relations

GOLD = Path(__file__).parent / "articles.jsonl"
ARTICLES = GOLD.parents[2] / "seeds" / "articles"
ROWS = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]


def paragraphs(stem: str) -> list[str]:
    body = (ARTICLES / f"{stem}.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    return body.strip().split("\n\n")


def test_every_article_has_gold() -> None:
    assert [row["id"] for row in ROWS] == sorted(path.stem for path in ARTICLES.glob("*.md"))
    gold = read_gold([GOLD], load_gazetteer(), load_relations())
    assert [text.article.text.strip().split("\n\n") for text in gold.texts] == [paragraphs(row["id"]) for row in ROWS]
    assert sum(len(row["statements"]) for row in ROWS) >= 380


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_gold_of_an_article(row: dict[str, Any]) -> None:
    body, statements = paragraphs(row["id"]), row["statements"]
    assert len({json.dumps(statement) for statement in statements}) == len(statements) >= 8
    for statement in statements:
        assert statement["subject"] and statement["object"] != "", statement
        assert any(statement["quote"] in paragraph for paragraph in body), statement
