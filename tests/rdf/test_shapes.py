"""The shapes speak of all that is written, and of nothing else."""

from __future__ import annotations

import pyshacl
import pytest
import rdflib
from pyoxigraph import NamedNode, Quad
from rdflib import RDF, RDFS, SH

from geokg.data import data_path, local_name
from geokg.gazetteer import load_gazetteer
from geokg.model import Kind
from geokg.rdf.known import known_quads
from geokg.rdf.namespaces import Names, term
from geokg.rdf.write import to_quads
from tests.known import ARTICLES, STATEMENTS

SHAPES = rdflib.Graph().parse(data_path("ontology/shapes.ttl"))
NODES = sorted(SHAPES.subjects(RDF.type, SH.NodeShape))


def predicates(shape: rdflib.term.Node) -> set[str]:
    """Every predicate that the paths of a shape name."""
    below = [part for path in SHAPES.objects(shape, SH.property) for part in SHAPES.transitive_objects(path, None)]
    return {str(node) for node in below if isinstance(node, rdflib.URIRef)}


@pytest.mark.parametrize("shape", NODES, ids=lambda node: node.rsplit("#")[-1])
def test_a_shape_says_how_faults_are_mended_and_what_each_is(shape: rdflib.term.Node) -> None:
    assert SHAPES.value(shape, RDFS.comment)
    for part in SHAPES.objects(shape, SH.property):
        assert SHAPES.value(part, SH.path)
        assert SHAPES.value(part, SH.message)


def shape_of(kind: str) -> str:
    """The shape that things of a type fit."""
    return "Actor" if kind in set(Kind) else "Run" if kind == "Activity" else kind


def test_every_property_that_is_written_has_a_shape() -> None:
    quads = [*to_quads(ARTICLES, STATEMENTS, run={"a": "b"}), *known_quads(load_gazetteer(), Names())]
    shaped = {local_name(node).removesuffix("Shape"): predicates(node) for node in NODES}
    kinds = [(quad.subject, shape_of(local_name(quad.object.value))) for quad in quads if is_type(quad)]
    told: dict[str, set[str]] = {shape: {term("rdf:type").value} for shape in shaped}
    of = {subject: shape for subject, shape in kinds if shape in shaped}
    for quad in quads:
        if quad.subject in of and "/relation/" not in quad.predicate.value:
            told[of[quad.subject]].add(quad.predicate.value)
    told["Status"] = set()  # the vocabulary itself describes them
    assert {shape: found - shaped[shape] - {term("rdf:type").value} for shape, found in told.items()} == {
        shape: set() for shape in shaped
    }


def is_type(quad: Quad) -> bool:
    return quad.predicate == term("rdf:type") and isinstance(quad.object, NamedNode)


def test_the_shapes_are_shacl() -> None:
    """pyshacl holds the shapes to the shapes of SHACL itself."""
    conforms, _, text = pyshacl.validate(rdflib.Graph(), shacl_graph=SHAPES, meta_shacl=True)
    assert conforms, text
