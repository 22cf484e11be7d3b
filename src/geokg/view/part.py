"""A part of the statements that is small enough to look at: about some actors, some days, some relations."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geokg.errors import ConfigError
from geokg.statements import with_contents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from geokg.model import Statement

__all__ = [
    "MOST_ACTORS",
    "MOST_STATEMENTS",
    "Part",
    "actors_of",
    "check_size",
    "choose",
    "shown_whole_or_part",
]

#: What one page holds and can still be used with.
MOST_ACTORS, MOST_STATEMENTS = 5_000, 15_000


@dataclass(frozen=True, slots=True)
class Part:
    """What to choose; where nothing is said, all.

    ``actors`` are ids; whoever is at most ``depth`` statements away from one of them, as one who does, bears or says
    it, belongs to the part. ``relations`` are ids of relations and names of families. ``since`` and ``until`` (both
    included) are days of what happened, or of the article where the text tells no time. ``min_sources`` is the least
    number of articles that say the same. ``limit`` is the largest number of those who do or bear something; the best
    connected stay, and whoever speaks of them, or is what they speak about, comes along.
    """

    actors: frozenset[str] = frozenset()
    depth: int = 1
    relations: frozenset[str] = frozenset()
    since: date | None = None
    until: date | None = None
    min_sources: int = 1
    limit: int | None = None


def choose(statements: Sequence[Statement], part: Part) -> list[Statement]:
    """The statements of a part in their order, each followed by its content unless that came before."""
    chosen = [s for s in statements if _is_of_relation(s, part) and _is_of_days(s, part)]
    if part.min_sources > 1:
        articles = _articles(chosen)
        chosen = [s for s in chosen if articles[_what(s)] >= part.min_sources]
    if part.actors:
        chosen = _within(chosen, _near(chosen, part))
    if part.limit is not None:
        chosen = _within(chosen, _best(chosen, part))
    return list(with_contents(chosen))


def actors_of(statements: Iterable[Statement]) -> set[str]:
    """Ids of all who do something, have it done to them, or say so."""
    return {
        who.id
        for statement in statements
        for who in (statement.subject, statement.object, statement.speaker, *statement.via)
        if who
    }


def check_size(statements: Sequence[Statement]) -> None:
    """Does nothing where one page can hold it all.

    Raises:
        ConfigError: it cannot.
    """
    actors = len(actors_of(statements))
    if actors > MOST_ACTORS or len(statements) > MOST_STATEMENTS:
        raise ConfigError(
            f"{actors:,} actors and {len(statements):,} statements are more than one page can hold "
            f"({MOST_ACTORS:,} and {MOST_STATEMENTS:,}); let `geokg view` show a part, by --actor NAME, --since, "
            "--until, --relation, --min-sources or --limit N, or take its --format gexf"
        )


def shown_whole_or_part(statements: Iterable[Statement]) -> tuple[list[Statement], str]:
    """What one page can hold, and its title: all, or what the best connected actors do to each other.

    The statements are gone through three times where they are too many, and only the chosen ones are kept.
    """
    few: list[Statement] = []
    count, actors = 0, set[str]()
    for statement in statements:
        count += 1
        actors |= actors_of([statement])
        if count <= MOST_STATEMENTS:
            few.append(statement)
    if count <= MOST_STATEMENTS and len(actors) <= MOST_ACTORS:
        return few, "geokg"
    few.clear()
    ranks = {actor: rank for rank, actor in enumerate(_ranked(statements))}
    at_rank = Counter(max(ranks[end] for end in _ends(statement)) for statement in statements)
    within, limit = 0, 0
    while limit < min(len(ranks), MOST_ACTORS) and within + at_rank[limit] <= MOST_STATEMENTS:
        within += at_rank[limit]
        limit += 1
    best = {actor for actor, rank in ranks.items() if rank < limit}
    chosen = _within(statements, best)
    return chosen, f"geokg: {limit:,} best connected of {len(actors):,} actors"


def _is_of_relation(statement: Statement, part: Part) -> bool:
    relation = statement.relation
    return not part.relations or relation.id in part.relations or relation.family in part.relations


def _is_of_days(statement: Statement, part: Part) -> bool:
    """Whether it can have been on one of the days; what has no date at all is out where days are asked for."""
    if part.since is None and part.until is None:
        return True
    time = statement.time
    day = statement.evidence.article.published
    start, end = (time.start, time.end) if time and (time.start or time.end) else (day, day)
    if start is None and end is None:
        return False
    is_after = part.since is None or end is None or end >= part.since
    return is_after and (part.until is None or start is None or start <= part.until)


def _what(statement: Statement) -> tuple[str, ...]:
    ends = tuple(_ends(statement))
    return (*(sorted(ends) if statement.relation.symmetric else ends), statement.relation.id, str(statement.status))


def _articles(statements: Iterable[Statement]) -> Counter[tuple[str, ...]]:
    """In how many articles each thing is said."""
    return Counter(what for what, _ in {(_what(s), s.evidence.article.key) for s in statements})


def _ends(statement: Statement) -> Iterator[str]:
    yield statement.subject.id
    if statement.object:
        yield statement.object.id


def _within(statements: Iterable[Statement], actors: set[str]) -> list[Statement]:
    return [statement for statement in statements if actors.issuperset(_ends(statement))]


def _near(statements: Iterable[Statement], part: Part) -> set[str]:
    beside: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        group = actors_of([statement])
        for one in group:
            beside[one] |= group
    near = set(part.actors)
    for _ in range(part.depth):
        near |= set().union(*(beside[actor] for actor in sorted(near)))
    return near


def _best(statements: Iterable[Statement], part: Part) -> set[str]:
    """Those asked for, then those with most other actors beside them."""
    ranked = sorted(_ranked(statements), key=lambda actor: actor not in part.actors)
    return set(ranked[: part.limit])


def _ranked(statements: Iterable[Statement]) -> list[str]:
    """Those who do something or have it done to them, the best connected first."""
    pairs = {frozenset(_ends(statement)) for statement in statements}
    ties = Counter(actor for pair in pairs for actor in pair)
    return sorted(ties, key=lambda actor: (-ties[actor], actor))
