"""Which column of a table, or which key of a record, is which field of an article."""

from __future__ import annotations

import logging
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from geokg.data import data_path, read_toml
from geokg.errors import ArticleError
from geokg.ingest.fields import make_article, make_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geokg.ingest.found import Link
    from geokg.model import Article

__all__ = ["FIELDS", "Columns"]

_LOG = logging.getLogger(__name__)
FIELDS = ("id", "title", "text", "published", "source", "url")
_SEPARATORS = re.compile(r"[\s_.-]+")


class Columns:
    """Reads records of one source; ``given`` maps fields to the names of columns and outweighs what can be guessed."""

    def __init__(self, where: str, given: Mapping[str, str] | None = None) -> None:
        self._where = where
        self._given = dict(given or {})
        self._known: dict[tuple[str, ...], dict[str, str]] = {}

    def read(self, record: Mapping[str, Any], where: str) -> Article | Link | str:
        """The article of a record, or the link where it has no text but an address, or what is wrong with it."""
        try:
            names = self.of(tuple(record))
            fields = {field: record[name] for field, name in names.items()}
            if _is_empty(fields.get("text")) and not _is_empty(fields.get("url")):
                return make_link(fields, where)
            return make_article(fields, where)
        except ArticleError as error:
            return str(error)

    def of(self, names: Sequence[str]) -> dict[str, str]:
        """Field -> name of its column, of these. What is guessed is told once.

        Raises:
            ArticleError: a column that was given is missing, or there is none for text or address.
        """
        key = tuple(names)
        if key not in self._known:
            self._known[key] = self._settled(key)
        return self._known[key]

    def _settled(self, names: tuple[str, ...]) -> dict[str, str]:
        for field, name in self._given.items():
            if name not in names and not self._known:
                raise ArticleError(f"has no column {name!r}, as --column {field}={name} says; it has {_listed(names)}")
        found = {field: name for field, name in self._given.items() if name in names}
        open_fields = {field: _guess(field, names) for field in FIELDS if field not in found}
        guessed = {field: name for field, name in open_fields.items() if name is not None}
        if not {"text", "url"} & {*found, *guessed}:
            raise ArticleError(f"has no field `text`; it has {_listed(names)}; name it with --column text=NAME")
        surprising = [f"{field} from {name!r}" for field, name in guessed.items() if field != name.casefold()]
        if surprising and not self._known:
            _LOG.warning("%s: reads %s; --column FIELD=NAME reads others", self._where, ", ".join(surprising))
        return found | guessed


def _guess(field: str, names: Iterable[str]) -> str | None:
    plain = {_plain(name): name for name in reversed([*names])}
    return next((plain[alias] for alias in _aliases()[field] if alias in plain), None)


@cache
def _aliases() -> dict[str, list[str]]:
    listed = read_toml(data_path("ontology/columns.toml"))
    return {field: list(map(_plain, listed[field])) for field in FIELDS}


def _plain(name: str) -> str:
    return _SEPARATORS.sub("", name.casefold())


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(f"{name:.30}" for name in names[:12])
    return f"{shown}, and {len(names) - 12} more" if len(names) > 12 else shown or "none"


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
