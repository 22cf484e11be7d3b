"""Sites on loopback, served by real servers in threads; what they answer is a function of the path."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Serve = "Callable[[BaseHTTPRequestHandler], None]"


class Site:
    """A server that is up; ``asked`` are the paths and headers of its requests, in order."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.times: list[float] = []

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]


@contextmanager
def site(answer: Callable[[BaseHTTPRequestHandler], Any], context: Any = None) -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            import time

            up.asked.append((self.path, dict(self.headers)))
            up.times.append(time.monotonic())
            answer(self)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:  # clients hang up here on purpose
            pass

    with Server(("127.0.0.1", 0), Handler) as server:
        if context is not None:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        up = Site(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield up
        finally:
            server.shutdown()
            thread.join()


def say(handler: BaseHTTPRequestHandler, body: bytes | str = b"", status: int = 200, **headers: str) -> None:
    """One whole answer; ``content_type`` becomes ``Content-Type``."""
    data = body.encode() if isinstance(body, str) else body
    handler.send_response(status)
    named = {name.replace("_", "-").title(): value for name, value in headers.items()}
    for name, value in ({"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(data))} | named).items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(data)
