"""RSS and Atom feeds, those of Europe Media Monitor among them: an article or a link an entry.

An entry that holds its article is one. What is only summarised is a link: a teaser is not the article.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from geokg.errors import ArticleError
from geokg.ingest.fields import make_article, make_link
from geokg.ingest.markup import prose_of_fragment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geokg.ingest.found import Found, Link
    from geokg.model import Article

__all__ = ["read"]

#: Characters of text that make the content of an entry an article.
_ARTICLE = 400


def read(data: bytes, name: str) -> Iterator[Found]:
    """The entries of a feed. Nothing is fetched.

    Raises:
        ArticleError: there are none.
    """
    import feedparser

    try:
        feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # it raises many kinds over broken encodings and mark-up
        raise ArticleError(f"a feed too broken to read ({type(error).__name__})") from error
    if not feed.entries:
        raise ArticleError("a feed without entries")
    outlet = str(feed.feed.get("title") or "")
    for number, entry in enumerate(feed.entries, start=1):
        where = f"{name}:{number}"
        try:
            yield where, _read(entry, outlet, where)
        except ArticleError as error:
            yield where, str(error)


def _read(entry: Any, outlet: str, where: str) -> Article | Link:
    source = entry.get("source") or {}
    fields = {
        "id": entry.get("id"),
        "url": entry.get("link"),
        "title": prose_of_fragment(str(entry.get("title") or "")),
        "published": entry.get("published") or entry.get("updated"),
        "source": (source.get("title") or source.get("href") if isinstance(source, dict) else source) or outlet,
    }
    texts = [prose_of_fragment(str(content.get("value") or "")) for content in entry.get("content", ())]
    text = max([*texts, ""], key=len)
    if len(text) >= _ARTICLE or (text and not fields["url"]):
        return make_article({**fields, "text": text}, where)
    if not fields["url"]:
        raise ArticleError("an entry with neither article nor link")
    return make_link(fields, where)
