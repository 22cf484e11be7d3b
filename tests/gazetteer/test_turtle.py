from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat, serialize

from geokg.data import data_path
from geokg.errors import DataError
from geokg.gazetteer import load_gazetteer
from geokg.gazetteer.files import Tenure, read_actor_files
from geokg.gazetteer.periods import read_period
from geokg.model import Actor, Kind
from geokg.rdf.known import known_quads
from geokg.rdf.namespaces import Names

if TYPE_CHECKING:
    from pathlib import Path

    from geokg.gazetteer.files import ActorFiles

PREFIXES = """
@prefix : <https://example.org/actor/> . @prefix geo: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
@prefix geokg: <https://w3id.org/geokg/ontology#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
"""
RELATIONS = frozenset({"headOf"})
ACME = ':acme a geokg:Company ; skos:prefLabel "Acme"@en .'


def read(tmp_path: Path, text: str) -> ActorFiles:
    path = tmp_path / "mine.ttl"
    path.write_text(PREFIXES + text, "utf-8")
    return read_actor_files([path], RELATIONS)


def test_an_actor_of_a_turtle_file(tmp_path: Path) -> None:
    files = read(
        tmp_path,
        """:acme a geokg:Company ; skos:prefLabel "Acme"@en ; skos:altLabel "Acme Corp"@en, "ACM"@en ;
            geokg:ambiguousName "ACM"@en ; geokg:iso3 "USA" ; owl:sameAs wd:Q5 ; geo:lat 1.5 ; geo:long -2 .""",
    )
    assert files.problems == []
    assert files.actors["acme"] == Actor("acme", "Acme", Kind.COMPANY, "USA", None, "Q5", ("Acme Corp",))
    assert [claim.weak for claim in files.names["ACM",]] == [True]
    assert (files.rows["acme"]["latitude"], files.rows["acme"]["longitude"]) == ("1.5", "-2")


def test_offices_and_memberships_of_a_turtle_file(tmp_path: Path) -> None:
    files = read(
        tmp_path,
        ACME
        + """:jo a geokg:Person ; skos:prefLabel "Jo Smith"@en .
        <#1> a geokg:KnownStatement ; rdf:subject :jo ; rdf:predicate <x/headOf> ; rdf:object :acme ;
            geokg:officeTitle "chief"@en ; geokg:validFrom "2019-01-01" ; geokg:validFromText "2019-01" .
        <#2> a geokg:KnownStatement ; rdf:subject :acme ; rdf:predicate <x/memberOf> ; rdf:object :acme .""",
    )
    assert files.tenures == [
        Tenure("jo", "headOf", "acme", "chief", read_period("2019-01", "")),
        Tenure("acme", "memberOf", "acme"),
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (':a a geokg:Person .', "mine.ttl: <https://example.org/actor/a>: label is empty"),
        (':a a geokg:Person ; skos:prefLabel "A" ; geokg:iso3 "no" .', "iso3 'no' is malformed"),
        (ACME + "<#1> a geokg:KnownStatement ; rdf:subject :x ; rdf:predicate <headOf> ; rdf:object :acme .",
         "person 'x' is no id of an actor"),
    ],
)  # fmt: skip
def test_a_wrong_node_is_named(tmp_path: Path, text: str, problem: str) -> None:
    (found,) = read(tmp_path, text).problems
    assert problem in found


@pytest.mark.parametrize(("text", "message"), [("no turtle", "cannot be read as Turtle"), ("", "tells of no actor")])
def test_a_wrong_file_is_an_error(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        read(tmp_path, text)


def test_the_whole_gazetteer_survives_the_way_through_turtle(tmp_path: Path) -> None:
    known = load_gazetteer()
    path = tmp_path / "all.ttl"
    names = Names()
    serialize({q.triple for q in known_quads(known, names)}, str(path), RdfFormat.TURTLE, prefixes=names.prefixes)
    again = read_actor_files([path], frozenset(tenure.relation for tenure in known.tenures) - {"memberOf"})
    assert again.problems == []
    assert {key: (a.label, a.kind, a.iso3, a.sector, a.wikidata) for key, a in again.actors.items()} == {
        key: (a.label, a.kind, a.iso3, a.sector, a.wikidata) for key, a in known.actors.items()
    }
    claims = {(name, claim.actor, claim.weak) for name, found in known.names.items() for claim in found}
    assert claims == {(name, claim.actor, claim.weak) for name, found in again.names.items() for claim in found}
    assert set(again.tenures) == set(known.tenures)


def test_a_user_may_override_by_turtle(tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text(PREFIXES + ':norway a geokg:Country ; skos:prefLabel "Kingdom of Norway"@en ; geokg:iso3 "NOR" .')
    mine = load_gazetteer([path])
    assert mine.actors["norway"].label == "Kingdom of Norway"
    assert len(mine.actors) == len(load_gazetteer([data_path("seeds/actors/countries.csv")]).actors)
