"""Unpacks what is compressed, no further than news ever expand: bombs end early."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import Any

from geokg.errors import ArticleError

__all__ = ["GZIP", "unpack", "unpacked_stream"]

GZIP = b"\x1f\x8b"
#: News are packed to a third or a tenth of their size; a stream past so many bytes and times its size is a bomb.
_MOST, _RATIO = 16_000_000, 100
_WINDOW = {"gzip": 47, "x-gzip": 47, "deflate": 47}


def unpacked_stream(stream: io.BufferedReader) -> io.BufferedReader:
    """The bytes in a gzipped stream. Reading raises ArticleError where they are too many for what they came from."""
    return io.BufferedReader(_Unpacked(stream))


class _Unpacked(io.RawIOBase):
    def __init__(self, stream: io.BufferedReader) -> None:
        self._packed = _Counted(stream)
        self._file = gzip.GzipFile(fileobj=self._packed)  # type: ignore[call-overload]
        self._size = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer)
        try:
            data = self._file.read1(len(view))
        except (EOFError, zlib.error) as error:
            raise ArticleError(f"its gzip is broken: {error}") from error
        self._size += len(data)
        if self._size > max(_MOST, _RATIO * self._packed.size):
            raise ArticleError(f"unpacks to more than {_RATIO} times its size, like no text")
        view[: len(data)] = data
        return len(data)


class _Counted:
    """A stream that tells how many bytes of it were read."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self.size = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.size += len(data)
        return data


def unpack(data: bytes, encoding: str, limit: int) -> bytes:
    """The bytes that an HTTP content encoding stands for.

    Raises:
        ArticleError: they are more than ``limit``, broken, or in an encoding that is not known.
    """
    for name in reversed([part.strip().casefold() for part in encoding.split(",")]):
        if name not in ("", "identity"):
            data = _without(name, data, limit)
    if len(data) > limit:
        raise ArticleError(f"larger than {limit:,} bytes; raise --max-bytes to read it")
    return data


def _without(encoding: str, data: bytes, limit: int) -> bytes:
    if encoding == "br":
        return _without_brotli(data, limit)
    if encoding not in _WINDOW:
        raise ArticleError(f"its content encoding {encoding[:20]!r} is not known")
    for window in (_WINDOW[encoding], -15):  # some servers send a deflate stream without its frame
        try:
            return zlib.decompressobj(window).decompress(data, limit + 1)
        except zlib.error:
            continue
    raise ArticleError(f"its {encoding} is broken")


def _without_brotli(data: bytes, limit: int) -> bytes:
    import brotli

    try:
        return bytes(brotli.Decompressor().process(data, output_buffer_limit=limit + 1))
    except brotli.error as error:
        raise ArticleError("its brotli is broken") from error
