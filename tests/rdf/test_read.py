from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, Quad

from geokg.errors import StoreError
from geokg.jsonl import statement_to_json
from geokg.model import PlaceSpan, Span
from geokg.rdf.namespaces import Names, term
from geokg.rdf.read import StoredArticle, to_statements
from geokg.rdf.validate import validate
from geokg.rdf.write import to_quads
from geokg.relations import load_relations
from geokg.statements import with_contents
from geokg.store import Store
from tests.known import ARTICLES, JOINS, LEAGUE, MINISTRY, NORLAND, STATEMENTS, SUDRIA, WARNS

if TYPE_CHECKING:
    from geokg.model import Statement

RELATIONS = load_relations()


def read(quads: list[Quad], base: str = Names().base) -> list[Statement]:
    return to_statements(quads, relations=RELATIONS, names=Names(base))


@pytest.mark.parametrize("base", [Names().base, "http://localhost:8000/"])
def test_what_was_written_is_read_back(base: str) -> None:
    found = read(list(to_quads(ARTICLES, STATEMENTS, base=base)), base)
    expected = sorted(with_contents(STATEMENTS), key=lambda statement: statement.id)
    assert [statement_to_json(one) for one in found] == [statement_to_json(one) for one in expected]


def test_voices_place_and_repeats_are_written_and_read_back() -> None:
    span = JOINS.evidence.span
    chain = tuple(replace(actor, sector=None) for actor in (NORLAND, MINISTRY))  # a sector is kept of the speaker only
    told = replace(JOINS, via=chain, place=PlaceSpan("the port", SUDRIA), repeats=(Span(span.end + 1, span.end + 9),))
    (found,) = read(list(to_quads(ARTICLES, [told])))
    assert statement_to_json(found) == statement_to_json(told)
    assert [actor.id for actor in found.via] == ["norland", MINISTRY.id]
    assert validate(Store.in_memory(to_quads(ARTICLES, [told]))) == []


def test_actors_keep_their_aliases() -> None:
    found = read(list(to_quads(ARTICLES, STATEMENTS)))
    assert LEAGUE in [statement.object for statement in found]


def test_written_and_read_twice_is_written_the_same() -> None:
    once = list(to_quads(ARTICLES[:2], STATEMENTS))
    statements = read(once)
    assert set(to_quads([statement.evidence.article for statement in statements], statements)) == set(once)


def test_a_stored_article_has_its_key_and_its_quotes_at_their_places() -> None:
    for statement in read(list(to_quads(ARTICLES, STATEMENTS))):
        evidence = statement.evidence
        assert isinstance(evidence.article, StoredArticle)
        assert evidence.article.text[evidence.span.start : evidence.span.end] == evidence.quote
    assert {one.evidence.article.key for one in read(list(to_quads(ARTICLES, [WARNS])))} == {ARTICLES[0].key}


def test_what_no_statement_quotes_is_blank() -> None:
    quoted = replace(WARNS.evidence, span=Span(15, 21), quote="Sudria")
    (found,) = read(list(to_quads(ARTICLES, [replace(WARNS, evidence=quoted, content=None)])))
    assert found.evidence.article.text == " " * 8 + "warned Sudria"


def test_a_damaged_claim_is_named() -> None:
    quads = [quad for quad in to_quads(ARTICLES, [WARNS]) if quad.predicate != term("rdf:subject")]
    with pytest.raises(StoreError, match=r"claim/.* has no rdf:subject; the store is damaged"):
        read(quads)


def test_a_damaged_passage_is_named() -> None:
    quads = list(to_quads(ARTICLES, [replace(WARNS, content=None)]))
    bad = NamedNode("http://example.org/nowhere")
    broken = [
        Quad(q.subject, q.predicate, bad, q.graph_name) if q.predicate == term("geokg:trigger") else q for q in quads
    ]
    with pytest.raises(StoreError, match="nowhere> is no passage"):
        read(broken)


def test_a_relation_that_the_table_lacks_is_named() -> None:
    with pytest.raises(StoreError, match=r"relation:(leaves|warns)"):
        to_statements(to_quads(ARTICLES, [WARNS]), relations={}, names=Names())
