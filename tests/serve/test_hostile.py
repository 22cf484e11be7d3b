"""Requests that mean no good, or are none: each is turned away, nobody is called, nothing changes, nothing breaks."""

from __future__ import annotations

import contextlib
import socket
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.serve.listener import Listener, listening
from tests.serve.served import Served, workers_of

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Ways to call ``HERE``, plain and in disguise.
SERVICES = [
    "SELECT * { SERVICE <HERE> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <HERE> { ?s ?p ?o } }",
    "SELECT * { service silent <HERE> { ?s ?p ?o } }",
    "ASK { SERVICE <HERE> {} }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <HERE> { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE <HERE> { ?s ?p ?o } }",
    "SELECT * { BIND(<HERE> AS ?there) SERVICE ?there { ?s ?p ?o } }",
    "SELECT * { VALUES ?there { <HERE> } SERVICE ?there { ?s ?p ?o } }",
    "SELECT * { { SELECT * { OPTIONAL { SERVICE <HERE> { ?s ?p ?o } } } } }",
    "SELECT * { FILTER EXISTS { SERVICE <HERE> { ?s ?p ?o } } }",
    "SELECT * { FILTER NOT EXISTS { SERVICE <HERE> { ?s ?p ?o } } }",
    "SELECT * { ?a ?b ?c MINUS { SERVICE <HERE> { ?s ?p ?o } } }",
    "SELECT (EXISTS { SERVICE <HERE> { ?s ?p ?o } } AS ?x) {}",
    "SELECT * { {} UNION { SERVICE <HERE> { ?s ?p ?o } } }",
    "SELECT * { GRAPH ?g { SERVICE <HERE> { ?s ?p ?o } } }",
    "PREFIX s: <HERE> SELECT * { SERVICE s: { ?s ?p ?o } }",
    "PREFIX SERVICE: <HERE> SELECT * { SERVICE SERVICE: { ?s ?p ?o } }",
    "PREFIX : <HERE> SELECT * { SERVICE: { ?s ?p ?o } }",
    "BASE <HERE> SELECT * { SERVICE <> { ?s ?p ?o } }",
    "SELECT * { SERVICE#\n<HERE>#\n{ ?s ?p ?o } }",
    "SELECT * { # x\rSERVICE <HERE> { ?s ?p ?o }\n}",
    "SELECT * {SERVICE<HERE>{?s ?p ?o}}",
    "SELECT * { ?s ?p 1SERVICE<HERE>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p '\\u0027 . SERVICE <HERE> { ?s ?p ?o } #' }",
    "SELECT * { \\u0053ERVICE <HERE> { ?s ?p ?o } }",
    "SELECT * { \\U00000053ERVICE <HERE> { ?s ?p ?o } }",
    'SELECT * { ?s ?p "\'" . SERVICE <HERE> { ?s ?p "\'" } }',
    "SELECT * { ?s ?p '''a\\'''' . SERVICE <HERE> { ?s ?p '''b''' } }",
    "SELECT * { FILTER(1 <2) SERVICE <HERE> { FILTER(2> 1) } }",
    "SELECT * { ?s ?p ?o } #\nSELECT * { SERVICE <HERE> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o }; LOAD <HERE>",
    "PREFIX a: <x:'> SELECT * { SERVICE <HERE> { ?s ?p ?o } } # '",
    "SELECT * FROM <HERE> { SERVICE <HERE> { ?s ?p ?o } }",
    "SELECT ?service { SERVICE <HERE> { ?service ?p ?o } }",
]
#: Ways to change what is stored.
UPDATES = [
    "LOAD <HERE>",
    "LOAD SILENT <HERE> INTO GRAPH <a:g>",
    "INSERT DATA { <a:s> <a:p> <a:o> }",
    "INSERT DATA { GRAPH <a:g> { <a:s> <a:p> <a:o> } }",
    "INSERT { ?s <a:p> <a:o> } WHERE { ?s ?p ?o }",
    "INSERT { ?s <a:p> ?o } WHERE { SERVICE <HERE> { ?s ?p ?o } }",
    "DELETE WHERE { ?s ?p ?o }",
    "DELETE DATA { <a:s> <a:p> <a:o> }",
    "DELETE { ?s ?p ?o } INSERT { ?o ?p ?s } WHERE { ?s ?p ?o }",
    "WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "CLEAR ALL",
    "CLEAR SILENT DEFAULT",
    "DROP ALL",
    "DROP GRAPH <a:g>",
    "CREATE GRAPH <a:g>",
    "COPY <a:g> TO <a:h>",
    "MOVE <a:g> TO DEFAULT",
    "ADD <a:g> TO <a:h>",
    "PREFIX a: <b:c> # SELECT\nDROP ALL",
    "ASK {} ; DROP ALL",
    "DROP ALL ; ASK {}",
    "\\u0044ROP ALL",
]
PATHS = [
    "/../sparql", "/sparql/..", "/sparql/../../etc/passwd", "/..%2f..%2fetc%2fpasswd", "/%2e%2e/%2e%2e/etc/passwd",
    "/sparql%00", "/sparql;x=1", "//sparql", "/./sparql", "/sparql/", "/SPARQL", "/.well-known/", "/.well-known/void/",
    "/.well-known/../sparql", "/static/..%5c..%5cwin.ini", "/store/CURRENT", "/graph.nq", "/%c0%ae%c0%ae/", "/.git/config",
    "/sparql/%2e%2e%2fstore", "/actor/../../store/CURRENT", "/file:///etc/passwd", "/update", "/query/../update",
]  # fmt: skip
STRINGS = ["query=%", "query=%zz", "query=%u0041", "query=%ff", "query=%c3%28", "query=%ed%a0%80", "que%ry=x", "query=%00",
           "query", "query=ASK{}&query=ASK{}", "query=" + "%7B" * 9000, "x=1&" * 2000, "update=DROP+ALL",
           "query=ASK{}&default-graph-uri=%3E", "query=ASK{}&named-graph-uri=not+an+iri", "query=ASK{}&update=DROP+ALL"]  # fmt: skip
HEAD = "Host: localhost\r\nConnection: close\r\n"
#: Whole requests as bytes: no HTTP, or not what it says it is.
RAW = [
    b"\r\n\r\n",
    b"GET\r\n\r\n",
    b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    b"CONNECT 127.0.0.1:1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    b"TRACE /sparql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 64 + b"\r\n\r\n",
    b"GET /sparql HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\n\x00\r\n\r\n",
    b"GET /sparql HTTP/1.1\r\n" + b"X-A: " + b"a" * 200_000 + b"\r\n\r\n",
    b"GET /sparql HTTP/1.1\r\nHost: localhost\r\n" + b"X-A: a\r\n" * 20_000 + b"\r\n",
    b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
    b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999999\r\n\r\n",
    b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nASK {}",
    b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\nConnection: close\r\n"
    b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\nConnection: close\r\n"
    b"Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\x1f\x8b\x08\x00",
    b"GET /sparql?query=\xff\xfe HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    b"GET /sparql HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    b"GET /sparql HTTP/1.0\r\n\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
]  # fmt: skip


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    with listening() as found:
        yield found
        assert found.calls == 0


@pytest.fixture(scope="module", autouse=True)
def unchanged(server: Served, listener: Listener) -> Iterator[None]:
    """Nothing of the store is another afterwards, nobody was called and the server still runs."""
    count = "SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?g) AS ?graphs) { GRAPH ?g { ?s ?p ?o } }"
    before = server.csv(count), stored(server)
    yield
    assert (server.csv(count), stored(server)) == before
    assert listener.calls == 0
    assert server.process.poll() is None
    assert len(workers_of(server.process.pid)) == 2


def stored(server: Served) -> dict[str, bytes]:
    folder = server.folder / "store"
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(("LOG", "LOCK"))}


def answered(server: Served, request: bytes, patience: float = 30) -> bytes:
    """What comes back for raw bytes, until the server closes the connection or says nothing more."""
    with socket.create_connection(server.place, timeout=patience) as connection:
        with contextlib.suppress(ConnectionError):
            connection.sendall(request)
        found = b""
        with contextlib.suppress(ConnectionError, TimeoutError):
            while chunk := connection.recv(65536):
                found += chunk
        return found


def status(answer: bytes) -> int:
    assert answer.startswith(b"HTTP/1.1 "), answer[:100]
    return int(answer.split(maxsplit=2)[1])


def posted(kind: str, body: bytes) -> bytes:
    return f"POST /sparql HTTP/1.1\r\n{HEAD}Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def ways(parameter: str, text: str) -> dict[str, bytes]:
    """The requests that can carry a query or an update."""
    field = f"{parameter}={quote_plus(text)}"
    return {
        "get": f"GET /sparql?{field} HTTP/1.1\r\n{HEAD}\r\n".encode(),
        "form": posted("application/x-www-form-urlencoded", field.encode()),
        "direct": posted(f"application/sparql-{parameter}", text.encode()),
    }


@pytest.mark.parametrize("way", ["get", "form", "direct"])
@pytest.mark.parametrize("query", SERVICES)
def test_services_are_not_called(server: Served, listener: Listener, query: str, way: str) -> None:
    text = query.replace("HERE", f"http://127.0.0.1:{listener.port}/x")
    assert status(answered(server, ways("query", text)[way])) in (400, 403)
    assert listener.calls == 0


@pytest.mark.parametrize("parameter", ["query", "update"])
@pytest.mark.parametrize("way", ["get", "form", "direct"])
@pytest.mark.parametrize("update", UPDATES)
def test_updates_are_refused(server: Served, listener: Listener, update: str, way: str, parameter: str) -> None:
    text = update.replace("HERE", f"http://127.0.0.1:{listener.port}/x")
    assert status(answered(server, ways(parameter, text)[way])) in (400, 403)
    assert listener.calls == 0


@pytest.mark.parametrize("path", PATHS)
def test_paths_lead_nowhere(server: Served, path: str) -> None:
    answer = answered(server, f"GET {path} HTTP/1.1\r\n{HEAD}\r\n".encode())
    assert status(answer) in (400, 404)
    assert b"root:" not in answer


@pytest.mark.parametrize("string", STRINGS)
def test_broken_strings_are_refused(server: Served, string: str) -> None:
    assert status(answered(server, f"GET /sparql?{string} HTTP/1.1\r\n{HEAD}\r\n".encode())) in (400, 414)


@pytest.mark.parametrize("request_", RAW)
def test_what_is_no_request_is_refused(server: Served, request_: bytes) -> None:
    answer = answered(server, request_, patience=1)
    assert not answer or 400 <= status(answer) < 500


WORDS = (
    "SELECT ASK CONSTRUCT DESCRIBE WHERE FROM NAMED GRAPH SERVICE SILENT FILTER EXISTS OPTIONAL UNION MINUS BIND VALUES AS "
    "PREFIX BASE LOAD INSERT DELETE DATA DROP { } ( ) [ ] . ; , * + / | ^ ! = < > ?s ?p ?o $x a 1 -1e9 'x' \"y\" ''' "
    '""" # \\ \\u0053 << >> {| |} <http://127.0.0.1:PORT/> _:b @en ^^ é 𝕊'
)
MARKS = "\r\n\t\0\x7f\ufeff"
HEADERS = st.dictionaries(
    st.sampled_from(
        ["Accept", "Accept-Encoding", "Content-Type", "If-None-Match", "Origin", "Range", "Expect", "Cookie"]
    ),
    st.text(st.characters(min_codepoint=0x20, max_codepoint=0xFF, exclude_characters="\x7f"), max_size=60),
    max_size=3,
)
FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FUZZ
@given(
    words=st.lists(st.sampled_from([*WORDS.split(), *MARKS]), max_size=25),
    way=st.sampled_from(["get", "form", "direct"]),
)
def test_any_words_are_answered_or_refused(server: Served, listener: Listener, words: list[str], way: str) -> None:
    text = " ".join(words).replace("PORT", str(listener.port))
    assert status(answered(server, ways("query", text)[way])) in (200, 400, 403, 406, 413, 503)
    assert listener.calls == 0


@FUZZ
@given(
    method=st.sampled_from(["GET", "POST", "PUT", "HEAD", "OPTIONS", "DELETE", "PATCH", "get", "X" * 50]),
    path=st.binary(max_size=60),
    headers=HEADERS,
    body=st.binary(max_size=200),
)
def test_any_request_is_answered_or_refused(
    server: Served, method: str, path: bytes, headers: dict[str, str], body: bytes
) -> None:
    head = "".join(f"{name}: {value.strip()}\r\n" for name, value in headers.items()).encode("latin-1")
    start = f"{method} /sparql?{quote(path, safe='/?&=%+;')} HTTP/1.1\r\n{HEAD}Content-Length: {len(body)}\r\n".encode()
    answer = answered(server, start + head + b"\r\n" + body)
    assert not answer or status(answer) in (200, 400, 403, 404, 405, 406, 413, 414, 415, 417), answer
