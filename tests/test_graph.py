from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import rdflib

from geokg.errors import StoreError
from geokg.graph import Graph
from geokg.jsonl import statement_to_json
from geokg.rdf.events import event_quads
from geokg.rdf.namespaces import BASE
from tests.known import ARTICLES, JOINS, LEAVING, STATEMENTS, WARNS

if TYPE_CHECKING:
    from pathlib import Path

GRAPH = Graph.from_statements(ARTICLES, STATEMENTS)
FACTS = [
    ("karlsen", "headOfStateOf", "norland"),
    ("norland", "memberOf", "league"),
    ("norland", "warns", "sudria"),
    ("sudria", "attacks", "norland"),
]


def test_facts() -> None:
    assert GRAPH.facts() == FACTS


def test_facts_do_not_depend_on_the_base() -> None:
    assert Graph.from_statements(ARTICLES, STATEMENTS, base="http://localhost:1/kg/").facts() == FACTS


def test_a_graph_of_nothing() -> None:
    empty = Graph.from_statements([], [])
    assert (empty.facts(), empty.statements()) == ([], [])
    assert not empty.query("facts")


def test_statements_hold_contents_that_were_not_listed() -> None:
    assert LEAVING in GRAPH.statements()
    assert len(GRAPH.statements()) == len(STATEMENTS) + 1


def test_statements_are_handed_out_as_a_copy() -> None:
    GRAPH.statements().clear()
    assert GRAPH.statements()


def test_an_opened_graph_has_the_same_statements_and_facts(tmp_path: Path) -> None:
    opened = Graph.open(GRAPH.save(tmp_path))
    assert list(map(statement_to_json, opened.statements())) == list(map(statement_to_json, GRAPH.statements()))
    assert (opened.facts(), len(opened)) == (FACTS, len(GRAPH))


def test_what_claims_tell_together_is_what_stands_in_the_graph(tmp_path: Path) -> None:
    names = GRAPH.store.names
    stored = {quad for quad in GRAPH.store if quad.graph_name == names.graph("events")}
    for graph in (GRAPH, Graph.open(GRAPH.save(tmp_path))):
        assert set(event_quads(graph.knowledge(floor=0.0), names)) == stored != set()


def test_opening_nothing_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="run `geokg build` first"):
        Graph.open(tmp_path)


def test_rdflib_gets_all_graphs_and_the_prefixes() -> None:
    dataset = GRAPH.to_rdflib()
    norland, warns, sudria = (
        rdflib.URIRef(BASE + name) for name in ("actor/norland", "relation/warns", "actor/sudria")
    )
    assert (norland, warns, sudria) in dataset
    assert sum(1 for _ in dataset.quads()) == len(GRAPH)
    rows = dataset.query("SELECT ?o { actor:karlsen relation:headOfStateOf ?o }")
    assert [str(row[0]) for row in rows] == [BASE + "actor/norland"]  # type: ignore[index]


def test_networkx_gets_actors_and_statements() -> None:
    graph = GRAPH.to_networkx()
    assert graph.nodes["norland"] == {"label": "Norland", "kind": "Country", "iso3": "NOR"}
    assert graph.edges["sudria", "league", JOINS.id] == {
        "relation": "joins",
        "label": "joins",
        "family": "MEMBER_OF",
        "status": "planned",
        "speaker": "karlsen",
        "confidence": 0.9,
        "quote": JOINS.evidence.quote,
        "article": "first",
    }
    with_object = [statement for statement in GRAPH.statements() if statement.object]
    assert graph.number_of_edges() == len(with_object)
    assert graph.number_of_edges("norland", "sudria") == 2


def test_it_answers_by_name_and_in_sparql() -> None:
    assert [row["whom"] for row in GRAPH.query("who warned whom", subject="Norland")] == ["Sudria", "Sudria"]
    assert GRAPH.query(f"ASK {{ <{BASE}{WARNS.id}> geokg:status geokg:asserted }}")
