"""Markdown: one article a file, its title, date, source and url in YAML front matter between two lines of ``---``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from geokg.errors import ArticleError
from geokg.ingest.decode import decode
from geokg.ingest.fields import make_article

if TYPE_CHECKING:
    from geokg.model import Article

__all__ = ["read"]

_FRONT = re.compile(r"---[ \t]*\r?\n(?P<yaml>.*?)(?<=\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)


def read(data: bytes, where: str) -> Article:
    """The article of a file; its text is all that follows the front matter, as it stands there.

    Raises:
        ArticleError: the bytes are no text, or the front matter is no YAML mapping.
    """
    text = decode(data)
    front = _FRONT.match(text)
    if not front:
        return make_article({"text": text}, where)
    fields = _mapping(front["yaml"])
    published = fields.get("published") or fields.get("date")
    return make_article({**fields, "published": published, "text": text[front.end() :]}, where)


def _mapping(yaml: str) -> dict[str, Any]:
    from yaml import BaseLoader, YAMLError, load

    try:
        # BaseLoader leaves every value the text it is: a title 2024 stays a title, a date is parsed like any other.
        fields = load(yaml, Loader=BaseLoader)
    except YAMLError as error:
        raise ArticleError(f"its front matter is no YAML: {_brief(error)}") from error
    except RecursionError as error:
        raise ArticleError("its front matter is nested too deep") from error
    if fields and not isinstance(fields, dict):
        raise ArticleError("its front matter is no list of `key: value` lines")
    return fields or {}


def _brief(error: Exception) -> str:
    """What is wrong and in which line of the file, where YAML knows."""
    mark, problem = getattr(error, "problem_mark", None), getattr(error, "problem", None)
    return f"line {mark.line + 2}: {problem}" if mark else str(error).splitlines()[0]
