"""Finds direct speech and its speakers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geokg.document import Document, Quote

__all__ = ["find_quotes"]


def find_quotes(document: Document, reporting: frozenset[str]) -> list[Quote]:
    """The quotes of a document in the order of the text."""
    return []
