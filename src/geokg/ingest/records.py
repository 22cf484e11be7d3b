"""JSON files that are one value: an article, an array of articles, or an object with one, as GDELT answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geokg.errors import ArticleError
from geokg.ingest.columns import Columns
from geokg.ingest.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geokg.ingest.found import Found
    from geokg.ingest.opening import Opening

__all__ = ["read"]

#: Keys under which answers of services keep their list.
_LISTS = ("articles", "items", "results", "documents", "docs", "data", "news", "entries")


def read(data: bytes, name: str, opening: Opening) -> Iterator[Found]:
    """The articles and links of a file.

    Raises:
        ArticleError: it is no JSON, or holds neither an object nor a list of objects.
    """
    columns = Columns(name, opening.columns)
    records = _records(parsed(decode(data)))
    for number, record in enumerate(records, start=1):
        where = f"{name}:{number}" if len(records) > 1 else name
        yield where, columns.read(record, where) if isinstance(record, dict) else "no JSON object"


def parsed(text: str) -> Any:
    """The value of a JSON text.

    Raises:
        ArticleError: it is none.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ArticleError(f"no JSON: {error.msg.removesuffix(' at')} at column {error.colno}") from error
    except ValueError as error:
        raise ArticleError("no JSON that can be read: it holds a number of thousands of digits") from error
    except RecursionError as error:
        raise ArticleError("no JSON that can be read: it is nested too deep") from error


def _records(value: Any) -> list[Any]:
    if isinstance(value, dict):
        listed = next((value[key] for key in _LISTS if isinstance(value.get(key), list)), None)
        return [value] if listed is None else listed
    if isinstance(value, list):
        return value
    raise ArticleError("no JSON object, nor a list of them")
