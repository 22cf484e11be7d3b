"""The server as its owner and as strangers meet it: who may ask, what is kept, how it starts and ends."""

from __future__ import annotations

import contextlib
import gzip
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from geokg.graph import Graph
from tests.known import ARTICLES, STATEMENTS
from tests.serve.served import ENDLESS, ENVIRON, FORM, QUERY, Served, is_running, save_known, serving, workers_of

ASK = f"/sparql?query={quote('ASK {}')}"
ALL = f"/sparql?query={quote('SELECT * { ?s ?p ?o }')}"
TOKEN = "a-secret-that-only-tests-know!$%"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("LOCALHOST:80", 200),
        ("127.0.0.1:8080", 200),
        ("[::1]:8080", 200),
        ("192.0.2.7", 200),  # an address in numbers cannot be pointed elsewhere
        ("evil.example", 421),
        ("localhost.evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("2130706433", 421),
        ("", 400),
        ("localhost/..", 400),
        ("a b", 400),
        ("user@localhost", 400),
        ('localhost"', 400),
    ],
)
def test_only_names_of_this_machine_are_answered(server: Served, host: str, status: int) -> None:
    assert server.send("GET", ASK, {"Host": host}).status == status


@pytest.mark.parametrize("hosts", [b"", b"Host: localhost\r\nHost: evil.example\r\n"])
def test_a_request_names_one_host(server: Served, hosts: bytes) -> None:
    with socket.create_connection(server.place) as connection:
        connection.sendall(f"GET {ASK} HTTP/1.1\r\n".encode() + hosts + b"\r\n")
        assert b" 400 " in connection.recv(1000)


def test_without_the_switch_no_page_of_others_may_read(server: Served) -> None:
    response = server.send("GET", ASK, {"Origin": "https://page.example"})
    assert not [name for name in response.headers if name.startswith("access-control")]


def test_gzip(server: Served) -> None:
    plain, packed = (server.send("GET", ALL, {"Accept-Encoding": coding}) for coding in ("identity", "gzip"))
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body) / 4
    assert "accept-encoding" in packed.headers["vary"].lower()


def test_what_the_client_has_is_not_sent_again(server: Served) -> None:
    first = server.send("GET", ALL, {"Accept": "text/csv"})
    mark = first.headers["etag"]
    assert first.headers["cache-control"] == "no-cache"
    again = server.send("GET", ALL, {"Accept": "text/csv", "If-None-Match": f'"other", {mark}'})
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", mark)
    assert server.send("GET", ALL, {"Accept": "text/csv", "If-None-Match": '"other"'}).status == 200
    assert server.send("GET", ALL, {"Accept": "text/tab-separated-values", "If-None-Match": mark}).status == 200
    assert server.send("GET", ASK, {"If-None-Match": mark}).status == 200


def test_what_is_another_every_time_has_no_mark(server: Served) -> None:
    response = server.get("SELECT (now() AS ?t) {}")
    assert (response.status, "etag" in response.headers) == (200, False)


def test_a_large_body_is_refused_before_it_is_sent(server: Served) -> None:
    with socket.create_connection(server.place, timeout=10) as connection:
        head = "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
        connection.sendall(f"{head}Content-Length: {100 * 2**20}\r\n\r\nASK ".encode())
        assert connection.recv(100).startswith(b"HTTP/1.1 413 ")


def test_a_large_body_in_chunks_is_refused_on_the_way(server: Served) -> None:
    sent, chunk = 0, b"10000\r\n" + b" " * 65536 + b"\r\n"
    with socket.create_connection(server.place, timeout=10) as connection:
        head = "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
        connection.sendall(f"{head}Transfer-Encoding: chunked\r\n\r\n".encode())
        with contextlib.suppress(ConnectionError):
            while sent < 100 * 2**20:
                connection.sendall(chunk)
                sent += 65536
        assert sent < 20 * 2**20
        with contextlib.suppress(ConnectionError):
            assert connection.recv(100).startswith(b"HTTP/1.1 413 ")
    assert server.send("GET", ASK).status == 200


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        (f"/sparql?query={'x' * 40_000}", {}, 414),
        ("/" + "x" * 40_000, {}, 414),
        (ASK, {"X-Long": "x" * 40_000}, 431),
        (ASK, {f"X-{number}": "x" * 300 for number in range(150)}, 431),
    ],
)
def test_long_heads_are_refused(server: Served, path: str, headers: dict[str, str], status: int) -> None:
    assert server.send("GET", path, headers).status == status


def test_a_long_query_can_be_posted(server: Served) -> None:
    assert server.send("POST", "/sparql", QUERY, "ASK {}" + " " * 500_000).status == 200


def test_a_query_past_its_time_says_so(server: Served) -> None:
    response = server.get(ENDLESS)
    assert (response.status, response.text) == (503, "time limit: the query took longer than 3 s and was ended")
    assert response.headers["retry-after"] == "1"


def test_an_answer_past_its_size_says_so(server: Served) -> None:
    response = server.get("SELECT * { ?a ?b ?c . ?d ?e ?f }")
    assert (response.status, "larger than 2,000,000 bytes" in response.text) == (413, True)


def test_a_client_that_leaves_frees_its_worker(known_folder: Path) -> None:
    with serving(known_folder, "--workers", "1", "--timeout", "60") as served:
        with socket.create_connection(served.place) as connection:
            connection.sendall(f"GET /sparql?query={quote(ENDLESS)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            time.sleep(0.3)
        begun = time.monotonic()
        assert served.send("GET", ASK).status == 200
        assert time.monotonic() - begun < 9


def test_a_store_that_was_built_again_is_served(tmp_path: Path) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?claim a geokg:Claim }"
    path = "/sparql?" + urlencode({"query": count})
    save_known(tmp_path)
    with serving(tmp_path) as served:
        mark = served.send("GET", path).headers["etag"]
        assert served.send("GET", path, {"If-None-Match": mark}).status == 304
        Graph.from_statements(ARTICLES[:1], STATEMENTS[:1]).save(tmp_path)
        again = served.send("GET", path, {"If-None-Match": mark})
        assert (again.status, again.headers["etag"] != mark) == (200, True)
        assert served.csv(count) == ["2"]


def test_with_a_token_only_who_knows_it_is_answered(known_folder: Path) -> None:
    with serving(known_folder, "--workers", "1", GEOKG_TOKEN=TOKEN) as served:
        for headers, status in [
            ({"Authorization": f"Bearer {TOKEN}"}, 200),
            ({"Authorization": f"bearer  {TOKEN}"}, 200),
            ({}, 401),
            ({"Authorization": "Bearer"}, 401),
            ({"Authorization": f"Bearer {TOKEN[:-1]}"}, 401),
            ({"Authorization": f"Bearer {TOKEN}x"}, 401),
            ({"Authorization": f"Basic {TOKEN}"}, 401),
            ({"Authorization": "Bearer \xff"}, 401),
        ]:
            for path in (ASK, "/.well-known/void"):
                response = served.send("GET", path, headers)
                assert response.status == status, (headers, response.text)
                assert TOKEN not in response.text
            if status == 401:
                assert response.headers["www-authenticate"] == "Bearer"
        assert served.send("GET", f"{ASK}&token={TOKEN}").status == 401


def test_pages_of_the_origins_allowed_may_read(known_folder: Path) -> None:
    allowed, other = "https://page.example", "https://other.example"
    with serving(known_folder, "--cors", allowed, "--workers", "1", GEOKG_TOKEN=TOKEN) as served:
        asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
        first = served.send("OPTIONS", "/sparql", {"Origin": allowed} | asked)
        assert (first.status, first.headers["access-control-allow-origin"]) == (200, allowed)
        assert served.send("OPTIONS", "/sparql", {"Origin": other} | asked).status == 400
        read = served.send("GET", ASK, {"Origin": allowed, "Authorization": f"Bearer {TOKEN}"})
        assert (read.status, read.headers["access-control-allow-origin"]) == (200, allowed)
        refused = served.send("GET", ASK, {"Origin": other, "Authorization": f"Bearer {TOKEN}"})
        assert "access-control-allow-origin" not in refused.headers


def test_a_further_host_name_may_be_allowed(known_folder: Path) -> None:
    with serving(known_folder, "--allow-host", "kg.example.org", "--workers", "1") as served:
        assert served.send("GET", ASK, {"Host": "kg.example.org"}).status == 200
        assert served.send("GET", ASK, {"Host": "example.org"}).status == 421


def test_workers_know_neither_token_nor_language(known_folder: Path) -> None:
    with serving(known_folder, "--workers", "1", GEOKG_TOKEN=TOKEN) as served:
        (worker,) = workers_of(served.process.pid)
        place = Path("/proc") / str(worker)
        if not place.exists():
            pytest.skip("what a process knows is read from /proc")
        assert TOKEN not in (place / "environ").read_text(encoding="utf-8", errors="replace")
        libraries = (place / "maps").read_text(encoding="utf-8")
        assert "pyoxigraph" in libraries
        assert "spacy" not in libraries


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_the_server_and_its_workers(known_folder: Path, number: int, code: int) -> None:
    with serving(known_folder, "--timeout", "60") as served, socket.create_connection(served.place) as connection:
        connection.sendall(f"GET /sparql?query={quote(ENDLESS)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        time.sleep(0.3)
        workers = workers_of(served.process.pid)
        assert len(workers) >= 2
        served.process.send_signal(number)
        assert served.process.wait(20) == code
        assert not any(map(is_running, workers))


def test_workers_end_with_a_server_that_was_killed(known_folder: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("elsewhere a worker that works outlives its server until its alarm")
    with serving(known_folder, "--timeout", "60") as served, socket.create_connection(served.place) as connection:
        connection.sendall(f"GET /sparql?query={quote(ENDLESS)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        time.sleep(0.3)
        workers = workers_of(served.process.pid)
        served.process.kill()
        served.process.wait(20)
        time.sleep(0.5)
        assert not any(map(is_running, workers))


@pytest.mark.parametrize(
    ("options", "environ", "message"),
    [
        (["--host", "0.0.0.0"], {}, "0.0.0.0 can be reached from other machines; set GEOKG_TOKEN"),
        (["--host", "example.org"], {}, "example.org can be reached from other machines"),
        ([], {"GEOKG_TOKEN": "0123456789"}, "the token is too short"),
        ([], {"GEOKG_TOKEN": "two words of a secret"}, "other characters than plain ASCII"),
        (["--host", "192.0.2.1"], {"GEOKG_TOKEN": TOKEN}, "cannot listen at 192.0.2.1"),
        (["--output", "nowhere"], {}, "run `geokg build` first"),
        (["--token-from-env", "NO_SUCH_VARIABLE"], {}, "NO_SUCH_VARIABLE is not set"),
        (["--timeout", "0"], {}, "--timeout"),
        (["--cors", "page.example"], {}, "page.example is no origin"),
    ],
)
def test_what_cannot_be_served_is_told_in_one_line(
    known_folder: Path, options: list[str], environ: dict[str, str], message: str
) -> None:
    command = [sys.executable, "-m", "geokg", "serve", "--port", "0", "-o", str(known_folder), *options]
    done = subprocess.run(command, env=ENVIRON | environ, capture_output=True, text=True, check=False, timeout=20)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert environ.get("GEOKG_TOKEN", TOKEN) not in done.stderr


def test_a_port_that_is_taken_is_named(known_folder: Path, server: Served) -> None:
    port = str(server.place[1])
    command = [sys.executable, "-m", "geokg", "serve", "-o", str(known_folder), "--port", port]
    done = subprocess.run(command, env=ENVIRON, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, f"port {port}" in done.stderr) == (2, True)


def test_without_the_extra_the_command_tells_how_to_install_it(known_folder: Path) -> None:
    hide = "import sys; sys.modules['uvicorn'] = None; from geokg.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", hide, "serve", "-o", str(known_folder)]
    done = subprocess.run(command, env=ENVIRON, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, "pip install 'geokg[serve]'" in done.stderr) == (2, True), done.stderr


def test_forms_need_no_other_field(server: Served) -> None:
    assert server.send("POST", "/sparql", FORM, urlencode({"query": "ASK {}", "x": "y"})).status == 200
