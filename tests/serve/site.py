"""A real server of the pages over a real store, for tests: pages, editor and the least of an endpoint."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import uvicorn
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.routing import Route

from geokg.rdf.namespaces import BASE
from geokg.rdf.write import to_quads
from geokg.serve.pages import page_routes
from geokg.store import Store
from tests.known import ARTICLES, STATEMENTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from starlette.requests import Request

    from geokg.model import Statement
    from geokg.serve.resources import Ask


def store_of(statements: Sequence[Statement] = STATEMENTS, base: str = BASE) -> Store:
    """The store of the known articles with those statements."""
    return Store.in_memory(to_quads(ARTICLES, statements, base=base))


def asker(store: Store) -> Ask:
    """Asks the store itself, as the workers of the server do."""

    async def ask(query: str, media: str) -> bytes:
        return await run_in_threadpool(_answer, store, query, media)

    return ask


def _answer(store: Store, query: str, media: str) -> bytes:
    result: Any = store.query(query, prefixes={})
    is_rows = isinstance(result, QuerySolutions)
    form = QueryResultsFormat.from_media_type(media) if is_rows else RdfFormat.from_media_type(media)
    return bytes(result.serialize(format=form))


def site(store: Store, viewer: Path, page_size: int = 100) -> Starlette:
    """The application."""
    ask = asker(store)
    pages = page_routes(ask, store.names, viewer=viewer, page_size=page_size)
    editor = next(route for route in pages if route.path == "/sparql")

    async def sparql(request: Request) -> Response:
        if request.method == "GET":
            return await editor.endpoint(request)
        query = parse_qs((await request.body()).decode())["query"][0]
        media = "application/n-triples" if "CONSTRUCT" in query else "application/sparql-results+json"
        return Response(await ask(query, media), media_type=media)

    return Starlette(routes=[Route("/sparql", sparql, methods=["GET", "POST"]), *pages])


def free_port() -> int:
    """A port that nobody listens at, so that a graph can be made for its address."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def serving(app: Starlette, port: int) -> Iterator[str]:
    """Serves on the loopback until the block ends; gives the address, with / at its end."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.01)
    try:
        assert server.started, "the server did not start"
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.should_exit = True
        thread.join(20)
