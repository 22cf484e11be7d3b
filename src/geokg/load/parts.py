"""A dataset as what is sent: its named graphs, each with a hash of its content."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, RdfFormat, serialize

from geokg.rdf.namespaces import term

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from geokg.store import Store

__all__ = ["Part", "content_of", "older_than", "parts"]

_SINCE = "SELECT DISTINCT ?graph { GRAPH ?graph { ?article schema:datePublished ?day } FILTER(?day >= %s) }"


@dataclass(frozen=True, slots=True)
class Part:
    """A named graph: its IRI, the number of its triples, and a hash of its content."""

    graph: str
    triples: int
    content: str


def content_of(store: Store, graph: str) -> bytes:
    """The triples of a graph as N-Triples in UTF-8, sorted by line, so that equal graphs are equal bytes."""
    lines = io.BytesIO()
    serialize(store.triples(NamedNode(graph)), lines, RdfFormat.N_TRIPLES)
    return b"".join(sorted(lines.getvalue().splitlines(keepends=True)))


def parts(store: Store) -> Iterator[Part]:
    """Every named graph, the facts last: they rest on claims, which should be there before."""
    facts = store.names.graph("facts").value
    for graph in sorted((found.value for found in store.graphs()), key=lambda graph: (graph == facts, graph)):
        content = content_of(store, graph)
        yield Part(graph, content.count(b"\n"), hashlib.sha256(content).hexdigest())


def older_than(store: Store, day: date) -> set[str]:
    """The graphs of articles that were not published on a day or later; what has no date is among them."""
    first = Literal(day.isoformat(), datatype=term("xsd:date"))
    names = store.names
    found: Any = store.query(_SINCE % first, prefixes=names.prefixes)
    recent = {row["graph"] for row in found}
    room = names.article_graph("").value
    return {graph.value for graph in store.graphs() if graph.value.startswith(room) and graph not in recent}
