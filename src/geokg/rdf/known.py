"""What geokg knew of the actors before it read anything, as quads of ``graph/actors``.

An office or a membership is a ``geokg:KnownStatement`` with the days from and until which it holds. It is no plain
triple, since no article asserts it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from geokg.gazetteer.turtle import AMBIGUOUS, PROPERTIES
from geokg.model import short_hash
from geokg.rdf.literals import day, decimal, text
from geokg.rdf.namespaces import term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geokg.gazetteer import Gazetteer, Profile
    from geokg.gazetteer.files import Tenure
    from geokg.gazetteer.periods import Period
    from geokg.rdf.namespaces import Names

    Node = NamedNode | Literal
    Pairs = Iterator[tuple[str, Node]]

__all__ = ["known_actor_pairs", "known_quads", "near"]

#: Who says what geokg knows beforehand.
_SOURCE = "gazetteer"
_NOT_KNOWN = "?"
_WHOLE_DATE = len("2024-04-05")
_NAMES = ("aliases", "demonyms", "adjectives", "capital", "metonyms", "surname")


def known_quads(gazetteer: Gazetteer, names: Names) -> Iterator[Quad]:
    """The whole gazetteer: every actor, office and membership."""
    for identity in sorted(gazetteer.actors):
        yield from _described(names.iri("actor", identity), known_actor_pairs(gazetteer, identity), names)
    for tenure in gazetteer.tenures:
        yield from _tenure_quads(tenure, names)


def near(acting: set[str], gazetteer: Gazetteer, names: Names) -> Iterator[Quad]:
    """The offices and memberships that one of the actors has a part in, and whom else these name."""
    others = set[str]()
    for tenure in gazetteer.tenures:
        if tenure.subject in acting or tenure.object in acting:
            yield from _tenure_quads(tenure, names)
            others |= {tenure.subject, tenure.object} - acting
    for identity in sorted(others):
        yield from _described(names.iri("actor", identity), known_actor_pairs(gazetteer, identity), names)


def known_actor_pairs(gazetteer: Gazetteer, identity: str) -> Pairs:
    """Kind, names by sort, codes and place of a known actor."""
    actor, profile = gazetteer.actors[identity], gazetteer.profile(identity)
    yield "rdf:type", term(f"geokg:{actor.kind}")
    yield "skos:prefLabel", text(actor.label, "en")
    for column in _NAMES:
        for name in sorted(set(getattr(profile, column)) - {actor.label}):
            yield PROPERTIES[column], text(name, "en")
    for name in profile.ambiguous:
        yield AMBIGUOUS, text(name, "en")
    for column, value in (("iso3", actor.iso3), ("sector", actor.sector), ("gender", profile.gender)):
        if value:
            yield PROPERTIES[column], text(value)
    if actor.wikidata:
        yield "owl:sameAs", NamedNode(term("wd:").value + actor.wikidata)
    yield from _place_pairs(profile)
    yield from _period_pairs(profile.existed)


def _place_pairs(profile: Profile) -> Pairs:
    if profile.cow:
        yield PROPERTIES["cow"], Literal(str(profile.cow), datatype=term("xsd:integer"))
    if profile.latitude is not None and profile.longitude is not None:
        yield PROPERTIES["latitude"], Literal(decimal(profile.latitude), datatype=term("xsd:decimal"))
        yield PROPERTIES["longitude"], Literal(decimal(profile.longitude), datatype=term("xsd:decimal"))


def _period_pairs(period: Period) -> Pairs:
    """The first and last day, and the date as the file writes it where that is less than a day, or not known."""
    for column, value, written in (
        ("start", period.start, period.written[0]),
        ("end", period.end, period.written[1]),
    ):
        if value and written != _NOT_KNOWN:
            yield PROPERTIES[column], day(value)
        if written and len(written) < _WHOLE_DATE:
            yield f"{PROPERTIES[column]}Text", text(written)


def _tenure_quads(tenure: Tenure, names: Names) -> Iterator[Quad]:
    key = short_hash(tenure.subject, tenure.relation, tenure.object, tenure.title, *tenure.period.written)
    return _described(names.iri("known", key), _tenure_pairs(tenure, names), names)


def _tenure_pairs(tenure: Tenure, names: Names) -> Pairs:
    yield "rdf:type", term("geokg:KnownStatement")
    yield "rdf:subject", names.iri("actor", tenure.subject)
    yield "rdf:predicate", names.iri("relation", tenure.relation)
    yield "rdf:object", names.iri("actor", tenure.object)
    if tenure.title:
        yield "geokg:officeTitle", text(tenure.title, "en")
    yield from _period_pairs(tenure.period)
    yield "dcterms:source", text(_SOURCE)


def _described(subject: NamedNode, pairs: Pairs, names: Names) -> Iterator[Quad]:
    graph = names.graph("actors")
    return (Quad(subject, term(predicate), node, graph) for predicate, node in pairs)
