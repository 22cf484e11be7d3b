"""Lists of statements: the contents within them, and the order of reading."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geokg.model import Statement

__all__ = ["in_text_order", "with_contents"]


def with_contents(statements: Iterable[Statement]) -> Iterator[Statement]:
    """Every statement and every content once: a content follows its statement, unless it came before."""
    seen: set[str] = set()
    for statement in statements:
        said: Statement | None = statement
        while said and (identity := said.id) not in seen:
            seen.add(identity)
            yield said
            said = said.content


def in_text_order(statements: Iterable[Statement]) -> list[Statement]:
    """Sorted by date of article (undated last), article, and place in its text."""
    return sorted(statements, key=_place)


def _place(statement: Statement) -> tuple[date, str, int, int, str]:
    evidence = statement.evidence
    published = evidence.article.published or date.max
    return published, evidence.article.key, evidence.span.start, evidence.trigger.start, statement.id
