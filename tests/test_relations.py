from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from geokg.data import data_path
from geokg.errors import DataError
from geokg.model import FAMILIES, STATES, Kind, Relation
from geokg.rdf.namespaces import term
from geokg.relations import load_relations

TABLE = load_relations()
#: Events stand among the states as well: those that begin or end one.
EVENTS = [relation for relation in TABLE.values() if not relation.is_state or relation.starts or relation.ends]
STANDING = [relation for relation in TABLE.values() if relation not in EVENTS]
PAIRS = [(relation, other) for relation in TABLE.values() for other in (relation.starts, relation.ends) if other]

#: CAMEO codes what political actors do to each other: neither how somebody comes to an office and loses it by the
#: decision of others, nor what is done by stealth.
WITHOUT_CODE = {"appoints", "elects", "dismisses", "takesOffice", "spiesOn", "interferesIn"}

FRIENDLY = {"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "ALLIED_WITH"}
HOSTILE = {*FAMILIES, "HOSTILE_TO"} - FRIENDLY - {"REQUEST"}
NEUTRAL = {"HOLDS_OFFICE", "LOCATED_IN", "PART_OF"}

#: The codes in use with their values on the scale of Goldstein (1992), as published for CAMEO.
SCALE = {
    "016": -2.0, "018": 3.4, "020": 3.0, "023": 3.4, "026": 4.0, "030": 4.0, "033": 5.2, "034": 7.0, "035": 7.0,
    "0356": 7.0, "036": 4.0, "039": 5.0, "040": 1.0, "041": 1.0, "042": 1.9, "043": 2.8, "045": 5.0, "046": 7.0,
    "050": 3.5, "051": 3.4, "052": 3.5, "054": 6.0, "055": 7.0, "056": 7.0, "057": 8.0, "060": 6.0, "061": 6.4,
    "062": 7.4, "063": 7.4, "064": 7.0, "070": 7.0, "071": 7.4, "072": 8.3, "073": 7.4, "074": 8.5, "075": 7.0,
    "080": 5.0, "081": 5.0, "082": 5.0, "0831": 5.0, "0833": 5.0, "084": 7.0, "0841": 7.0, "085": 7.0, "086": 9.0,
    "0863": 9.0, "087": 9.0, "0871": 9.0, "0873": 9.0, "0874": 10.0, "090": -2.0, "100": -5.0, "104": -5.0,
    "1056": -5.0, "111": -2.0, "112": -2.0, "113": -2.0, "114": -2.0, "115": -2.0, "116": -2.0, "120": -4.0,
    "122": -4.0, "127": -5.0, "128": -5.0, "129": -5.0, "130": -4.4, "131": -5.8, "138": -7.0, "139": -7.0,
    "140": -6.5, "141": -6.5, "143": -6.5, "144": -7.5, "145": -7.5, "150": -7.2, "152": -7.2, "154": -7.2,
    "160": -4.0, "161": -4.0, "162": -5.6, "163": -8.0, "164": -7.0, "166": -7.0, "170": -7.0, "1711": -9.2,
    "1712": -9.2, "172": -5.0, "173": -5.0, "174": -5.0, "175": -9.0, "181": -9.0, "182": -9.5, "1822": -9.0,
    "1823": -10.0, "186": -10.0, "190": -10.0, "191": -9.5, "192": -9.5, "194": -10.0, "195": -10.0, "196": -9.5,
    "202": -10.0, "204": -10.0,
}  # fmt: skip
#: A code of CAMEO that is younger than the scale.
UNSCALED = {"176"}

HEAD = """@prefix family: <https://w3id.org/geokg/family/> . @prefix relation: <https://w3id.org/geokg/relation/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix geokg: <https://w3id.org/geokg/ontology#> .
@prefix schema: <https://schema.org/> .
"""


def name(relation: Relation) -> str:
    return relation.id


def test_every_family_has_relations() -> None:
    counts = Counter(relation.family for relation in TABLE.values())
    assert counts.keys() == {*FAMILIES, *STATES}
    assert min(counts[family] for family in FAMILIES) >= 4
    assert len(TABLE) >= 177


def test_the_page_tells_how_many_relations_a_family_has() -> None:
    page = (Path(__file__).parents[1] / "docs" / "relations.md").read_text(encoding="utf-8")
    counts = Counter(relation.family for relation in TABLE.values())
    assert [family for family in counts if f"| {family} | {counts[family]} |" not in page] == []


@pytest.mark.parametrize("field", ["label", "definition"])
def test_no_two_relations_say_the_same(field: str) -> None:
    said = Counter(getattr(relation, field) for relation in TABLE.values())
    assert said[""] == 0
    assert max(said.values()) == 1, said.most_common(1)


def test_events_have_codes_and_states_have_none() -> None:
    assert {relation.id for relation in EVENTS if not relation.cameo} == WITHOUT_CODE
    assert [relation.id for relation in STANDING if relation.cameo] == []


@pytest.mark.parametrize("relation", TABLE.values(), ids=name)
def test_an_intensity_is_that_of_the_code_and_fits_the_family(relation: Relation) -> None:
    if relation.cameo and relation.cameo not in UNSCALED:
        assert relation.intensity == SCALE[relation.cameo]
    assert -10 <= relation.intensity <= 10
    if relation.family in FRIENDLY:
        assert relation.intensity > 0
    if relation.family in HOSTILE:
        assert relation.intensity < 0
    if relation.family in NEUTRAL:
        assert relation.intensity == 0


def test_intensities_are_decimals() -> None:
    quads = parse(path=str(data_path("ontology/relations.ttl")), format=RdfFormat.TURTLE)
    kinds = [quad.object.datatype for quad in quads if quad.predicate == term("geokg:intensity")]  # type: ignore[union-attr]
    assert (len(kinds), set(kinds)) == (len(TABLE), {term("xsd:decimal")})


@pytest.mark.parametrize("relation", [r for r in TABLE.values() if r.symmetric], ids=name)
def test_both_ends_of_a_symmetric_relation_are_of_the_same_kinds(relation: Relation) -> None:
    assert set(relation.domain) == set(relation.range)


@pytest.mark.parametrize("relation", [r for r in TABLE.values() if r.is_state], ids=name)
def test_a_state_says_of_whom_it_can_be(relation: Relation) -> None:
    assert relation.domain and relation.range
    if relation.family == "HOLDS_OFFICE":
        assert relation.domain == (Kind.PERSON,)
        assert Kind.PERSON not in relation.range


def test_what_starts_and_ends_is_a_state() -> None:
    assert {
        ("joins", "memberOf"),
        ("admits", "memberOf"),
        ("withdrawsFrom", "troopsIn"),
        ("resigns", "holdsOffice"),
    } <= {(relation.id, other) for relation, other in PAIRS}
    assert [relation.id for relation, other in PAIRS if TABLE[other] not in STANDING] == []


def test_what_can_start_can_end() -> None:
    assert {r.starts for r in EVENTS if r.starts} <= {r.ends for r in EVENTS if r.ends}


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("relation:a a skos:Concept", "cannot be read as Turtle"),
        ('relation:a a skos:Concept ; skos:broader family:AGREE .', "prefLabel"),
        ('relation:a a skos:Concept ; skos:prefLabel "a" .', "broader"),
        ('relation:a a skos:Concept ; skos:prefLabel "a" ; skos:broader family:DANCE .', "neither a PLOVER type"),
        ('relation:a a skos:Concept ; skos:prefLabel "a" ; skos:broader relation:a .', "chain"),
        ('relation:a a skos:Concept ; skos:prefLabel "a" ; skos:broader family:AGREE ; schema:rangeIncludes geokg:Cat .', "Cat"),
        ('relation:a a skos:Concept ; skos:prefLabel "a" ; skos:broader family:AGREE .', "needs geokg:intensity, a decimal from -10"),
        ('relation:a a skos:Concept ; skos:prefLabel "a" ; skos:broader family:AGREE ; geokg:intensity 10.1 .', "10.1; it is a decimal from -10 to 10"),
        ('relation:a a skos:Concept ; skos:prefLabel "a" ; skos:broader family:AGREE ; geokg:intensity -11 .', "-11; it is"),
        ('relation:a a skos:Concept ; skos:prefLabel "a" ; skos:broader family:AGREE ; geokg:intensity "NaN" .', "NaN; it is"),
        ('relation:a a skos:Concept ; skos:prefLabel "a" ; skos:broader family:AGREE ; geokg:intensity "warm" .', "warm; it is"),
        ('relation:a a skos:Concept ; skos:prefLabel "a" ; skos:broader family:AGREE ; geokg:intensity 1.0 ; geokg:starts relation:b .', "not defined"),
        ('relation:a a skos:Concept ; skos:prefLabel "a" ; skos:broader family:AGREE ; geokg:intensity 1.0 ; geokg:ends relation:a .', "relation:a starts or ends relation:a, which is no state"),
    ],
)  # fmt: skip
def test_a_wrong_table_stops_with_file_and_reason(tmp_path: Path, body: str, message: str) -> None:
    path = tmp_path / "relations.ttl"
    path.write_text(HEAD + body, encoding="utf-8")
    with pytest.raises(DataError, match=message) as error:
        load_relations(path)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("value", ["-10", "10.0", "0"])
def test_the_ends_of_the_scale_are_on_it(tmp_path: Path, value: str) -> None:
    path = tmp_path / "relations.ttl"
    path.write_text(
        f'{HEAD}relation:a a skos:Concept ; skos:prefLabel "a" ; skos:broader family:AGREE ; geokg:intensity {value} .',
        encoding="utf-8",
    )
    assert load_relations(path)["a"].intensity == float(value)
