"""What a query gives back, as rows of RDF terms, and in the formats that people ask for."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from pyoxigraph import Literal, NamedNode, Triple

from geokg.errors import QueryError
from geokg.rdf.literals import canonical
from geokg.rdf.turtle import turtle

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["FORMATS", "Answer", "harmless"]

#: The formats of :meth:`Answer.serialize`. ``ttl`` needs a CONSTRUCT or DESCRIBE query.
FORMATS = ("csv", "tsv", "json", "xml", "ttl")
_XSD = "http://www.w3.org/2001/XMLSchema#"
#: What makes a cell a formula to a spreadsheet, or hides that one follows (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_NUMBERS = {"integer": int, "decimal": float, "double": float, "float": float}


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows of terms, one a column; None where a variable is not bound.

    An ASK query gives one row of one boolean, and ``is_truth``; a CONSTRUCT query a row a triple, and ``is_graph``.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    prefixes: Mapping[str, str]
    is_graph: bool = False
    is_truth: bool = False

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Each row as a dict of column -> Python value: text, number, truth value or None; IRIs in full."""
        for row in self.rows:
            yield {column: _value(term) for column, term in zip(self.columns, row, strict=True)}

    def __bool__(self) -> bool:
        """False where there are no rows, and where an ASK query says no."""
        return bool(self.rows) and not (self.is_truth and self.rows[0][0].value == "false")

    def table(self) -> list[tuple[str, ...]]:
        """Each row as short text for people: literals without type or language, IRIs with prefixes."""
        return [tuple(self._short(term) for term in row) for row in self.rows]

    def serialize(self, format: str = "csv", *, raw: bool = False) -> bytes:  # noqa: A002
        """The answer in one of :data:`FORMATS`, in UTF-8.

        ``csv``, ``tsv``, ``json`` and ``xml`` follow the SPARQL 1.1 result formats, but that a cell of ``csv`` which a
        spreadsheet would run as a formula gets an apostrophe before it, unless ``raw``. Numbers stay as they are.

        Raises:
            QueryError: the format is unknown, or ``ttl`` is asked of an answer that is no graph.
        """
        if format == "ttl" and not self.is_graph:
            raise QueryError("ttl needs a CONSTRUCT or DESCRIBE query; use table, csv, tsv, json or xml for this one")
        writers = {"csv": self._csv, "tsv": self._tsv, "json": self._json, "xml": self._xml, "ttl": self._ttl}
        if format not in writers:
            raise QueryError(f"{format}: unknown format; choose one of {', '.join(FORMATS)}")
        return (self._csv(raw=raw) if format == "csv" else writers[format]()).encode()

    def _short(self, term: object) -> str:
        if isinstance(term, NamedNode):
            by_length = sorted(self.prefixes.items(), key=lambda item: -len(item[1]))
            fitting = (f"{name}:{term.value[len(iri) :]}" for name, iri in by_length if term.value.startswith(iri))
            return next(fitting, term.value)
        return _text(term)

    def _csv(self, *, raw: bool = False) -> str:
        out, cell = io.StringIO(), _text if raw else harmless
        csv.writer(out, lineterminator="\r\n").writerows([self.columns, *(map(cell, row) for row in self.rows)])
        return out.getvalue()

    def _tsv(self) -> str:
        head = "\t".join(f"?{column}" for column in self.columns)
        lines = ("\t".join("" if term is None else _tsv_term(term) for term in row) for row in self.rows)
        return "".join(f"{line}\n" for line in (head, *lines))

    def _json(self) -> str:
        bindings = [
            {column: _json_term(term) for column, term in zip(self.columns, row, strict=True) if term is not None}
            for row in self.rows
        ]
        document: dict[str, Any] = {"head": {"vars": list(self.columns)}, "results": {"bindings": bindings}}
        if self.is_truth:
            document = {"head": {}, "boolean": bool(self)}
        return json.dumps(document, ensure_ascii=False, indent=2) + "\n"

    def _xml(self) -> str:
        root = ElementTree.Element("sparql", xmlns="http://www.w3.org/2005/sparql-results#")
        head = ElementTree.SubElement(root, "head")
        if self.is_truth:
            ElementTree.SubElement(root, "boolean").text = str(bool(self)).lower()
        else:
            for column in self.columns:
                ElementTree.SubElement(head, "variable", name=column)
            results = ElementTree.SubElement(root, "results")
            for row in self.rows:
                result = ElementTree.SubElement(results, "result")
                for column, term in zip(self.columns, row, strict=True):
                    if term is not None:
                        ElementTree.SubElement(result, "binding", name=column).append(_xml_term(term))
        ElementTree.indent(root)
        text = ElementTree.tostring(root, encoding="unicode").replace("\r", "&#13;")  # or readers make it a line feed
        return f'<?xml version="1.0"?>\n{text}\n'

    def _ttl(self) -> str:
        return turtle({"Answer": (Triple(*row) for row in self.rows)}, self.prefixes)


def _text(term: object) -> str:
    return "" if term is None else str(getattr(term, "value", term))


def harmless(term: object) -> str:
    """The text of a cell; an apostrophe stands before what a spreadsheet would run."""
    text = _text(term)
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def _value(term: object) -> Any:
    if not isinstance(term, Literal):
        return None if term is None else _text(term)
    kind = term.datatype.value.removeprefix(_XSD)
    if kind == "boolean":
        return term.value == "true"
    return _NUMBERS.get(kind, str)(term.value)


def _tsv_term(term: object) -> str:
    return str(term).replace("\t", "\\t")


def _json_term(term: Any) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if not isinstance(term, Literal):
        return {"type": "bnode", "value": _text(term)}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    if term.datatype.value == _XSD + "string":
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


def _xml_term(term: Any) -> ElementTree.Element:
    told = _json_term(term)
    attributes = {name: value for name, value in told.items() if name not in ("type", "value")}
    element = ElementTree.Element(told["type"], attributes)
    element.text = canonical(told["value"])
    return element
