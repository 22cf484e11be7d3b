"""The concept schemes keep the rules of SKOS, and relations are as good as properties as they are as concepts."""

from __future__ import annotations

from collections import Counter

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from geokg.data import data_path
from geokg.rdf.namespaces import BASE, term
from geokg.relations import load_relations

TRIPLES: list[Triple] = [
    quad.triple
    for name in ("geokg", "relations")
    for quad in parse(path=str(data_path(f"ontology/{name}.ttl")), format=RdfFormat.TURTLE)
]
SCHEMES = sorted({t.subject for t in TRIPLES if t.object == term("skos:ConceptScheme")}, key=str)
CONCEPTS = sorted(
    {t.subject for t in TRIPLES if t.object == term("skos:Concept") and t.predicate == term("rdf:type")}, key=str
)
RELATIONS = [NamedNode(f"{BASE}relation/{name}") for name in load_relations()]


def values(subject: object, predicate: str) -> list[object]:
    return [t.object for t in TRIPLES if t.subject == subject and t.predicate == term(predicate)]


def test_there_are_two_schemes_and_all_relations_are_concepts() -> None:
    assert [scheme.value for scheme in SCHEMES] == [BASE + "ontology#statuses", BASE + "relations"]  # type: ignore[union-attr]
    assert set(RELATIONS) <= set(CONCEPTS)


def test_every_concept_has_one_label_in_each_language() -> None:
    languages = Counter(
        (concept, label.language)
        for concept in CONCEPTS
        for label in values(concept, "skos:prefLabel")
        if isinstance(label, Literal)
    )
    assert {concept for concept, _ in languages} == set(CONCEPTS)
    assert set(languages.values()) == {1}


def test_no_two_concepts_of_a_scheme_have_the_same_label() -> None:
    said = Counter(
        (scheme, label)
        for concept in CONCEPTS
        for scheme in values(concept, "skos:inScheme")
        for label in values(concept, "skos:prefLabel")
    )
    assert [label for label, count in said.items() if count > 1] == []


def test_every_concept_is_in_one_scheme() -> None:
    assert {
        concept: values(concept, "skos:inScheme") for concept in CONCEPTS if len(values(concept, "skos:inScheme")) != 1
    } == {}
    assert {scheme for concept in CONCEPTS for scheme in values(concept, "skos:inScheme")} == set(SCHEMES)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_top_concepts_are_told_from_both_sides_and_have_nothing_above(scheme: NamedNode) -> None:
    top = set(values(scheme, "skos:hasTopConcept"))
    assert top == {concept for concept in CONCEPTS if scheme in values(concept, "skos:topConceptOf")} != set()
    own = {concept for concept in CONCEPTS if scheme in values(concept, "skos:inScheme")}
    assert top == {concept for concept in own if not values(concept, "skos:broader")}


def test_the_hierarchy_stays_in_its_scheme_and_has_no_cycle() -> None:
    for concept in CONCEPTS:
        seen: list[object] = [concept]
        while above := values(seen[-1], "skos:broader"):
            assert above[0] not in seen
            assert values(above[0], "skos:inScheme") == values(concept, "skos:inScheme")
            seen.append(above[0])


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda node: node.value.rsplit("/")[-1])
def test_a_relation_is_concept_and_property_alike(relation: NamedNode) -> None:
    kinds = {"skos:Concept", "rdf:Property", "owl:ObjectProperty", "geokg:Relation"}
    found = set(values(relation, "rdf:type")) - {term("owl:SymmetricProperty")}
    assert found == {term(kind) for kind in kinds}
    assert values(relation, "skos:definition")
