from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geokg.dump.cypher import literal, script
from geokg.dump.property_graph import Edge, Node, edges, nodes
from geokg.graph import Graph
from tests.known import ARTICLES, STATEMENTS

GRAPH = Graph.from_statements(ARTICLES, STATEMENTS)
_UNESCAPED = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


def unicode_first(text: str) -> str:
    """What Neo4j does before it parses: every backslash, u and four digits become a character."""
    return re.sub(r"\\u+([0-9A-Fa-f]{4})", lambda match: chr(int(match[1], 16)), text)


def read(expression: str) -> str:
    """The text of strings joined by plus; fails where one of them ends too early."""
    one = r"'(?:[^'\\]|\\.)*'"
    assert re.fullmatch(rf"{one}(?: \+ {one})*", expression, re.DOTALL), expression
    inner = "".join(part[1:-1] for part in re.findall(one, expression, re.DOTALL))
    return re.sub(r"\\(.)", lambda match: _UNESCAPED.get(match[1], match[1]), inner, flags=re.DOTALL)


@given(st.one_of(st.text(), st.text("\\u0027'\"`\n\r")))
@example("\\u0027")
@example("\\\\u0027 + 'x")
@example("'}) DETACH DELETE (n) //")
def test_a_text_is_read_back_and_ends_where_it_should(text: str) -> None:
    assert read(literal(text)) == text
    assert read(unicode_first(literal(text))) == text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date(2024, 3, 1), "date('2024-03-01')"),
        (0.97, "0.97"),
        (7, "7"),
        (("a", "it's"), r"['a', 'it\'s']"),
        ((), "[]"),
    ],
)
def test_other_values(value: date | float | tuple[str, ...], expected: str) -> None:
    assert literal(value) == expected


def test_nodes_are_merged_by_label_and_relationships_by_type() -> None:
    made = [Node(f"actor/{number}", ("Actor", "Odd`Kind"), {"name": "N"}) for number in range(501)]
    between = [Edge("WARNS", "actor/1", "actor/2", "Actor", "Actor")]
    statements = list(script(made, between))
    assert [statement.split(" ")[0] for statement in statements] == ["CREATE"] * 3 + ["UNWIND"] * 3
    assert statements[3].endswith("] AS row\nMERGE (n:`Actor` {id: row.id}) SET n += row, n:`Odd``Kind`;\n")
    assert statements[3].count("id: 'actor/") == 500
    assert statements[5] == (
        "UNWIND [\n  ['actor/1', 'actor/2']\n] AS row\n"
        "MATCH (a:Actor {id: row[0]}), (b:Actor {id: row[1]}) MERGE (a)-[:`WARNS`]->(b);\n"
    )


def test_the_known_graph_is_whole() -> None:
    text = "".join(script(nodes(GRAPH), edges(GRAPH)))
    assert text.count("{id: '") == len(list(nodes(GRAPH)))
    assert len(re.findall(r"^  \['", text, re.MULTILINE)) == len(list(edges(GRAPH)))
    assert text == "".join(script(nodes(GRAPH), edges(GRAPH)))
