"""The vocabulary: every term that is used is defined, and every definition says what it means."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import owlrl
import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from geokg.data import data_path
from geokg.gazetteer import load_gazetteer
from geokg.model import Kind, Status
from geokg.rdf.known import known_quads
from geokg.rdf.namespaces import BASE, GEOKG, VOCABULARIES, Names, term
from geokg.rdf.write import to_quads
from tests.known import ARTICLES, STATEMENTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad

ONTOLOGY = [quad.triple for quad in parse(path=str(data_path("ontology/geokg.ttl")), format=RdfFormat.TURTLE)]
TERMS = sorted({t.subject.value for t in ONTOLOGY if isinstance(t.subject, NamedNode) and GEOKG in t.subject.value})


def vocabulary(quads: Iterable[Quad]) -> set[str]:
    """The geokg: terms of quads."""
    nodes = {node for quad in quads for node in quad}
    return {node.value for node in nodes if isinstance(node, NamedNode) and GEOKG in node.value}


def used(name: str) -> set[str]:
    """The geokg: terms of a file of the ontology folder."""
    return vocabulary(parse(path=str(data_path(name)), format=RdfFormat.TURTLE))


def test_every_term_that_is_written_is_defined() -> None:
    assert vocabulary(to_quads(ARTICLES, STATEMENTS, run={"a": "b"})) <= set(TERMS)


def test_every_term_of_known_actors_is_defined() -> None:
    assert vocabulary(known_quads(load_gazetteer(), Names())) <= set(TERMS)


def test_terms_of_other_vocabularies_are_declared() -> None:
    """All but those that OWL itself defines or reserves."""
    written = [*to_quads(ARTICLES, STATEMENTS), *known_quads(load_gazetteer(), Names())]
    predicates = {quad.predicate.value for quad in written}
    foreign = {
        iri for iri in predicates if not iri.startswith((BASE, *(VOCABULARIES[p] for p in ("rdf", "rdfs", "owl"))))
    }
    declared = {
        t.subject.value for t in ONTOLOGY if t.predicate == term("rdf:type") and isinstance(t.subject, NamedNode)
    }
    assert foreign - declared == set()


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
@pytest.mark.parametrize("predicate", ["rdfs:label", "rdfs:comment", "skos:example", "rdf:type"])
def test_every_term_has_label_comment_example_and_type(iri: str, predicate: str) -> None:
    assert [t for t in ONTOLOGY if t.subject == NamedNode(iri) and t.predicate == term(predicate)]


def test_there_is_no_blank_node() -> None:
    assert not [t for t in ONTOLOGY if isinstance(t.subject, BlankNode) or isinstance(t.object, BlankNode)]


def test_no_term_means_what_another_means() -> None:
    said = [t.object for t in ONTOLOGY if t.predicate == term("rdfs:comment") and str(t.subject)[1:-1] in TERMS]
    assert len(said) == len(set(said)) == len(TERMS)


def test_the_head_says_what_tools_ask_for() -> None:
    head = {t.predicate.value: t.object for t in ONTOLOGY if t.subject == NamedNode(GEOKG.removesuffix("#"))}
    for name in ("title", "description", "creator", "license", "created", "modified"):
        assert VOCABULARIES["dcterms"] + name in head
    version = head[VOCABULARIES["owl"] + "versionInfo"].value  # type: ignore[union-attr]
    assert head[VOCABULARIES["owl"] + "versionIRI"] == NamedNode(f"{BASE}ontology/{version}")
    assert head["http://purl.org/vocab/vann/preferredNamespaceUri"] == Literal(GEOKG)
    created, modified = (
        date.fromisoformat(head[VOCABULARIES["dcterms"] + name].value) for name in ("created", "modified")
    )  # type: ignore[union-attr]
    assert created <= modified


# Reasoners. What is wrong in each of these datasets follows from the vocabulary alone.

WRONG = {
    "a person is no country": "<urn:a> a geokg:Person, geokg:Country .",
    "a claim is no actor": "<urn:a> a geokg:Claim ; geokg:status geokg:asserted . <urn:b> geokg:speaker <urn:a> .",
    "a claim has one status": "<urn:a> geokg:status geokg:asserted, geokg:planned .",
}
RIGHT = "<urn:a> a geokg:Claim ; geokg:status geokg:asserted ; geokg:speaker <urn:b> . <urn:b> a geokg:Person ; relation:warns <urn:c> ."


def with_data(data: str) -> str:
    """Vocabulary, relations and some data as one Turtle file."""
    files = (data_path(f"ontology/{name}.ttl").read_text(encoding="utf-8") for name in ("geokg", "relations"))
    return "".join(files) + data


def rl_faults(data: str) -> int:
    """How many rules of OWL 2 RL say that the data contradict the vocabulary."""
    graph = rdflib.Graph().parse(data=with_data(data), format="turtle")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return len(set(graph.subjects(None, rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage"))))


def consistent(data: str, folder: Path) -> bool:
    """What HermiT says; skips where it cannot be run."""
    found = importlib.util.find_spec("owlready2")
    if not shutil.which("java") or found is None or found.origin is None:
        pytest.skip("HermiT needs Java and the package owlready2, which ships it")
    file, jar = folder / "ontology.ttl", Path(found.origin).parent / "hermit" / "HermiT.jar"
    file.write_text(with_data(data), encoding="utf-8")
    command = ["java", "-cp", str(jar), "org.semanticweb.HermiT.cli.CommandLine", "-k", file.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0 or "InconsistentOntologyException" in done.stderr, done.stderr
    return done.returncode == 0


def test_owl_rl_finds_no_contradiction() -> None:
    assert rl_faults(RIGHT) == 0


@pytest.mark.parametrize("data", WRONG.values(), ids=WRONG.keys())
def test_owl_rl_finds_contradictions_in_wrong_data(data: str) -> None:
    assert rl_faults(data) > 0


def test_hermit_finds_the_vocabulary_consistent(tmp_path: Path) -> None:
    assert consistent(RIGHT, tmp_path)


@pytest.mark.parametrize("data", WRONG.values(), ids=WRONG.keys())
def test_hermit_finds_wrong_data_inconsistent(data: str, tmp_path: Path) -> None:
    assert not consistent(data, tmp_path)
