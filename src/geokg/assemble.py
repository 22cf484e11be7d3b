"""Merges statements that say the same thing twice."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from geokg.statements import with_contents

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geokg.model import Statement

__all__ = ["assemble"]

#: What a statement says, apart from where: all that two statements must share to be one.
_Meaning: TypeAlias = tuple[object, ...]


def assemble(statements: Iterable[Statement]) -> list[Statement]:
    """The statements and their contents in the order given, each once.

    Two are one where they say the same of the same sentence of the same article, that is, where their evidence
    overlaps and their times do not differ. The first stays, with the greater confidence, and the time of either.
    """
    kept: list[Statement] = []
    alike: defaultdict[_Meaning, list[int]] = defaultdict(list)
    home: dict[str, int] = {}
    for statement in with_contents(statements):
        group = alike[_meaning(statement)]
        index = next((i for i in group if _same_place(kept[i], statement)), len(kept))
        if index == len(kept):
            kept.append(statement)
            group.append(index)
        else:
            kept[index] = _merge(kept[index], statement)
        home[statement.id] = index

    def settle(statement: Statement) -> Statement:
        content = statement.content
        return replace(statement, content=settle(kept[home[content.id]])) if content else statement

    return [settle(statement) for statement in kept]


def _meaning(statement: Statement) -> _Meaning:
    return (
        statement.evidence.article.key,
        statement.subject.id,
        statement.relation.id,
        statement.object.id if statement.object else None,
        statement.status,
        statement.speaker.id if statement.speaker else None,
        _meaning(statement.content) if statement.content else None,
    )


def _same_place(one: Statement, other: Statement) -> bool:
    if one.id == other.id:
        return True
    mine, theirs = one.evidence.span, other.evidence.span
    overlap = mine.start < theirs.end and theirs.start < mine.end
    return overlap and (one.time is None or other.time is None or one.time == other.time)


def _merge(first: Statement, second: Statement) -> Statement:
    return replace(first, confidence=max(first.confidence, second.confidence), time=first.time or second.time)
