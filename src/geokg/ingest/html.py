"""HTML pages: one article a page, its prose and what it says about itself."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geokg.data import data_path, read_toml
from geokg.errors import ArticleError
from geokg.ingest.decode import decode
from geokg.ingest.fields import make_article
from geokg.ingest.page import read_page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geokg.model import Article

__all__ = ["article_of", "read"]

_CHARSET = re.compile(rb"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
#: Browsers look no further for a declared encoding.
_HEAD = 1024
#: Characters that no page has which only says why it shows no article.
_NOTICE = 600


def read(data: bytes, where: str) -> Article:
    """The article of a page, a blank line between the paragraphs of its text.

    Raises:
        ArticleError: the bytes are no text, hold no prose, or only a notice such as *Please enable JavaScript*.
    """
    declared = _CHARSET.search(data[:_HEAD])
    return article_of(decode(data, declared[1].decode() if declared else None), where)


def article_of(html: str, where: str, known: Mapping[str, str] | None = None) -> Article:
    """The article of a page or a part of one; the fields ``known`` of it beforehand outweigh what it says of itself.

    Raises:
        ArticleError: there is no prose in it, or only a notice.
    """
    page = read_page(html)
    if not page.text:
        raise ArticleError("no article found in the page")
    notice = _notices().search(page.text) if len(page.text) <= _NOTICE else None
    if notice:
        raise ArticleError(f"no article found in the page, only a notice: {notice[0]}")
    own = {"title": page.title, "published": page.published, "source": page.source, "url": page.url}
    given = {name: value for name, value in (known or {}).items() if value}
    return make_article({**own, **given, "text": "\n\n".join(page.text.splitlines())}, where)


@cache
def _notices() -> re.Pattern[str]:
    notices: list[str] = read_toml(data_path("ontology/lexicon/promos.toml"))["notices"]
    return re.compile("|".join(map(re.escape, notices)), re.IGNORECASE)
