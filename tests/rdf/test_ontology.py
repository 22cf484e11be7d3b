"""The vocabulary: every term that is used is defined, and every definition says what it means."""

from __future__ import annotations

import pytest
from pyoxigraph import BlankNode, NamedNode, RdfFormat, parse

from geokg.data import data_path
from geokg.model import Kind, Status
from geokg.rdf.namespaces import GEOKG, term
from geokg.rdf.write import to_quads
from tests.known import ARTICLES, STATEMENTS

ONTOLOGY = [quad.triple for quad in parse(path=str(data_path("ontology/geokg.ttl")), format=RdfFormat.TURTLE)]
TERMS = sorted({t.subject.value for t in ONTOLOGY if isinstance(t.subject, NamedNode) and GEOKG in t.subject.value})


def used(name: str) -> set[str]:
    """The geokg: terms of a file of the ontology folder."""
    quads = parse(path=str(data_path(name)), format=RdfFormat.TURTLE)
    return {node.value for quad in quads for node in quad if isinstance(node, NamedNode) and GEOKG in node.value}


def test_every_term_that_is_written_is_defined() -> None:
    nodes = {node for quad in to_quads(ARTICLES, STATEMENTS, run={"a": "b"}) for node in quad}
    assert {node.value for node in nodes if isinstance(node, NamedNode) and GEOKG in node.value} <= set(TERMS)


def test_every_term_of_the_relation_table_is_defined() -> None:
    assert used("ontology/relations.ttl") <= set(TERMS)


def test_shapes_speak_of_defined_terms() -> None:
    assert {iri for iri in used("ontology/shapes.ttl") if not iri.endswith("Shape")} <= set(TERMS)


@pytest.mark.parametrize("name", [*Kind, *Status])
def test_every_kind_and_status_is_defined(name: str) -> None:
    assert GEOKG + name in TERMS


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_is_an_actor(kind: Kind) -> None:
    above = {t.subject: t.object for t in ONTOLOGY if t.predicate == term("rdfs:subClassOf") and GEOKG in str(t.object)}
    node: object = term(f"geokg:{kind}")
    while node != term("geokg:Actor"):
        node = above[node]


@pytest.mark.parametrize("iri", TERMS)
@pytest.mark.parametrize("predicate", ["rdfs:label", "rdfs:comment", "rdf:type"])
def test_every_term_has_label_comment_and_type(iri: str, predicate: str) -> None:
    assert [t for t in ONTOLOGY if t.subject == NamedNode(iri) and t.predicate == term(predicate)]


def test_there_is_no_blank_node() -> None:
    assert not [t for t in ONTOLOGY if isinstance(t.subject, BlankNode) or isinstance(t.object, BlankNode)]
