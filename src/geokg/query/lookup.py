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
#: All names there are; the graph may be large, so it is asked last.
_EVERY = (
    f"{{ ?node skos:prefLabel ?name BIND({_LABEL} AS ?rank) }} UNION "
    f"{{ ?node {'|'.join(_OTHER_NAMES)} ?name BIND({_ALIAS} AS ?rank) }}"
)


class Source(Protocol):
    """What can be asked: an embedded store, or an endpoint."""

    @property
    def names(self) -> Names:
        """The names under the base IRI of its dataset."""

    def query(self, text: str, *, prefixes: Mapping[str, str], union: bool = True) -> Any:
        """Solutions, a truth, or triples; of all graphs, or without ``union`` of those that the text names.

        Raises:
            SyntaxError: the text is no SPARQL.
        """


def find(source: Source, kind: str, value: str) -> NamedNode:
    """The actor, relation or family whose id, else label, else alias is ``value``.

    It is looked up as it is written, then with other capitals; only where that finds nothing are all names compared,
    without regard to case and accents.

    Raises:
        QueryError: there is none in the graph, or several.
    """
    wanted = value.strip()
    spellings = {wanted.lower(), wanted.upper(), wanted.title(), wanted.capitalize()}
    patterns = (_exact(source, kind, {wanted}), _exact(source, kind, spellings), _EVERY)
    ranked = (_ranked(source, kind, pattern) for pattern in patterns)
    called: tuple[Mapping[str, set[str]], ...] = next(filter(any, ranked), ())
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


def _exact(source: Source, kind: str, spellings: set[str]) -> str:
    """A pattern of what is called exactly so, which indexes answer. Names are in English, those of families in none."""
    nodes = " ".join(sorted(str(source.names.iri(kind, spelling)) for spelling in spellings))
    names = " ".join(sorted(str(Literal(spelling, language="en")) for spelling in spellings))
    plain = " ".join(sorted(str(Literal(spelling)) for spelling in spellings))
    return (
        f"{{ VALUES ?node {{ {nodes} }} ?node skos:prefLabel ?label BIND({_ID} AS ?rank) }} UNION "
        f"{{ VALUES ?name {{ {names} {plain} }} ?node skos:prefLabel ?name BIND({_LABEL} AS ?rank) }} UNION "
        f"{{ VALUES ?name {{ {names} }} ?node ?property ?name "
        f"FILTER(?property IN ({', '.join(_OTHER_NAMES)})) BIND({_ALIAS} AS ?rank) }}"
    )


def _ranked(source: Source, kind: str, pattern: str) -> tuple[Mapping[str, set[str]], ...]:
    """IRIs of a kind by id, by label and by alias, each in small letters without accents."""
    names = source.names
    called = tuple(defaultdict[str, set[str]](set) for _ in range(3))
    rows: Iterable[Any] = source.query(f"SELECT ?node ?name ?rank WHERE {{ {pattern} }}", prefixes=names.prefixes)
    for node, name, rank in rows:
        if node.value.startswith(names.prefixes[kind]):
            called[_ID][fold(names.local(node.value)).casefold()].add(node.value)
            if name is not None:
                called[int(rank.value)][fold(name.value).casefold()].add(node.value)
    return called
