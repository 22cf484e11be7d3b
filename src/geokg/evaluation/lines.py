"""Reads JSON and lines of it; what is wrong is told with file, line and remedy."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geokg.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["WRONG", "load", "read_content", "read_objects", "reason"]

#: What is raised where a field of a record is missing or of the wrong kind.
WRONG = (KeyError, TypeError, ValueError, AttributeError)
_LINE = "one JSON object on one line"


def read_content(path: Path) -> str:
    """What a file holds.

    Raises:
        DataError: it cannot be read, or is no UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: byte {error.start} is no UTF-8; save the file as UTF-8") from error
    except OSError as error:
        raise DataError(f"{path}: cannot be read: {error.strerror or error}") from error


def read_objects(path: Path, content: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The JSON object of each line, behind the place where it stands. Empty lines say nothing.

    Raises:
        DataError: a line is no JSON object.
    """
    # `splitlines` would also part at U+2028 and U+0085, which may stand in the strings of JSON
    for number, line in enumerate(content.split("\n"), start=1):
        if line.strip():
            where = f"{path}: line {number}"
            fields = load(line, where, _LINE)
            if not isinstance(fields, dict):
                raise DataError(f"{where}: no JSON object; write {_LINE}")
            yield where, fields


def load(text: str, where: str, form: str) -> Any:
    """The value that is written as JSON; ``form`` is what should stand there.

    Raises:
        DataError: it is no JSON.
    """
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DataError(f"{where}: no JSON: {error}; write {form}") from error


def reason(error: Exception) -> str:
    """What is wrong with a record, told by one of :data:`WRONG`.

    >>> reason(KeyError("subject")), reason(TypeError("'int' object is not iterable"))
    ("lacks 'subject'", "a field has a value of the wrong kind ('int' object is not iterable)")
    """
    if isinstance(error, KeyError):
        return f"lacks {error}"
    return str(error) if isinstance(error, ValueError) else f"a field has a value of the wrong kind ({error})"
