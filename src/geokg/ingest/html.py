"""HTML pages: one article a page, its prose and what it says about itself found by trafilatura."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geokg.errors import ArticleError
from geokg.ingest.decode import decode
from geokg.ingest.fields import make_article

if TYPE_CHECKING:
    from geokg.model import Article

__all__ = ["read"]

_CHARSET = re.compile(rb"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
#: Browsers look no further for a declared encoding.
_HEAD = 1024
#: No guesses: a date that only stands somewhere in the text is not the day of publication.
_DATES = {"original_date": True, "extensive_search": False}


def read(data: bytes, where: str) -> Article:
    """The article of a page, a blank line between the paragraphs of its text.

    Raises:
        ArticleError: the bytes are no text, or hold no prose.
    """
    declared = _CHARSET.search(data[:_HEAD])
    page = decode(data, declared[1].decode() if declared else None)
    from trafilatura import bare_extraction

    found = bare_extraction(page, with_metadata=True, include_comments=False, date_extraction_params=_DATES)
    if found is None or isinstance(found, dict) or not found.text:
        raise ArticleError("no article found in the page")
    fields = {"title": found.title, "published": found.date, "source": found.sitename, "url": found.url}
    return make_article({**fields, "text": "\n\n".join(found.text.splitlines())}, where)
