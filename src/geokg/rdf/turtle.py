"""Turtle that is pleasant to read: grouped by subject, sorted, one predicate a line, with labels beside actors.

Bulk formats go through pyoxigraph; this writer is for the small file that people open.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["turtle"]

#: Local names that need no escape in Turtle, narrower than the grammar allows.
_PLAIN_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_\-]|%[0-9A-F]{2})*")
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_FIRST = (_TYPE, "http://www.w3.org/2004/02/skos/core#prefLabel")


def turtle(sections: Mapping[str, Iterable[Triple]], prefixes: Mapping[str, str]) -> str:
    """A Turtle file of titled sections, each sorted; only the prefixes that it uses are declared."""
    by_length = sorted(prefixes.items(), key=lambda item: -len(item[1]))
    short = _Shortener(tuple(by_length))
    body = "".join(f"\n\n# {title}\n{''.join(_subjects(triples, short))}" for title, triples in sections.items())
    used = [f"@prefix {name}: <{prefixes[name]}> .\n" for name in sorted(short.used)]
    return "".join(used) + body


def _subjects(triples: Iterable[Triple], short: _Shortener) -> Iterator[str]:
    ordered = sorted(set(triples), key=_order)
    for subject, group in groupby(ordered, key=lambda triple: triple.subject):
        lines = [
            f"{short(predicate)} " + ", ".join(short(triple.object) for triple in same)
            for predicate, same in groupby(group, key=lambda triple: triple.predicate)
        ]
        yield f"\n{short(subject)} " + " ;\n    ".join(lines) + " .\n"


def _order(triple: Triple) -> tuple[str, int, str, str]:
    """By subject, its type and label first, then by predicate and object."""
    predicate = triple.predicate.value
    rank = _FIRST.index(predicate) if predicate in _FIRST else len(_FIRST)
    return str(triple.subject), rank, predicate, str(triple.object)


class _Shortener:
    """Writes terms, IRIs by prefix where one fits, and remembers which prefixes it used."""

    def __init__(self, prefixes: tuple[tuple[str, str], ...]) -> None:
        self.prefixes = prefixes
        self.used: set[str] = set()

    def __call__(self, node: object) -> str:
        if isinstance(node, NamedNode):
            return "a" if node.value == _TYPE else self._iri(node)
        if isinstance(node, Literal) and node.language is None and "#string" not in node.datatype.value:
            return f"{str(node).split('^^')[0]}^^{self._iri(node.datatype)}"
        return str(node)

    def _iri(self, node: NamedNode) -> str:
        for prefix, namespace in self.prefixes:
            local = node.value.removeprefix(namespace)
            if local != node.value and _PLAIN_LOCAL.fullmatch(local):
                self.used.add(prefix)
                return f"{prefix}:{local}"
        return str(node)
