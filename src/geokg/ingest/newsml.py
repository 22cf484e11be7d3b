"""The XML of news agencies: NewsML-G2, NewsML 1 and NITF, an article an item; and sitemaps, a link an address.

Standards: IPTC NewsML-G2 2.34, IPTC NITF 3.6, sitemaps.org 0.9 with Google's news extension.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geokg.errors import ArticleError
from geokg.ingest.fields import make_article, make_link
from geokg.ingest.markup import local_name, prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geokg.ingest.found import Found

__all__ = ["ROOTS", "read"]

#: Names of the first element of what is read here.
ROOTS = frozenset({"newsmessage", "newsitem", "newsml", "nitf", "urlset"})
_ITEMS = frozenset({"newsitem", "NewsItem", "newsItem"})
#: Where a field stands, the best place first: an element, or an attribute of one.
_PLACES: dict[str, tuple[tuple[str, str], ...]] = {
    "title": (("headline", ""), ("HeadLine", ""), ("hl1", ""), ("title", "")),
    "published": (
        ("date.issue", "norm"), ("contentCreated", ""), ("firstCreated", ""), ("versionCreated", ""),
        ("FirstCreated", ""), ("ThisRevisionCreated", ""), ("pubdata", "date.publication"), ("DateAndTime", ""),
        ("story.date", "norm"),
    ),
    "source": (
        ("infoSource", "literal"), ("provider", "literal"), ("provider", ""), ("distributor", ""), ("pubdata", "name"),
        ("Provider", ""), ("ProviderId", ""),
    ),
    "id": (("doc-id", "id-string"), ("NewsItemId", "")),
    "url": (("link", "href"), ("ex-ref", "")),
}  # fmt: skip
#: What holds the text, the best first.
_BODIES = ("body.content", "body", "inlineData", "DataContent")


def read(data: bytes, name: str) -> Iterator[Found]:
    """The items of a file; entities are left as they stand and nothing is fetched.

    Raises:
        ArticleError: it is no XML, or holds no item.
    """
    root = _parsed(data)
    if local_name(root) == "urlset":
        yield from _links(root, name)
        return
    items = [item for item in root.iter() if local_name(item) in _ITEMS] or [root]
    for number, item in enumerate(items, start=1):
        where = f"{name}:{number}" if len(items) > 1 else name
        try:
            text = _text(item)
            if not text:
                raise ArticleError("an item without text")
            identity = {"id": item.get("guid")} if item.get("guid") else {}
            fields = {field: _first(item, places) for field, places in _PLACES.items()}
            yield where, make_article({**fields, **identity, "text": text}, where)
        except ArticleError as error:
            yield where, str(error)


def _parsed(data: bytes) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ArticleError(f"no XML: {error.msg}") from error


def _links(root: Any, name: str) -> Iterator[Found]:
    for number, url in enumerate((each for each in root if local_name(each) == "url"), start=1):
        where = f"{name}:{number}"
        fields = {
            "url": _first(url, (("loc", ""),)),
            "title": _first(url, (("title", ""),)),
            "published": _first(url, (("publication_date", ""), ("lastmod", ""))),
            "source": _first(url, (("name", ""),)),
        }
        try:
            yield where, make_link(fields, where)
        except ArticleError as error:
            yield where, str(error)


def _text(item: Any) -> str:
    for wanted in _BODIES:
        for body in (element for element in item.iter() if local_name(element) == wanted):
            if text := prose(body):
                return text
    return ""


def _first(item: Any, places: tuple[tuple[str, str], ...]) -> str:
    """The first of the places that holds something."""
    for name, attribute in places:
        for element in item.iter():
            if local_name(element) == name:
                found = element.get(attribute) if attribute else " ".join("".join(element.itertext()).split())
                if found:
                    return str(found)
    return ""
