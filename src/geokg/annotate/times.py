"""Finds expressions of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geokg.document import Document, TimeMention

__all__ = ["find_times"]


def find_times(document: Document) -> list[TimeMention]:
    """The times of a document in the order of the text."""
    return []
