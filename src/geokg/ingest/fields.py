"""An article from the fields that a format names: checked, and its date read."""

from __future__ import annotations

import logging
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from geokg.errors import ArticleError
from geokg.ingest.found import Link
from geokg.model import Article, short_hash

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["make_article", "make_link", "parse_date"]

_LOG = logging.getLogger(__name__)


def make_article(fields: Mapping[str, Any], where: str) -> Article:
    """An article of the fields ``id, title, text, published, source, url``; others mean nothing here.

    A date that cannot be read is reported as a warning, and the article has none: no date is better than a wrong one.

    Raises:
        ArticleError: there is no text, or a field is neither text nor number.
    """
    if "text" not in fields:
        raise ArticleError("has no field `text`")
    text = fields["text"]
    if not isinstance(text, str):
        raise ArticleError(f"its `text` must be text in quotes, not {_sort(text)}")
    url = _plain(fields, "url")
    return Article(
        id=_plain(fields, "id") or short_hash(url or text),
        text=text,
        title=_plain(fields, "title"),
        url=url,
        source=_plain(fields, "source"),
        published=_published(_plain(fields, "published"), where),
    )


def make_link(fields: Mapping[str, Any], where: str) -> Link:
    """A link of the fields ``url, title, published, source``.

    Raises:
        ArticleError: a field is neither text nor number, or the address is no web address.
    """
    url = _plain(fields, "url")
    if not url.lower().startswith(("http://", "https://")):
        raise ArticleError(f"has no text, and its address {url[:60]!r} is none of the web")
    published = _published(_plain(fields, "published"), where)
    return Link(url, _plain(fields, "title"), published, _plain(fields, "source"))


def parse_date(text: str) -> date | None:
    """The day of an ISO 8601 date or time, of one in 14 digits, or as e-mails and feeds write it; None for all else.

    >>> parse_date("2024-04-05T23:30:00Z"), parse_date("Fri, 05 Apr 2024 23:30:00 GMT")
    (datetime.date(2024, 4, 5), datetime.date(2024, 4, 5))
    """
    for parse in (datetime.fromisoformat, parsedate_to_datetime, _from_digits):
        try:
            return parse(text.strip()).date()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def _from_digits(text: str) -> datetime:
    return datetime.strptime(text, "%Y%m%d%H%M%S")


def _published(text: str, where: str) -> date | None:
    if not text:
        return None
    day = parse_date(text)
    if day is None:
        _LOG.warning("%s: published %r is no date; write YYYY-MM-DD; read without a date", where, text[:40])
    return day


def _plain(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ArticleError(f"its `{name}` must be text, not {_sort(value)}")
    word = str(value).strip()
    if not word.isascii() and any("\ud800" <= character <= "\udfff" for character in word):
        raise ArticleError(f"its `{name}` holds half a character (a lone surrogate)")
    return word


def _sort(value: object) -> str:
    """What a value is. To show the value itself may take for ever: YAML can nest a few lines into billions of items."""
    return {list: "a list", dict: "a mapping", bool: "true or false", type(None): "null"}.get(type(value), "a number")
