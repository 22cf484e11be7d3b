"""The context says of each property what the vocabulary says."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, parse

from geokg.data import data_path
from geokg.rdf.jsonld import load_context
from geokg.rdf.namespaces import GEOKG, VOCABULARIES, Names, term

CONTEXT = load_context()
QUADS = list(parse(path=str(data_path("ontology/geokg.ttl")), format=RdfFormat.TURTLE))
PROPERTIES = {
    quad.subject.value.removeprefix(GEOKG): quad.object == term("owl:ObjectProperty")  # type: ignore[union-attr]
    for quad in QUADS
    if GEOKG in str(quad.subject) and quad.object in (term("owl:ObjectProperty"), term("owl:DatatypeProperty"))
}


@pytest.mark.parametrize("name", PROPERTIES)
def test_every_property_is_in_it_and_points_to_nodes_or_not(name: str) -> None:
    assert CONTEXT[name]["@id"] == f"geokg:{name}"
    assert (CONTEXT[name].get("@type") in ("@id", "@vocab")) is PROPERTIES[name]


def test_prefixes_are_those_of_the_graph_and_no_term_hides_a_room() -> None:
    assert VOCABULARIES.items() <= CONTEXT.items()
    assert not (set(Names().prefixes) - set(VOCABULARIES)) & set(CONTEXT)
