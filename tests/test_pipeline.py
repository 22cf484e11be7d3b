from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

import geokg
from geokg.annotate import load_model
from geokg.errors import ModelError
from geokg.model import Article, Skipped

if TYPE_CHECKING:
    from pathlib import Path

    from geokg.pipeline import Reader

ARTICLES = [
    Article("a", "Norway is a member of NATO. Sweden said Russia attacked Ukraine.", published=date(2024, 4, 5)),
    Article("b", "", published=None),
    Article("c", "Finland joined NATO.\n\nTurkey may leave NATO.", published=date(2023, 4, 4)),
]


def test_only_what_articles_assert_becomes_a_plain_triple(reader: Reader) -> None:
    graph = geokg.build(ARTICLES, reader=reader)
    assert graph.facts() == [("finland", "joins", "nato"), ("norway", "memberOf", "nato")]
    claimed = {(s.subject.id, s.relation.id, s.status.value) for s in graph.statements()}
    assert {("russia", "attacks", "asserted"), ("turkey", "leaves", "possible")} <= claimed


def test_a_second_copy_is_reported_and_left_out(reader: Reader) -> None:
    skipped: list[Skipped] = []
    copy = Article("d", ARTICLES[0].text)
    statements = list(geokg.extract([ARTICLES[0], copy], reader=reader, on_skip=skipped.append))
    assert {s.evidence.article.id for s in statements} == {"a"}
    assert [s.where for s in skipped] == ["d"]
    assert "a" in skipped[0].reason


def test_two_builds_write_the_same_bytes(reader: Reader, tmp_path: Path) -> None:
    for name in ("one", "two"):
        geokg.build(ARTICLES, tmp_path / name, reader=reader)
    for name in ("graph.ttl", "graph.trig", "graph.nq", "graph.html", "statements.jsonl"):
        first, second = ((tmp_path / folder / name).read_bytes() for folder in ("one", "two"))
        assert first == second and first, name


def test_a_missing_model_is_named() -> None:
    with pytest.raises(ModelError, match="en_core_web_huge"):
        load_model("en_core_web_huge")


def test_a_model_without_a_parser_is_refused(tmp_path: Path) -> None:
    import spacy

    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(ModelError, match="lacks tagger, parser"):
        load_model(str(tmp_path / "blank"))


def test_statements_come_in_text_order_also_where_a_content_is_told_late(reader: Reader) -> None:
    text = "Ukraine has pledged its future to NATO, although Russian President Vladimir Putin has warned it not to join it."
    starts = [s.evidence.span.start for s in geokg.extract([Article("a", text)], reader=reader)]
    assert len(starts) > 2
    assert starts == sorted(starts)
