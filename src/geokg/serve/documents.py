"""The RDF that describes one thing, in the formats that clients of linked data ask for.

A description holds the thing's own triples, the names of what it links to, and the claims it takes part in, a page
at a time; ``rdfs:seeAlso`` leads to the next page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import RdfFormat

from geokg.rdf.turtle import turtle
from geokg.serve.resources import CLAIMS_OF, HEAD, Slice, claims_slice

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from geokg.rdf.namespaces import Names

__all__ = ["FORMATS", "N_TRIPLES", "description", "write"]

N_TRIPLES = "application/n-triples"
#: Short name, also as the end of an address -> media type; the first is the one for clients that take any.
FORMATS = {
    "ttl": "text/turtle",
    "nt": N_TRIPLES,
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
}
_OWN = "VALUES ?s { %s } ?s ?p ?o"
# FILTER, since VALUES of predicates makes Oxigraph begin with every label of the store.
_NAMED = "%s ?link ?s . ?s ?p ?o FILTER(?p IN (rdf:type, skos:prefLabel, rdfs:label, schema:headline))"
_GRAPH = "GRAPH %s { ?s ?p ?o }"
_CLAIM_PARTS = (
    "%s (geokg:evidence|geokg:trigger)|(geokg:via/rdf:rest*) ?s . ?s ?p ?o",
    "VALUES ?o { %s } ?s geokg:about ?o . BIND(geokg:about AS ?p)",
)
_NARROWER = "VALUES ?o { %s } ?s skos:broader ?o . BIND(skos:broader AS ?p)"
_TENURES = "?s rdf:subject|rdf:object %s ; a geokg:KnownStatement ; ?p ?o"
#: What is told of a claim in the description of something else.
_TOLD = (
    "rdf:type, rdf:subject, rdf:predicate, rdf:object, geokg:status, geokg:speaker, geokg:about, prov:wasDerivedFrom"
)


def description(room: str, this: NamedNode, names: Names, part: Slice) -> str:
    """The CONSTRUCT query of the description of a thing. Its answer is empty where the graph does not know it.

    An article is described by its whole graph, so that the passages, fragments of its IRI, are found there as well.
    """
    if room.startswith("graph"):
        branches = [_GRAPH % this]
    elif room == "article":
        branches = [_GRAPH % names.iri("graph/article", names.local(this.value))]
    else:
        branches = [_OWN % this, _NAMED % this, *_beyond(room, this, names, part)]
    return f"{HEAD}CONSTRUCT {{ ?s ?p ?o }} WHERE {{\n  {{ " + " }\n  UNION { ".join(branches) + " }\n}"


def _beyond(room: str, this: NamedNode, names: Names, part: Slice) -> list[str]:
    """What links to a thing."""
    if room == "claim":
        return [branch % this for branch in _CLAIM_PARTS]
    if room == "family":
        return [_NARROWER % this]
    if room not in CLAIMS_OF:
        return []
    claim_after = Slice(part.page * part.size + 1, 1)
    claims = [
        f"{{ {claims_slice(room, this, part)} }} ?claim ?p ?o FILTER(?p IN ({_TOLD})) BIND(?claim AS ?s)",
        f"{{ {claims_slice(room, this, claim_after)} }} "
        f"BIND({this} AS ?s) BIND(rdfs:seeAlso AS ?p) BIND(<{this.value}?page={part.page + 1}> AS ?o)",
    ]
    if room == "actor":
        incoming = f"VALUES ?o {{ {this} }} GRAPH {names.graph('facts')} {{ ?s ?p ?o }}"
        return [*claims, incoming, _TENURES % this]
    return claims


def write(ntriples: bytes, media: str, this: NamedNode, names: Names) -> bytes:
    """N-Triples written anew as one of :data:`FORMATS`; sorted, so that equal graphs give equal bytes."""
    triples = sorted({quad.triple for quad in pyoxigraph.parse(ntriples, RdfFormat.N_TRIPLES)}, key=str)
    if media == FORMATS["ttl"]:
        return turtle({this.value: triples}, names.prefixes).encode()
    form = RdfFormat.from_media_type(media)
    if form is None:
        raise ValueError(f"{media} is no media type of RDF")
    return pyoxigraph.serialize(triples, format=form, prefixes=names.prefixes) or b""
