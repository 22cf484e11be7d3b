from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from geokg.answer import Answer
from geokg.errors import QueryError
from geokg.rdf.literals import canonical
from geokg.rdf.namespaces import Names, term

PREFIXES = Names().prefixes
ROWS = (
    (NamedNode("https://w3id.org/geokg/actor/nato"), Literal('said "no",\n\twent', language="en"), None),
    (BlankNode("b"), Literal(7), Literal("2024-03-01", datatype=term("xsd:date"))),
)
TABLE = Answer(("a", "b", "c"), ROWS, PREFIXES)
YES, NO = (
    Answer(("answer",), ((Literal(text, datatype=term("xsd:boolean")),),), PREFIXES, is_truth=True)
    for text in ("true", "false")
)
GRAPH = Answer(
    ("subject", "predicate", "object"), ((ROWS[0][0], term("rdf:type"), term("geokg:Actor")),), PREFIXES, True
)


@pytest.mark.parametrize(
    ("name", "standard"),
    [("json", QueryResultsFormat.JSON), ("tsv", QueryResultsFormat.TSV), ("xml", QueryResultsFormat.XML)],
)
def test_other_programs_read_the_rows_back(name: str, standard: QueryResultsFormat) -> None:
    results = parse_query_results(TABLE.serialize(name), format=standard)
    assert isinstance(results, QuerySolutions)
    rows = [tuple(row) for row in results]
    assert rows[0] == ROWS[0]
    assert rows[1][1:] == ROWS[1][1:]


def test_csv() -> None:
    rows = list(csv.reader(io.StringIO(TABLE.serialize("csv").decode(), newline="")))
    assert rows == [["a", "b", "c"], [ROWS[0][0].value, 'said "no",\n\twent', ""], ["b", "7", "2024-03-01"]]
    assert TABLE.serialize().startswith(b"a,b,c\r\n")


@pytest.mark.parametrize(("answer", "truth"), [(YES, True), (NO, False)])
def test_an_ask_query_is_a_truth(answer: Answer, truth: bool) -> None:
    assert bool(answer) is truth
    assert json.loads(answer.serialize("json")) == {"head": {}, "boolean": truth}
    assert bool(parse_query_results(answer.serialize("xml"), format=QueryResultsFormat.XML)) is truth
    assert list(answer) == [{"answer": truth}]


def test_a_column_called_answer_is_no_truth() -> None:
    rows = Answer(("answer",), ((Literal("false", datatype=term("xsd:boolean")),),), PREFIXES)
    assert rows
    assert json.loads(rows.serialize("json"))["head"] == {"vars": ["answer"]}


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+47 22 33 44", "'+47 22 33 44"),
        ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("-", "'-"),
        ("-12", "-12"),
        ("-12.5e-3", "-12.5e-3"),
        ("+.5", "+.5"),
        ("-\u0661", "'-\u0661"),
        ("a=1", "a=1"),
        ("", ""),
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(text: str, cell: str) -> None:
    answer = Answer(("a", "b"), ((Literal(text), Literal("x")),), PREFIXES)
    cells = [
        list(csv.reader(io.StringIO(data.decode(), newline="")))[1][0]
        for data in (answer.serialize("csv"), answer.serialize("csv", raw=True))
    ]
    assert cells == [cell, text]
    assert f'"{text}"' in answer.serialize("tsv").decode() or not text.isprintable()


@given(st.text())
def test_no_text_makes_a_formula_or_breaks_xml(text: str) -> None:
    answer = Answer(("a",), ((Literal(text.encode("utf-8", "replace").decode()),),), PREFIXES)
    cell = list(csv.reader(io.StringIO(answer.serialize("csv").decode(), newline="")))[1:]
    first = cell[0][0] if cell and cell[0] else ""
    assert not first.startswith(("=", "@", "\t", "\r", "\n"))
    assert not first.startswith(("+", "-")) or float(first) is not None
    (literal,) = ElementTree.fromstring(answer.serialize("xml")).iter("{http://www.w3.org/2005/sparql-results#}literal")
    assert (literal.text or "") == canonical(text.encode("utf-8", "replace").decode())


def test_a_graph_is_turtle() -> None:
    triples = [quad.triple for quad in parse(GRAPH.serialize("ttl"), format=RdfFormat.TURTLE)]
    assert triples == [Triple(*GRAPH.rows[0])]


def test_rows_that_are_no_graph_are_no_turtle() -> None:
    with pytest.raises(QueryError, match="ttl needs a CONSTRUCT"):
        TABLE.serialize("ttl")


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(QueryError, match="xls: unknown format; choose one of csv, tsv, json, xml, ttl"):
        TABLE.serialize("xls")


def test_the_table_is_short() -> None:
    assert TABLE.table() == [("actor:nato", 'said "no",\n\twent', ""), ("b", "7", "2024-03-01")]
    foreign = Answer(("a",), ((NamedNode("http://example.org/x"),),), PREFIXES)
    assert foreign.table() == [("http://example.org/x",)]


def test_iteration_gives_python_values() -> None:
    decimal = Literal("0.5", datatype=term("xsd:decimal"))
    rows = list(Answer(("a", "b"), ((decimal, Literal(7)), (None, ROWS[0][0])), PREFIXES))
    assert rows == [{"a": 0.5, "b": 7}, {"a": None, "b": ROWS[0][0].value}]


def test_its_length_is_that_of_its_rows() -> None:
    assert (len(TABLE), bool(TABLE), bool(Answer(("a",), (), PREFIXES))) == (2, True, False)
