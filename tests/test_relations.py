from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geokg.errors import DataError
from geokg.model import FAMILIES, STATES
from geokg.relations import load_relations

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """@prefix family: <https://w3id.org/geokg/family/> . @prefix relation: <https://w3id.org/geokg/relation/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix geokg: <https://w3id.org/geokg/ontology#> .
@prefix schema: <https://schema.org/> .
"""


def test_every_family_has_relations_and_events_have_codes() -> None:
    table = load_relations()
    assert {relation.family for relation in table.values()} == {*FAMILIES, *STATES}
    assert len(table) >= 120
    for relation in table.values():
        assert relation.definition and relation.label, relation.id
        assert relation.is_state or relation.cameo, relation.id


def test_what_starts_and_ends_is_a_state() -> None:
    table = load_relations()
    changes = [(r.id, other) for r in table.values() for other in (r.starts, r.ends) if other]
    assert ("joins", "memberOf") in changes
    assert all(table[other].is_state for _, other in changes)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("relation:a a skos:Concept", "cannot be read as Turtle"),
        ('relation:a a skos:Concept ; skos:broader family:AGREE .', "prefLabel"),
        ('relation:a a skos:Concept ; skos:prefLabel "a" .', "broader"),
        ('relation:a a skos:Concept ; skos:prefLabel "a" ; skos:broader family:DANCE .', "neither a PLOVER type"),
        ('relation:a a skos:Concept ; skos:prefLabel "a" ; skos:broader relation:a .', "chain"),
        ('relation:a a skos:Concept ; skos:prefLabel "a" ; skos:broader family:AGREE ; geokg:starts relation:b .', "not defined"),
        ('relation:a a skos:Concept ; skos:prefLabel "a" ; skos:broader family:AGREE ; schema:rangeIncludes geokg:Cat .', "Cat"),
    ],
)  # fmt: skip
def test_a_wrong_table_stops_with_file_and_reason(tmp_path: Path, body: str, message: str) -> None:
    path = tmp_path / "relations.ttl"
    path.write_text(HEAD + body, encoding="utf-8")
    with pytest.raises(DataError, match=message) as error:
        load_relations(path)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)
