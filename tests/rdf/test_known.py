from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from geokg.gazetteer import Gazetteer, load_gazetteer
from geokg.gazetteer.files import Tenure
from geokg.gazetteer.periods import read_period
from geokg.model import Actor, Kind
from geokg.rdf.export import readable
from geokg.rdf.known import known_actor_pairs, known_quads, near
from geokg.rdf.namespaces import Names, term
from geokg.rdf.validate import check, validate
from geokg.rdf.write import ontology_quads, to_quads
from geokg.store import Store
from tests.known import ARTICLES, STATEMENTS

NAMES = Names()


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.fixture(scope="module")
def small(gazetteer: Gazetteer) -> Gazetteer:
    """The country of the known graph, its president and what it is a member of; and a country that it has no part in."""
    rows = {
        "norland": {
            "id": "norland", "label": "Norland", "kind": "Country", "iso3": "NOR", "wikidata": "Q20", "cow": "385",
            "latitude": "61.5", "longitude": "8", "aliases": "Kingdom of Norland|Nor?", "demonyms": "Norlanders",
            "start": "1905-06-07",
        },
        "jo": {"id": "jo", "label": "Jo Smith", "kind": "Person", "gender": "female"},
        "pact": {"id": "pact", "label": "The Pact", "kind": "IntergovernmentalOrganization"},
        "far": {"id": "far", "label": "Farland", "kind": "Country"},
    }  # fmt: skip
    actors = {
        key: Actor(key, row["label"], Kind(row["kind"]), row.get("iso3"), None, row.get("wikidata"))
        for key, row in rows.items()
    }
    tenures = (
        Tenure("jo", "headOfStateOf", "norland", "president", read_period("2001-02", "?")),
        Tenure("norland", "memberOf", "pact", period=read_period("1999-03-04", "")),
        Tenure("far", "memberOf", "pact", period=read_period("", "")),
    )
    return replace(gazetteer, actors=actors, rows=rows, tenures=tenures)


def triples(quads: list[Quad], subject: NamedNode) -> set[tuple[str, str]]:
    found = {
        (q.predicate.value.replace("#", "/").rsplit("/", 1)[-1], q.object.value) for q in quads if q.subject == subject
    }
    return {(name, value.removeprefix(NAMES.base)) for name, value in found}


def test_what_is_known_of_an_actor(small: Gazetteer) -> None:
    pairs = [(name, node.value) for name, node in known_actor_pairs(small, "norland")]
    assert pairs == [
        ("rdf:type", term("geokg:Country").value),
        ("skos:prefLabel", "Norland"),
        ("skos:altLabel", "Kingdom of Norland"),
        ("skos:altLabel", "Nor"),
        ("geokg:demonym", "Norlanders"),
        ("geokg:ambiguousName", "Nor"),
        ("geokg:iso3", "NOR"),
        ("owl:sameAs", "http://www.wikidata.org/entity/Q20"),
        ("geokg:cow", "385"),
        ("geo:lat", "61.5"),
        ("geo:long", "8"),
        ("geokg:validFrom", "1905-06-07"),
    ]


def test_an_office_has_its_days_as_far_as_they_are_known(small: Gazetteer) -> None:
    quads = list(near({"norland"}, small, NAMES))
    (office,) = {q.subject for q in quads if q.object == NAMES.iri("relation", "headOfStateOf")}
    assert triples(quads, office) == {
        ("type", "ontology#KnownStatement"),
        ("subject", "actor/jo"),
        ("predicate", "relation/headOfStateOf"),
        ("object", "actor/norland"),
        ("officeTitle", "president"),
        ("validFrom", "2001-02-01"),
        ("validFromText", "2001-02"),
        ("validUntilText", "?"),
        ("source", "gazetteer"),
    }


def test_only_what_the_actors_have_a_part_in_is_near_them(small: Gazetteer) -> None:
    subjects = {q.subject.value for q in near({"norland"}, small, NAMES)}
    assert {NAMES.iri("actor", name).value for name in ("jo", "pact")} <= subjects
    assert not {NAMES.iri("actor", name).value for name in ("norland", "far")} & subjects


def test_a_graph_holds_what_is_known_of_those_who_act_in_it(small: Gazetteer) -> None:
    store = Store.in_memory(to_quads(ARTICLES, STATEMENTS, known=small))
    assert validate(store) == []
    actors = set(store.triples(NAMES.graph("actors")))
    assert any(
        t.predicate == term("geokg:officeTitle") and t.object == Literal("president", language="en") for t in actors
    )
    assert any(t.subject == NAMES.iri("actor", "norland") and t.predicate == term("geo:lat") for t in actors)


def test_what_is_known_beforehand_is_no_fact_and_not_in_the_readable_file(small: Gazetteer) -> None:
    store = Store.in_memory(to_quads(ARTICLES, STATEMENTS, known=small))
    plain = Store.in_memory(to_quads(ARTICLES, STATEMENTS))
    facts = NAMES.graph("facts")
    assert set(store.triples(facts)) == set(plain.triples(facts))
    assert "Jo Smith" not in readable(store)
    assert "Norlanders" in readable(store)


def test_the_whole_gazetteer_is_sound_rdf(gazetteer: Gazetteer) -> None:
    """Each triple once and canonical; the shapes are checked by ``geokg actors --check``, which CI runs."""
    quads = list(known_quads(gazetteer, NAMES))
    assert len(quads) == len(set(quads))
    assert check(Store.in_memory([*ontology_quads(NAMES), *quads])) == []
    assert {q.subject for q in quads if q.predicate == term("rdf:type")} == {q.subject for q in quads}
