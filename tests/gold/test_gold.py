"""The gold files are well formed: what they say stands in the articles and in the table of relations."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geokg.model import Status
from geokg.relations import load_relations

GOLD = sorted(Path(__file__).parent.glob("*.jsonl"))
ARTICLES = Path(__file__).parents[2] / "seeds" / "articles"
FIELDS = ["subject", "relation", "type", "object", "status", "speaker", "quote"]


def rows(path: Path) -> list[dict[str, str | None]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def paragraphs(stem: str) -> list[str]:
    body = (ARTICLES / f"{stem}.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    return body.strip().split("\n\n")


def test_every_article_has_gold() -> None:
    assert [path.stem for path in GOLD] == sorted(path.stem for path in ARTICLES.glob("*.md"))


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_file(path: Path) -> None:
    relations, body, lines = load_relations(), paragraphs(path.stem), rows(path)
    assert len({json.dumps(row) for row in lines}) == len(lines) >= 8
    for row in lines:
        assert list(row) == FIELDS
        assert row["subject"] and row["object"] != ""
        assert row["type"] == relations[str(row["relation"])].family, row
        assert row["status"] in set(Status), row
        assert row["speaker"] is None or row["speaker"], row
        assert any(str(row["quote"]) in paragraph for paragraph in body), row
