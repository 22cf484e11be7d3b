"""Nodes and relationships as CSV, with the headers that ``neo4j-admin`` or Neptune's openCypher loader reads."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from geokg.dump.property_graph import PROPERTIES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from geokg.dump.property_graph import Edge, Node, Value

__all__ = ["NEO4J", "NEPTUNE", "Dialect", "write_tables"]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a product names the column of the id, and the types of columns."""

    id: str
    types: dict[type, str]


NEO4J = Dialect("id:ID", {str: "string", int: "int", float: "double", date: "date", tuple: "string[]"})
NEPTUNE = Dialect(":ID", {str: "String", int: "Int", float: "Double", date: "DateTime", tuple: "String[]"})

#: Between the parts of a list, in both products.
_AND = ";"


def write_tables(nodes: Iterable[Node], edges: Iterable[Edge], folder: Path, dialect: Dialect) -> list[Path]:
    """Write ``actors.csv``, ``articles.csv``, ``claims.csv`` and ``relationships.csv``; their places, this last."""
    rows: dict[str, list[list[str]]] = {label: [] for label in PROPERTIES}
    for node in nodes:
        label = node.labels[0]
        values = (_cell(node.properties.get(name)) for name in PROPERTIES[label])
        rows[label].append([node.id, *values, _AND.join(node.labels)])
    places = []
    for label, properties in PROPERTIES.items():
        columns = (f"{name}:{dialect.types[kind]}" for name, kind in properties.items())
        places.append(folder / f"{label.lower()}s.csv")
        _write(places[-1], [dialect.id, *columns, ":LABEL"], rows[label])
    places.append(folder / "relationships.csv")
    _write(places[-1], [":START_ID", ":END_ID", ":TYPE"], ([edge.start, edge.end, edge.type] for edge in edges))
    return places


def _cell(value: Value | None) -> str:
    if isinstance(value, tuple):
        return _AND.join(part.replace(_AND, ",") for part in value)
    return "" if value is None else str(value)


def _write(place: Path, header: list[str], rows: Iterable[list[str]]) -> None:
    with place.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
