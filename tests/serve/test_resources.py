"""What pages are told, from a store with known answers."""

from __future__ import annotations

import asyncio
import re
import string
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pyoxigraph
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Quad, RdfFormat
from rdflib.compare import isomorphic

from geokg.model import Span
from geokg.rdf.namespaces import BASE, GEOKG, VOCABULARIES, Names
from geokg.rdf.write import to_quads
from geokg.serve.documents import FORMATS, N_TRIPLES, description, write
from geokg.serve.resources import Claim, Property, Resources, Slice, Thing
from geokg.store import Store
from tests.known import ARTICLES, FIRST, KARLSEN, LEAVING, MEMBER, NORLAND, SECOND, STATEMENTS, SUDRIA, WARNS
from tests.serve.site import asker, store_of

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from pyoxigraph import Triple

NAMES = Names()
RDF = VOCABULARIES["rdf"]
UNRESERVED = {*string.ascii_letters, *string.digits, *"-._~%"}
ALL = Slice(1, 100)
STORE = store_of()
RESOURCES = Resources(asker(STORE), NAMES)
WARNING = WARNS.id.removeprefix("claim/")
#: Names that a generated one may hit by chance.
KNOWN = {"norland", "sudria", "league", "karlsen", "facts", "actors", "ontology"}
ROOMS = ("actor", "article", "claim", "family", "graph", "graph/article", "known", "relation", "run")


def told(asked: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(asked)


def sentence(claim: Claim) -> str:
    ends = [claim.subject.label, claim.relation.label, claim.object.label if claim.object else ""]
    return " ".join(filter(None, [*ends, claim.status, claim.speaker.label if claim.speaker else None]))


def document(room: str, name: str, part: Slice = ALL, store: Store = STORE) -> set[Triple]:
    this = store.names.iri(room, name)
    found = told(asker(store)(description(room, this, store.names, part), N_TRIPLES))
    return {quad.triple for quad in pyoxigraph.parse(found, RdfFormat.N_TRIPLES)}


def pairs(triples: set[Triple]) -> set[tuple[str, str]]:
    """Local names of subjects and predicates."""
    return {(one.subject.value.removeprefix(BASE), one.predicate.value.rsplit("/")[-1]) for one in triples}


def test_properties_are_those_of_the_thing_without_its_facts() -> None:
    rows: list[Property] = told(RESOURCES.properties(NAMES.iri("actor", NORLAND.id)))
    values = {row.predicate.iri.rsplit("#")[-1]: row.value for row in rows}
    assert values["prefLabel"] == "Norland"
    assert values["type"] == Thing(GEOKG + "Country", "country")
    assert values["sameAs"] == Thing("http://www.wikidata.org/entity/Q20", "Q20")
    assert not any("/relation/" in name for name in values)


def test_facts_of_both_places() -> None:
    facts = told(RESOURCES.facts(NAMES.iri("actor", NORLAND.id)))
    assert [tuple(thing.label for thing in fact) for fact in facts] == [
        ("Sudria", "attacks", "Norland"),
        ("Norland", "is a member of", "Northern League"),
        ("Ida Karlsen", "is head of state of", "Norland"),
        ("Norland", "warns", "Sudria"),
    ]


@pytest.mark.parametrize(
    ("room", "of", "expected"),
    [
        ("relation", "warns", ["Norland warns Sudria asserted", "Norland warns Sudria asserted"]),
        (
            "article",  # in the order of the text
            SECOND.key,
            [
                "Sudrian Defence Ministry denies a claim of asserted",
                "Sudria attacks Norland negated Sudrian Defence Ministry",
                "Sudria attacks Norland asserted",
                "Norland warns Sudria asserted",
                "Sudria meets Norland planned",
            ],
        ),
        ("actor", KARLSEN.id, ["Ida Karlsen is head of state of Norland asserted", "Sudria joins Northern League planned Ida Karlsen"]),
        ("claim", WARNING, ["Norland warns Sudria asserted"]),
        ("content", WARNING, ["Sudria leaves Northern League possible Norland"]),
        ("context", LEAVING.id.removeprefix("claim/"), ["Norland warns Sudria asserted"]),
        ("context", WARNING, []),
        ("actor", "nobody", []),
    ],
)  # fmt: skip
def test_claims(room: str, of: str, expected: list[str]) -> None:
    this = NAMES.iri("claim" if room in {"content", "context"} else room, of)
    assert [sentence(claim) for claim in told(RESOURCES.claims(room, this, ALL))] == expected
    assert told(RESOURCES.count(room, this)) == len(expected)


def test_the_latest_claims_stand_first_and_pages_leave_none_out() -> None:
    this = NAMES.iri("actor", NORLAND.id)
    whole: list[Claim] = told(RESOURCES.claims("actor", this, ALL))
    days = [claim.published for claim in whole]
    assert days == sorted(days, reverse=True) and len(set(days)) == 2
    pages = [told(RESOURCES.claims("actor", this, Slice(page, 3))) for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [3, 3, 2, 0]
    assert [claim for page in pages for claim in page] == whole


def test_a_claim_is_told_in_full() -> None:
    (claim,) = told(RESOURCES.claims("claim", NAMES.iri("claim", WARNING), ALL))
    assert claim == Claim(
        iri=BASE + WARNS.id,
        subject=Thing(BASE + "actor/norland", "Norland"),
        relation=Thing(BASE + "relation/warns", "warns"),
        object=Thing(BASE + "actor/sudria", "Sudria"),
        status="asserted",
        speaker=None,
        place=None,
        time="",
        start="",
        end="",
        confidence=0.83,
        article=Thing(f"{BASE}article/{FIRST.key}", "Norland warns Sudria"),
        source="The Daily Example",
        published="2024-03-01",
        quotes=(("Norland ", "warned", " Sudria against leaving the League."),),
    )


def test_repeats_and_triggers_elsewhere() -> None:
    start = FIRST.text.index("Norland is a member")
    again = replace(MEMBER, repeats=(Span(0, 7),), evidence=replace(MEMBER.evidence, trigger=Span(0, 7)))
    resources = Resources(asker(store_of([again])), NAMES)
    (claim,) = told(resources.claims("relation", NAMES.iri("relation", "memberOf"), ALL))
    assert claim.quotes == (("", "Norland", ""), (FIRST.text[start:], "", ""))


def test_the_chain_of_speakers_keeps_its_order() -> None:
    through = (KARLSEN, SUDRIA, KARLSEN, NORLAND)
    statement = replace(MEMBER, speaker=NORLAND, via=through)
    resources = Resources(asker(store_of([statement])), NAMES)
    this = NAMES.iri("claim", statement.id.removeprefix("claim/"))
    assert [one.label for one in told(resources.chain(this))] == [actor.label for actor in through]
    # Whoever passed a claim on takes part in it.
    assert told(resources.count("actor", NAMES.iri("actor", KARLSEN.id))) == 1


def test_tenures_have_their_days() -> None:
    known = f"""
        <{BASE}known/a> a <{GEOKG}KnownStatement> ; <{RDF}subject> <{BASE}actor/karlsen> ;
          <{RDF}predicate> <{BASE}relation/headOfStateOf> ; <{RDF}object> <{BASE}actor/norland> ;
          <{GEOKG}officeTitle> "queen"@en ; <{GEOKG}validFrom> "2020-01-02" .
        <{BASE}known/b> a <{GEOKG}KnownStatement> ; <{RDF}subject> <{BASE}actor/norland> ;
          <{RDF}predicate> <{BASE}relation/memberOf> ; <{RDF}object> <{BASE}actor/league> .
    """
    graph = NAMES.graph("actors")
    quads = [Quad(*quad.triple, graph) for quad in pyoxigraph.parse(known, RdfFormat.TURTLE)]
    store = Store.in_memory([*to_quads(ARTICLES, STATEMENTS), *quads])
    this = NAMES.iri("actor", NORLAND.id)
    rows = told(Resources(asker(store), NAMES).tenures(this))
    assert [(row.fact.subject.label, row.fact.object.label, row.title, row.start, row.end) for row in rows] == [
        ("Ida Karlsen", "Norland", "queen", "2020-01-02", ""),
        ("Norland", "Northern League", "", "", ""),
    ]
    # Nor do they count as claims, in rows or in RDF.
    assert told(Resources(asker(store), NAMES).count("actor", this)) == 8
    assert ("known/a", "ontology#validFrom") in pairs(document("actor", NORLAND.id, store=store))


def test_sizes_and_families() -> None:
    assert told(RESOURCES.size(NAMES.graph("facts"))) == 4
    assert told(RESOURCES.size(NAMES.graph("nothing"))) == 0
    labels = [thing.label for thing in told(RESOURCES.narrower(NAMES.iri("family", "THREATEN")))]
    assert "warns" in labels and labels == sorted(labels)


@pytest.mark.parametrize(
    ("room", "name", "expected"),
    [
        ("actor", "norland", {("actor/norland", "core#prefLabel"), ("actor/karlsen", "headOfStateOf"), (WARNS.id, "22-rdf-syntax-ns#subject")}),
        ("claim", WARNING, {(WARNS.id, "ontology#about"), (f"article/{FIRST.key}#char=8,14", "nif-core#anchorOf"), ("actor/sudria", "core#prefLabel")}),
        ("claim", LEAVING.id.removeprefix("claim/"), {(WARNS.id, "ontology#about"), (LEAVING.id, "ontology#speaker")}),
        ("article", FIRST.key, {(f"article/{FIRST.key}#char=8,14", "nif-core#anchorOf"), (WARNS.id, "ontology#status")}),
        ("graph/article", FIRST.key, {(f"article/{FIRST.key}", "headline"), (WARNS.id, "ontology#status")}),
        ("graph", "facts", {("actor/norland", "warns")}),
        ("relation", "warns", {("relation/warns", "core#definition"), (WARNS.id, "22-rdf-syntax-ns#predicate")}),
        ("family", "THREATEN", {("family/THREATEN", "core#prefLabel"), ("relation/warns", "core#broader")}),
    ],
)  # fmt: skip
def test_documents_hold(room: str, name: str, expected: set[tuple[str, str]]) -> None:
    assert expected <= pairs(document(room, name))


def test_documents_tell_nothing_that_the_store_does_not() -> None:
    stored = {quad.triple for quad in STORE}
    for room, name in (("actor", "norland"), ("claim", WARNING), ("article", FIRST.key), ("relation", "warns")):
        assert document(room, name) <= stored


def test_documents_come_in_pages_that_lead_on() -> None:
    whole = document("actor", "norland")
    parts = [document("actor", "norland", Slice(page, 3)) for page in (1, 2, 3)]
    next_pages = [[one.object.value for one in part if one.predicate.value.endswith("seeAlso")] for part in parts]
    assert next_pages == [[f"{BASE}actor/norland?page=2"], [f"{BASE}actor/norland?page=3"], []]
    assert {one for part in parts for one in part if not one.predicate.value.endswith("seeAlso")} == whole


@pytest.mark.parametrize("media", FORMATS.values())
def test_a_document_is_the_same_graph_in_every_format(media: str) -> None:
    this = NAMES.iri("claim", WARNING)
    found = told(asker(STORE)(description("claim", this, NAMES, ALL), N_TRIPLES))
    expected = rdflib.Graph().parse(data=found, format="nt")
    written = write(found, media, this, NAMES)
    assert isomorphic(rdflib.Graph().parse(data=written, format=media), expected)
    assert write(b"".join(sorted(found.splitlines(keepends=True))), media, this, NAMES) == written


HOSTILE = ["x> ?p ?o } #", "a>; DROP ALL", '"', "\\u003E", "%3E", "\n", "..", "{}", "a b", "\ud800", "é", "?x", "*/"]


@given(st.sampled_from(ROOMS), st.text(min_size=1, max_size=20) | st.sampled_from(HOSTILE))
def test_no_name_can_add_to_a_query(room: str, name: str) -> None:
    this = NAMES.iri(room, name)
    assert set(this.value.removeprefix(f"{BASE}{room}/")) <= UNRESERVED
    text = description(room, this, NAMES, Slice(7, 3))
    assert without_iris(text) == without_iris(description(room, NAMES.iri(room, "x"), NAMES, Slice(7, 3)))
    is_known = name in KNOWN
    assert bool(told(asker(STORE)(text, N_TRIPLES)).strip()) <= is_known
    assert bool(told(RESOURCES.properties(this))) <= is_known


def without_iris(query: str) -> str:
    return re.sub(r"<[^<>\s]*>", "<>", query)
