"""Nodes and relationships as a script of Cypher that may be run twice: it merges and never doubles."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from geokg.dump.property_graph import PROPERTIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geokg.dump.property_graph import Edge, Node, Value

__all__ = ["literal", "script"]

_ROWS = 500
_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def script(nodes: Iterable[Node], edges: Iterable[Edge]) -> Iterator[str]:
    """The statements, each on lines of its own: constraints, nodes by their labels, relationships by their type."""
    for label in PROPERTIES:
        name = f"geokg_{label.lower()}_id"
        yield f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE;\n"
    by_labels: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for node in nodes:
        by_labels[node.labels].append(_map({"id": node.id, **node.properties}))
    for labels, rows in by_labels.items():
        first, *more = map(_name, labels)
        also = "".join(f", n:{label}" for label in more)
        yield from _unwound(rows, f"MERGE (n:{first} {{id: row.id}}) SET n += row{also}")
    by_type: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for edge in edges:
        by_type[edge.type, edge.start_label, edge.end_label].append(literal((edge.start, edge.end)))
    for (kind, start, end), rows in by_type.items():
        ends = f"MATCH (a:{start} {{id: row[0]}}), (b:{end} {{id: row[1]}})"
        yield from _unwound(rows, f"{ends} MERGE (a)-[:{_name(kind)}]->(b)")


def literal(value: Value) -> str:
    r"""A value as Cypher writes it.

    Neo4j reads ``\u`` escapes before it reads strings, so a backslash is kept apart from a u behind it.

    >>> print(literal("it's"), literal(("a", "b")), literal(r"\u0027"))
    'it\'s' ['a', 'b'] '\\' + 'u0027'
    """
    if isinstance(value, tuple):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, date):
        return f"date('{value}')"
    if not isinstance(value, str):
        return repr(value)
    escaped = "".join(_ESCAPES.get(character, character) for character in value)
    return "'" + re.sub(r"\\\\(?=[uU])", r"\\\\' + '", escaped) + "'"


def _name(text: str) -> str:
    return f"`{text.replace('`', '``')}`"


def _map(values: dict[str, Value]) -> str:
    return "{" + ", ".join(f"{name}: {literal(value)}" for name, value in values.items()) + "}"


def _unwound(rows: Sequence[str], work: str) -> Iterator[str]:
    for start in range(0, len(rows), _ROWS):
        listed = ",\n  ".join(rows[start : start + _ROWS])
        yield f"UNWIND [\n  {listed}\n] AS row\n{work};\n"
