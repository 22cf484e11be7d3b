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

    Two are one where they say the same, at times that do not differ, in the same sentence of an article or in the same
    words elsewhere in it. The first stays, with the greater confidence, the time and place of either, and where its
    words are repeated.
    """
    kept: list[Statement] = []
    alike: defaultdict[_Meaning, list[int]] = defaultdict(list)
    home: dict[str, int] = {}
    for statement in with_contents(statements):
        group = alike[_meaning(statement)]
        index = next((i for i in group if _is_same(kept[i], statement)), len(kept))
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


def _is_same(one: Statement, other: Statement) -> bool:
    if one.id == other.id:
        return True
    told = _overlap(one, other) or _words(one) == _words(other)
    return told and (one.time is None or other.time is None or one.time == other.time)


def _overlap(one: Statement, other: Statement) -> bool:
    mine, theirs = one.evidence.span, other.evidence.span
    return mine.start < theirs.end and theirs.start < mine.end


def _words(statement: Statement) -> list[str]:
    return statement.evidence.quote.casefold().split()


def _merge(first: Statement, second: Statement) -> Statement:
    again = () if _overlap(first, second) else (second.evidence.span,)
    return replace(
        first,
        confidence=max(first.confidence, second.confidence),
        time=first.time or second.time,
        place=first.place or second.place,
        repeats=tuple(dict.fromkeys((*first.repeats, *again, *second.repeats))),
    )
