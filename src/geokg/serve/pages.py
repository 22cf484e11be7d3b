"""Pages about the things of a graph, and their RDF at the same addresses.

The address of a thing is its IRI below the base, and answers at once with what the Accept header asks for: HTML to
browsers, RDF to everybody else. Nothing is redirected, so clients that forget headers on a redirect work too.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from geokg.serve.assets import POLICY, Assets, page_headers, shorten, templates
from geokg.serve.documents import FORMATS, N_TRIPLES, description, write
from geokg.serve.editor import editor
from geokg.serve.formats import GRAPH_FORMATS, named_type, wanted_type
from geokg.serve.resources import MOST, Resources, Slice

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from jinja2 import Environment
    from pyoxigraph import NamedNode
    from starlette.requests import Request

    from geokg.rdf.namespaces import Names
    from geokg.serve.resources import Ask, Property, Thing

    Teller = Callable[[Resources, NamedNode, Slice], Awaitable["_Told"]]

__all__ = ["PAGE_SIZE", "page_routes"]

#: How many claims a page shows.
PAGE_SIZE = 100
#: The largest number of a page that is looked for.
_LAST_PAGE = 1_000_000
HTML = "text/html"
#: All that an address can be asked for, by short name.
_OFFERED = {**FORMATS, "html": HTML}
#: The properties that can give a page its heading.
_HEADINGS = ("skos:prefLabel", "schema:headline", "rdfs:label")
_LINKS = '<nav class="chips" aria-label="Pages"><a class="chip" href="/sparql">Query</a></nav>'


def page_routes(ask: Ask, names: Names, *, viewer: Path, page_size: int = PAGE_SIZE) -> list[Route]:
    """The routes of all pages. That of ``/sparql`` is the query editor, which shares its address with the endpoint.

    Args:
        ask: answers SPARQL over all graphs at once, see :data:`geokg.serve.resources.Ask`. What it raises goes on to
            the error handlers of the application.
        names: the names of the graph. Where its base is the address of this server, IRIs lead to these pages.
        viewer: the ``graph.html`` that ``geokg build`` wrote.
        page_size: claims a page.
    """
    assets = Assets.load()
    environment = templates(assets, names)
    pages = _Pages(Resources(ask, names), environment, viewer, page_size)
    return [
        Route("/", pages.home),
        Route("/sparql", editor(environment, names)),
        Route("/static/{name:path}", assets.serve),
        *(Route(f"/{room}/{{name:path}}", partial(pages.thing, room)) for room in _TELLERS),
    ]


@dataclass(frozen=True, slots=True)
class _Pages:
    resources: Resources
    templates: Environment
    viewer: Path
    page_size: int

    async def home(self, request: Request) -> Response:
        """The viewer, with a link to the query editor."""
        try:
            page = await run_in_threadpool(self.viewer.read_text, encoding="utf-8")
        except FileNotFoundError:
            text = self._render("missing.html", {"title": "No viewer", "file": self.viewer.name})
            return HTMLResponse(text, 404, page_headers(POLICY))
        # Whatever stands in the data of the page is escaped, so that this is the header of the page itself.
        return HTMLResponse(page.replace("</header>", f"{_LINKS}</header>", 1))

    async def thing(self, room: str, request: Request) -> Response:
        """One thing, as the client wants it."""
        name, media = _wanted(request)
        if not name:
            raise HTTPException(404, "no name of a thing stands in this address")
        this, part = self.resources.names.iri(room, name), Slice(_page(request), self.page_size)
        headers = page_headers(POLICY) | {"Link": _alternates(room, name), "Vary": "Accept"}
        if media != HTML:
            return await self._document(room, this, part, media, headers)
        told = await _TELLERS[room](self.resources, this, part)
        if not told.is_known:
            return _unknown(this)
        own = _by_predicate(told.properties, self.resources.names)
        heading = next((own[name][0] for name in _HEADINGS if name in own), name)
        page = {"this": this.value, "heading": heading, "own": own, "part": part, "formats": FORMATS, "most": MOST}
        text = self._render(told.template, {**page, "properties": told.properties, **told.values})
        return HTMLResponse(text, headers=headers)

    async def _document(self, room: str, this: NamedNode, part: Slice, media: str, headers: dict[str, str]) -> Response:
        names = self.resources.names
        found = await self.resources.ask(description(room, this, names, part), N_TRIPLES)
        if not found.strip():
            return _unknown(this)
        body = await run_in_threadpool(write, found, media, this, names)
        return Response(body, headers=headers, media_type=media)

    def _render(self, template: str, values: dict[str, Any]) -> str:
        return self.templates.get_template(template).render(values)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a page tells: by which template, with the properties that all things have, and values of its own."""

    template: str
    properties: list[Property]
    values: dict[str, Any]
    is_known: bool


async def _actor(resources: Resources, this: NamedNode, part: Slice) -> _Told:
    properties, facts, tenures, claims, count = await asyncio.gather(
        resources.properties(this),
        resources.facts(this),
        resources.tenures(this),
        resources.claims("actor", this, part),
        resources.count("actor", this),
    )
    values = {"facts": facts, "tenures": tenures, "claims": claims, "count": count}
    return _Told("actor.html", properties, values, bool(properties))


async def _article(resources: Resources, this: NamedNode, part: Slice) -> _Told:
    return await _with_claims("article", resources, this, part)


async def _relation(resources: Resources, this: NamedNode, part: Slice) -> _Told:
    return await _with_claims("relation", resources, this, part)


async def _with_claims(room: str, resources: Resources, this: NamedNode, part: Slice) -> _Told:
    properties, claims, count = await asyncio.gather(
        resources.properties(this), resources.claims(room, this, part), resources.count(room, this)
    )
    return _Told(f"{room}.html", properties, {"claims": claims, "count": count}, bool(properties))


async def _claim(resources: Resources, this: NamedNode, part: Slice) -> _Told:
    first = Slice(1, part.size)
    properties, found, contents, contexts, chain = await asyncio.gather(
        resources.properties(this),
        resources.claims("claim", this, first),
        resources.claims("content", this, first),
        resources.claims("context", this, first),
        resources.chain(this),
    )
    claim = next(iter(found), None)
    values = {"claim": claim, "contents": contents, "contexts": contexts, "chain": chain}
    return _Told("claim.html", properties, values, claim is not None)


async def _other(resources: Resources, this: NamedNode, part: Slice) -> _Told:
    properties, narrower = await asyncio.gather(resources.properties(this), resources.narrower(this))
    return _Told("thing.html", properties, {"narrower": narrower}, bool(properties))


async def _graph(resources: Resources, this: NamedNode, part: Slice) -> _Told:
    size = await resources.size(this)
    return _Told("graph.html", [], {"size": size}, size > 0)


_TELLERS: dict[str, Teller] = {
    "actor": _actor,
    "article": _article,
    "claim": _claim,
    "family": _other,
    "graph/article": _graph,
    "graph": _graph,
    "known": _other,
    "relation": _relation,
    "run": _other,
}


def _wanted(request: Request) -> tuple[str, str]:
    """The name of the thing, and the media type: by ``?format=``, by the end of the address, or by Accept.

    Raises:
        HTTPException: 406, there is no such format, or none that the client takes.
    """
    name: str = request.path_params["name"]
    short = request.query_params.get("format")
    stem, dot, end = name.rpartition(".")
    if short is None and dot and end in _OFFERED:
        name, short = stem, end
    if short is None:
        media = wanted_type(request.headers.get("accept", ""), [*GRAPH_FORMATS, HTML])
    else:
        media = HTML if short == "html" else named_type(short, GRAPH_FORMATS)
    if media is None:
        offered = ", ".join(f"{media} (format={short})" for short, media in _OFFERED.items())
        raise HTTPException(406, f"this can be had as {offered}")
    return name, media


def _page(request: Request) -> int:
    text = request.query_params.get("page", "1")
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= _LAST_PAGE):
        raise HTTPException(400, f"page must be a number from 1 to {_LAST_PAGE}")
    return int(text)


def _by_predicate(properties: list[Property], names: Names) -> dict[str, list[Thing | str]]:
    """The values of each property, by its prefixed name."""
    values: dict[str, list[Thing | str]] = {}
    for predicate, value in properties:
        values.setdefault(shorten(predicate.iri, names.prefixes), []).append(value)
    return values


def _alternates(room: str, name: str) -> str:
    path = f"/{room}/{quote(name, safe='-._~', errors='replace')}"
    return ", ".join(f'<{path}?format={short}>; rel="alternate"; type="{media}"' for short, media in _OFFERED.items())


def _unknown(this: NamedNode) -> Response:
    return PlainTextResponse(f"{this.value}: not in this graph\n", 404, {"Vary": "Accept"})
