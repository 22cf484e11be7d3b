"""Events, contradictions, states and the sources behind facts as the quads of ``graph/events``.

They follow from the claims, so the graph is written whole and replaced whole, and may be left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from geokg.rdf.literals import day, decimal, text
from geokg.rdf.namespaces import term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geokg.events import Contradiction, Event, Fact, Knowledge, Merge, StatePeriod
    from geokg.events.model import Support
    from geokg.rdf.namespaces import Names

    Pairs = Iterator[tuple[str, NamedNode | Literal]]

__all__ = ["event_quads"]

#: Who tells of a state, as ``gazetteer`` says of what was known beforehand.
_SOURCE = "news"
_TYPE = "rdf:type"


def event_quads(knowledge: Knowledge, names: Names) -> Iterator[Quad]:
    """What claims tell together, each quad once."""
    for event in knowledge.events:
        yield from _describe(event.id, _event_pairs(event, names), names)
        for merge in event.merges:
            yield from _describe(_merge_id(event, merge), _merge_pairs(event, merge, names), names)
    for contradiction in knowledge.contradictions:
        yield from _describe(contradiction.id, _contradiction_pairs(contradiction, names), names)
    yield from dict.fromkeys(_contradicting(knowledge.contradictions, names))
    for state in knowledge.states:
        yield from _describe(state.id, _state_pairs(state, names), names)
    for fact in knowledge.facts:
        yield from _describe(fact.id, _fact_pairs(fact, names), names)


def _describe(identity: str, pairs: Pairs, names: Names) -> Iterator[Quad]:
    graph = names.graph("events")
    return (Quad(_node(identity, names), term(predicate), node, graph) for predicate, node in pairs)


def _node(identity: str, names: Names) -> NamedNode:
    return NamedNode(names.base + identity)


def _event_pairs(event: Event, names: Names) -> Pairs:
    first = event.reports[0].statement
    yield _TYPE, term("geokg:Event")
    yield _TYPE, term("sem:Event")
    for relation in sorted({report.statement.relation.id for report in event.reports}):
        yield "sem:eventType", names.iri("relation", relation)
    yield "geokg:initiator", names.iri("actor", first.subject.id)
    if first.object:
        yield "geokg:target", names.iri("actor", first.object.id)
    for status in sorted({report.statement.status for report in event.reports}):
        yield "geokg:reportedAs", term(f"geokg:{status}")
    places = {report.statement.place.actor.id for report in event.reports if report.statement.place}
    for place in sorted(places):
        yield "geokg:eventPlace", names.iri("actor", place)
    if event.days:
        yield "geokg:firstDay", day(event.days[0])
        yield "geokg:lastDay", day(event.days[1])
    for report in event.reports:
        yield "geokg:report", _node(report.id, names)
    yield from _support_pairs(event.support)


def _support_pairs(support: Support) -> Pairs:
    yield "geokg:sourceCount", Literal(str(support.sources), datatype=term("xsd:integer"))
    yield "geokg:independentSourceCount", Literal(str(support.independent), datatype=term("xsd:integer"))
    yield "geokg:combinedConfidence", Literal(decimal(support.confidence), datatype=term("xsd:decimal"))


def _merge_id(event: Event, merge: Merge) -> str:
    return f"{event.id}#{merge.one.rpartition('/')[2]}-{merge.other.rpartition('/')[2]}"


def _merge_pairs(event: Event, merge: Merge, names: Names) -> Pairs:
    yield _TYPE, term("geokg:Merge")
    yield "geokg:mergedInto", _node(event.id, names)
    yield "geokg:between", _node(merge.one, names)
    yield "geokg:between", _node(merge.other, names)
    yield "geokg:reason", text(merge.reason)


def _contradiction_pairs(contradiction: Contradiction, names: Names) -> Pairs:
    yield _TYPE, term("geokg:Contradiction")
    yield "geokg:between", _node(contradiction.one, names)
    yield "geokg:between", _node(contradiction.other, names)
    yield "geokg:difference", text(contradiction.difference)
    if contradiction.detail:
        yield "geokg:reason", text(contradiction.detail)


def _contradicting(contradictions: Iterable[Contradiction], names: Names) -> Iterator[Quad]:
    """The plain link, in both directions."""
    for contradiction in contradictions:
        one, other = _node(contradiction.one, names), _node(contradiction.other, names)
        yield Quad(one, term("geokg:contradicts"), other, names.graph("events"))
        yield Quad(other, term("geokg:contradicts"), one, names.graph("events"))


def _state_pairs(state: StatePeriod, names: Names) -> Pairs:
    yield _TYPE, term("geokg:StatePeriod")
    yield "rdf:subject", names.iri("actor", state.subject.id)
    yield "rdf:predicate", names.iri("relation", state.relation.id)
    yield "rdf:object", names.iri("actor", state.object.id)
    if state.start:
        yield "geokg:validFrom" if state.is_start_told else "geokg:seenFrom", day(state.start)
    if state.end:
        yield "geokg:validUntil", day(state.end)
    for claim in state.claims:
        yield "geokg:report", _node(claim, names)
    for claim in state.ended_by:
        yield "geokg:endedBy", _node(claim, names)
    yield "dcterms:source", text(_SOURCE)


def _fact_pairs(fact: Fact, names: Names) -> Pairs:
    yield _TYPE, term("geokg:Fact")
    yield "rdf:subject", names.iri("actor", fact.subject)
    yield "rdf:predicate", names.iri("relation", fact.relation)
    yield "rdf:object", names.iri("actor", fact.object)
    for claim in fact.claims:
        yield "geokg:report", _node(claim, names)
    yield from _support_pairs(fact.support)
