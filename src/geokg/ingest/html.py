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
    from geokg.model import Article

__all__ = ["read"]

_CHARSET = re.compile(rb"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
#: Browsers look no further for a declared encoding.
_HEAD = 1024
#: Characters that no page has which only says why it shows no article.
_NOTICE = 600


def read(data: bytes, where: str, *, url: str = "", charset: str | None = None) -> Article:
    """The article of a page, a blank line between the paragraphs of its text.

    Args:
        url: where the page was found; outweighs what it says of itself.
        charset: the encoding that came with it; outweighs what it declares.

    Raises:
        ArticleError: the bytes are no text, hold no prose, or only a notice such as *Please enable JavaScript*.
    """
    declared = _CHARSET.search(data[:_HEAD])
    page = read_page(decode(data, charset or (declared[1].decode() if declared else None)))
    if not page.text:
        raise ArticleError("no article found in the page")
    notice = _notices().search(page.text) if len(page.text) <= _NOTICE else None
    if notice:
        raise ArticleError(f"no article found in the page, only a notice: {notice[0]}")
    fields = {"title": page.title, "published": page.published, "source": page.source, "url": url or page.url}
    return make_article({**fields, "text": "\n\n".join(page.text.splitlines())}, where)


@cache
def _notices() -> re.Pattern[str]:
    notices: list[str] = read_toml(data_path("ontology/lexicon/promos.toml"))["notices"]
    return re.compile("|".join(map(re.escape, notices)), re.IGNORECASE)
