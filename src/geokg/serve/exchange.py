"""What the server and its workers send each other through pipes: jobs, and the replies to them.

A frame is the lengths of its two parts, as big-endian 32-bit numbers, then a head in JSON and a body of bytes.
"""

from __future__ import annotations

import json
import struct
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from asyncio import StreamReader

__all__ = ["CONFINED", "STALE", "Job", "Reply", "read_job", "read_reply"]

_SIZES = struct.Struct(">II")
#: The status of a reply that says only that the store could not be read as it stands; see :class:`Reply`.
STALE = 0
#: The body of the first reply of a worker that the kernel keeps from the network.
CONFINED = b"confined"


@dataclass(frozen=True, slots=True)
class Job:
    """A query, over which graphs it goes, and the media types that its answer may have.

    ``result_type`` is for rows and truth values, ``graph_type`` for triples; None where the client takes none.
    Without graphs, the query goes over all of them. ``version`` is that of the store to ask.
    """

    query: str
    result_type: str | None
    graph_type: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    version: str = ""

    def pack(self) -> bytes:
        """The job as a frame; equal jobs have equal frames."""
        return _pack(json.dumps(asdict(self)).encode(), b"")


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a job, with the HTTP status that says what kind of answer it is.

    Where ``status`` is not 200, the body is one line of plain text. It is :data:`STALE` where the store is being
    replaced, and the job worth another attempt.
    """

    status: int
    media_type: str
    body: bytes

    @classmethod
    def refusal(cls, status: int, message: str) -> Reply:
        """A reply that tells in one line why there is no answer."""
        return cls(status, "text/plain", " ".join(message.split()).encode("utf-8", "replace"))

    def pack(self) -> bytes:
        """The reply as a frame."""
        return _pack(json.dumps({"status": self.status, "media_type": self.media_type}).encode(), self.body)


def read_job(stream: BinaryIO) -> Job | None:
    """The next job of a pipe, None where the other side closed it."""
    sizes = stream.read(_SIZES.size)
    if len(sizes) < _SIZES.size:
        return None
    head: dict[str, Any] = json.loads(stream.read(_SIZES.unpack(sizes)[0]))
    graphs = {name: tuple(head[name]) for name in ("default_graphs", "named_graphs")}
    return Job(**head | graphs)


async def read_reply(stream: StreamReader) -> Reply:
    """The next reply of a pipe.

    Raises:
        asyncio.IncompleteReadError: the other side closed it.
    """
    head, body = _SIZES.unpack(await stream.readexactly(_SIZES.size))
    return Reply(**json.loads(await stream.readexactly(head)), body=await stream.readexactly(body))


def _pack(head: bytes, body: bytes) -> bytes:
    return _SIZES.pack(len(head), len(body)) + head + body
