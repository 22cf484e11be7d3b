"""The table of relations, read from ``ontology/relations.ttl``."""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING

from geokg.data import data_path, local_name, read_turtle
from geokg.errors import DataError
from geokg.model import FAMILIES, STATES, Kind, Relation

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from geokg.data import Properties

__all__ = ["load_relations"]

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_GEOKG = "https://w3id.org/geokg/ontology#"
_SCHEMA = "https://schema.org/"
_SYMMETRIC = "http://www.w3.org/2002/07/owl#SymmetricProperty"
#: The ends of the scale of Goldstein (1992): most hostile, most cooperative.
_SCALE = (-10.0, 10.0)
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def load_relations(path: Path | None = None) -> dict[str, Relation]:
    """All relations by id, in the order of their ids.

    >>> warns = load_relations()["warns"]
    >>> warns.family, warns.cameo, warns.intensity
    ('THREATEN', '130', -4.4)

    Raises:
        DataError: the file is not Turtle, or a relation in it is incomplete, off the scale or points to nothing.
    """
    path = path or data_path("ontology/relations.ttl")
    properties = read_turtle(path)
    chosen = [iri for iri, values in properties.items() if "/relation/" in iri and values.get(_TYPE)]
    table = {local_name(iri): _relation(iri, properties, path) for iri in sorted(chosen)}
    for relation in table.values():
        _check_links(relation, table, path)
    return table


def _check_links(relation: Relation, table: Mapping[str, Relation], path: Path) -> None:
    for other in (relation.broader, relation.starts, relation.ends):
        if other and other not in table:
            raise DataError(f"{path}: relation:{relation.id} points to relation:{other}, which is not defined")
    for other in (relation.starts, relation.ends):
        if other and not table[other].is_state:
            raise DataError(f"{path}: relation:{relation.id} starts or ends relation:{other}, which is no state")


def _relation(iri: str, properties: Properties, path: Path) -> Relation:
    values = properties[iri]

    def one(predicate: str) -> str | None:
        return next(iter(values.get(predicate, ())), None)

    def kinds(predicate: str) -> tuple[Kind, ...]:
        return tuple(Kind(local_name(value)) for value in sorted(values.get(predicate, ())))

    label, broader = one(_SKOS + "prefLabel"), one(_SKOS + "broader")
    starts, ends, wikidata = one(_GEOKG + "starts"), one(_GEOKG + "ends"), one(_SKOS + "closeMatch")
    if not label or not broader:
        raise DataError(f"{path}: relation:{local_name(iri)} needs skos:prefLabel and skos:broader")
    try:
        return Relation(
            id=local_name(iri),
            label=label,
            family=_family(iri, properties, path),
            definition=one(_SKOS + "definition") or "",
            cameo=one(_GEOKG + "cameo"),
            symmetric=_SYMMETRIC in values[_TYPE],
            broader=local_name(broader) if "/relation/" in broader else None,
            wikidata=local_name(wikidata) if wikidata else None,
            domain=kinds(_SCHEMA + "domainIncludes"),
            range=kinds(_SCHEMA + "rangeIncludes"),
            starts=local_name(starts) if starts else None,
            ends=local_name(ends) if ends else None,
            intensity=_intensity(one(_GEOKG + "intensity")),
        )
    except ValueError as error:
        raise DataError(f"{path}: relation:{local_name(iri)}: {error}") from error


def _intensity(text: str | None) -> float:
    """The number that a relation has on the scale.

    Raises:
        ValueError: it has none, or it is off the scale.
    """
    least, most = _SCALE
    if text is None:
        raise ValueError(f"it needs geokg:intensity, a decimal from {least:g} (most hostile) to {most:g}")
    try:
        value = float(text)
    except ValueError:
        value = nan
    if not least <= value <= most:
        raise ValueError(f"geokg:intensity is {text}; it is a decimal from {least:g} to {most:g}")
    return value


def _family(iri: str, properties: Properties, path: Path) -> str:
    """The family at the top of the chain of ``skos:broader``."""
    seen = [iri]
    while "/family/" not in seen[-1]:
        above = properties.get(seen[-1], {}).get(_SKOS + "broader", [])
        if len(above) != 1 or above[0] in seen:
            raise DataError(f"{path}: relation:{local_name(iri)} needs one chain of skos:broader up to a family")
        seen.append(above[0])
    family = local_name(seen[-1])
    if family not in FAMILIES and family not in STATES:
        raise DataError(f"{path}: relation:{local_name(iri)}: {family} is neither a PLOVER type nor a state")
    return family
