"""The embedded dataset: Oxigraph in memory or on disk, opened to read or filled anew."""

from __future__ import annotations

import os
import time
from functools import cached_property
from itertools import islice
from typing import IO, TYPE_CHECKING, Any

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat, serialize

from geokg.errors import StoreError
from geokg.rdf.namespaces import BASE, Names, term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from pyoxigraph import Quad, QueryBoolean, QuerySolutions, QueryTriples, Triple

__all__ = ["Store", "open_to_write"]

#: Quads that are loaded at a time.
_PART = 50_000
#: How often a store is opened until its files stay still meanwhile, and the seconds between.
_ATTEMPTS, _PAUSE = 50, 0.02


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
    def create(cls, folder: Path, quads: Iterable[Quad], lines: IO[bytes] | None = None) -> None:
        """Fill a new store in a folder that holds none, and close it. Its ``lines`` of N-Quads are written on the way,
        in no order, some perhaps twice: reading them out of the store takes as long as filling it.

        Raises:
            StoreError: the folder cannot be written, or another process holds it.
        """
        try:
            inner = pyoxigraph.Store(str(folder))
            waiting = iter(quads)
            while part := list(islice(waiting, _PART)):  # the loader would hold a million quads and more
                inner.bulk_extend(part)
                if lines is not None:
                    serialize(part, lines, RdfFormat.N_QUADS)
            inner.flush()
        except (OSError, RuntimeError) as error:
            raise StoreError(_reason(folder, error)) from error

    @classmethod
    def open(cls, folder: Path) -> Store:
        """Open a store to read. It may be opened by many at a time, and while another process writes.

        Raises:
            StoreError: there is none, or it cannot be read.
        """
        _expect(folder)
        for attempt in range(_ATTEMPTS):
            before = _layout(folder)
            try:
                opened = cls(pyoxigraph.Store.read_only(str(folder)))
            except (OSError, RuntimeError) as error:
                if attempt == _ATTEMPTS - 1 or before == _layout(folder):
                    raise StoreError(_reason(folder, error)) from error
            else:
                if before == _layout(folder):
                    return opened
            time.sleep(_PAUSE)
        raise StoreError(f"{folder}: another process changes the store all the time; try again")

    @staticmethod
    def optimize(folder: Path) -> None:
        """Rewrite the files of a store so that queries are as fast as they can be; worth it after many increments.

        Raises:
            StoreError: there is none, or another process is writing to it.
        """
        try:
            open_to_write(folder).optimize()
        except (OSError, RuntimeError) as error:
            raise StoreError(_reason(folder, error)) from error

    @staticmethod
    def backup(folder: Path, to: Path) -> None:
        """Copy a store into a folder that is not there yet; on the same disk the files are shared and cost nothing.

        Raises:
            StoreError: there is no store, another process is writing to it, or the folder is there or cannot be made.
        """
        inner = open_to_write(folder)
        if to.exists():
            raise StoreError(f"{to}: something stands there already; name another place")
        try:
            to.parent.mkdir(parents=True, exist_ok=True)
            inner.backup(str(to))
        except (OSError, RuntimeError) as error:
            raise StoreError(f"{to}: the backup cannot be written: {_first_line(error)}") from error

    def __len__(self) -> int:
        """The number of quads."""
        return len(self._inner)

    def __iter__(self) -> Iterator[Quad]:
        """All quads, in no order."""
        return iter(self._inner)

    def dump(self, output: IO[bytes]) -> None:
        """Write all quads as N-Quads, in no order."""
        self._inner.dump(output, RdfFormat.N_QUADS)

    def graphs(self) -> Iterator[NamedNode]:
        """The named graphs, in no order."""
        return (graph for graph in self._inner.named_graphs() if isinstance(graph, NamedNode))

    def triples(self, graph: NamedNode) -> Iterator[Triple]:
        """The triples of one named graph, in no order."""
        return (quad.triple for quad in self._inner.quads_for_pattern(None, None, None, graph))

    @cached_property
    def names(self) -> Names:
        """The names under the base IRI that the dataset was written with."""
        found_in: Iterator[Any] = self._inner.quads_for_pattern(term("geokg:Claim"), term("rdf:type"), None, None)
        graphs = (quad.graph_name for quad in found_in)
        for graph in (graph for graph in graphs if isinstance(graph, NamedNode)):
            base, found, rest = graph.value.partition("graph/ontology")
            if found and not rest:
                return Names(base)
        return Names(BASE)

    def query(
        self, text: str, *, prefixes: Mapping[str, str], union: bool = True
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        """Ask in SPARQL, over all graphs at once unless the text says GRAPH.

        Every triple stands in one graph only, so the union counts nothing twice. A FROM in the text counts only without
        ``union``.

        Raises:
            SyntaxError: the text is no SPARQL query; the message holds line and column.
        """
        return self._inner.query(text, prefixes=dict(prefixes), use_default_graph_as_union=union)

    def query_graphs(
        self, text: str, default: Iterable[NamedNode], named: Iterable[NamedNode], *, prefixes: Mapping[str, str]
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        """Ask in SPARQL, over the ``default`` graphs at once and, by GRAPH, the ``named`` ones, whatever FROM says.

        Raises:
            SyntaxError: as :meth:`query`.
        """
        return self._inner.query(text, prefixes=dict(prefixes), default_graph=list(default), named_graphs=list(named))


def open_to_write(folder: Path) -> pyoxigraph.Store:
    """Open a store to change it, which one process can at a time; it is let go when the last name of it is.

    Raises:
        StoreError: there is none, it cannot be read, or another process is writing to it.
    """
    _expect(folder)
    try:
        return pyoxigraph.Store(str(folder))
    except (OSError, RuntimeError) as error:
        raise StoreError(_reason(folder, error)) from error


def _expect(folder: Path) -> None:
    if not (folder / "CURRENT").exists():
        raise StoreError(f"{folder}: no graph is stored there; run `geokg build` first")


def _layout(folder: Path) -> list[tuple[str, int]]:
    """The files of a store, with the size of the lists of them: what changes where a writer moves data about.

    Opening reads these files one after the other, so what was opened is whole only where they stayed the same. A
    transaction alone changes none of them: it is appended to a log, of which half a transaction is never read.
    """
    try:
        with os.scandir(folder) as files:
            data = [file for file in files if file.name.startswith(("CURRENT", "MANIFEST")) or file.name[0].isdigit()]
            return sorted((file.name, file.stat().st_size * file.name.startswith("MANIFEST")) for file in data)
    except FileNotFoundError:  # moved while we look
        return []


def _reason(folder: Path, error: Exception) -> str:
    """One line on why a store does not open."""
    first = _first_line(error)
    if "lock" in first.lower():
        return f"{folder}: another process is writing to this store; wait for it to end, or build elsewhere with -o"
    return f"{folder}: the store cannot be used ({first}); move it away and run `geokg build` again"


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
