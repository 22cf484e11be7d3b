"""Against a real HTTP server that behaves badly."""

from __future__ import annotations

import gzip
import json
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from geokg.cli import main
from geokg.errors import RemoteError
from geokg.load import Client, Credentials, Patience, find_target, probe
from geokg.load.client import Refused, Unreachable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

GRAPH = "http://example.org/graph"
LINE = b"<http://example.org/s> <http://example.org/p> <http://example.org/o> .\n"
QUICK = Patience(retries=3, backoff=0.01, timeout=1, longest=1)
SECRET = "s3cret/word"


@dataclass
class Store:
    """A graph store in memory. ``faults`` are done to requests before any is answered well, in turn."""

    faults: list[Callable[[Handler], None]] = field(default_factory=list)
    graphs: dict[str, bytes] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    url: str = ""

    @property
    def methods(self) -> list[str]:
        return [method for method, _ in self.asked]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    store: Store

    def log_message(self, *_: object) -> None: ...

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _any(self) -> None:
        store, body = self.store, self.rfile.read(int(self.headers.get("Content-Length") or 0))
        store.asked.append((self.command, dict(self.headers)))
        if store.faults:
            store.faults.pop(0)(self)
            return
        if self.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        graph = parse_qs(urlsplit(self.path).query).get("graph", [""])[0]
        if self.command == "PUT":
            store.graphs[graph] = body
            self.answer(204)
        elif self.command == "DELETE":
            self.answer(204 if store.graphs.pop(graph, None) is not None else 404)
        elif self.command == "GET":
            held = store.graphs.get(graph)
            self.answer(404) if held is None else self.answer(200, held)
        else:
            self.answer(200, self.counted())

    def counted(self) -> bytes:
        rows = [
            {"graph": {"value": graph}, "triples": {"value": str(held.count(b"\n"))}}
            for graph, held in self.store.graphs.items()
        ]
        return json.dumps({"results": {"bindings": rows}}).encode()

    do_GET = do_PUT = do_POST = do_DELETE = _any  # noqa: N815


@contextmanager
def serving(*faults: Callable[[Handler], None]) -> Iterator[Store]:
    store = Store(list(faults))
    handler = type("Bound", (Handler,), {"store": store})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        store.url = f"http://127.0.0.1:{server.server_port}/rdf"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield store
        finally:
            server.shutdown()
            thread.join()


def client(store: Store, kind: str = "gsp", credentials: Credentials = Credentials()) -> Client:  # noqa: B008
    return Client(find_target(store.url, kind), credentials, QUICK)


def status(code: int, body: bytes = b"", **headers: str) -> Callable[[Handler], None]:
    return lambda handler: handler.answer(code, body, **headers)


def hang_up(handler: Handler) -> None:
    handler.close_connection = True
    handler.connection.close()


def break_off(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "100")
    handler.end_headers()
    handler.wfile.write(b"half")
    hang_up(handler)


def sleep(handler: Handler) -> None:
    time.sleep(1.5)
    hang_up(handler)


def digest(handler: Handler) -> None:
    handler.answer(401, WWW_Authenticate='Digest realm="r", nonce="n", qop="auth", algorithm=MD5')


def basic(handler: Handler) -> None:
    handler.answer(401, WWW_Authenticate='Basic realm="r"')


@pytest.mark.parametrize(
    "fault",
    [status(429), status(500), status(502), status(503), status(504), hang_up, sleep, status(503, Retry_After="0")],
)
def test_what_may_pass_is_tried_again(fault: Callable[[Handler], None]) -> None:
    with serving(fault) as store, client(store) as sender:
        sender.put(GRAPH, LINE)
        assert store.methods == ["PUT", "PUT"]
        assert store.graphs == {GRAPH: LINE}


def test_as_long_as_the_store_asks_but_no_longer_than_patience() -> None:
    with serving(status(429, Retry_After="1"), status(503, Retry_After="3600")) as store, client(store) as sender:
        begun = time.monotonic()
        sender.put(GRAPH, LINE)
        assert 1.9 < time.monotonic() - begun < 4


def test_patience_ends() -> None:
    with serving(*[status(503, b"<h1>Busy</h1> come <b>later</b>")] * 9) as store, client(store) as sender:
        with pytest.raises(Refused, match=r"rdf: PUT is answered by 503 Service Unavailable: Busy come later"):
            sender.put(GRAPH, LINE)
        assert store.methods == ["PUT"] * 4
    with (
        serving(*[hang_up] * 9) as store,
        client(store) as sender,
        pytest.raises(Unreachable, match="cannot be reached"),
    ):
        sender.put(GRAPH, LINE)


@pytest.mark.parametrize("code", [400, 404, 405, 413, 415])
def test_what_will_not_pass_is_not_tried_again(code: int) -> None:
    with serving(status(code, b"no <http://example.org/s>")) as store, client(store) as sender:
        with pytest.raises(Refused, match=f"answered by {code} .*: no <http://example.org/s>"):
            sender.put(GRAPH, LINE)
        assert store.methods == ["PUT"]


def test_a_redirection_is_told_not_followed() -> None:
    with serving(status(302, Location="http://other.example/rdf")) as store, client(store) as sender:
        with pytest.raises(Refused, match=r"give the address that it points to: http://other\.example/rdf"):
            sender.put(GRAPH, LINE)
        assert store.methods == ["PUT"]


def test_nobody_listens(nobody: str) -> None:
    sender = Client(find_target(nobody, "fuseki"), Credentials(), QUICK)
    with pytest.raises(Unreachable, match=r"cannot be reached: .*Connection refused"):
        sender.counts([GRAPH])


def test_gzip_is_given_up_where_it_is_refused() -> None:
    big = LINE * 100
    with serving(status(415)) as store, client(store, "oxigraph") as sender:
        sender.put(GRAPH, big)
        sender.put(GRAPH + "2", big)
        assert [headers.get("Content-Encoding") for _, headers in store.asked] == ["gzip", None, None]
        assert store.graphs == {GRAPH: big, GRAPH + "2": big}
    with serving() as store, client(store, "oxigraph") as sender:
        sender.put(GRAPH, big)
        assert store.asked[0][1]["Content-Encoding"] == "gzip"
        assert int(store.asked[0][1]["Content-Length"]) < len(big) / 10


@pytest.mark.parametrize(("fault", "scheme"), [(digest, "Digest "), (basic, "Basic YWRhOnMzY3JldC93b3Jk")])
def test_the_scheme_is_the_one_that_the_store_asks_for(fault: Callable[[Handler], None], scheme: str) -> None:
    with serving(fault) as store, client(store, credentials=Credentials("ada", SECRET)) as sender:
        sender.put(GRAPH, LINE)
        sender.put(GRAPH, LINE)
        shown = [headers.get("Authorization", "") for _, headers in store.asked]
        assert shown[0] == ""
        assert all(value.startswith(scheme) for value in shown[1:])
        assert len(shown) == 3
        assert store.graphs == {GRAPH: LINE}


def test_a_name_that_digest_cannot_carry_is_told() -> None:
    credentials = Credentials("Ωmega", SECRET)
    told = pytest.raises(RemoteError, match="the name of user Ωmega cannot be sent by Digest")
    with serving(digest) as store, client(store, credentials=credentials) as sender, told:
        sender.put(GRAPH, LINE)
    with serving(basic) as store, client(store, credentials=credentials) as sender:
        sender.put(GRAPH, LINE)
        assert store.graphs == {GRAPH: LINE}


def test_a_token_is_sent_at_once() -> None:
    with serving() as store, client(store, credentials=Credentials(token="abc")) as sender:
        sender.put(GRAPH, LINE)
        assert store.asked[0][1]["Authorization"] == "Bearer abc"


@pytest.mark.parametrize("fault", [basic, digest, status(403, SECRET.encode()), status(400, SECRET.encode())])
@pytest.mark.parametrize("credentials", [Credentials("ada", SECRET), Credentials(token=SECRET)])
def test_secrets_are_not_in_messages(fault: Callable[[Handler], None], credentials: Credentials) -> None:
    with serving(*[fault] * 9) as store, client(store, credentials=credentials) as sender:
        with pytest.raises(RemoteError) as caught:
            sender.put(GRAPH, LINE)
        assert SECRET not in str(caught.value)
        assert len(store.asked) <= 2


def test_counts_without_a_query_address_are_taken_from_the_graphs() -> None:
    with serving() as store, client(store) as sender:
        sender.put(GRAPH, LINE + LINE)
        assert sender.counts([GRAPH, GRAPH + "2"]) == {GRAPH: 1, GRAPH + "2": 0}
    told = pytest.raises(RemoteError, match="in something else than N-Triples")
    with serving(status(200, b"<html>")) as store, client(store) as sender, told:
        sender.counts([GRAPH])


@pytest.mark.parametrize("body", [b"<html>", b"[]", b"{}", b'{"results": 1}'])
def test_an_answer_that_is_no_sparql_is_told(body: bytes) -> None:
    told = pytest.raises(RemoteError, match="not in the JSON of SPARQL")
    with serving(status(200, body)) as store, client(store, "qlever") as sender, told:
        sender.counts([GRAPH])


def test_an_answer_that_breaks_off_is_no_answer() -> None:
    with serving(break_off) as store, client(store, "qlever") as sender, pytest.raises(Unreachable):
        sender.counts([GRAPH])


def test_probing_reads_headers_only_and_by_get() -> None:
    with serving(status(400, b"x" * 100, Server="Oxigraph/9")) as store:
        assert find_target(store.url, probe=lambda url: probe(url, Credentials(), QUICK)).kind == "oxigraph"
        assert store.methods == ["GET"]
    with serving(basic) as store, pytest.raises(RemoteError, match="401 Unauthorized to nobody; set GEOKG_LOAD_USER"):
        probe(store.url, Credentials(), QUICK)


def run(store: Store, output: Path, *options: str) -> int:
    return main(["load", store.url, "--kind", "gsp", "--output", str(output), "--timeout", "5", *options])


def test_the_command_names_what_failed_and_goes_on(output: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with serving(status(400, b"too large")) as store:
        assert run(store, output) == 1
        said = capfd.readouterr().err
        assert "failed https://w3id.org/geokg/graph/actors: " in said
        assert "400 Bad Request: too large" in said
        assert "6 graphs sent" in said
        assert "1 failed; run it again" in said
        assert run(store, output) == 0
        assert "1 graphs sent" in capfd.readouterr().err


def test_a_store_that_goes_away_leaves_a_load_that_can_go_on(
    output: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geokg.load.Patience", lambda **_: QUICK)
    with serving() as store:
        well: list[Callable[[Handler], None]] = [status(204), status(204)]
        store.faults = [*well, *[hang_up] * 99]
        assert run(store, output) == 1
        said = capfd.readouterr().err
        assert said.count("geokg: failed https://w3id.org/geokg/graph/") == 5
        assert "cannot be reached" in said
        assert "2 graphs sent" in said


def test_a_count_that_differs_is_a_failure(output: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with serving(*[status(204)] * 7) as store:  # takes all and keeps nothing
        assert run(store, output) == 1
        said = capfd.readouterr().err
        assert "triples should be there, and 0 are" in said
        assert run(store, output) == 0


def test_a_dry_run_changes_nothing(output: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = sorted(output.iterdir())
    with serving() as store:
        assert run(store, output, "--dry-run") == 0
        assert set(store.methods) <= {"GET"}
        lines = capfd.readouterr().out.splitlines()
        assert [line.split()[0] for line in lines[2:]] == ["send"] * 7
    assert sorted(output.iterdir()) == before


def test_since_leaves_out_older_articles(output: Path) -> None:
    with serving() as store:
        assert run(store, output, "--since", "2024-03-02") == 0
        assert sum("/article/" in graph for graph in store.graphs) == 2
        assert run(store, output) == 0
        assert sum("/article/" in graph for graph in store.graphs) == 3


def test_an_interrupted_load_goes_on_where_it_was(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put = Client.put

    def interrupted(self: Client, graph: str, content: bytes) -> None:
        put(self, graph, content)
        if "/article/" in graph:
            raise KeyboardInterrupt

    with serving() as store:
        monkeypatch.setattr(Client, "put", interrupted)
        assert run(store, output) == 130
        monkeypatch.setattr(Client, "put", put)
        store.asked.clear()
        assert run(store, output) == 0
        assert store.methods.count("PUT") == 6  # the actors were sent, and of the article nobody knows
        assert len(store.graphs) == 7


def test_the_password_stands_in_no_output(
    output: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(*[status(403, b"you are ada:s3cret")] * 9) as store:
        url = store.url.replace("http://", "http://ada:s3cret@")
        for options in ([], ["--verbose"], ["--kind", "gsp"], ["--kind", "gsp", "--debug", "--all"]):
            assert main(["load", url, "--output", str(output), *options]) == 2
        printed = capfd.readouterr()
        assert "user ada" in printed.err
        assert "s3cret" not in printed.out + printed.err
    assert not any("s3cret" in place.read_text() for place in output.glob("loaded-*"))
