from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Store, parse, serialize

from geokg.model import Actor, Article, Evidence, Kind, Span, Statement, Status
from geokg.rdf.literals import canonical, decimal
from geokg.rdf.namespaces import BASE, VOCABULARIES, Names, term
from geokg.rdf.write import to_quads
from tests import known
from tests.known import ARTICLES, FIRST, NORLAND, STATEMENTS, SUDRIA, WARNS

NAMES = Names()


def quads(statements: tuple[Statement, ...] = STATEMENTS, **options: object) -> list[Quad]:
    return list(to_quads(ARTICLES, statements, **options))  # type: ignore[arg-type]


def facts(*statements: Statement, floor: float = 0.0) -> set[tuple[str, str, str]]:
    return {
        (NAMES.local(s.value), NAMES.local(p.value), NAMES.local(o.value))
        for s, p, o, graph in quads(statements, floor=floor)
        if graph == NAMES.graph("facts")
    }


def values(written: list[Quad], subject: NamedNode, predicate: str) -> list[str]:
    return [
        quad.object.value  # type: ignore[union-attr]
        for quad in written
        if quad.subject == subject and quad.predicate == term(predicate)
    ]


@pytest.mark.parametrize(
    ("statement", "is_plain"),
    [
        (WARNS, True),
        (replace(WARNS, status=Status.NEGATED), False),
        (replace(WARNS, status=Status.PLANNED), False),
        (replace(WARNS, status=Status.POSSIBLE), False),
        (replace(WARNS, speaker=SUDRIA), False),
        (replace(WARNS, object=None), False),
    ],
)
def test_only_what_an_article_itself_asserts_becomes_a_plain_triple(statement: Statement, is_plain: bool) -> None:
    assert (("norland", "warns", "sudria") in facts(statement)) is is_plain


def test_a_content_never_becomes_a_plain_triple_because_its_statement_is_one() -> None:
    assert facts(WARNS) == {("norland", "warns", "sudria")}


@pytest.mark.parametrize(("floor", "count"), [(0.0, 1), (0.83, 1), (0.84, 0)])
def test_a_fact_needs_the_confidence_of_the_floor(floor: float, count: int) -> None:
    assert len(facts(WARNS, floor=floor)) == count


def test_each_triple_stands_in_one_graph_and_each_quad_once() -> None:
    written = quads()
    assert max(Counter(quad.triple for quad in written).values()) == 1


def test_the_graphs_are_those_of_the_contract() -> None:
    found = {str(quad.graph_name) for quad in quads()}
    own = {str(NAMES.article_graph(article.key)) for article in ARTICLES}
    assert found == own | {str(NAMES.graph(name)) for name in ("ontology", "actors", "facts", "events")}


def test_there_is_no_blank_node() -> None:
    assert not [quad for quad in quads() if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)]


def test_a_store_rewrites_no_literal() -> None:
    written = quads()
    store = Store()
    store.bulk_extend(written)
    assert {str(quad) for quad in store} == {str(quad) for quad in written}


def test_order_of_sets_does_not_show() -> None:
    aliases = tuple(f"alias {number}" for number in range(50))
    statement = replace(WARNS, subject=replace(NORLAND, aliases=aliases))
    once, again = quads((statement,)), quads((replace(statement, subject=replace(NORLAND, aliases=aliases[::-1])),))
    assert once == again


def test_a_content_is_written_once_whether_listed_or_not() -> None:
    listed = quads((known.DENIES, known.DENIED))
    assert sorted(map(str, quads((known.DENIES,)))) == sorted(map(str, listed))


def test_a_claim_says_all_that_its_statement_says() -> None:
    written, joins = quads(), known.JOINS
    claim = NamedNode(BASE + joins.id)
    expected = {
        "rdf:type": VOCABULARIES["geokg"] + "Claim",
        "rdf:subject": BASE + "actor/sudria",
        "rdf:predicate": BASE + "relation/joins",
        "rdf:object": BASE + "actor/league",
        "geokg:status": VOCABULARIES["geokg"] + "planned",
        "geokg:speaker": BASE + "actor/karlsen",
        "geokg:timeText": "in 2025",
        "geokg:timeStart": "2025-01-01",
        "geokg:timeEnd": "2025-12-31",
        "geokg:confidence": "0.9",
        "geokg:extractor": "events",
        "geokg:evidence": f"{BASE}article/{FIRST.key}#char=50,127",
        "prov:wasDerivedFrom": f"{BASE}article/{FIRST.key}",
    }
    assert {name: values(written, claim, name) for name in expected} == {k: [v] for k, v in expected.items()}


def test_about_points_to_the_content() -> None:
    claim = NamedNode(BASE + WARNS.id)
    assert values(quads(), claim, "geokg:about") == [BASE + known.LEAVING.id]


def test_the_sector_is_that_of_the_mention() -> None:
    assert values(quads(), NamedNode(BASE + known.ATTACKS.id), "geokg:subjectSector") == ["MIL"]
    assert values(quads(), NamedNode(BASE + known.DENIED.id), "geokg:subjectSector") == []


def test_evidence_quotes_the_article_and_names_its_characters() -> None:
    passage = NAMES.passage(FIRST.key, 8, 14)
    assert values(quads(), passage, "nif:anchorOf") == ["warned"]
    assert values(quads(), passage, "nif:beginIndex") == ["8"]
    assert values(quads(), passage, "nif:endIndex") == ["14"]


def test_an_actor_has_its_names_and_its_item() -> None:
    written, node = quads(), NAMES.iri("actor", "norland")
    assert values(written, node, "skos:prefLabel") == ["Norland"]
    assert values(written, node, "skos:altLabel") == ["Kingdom of Norland"]
    assert values(written, node, "geokg:iso3") == ["NOR"]
    assert values(written, node, "owl:sameAs") == ["http://www.wikidata.org/entity/Q20"]


def test_an_article_without_statements_is_written_too() -> None:
    node = NAMES.iri("article", known.EMPTY.key)
    assert values(quads(), node, "schema:identifier") == ["third"]
    assert values(quads(), node, "schema:headline") == []


def test_another_base_moves_data_and_relations_but_not_the_vocabulary() -> None:
    written = quads(base="http://localhost:8000/")
    moved = {node.value for quad in written for node in quad if isinstance(node, NamedNode)}
    assert {iri for iri in moved if iri.startswith(BASE) and not iri.startswith(VOCABULARIES["geokg"])} <= {
        BASE + "ontology",
        BASE + "ontology/0.1",
        BASE + "ontology/0.2",
        BASE + "relations",
    }
    assert "http://localhost:8000/relation/warns" in moved


def test_the_run_is_named_by_its_settings() -> None:
    def run(**settings: str) -> list[str]:
        return values(quads(run=settings), NamedNode(BASE + WARNS.id), "prov:wasGeneratedBy")

    assert run(version="1") == run(version="1")
    assert run(version="1") != run(version="2")


def test_of_two_articles_with_one_address_the_first_is_read() -> None:
    other = replace(FIRST, text="Sudria praised Norland.")
    evidence = known.evidence(other, other.text, "praised")
    statement = known.statement(SUDRIA, "praises", NORLAND, evidence)
    written = list(to_quads([FIRST, other], [WARNS, statement]))
    assert not values(written, NamedNode(BASE + statement.id), "rdf:subject")
    assert values(written, NamedNode(BASE + WARNS.id), "rdf:subject")


@pytest.mark.parametrize(("text", "kept"), [("a\tb\n", "a\tb\n"), ("\x00\x1f", "\ufffd\ufffd"), ("\ud800x", "\ufffdx")])
def test_canonical(text: str, kept: str) -> None:
    assert canonical(text) == kept


@pytest.mark.parametrize(("value", "text"), [(0.1 + 0.2, "0.3"), (1, "1"), (0.00001, "0"), (0.12345, "0.1235")])
def test_decimal(value: float, text: str) -> None:
    assert decimal(value) == text


@given(
    text=st.text(st.characters(), min_size=3),
    title=st.text(st.characters()),
    label=st.text(st.characters()),
    url=st.text(st.characters()),
    language=st.text(st.characters(), max_size=8),
    slug=st.text(st.characters(), min_size=1),
)
def test_hostile_text_gives_valid_rdf(text: str, title: str, label: str, url: str, language: str, slug: str) -> None:
    article = Article(id=title, text=text, title=title, url=url, source=label, language=language)
    evidence = Evidence(article, Span(0, len(text)), text, Span(1, 2), "events")
    statement = replace(
        WARNS, subject=Actor(slug, label, Kind.GROUP, aliases=(title,)), evidence=evidence, content=None
    )
    written = list(to_quads([article], [statement]))
    data = serialize(written, format=RdfFormat.N_QUADS)
    assert data is not None
    assert list(parse(data, format=RdfFormat.N_QUADS)) == written
