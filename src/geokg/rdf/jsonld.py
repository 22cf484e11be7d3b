"""JSON-LD 1.1, compact in the words of ``ontology/context.jsonld``, one node a line.

The context is the only place that tells how a property is called and of what type its values are; what it does not
name is written in full, or with a prefix. So a new property needs no line here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import IO, TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from geokg.data import data_path
from geokg.rdf.namespaces import BASE, VOCABULARIES, term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pyoxigraph import Triple

    from geokg.rdf.namespaces import Names

__all__ = ["CONTEXT", "load_context", "write_jsonld"]

#: Where the context is published.
CONTEXT = BASE + "context.jsonld"
_KEPT_PLAIN = (term("xsd:string"), term("rdf:langString"))


@dataclass(frozen=True, slots=True)
class _Property:
    """A property as the context calls it; ``type`` and ``language`` are those of a value that stands without them."""

    name: str
    type: str | None = None
    language: str | None = None


def write_jsonld(
    graphs: Iterable[tuple[NamedNode, Sequence[Triple]]], names: Names, output: IO[bytes], *, inline: bool = True
) -> None:
    """Write named graphs, the triples of each sorted.

    Args:
        inline: whether the context stands in the file, which is then read without a network; else its address does.
    """
    words = _Words(names.prefixes, load_context())
    rooms = {room: base for room, base in names.prefixes.items() if room not in VOCABULARIES}
    context = words.context | rooms if inline else [CONTEXT, rooms]
    output.write(f'{{"@context": {_json(context)},\n"@graph": ['.encode())
    for number, (graph, triples) in enumerate(graphs):
        nodes = (_json(node) for node in _nodes(triples, words))
        head = f'{"," if number else ""}\n{{"@id": {_json(words.short(graph.value))}, "@graph": [\n'
        output.write((head + ",\n".join(nodes) + "\n]}").encode())
    output.write(b"\n]}\n")


@cache
def load_context() -> dict[str, Any]:
    """What the published context defines."""
    context: dict[str, Any] = json.loads(data_path("ontology/context.jsonld").read_text(encoding="utf-8"))["@context"]
    return context


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _nodes(triples: Iterable[Triple], words: _Words) -> Iterator[dict[str, Any]]:
    """One object a subject, with a list only where there are several values."""
    for subject, about in groupby(triples, key=lambda triple: triple.subject):
        node: dict[str, Any] = {"@id": words.short(str(subject)[1:-1])}
        for predicate, same in groupby(about, key=lambda triple: triple.predicate):
            name, values = words.values(predicate, [triple.object for triple in same])
            node[name] = values[0] if len(values) == 1 else values
        yield {"@id": node.pop("@id"), "@type": node.pop("@type"), **node} if "@type" in node else node


class _Words:
    """Calls IRIs and values what a context calls them."""

    def __init__(self, prefixes: Mapping[str, str], context: dict[str, Any]) -> None:
        self.context = context
        self._namespaces = sorted(prefixes.items(), key=lambda item: -len(item[1]))
        self._properties: dict[str, _Property] = {}
        self._terms: dict[str, str] = {}
        for name, meaning in context.items():
            if isinstance(meaning, dict):
                iri = self._full(meaning["@id"])
                self._properties[iri] = _Property(name, meaning.get("@type"), meaning.get("@language"))
            elif name not in prefixes and isinstance(meaning, str):
                self._terms[self._full(meaning)] = name

    def _full(self, name: str) -> str:
        return term(name).value

    def short(self, iri: str) -> str:
        """The IRI with the longest prefix that fits."""
        for prefix, namespace in self._namespaces:
            if iri.startswith(namespace) and not iri.startswith("//", len(namespace)):
                return f"{prefix}:{iri[len(namespace) :]}"
        return iri

    def values(self, predicate: NamedNode, nodes: Sequence[Any]) -> tuple[str, list[Any]]:
        """The name of a property, and its values."""
        if predicate == term("rdf:type"):
            return "@type", [self._term(node.value) for node in nodes]
        known = self._properties.get(predicate.value) or _Property(self.short(predicate.value))
        return known.name, [self._value(node, known) for node in nodes]

    def _term(self, iri: str) -> str:
        return self._terms.get(iri) or self.short(iri)

    def _value(self, node: Any, known: _Property) -> Any:
        if not isinstance(node, Literal):
            if known.type == "@vocab":
                return self._term(node.value)
            return self.short(node.value) if known.type == "@id" else {"@id": self.short(node.value)}
        kind = None if node.datatype in _KEPT_PLAIN else self.short(node.datatype.value)
        if (kind, node.language) == (known.type, known.language):
            return node.value
        full = {"@value": node.value, "@type": kind, "@language": node.language}
        return {key: value for key, value in full.items() if value is not None}
