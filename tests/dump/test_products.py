"""What is dumped, and the commands that are printed, really run where the product can be had."""

from __future__ import annotations

import configparser
import gzip
import json
import re
import shlex
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
import requests

from geokg.cli import main
from geokg.dump import PRODUCTS, dump
from geokg.errors import ConfigError, StoreError
from geokg.graph import Graph
from geokg.rdf.export import nquads
from tests.known import ARTICLES, STATEMENTS
from tests.load import servers

if TYPE_CHECKING:
    from pathlib import Path

GRAPH = Graph.from_statements(ARTICLES, STATEMENTS)


def commands(lines: str) -> list[list[str]]:
    return [shlex.split(line) for line in lines.splitlines() if not line.startswith("#")]


@pytest.mark.parametrize("product", PRODUCTS)
def test_two_dumps_are_the_same_and_name_files_that_are_there(tmp_path: Path, product: str) -> None:
    lines = {dump(GRAPH, product, tmp_path / "it's there") for _ in range(2)}
    files = {place: place.read_bytes() for place in sorted(tmp_path.rglob("*")) if place.is_file()}
    dump(GRAPH, product, tmp_path / "it's there")
    assert files == {place: place.read_bytes() for place in sorted(tmp_path.rglob("*")) if place.is_file()}
    (text,) = lines
    for word in (word for command in commands(text) for word in command):
        for name in re.findall(rf"{re.escape(str(tmp_path))}/it's there/[\w./-]+", word):
            assert name.endswith("tdb2") or (tmp_path / name).exists()


@pytest.mark.parametrize("product", ["neptune", "virtuoso", "jena", "qlever"])
def test_all_quads_are_there(tmp_path: Path, product: str) -> None:
    dump(GRAPH, product, tmp_path)
    assert gzip.decompress((tmp_path / "graph.nq.gz").read_bytes()) == nquads(GRAPH.store)


def test_the_settings_of_qlever_can_be_read(tmp_path: Path) -> None:
    dump(GRAPH, "qlever", tmp_path)
    settings = configparser.ConfigParser(interpolation=configparser.ExtendedInterpolation())
    assert settings.read(tmp_path / "Qleverfile") == [str(tmp_path / "Qleverfile")]
    assert (tmp_path / settings["index"]["input_files"]).exists()
    assert settings["index"]["cat_input_files"] == "zcat graph.nq.gz"
    assert json.loads(settings["index"]["settings_json"])["num-triples-per-batch"] > 0
    assert settings["data"]["format"] == "nq"


def test_the_loader_of_neptune_is_sent_json(tmp_path: Path) -> None:
    curls = [command for command in commands(dump(GRAPH, "neptune", tmp_path)) if command[0] == "curl"]
    sent = [json.loads(command[-1]) for command in curls]
    assert [body["format"] for body in sent] == ["nquads", "opencypher"]
    assert all(body["source"].startswith("s3://BUCKET/geokg/") for body in sent)


def test_jena_loads_it(tmp_path: Path) -> None:
    jars = servers.STORES / "jena"
    if not jars.is_dir() or shutil.which("java") is None:
        pytest.skip(f"no Jena in {jars}, or no Java: run .ci/stores")
    load, _ = commands(dump(GRAPH, "jena", tmp_path))
    java = ["java", "-cp", f"{jars}/*"]
    assert load[0] == "tdb2.tdbloader"
    subprocess.run([*java, *load], check=True, capture_output=True)
    asked = ["tdb2.tdbquery", load[1], "--results=CSV", "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"]
    counted = subprocess.run([*java, *asked], check=True, capture_output=True, text=True).stdout
    assert counted.split() == ["n", str(len(GRAPH))]


def test_virtuoso_loads_it(tmp_path: Path) -> None:
    isql = servers.virtuoso_program("isql-vt")
    with servers.virtuoso(tmp_path) as server:
        ((_, _, user, _, load),) = commands(dump(GRAPH, "virtuoso", tmp_path / "dump"))
        done = subprocess.run(
            [str(isql), str(server.sql_port), user, server.password, load],
            check=True, capture_output=True, text=True, env=servers.environment(),
        )  # fmt: skip
        assert "Error" not in done.stdout + done.stderr
        for graph in GRAPH.store.graphs():
            query = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph.value}> {{ ?s ?p ?o }} }}"
            answer = requests.get(server.query, params={"query": query}, headers={"Accept": "text/csv"}, timeout=60)
            assert answer.text.split() == ['"n"', str(len(list(GRAPH.store.triples(graph))))]


def test_the_command_prints_what_to_run(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    GRAPH.save(tmp_path)
    assert main(["dump", "--for", "qlever", "--graph", str(tmp_path)]) == 0
    printed = capfd.readouterr()
    assert printed.out.splitlines()[-1] == f"cd {tmp_path}/dump-qlever && qlever index && qlever start"
    assert printed.err == f"geokg: files for qlever -> {tmp_path}/dump-qlever\n"
    assert main(["dump", "--for", "oracle", "--graph", str(tmp_path)]) == 2
    assert "oracle: no product that geokg dumps for; take one of neo4j" in capfd.readouterr().err


def test_what_cannot_be_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="take one of neo4j, neptune"):
        dump(GRAPH, "", tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="file: cannot be written"):
        dump(GRAPH, "jena", tmp_path / "file")
