"""A measure as a table: columns, rows, and the claims behind each row; as CSV, JSON or Turtle."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, Triple

from geokg.answer import harmless
from geokg.model import short_hash
from geokg.rdf.literals import day, decimal, text
from geokg.rdf.namespaces import term
from geokg.rdf.turtle import turtle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geokg.analysis.events import Event
    from geokg.model import Statement
    from geokg.rdf.namespaces import Names

__all__ = ["FORMS", "Cell", "Row", "Table", "behind", "to_csv"]

FORMS = ("csv", "json", "ttl")
_QB = "http://purl.org/linked-data/cube#"

Cell = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Row:
    """One cell a column, and the claims that it is counted from."""

    cells: tuple[Cell, ...]
    claims: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """What a measure found. ``name`` has no blanks and names the dataset in Turtle."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def texts(self) -> list[tuple[str, ...]]:
        """Each row as text for people."""
        return [tuple(map(_text, row.cells)) for row in self.rows]

    def serialize(self, form: str, names: Names) -> str:
        """As CSV (with a column ``claims``), JSON, or Turtle in the RDF Data Cube vocabulary.

        Raises:
            KeyError: the form is none of :data:`FORMS`.
        """
        if form == "ttl":
            return self._turtle(names)
        return {"csv": self._csv, "json": self._json}[form]()

    def _csv(self) -> str:
        return to_csv((*self.columns, "claims"), ((*row.cells, " ".join(_ids(row))) for row in self.rows))

    def _json(self) -> str:
        rows = [
            {column: _plain(cell) for column, cell in zip(self.columns, row.cells, strict=True)} | {"claims": _ids(row)}
            for row in self.rows
        ]
        document = {"measure": self.name, "title": self.title, "rows": rows}
        return json.dumps(document, ensure_ascii=False, indent=2) + "\n"

    def _turtle(self, names: Names) -> str:
        space = f"{names.base}analysis/{self.name}"
        prefixes = names.prefixes | {"qb": _QB, "measure": f"{space}#", "row": f"{space}/"}
        return turtle({self.title: self._triples(space, names)}, prefixes)

    def _triples(self, space: str, names: Names) -> Iterator[Triple]:
        dataset, kind = NamedNode(space), term("rdf:type")
        yield Triple(dataset, kind, NamedNode(_QB + "DataSet"))
        yield Triple(dataset, term("rdfs:label"), text(self.title, "en"))
        for column in self.columns:
            yield Triple(NamedNode(f"{space}#{column}"), kind, NamedNode(_QB + "ComponentProperty"))
            yield Triple(NamedNode(f"{space}#{column}"), term("rdfs:label"), text(column.replace("_", " "), "en"))
        for row in self.rows:
            node = NamedNode(f"{space}/{short_hash(*map(_text, row.cells))}")
            yield Triple(node, kind, NamedNode(_QB + "Observation"))
            yield Triple(node, NamedNode(_QB + "dataSet"), dataset)
            for column, cell in zip(self.columns, row.cells, strict=True):
                if cell is not None:
                    yield Triple(node, NamedNode(f"{space}#{column}"), _literal(cell))
            for claim in _ids(row):
                yield Triple(node, term("prov:wasDerivedFrom"), names.iri("claim", claim.removeprefix("claim/")))


def behind(events: Iterable[Event]) -> tuple[Statement, ...]:
    """The claims of events, in their order."""
    return tuple(claim for event in events for claim in event.claims)


def to_csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """CSV whose cells no spreadsheet runs as a formula."""
    out = io.StringIO()
    cells = ([harmless(_text(cell)) for cell in row] for row in rows)
    csv.writer(out, lineterminator="\n").writerows([columns, *cells])
    return out.getvalue()


def _ids(row: Row) -> list[str]:
    return sorted({claim.id for claim in row.claims})


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    return decimal(cell) if isinstance(cell, float) else str(cell)


def _plain(cell: Cell) -> Any:
    return cell.isoformat() if isinstance(cell, date) else cell


def _literal(cell: str | int | float | date) -> Literal:
    if isinstance(cell, date):
        return day(cell)
    if isinstance(cell, float):
        return Literal(decimal(cell), datatype=term("xsd:decimal"))
    return text(cell) if isinstance(cell, str) else Literal(str(cell), datatype=term("xsd:integer"))
