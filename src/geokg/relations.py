"""The table of relations, read from ``ontology/relations.ttl``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geokg.data import data_path
from geokg.errors import DataError
from geokg.model import FAMILIES, STATES, Kind, Relation

if TYPE_CHECKING:
    from pathlib import Path


__all__ = ["load_relations"]

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_GEOKG = "https://w3id.org/geokg/ontology#"
_SCHEMA = "https://schema.org/"
_SYMMETRIC = "http://www.w3.org/2002/07/owl#SymmetricProperty"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def load_relations(path: Path | None = None) -> dict[str, Relation]:
    """All relations by id, in the order of their ids.

    >>> load_relations()["warns"].family
    'THREATEN'

    Raises:
        DataError: the file is not Turtle, or a relation in it is incomplete or points to nothing.
    """
    path = path or data_path("ontology/relations.ttl")
    properties = _read(path)
    chosen = [iri for iri, values in properties.items() if "/relation/" in iri and values.get(_TYPE)]
    table = {_local(iri): _relation(iri, properties, path) for iri in sorted(chosen)}
    for relation in table.values():
        for other in (relation.broader, relation.starts, relation.ends):
            if other and other not in table:
                raise DataError(f"{path}: relation:{relation.id} points to relation:{other}, which is not defined")
    return table


def _read(path: Path) -> dict[str, dict[str, list[str]]]:
    """Subject IRI -> predicate IRI -> sorted values."""
    from pyoxigraph import NamedNode, RdfFormat, parse

    properties: dict[str, dict[str, list[str]]] = {}
    try:
        for quad in parse(path=str(path), format=RdfFormat.TURTLE):
            if isinstance(quad.subject, NamedNode) and not hasattr(quad.object, "subject"):
                values = properties.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, [])
                values.append(quad.object.value)
    except (SyntaxError, OSError) as error:
        raise DataError(f"{path}: cannot be read as Turtle: {error}") from error
    return properties


def _relation(iri: str, properties: dict[str, dict[str, list[str]]], path: Path) -> Relation:
    values = properties[iri]

    def one(predicate: str) -> str | None:
        return next(iter(values.get(predicate, ())), None)

    def kinds(predicate: str) -> tuple[Kind, ...]:
        return tuple(Kind(_local(value)) for value in sorted(values.get(predicate, ())))

    label, broader = one(_SKOS + "prefLabel"), one(_SKOS + "broader")
    starts, ends, wikidata = one(_GEOKG + "starts"), one(_GEOKG + "ends"), one(_SKOS + "closeMatch")
    if not label or not broader:
        raise DataError(f"{path}: relation:{_local(iri)} needs skos:prefLabel and skos:broader")
    try:
        return Relation(
            id=_local(iri),
            label=label,
            family=_family(iri, properties, path),
            definition=one(_SKOS + "definition") or "",
            cameo=one(_GEOKG + "cameo"),
            symmetric=_SYMMETRIC in values[_TYPE],
            broader=_local(broader) if "/relation/" in broader else None,
            wikidata=_local(wikidata) if wikidata else None,
            domain=kinds(_SCHEMA + "domainIncludes"),
            range=kinds(_SCHEMA + "rangeIncludes"),
            starts=_local(starts) if starts else None,
            ends=_local(ends) if ends else None,
        )
    except ValueError as error:
        raise DataError(f"{path}: relation:{_local(iri)}: {error}") from error


def _family(iri: str, properties: dict[str, dict[str, list[str]]], path: Path) -> str:
    """The family at the top of the chain of ``skos:broader``."""
    seen = [iri]
    while "/family/" not in seen[-1]:
        above = properties.get(seen[-1], {}).get(_SKOS + "broader", [])
        if len(above) != 1 or above[0] in seen:
            raise DataError(f"{path}: relation:{_local(iri)} needs one chain of skos:broader up to a family")
        seen.append(above[0])
    family = _local(seen[-1])
    if family not in FAMILIES and family not in STATES:
        raise DataError(f"{path}: relation:{_local(iri)}: {family} is neither a PLOVER type nor a state")
    return family


def _local(iri: str) -> str:
    return iri.replace("#", "/").rsplit("/", 1)[-1]
