from __future__ import annotations

import csv
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geokg.dump.property_graph import PROPERTIES, Edge, Node, edges, nodes
from geokg.dump.tables import NEO4J, NEPTUNE, Dialect, write_tables
from geokg.graph import Graph
from tests.known import ARTICLES, DENIED, FIRST, STATEMENTS

if TYPE_CHECKING:
    from pathlib import Path

GRAPH = Graph.from_statements(ARTICLES, STATEMENTS)
NODES, EDGES = list(nodes(GRAPH)), list(edges(GRAPH))

#: What neo4j-admin reads: a name, a type that it knows, a list of them; and the columns that structure the import.
TYPES = {
    NEO4J.id: {"string", "int", "long", "float", "double", "boolean", "byte", "short", "char", "date", "string[]"},
    NEPTUNE.id: {"Byte", "Short", "Int", "Long", "Float", "Double", "String", "DateTime", "Bool", "String[]"},
}


def rows(place: Path) -> list[dict[str, str]]:
    with place.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_nodes_of_the_known_graph() -> None:
    assert Node("actor/norland", ("Actor", "Country"), {
        "name": "Norland", "iso3": "NOR", "wikidata": "Q20", "aliases": ("Kingdom of Norland",),
    }) in NODES  # fmt: skip
    assert Node(f"article/{FIRST.key}", ("Article",), {
        "title": FIRST.title, "source": FIRST.source, "url": FIRST.url, "published": date(2024, 3, 1), "language": "en",
    }) in NODES  # fmt: skip
    (denied,) = (node for node in NODES if node.id == DENIED.id)
    assert denied.properties["status"] == "negated"
    assert denied.properties["quote"] == DENIED.evidence.quote
    assert sum(node.labels[0] == "Article" for node in NODES) == len(ARTICLES)


def test_the_relationships_of_the_known_graph() -> None:
    assert Edge("MEMBER_OF", "actor/norland", "actor/league", "Actor", "Actor") in EDGES
    assert Edge("SAID_BY", DENIED.id, "actor/x-0123456789abcdef", "Claim", "Actor") in EDGES
    between = {(edge.type, edge.start, edge.end) for edge in EDGES if edge.start_label == "Actor"}
    assert len(between) == len(GRAPH.facts())
    assert len(EDGES) == len(set(EDGES))


def test_ids_are_unique_and_relationships_end_at_nodes() -> None:
    ids = {node.id: node.labels[0] for node in NODES}
    assert len(ids) == len(NODES)
    for edge in EDGES:
        assert (ids[edge.start], ids[edge.end]) == (edge.start_label, edge.end_label)


@pytest.mark.parametrize("dialect", [NEO4J, NEPTUNE])
def test_tables_hold_every_node_and_relationship(tmp_path: Path, dialect: Dialect) -> None:
    places = write_tables(NODES, EDGES, tmp_path, dialect)
    assert [place.name for place in places] == ["actors.csv", "articles.csv", "claims.csv", "relationships.csv"]
    *things, between = map(rows, places)
    ids = {row[dialect.id] for table in things for row in table}
    assert ids == {node.id for node in NODES}
    assert {row[":START_ID"] for row in between} | {row[":END_ID"] for row in between} <= ids
    assert len(between) == len(EDGES)
    for table, label in zip(things, PROPERTIES, strict=True):
        columns = [column.split(":") for column in table[0]]
        assert columns[0] == dialect.id.split(":")
        assert columns[-1] == ["", "LABEL"]
        assert {kind for _, kind in columns[1:-1]} <= TYPES[dialect.id]
        assert all(row[":LABEL"].split(";")[0] == label for row in table)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\0")), st.lists(st.text("ab;,'\"\n", min_size=1)))
def test_any_text_comes_back(tmp_path_factory: pytest.TempPathFactory, text: str, aliases: list[str]) -> None:
    node = Node("actor/a", ("Actor", "Country"), {"name": text, "aliases": tuple(aliases)})
    (row,) = rows(write_tables([node], [], tmp_path_factory.mktemp("any"), NEO4J)[0])
    assert row["name:string"] == text
    assert row["aliases:string[]"].split(";") == ([alias.replace(";", ",") for alias in aliases] or [""])
