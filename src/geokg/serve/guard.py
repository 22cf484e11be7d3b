"""Who may ask at all: middleware in front of everything that is served."""

from __future__ import annotations

import hmac
import ipaddress
import re
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from collections.abc import Collection

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from geokg.serve.limits import Limits

__all__ = ["Guard", "TokenGate", "is_loopback"]

_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::\d{1,5})?")
_BEARER = re.compile(r"Bearer +(\S+)", re.IGNORECASE)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine itself, seen from nowhere else.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Guard:
    """Turns away requests that are too large, or meant for another host.

    A page of a stranger whose name was made to point to this machine (DNS rebinding) asks with that name, so only
    ``localhost``, addresses in numbers and the names in ``hosts`` are answered. Every response says that its type is to
    be taken at its word.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str], limits: Limits) -> None:
        self._app, self._limits = app, limits
        self._hosts = {"localhost", *(host.lower() for host in hosts)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers, or hands on."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        app = self._refusal(scope) or self._app
        return await app(scope, receive, _with_nosniff(send))

    def _refusal(self, scope: Scope) -> ASGIApp | None:
        if len(scope["raw_path"]) + len(scope["query_string"]) > self._limits.url:
            return PlainTextResponse(f"the address has more than {self._limits.url:,} bytes; POST the query", 414)
        if sum(len(name) + len(value) for name, value in scope["headers"]) > self._limits.headers:
            return PlainTextResponse(f"the headers have more than {self._limits.headers:,} bytes", 431)
        given = Headers(scope=scope).getlist("host")
        host = _HOST.fullmatch(given[0]) if len(given) == 1 else None
        if not host:
            return PlainTextResponse("the request needs one Host header, with a name and perhaps a port", 400)
        if not self._serves(host[1].lower()):
            return PlainTextResponse("this host is not served here; see geokg serve --allow-host", 421)
        return None

    def _serves(self, host: str) -> bool:
        try:
            ipaddress.ip_address(host.strip("[]"))
        except ValueError:
            return host in self._hosts
        return True


class TokenGate:
    """Turns away requests without the token. It is compared in constant time, and stands in no answer or log."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app, self._token = app, token.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers, or hands on."""
        app = self._app if scope["type"] != "http" or self._knows(Headers(scope=scope)) else _UNAUTHORIZED
        await app(scope, receive, send)

    def _knows(self, headers: Headers) -> bool:
        given = _BEARER.fullmatch(headers.get("authorization", ""))
        return given is not None and hmac.compare_digest(given[1].encode(), self._token)


_UNAUTHORIZED = PlainTextResponse(
    "the token is missing or wrong; send it as Authorization: Bearer TOKEN", 401, {"WWW-Authenticate": "Bearer"}
)


def _with_nosniff(send: Send) -> Send:
    async def send_on(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).setdefault("X-Content-Type-Options", "nosniff")
        await send(message)

    return send_on
