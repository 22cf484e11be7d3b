"""A dataset in the formats that other software reads, with the same bytes at every run.

Graphs are written one after the other, in the order of their names, and sorted; of a large one, no more than a part is
in memory at a time.
"""

from __future__ import annotations

import io
import tempfile
from enum import StrEnum
from itertools import groupby
from typing import IO, TYPE_CHECKING, Any, cast

from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize

from geokg.rdf.jsonld import write_jsonld
from geokg.rdf.namespaces import term
from geokg.rdf.nanopub import NANOPUB, nanopub_quads
from geokg.rdf.order import batches, in_order
from geokg.rdf.turtle import turtle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from geokg.store import Store

__all__ = ["SUFFIXES", "Form", "export", "nquads", "readable", "reified", "trig"]


class Form(StrEnum):
    """The formats, by the names that the command line gives them."""

    TURTLE = "turtle"
    FACTS = "turtle-facts"
    TRIG = "trig"
    NQUADS = "nquads"
    JSONLD = "jsonld"
    RDFXML = "rdfxml"
    RDF12 = "rdf12"
    NANOPUB = "nanopub"


#: What a file is written as where only its name is given.
SUFFIXES = {
    ".ttl": Form.TURTLE,
    ".trig": Form.TRIG,
    ".nq": Form.NQUADS,
    ".jsonld": Form.JSONLD,
    ".rdf": Form.RDFXML,
    ".xml": Form.RDFXML,
}
#: Lines that are parsed at a time.
_LINES = 5_000
_ACTING = "SELECT DISTINCT ?actor WHERE { ?claim a geokg:Claim ; rdf:subject|rdf:object|geokg:speaker ?actor }"


def export(store: Store, form: Form, output: IO[bytes], *, inline: bool = True) -> None:
    """Write the whole dataset; ``turtle``, ``rdfxml`` and ``rdf12`` without its named graphs.

    Args:
        inline: whether JSON-LD carries its context, or names it by its address.
    """
    prefixes = store.names.prefixes
    match form:
        case Form.FACTS:
            output.write(readable(store).encode())
        case Form.NQUADS:
            output.writelines(_lines(store))
        case Form.JSONLD:
            write_jsonld(_graphs(store), store.names, output, inline=inline)
        case Form.TRIG:
            serialize(_quads(store), output, RdfFormat.TRIG, prefixes=prefixes)
        case Form.NANOPUB:
            bundles = nanopub_quads(_graphs(store), _runs(store), store.names)
            serialize(bundles, output, RdfFormat.TRIG, prefixes=prefixes | {"np": NANOPUB})
        case Form.RDFXML:
            escaping = cast("IO[bytes]", _WholeReturns(output))
            serialize(_triples(store), escaping, RdfFormat.RDF_XML, prefixes=prefixes)
        case Form.TURTLE | Form.RDF12:
            triples = _triples(store) if form is Form.TURTLE else reified(_triples(store))
            serialize(triples, output, RdfFormat.TURTLE, prefixes=prefixes)


def nquads(quads: Iterable[Quad]) -> bytes:
    """N-Quads, sorted by line."""
    lines = io.BytesIO()
    serialize(quads, lines, RdfFormat.N_QUADS)
    return b"".join(sorted(lines.getvalue().splitlines(keepends=True)))


def readable(store: Store) -> str:
    """Turtle of the plain triples, with the actors of the graph and the labels of the relations in use."""
    names = store.names
    facts = list(store.triples(names.graph("facts")))
    used, wanted = {fact.predicate for fact in facts}, {term("rdf:type"), term("skos:prefLabel")}
    labels = [
        triple
        for triple in store.triples(names.graph("ontology"))
        if triple.subject in used and triple.predicate in wanted
    ]
    rows: Any = store.query(_ACTING, prefixes=names.prefixes)
    acting = {row["actor"] for row in rows}  # others are known, but take no part
    actors = [triple for triple in store.triples(names.graph("actors")) if triple.subject in acting]
    return turtle({"Facts": facts, "Actors": actors, "Relations": labels}, names.prefixes)


def reified(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Sorted triples in RDF 1.2: what has subject, predicate and object becomes a reifier of their triple.

    A claim without an object keeps its ``rdf:subject`` and ``rdf:predicate``, since there is no triple to reify.
    """
    parts = [term(f"rdf:{name}") for name in ("subject", "predicate", "object")]
    for subject, group in groupby(triples, key=lambda triple: triple.subject):
        about = list(group)
        found: dict[Any, Any] = {triple.predicate: triple.object for triple in about if triple.predicate in parts}
        if len(found) == len(parts):
            yield Triple(subject, term("rdf:reifies"), Triple(*(found[part] for part in parts)))
            about = [triple for triple in about if triple.predicate not in parts]
        yield from about


def trig(nquads: IO[bytes], output: IO[bytes], prefixes: Mapping[str, str]) -> None:
    """Write sorted N-Quads as TriG, which saves to sort them again."""
    serialize(_parsed(nquads), output, RdfFormat.TRIG, prefixes=dict(prefixes))


def _lines(store: Store) -> Iterator[bytes]:
    """All quads as lines of N-Quads, sorted by graph and triple."""
    with tempfile.TemporaryFile() as dumped:
        store.dump(dumped)
        dumped.seek(0)
        yield from in_order(dumped)


def _parsed(lines: Iterable[bytes]) -> Iterator[Quad]:
    for some in batches(lines, _LINES):
        yield from parse(b"".join(some), RdfFormat.N_QUADS)


def _quads(store: Store) -> Iterator[Quad]:
    """All quads, graph by graph, sorted."""
    return _parsed(_lines(store))


def _graphs(store: Store) -> Iterator[tuple[Any, list[Triple]]]:
    """Each named graph with its triples, sorted."""
    for graph, quads in groupby(_quads(store), key=lambda quad: quad.graph_name):
        yield graph, [quad.triple for quad in quads]


def _triples(store: Store) -> Iterator[Triple]:
    return (quad.triple for quad in _quads(store))


def _runs(store: Store) -> list[Triple]:
    """What is said of the runs of geokg, sorted."""
    runs = store.names.prefixes["run"]
    found = store.triples(store.names.graph("ontology"))
    return sorted((triple for triple in found if str(triple.subject).startswith(f"<{runs}")), key=str)


class _WholeReturns(io.RawIOBase):
    """Keeps carriage returns, which an XML parser takes for line ends unless they are escaped."""

    def __init__(self, output: IO[bytes]) -> None:
        self._output = output

    def write(self, data: Any) -> int:
        self._output.write(bytes(data).replace(b"\r", b"&#13;"))
        return len(data)
