"""The query editor: YASGUI with the prefixes and questions of this graph, and nothing of the world outside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from starlette.responses import HTMLResponse

from geokg.query import named_questions
from geokg.serve.assets import EDITOR_POLICY, page_headers

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from jinja2 import Environment
    from starlette.requests import Request
    from starlette.responses import Response

    from geokg.rdf.namespaces import Names

    Handler = Callable[[Request], Awaitable[Response]]

__all__ = ["editor", "with_prefixes"]

#: The question that stands in the editor first.
_FIRST = "facts"


def editor(templates: Environment, names: Names, endpoint: str = "/sparql") -> Handler:
    """The handler of the page that asks the endpoint at that path. It is the same page for everybody."""
    page = templates.get_template("editor.html").render(settings=_settings(names, endpoint))
    headers = page_headers(EDITOR_POLICY) | {"Vary": "Accept"}

    async def handle(request: Request) -> Response:
        return HTMLResponse(page, headers=headers)

    return handle


def _settings(names: Names, endpoint: str) -> dict[str, Any]:
    """What ``editor.js`` is told."""
    questions = {
        question.name: {"title": question.title, "query": with_prefixes(question.text, names.prefixes)}
        for question in named_questions().values()
    }
    return {
        "endpoint": endpoint,
        "base": names.base,
        "prefixes": names.prefixes,
        "first": _FIRST,
        "questions": questions,
    }


def with_prefixes(query: str, prefixes: Mapping[str, str]) -> str:
    """The query with those prefixes declared that it uses.

    >>> with_prefixes("ASK { actor:nato a geokg:Actor }", {"actor": "http://a/", "geo": "http://g/"})
    'PREFIX actor: <http://a/>\\nASK { actor:nato a geokg:Actor }'
    """
    bare = "\n".join(line for line in query.splitlines() if not line.startswith("#"))
    used = [name for name in sorted(prefixes) if re.search(rf"\b{name}:", bare)]
    return "".join(f"PREFIX {name}: <{prefixes[name]}>\n" for name in used) + query
