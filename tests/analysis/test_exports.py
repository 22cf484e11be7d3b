from __future__ import annotations

import csv
import io
from dataclasses import replace
from xml.etree import ElementTree

import networkx
import pytest

from geokg.analysis.exports import EXPORTS, export
from geokg.errors import ConfigError
from geokg.graph import Graph
from geokg.model import Actor, Kind
from tests.known import ARTICLES, ATTACKS, JOINS, MEMBER, STATEMENTS, WARNS

GRAPH = Graph.from_statements(ARTICLES, STATEMENTS)
CLAIMS = GRAPH.statements()
GEXF = "{http://gexf.net/1.3}"


def table(form: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export(CLAIMS, form).decode())))


def test_networkx_reads_the_graphml() -> None:
    graph = networkx.parse_graphml(export(CLAIMS, "graphml").decode())
    assert graph.nodes["norland"] == {"label": "Norland", "kind": "Country", "iso3": "NOR"}
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (5, 9)  # all but the denial have an object
    edge = graph.edges["sudria", "league", JOINS.id]
    assert (edge["relation"], edge["status"], edge["speaker"]) == ("joins", "planned", "karlsen")
    assert (edge["start"], edge["end"], edge["confidence"]) == ("2025-01-01", "2025-12-31", 0.9)


def test_the_gexf_tells_when_each_edge_begins() -> None:
    root = ElementTree.fromstring(export(CLAIMS, "gexf"))
    graph = root.find(f"{GEXF}graph")
    assert graph is not None
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    edges = {edge.get("id"): edge for edge in graph.iter(f"{GEXF}edge")}
    assert len(edges) == 9
    assert (edges[WARNS.id].get("start"), edges[WARNS.id].get("end")) == ("2024-03-01", None)
    assert (edges[JOINS.id].get("start"), edges[JOINS.id].get("end")) == ("2025-01-01", "2025-12-31")
    nodes = {node.get("id") for node in graph.iter(f"{GEXF}node")}
    assert {end for edge in edges.values() for end in (edge.get("source"), edge.get("target"))} <= nodes


def test_networkx_reads_the_gexf() -> None:
    graph = networkx.read_gexf(io.BytesIO(export(CLAIMS, "gexf")), version="1.3")
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (5, 9)
    assert graph.nodes["norland"] == {"label": "Norland", "kind": "Country", "iso3": "NOR"}


def test_edges_as_csv() -> None:
    rows = {row["id"]: row for row in table("edges")}
    assert rows[WARNS.id] | {"quote": ""} == {
        "id": WARNS.id, "source": "norland", "target": "sudria", "label": "warns", "relation": "warns",
        "family": "THREATEN", "intensity": "-4.4", "status": "asserted", "speaker": "", "confidence": "0.83",
        "start": "2024-03-01", "end": "", "outlet": "The Daily Example", "article": "first", "quote": "",
    }  # fmt: skip
    assert [row["id"] for row in table("nodes")] == ["karlsen", "league", "norland", "sudria", "x-0123456789abcdef"]


def test_event_data_holds_what_articles_assert_and_no_states() -> None:
    rows = table("plover")
    assert [(r["Event Date"], r["Event Type"], r["Actor Name"], r["Recipient Name"], r["Quad Code"]) for r in rows] == [
        ("2024-03-01", "THREATEN", "Norland", "Sudria", "VERBAL CONFLICT"),
        ("2024-03-01", "ASSAULT", "Sudria", "Norland", "MATERIAL CONFLICT"),
        ("2024-03-02", "THREATEN", "Norland", "Sudria", "VERBAL CONFLICT"),
    ]
    assert rows[1]["Primary Actor Sector"] == "MIL"
    assert len(rows[0]) == 40
    assert list(rows[0])[7:17] == [
        "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
        "Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country",
    ]  # fmt: skip


def test_gdelt_has_its_58_columns() -> None:
    rows = table("gdelt")
    assert len(rows[0]) == 58
    first = {name: value for name, value in rows[0].items() if value and name != "GLOBALEVENTID"}
    assert first == {
        "SQLDATE": "20240301", "MonthYear": "202403", "Year": "2024", "FractionDate": "2024.2493",
        "Actor1Code": "NORGOV", "Actor1Name": "NORLAND", "Actor1CountryCode": "NOR", "Actor1Type1Code": "GOV",
        "Actor2Code": "SDR", "Actor2Name": "SUDRIA", "Actor2CountryCode": "SDR",
        "EventCode": "130", "EventBaseCode": "130", "EventRootCode": "13", "QuadClass": "3", "GoldsteinScale": "-4.4",
        "NumMentions": "1", "NumSources": "1", "NumArticles": "1", "DATEADDED": "20240301",
        "SOURCEURL": "https://example.org/first?a=1&b=2",
    }  # fmt: skip


def test_icews_has_its_20_columns() -> None:
    rows = table("icews")
    assert len(rows[0]) == 20
    assert (rows[1]["Source Name"], rows[1]["CAMEO Code"], rows[1]["Target Name"]) == ("Sudria", "190", "Norland")


@pytest.mark.parametrize("form", EXPORTS)
def test_the_order_of_claims_does_not_show_in_what_is_counted(form: str) -> None:
    assert export(CLAIMS, form) == export(Graph.from_statements(ARTICLES, STATEMENTS[::-1]).statements(), form)


@pytest.mark.parametrize("form", EXPORTS)
def test_an_empty_graph(form: str) -> None:
    assert export([], form)


def test_a_cell_that_a_spreadsheet_would_run_is_neutralised() -> None:
    hostile = Actor("x-1", "=HYPERLINK(1)", Kind.GROUP)
    rows = list(csv.reader(io.StringIO(export([replace(MEMBER, subject=hostile)], "nodes").decode())))
    assert rows[2] == ["x-1", "'=HYPERLINK(1)", "Group", ""]


def test_characters_that_xml_cannot_hold_are_replaced() -> None:
    odd = Actor("x-1", "a\x00b", Kind.GROUP)
    for form in ("graphml", "gexf"):
        assert "a\ufffdb" in export([replace(MEMBER, subject=odd)], form).decode()
        ElementTree.fromstring(export([replace(MEMBER, subject=odd)], form))


@pytest.mark.parametrize("form", ["nodes", "edges", "plover", "gdelt", "icews"])
def test_parquet_holds_the_rows_of_the_csv(form: str) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    read = parquet.read_table(io.BytesIO(export(CLAIMS, form, parquet=True)))
    rows = table(form)
    assert read.column_names == list(rows[0])
    first = read.column_names[0]
    assert [str(value) for value in read[first].to_pylist()] == [row[first] for row in rows]


def test_a_graph_is_no_parquet() -> None:
    with pytest.raises(ConfigError, match="gexf is no table"):
        export(CLAIMS, "gexf", parquet=True)


def test_pandas_gets_all_claims() -> None:
    pandas = pytest.importorskip("pandas")
    frame = GRAPH.to_pandas()
    assert len(frame) == 10
    by_family = frame[frame.status == "asserted"].groupby("family").size().to_dict()
    assert by_family == {"ASSAULT": 1, "HOLDS_OFFICE": 1, "MEMBER_OF": 1, "REJECT": 1, "THREATEN": 2}
    assert frame.set_index("id").loc[ATTACKS.id, "start"] == pandas.Timestamp("2024-03-01")
    assert list(Graph.from_statements([], []).to_pandas().columns) == list(frame.columns)


def test_polars_gets_all_claims() -> None:
    polars = pytest.importorskip("polars")
    frame = GRAPH.to_polars()
    assert frame.height == 10
    assert frame.schema["start"] == polars.Date
    assert frame.filter(polars.col("status") == "planned").height == 2
    assert Graph.from_statements([], []).to_polars().columns == frame.columns
