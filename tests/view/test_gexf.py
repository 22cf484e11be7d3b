from __future__ import annotations

import io

import networkx as nx

from geokg.graph import Graph
from geokg.view.gexf import gexf
from tests.known import ARTICLES, STATEMENTS


def test_what_is_written_can_be_read_again() -> None:
    graph = Graph.from_statements(ARTICLES, STATEMENTS).to_networkx()
    again = nx.read_gexf(io.StringIO(gexf(graph)))
    assert set(again.nodes) == set(graph.nodes)
    assert {(a, b, data["relation"]) for a, b, data in again.edges(data=True)} == {
        (a, b, data["relation"]) for a, b, data in graph.edges(data=True)
    }
    assert again.nodes["norland"]["label"] == graph.nodes["norland"]["label"]


def test_neither_the_day_nor_the_order_changes_it() -> None:
    first, second = (Graph.from_statements(ARTICLES, told).to_networkx() for told in (STATEMENTS, STATEMENTS[::-1]))
    assert gexf(first) == gexf(second)
    assert "lastmodified" not in gexf(first)


def test_what_xml_cannot_hold_is_replaced() -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("a", label="nul \0, half \ud800, <tag> & \u202e")
    told = gexf(graph)
    told.encode("utf-8")
    assert nx.read_gexf(io.StringIO(told)).nodes["a"]["label"] == "nul \ufffd, half \ufffd, <tag> & \u202e"
