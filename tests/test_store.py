from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph
import pytest

from geokg.errors import StoreError
from geokg.rdf.namespaces import BASE, Names
from geokg.rdf.write import to_quads
from geokg.store import Store
from tests.known import ARTICLES, STATEMENTS

if TYPE_CHECKING:
    from pathlib import Path

QUADS = tuple(to_quads(ARTICLES, STATEMENTS))


def test_what_is_created_is_opened(tmp_path: Path) -> None:
    Store.create(tmp_path / "store", QUADS)
    assert set(Store.open(tmp_path / "store")) == set(QUADS)


def test_many_may_read_while_one_holds_it(tmp_path: Path) -> None:
    Store.create(tmp_path, QUADS)
    writer = pyoxigraph.Store(str(tmp_path))
    assert len(Store.open(tmp_path)) == len(Store.open(tmp_path)) == len(QUADS) == len(writer)


def test_a_second_writer_is_told(tmp_path: Path) -> None:
    writer = pyoxigraph.Store(str(tmp_path))
    with pytest.raises(StoreError, match="another process is writing"):
        Store.create(tmp_path, QUADS)
    assert len(writer) == 0


def test_a_missing_store_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="run `geokg build` first"):
        Store.open(tmp_path / "nowhere")
    assert not list(tmp_path.iterdir())


def test_a_broken_store_is_named(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("nonsense")
    with pytest.raises(StoreError, match=f"{tmp_path}: the store cannot be used"):
        Store.open(tmp_path)


def test_triples_are_those_of_one_graph() -> None:
    store, facts = Store.in_memory(QUADS), Names().graph("facts")
    assert set(store.triples(facts)) == {quad.triple for quad in QUADS if quad.graph_name == facts}
    assert len(set(store.triples(facts))) == 4


def test_names_are_those_that_it_was_written_with() -> None:
    assert Store.in_memory(to_quads(ARTICLES, STATEMENTS, base="http://x/y/")).names.base == "http://x/y/"
    assert Store.in_memory([]).names.base == BASE


def test_a_query_sees_all_graphs_and_counts_each_triple_once() -> None:
    solutions = Store.in_memory(QUADS).query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", prefixes={})
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    assert next(solutions)["n"].value == str(len(QUADS))


def test_without_the_union_the_text_says_which_graphs() -> None:
    store, facts = Store.in_memory(QUADS), Names().graph("facts")
    text = f"SELECT (COUNT(*) AS ?n) FROM {facts} {{ ?s ?p ?o }}"
    assert [row["n"].value for row in store.query(text, prefixes={}, union=False)] == ["4"]  # type: ignore[union-attr]


def test_given_graphs_stand_above_the_text() -> None:
    store, names = Store.in_memory(QUADS), Names()
    text = f"SELECT (COUNT(*) AS ?n) FROM {names.graph('ontology')} {{ ?s ?p ?o }}"
    counts = [
        next(iter(store.query_graphs(text, default, [names.graph("facts")], prefixes={})))["n"].value  # type: ignore[index]
        for default in ([names.graph("facts")], [])
    ]
    assert counts == ["4", "0"]
