from __future__ import annotations

import gzip
import ssl
import subprocess
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from geokg.errors import FetchError
from geokg.fetch import Fetcher, Policy
from geokg.fetch.connect import Caps
from tests.fetch.sites import say, site

if TYPE_CHECKING:
    from http.server import BaseHTTPRequestHandler
    from pathlib import Path


@pytest.fixture
def policy(tmp_path: Path) -> Policy:
    return Policy(contact="me@news.example", delay=0, allow_private=True, cache=tmp_path / "cache", retries=0)


def echo(handler: BaseHTTPRequestHandler) -> None:
    say(handler, f"you asked {handler.path}", 404 if handler.path == "/robots.txt" else 200)


def test_a_page_comes_with_its_type_and_the_site_is_told_who_asks(policy: Policy) -> None:
    with site(echo) as up, Fetcher(policy) as fetcher:
        page = fetcher.get(up.url("/news?a=1"))
    assert (page.data, page.media_type, page.charset, page.final) == (
        b"you asked /news?a=1",
        "text/html",
        "utf-8",
        page.url,
    )
    agents = {headers["User-Agent"] for _, headers in up.asked}
    assert len(agents) == 1
    assert next(iter(agents)).startswith("geokg/")
    assert next(iter(agents)).endswith("(+me@news.example)")


def test_nothing_of_this_machine_is_asked_unless_it_is_allowed(policy: Policy) -> None:
    with site(echo) as up, Fetcher(replace(policy, allow_private=False, ports=frozenset({up.port}))) as fetcher:
        with pytest.raises(FetchError, match=r"127\.0\.0\.1 is not public"):
            fetcher.get(up.url())
        assert up.asked == []


def test_a_redirect_is_looked_at_like_an_address(policy: Policy) -> None:
    """A public site that sends us inside: the resolver says which is which, and both are this machine's server."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if handler.path == "/robots.txt":
            say(handler, status=404)
        else:
            say(handler, status=302, location=f"http://inside.example:{up.port}/secret")

    asked: list[str] = []

    def resolver(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if host == "outside.example" else ["::ffff:10.0.0.7"]

    import geokg.fetch.fetcher as module

    real = module.resolve

    def outside_is_public(place: Any, resolver: Any, *, allow_private: bool) -> Any:
        return real(place, resolver, allow_private=place.host == "outside.example")

    with site(answer) as up, pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "resolve", outside_is_public)
        with Fetcher(policy, resolver) as fetcher, pytest.raises(FetchError, match=r"inside\.example: .*10\.0\.0\.7"):
            fetcher.get(f"http://outside.example:{up.port}/")
    assert up.paths() == ["/"]
    assert asked[-1] == "inside.example"


def test_a_name_that_changes_its_address_is_asked_where_it_was_looked_at(policy: Policy) -> None:
    answers = iter([["127.0.0.1"], ["127.0.0.1"]])
    with site(echo) as up, Fetcher(policy, lambda *_: next(answers)) as fetcher:
        assert fetcher.get(f"http://rebound.example:{up.port}/").data == b"you asked /"
        assert {headers["Host"] for _, headers in up.asked} == {f"rebound.example:{up.port}"}
    assert next(answers, None) is None  # each request asked once for the address, and went there


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_to_the_end(policy: Policy, status: int) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        step = handler.path.removeprefix("/")
        if step.isdecimal() and int(step) > 0:
            say(handler, status=status, location=f"/{int(step) - 1}")
        else:
            echo(handler)

    with site(answer) as up, Fetcher(policy) as fetcher:
        assert fetcher.get(up.url("/3")).final == up.url("/0")
        with pytest.raises(FetchError, match="more than 5 redirects"):
            fetcher.get(up.url("/9"))


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (b"x" * 3_000_000, "identity"),
        (gzip.compress(b"x" * 300_000_000), "gzip"),
    ],
)  # fmt: skip
def test_an_answer_ends_at_its_limit_after_it_is_unpacked(policy: Policy, body: bytes, encoding: str) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        echo(handler) if handler.path == "/robots.txt" else say(handler, body, content_encoding=encoding)

    begun = time.monotonic()
    with site(answer) as up, Fetcher(policy) as fetcher, pytest.raises(FetchError, match="larger than 2,000,000 bytes"):
        fetcher.get(up.url("/big"))
    assert time.monotonic() - begun < 5


def test_a_packed_page_is_unpacked(policy: Policy) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        say(handler, gzip.compress(b"news " * 50_000), content_encoding="gzip")

    with site(answer) as up, Fetcher(policy) as fetcher:
        assert fetcher.get(up.url("/")).data == b"news " * 50_000


@pytest.mark.parametrize("part", ["headers", "body"])
def test_a_site_that_drips_is_cut_off(policy: Policy, part: str) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        if handler.path == "/robots.txt":
            echo(handler)
            return
        start = b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n" if part == "body" else b"HTTP/1.1 200 OK\r\nX: "
        handler.wfile.write(start)
        for _ in range(100):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)

    begun = time.monotonic()
    caps = Caps(silence=1, total=1)
    with (
        site(answer) as up,
        Fetcher(replace(policy, caps=caps)) as fetcher,
        pytest.raises(FetchError, match="longer than 1"),
    ):
        fetcher.get(up.url("/slow"))
    assert time.monotonic() - begun < 4


def test_robots_are_heard(policy: Policy) -> None:
    rules = "User-agent: *\nDisallow: /private\n\nUser-agent: geokg\nDisallow: /no-geokg\nCrawl-delay: 0.3\n"

    def answer(handler: BaseHTTPRequestHandler) -> None:
        say(handler, rules, content_type="text/plain") if handler.path == "/robots.txt" else echo(handler)

    with site(answer) as up, Fetcher(policy) as fetcher:
        fetcher.get(up.url("/private/1"))
        fetcher.get(up.url("/private/2"))
        with pytest.raises(FetchError, match="lets no robot read it"):
            fetcher.get(up.url("/no-geokg/1"))
    assert up.paths() == ["/private/1", "/private/2"]
    assert [path for path, _ in up.asked].count("/robots.txt") == 1
    assert up.times[2] - up.times[1] >= 0.3


def test_a_site_whose_rules_fail_is_left_alone(policy: Policy) -> None:
    with (
        site(lambda handler: say(handler, status=500)) as up,
        Fetcher(policy) as fetcher,
        pytest.raises(FetchError, match=r"robots\.txt"),
    ):
        fetcher.get(up.url("/1"))
    assert up.paths() == []


def test_a_host_is_asked_one_at_a_time_and_not_too_often(policy: Policy) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with site(echo) as up, Fetcher(replace(policy, delay=0.2)) as fetcher, ThreadPoolExecutor(4) as pool:
        list(pool.map(fetcher.get, [up.url(f"/{n}") for n in range(4)]))
    gaps = [later - earlier for earlier, later in zip(up.times, up.times[1:], strict=False)]
    assert min(gaps) >= 0.2


def test_what_did_not_change_is_not_sent_again(policy: Policy) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        if handler.path == "/robots.txt":
            echo(handler)
        elif handler.headers.get("If-None-Match") == '"v1"':
            say(handler, status=304)
        elif handler.path == "/fresh":
            say(handler, "fresh", cache_control="max-age=600")
        else:
            say(handler, "version one", etag='"v1"', last_modified="Fri, 05 Apr 2024 10:00:00 GMT")

    with site(answer) as up:
        for _ in range(2):
            with Fetcher(policy) as fetcher:  # another process would do the same
                assert fetcher.get(up.url("/1")).data == b"version one"
                assert fetcher.get(up.url("/fresh")).data == b"fresh"
    assert up.paths() == ["/1", "/fresh", "/1"]
    assert up.asked[-1][1]["If-Modified-Since"] == "Fri, 05 Apr 2024 10:00:00 GMT"


def test_a_busy_site_is_asked_again_when_it_says_so(policy: Policy) -> None:
    states = iter([503, 429, 200])

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if handler.path == "/robots.txt":
            echo(handler)
        elif (status := next(states)) != 200:
            say(handler, status=status, retry_after="0")
        else:
            say(handler, "at last")

    with site(answer) as up, Fetcher(replace(policy, retries=2)) as fetcher:
        assert fetcher.get(up.url("/1")).data == b"at last"

    with (
        site(lambda h: echo(h) if h.path == "/robots.txt" else say(h, status=503, retry_after="3600")) as up,
        Fetcher(replace(policy, retries=2)) as fetcher,
        pytest.raises(FetchError, match="asks to wait 3600 seconds"),
    ):
        fetcher.get(up.url("/1"))


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_refusal_is_told_and_not_argued_with(policy: Policy, status: int) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        say(handler, status=404 if handler.path == "/robots.txt" else status)

    with site(answer) as up, Fetcher(replace(policy, retries=3)) as fetcher:
        with pytest.raises(FetchError, match=f"answers {status}"):
            fetcher.get(up.url("/1"))
        assert up.paths() == ["/1"]


def test_a_certificate_must_be_of_the_name(policy: Policy, tmp_path: Path) -> None:
    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert, "-days", "2",
         "-subj", "/CN=news.example", "-addext", "subjectAltName=DNS:news.example"],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    with site(echo, context) as up:
        trusting = replace(policy, ca_file=str(cert))
        with Fetcher(trusting, lambda *_: ["127.0.0.1"]) as fetcher:
            assert fetcher.get(f"https://news.example:{up.port}/1").data == b"you asked /1"
            with pytest.raises(FetchError):
                fetcher.get(f"https://other.example:{up.port}/1")
        with Fetcher(policy, lambda *_: ["127.0.0.1"]) as fetcher, pytest.raises(FetchError):
            fetcher.get(f"https://news.example:{up.port}/2")
    assert up.paths() == ["/1"]


def test_a_site_that_is_away_or_speaks_nonsense_is_told(policy: Policy) -> None:
    with site(echo) as up:
        pass
    with Fetcher(policy) as fetcher, pytest.raises(FetchError, match=r"robots\.txt"):
        fetcher.get(up.url("/1"))
    with (
        site(lambda h: echo(h) if h.path == "/robots.txt" else h.wfile.write(b"SSH-2.0-nonsense\r\n")) as up,
        Fetcher(policy) as fetcher,
        pytest.raises(FetchError, match="cannot be reached"),
    ):
        fetcher.get(up.url("/1"))
