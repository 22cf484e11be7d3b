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

from geokg.data import local_name
from geokg.data import read_turtle as read_properties
from geokg.errors import DataError
from geokg.gazetteer.rows import Row
from geokg.model import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from geokg.gazetteer.rows import Rows

__all__ = ["AMBIGUOUS", "PROPERTIES", "SUFFIXES", "read_turtle"]

#: What files in Turtle end with.
SUFFIXES = (".ttl", ".nt")
_NAMESPACES = {
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "geokg": "https://w3id.org/geokg/ontology#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}
_WIKIDATA = "http://www.wikidata.org/entity/"
#: Column of an actor file -> the property that says it in RDF.
PROPERTIES = {
    "label": "skos:prefLabel",
    "aliases": "skos:altLabel",
    "iso3": "geokg:iso3",
    "sector": "geokg:sector",
    "gender": "schema:gender",
    "capital": "geokg:capital",
    "demonyms": "geokg:demonym",
    "adjectives": "geokg:adjective",
    "metonyms": "geokg:metonym",
    "surname": "geokg:surname",
    "context": "geokg:context",
    "cow": "geokg:cow",
    "latitude": "geo:lat",
    "longitude": "geo:long",
    "start": "geokg:validFrom",
    "end": "geokg:validUntil",
}
#: What marks a name as weak, in whichever column it stands.
AMBIGUOUS = "geokg:ambiguousName"
_NAME_COLUMNS = ("aliases", "capital", "demonyms", "adjectives", "metonyms", "surname")
#: What says a date as the file wrote it, better than the date itself.
_RATHER = {"start": "geokg:validFromText", "end": "geokg:validUntilText"}
_SAME = ("owl:sameAs", "skos:exactMatch")
_KINDS = frozenset(Kind)


def read_turtle(path: Path, rows: Rows) -> None:
    """Adds the actors, offices and memberships of a Turtle file.

    Raises:
        DataError: the file cannot be read, or tells of no actor.
    """
    actors, told = [], 0
    for iri, values in read_properties(path).items():
        types = values.get(_iri("rdf:type"), [])
        place = f"{path}: <{iri}>"
        kinds = sorted({local_name(name) for name in types if name.startswith(_NAMESPACES["geokg"])} & _KINDS)
        if _iri("geokg:KnownStatement") in types:
            told += 1
            _add_tenure(place, values, rows)
        elif kinds:
            actors.append(Row(place, {"id": _id(iri), "kind": kinds[0]} | _columns(values)))
    if not actors and not told:
        raise DataError(f"{path}: tells of no actor; give each a type such as <{_iri('geokg:Person')}>")
    rows.add_actors(actors)


def _iri(name: str) -> str:
    prefix, local = name.split(":")
    return _NAMESPACES[prefix] + local


def _id(iri: str) -> str:
    return unquote(local_name(iri))


def _columns(values: Mapping[str, list[str]]) -> dict[str, str]:
    found, weak = {}, values.get(_iri(AMBIGUOUS), ())
    for column, name in PROPERTIES.items():
        rather = values.get(_iri(_RATHER[column])) if column in _RATHER else None
        if written := rather or values.get(_iri(name)):
            marked = (text + "?" if column in _NAME_COLUMNS and text in weak else text for text in written)
            found[column] = "|".join(marked)
    same = [iri for name in _SAME for iri in values.get(_iri(name), ()) if iri.startswith(_WIKIDATA)]
    return found | ({"wikidata": local_name(same[0])} if same else {})


def _add_tenure(place: str, values: Mapping[str, list[str]], rows: Rows) -> None:
    """A membership is told by its relation; all else is an office."""

    def one(name: str) -> str:
        return next(iter(values.get(_iri(name), ())), "")

    subject, relation, of = (_id(one(name)) for name in ("rdf:subject", "rdf:predicate", "rdf:object"))
    period = {column: text for column, text in _columns(values).items() if column in _RATHER}
    if relation == "memberOf":
        rows.memberships.append(Row(place, {"member": subject, "organization": of} | period))
    else:
        office = {"person": subject, "relation": relation, "title": one("geokg:officeTitle"), "of": of}
        rows.offices.append(Row(place, office | period))
