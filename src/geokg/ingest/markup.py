"""The prose of a piece of mark-up that is known to be an article: feeds and news agencies mark it up themselves."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["local_name", "prose", "prose_of_fragment"]

#: Elements within a line; any other begins a new paragraph.
_INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
        "ins", "kbd", "mark", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
        "wbr", "chron", "classifier", "copyrite", "event", "function", "lang", "location", "money", "num",
        "object.title", "org", "person", "postaddr", "virtloc",
    }
)  # fmt: skip
_DROPPED = frozenset(
    {
        "script", "style", "figure", "figcaption", "nav", "aside", "form", "iframe", "button", "template", "noscript",
        "media", "media-caption", "table",
    }
)  # fmt: skip
#: Between paragraphs: no text of mark-up can hold it.
_BREAK = "\0"
_SPACE = re.compile(r"\s+")


def prose(element: Any) -> str:
    """The paragraphs below an lxml element, a blank line between them; scripts, figures and tables left out."""
    lines = "".join(_pieces(element)).split(_BREAK)
    return "\n\n".join(line for line in (_SPACE.sub(" ", line).strip() for line in lines) if line)


def prose_of_fragment(html: str) -> str:
    """The paragraphs of a piece of HTML; empty where there is none.

    >>> prose_of_fragment("<p>Kyiv <b>spoke</b>.</p><p>Moscow did not.</p>")
    'Kyiv spoke.\\n\\nMoscow did not.'
    """
    from lxml import etree
    from lxml import html as parser

    if "<" not in html and "&" not in html:
        return html.strip()
    try:
        return prose(parser.fragment_fromstring(html, create_parent="div"))
    except (etree.LxmlError, ValueError):  # nothing in it, or a null byte
        return ""


def local_name(element: Any) -> str:
    """The name of an element without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _pieces(element: Any) -> Iterator[str]:
    """The texts in order, and where a paragraph begins or ends. Goes no deeper than the parser lets it."""
    from lxml.etree import Entity, iterwalk

    walk = iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        name = local_name(node).casefold()
        yield _BREAK if name and name not in _INLINE else ""
        if event == "start" and name in _DROPPED and node is not element:
            walk.skip_subtree()
        elif event == "start":
            yield _known(node.text) if node.tag is Entity else node.text or ""
        if event != "start" and node is not element:
            yield node.tail or ""


def _known(entity: str) -> str:
    """The character that an entity stands for everywhere; nothing for one that a file declares itself."""
    character = unescape(entity)
    return "" if character == entity else character
