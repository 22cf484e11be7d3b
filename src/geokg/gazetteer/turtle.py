"""Actor files in Turtle, in the vocabulary that geokg itself writes.

An actor is a node with a kind of ``geokg:Actor`` as type; its id is the last part of its IRI. A dated statement (who
held which office, who was a member of what) is a ``geokg:KnownStatement``::

    actor:acme a geokg:Company ; skos:prefLabel "Acme"@en ; skos:altLabel "Acme Corp"@en ; geokg:iso3 "USA" .
    <#jo> a geokg:KnownStatement ; rdf:subject actor:jo ; rdf:predicate relation:headOf ; rdf:object actor:acme ;
        geokg:officeTitle "chief executive"@en ; geokg:validFrom "2019-01"^^xsd:gYearMonth .

Properties that are not named here are left alone, so that a file may say more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from geokg.data import local_name, read_turtle as read_properties
from geokg.errors import DataError
from geokg.gazetteer.rows import Row
from geokg.model import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from geokg.gazetteer.rows import Rows

__all__ = ["KNOWN_STATEMENT", "PROPERTIES", "SUFFIXES", "read_turtle"]

#: What files in Turtle end with.
SUFFIXES = (".ttl", ".nt")
_GEOKG = "https://w3id.org/geokg/ontology#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_WGS84 = "http://www.w3.org/2003/01/geo/wgs84_pos#"
KNOWN_STATEMENT = _GEOKG + "KnownStatement"
#: Column of an actor file -> the property that says it in RDF.
PROPERTIES = {
    "label": _SKOS + "prefLabel",
    "aliases": _SKOS + "altLabel",
    "iso3": _GEOKG + "iso3",
    "sector": _GEOKG + "sector",
    "gender": "https://schema.org/gender",
    "capital": _GEOKG + "capital",
    "demonyms": _GEOKG + "demonym",
    "adjectives": _GEOKG + "adjective",
    "metonyms": _GEOKG + "metonym",
    "surname": _GEOKG + "surname",
    "context": _GEOKG + "context",
    "cow": _GEOKG + "cow",
    "latitude": _WGS84 + "lat",
    "longitude": _WGS84 + "long",
    "start": _GEOKG + "validFrom",
    "end": _GEOKG + "validUntil",
}
#: What may say the same as a column, better than its own property: a date as the file wrote it, or a Wikidata item.
_RATHER = {"start": _GEOKG + "validFromText", "end": _GEOKG + "validUntilText"}
_SAME = ("http://www.w3.org/2002/07/owl#sameAs", _SKOS + "exactMatch")
_WIKIDATA = "http://www.wikidata.org/entity/"
_KINDS = frozenset(Kind)


def read_turtle(path: Path, rows: Rows) -> None:
    """Adds the actors, offices and memberships of a Turtle file.

    Raises:
        DataError: the file cannot be read, or tells of no actor.
    """
    actors, dated = [], 0
    for iri, values in read_properties(path).items():
        types = values.get(_RDF + "type", [])
        place = f"{path}: <{iri}>"
        kinds = sorted({local_name(of_type) for of_type in types if of_type.startswith(_GEOKG)} & _KINDS)
        if KNOWN_STATEMENT in types:
            dated += 1
            _add_dated(Row(place, _dated(values)), rows)
        elif kinds:
            actors.append(Row(place, {"id": _id(iri), "kind": kinds[0]} | _columns(values)))
    if not actors and not dated:
        raise DataError(f"{path}: tells of no actor; give nodes a type such as geokg:Person ({_GEOKG}Person)")
    rows.add_actors(actors)


def _columns(values: Mapping[str, list[str]]) -> dict[str, str]:
    found = {}
    for column, iri in PROPERTIES.items():
        written = values.get(_RATHER.get(column, ""), values.get(iri))
        if written:
            found[column] = "|".join(written)
    same = [iri for predicate in _SAME for iri in values.get(predicate, ()) if iri.startswith(_WIKIDATA)]
    return found | ({"wikidata": local_name(same[0])} if same else {})


def _dated(values: Mapping[str, list[str]]) -> dict[str, str]:
    subject, relation, of = (_id(next(iter(values.get(_RDF + part, [""])))) for part in ("subject", "predicate", "object"))
    title = next(iter(values.get(_GEOKG + "officeTitle", [""])))
    return {"subject": subject, "relation": relation, "object": of, "title": title} | _columns(values)


def _add_dated(row: Row, rows: Rows) -> None:
    """A membership is told by its relation; all else is an office."""
    values = {column: row[column] for column in ("start", "end")}
    if row["relation"] == "memberOf":
        found = {"member": row["subject"], "organization": row["object"]} | values
        rows.memberships.append(Row(row.place, found))
    else:
        found = {"person": row["subject"], "relation": row["relation"], "title": row["title"], "of": row["object"]}
        rows.offices.append(Row(row.place, found | values))


def _id(iri: str) -> str:
    return unquote(local_name(iri))
