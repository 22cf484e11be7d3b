"""The query editor: YASGUI with the prefixes and questions of this graph, and nothing of the world outside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse

from geokg.query import named_questions
from geokg.serve.assets import EDITOR_POLICY, Assets, templates

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from geokg.rdf.namespaces import Names

__all__ = ["editor_page"]

#: The question that stands in the editor first.
_FIRST = "facts"


def editor_page(names: Names, endpoint: str = "/sparql") -> Callable[[Request], Awaitable[Response]]:
    """The handler of the page that asks the endpoint at that path. It is the same page for everybody."""
    page = _page(names, endpoint)
    headers = {"Content-Security-Policy": EDITOR_POLICY, "Vary": "Accept", "X-Content-Type-Options": "nosniff"}

    async def editor(request: Request) -> Response:
        return HTMLResponse(page, headers=headers)

    return editor


def _page(names: Names, endpoint: str) -> str:
    prefixes = names.prefixes
    questions = {
        question.name: {"title": question.title, "query": with_prefixes(question.text, prefixes)}
        for question in named_questions().values()
    }
    settings = {
        "endpoint": endpoint,
        "base": names.base,
        "prefixes": prefixes,
        "first": _FIRST,
        "questions": questions,
    }
    return templates(Assets.load(), names).get_template("editor.html").render(settings=settings)


def with_prefixes(query: str, prefixes: Mapping[str, str]) -> str:
    """The query with those prefixes declared that it uses.

    >>> with_prefixes("ASK { actor:nato a geokg:Actor }", {"actor": "http://a/", "geo": "http://g/"})
    'PREFIX actor: <http://a/>\\nASK { actor:nato a geokg:Actor }'
    """
    bare = "\n".join(line for line in query.splitlines() if not line.startswith("#"))
    used = [name for name in sorted(prefixes) if re.search(rf"\b{name}:", bare)]
    return "".join(f"PREFIX {name}: <{prefixes[name]}>\n" for name in used) + query
