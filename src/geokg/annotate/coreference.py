"""Resolves pronouns and descriptions to the actors they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geokg.document import Document
    from geokg.model import Mention

__all__ = ["resolve", "resolve_first_person"]


def resolve(document: Document) -> dict[int, Mention]:
    """New mentions: third-person pronouns and definite descriptions."""
    return {}


def resolve_first_person(document: Document) -> dict[int, Mention]:
    """New mentions: the first person within quotes is their speaker."""
    return {}
