from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

import geokg.rdf
from geokg.errors import ConfigError
from geokg.rdf.namespaces import BASE, Names, term
from geokg.rdf.sample import around_claims
from geokg.rdf.validate import check, misquoted, noncanonical, validate
from geokg.rdf.write import to_quads
from geokg.store import Store
from tests.known import ARTICLES, ATTACKS, FIRST, JOINS, LEAVING, PRESIDENT, STATEMENTS, WARNS

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = Names()
GOOD = tuple(to_quads(ARTICLES, STATEMENTS))
CLAIM, JOINING = NamedNode(BASE + WARNS.id), NamedNode(BASE + JOINS.id)
NORLAND, SUDRIA = NAMES.iri("actor", "norland"), NAMES.iri("actor", "sudria")
KARL = NAMES.iri("actor", "karlsen")
PASSAGE = NAMES.passage(FIRST.key, 0, 49)
TRIGGER = NAMES.passage(FIRST.key, JOINS.evidence.trigger.start, JOINS.evidence.trigger.end)
HERE = NAMES.article_graph(FIRST.key)


def changed(subject: NamedNode, predicate: str, *values: NamedNode | Literal) -> list[Quad]:
    """The good dataset, where ``subject`` has these values of ``predicate`` and no others."""
    name = term(predicate)
    old = [quad for quad in GOOD if quad.subject == subject and quad.predicate == name]
    graph = old[0].graph_name if old else HERE
    return [quad for quad in GOOD if quad not in old] + [Quad(subject, name, value, graph) for value in values]


def without(subject: NamedNode) -> list[Quad]:
    """The good dataset, where nothing is said of a node."""
    return [quad for quad in GOOD if quad.subject != subject]


def moved(subject: NamedNode, graph: NamedNode) -> list[Quad]:
    """The good dataset, where all that is said of a node stands in another graph."""
    there = [Quad(q.subject, q.predicate, q.object, graph) for q in GOOD if q.subject == subject]
    return [*without(subject), *there]


def more(*quad: object) -> list[Quad]:
    return [*GOOD, Quad(*quad)]  # type: ignore[arg-type]


def xsd(value: str, kind: str) -> Literal:
    return Literal(value, datatype=term(f"xsd:{kind}"))


def messages(quads: list[Quad] | tuple[Quad, ...], judge: Callable[[Store], list[object]] = validate) -> str:  # type: ignore[assignment]
    return "\n".join(str(problem) for problem in judge(Store.in_memory(quads)))


def test_a_good_dataset_has_no_problem() -> None:
    assert messages(GOOD) == ""


@pytest.mark.parametrize(
    ("quads", "message"),
    [
        (changed(CLAIM, "rdf:subject"), "one actor as its subject"),
        (changed(CLAIM, "rdf:object", CLAIM), "one actor at most as its object"),
        (changed(CLAIM, "rdf:predicate", SUDRIA), "one relation of the table"),
        (changed(CLAIM, "geokg:status", term("geokg:Status")), "asserted, negated, planned or possible"),
        (changed(CLAIM, "geokg:speaker", NORLAND, SUDRIA), "one actor at most as its speaker"),
        (changed(CLAIM, "geokg:about", NORLAND), "about one other claim"),
        (changed(CLAIM, "geokg:confidence", xsd("1.5", "decimal")), "decimal from 0 to 1"),
        (changed(NAMES.iri("relation", "warns"), "geokg:intensity", xsd("10.5", "decimal")), "decimal from -10 to 10"),
        (changed(NAMES.iri("relation", "warns"), "geokg:intensity"), "decimal from -10 to 10"),
        (changed(CLAIM, "geokg:evidence"), "rests on evidence"),
        (changed(CLAIM, "geokg:subjectSector", Literal("soldiers")), "three capital letters"),
        (changed(CLAIM, "prov:wasGeneratedBy"), "made by one run"),
        (changed(JOINING, "geokg:timeStart", xsd("2026-01-01", "date")), "not after it ends"),
        (changed(NORLAND, "skos:prefLabel", Literal("Norland")), "one name, with its language"),
        (changed(NORLAND, "geokg:iso3", Literal("no")), "country code"),
        (changed(NORLAND, "owl:sameAs", NamedNode("http://www.wikidata.org/entity/P20")), "Wikidata item"),
        (changed(NORLAND, "rdf:type", term("geokg:Country"), term("geokg:Party")), "of one kind"),
        (changed(PASSAGE, "nif:beginIndex", xsd("60", "integer")), "before it ends"),
        (changed(NAMES.iri("article", FIRST.key), "schema:datePublished", Literal("May")), "published on one day"),
    ],
)
def test_shapes_catch(quads: list[Quad], message: str) -> None:
    assert message in messages(quads)


ORDINARY = (
    (more(SUDRIA, NAMES.iri("relation", "warns"), NORLAND, NAMES.graph("facts")), "plain triple that no claim"),
    (changed(NamedNode(BASE + ATTACKS.id), "geokg:speaker", NORLAND), "plain triple that no claim"),
    (changed(NamedNode(BASE + ATTACKS.id), "geokg:status", term("geokg:possible")), "plain triple that no claim"),
    (more(NORLAND, NAMES.iri("relation", "warns"), SUDRIA, NAMES.graph("actors")), "outside of graph/facts"),
    (changed(PASSAGE, "nif:anchorOf", Literal("Norland")), "longer or shorter"),
    (changed(PASSAGE, "nif:endIndex", xsd("50", "integer")), "name and offsets differ"),
    (more(CLAIM, term("geokg:status"), term("geokg:asserted"), NAMES.graph("facts")), "two graphs"),
    (more(BlankNode("b"), term("rdfs:label"), Literal("b"), HERE), "blank node"),
    (more(CLAIM, term("rdfs:seeAlso"), BlankNode("b"), HERE), "blank node"),
    (changed(CLAIM, "prov:wasDerivedFrom", NAMES.iri("article", ARTICLES[1].key)), "whose article is not the one"),
    (changed(CLAIM, "prov:wasDerivedFrom"), "a claim without an article"),
    (changed(CLAIM, "prov:wasDerivedFrom", NAMES.iri("article", "none")), "whose article is not described"),
    (changed(CLAIM, "rdf:object", NAMES.iri("actor", "nobody")), "an actor of a claim that is not described"),
    (changed(CLAIM, "geokg:place", NAMES.iri("actor", "nowhere")), "an actor of a claim that is not described"),
    (without(SUDRIA), "an actor of a claim that is not described"),
    (without(PASSAGE), "evidence or a trigger of a claim that is not described"),
    (changed(CLAIM, "geokg:about", NamedNode(BASE + "claim/none")), "something that is no claim here"),
    (changed(CLAIM, "geokg:about", CLAIM), "about itself"),
    (changed(NamedNode(BASE + LEAVING.id), "geokg:about", CLAIM), "over one or more steps, about itself"),
    (changed(CLAIM, "geokg:about", NamedNode(BASE + ATTACKS.id)), "about a claim of another article"),
    (changed(JOINING, "geokg:timeStart", xsd("2026-01-01", "date")), "ends before it starts"),
    (changed(CLAIM, "geokg:confidence", xsd("1.5", "decimal")), "confidence outside 0 to 1"),
    (changed(CLAIM, "geokg:confidence", xsd("-0.5", "decimal")), "confidence outside 0 to 1"),
    (changed(CLAIM, "rdf:predicate", NAMES.iri("relation", "tickles")), "the table of relations does not define"),
    (changed(CLAIM, "geokg:status", term("geokg:maybe")), "a status that is none of"),
    (changed(CLAIM, "geokg:speakr", NORLAND), "that the vocabulary does not define"),
    (changed(CLAIM, "geokg:trigger", TRIGGER), "in none of the evidence"),
    (changed(NamedNode(BASE + PRESIDENT.id), "rdf:subject", SUDRIA), "of a kind that its relation does not take"),
    (changed(NamedNode(BASE + PRESIDENT.id), "rdf:object", KARL), "of a kind that its relation does not take"),
    (moved(CLAIM, NAMES.article_graph(ARTICLES[1].key)), "in the graph of another article"),
    (without(CLAIM), "a passage that no claim rests on"),
)


@pytest.mark.parametrize(("quads", "message"), ORDINARY)
def test_checks_catch(quads: list[Quad], message: str) -> None:
    assert message in messages(quads, check)  # type: ignore[arg-type]


def test_every_check_has_a_fault_that_it_catches_and_a_remedy() -> None:
    for path in sorted((Path(geokg.rdf.__file__).parent / "checks").glob("*.rq")):
        message, remedy = path.read_text(encoding="utf-8").splitlines()[:2]
        assert message.startswith("# ")
        assert remedy.startswith("# Remedy: ")
        if path.stem != "quote-text":  # which has its own test
            assert any(expected in message for _, expected in ORDINARY), path.stem


def test_a_quote_is_compared_with_the_text_in_the_graph() -> None:
    article, text = NAMES.iri("article", FIRST.key), term("nif:isString")
    assert not messages(more(article, text, Literal(FIRST.text), HERE), check)  # type: ignore[arg-type]
    other = FIRST.text.replace("warned", "warmed")
    assert "differs from the text of its article" in messages(more(article, text, Literal(other), HERE), check)  # type: ignore[arg-type]


def test_a_quote_is_compared_with_the_texts_given() -> None:
    store = Store.in_memory(GOOD)
    texts = {article.key: article.text for article in ARTICLES}
    assert misquoted(store, texts) == []
    (problem, *_) = misquoted(store, texts | {FIRST.key: FIRST.text.replace("warned", "warmed")})
    assert problem.message.startswith("a quote that differs from its article, which has 'Norland warmed")
    assert misquoted(store, {"other": "text"}) == []


@pytest.mark.parametrize("kind_and_text", [
    "integer 7", "integer 0", "integer -7", "decimal 0.5", "decimal -0.5", "decimal 10", "decimal 0", "date 2024-02-29",
    "boolean true", "string \t", "double 1.0E0",
])  # fmt: skip
def test_canonical_literals_pass(kind_and_text: str) -> None:
    kind, value = kind_and_text.split(" ", 1)
    assert list(noncanonical([Quad(CLAIM, term("rdfs:label"), xsd(value, kind), HERE)])) == []


@pytest.mark.parametrize("kind_and_text", [
    "integer 07", "integer +7", "integer -0", "integer 7.0", "integer ٣", "decimal 0.50", "decimal .5", "decimal 1.0",
    "decimal -0", "decimal -0.0", "decimal 01.5", "decimal 1e3", "date 2023-02-29", "date 2024-01-01Z", "date 2024-1-1",
    "boolean 1", "string \x00", "string \ufffe",
])  # fmt: skip
def test_other_literals_are_caught(kind_and_text: str) -> None:
    kind, value = kind_and_text.split(" ", 1)
    (problem,) = noncanonical([Quad(CLAIM, term("rdfs:label"), xsd(value, kind), HERE)])
    assert problem.focus == CLAIM.value
    assert problem.remedy


def test_what_is_written_is_canonical() -> None:
    assert list(noncanonical(GOOD)) == []


def test_a_problem_names_its_claim_and_its_remedy() -> None:
    quads = changed(PASSAGE, "nif:anchorOf", Literal("Norland"))
    (problem,) = validate(Store.in_memory(quads), sample=1)
    assert problem.focus == PASSAGE.value
    assert problem.claim in {CLAIM.value, BASE + LEAVING.id}
    assert "offsets count characters" in problem.remedy
    assert problem.remedy in str(problem)
    problems = validate(Store.in_memory(changed(CLAIM, "geokg:extractor")))
    assert [(p.focus, p.claim, p.remedy) for p in problems] == [
        (CLAIM.value, CLAIM.value, "build the article again, and replace its graph as a whole")
    ]


def test_literals_as_written_are_told_with_their_claims() -> None:
    quads = changed(CLAIM, "geokg:confidence", xsd("0.830", "decimal"))
    assert not validate(Store.in_memory(quads))  # the store has mended it
    (problem,) = validate(Store.in_memory(quads), written=quads)
    assert (problem.claim, problem.value) == (CLAIM.value, str(quads[-1].object))


def test_a_sample_is_of_claims_and_the_same_each_time() -> None:
    typed = (quad for quad in GOOD if (quad.predicate, quad.object) == (term("rdf:type"), term("geokg:Claim")))
    claims = sorted(quad.subject.value for quad in typed)  # type: ignore[union-attr]
    for number in (1, len(claims)):
        found = {triple.subject for triple in around_claims(Store.in_memory(GOOD), number)}
        assert found == {triple.subject for triple in around_claims(Store.in_memory(GOOD[::-1]), number)}
        assert {NamedNode(claim) for claim in claims[:number]} <= found
    last = changed(NamedNode(claims[-1]), "geokg:extractor")
    assert not validate(Store.in_memory(last), sample=1)
    assert validate(Store.in_memory(last), sample=len(claims))


def test_a_sample_holds_all_around_its_claims() -> None:
    """So that shapes find no fault in it that the whole does not have."""
    for number in range(1, 5):
        assert validate(Store.in_memory(GOOD), sample=number) == []
    found = {triple.subject for triple in around_claims(Store.in_memory(GOOD), 100)}
    assert {NORLAND, PASSAGE, NAMES.iri("article", FIRST.key), NAMES.iri("relation", "warns")} <= found


def test_without_pyshacl_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyshacl", None)
    with pytest.raises(ConfigError, match=r"pip install \"geokg\[validate\]\""):
        validate(Store.in_memory(GOOD))
