from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from geokg.model import FAMILIES, STATES, Actor, Article, Evidence, Kind, Relation, Span, Statement, Status

ARTICLE = Article(id="a1", text="France warned Germany.", published=date(2024, 1, 1))
FRANCE = Actor("france", "France", Kind.COUNTRY, "FRA")
GERMANY = Actor("germany", "Germany", Kind.COUNTRY, "DEU")
WARNS = Relation("warns", "warns", "THREATEN")
EVIDENCE = Evidence(ARTICLE, Span(0, 21), "France warned Germany", Span(7, 13), "events")
STATEMENT = Statement(FRANCE, WARNS, GERMANY, Status.ASSERTED, EVIDENCE)


def test_families_are_those_of_plover() -> None:
    assert len(FAMILIES) == len(set(FAMILIES)) == 16
    assert len(STATES) == len(set(STATES)) == 6


def test_key_is_of_the_address_else_of_the_text() -> None:
    addressed = replace(ARTICLE, url="https://example.org/1")
    assert addressed.key == replace(addressed, text="other").key
    assert ARTICLE.key != replace(ARTICLE, text="other").key
    assert len(ARTICLE.key) == 16


@pytest.mark.parametrize(
    "change",
    [
        {"subject": GERMANY},
        {"object": None},
        {"status": Status.NEGATED},
        {"speaker": FRANCE},
        {"content": STATEMENT},
        {"relation": Relation("threatens", "threatens", "THREATEN")},
        {"evidence": replace(EVIDENCE, span=Span(0, 22))},
        {"evidence": replace(EVIDENCE, article=replace(ARTICLE, text="x"))},
    ],
)
def test_id_changes_with_meaning_and_place(change: dict[str, object]) -> None:
    assert replace(STATEMENT, **change).id != STATEMENT.id


@pytest.mark.parametrize("change", [{"confidence": 0.1}, {"subject": replace(FRANCE, label="The Republic")}])
def test_id_stays_with_what_is_not_meaning(change: dict[str, object]) -> None:
    assert replace(STATEMENT, **change).id == STATEMENT.id


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, True),
        ({"status": Status.NEGATED}, False),
        ({"status": Status.PLANNED}, False),
        ({"status": Status.POSSIBLE}, False),
        ({"speaker": FRANCE}, False),
        ({"object": None}, False),
    ],
)
def test_only_what_the_article_asserts_is_a_fact(change: dict[str, object], expected: bool) -> None:
    assert replace(STATEMENT, **change).is_fact is expected
