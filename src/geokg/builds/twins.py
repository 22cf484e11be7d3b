"""Articles of one text, such as wire copies under other datelines and with other promotion: read once.

Two articles are twins where what is left of them for the parser is the same, character by character, and they were
published on the same day. Then a reader says the same of both, so that what it said of one is told again of the other:
quotes and offsets are those of its own text. What differs in a number, a name or a paragraph is no twin and is read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from geokg.annotate.clean import clean
from geokg.builds.ledger import Reading
from geokg.gazetteer.bearers import found_actor
from geokg.jsonl import from_lines, to_line
from geokg.model import Span, short_hash

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from geokg.document import OffsetMap
    from geokg.gazetteer import Gazetteer
    from geokg.model import Actor, Article, Relation, Statement

__all__ = ["retold", "twins"]


def twins(articles: Iterable[Article]) -> dict[str, list[str]]:
    """Key of the first article of each text -> the keys of its twins, in the order given."""
    by_text: defaultdict[str, list[str]] = defaultdict(list)
    for article in articles:
        by_text[short_hash(str(article.published), clean(article.text).prose)].append(article.key)
    return {first: others for first, *others in by_text.values()}


def retold(
    reading: Reading, of: Article, twin: Article, relations: Mapping[str, Relation], known: Gazetteer
) -> Reading:
    """What a reader would say of a twin of the article that it read."""
    if reading.problem is not None:
        return replace(reading, key=twin.key)
    there, here = clean(of.text), clean(twin.text)

    def moved(span: Span) -> Span:
        start, end = _to_clean(there.offsets, span.start), _to_clean(there.offsets, span.end - 1)
        return here.offsets.span(start, end + 1)

    def named(actor: Actor) -> Actor:
        """Who has only a name in a text is somebody of that text alone, and has its mark in his id."""
        own, other = (
            found_actor(actor.label, actor.kind, spellings=known.patterns.spellings, within=article.key).id
            for article in (of, twin)
        )
        return replace(actor, id=other) if actor.id == own else actor

    said = from_lines(reading.lines, of, relations, known.actors)
    lines = tuple(to_line(_told_of(statement, twin, moved, named)) for statement in said)
    dropped = tuple((each.span.start, each.span.end, each.rule) for each in here.dropped)
    return Reading(twin.key, lines, dropped=dropped)


def _told_of(
    statement: Statement, twin: Article, moved: Callable[[Span], Span], named: Callable[[Actor], Actor]
) -> Statement:
    evidence = statement.evidence
    span = moved(evidence.span)
    return replace(
        statement,
        subject=named(statement.subject),
        object=named(statement.object) if statement.object else None,
        speaker=named(statement.speaker) if statement.speaker else None,
        via=tuple(map(named, statement.via)),
        content=_told_of(statement.content, twin, moved, named) if statement.content else None,
        evidence=replace(
            evidence,
            article=twin,
            span=span,
            quote=twin.text[span.start : span.end],
            trigger=moved(evidence.trigger),
        ),
        repeats=tuple(map(moved, statement.repeats)),
    )


def _to_clean(offsets: OffsetMap, given: int) -> int:
    """Where a character stands in the cleaned text that was kept of a text."""
    run = bisect_right(offsets.given, given) - 1
    return offsets.clean[run] + given - offsets.given[run]
