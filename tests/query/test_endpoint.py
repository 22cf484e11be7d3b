"""Endpoints: a real Oxigraph server must answer as the embedded store does; servers that misbehave are told in a line."""

from __future__ import annotations

import shutil
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pytest

from geokg.cli import main
from geokg.errors import QueryError
from geokg.query import Endpoint, answer, authorization
from geokg.rdf.export import nquads
from geokg.rdf.write import to_quads
from geokg.store import Store
from tests.known import ARTICLES, STATEMENTS
from tests.query.test_questions import KNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BASE = "http://example.org/news/"
MOVED = tuple(to_quads(ARTICLES, STATEMENTS, base=BASE))
ASKED = [case for case in KNOWN if case[0] != "fact-graph"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module", params=[[], ["--union-default-graph"]], ids=["graphs apart", "union"])
def oxigraph(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an Oxigraph server that holds the known graph under another base."""
    program = shutil.which("oxigraph")
    if program is None:
        pytest.skip("no Oxigraph server: pip install oxigraph")
    address = f"http://127.0.0.1:{free_port()}"
    folder = tmp_path_factory.mktemp("oxigraph")
    command = [program, "serve", "--location", str(folder), "--bind", address.removeprefix("http://"), *request.param]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        request_ = urllib.request.Request(f"{address}/store", nquads(MOVED), {"Content-Type": "application/n-quads"})
        for _ in range(200):
            try:
                urllib.request.urlopen(request_).close()
                break
            except urllib.error.URLError:
                time.sleep(0.05)
        yield f"{address}/query"
    finally:
        process.kill()
        process.wait()


def test_an_endpoint_answers_as_the_store(oxigraph: str) -> None:
    endpoint, store = Endpoint.open(oxigraph), Store.in_memory(MOVED)
    assert endpoint.names.base == BASE
    for name, values, table in ASKED:
        assert answer(endpoint, name, **values).table() == table == answer(store, name, **values).table()


def test_own_queries_of_every_form_at_an_endpoint(oxigraph: str) -> None:
    endpoint = Endpoint.open(oxigraph)
    assert answer(endpoint, "ASK { actor:norland a geokg:Country }")
    assert not answer(endpoint, "ASK { actor:norland a geokg:Person }")
    graph = answer(endpoint, "fact-graph", subject="Norland")
    assert graph.is_graph
    assert sorted(graph.table()) == sorted(answer(Store.in_memory(MOVED), "fact-graph", subject="Norland").table())
    assert graph.serialize("ttl")


@pytest.mark.parametrize(
    ("question", "values", "message"),
    [
        ("dyad", {"subject": "Norlund"}, "'Norlund': no such actor in the graph; did you mean norland"),
        ("SELECT * { ?s ?p }", {}, "refuses the query (400 Bad Request): "),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", {}, "SERVICE is refused"),
        ("DELETE WHERE { ?s ?p ?o }", {}, "DELETE is refused"),
    ],
)
def test_mistakes_at_an_endpoint(oxigraph: str, question: str, values: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError) as caught:
        answer(Endpoint.open(oxigraph), question, **values)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_query_goes_over_the_graphs_that_it_names(oxigraph: str) -> None:
    endpoint = Endpoint.open(oxigraph)
    facts = answer(endpoint, "SELECT (COUNT(*) AS ?n) FROM graph:facts { ?s ?p ?o }")
    # a server that was started with the union of all takes that, whatever a query says
    assert list(facts) == [{"n": 4 if endpoint.settings else len(MOVED)}]


def test_the_command_line_asks_an_endpoint(oxigraph: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    args = ["query", "facts", "--subject", "Kingdom of Norland", "--endpoint", oxigraph, "-f", "csv"]
    assert main(args) == 0
    plain = capsys.readouterr()
    assert plain.out.splitlines()[1:] == ["Norland,warns,Sudria,2", "Norland,is a member of,Northern League,1"]
    assert main([*args, "--timeout", "30"]) == 0
    assert capsys.readouterr().out == plain.out


class _Server(BaseHTTPRequestHandler):
    """Answers by path; remembers what came."""

    seen: list[tuple[str, str | None, dict[str, list[str]]]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.seen.append((self.path, self.headers["Authorization"], parse_qs(body, keep_blank_values=True)))
        status, headers, content = {
            "/locked": (401, {"WWW-Authenticate": 'Basic realm="x"'}, b"no"),
            "/forbidden": (403, {}, b"no"),
            "/moved": (302, {"Location": f"http://127.0.0.1:{self.server.server_port}/elsewhere"}, b""),  # type: ignore[attr-defined]
            "/page": (200, {"Content-Type": "text/html; charset=utf-8"}, b"<html>"),
            "/broken": (200, {"Content-Type": "application/sparql-results+json"}, b'{"head": '),
            "/cut": (200, {"Content-Type": "application/sparql-results+json", "Content-Length": "99"}, b"{"),
            "/busy": (503, {}, b"line one\nline two" + b"x" * 1000),
            "/truth": (200, {"Content-Type": "application/sparql-results+json"}, b'{"head":{},"boolean":false}'),
            "/empty": (
                200,
                {"Content-Type": "application/sparql-results+json"},
                b'{"head":{"vars":["claim"]},"results":{"bindings":[]}}',
            ),
            "/half": (
                200,
                {"Content-Type": "application/sparql-results+json"},
                b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":{"type":"uri","value":"x:y"}},{"a":{"type":"uri"}}]}}',
            ),
            "/odd": (200, {"Content-Type": "application/n-triples"}, b"<a> <b>"),
        }[self.path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    _Server.seen = []
    with ThreadingHTTPServer(("127.0.0.1", 0), _Server) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/locked", "refuses to answer (401 Unauthorized); set GEOKG_ENDPOINT_USER and GEOKG_ENDPOINT_PASSWORD"),
        ("/forbidden", "refuses to answer (403 Forbidden)"),
        ("/moved", "/elsewhere; ask there"),
        ("/page", "answers text/html, no SPARQL results; is it an endpoint?"),
        ("/broken", "its answer is broken: "),
        ("/odd", "answers application/n-triples, no SPARQL results"),
        ("/truth", "answers application/sparql-results+json, no SPARQL results"),
        ("/cut", "does not answer: "),
        ("/busy", "refuses the query (503 Service Unavailable): line one line two"),
        ("/empty", "no claims in its default graph"),
    ],
)
def test_a_server_that_misbehaves_is_told_in_a_line(server: str, path: str, message: str) -> None:
    secret = "s3cr3t"
    with pytest.raises(QueryError) as caught:
        Endpoint.open(server + path, authorization=f"Bearer {secret}")
    said = str(caught.value)
    assert said.startswith(f"{server}{path}: ")
    assert message in said
    assert "\n" not in said
    assert secret not in said
    assert len(said) < 500
    assert all(seen == f"Bearer {secret}" for _, seen, _ in _Server.seen)
    assert "/elsewhere" not in {at for at, _, _ in _Server.seen}


def test_a_broken_graph_is_told(server: str) -> None:
    with pytest.raises(QueryError, match="/odd: its answer is broken: "):
        answer(Endpoint(f"{server}/odd"), "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")


def test_an_answer_that_breaks_off_is_no_mistake_of_the_query(server: str) -> None:
    with pytest.raises(QueryError, match="the answer cannot be read to its end: "):
        answer(Endpoint(f"{server}/half"), "SELECT ?a { ?a ?b ?c }")


def test_settings_of_the_address_go_with_the_query(server: str) -> None:
    _Server.seen.clear()
    with pytest.raises(QueryError):
        Endpoint.open(f"{server}/page?default-graph-uri=urn:a&x=1")
    ((path, header, form),) = _Server.seen
    assert (path, header, form["default-graph-uri"], form["x"]) == ("/page", None, ["urn:a"], ["1"])
    assert form["query"][0].startswith("PREFIX geokg: <")


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("ftp://example.org/", "ftp://example.org/: no address of an endpoint; write http://HOST:PORT/PATH"),
        ("localhost:3030", "no address of an endpoint"),
        ("file:///etc/passwd", "no address of an endpoint"),
        ("http://ada:s3cr3t@localhost/x", "localhost/x: leave name and password out of the address"),
        ("http://127.0.0.1:1/", "http://127.0.0.1:1/: does not answer: "),
        ("http://[::1/", "no address of an endpoint"),
        ("http://localhost:port/", "no address of an endpoint"),
    ],
)
def test_an_address_where_nobody_answers(address: str, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        Endpoint.open(address)
    assert message in str(caught.value)
    assert "s3cr3t" not in str(caught.value)


def test_a_secret_is_not_shown() -> None:
    assert "s3cr3t" not in repr(Endpoint("http://localhost/", authorization="Bearer s3cr3t"))


@pytest.mark.parametrize(
    ("environ", "header"),
    [
        ({}, None),
        ({"TOKEN": "abc\n"}, "Bearer abc"),
        ({"TOKEN": "abc", "USER": "ada", "PASSWORD": "x"}, "Bearer abc"),
        ({"USER": "ada"}, "Basic YWRhOg=="),
        ({"PASSWORD": "x"}, None),
        ({"USER": "å", "PASSWORD": "ß"}, "Basic w6U6w58="),
    ],
)
def test_authorization(environ: dict[str, str], header: str | None) -> None:
    assert authorization({f"GEOKG_ENDPOINT_{name}": value for name, value in environ.items()}) == header


def test_a_token_that_no_header_holds_is_not_echoed() -> None:
    with pytest.raises(QueryError, match="GEOKG_ENDPOINT_TOKEN holds characters") as caught:
        authorization({"GEOKG_ENDPOINT_TOKEN": "s3cr3t\nX: y"})
    assert "s3cr3t" not in str(caught.value)
