"""The application: its routes, and how a request becomes a job and a reply a response."""

from __future__ import annotations

import asyncio
import hashlib
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.routing import Route

from geokg.serve.exchange import Job, Reply
from geokg.serve.formats import GRAPH_FORMATS, RESULT_FORMATS
from geokg.serve.guard import Guard, TokenGate
from geokg.serve.protocol import accepted, is_blank, read_job

if TYPE_CHECKING:
    from collections.abc import Collection, Coroutine, Sequence

    from starlette.requests import Request

    from geokg.rdf.namespaces import Names
    from geokg.serve.pool import Pool

__all__ = ["Ask", "ask_of", "make_app"]

_FOLDER = Path(__file__).parent
#: Functions whose value is another every time, so that an answer must not be taken for current.
_FLEETING = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID)\s*\(", re.IGNORECASE)
#: An answer may be kept, but is to be asked for again with its ETag before it is used.
_CACHING = {"Cache-Control": "no-cache", "Vary": "Accept"}
#: What pages of other origins may send and see.
_CORS: dict[str, Any] = {
    "allow_methods": ["GET", "POST"],
    "allow_headers": ["Accept", "Authorization", "Content-Type", "If-None-Match"],
    "expose_headers": ["ETag", "Retry-After"],
}
_HTML = "text/html"


class Ask(Protocol):
    """Asks the graph, as pages do: a query and the media type of its answer give the answer in UTF-8.

    The media type is one of :data:`geokg.serve.formats.RESULT_FORMATS` or ``GRAPH_FORMATS``, as the query needs.

    Raises:
        HTTPException: the query is wrong or refused (4xx), or found no worker, or took too long (503).
    """

    async def __call__(self, query: str, media_type: str, /) -> bytes:
        """Ask."""


def ask_of(pool: Pool) -> Ask:
    """The way for pages to ask the workers of a pool."""

    async def ask(query: str, media_type: str, /) -> bytes:
        result_type, graph_type = (media_type if media_type in of else None for of in (RESULT_FORMATS, GRAPH_FORMATS))
        reply = await pool.answer(Job(query, result_type, graph_type, version=pool.version))
        _raise_refusal(reply)
        return reply.body

    return ask


def make_app(
    pool: Pool,
    names: Names,
    *,
    hosts: Collection[str] = (),
    token: str | None = None,
    cors: Sequence[str] = (),
    pages: Sequence[Route] = (),
) -> Starlette:
    """The application over a pool that is started.

    Args:
        hosts: names by which it may be called, besides ``localhost`` and addresses in numbers.
        token: what a client must know; None lets everybody in.
        cors: origins whose pages may read the answers, ``*`` for all.
        pages: routes for people. That of ``/sparql`` gets the requests without a query of clients that want HTML.
    """
    endpoint = _Endpoint(pool, names, next((route for route in pages if route.path == "/sparql"), None))
    app = Starlette(
        routes=[
            Route("/sparql", endpoint.sparql, methods=["GET", "POST"]),
            Route("/.well-known/void", endpoint.void, methods=["GET"]),
            *(route for route in pages if route.path != "/sparql"),
        ],
        middleware=[
            Middleware(Guard, hosts=hosts, limits=pool.limits),
            *([Middleware(CORSMiddleware, allow_origins=cors, **_CORS)] if cors else []),
            *([Middleware(TokenGate, token=token)] if token else []),
            Middleware(GZipMiddleware, minimum_size=1024, compresslevel=4),
        ],
    )
    app.router.redirect_slashes = False
    return app


class _Endpoint:
    """Answers queries, and says what the service and the dataset are."""

    def __init__(self, pool: Pool, names: Names, editor: Route | None) -> None:
        self._pool, self._names, self._editor = pool, names, editor

    async def sparql(self, request: Request) -> Response:
        """A query by GET or POST; the description of the service, or the page for people, where there is none."""
        if not is_blank(request):
            return await self._respond(request, await read_job(request, self._pool.limits.body))
        if self._editor and accepted(request, [*GRAPH_FORMATS, _HTML]) == _HTML:
            return await self._editor.endpoint(request)  # type: ignore[no-any-return]
        return await self._describe(request, "service.rq")

    async def void(self, request: Request) -> Response:
        """The description of the dataset."""
        return await self._describe(request, "void.rq")

    async def _describe(self, request: Request, name: str) -> Response:
        graph_type = accepted(request, GRAPH_FORMATS)
        if not graph_type:
            raise HTTPException(406, f"this description can be had as {', '.join(GRAPH_FORMATS)}")
        endpoint = str(request.url.replace(path="/sparql", query="", fragment=""))
        text = (_FOLDER / name).read_text(encoding="utf-8")
        query = text.replace("$ENDPOINT", endpoint).replace("$BASE", self._names.base)
        return await self._respond(request, Job(query, None, graph_type))

    async def _respond(self, request: Request, job: Job) -> Response:
        """The answer, or that the client has it already."""
        job = replace(job, version=self._pool.version)
        headers = _CACHING | ({} if _FLEETING.search(job.query) else {"ETag": _etag(job)})
        if headers.get("ETag") in _known(request):
            return Response(status_code=304, headers=headers)
        reply = await _while_connected(request, self._pool.answer(job))
        _raise_refusal(reply)
        return Response(reply.body, media_type=reply.media_type, headers=headers)


def _etag(job: Job) -> str:
    """Equal for equal questions in equal formats to the same version of the store."""
    return f'W/"{hashlib.sha256(job.pack()).hexdigest()[:32]}"'


def _known(request: Request) -> set[str]:
    return {mark.strip() for mark in request.headers.get("if-none-match", "").split(",")}


async def _while_connected(request: Request, answering: Coroutine[Any, Any, Reply]) -> Reply:
    """The reply; where the client goes away before, the work on it is called off."""
    work, leaving = asyncio.create_task(answering), asyncio.create_task(_left(request))
    try:
        await asyncio.wait({work, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not work.done():
            raise HTTPException(499, "the client went away")
        return await work
    finally:
        work.cancel()
        leaving.cancel()


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _raise_refusal(reply: Reply) -> None:
    if reply.status != 200:
        headers = {"Retry-After": "1"} if reply.status == 503 else None
        raise HTTPException(reply.status, reply.body.decode(), headers)
