"""What a request asks for, by the SPARQL 1.1 Protocol: which query, over which graphs, in which formats.

A request that asks for nothing that is served is an :class:`starlette.exceptions.HTTPException` with the status and one
line on what to do.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException

from geokg.serve.exchange import Job
from geokg.serve.formats import GRAPH_FORMATS, RESULT_FORMATS, named_type, wanted_type

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from starlette.requests import Request

__all__ = ["accepted", "is_blank", "read_job"]

_FORM, _QUERY, _UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_CHARSET = re.compile(r";\s*charset\s*=\s*\"?([\w.:-]+)", re.IGNORECASE)
_MOST_FIELDS = 1000
#: Parameters that say in which format the answer should be; the protocol has none, but clients send them.
_FORMAT_PARAMETERS = ("format", "output", "results")
_READ_ONLY = "updates are refused: this endpoint only answers queries"


def is_blank(request: Request) -> bool:
    """Whether a GET request asks no query and gives no graphs, so that it asks for the service itself."""
    return request.method in ("GET", "HEAD") and not set(_fields(request.url.query)) - set(_FORMAT_PARAMETERS)


async def read_job(request: Request, most_bytes: int) -> Job:
    """The job that a GET or POST request is, with no version of the store in it yet.

    Raises:
        HTTPException: it is no proper request (400), an update (403), takes formats only that there are not (406), has
            a body of more than ``most_bytes`` (413), or one of another type (415).
    """
    fields = _fields(request.url.query)
    if request.method == "POST":
        fields = await _posted(request, fields, most_bytes)
    if "update" in fields:
        raise HTTPException(403 if request.method == "POST" else 400, _READ_ONLY)
    queries = fields.get("query", [])
    if len(queries) != 1:
        many = f"{len(queries)} queries" if queries else "no query"
        raise HTTPException(400, f"{many} in the request; give one as parameter query, or as the body")
    result_type, graph_type = (accepted(request, offered, fields) for offered in (RESULT_FORMATS, GRAPH_FORMATS))
    if not (result_type or graph_type):
        raise HTTPException(406, f"answers can be had as {', '.join([*RESULT_FORMATS, *GRAPH_FORMATS])}")
    return Job(
        queries[0],
        result_type,
        graph_type,
        tuple(fields.get("default-graph-uri", [])),
        tuple(fields.get("named-graph-uri", [])),
    )


def accepted(request: Request, offered: Collection[str], fields: Mapping[str, list[str]] | None = None) -> str | None:
    """Which of the media types offered the request wants: by a parameter such as ``format``, else by Accept.

    None where it takes none of them. ``fields`` are those of the request, read from its address where not given.
    """
    fields = _fields(request.url.query) if fields is None else fields
    names = [name for parameter in _FORMAT_PARAMETERS for name in fields.get(parameter, [])]
    named = (named_type(name, offered) for name in names)
    return next(filter(None, named), None) or wanted_type(", ".join(request.headers.getlist("accept")), offered)


async def _posted(request: Request, fields: dict[str, list[str]], most_bytes: int) -> dict[str, list[str]]:
    """The fields of a POST request, those of its address among them."""
    kind = request.headers.get("content-type", "")
    media_type, charset = kind.partition(";")[0].strip().lower(), _CHARSET.search(kind)
    if media_type == _UPDATE:
        raise HTTPException(403, _READ_ONLY)
    if media_type not in (_FORM, _QUERY):
        raise HTTPException(415, f"{media_type or 'no content type'}: a query is posted as {_QUERY} or {_FORM}")
    if charset and charset[1].lower() not in ("utf-8", "utf8"):
        raise HTTPException(415, f"charset {charset[1]}: a query is written in UTF-8")
    text = _utf8(await _body(request, most_bytes))
    merged = defaultdict(list, fields)
    for name, values in ({"query": [text]} if media_type == _QUERY else _fields(text)).items():
        merged[name] = [*merged[name], *values]
    return merged


async def _body(request: Request, most_bytes: int) -> bytes:
    """The body, of which no more is read than it may have."""
    too_large = HTTPException(413, f"the body has more than {most_bytes:,} bytes", {"Connection": "close"})
    announced = request.headers.get("content-length", "0")
    if announced.isdecimal() and int(announced) > most_bytes:
        raise too_large
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most_bytes:
            raise too_large
    return bytes(body)


def _fields(text: str) -> dict[str, list[str]]:
    """The fields of a query string or form, each with its values in order."""
    if broken := _BROKEN_ESCAPE.search(text):
        raise HTTPException(400, f"{text[broken.start() : broken.start() + 3]!r} is no percent encoding")
    fields = defaultdict(list)
    try:
        for name, value in parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS):
            fields[name].append(value)
    except UnicodeDecodeError as error:
        raise HTTPException(400, "the parameters are not in UTF-8") from error
    except ValueError as error:
        raise HTTPException(400, f"more than {_MOST_FIELDS} parameters") from error
    return dict(fields)


def _utf8(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise HTTPException(400, "the body is not in UTF-8") from error
