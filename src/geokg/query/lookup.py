"""Finds the actor, relation or family that somebody means, by asking the graph itself."""

from __future__ import annotations

import difflib
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Protocol

from pyoxigraph import Literal, NamedNode

from geokg.errors import QueryError
from geokg.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geokg.rdf.namespaces import Names

__all__ = ["Source", "find"]

#: The properties of the other names of an actor.
_OTHER_NAMES = (
    "skos:altLabel", "geokg:capital", "geokg:metonym", "geokg:demonym", "geokg:adjective", "geokg:surname",
)  # fmt: skip
_ID, _LABEL, _ALIAS = range(3)


class Source(Protocol):
    """What can be asked: an embedded store, or an endpoint."""

    @property
    def names(self) -> Names:
        """The names under the base IRI of its dataset."""

    def query(self, text: str, *, prefixes: Mapping[str, str]) -> Any:
        """Solutions, a truth, or triples. Raises SyntaxError where the text is no SPARQL."""


def find(source: Source, kind: str, value: str) -> NamedNode:
    """The actor, relation or family whose id, else label, else alias is ``value``.

    Names as they are written are looked up; only where there is none are all compared, whatever their case and accents.

    Raises:
        QueryError: there is none in the graph, or several.
    """
    wanted = value.strip()
    called = _ranked(source, kind, _exact(source, kind, wanted))
    if not any(called):
        called = _ranked(source, kind, _EVERY)
    folded = fold(wanted).casefold()
    for by_name in called:
        found = sorted(by_name.get(folded, ()))
        if len(found) == 1:
            return NamedNode(found[0])
        if found:
            several = ", ".join(map(source.names.local, found))
            raise QueryError(f"{value!r} can be any of {several}; say which by its id")
    near = difflib.get_close_matches(folded, sorted({name for by_name in called for name in by_name}), n=3, cutoff=0.75)
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    raise QueryError(f"{value!r}: no such {kind} in the graph{hint}")


#: The id, label or other names of everything; the graph may be large, so it is not asked first.
_EVERY = (
    "{ ?node skos:prefLabel ?name BIND(1 AS ?rank) } UNION "
    f"{{ ?node {'|'.join(_OTHER_NAMES)} ?name BIND(2 AS ?rank) }}"
)


def _exact(source: Source, kind: str, value: str) -> str:
    """A pattern of what is called exactly so, or so in small or capital letters; indexes answer it."""
    spellings = sorted({value, value.lower(), value.upper(), value.title(), value.capitalize()})
    nodes = " ".join(str(source.names.iri(kind, spelling)) for spelling in spellings)
    names = " ".join(f"{Literal(spelling, language='en')} {Literal(spelling)}" for spelling in spellings)
    parts = [f"{{ VALUES ?node {{ {nodes} }} ?node skos:prefLabel ?label BIND(0 AS ?rank) }}"]
    for rank, paths in ((_LABEL, ("skos:prefLabel",)), (_ALIAS, _OTHER_NAMES)):
        parts += [f"{{ VALUES ?name {{ {names} }} ?node {path} ?name BIND({rank} AS ?rank) }}" for path in paths]
    return " UNION ".join(parts)


def _ranked(source: Source, kind: str, pattern: str) -> tuple[Mapping[str, set[str]], ...]:
    """IRIs of a kind by id, by label and by alias, each in small letters without accents."""
    names = source.names
    called = tuple(defaultdict[str, set[str]](set) for _ in range(3))
    rows: Iterable[Any] = source.query(f"SELECT ?node ?name ?rank WHERE {{ {pattern} }}", prefixes=names.prefixes)
    for node, name, rank in rows:
        if node.value.startswith(names.prefixes[kind]):
            called[_ID][names.local(node.value).casefold()].add(node.value)
            if name is not None:
                called[int(rank.value)][fold(name.value).casefold()].add(node.value)
    return called
