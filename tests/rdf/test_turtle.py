from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from geokg.rdf.namespaces import VOCABULARIES
from geokg.rdf.turtle import turtle

EX = "http://example.org/"
PREFIXES = VOCABULARIES | {"ex": EX, "exa": EX + "a/"}
A, B, P = NamedNode(EX + "a/1"), NamedNode(EX + "b"), NamedNode(EX + "p")
TYPE = NamedNode(VOCABULARIES["rdf"] + "type")


def test_it_is_grouped_sorted_and_declares_only_what_it_uses() -> None:
    triples = [Triple(B, P, A), Triple(A, P, B), Triple(A, P, A), Triple(A, TYPE, P)]
    assert turtle({"Things": triples}, PREFIXES) == (
        "@prefix ex: <http://example.org/> .\n@prefix exa: <http://example.org/a/> .\n"
        "\n\n# Things\n\nexa:1 a ex:p ;\n    ex:p exa:1, ex:b .\n\nex:b ex:p exa:1 .\n"
    )


@pytest.mark.parametrize("local", ["a b", "a#b=1", "é", "a.", "-a", "a/b", "", "a,b", "x(1)", "a%20b", "_x-1"])
def test_local_names_survive(local: str) -> None:
    from urllib.parse import quote

    node = NamedNode(EX + quote(local, safe="#=/,()%"))
    back = list(parse(turtle({"": [Triple(node, P, node)]}, PREFIXES), format=RdfFormat.TURTLE))
    assert [quad.triple for quad in back] == [Triple(node, P, node)]


@given(st.text(), st.sampled_from([None, "en", "de-ch"]))
def test_texts_survive(text: str, language: str | None) -> None:
    triple = Triple(A, P, Literal(text, language=language))
    back = list(parse(turtle({"": [triple]}, PREFIXES), format=RdfFormat.TURTLE))
    assert [quad.triple for quad in back] == [triple]


@pytest.mark.parametrize("kind", ["integer", "decimal", "date", "anyURI"])
def test_typed_literals_survive(kind: str) -> None:
    triple = Triple(A, P, Literal("1", datatype=NamedNode(VOCABULARIES["xsd"] + kind)))
    text = turtle({"": [triple]}, PREFIXES)
    assert f'"1"^^xsd:{kind}' in text
    assert [quad.triple for quad in parse(text, format=RdfFormat.TURTLE)] == [triple]
