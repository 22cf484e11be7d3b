"""Plain text: one article a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geokg.ingest.decode import decode
from geokg.ingest.fields import make_article

if TYPE_CHECKING:
    from geokg.model import Article

__all__ = ["read"]


def read(data: bytes, where: str) -> Article:
    """The article of a file, all of it text.

    Raises:
        ArticleError: the bytes are no text.
    """
    return make_article({"text": decode(data)}, where)
