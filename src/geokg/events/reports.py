"""A claim as a report: what is compared of it, computed once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from sys import intern
from typing import TYPE_CHECKING, TypeAlias

from geokg.model import Kind, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geokg.events.model import Provenance
    from geokg.events.numbers import Number
    from geokg.model import Actor, Statement, TimeSpan

__all__ = ["LAG", "Report", "Window", "name_of", "reports_of", "side"]

#: The first and last day on which something may have happened.
Window: TypeAlias = tuple[date, date]

#: News without a time tell of the day of publication or of so many days before it.
LAG = timedelta(days=2)
#: A told time that is longer names no occasion ("this year", "since the war began").
_OCCASION = timedelta(days=7)
#: Sides of a country that do not act for it.
_APART = frozenset({"REB", "OPP", "PTY", "CVL", "REF", "EDU", "LAB", "BUS", "MED", "JRN", "REL", "CRM", "ELI"})
#: Words of a time that lies apart from the news, even where its days are not known.
_BACK = re.compile(r"\b(?:ago|earlier|before|previous|last|since|later|after|next)\b", re.IGNORECASE)
#: A length of time: with an event it mostly says how long ago that was.
_LONG_AGO = re.compile(r"\b(\w+) (day|week|month)s?\b")
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WORD = re.compile(r"[a-z][a-z'-]{3,}")
_COMMON_WORDS = (
    "about after again against also amid been before being both could during early from have into last late later more "
    "most near only other over said says some such than that their them then there these they this those through told "
    "under until upon were what when where which while will with would monday tuesday wednesday thursday friday "
    "saturday sunday january february march april june july august september october november december"
)
_COMMON = frozenset(_COMMON_WORDS.split())


_NOWHERE = frozenset[str]()


@dataclass(frozen=True, eq=False)
class Report:
    """A claim, seen as a report of something that happened or is so.

    ``origins`` name who stands behind it, as in :mod:`geokg.events.sources`; ``is_alleged`` marks the possible content
    of an accusation, which its speaker asserts; ``copies`` the group of its article; ``numbers`` what its sentence
    counts.
    """

    statement: Statement
    id: str
    origins: frozenset[str]
    is_alleged: bool
    order: int
    copies: str
    numbers: tuple[Number, ...] = ()

    @property
    def is_denial(self) -> bool:
        """True where it says that it did not happen, or is not so."""
        return self.statement.status is Status.NEGATED

    @property
    def supports(self) -> bool:
        """True where somebody says that it did happen, or is so."""
        return self.statement.status is Status.ASSERTED or self.is_alleged

    @property
    def is_ahead(self) -> bool:
        """True where it tells of a plan or a possibility, which is not the deed."""
        return not (self.is_denial or self.supports)

    @property
    def is_happening(self) -> bool:
        """True where it is of an event; to join or to take office is one, though its family is of states."""
        relation = self.statement.relation
        return not relation.is_state or bool(relation.starts or relation.ends)

    @cached_property
    def is_told(self) -> bool:
        """True where the text gives a time that names an occasion."""
        return self._told is not None and not self.is_denial

    @cached_property
    def window(self) -> Window:
        """The days on which it may have happened; ``date.min`` to itself where no occasion is known.

        The time of a denial is often that of denying, so what is denied may have been some days before.
        """
        published = self.statement.evidence.article.published
        if self._told:
            first, last = self._told
            return (max(first, date.min + LAG) - LAG, last) if self.is_denial else self._told
        if published and self.statement.time and (back := _counted_back(self.statement.time, published)):
            return back
        if published is None or self._is_another_time:
            return (date.min, date.min)
        return (max(published, date.min + LAG) - LAG, published)

    @property
    def _is_another_time(self) -> bool:
        """True where a time is told that is not that of publication: too long, open, or counted back from nothing."""
        time = self.statement.time
        return time is not None and bool(time.start or time.end or _BACK.search(time.text))

    @cached_property
    def undated(self) -> str:
        """What reports must share whose window is not known: the long time told, or else the text they stand in."""
        if self.window[0] != date.min:
            return ""
        time = self.statement.time
        return f"{time.start} {time.end}" if time and (time.start or time.end) else self.copies

    @cached_property
    def _told(self) -> Window | None:
        time = self.statement.time
        if time is None or time.start is None or time.end is None:
            return None
        return (time.start, time.end) if time.end - time.start < _OCCASION else None

    @cached_property
    def sides(self) -> tuple[str, str]:
        """Whose subject and object are, sorted where the relation is symmetric."""
        subject, other = side(self.statement.subject), side(self.statement.object)
        both = sorted((subject, other)) if self.statement.relation.symmetric else (subject, other)
        return both[0], both[1]

    @cached_property
    def ends(self) -> tuple[Actor | None, Actor | None]:
        """Subject and object in the order of :attr:`sides`."""
        subject, other = self.statement.subject, self.statement.object
        return (subject, other) if self.sides[0] == side(subject) else (other, subject)

    @cached_property
    def places(self) -> frozenset[str]:
        """The places told that are smaller than a country."""
        place = self.statement.place
        told = (self.statement.object, place.actor if place else None)
        found = {name_of(actor) for actor in told if actor and actor.kind is Kind.PLACE}
        return frozenset(found) if found else _NOWHERE

    @cached_property
    def content(self) -> tuple[str, str, str] | None:
        """What it is about, where it is about a statement."""
        about = self.statement.content
        return (about.relation.family, side(about.subject), side(about.object)) if about else None

    @cached_property
    def words(self) -> frozenset[str]:
        """The telling words of its passage, without the names of those who act."""
        found = {intern(word) for word in _WORD.findall(self.statement.evidence.quote.casefold())} - _COMMON
        named = {w for actor in (self.statement.subject, self.statement.object) if actor for w in _names(actor)}
        return frozenset(found - named)

    def forget(self) -> None:
        """Let go of what only gathering asks for: of many reports it is most of what they hold."""
        for name in ("words", "signature", "content"):
            self.__dict__.pop(name, None)

    @cached_property
    def signature(self) -> tuple[object, ...]:
        """All that decides what it can be merged with, but for its words."""
        statement, (one, other) = self.statement, self.ends
        ids = (name_of(one) if one else "", name_of(other) if other else "")
        return (ids, statement.relation.id, self.places, self.window, self.is_told, self.content, self.undated)


def reports_of(statements: Iterable[Statement], provenance: Provenance) -> list[Report]:
    """The reports of statements, contents among them, in the order given."""
    from geokg.events.sources import origins_of

    said = list(statements)
    pool: dict[frozenset[str], frozenset[str]] = {}  # few voices tell many claims
    accused = {
        s.content.id for s in said if s.content and s.relation.family == "ACCUSE" and s.status is Status.ASSERTED
    }
    return [
        Report(
            statement=statement,
            id=identity,
            origins=pool.setdefault(origins, origins),
            is_alleged=statement.status is Status.POSSIBLE and bool(statement.speaker) and identity in accused,
            order=order,
            copies=provenance.copies.get(statement.evidence.article.key, statement.evidence.article.key),
            numbers=provenance.numbers.get(identity, ()),
        )
        for order, statement in enumerate(said)
        for identity, origins in [(statement.id, origins_of(statement, provenance))]
    ]


def _counted_back(time: TimeSpan, published: date) -> Window | None:
    """The days about so long before publication, of a time such as "three weeks earlier" whose days are not known."""
    found = _LONG_AGO.search(time.text.casefold())
    if time.start or time.end or not found:
        return None
    count = _COUNTS.index(found[1]) + 1 if found[1] in _COUNTS else int(found[1]) if found[1].isdigit() else 0
    unit = {"day": 1, "week": 7, "month": 30}[found[2]]
    if not 0 < count * unit < 400:
        return None
    middle, slack = published - timedelta(count * unit), timedelta(max(unit // 2, 1))
    return (middle - slack, middle + slack)


def side(actor: Actor | None) -> str:
    """The country that an actor acts for, or the actor alone; rebels and companies of a country stand apart.

    >>> from geokg.model import Actor, Kind
    >>> side(Actor("kremlin", "Kremlin", Kind.BODY, iso3="RUS")), side(Actor("nato", "NATO", Kind.ORGANIZATION))
    ('RUS', 'nato')
    """
    if actor is None:
        return ""
    if not actor.iso3:
        return name_of(actor)
    return f"{actor.iso3}-{actor.sector}" if actor.sector in _APART else actor.iso3


def name_of(actor: Actor) -> str:
    """What tells an actor from others: the id, or of one found in a text, whose id is of that text, the label."""
    return f"x-{actor.label.casefold()}" if actor.id.startswith("x-") else actor.id


def _names(actor: Actor) -> Iterator[str]:
    yield from _WORD.findall(actor.label.casefold())
    for alias in actor.aliases:
        yield from _WORD.findall(alias.casefold())
