"""The known graph in real triple stores: the same answers as the embedded one gives, and nothing doubled."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from geokg.cli import main
from geokg.graph import Graph
from geokg.load import Client, find_credentials, find_target
from geokg.query import answer, named_questions
from geokg.query.endpoint import Endpoint
from geokg.rdf.namespaces import Names
from tests.known import ARTICLES, FIRST, SECOND, STATEMENTS
from tests.load import servers

if TYPE_CHECKING:
    from pathlib import Path

    from tests.load.servers import Server

GRAPH = Graph.from_statements(ARTICLES, STATEMENTS)
NAMES = Names()
ARTICLE = NAMES.article_graph(SECOND.key).value

#: Questions with values for their parameters; all questions are asked without.
BOUND: list[tuple[str, dict[str, str]]] = [
    ("who-warned-whom", {"subject": "Norland"}),
    ("dyad", {"subject": "Sudria", "object": "Norland"}),
    ("said-about", {"speaker": "Ida Karlsen", "about": "sudria"}),
    ("evidence", {"relation": "attacks"}),
    ("members", {"organization": "NL"}),
    ("facts", {"relation": "is a member of"}),
    ("paths", {"start": "Sudria", "end": "Norland"}),
]
UNBOUND = [(question.name, {}) for question in named_questions().values() if not question.needed]


def load(server: Server, output: Path, monkeypatch: pytest.MonkeyPatch, *options: str) -> int:
    if server.user:
        monkeypatch.setenv("GEOKG_LOAD_USER", server.user)
        monkeypatch.setenv("GEOKG_LOAD_PASSWORD", server.password)
    return main(["load", server.url, "--output", str(output), *options])


def held(server: Server, graph: str) -> set[Any]:
    """The triples of a graph as the server gives them."""
    query = f"SELECT ?s ?p ?o {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
    return {tuple(row) for row in Endpoint(server.query).query(query, prefixes={})}


def embedded(graph: str) -> set[Any]:
    (node,) = (found for found in GRAPH.store.graphs() if found.value == graph)
    return {tuple(triple) for triple in GRAPH.store.triples(node)}


@pytest.fixture
def loaded(server: Server, output: Path, monkeypatch: pytest.MonkeyPatch) -> Server:
    assert load(server, output, monkeypatch, "--all") == 0
    return server


def test_every_graph_arrives_as_it_is(loaded: Server) -> None:
    for graph in GRAPH.store.graphs():
        assert held(loaded, graph.value) == embedded(graph.value)


@pytest.mark.parametrize(("name", "values"), [*UNBOUND, *BOUND])
def test_questions_are_answered_as_by_the_embedded_store(loaded: Server, name: str, values: dict[str, str]) -> None:
    there, here = (answer(store, name, **values) for store in (Endpoint.open(loaded.query), GRAPH.store))
    assert there.columns == here.columns
    assert sorted(map(plain, there.table())) == sorted(map(plain, here.table()))


def plain(row: tuple[str, ...]) -> tuple[str, ...]:
    """Cells as one store or the other writes numbers: Fuseki says 7.0 where others say 7."""
    return tuple(re.sub(r"^(-?\d+)\.0$", r"\1", cell) for cell in row)


def test_a_second_load_sends_nothing_and_doubles_nothing(
    loaded: Server, output: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert load(loaded, output, monkeypatch) == 0
    assert "0 graphs sent (0 triples), 7 unchanged" in capfd.readouterr().err
    assert load(loaded, output, monkeypatch, "--all") == 0
    assert held(loaded, ARTICLE) == embedded(ARTICLE)


def test_an_article_that_vanished_is_deleted_and_others_stay(
    loaded: Server, output: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    said = [statement for statement in STATEMENTS if statement.evidence.article == FIRST]
    Graph.from_statements([FIRST], said).save(output)
    assert load(loaded, output, monkeypatch) == 0
    assert ", 2 deleted" in capfd.readouterr().err
    assert held(loaded, ARTICLE) == set()
    first = NAMES.article_graph(FIRST.key).value
    assert held(loaded, first) == embedded(first)


def test_what_the_store_lost_is_sent_again(
    loaded: Server, output: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    _, credentials = find_credentials(loaded.url)
    with Client(find_target(loaded.url, loaded.kind), credentials) as client:
        client.delete(ARTICLE)
        client.delete(ARTICLE)
    assert load(loaded, output, monkeypatch) == 0
    assert "1 graphs sent" in capfd.readouterr().err
    assert held(loaded, ARTICLE) == embedded(ARTICLE)


def test_a_large_graph_is_taken_whole(loaded: Server) -> None:
    lines = [
        f'<http://example.org/{number}> <http://example.org/p> "n° {number} \\" 😀"@en .' for number in range(20_000)
    ]
    _, credentials = find_credentials(loaded.url)
    with Client(find_target(loaded.url, loaded.kind), credentials) as client:
        client.put("http://example.org/large", "\n".join(lines).encode())
        assert client.counts(["http://example.org/large", "http://example.org/none"]) == {
            "http://example.org/large": 20_000,
            "http://example.org/none": 0,
        }
        client.delete("http://example.org/large")


def test_a_store_without_a_graph_store_is_loaded_by_updates(loaded: Server) -> None:
    """As Blazegraph is, here by the update address of the others."""
    target = replace(find_target(loaded.url, loaded.kind), graphs=None)
    lines = [f'<http://example.org/{number}> <http://example.org/p> "{number}" .\n' for number in range(3_000)]
    _, credentials = find_credentials(loaded.url)
    with Client(target, credentials) as client:
        for size in (3_000, 10, 0):
            client.put("http://example.org/updated", "".join(lines[:size]).encode())
            assert client.counts(["http://example.org/updated"]) == {"http://example.org/updated": size}
        client.put("http://example.org/updated", lines[0].encode())
        client.delete("http://example.org/updated")
        assert client.counts(["http://example.org/updated"]) == {"http://example.org/updated": 0}


@pytest.mark.parametrize("scheme", ["basic", "digest"])
def test_a_store_that_wants_a_password(
    tmp_path: Path, output: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], scheme: str
) -> None:
    with servers.fuseki(tmp_path, auth=scheme) as server:
        assert main(["load", server.url, "--output", str(output)]) == 2
        assert "401 Unauthorized to nobody; set GEOKG_LOAD_USER" in capfd.readouterr().err
        assert load(replace(server, password="wrong"), output, monkeypatch) == 2
        assert "401 Unauthorized to user ada" in capfd.readouterr().err
        assert load(server, output, monkeypatch) == 0
        assert "7 graphs sent" in capfd.readouterr().err
