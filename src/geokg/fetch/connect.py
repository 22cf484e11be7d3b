"""One request over one connection to one address, with an end to its bytes and its time."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geokg.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from urllib3.connection import HTTPConnection

    from geokg.fetch.addresses import Address, Place

__all__ = ["Answer", "Caps", "Unanswered", "ask"]

_CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Caps:
    """Bytes of an answer after it is unpacked, seconds without a byte, and seconds in all."""

    size: int = 2_000_000
    silence: float = 15
    total: float = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server says: status, headers in lower case, and the body unpacked."""

    status: int
    headers: Mapping[str, str]
    data: bytes


def ask(place: Place, address: Address, headers: Mapping[str, str], caps: Caps, ca_file: str | None = None) -> Answer:
    """The answer to GET from the server at an address; the certificate must be that of the name.

    Raises:
        FetchError: it is too long, too slow, broken, or there is none.
    """
    from http.client import HTTPException

    from urllib3.exceptions import HTTPError

    deadline = time.monotonic() + caps.total
    connection = _connection(place, address, caps, ca_file)
    try:
        with _watched(connection, caps.total):
            connection.request(
                "GET", place.path, headers={**headers, "Host": place.netloc}, preload_content=False, decode_content=True
            )
            response = connection.getresponse()
            told = {name.lower(): value for name, value in response.headers.items()}
            data = bytearray()
            for chunk in iter(lambda: response.read1(_CHUNK), b""):
                data += chunk
                if len(data) > caps.size:
                    raise FetchError(f"its answer is larger than {caps.size:,} bytes")
                if time.monotonic() > deadline:
                    break
            if time.monotonic() > deadline:
                raise FetchError(f"its answer takes longer than {caps.total:g} seconds")
            return Answer(response.status, told, bytes(data))
    except (HTTPError, HTTPException, OSError, ValueError) as error:  # ValueError: headers that are none
        if time.monotonic() > deadline:
            raise FetchError(f"its answer takes longer than {caps.total:g} seconds") from error
        raise Unanswered(f"cannot be reached: {_brief(error)}") from error
    finally:
        connection.close()


class Unanswered(FetchError):
    """The server is away or breaks off; it may answer when it is asked again."""


def _connection(place: Place, address: Address, caps: Caps, ca_file: str | None) -> HTTPConnection:
    import certifi
    from urllib3.connection import HTTPConnection, HTTPSConnection

    timeout = min(caps.silence, caps.total)
    if place.scheme == "http":
        return HTTPConnection(str(address), place.port, timeout=timeout)
    return HTTPSConnection(
        str(address),
        place.port,
        timeout=timeout,
        cert_reqs="CERT_REQUIRED",
        ca_certs=ca_file or certifi.where(),
        server_hostname=place.host,
        assert_hostname=place.host,
    )


@contextmanager
def _watched(connection: HTTPConnection, seconds: float) -> Iterator[None]:
    """Cuts the connection when its time is over: a server that drips its headers never runs into silence."""

    def cut() -> None:
        if connection.sock is not None:
            with suppress(OSError):
                connection.sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _brief(error: Exception) -> str:
    reason = getattr(error, "strerror", None) or str(error)
    return f"{type(error).__name__}: {reason.splitlines()[0]:.120}" if reason else type(error).__name__
