"""The seam to the pages: how they ask, and where they stand."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse
from starlette.routing import Route

from geokg.rdf.namespaces import Names
from geokg.serve.app import ask_of, make_app
from geokg.serve.limits import Limits
from geokg.serve.pool import Pool

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from starlette.requests import Request
    from starlette.types import ASGIApp, Message

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def with_pool(folder: Path, act: Callable[[Pool], Awaitable[None]]) -> None:
    async def run() -> None:
        pool = Pool(folder / "store", Limits(workers=1))
        await pool.start()
        try:
            await act(pool)
        finally:
            await pool.close()

    asyncio.run(run())


async def got(app: ASGIApp, path: str, accept: str) -> tuple[int, str]:
    """Status and media type of what the application answers to GET."""
    path, _, query = path.partition("?")
    headers = [(b"host", b"localhost"), (b"accept", accept.encode())]
    scope = {"type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": query.encode(),
             "headers": headers, "scheme": "http", "server": ("localhost", 80), "root_path": ""}  # fmt: skip
    sent: list[Message] = []
    requests = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> Message:
        if not requests:
            await asyncio.Event().wait()
        return requests.pop()

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    kind = dict(sent[0]["headers"])[b"content-type"].decode()
    return sent[0]["status"], kind.partition(";")[0]


def test_pages_stand_beside_the_endpoint_and_share_its_address(known_folder: Path) -> None:
    async def page(_: Request) -> HTMLResponse:
        return HTMLResponse("a page")

    async def act(pool: Pool) -> None:
        app = make_app(pool, Names(), pages=[Route("/sparql", page), Route("/actor/{name}", page)])
        assert await got(app, "/actor/nato", BROWSER) == (200, "text/html")
        assert await got(app, "/sparql", BROWSER) == (200, "text/html")
        assert await got(app, "/sparql", "*/*") == (200, "text/turtle")
        assert await got(app, "/sparql?format=ttl", BROWSER) == (200, "text/turtle")
        assert await got(app, "/sparql?query=ASK%7B%7D", BROWSER) == (200, "application/sparql-results+json")
        bare = make_app(pool, Names())
        assert await got(bare, "/sparql", BROWSER) == (200, "text/turtle")
        assert await got(bare, "/actor/nato", BROWSER) == (404, "text/plain")

    with_pool(known_folder, act)


def test_pages_ask_as_clients_do(known_folder: Path) -> None:
    async def act(pool: Pool) -> None:
        ask = ask_of(pool)
        assert await ask("ASK { actor:norland relation:warns actor:sudria }", "text/csv") == b"true"
        assert b"memberOf" in await ask("DESCRIBE actor:norland", "application/n-triples")
        for query, status in [("SELECT", 400), ("DROP ALL", 403), ("ASK { SERVICE <a:b> {} }", 403)]:
            with pytest.raises(HTTPException) as caught:
                await ask(query, "text/csv")
            assert caught.value.status_code == status
        with pytest.raises(HTTPException, match="406: this query can be answered as text/turtle"):
            await ask("DESCRIBE actor:norland", "text/csv")

    with_pool(known_folder, act)
