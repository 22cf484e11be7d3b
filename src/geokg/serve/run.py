"""Runs the server until it is interrupted."""

from __future__ import annotations

import asyncio
import re
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING

import uvicorn

from geokg.errors import ConfigError
from geokg.serve.app import ask_of, make_app
from geokg.serve.guard import is_loopback
from geokg.serve.pages import page_routes
from geokg.serve.pool import Pool
from geokg.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from starlette.applications import Starlette

    from geokg.serve.limits import Limits

__all__ = ["Access", "serve"]

_TOKEN = re.compile(r"[!-~]{16,}")
_ORIGIN = re.compile(r"\*|https?://[^/\s]+")
#: Connections at a time, and seconds that requests under way have to end when the server does.
_CONNECTIONS, _LAST_SECONDS = 500, 3


@dataclass(frozen=True, slots=True)
class Access:
    """Where the server listens and who may ask it. Port 0 stands for any free one.

    Raises:
        ConfigError: it would listen beyond this machine without a token, or the token or an origin is no good.
    """

    host: str = "127.0.0.1"
    port: int = 8080
    token: str | None = None
    hosts: tuple[str, ...] = ()
    cors: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.token is not None and not _TOKEN.fullmatch(self.token):
            raise ConfigError("the token is too short, or has other characters than plain ASCII; it needs 16 or more")
        if wrong := [origin for origin in self.cors if not _ORIGIN.fullmatch(origin)]:
            raise ConfigError(f"cors: {wrong[0]} is no origin; write * or one such as https://example.org")
        if self.token is None and not is_loopback(self.host):
            raise ConfigError(
                f"{self.host} can be reached from other machines; set GEOKG_TOKEN to a secret to allow that"
            )


def serve(folder: Path, access: Access, limits: Limits, on_start: Callable[[str], None]) -> None:
    """Serve the graph in an output folder until the process is interrupted; then end all workers.

    ``on_start`` is given the address once the first query can be asked.

    Raises:
        ConfigError: the address cannot be listened at.
        StoreError: there is no store, or it cannot be read.
    """
    store = folder / "store"
    names = Store.open(store).names
    pool = Pool(store, limits)
    pages = page_routes(ask_of(pool), names, viewer=folder / "graph.html")
    hosts = (access.host, *access.hosts)
    app = make_app(pool, names, hosts=hosts, token=access.token, cors=access.cors, pages=pages)
    with _listening(access) as listener, asyncio.Runner() as runner:
        try:
            runner.run(pool.start())
            on_start(_address(access.host, listener))
            runner.run(_server(app, limits).serve(sockets=[listener]))
        finally:
            runner.run(pool.close())


def _listening(access: Access) -> socket.socket:
    family = socket.AF_INET6 if ":" in access.host else socket.AF_INET
    try:
        listener = socket.create_server((access.host, access.port), family=family, backlog=_CONNECTIONS)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ConfigError(
            f"cannot listen at {access.host}, port {access.port}: {reason}; try another --port"
        ) from error
    # head and body are sent apart, and the second must not wait until the client has confirmed the first
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def _address(host: str, listener: socket.socket) -> str:
    port = listener.getsockname()[1]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _server(app: Starlette, limits: Limits) -> uvicorn.Server:
    return uvicorn.Server(
        uvicorn.Config(
            app,
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="error",
            access_log=False,
            proxy_headers=False,
            server_header=False,
            h11_max_incomplete_event_size=limits.url + limits.headers,
            limit_concurrency=_CONNECTIONS,
            timeout_graceful_shutdown=_LAST_SECONDS,
        )
    )
