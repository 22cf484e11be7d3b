"""Bytes as text, whatever their encoding; bytes that are no text are refused."""

from __future__ import annotations

import codecs
import re

from geokg.errors import ArticleError

__all__ = ["decode"]

#: Longer marks first: that of UTF-16 is the start of that of UTF-32.
_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
#: How files begin that are no text, though they may hold no byte that says so.
_MAGIC = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"{\\rtf", b"\xd0\xcf\x11\xe0")
#: All control characters but tab, line ends, form feed and escape. Text holds one now and then (a bell, the end of a
#: DOS file, a line break of a word processor), but never a null and not one in a hundred.
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\r\f\x1b")
_CONTROL_SHARE = 0.01
#: English in any encoding of one byte a character has at least this share of ASCII, however short it is.
_ASCII_SHARE = 0.6
#: Declared in a file that can be read so far, these cannot be true, or are no encodings of files at all.
_NEVER_DECLARED = re.compile(r"utf.?(7|16|32)|idna|punycode|.*escape|undefined", re.IGNORECASE)


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of bytes: by their byte order mark, UTF-8, the encoding declared, or else by detection.

    >>> decode("Côte d’Ivoire".encode("cp1252"))
    'Côte d’Ivoire'

    Raises:
        ArticleError: they are no text, or in an encoding that cannot be told.
    """
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if data.startswith(_MAGIC) or b"\0" in data or controls > _CONTROL_SHARE * len(data):
        raise ArticleError("binary, not text")
    for encoding in [name for name in ("utf-8", declared) if name and not _NEVER_DECLARED.match(name)]:
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return _detected(data)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ArticleError(f"not {encoding.upper()}, as its first bytes say: byte {error.start:,} is wrong") from error


def _detected(data: bytes) -> str:
    """Mostly ASCII with a few other bytes is Western European, as English texts are; else what detection finds."""
    from charset_normalizer import from_bytes

    if sum(byte < 128 for byte in data) >= _ASCII_SHARE * len(data):
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            pass
    best = from_bytes(data).best()
    if best is None:
        raise ArticleError("its encoding cannot be told; save it as UTF-8")
    return str(best)
