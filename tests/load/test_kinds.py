from __future__ import annotations

import re

import pytest
from requests.structures import CaseInsensitiveDict

from geokg.cli import main
from geokg.dump import PRODUCTS
from geokg.errors import ConfigError
from geokg.load import KINDS, find_target

H = "http://localhost"

#: Kind, address as a user has it -> addresses of graphs, queries and updates.
RULES: list[tuple[str, str, tuple[str | None, str | None, str | None]]] = [
    ("gsp", f"{H}/rdf", (f"{H}/rdf", None, None)),
    ("fuseki", f"{H}:3030/ds", (f"{H}:3030/ds/data", f"{H}:3030/ds/query", f"{H}:3030/ds/update")),
    ("fuseki", f"{H}:3030/ds/", (f"{H}:3030/ds/data", f"{H}:3030/ds/query", f"{H}:3030/ds/update")),
    ("fuseki", f"{H}:3030/ds/sparql", (f"{H}:3030/ds/data", f"{H}:3030/ds/query", f"{H}:3030/ds/update")),
    ("oxigraph", f"{H}:7878", (f"{H}:7878/store", f"{H}:7878/query", f"{H}:7878/update")),
    ("oxigraph", f"{H}/kg/query", (f"{H}/kg/store", f"{H}/kg/query", f"{H}/kg/update")),
    (
        "graphdb",
        f"{H}:7200/repositories/news",
        (
            f"{H}:7200/repositories/news/rdf-graphs/service",
            f"{H}:7200/repositories/news",
            f"{H}:7200/repositories/news/statements",
        ),
    ),
    (
        "rdf4j",
        f"{H}:8080/rdf4j-server/repositories/news/statements",
        (
            f"{H}:8080/rdf4j-server/repositories/news/rdf-graphs/service",
            f"{H}:8080/rdf4j-server/repositories/news",
            f"{H}:8080/rdf4j-server/repositories/news/statements",
        ),
    ),
    ("virtuoso", f"{H}:8890", (f"{H}:8890/sparql-graph-crud-auth", f"{H}:8890/sparql", f"{H}:8890/sparql-auth")),
    ("virtuoso", f"{H}:8890/sparql", (f"{H}:8890/sparql-graph-crud-auth", f"{H}:8890/sparql", f"{H}:8890/sparql-auth")),
    (
        "blazegraph",
        f"{H}:9999/blazegraph/namespace/kb/sparql",
        (None, f"{H}:9999/blazegraph/namespace/kb/sparql", f"{H}:9999/blazegraph/namespace/kb/sparql"),
    ),
    ("stardog", f"{H}:5820/news", (f"{H}:5820/news", f"{H}:5820/news/query", f"{H}:5820/news/update")),
    ("stardog", f"{H}:5820/news/query", (f"{H}:5820/news", f"{H}:5820/news/query", f"{H}:5820/news/update")),
    ("qlever", f"{H}:7001", (f"{H}:7001", f"{H}:7001", f"{H}:7001")),
    (
        "neptune",
        "https://c.cluster-x.eu-west-1.neptune.amazonaws.com:8182",
        tuple(f"https://c.cluster-x.eu-west-1.neptune.amazonaws.com:8182/sparql{end}" for end in ("/gsp/", "", "")),
    ),
]


@pytest.mark.parametrize(("kind", "url", "addresses"), RULES)
def test_addresses_are_told_from_one(kind: str, url: str, addresses: tuple[str | None, ...]) -> None:
    target = find_target(url, kind)
    assert (target.graphs, target.query, target.update) == addresses


def test_every_kind_has_a_rule_that_is_tested() -> None:
    assert {kind for kind, _, _ in RULES} == set(KINDS)


@pytest.mark.parametrize(("command", "names"), [("load", list(KINDS)), ("dump", list(PRODUCTS))])
def test_the_help_names_every_product(command: str, names: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    words = re.findall(r"\w+", capfd.readouterr().out)
    assert set(names) <= set(words)


#: Address, headers of the server's answer -> kind.
RECOGNISED: list[tuple[str, dict[str, str], str]] = [
    (f"{H}:7200/repositories/news", {}, "graphdb"),
    (f"{H}/rdf4j-server/repositories/news", {}, "rdf4j"),
    (f"{H}/blazegraph/namespace/kb/sparql", {}, "blazegraph"),
    (f"{H}/bigdata", {}, "blazegraph"),
    (f"{H}/sparql-graph-crud-auth", {}, "virtuoso"),
    ("https://a.neptune.amazonaws.com:8182", {}, "neptune"),
    (f"{H}/ds", {"fuseki-request-id": "7"}, "fuseki"),
    (f"{H}:3030", {"server": "Oxigraph/0.5.13"}, "oxigraph"),
    (f"{H}/sparql", {"server": "Virtuoso/07.20.3229 (Linux)"}, "virtuoso"),
    (f"{H}:3030/ds", {"server": "nginx"}, "fuseki"),
    (f"{H}:5820/news", {}, "stardog"),
    (f"{H}:7001", {}, "qlever"),
]


@pytest.mark.parametrize(("url", "headers", "kind"), RECOGNISED)
def test_a_store_is_recognised(url: str, headers: dict[str, str], kind: str) -> None:
    assert find_target(url, probe=lambda _: CaseInsensitiveDict(headers)).kind == kind


@pytest.mark.parametrize(
    ("url", "kind", "message"),
    [
        (f"{H}/rdf", "auto", "not recognised as any store; say which by --kind, one of gsp, fuseki"),
        (f"{H}/rdf", "mysql", "mysql: no kind of store that geokg knows; take auto or one of gsp"),
        (f"{H}/rdf?graph=a", "gsp", "give the address of the dataset alone"),
        (f"{H}:3030/#/dataset/ds", "fuseki", "give the address of the dataset alone"),
    ],
)
def test_what_cannot_be_used_is_refused(url: str, kind: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        find_target(url, kind, probe=lambda _: {})
