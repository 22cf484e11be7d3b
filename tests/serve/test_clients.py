"""Clients that people use, against a server that runs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pandas
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from geokg.rdf.namespaces import BASE
from tests.serve.served import Served, serving

WARNED = """
PREFIX relation: <https://w3id.org/geokg/relation/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?who ?whom { ?a relation:warns ?b . ?a skos:prefLabel ?who . ?b skos:prefLabel ?whom }
"""
GRAPH = WARNED.replace("SELECT ?who ?whom {", "CONSTRUCT WHERE {")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:(SPARQLWrapper|rdflib).*")
#: A folder with ``node_modules/@comunica/query-sparql`` in it, and a program that asks by it.
COMUNICA = Path(os.environ.get("COMUNICA_HOME") or Path.home() / ".cache" / "geokg-tests" / "comunica")
ENGINE = """
const { QueryEngine } = require("@comunica/query-sparql");
const [endpoint, query] = process.argv.slice(1);
new QueryEngine().queryBindings(query, { sources: [{ type: "sparql", value: endpoint }] })
  .then(stream => stream.toArray())
  .then(rows => console.log(JSON.stringify(rows.map(row => [row.get("who").value, row.get("whom").value]))))
  .catch(error => { console.error(error); process.exit(1); });
"""


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("posted", ["urlencoded", "postdirectly"])
@pytest.mark.parametrize("form", ["json", "xml"])
def test_sparqlwrapper(server: Served, method: str, posted: str, form: str) -> None:
    client: Any = SPARQLWrapper(server.endpoint)
    client.setMethod(method)
    client.setRequestMethod(posted)
    client.setQuery(WARNED)
    client.setReturnFormat(form)
    found = client.query().convert()
    if form == "json":
        rows = [{name: node["value"] for name, node in row.items()} for row in found["results"]["bindings"]]
        assert rows == [{"who": "Norland", "whom": "Sudria"}]
    else:
        assert [node.firstChild.data for node in found.getElementsByTagName("literal")] == ["Norland", "Sudria"]


@pytest.mark.parametrize("form", ["turtle", "xml", "json-ld"])
def test_sparqlwrapper_gets_graphs(server: Served, form: str) -> None:
    client: Any = SPARQLWrapper(server.endpoint)
    client.setQuery(GRAPH)
    client.setReturnFormat(form)
    found = client.query().convert()
    graph = found if isinstance(found, rdflib.Graph) else rdflib.Graph().parse(data=found, format=form)
    assert len(graph) == 3


def test_sparqlwrapper_is_told_what_is_wrong(server: Served) -> None:
    client: Any = SPARQLWrapper(server.endpoint)
    client.setQuery("SELECT {")
    with pytest.raises(QueryBadFormed, match="line 1, column 9"):
        client.query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["json", "xml", "csv"])
def test_rdflib(server: Served, method: str, form: str) -> None:
    graph = rdflib.Graph(SPARQLStore(server.endpoint, method=method, returnFormat=form))
    assert [tuple(map(str, row)) for row in graph.query(WARNED)] == [("Norland", "Sudria")]  # type: ignore[arg-type]
    warns = rdflib.URIRef(f"{BASE}relation/warns")
    assert [str(target) for target in graph.objects(None, warns)] == [f"{BASE}actor/sudria"]


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_asks_and_gets_graphs(server: Served, method: str) -> None:
    graph = rdflib.Graph(SPARQLStore(server.endpoint, method=method, returnFormat="xml"))
    assert bool(graph.query("ASK {}"))
    assert len(graph.query(GRAPH).graph or ()) == 3


def test_rdflib_sees_named_graphs(server: Served) -> None:
    store = SPARQLStore(server.endpoint, context_aware=True)
    assert len(rdflib.Graph(store, identifier=rdflib.URIRef(f"{BASE}graph/facts"))) == 4
    assert f"{BASE}graph/actors" in {str(context) for context in store.contexts()}


def test_pandas(server: Served) -> None:
    table = pandas.read_csv(f"{server.endpoint}?{urlencode({'query': WARNED, 'format': 'csv'})}")
    assert table.to_dict("records") == [{"who": "Norland", "whom": "Sudria"}]


def test_comunica(known_folder: Path) -> None:
    node = shutil.which("node")
    if not node or not (COMUNICA / "node_modules" / "@comunica" / "query-sparql").is_dir():
        pytest.skip(f"no node, or no @comunica/query-sparql in {COMUNICA}; see .ci/run")
    with serving(known_folder, "--workers", "2") as served:
        command = [node, "-e", ENGINE, served.endpoint, WARNED]
        done = subprocess.run(command, cwd=COMUNICA, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [["Norland", "Sudria"]]
