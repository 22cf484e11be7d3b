"""The embedded dataset: Oxigraph in memory or on disk, opened to read or filled anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import NamedNode

from geokg.errors import StoreError
from geokg.rdf.namespaces import BASE, Names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from pyoxigraph import Quad, QueryBoolean, QuerySolutions, QueryTriples, Triple

__all__ = ["Store"]


class Store:
    """A dataset of named graphs. Make one with :meth:`in_memory`, :meth:`create` or :meth:`open`."""

    def __init__(self, inner: pyoxigraph.Store) -> None:
        self._inner = inner

    @classmethod
    def in_memory(cls, quads: Iterable[Quad]) -> Store:
        """A dataset that lives as long as the process."""
        inner = pyoxigraph.Store()
        inner.bulk_extend(quads)
        return cls(inner)

    @classmethod
    def create(cls, folder: Path, quads: Iterable[Quad]) -> None:
        """Fill a new store in a folder that holds none, and close it.

        Raises:
            StoreError: the folder cannot be written, or another process holds it.
        """
        try:
            inner = pyoxigraph.Store(str(folder))
            inner.bulk_extend(quads)
            inner.flush()
        except (OSError, RuntimeError) as error:
            raise StoreError(_reason(folder, error)) from error

    @classmethod
    def open(cls, folder: Path) -> Store:
        """Open a store to read. It may be opened by many at a time, and while another process writes.

        Raises:
            StoreError: there is none, or it cannot be read.
        """
        if not (folder / "CURRENT").exists():
            raise StoreError(f"{folder}: no graph is stored there; run `geokg build` first")
        try:
            return cls(pyoxigraph.Store.read_only(str(folder)))
        except (OSError, RuntimeError) as error:
            raise StoreError(_reason(folder, error)) from error

    def __len__(self) -> int:
        """The number of quads."""
        return len(self._inner)

    def __iter__(self) -> Iterator[Quad]:
        """All quads, in no order."""
        return iter(self._inner)

    def graphs(self) -> Iterator[NamedNode]:
        """The named graphs, in no order."""
        return (graph for graph in self._inner.named_graphs() if isinstance(graph, NamedNode))

    def triples(self, graph: NamedNode) -> Iterator[Triple]:
        """The triples of one named graph, in no order."""
        return (quad.triple for quad in self._inner.quads_for_pattern(None, None, None, graph))

    @property
    def names(self) -> Names:
        """The names under the base IRI that the dataset was written with."""
        for graph in self._inner.named_graphs():
            base, found, rest = graph.value.partition("graph/ontology")
            if found and not rest:
                return Names(base)
        return Names(BASE)

    def query(self, text: str, *, prefixes: Mapping[str, str]) -> QuerySolutions | QueryBoolean | QueryTriples:
        """Ask in SPARQL, over all graphs at once unless the text says GRAPH.

        Every triple stands in one graph only, so the union counts nothing twice.

        Raises:
            SyntaxError: the text is no SPARQL query; the message holds line and column.
        """
        return self._inner.query(text, prefixes=dict(prefixes), use_default_graph_as_union=True)


def _reason(folder: Path, error: Exception) -> str:
    """One line on why a store does not open."""
    first = str(error).splitlines()[0]
    if "lock" in first.lower():
        return f"{folder}: another process is writing to this store; wait for it to end, or build elsewhere with -o"
    return f"{folder}: the store cannot be used ({first}); move it away and run `geokg build` again"
