from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import RdfFormat, parse

from geokg.errors import StoreError
from geokg.graph import Graph
from geokg.jsonl import statement_to_json
from geokg.rdf.namespaces import Names
from geokg.store import Store
from tests.known import ARTICLES, STATEMENTS

GRAPH = Graph.from_statements(ARTICLES, STATEMENTS)
FILES = ("graph.ttl", "graph.trig", "graph.nq", "graph.html", "statements.jsonl")


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in FILES}


def test_trig_nquads_and_store_hold_the_same(tmp_path: Path) -> None:
    GRAPH.save(tmp_path)
    quads = set(GRAPH.store)
    assert set(parse(path=str(tmp_path / "graph.trig"), format=RdfFormat.TRIG)) == quads
    assert set(parse(path=str(tmp_path / "graph.nq"), format=RdfFormat.N_QUADS)) == quads
    assert set(Graph.open(tmp_path).store) == quads


def test_nquads_are_sorted_graph_by_graph(tmp_path: Path) -> None:
    GRAPH.save(tmp_path)
    lines = (tmp_path / "graph.nq").read_text(encoding="utf-8").splitlines()
    assert lines == sorted(lines, key=lambda line: (line.rsplit(" ", 2)[1], line))
    assert len(lines) == len(GRAPH)


def test_turtle_holds_facts_actors_and_names_of_relations(tmp_path: Path) -> None:
    GRAPH.save(tmp_path)
    turtle, names = rdflib.Graph().parse(tmp_path / "graph.ttl"), Names()
    things = (("actor", "norland"), ("relation", "memberOf"), ("actor", "league"))
    subject, relation, target = (rdflib.URIRef(names.iri(*thing).value) for thing in things)
    assert (subject, relation, target) in turtle
    assert {str(name) for name in turtle.objects(None, rdflib.SKOS.prefLabel)} >= {"Norland", "is a member of"}
    assert (None, rdflib.RDF.subject, None) not in turtle
    planned = rdflib.URIRef(names.iri("relation", "joins").value)
    assert (None, planned, None) not in turtle


def test_statements_are_those_of_the_graph(tmp_path: Path) -> None:
    GRAPH.save(tmp_path)
    lines = (tmp_path / "statements.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [statement_to_json(one) for one in GRAPH.statements()]


def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    program = (
        "import sys; from tests.known import *; from geokg.graph import Graph; "
        "Graph.from_statements(ARTICLES, STATEMENTS).save(sys.argv[1])"
    )
    root = Path(__file__).parents[1]
    for seed in ("1", "2"):
        environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": f"{root / 'src'}:{root}"}
        subprocess.run([sys.executable, "-c", program, str(tmp_path / seed)], check=True, env=environment)
    assert contents(tmp_path / "1") == contents(tmp_path / "2")


def test_what_is_opened_and_saved_again_is_the_same(tmp_path: Path) -> None:
    GRAPH.save(tmp_path / "one")
    Graph.open(tmp_path / "one").save(tmp_path / "two")
    one, two = contents(tmp_path / "one"), contents(tmp_path / "two")
    # The page shows whole sentences, of which the store keeps only what is quoted.
    assert {name for name in FILES if one[name] != two[name]} <= {"graph.html"}


def test_a_second_build_replaces_the_first(tmp_path: Path) -> None:
    GRAPH.save(tmp_path)
    smaller = Graph.from_statements(ARTICLES[:1], STATEMENTS[:1])
    smaller.save(tmp_path)
    assert len(Graph.open(tmp_path)) == len(smaller)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*FILES, "store"])


def test_a_failure_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    GRAPH.save(tmp_path)
    before, files = contents(tmp_path), sorted(tmp_path.iterdir())

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Store, "create", fail)
    with pytest.raises(StoreError, match="cannot be written: No space left on device"):
        Graph.from_statements(ARTICLES[:1], STATEMENTS[:1]).save(tmp_path)
    assert (contents(tmp_path), sorted(tmp_path.iterdir())) == (before, files)
    assert len(Graph.open(tmp_path)) == len(GRAPH)


@pytest.mark.parametrize("name", ["store", "graph.ttl"])
def test_a_folder_of_the_users_own_is_not_deleted(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "thesis.txt").write_text("years of work")
    with pytest.raises(StoreError, match=f"{name}: something else than a graph stands there"):
        GRAPH.save(tmp_path)
    assert (tmp_path / name / "thesis.txt").exists()
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_file_in_place_of_the_store_is_not_deleted(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("mine")
    with pytest.raises(StoreError, match="something else"):
        GRAPH.save(tmp_path)
    assert (tmp_path / "store").read_text() == "mine"


def test_an_output_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(StoreError, match="out: cannot be written"):
        GRAPH.save(tmp_path / "out")
