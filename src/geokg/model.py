"""The nouns of geokg: frozen values that every room shares. Standard library only.

Offsets are always characters of ``Article.text`` as it was given, half-open ``[start, end)``.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

__all__ = [
    "FAMILIES",
    "FLOOR",
    "STATES",
    "Actor",
    "Article",
    "Evidence",
    "Kind",
    "Mention",
    "PlaceSpan",
    "Relation",
    "Resolution",
    "Skipped",
    "Span",
    "Statement",
    "Status",
    "TimeSpan",
    "short_hash",
]

#: The 16 event types of PLOVER (2021 codebook), the coarse families of events.
FAMILIES = [
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "CONCEDE",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
#: The six families of states, which hold over a time instead of happening at one.
STATES = ["MEMBER_OF", "HOLDS_OFFICE", "LOCATED_IN", "PART_OF", "ALLIED_WITH", "HOSTILE_TO"]


def short_hash(*parts: str | None) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of the parts, which are kept apart.

    >>> short_hash("ab", "c") == short_hash("a", "bc")
    False
    """
    joined = "\x1f".join("" if part is None else part for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@lru_cache(maxsize=64)
def key_of(text: str) -> str:
    """The hash of a whole article, which is asked for again by each of its statements."""
    return short_hash(text)


class Kind(StrEnum):
    """What an actor is; the values are the local names of the OWL classes in ``ontology/geokg.ttl``."""

    COUNTRY = "Country"
    ORGANIZATION = "IntergovernmentalOrganization"
    PERSON = "Person"
    BODY = "GovernmentBody"
    ARMED_GROUP = "ArmedGroup"
    PARTY = "Party"
    COMPANY = "Company"
    NGO = "NonGovernmentalOrganization"
    MEDIA = "MediaOrganization"
    PLACE = "Place"
    GROUP = "Group"


#: The least confidence of a plain triple where nothing else is asked for: a verb or role tells it, not an inference.
FLOOR = 0.8
#: Actors that a part of them may act without, and the sides of them that do not act for the whole: rebels,
#: opposition, parties, people of all walks of life, and those who once were in office.
_WHOLES = frozenset({Kind.COUNTRY, Kind.ORGANIZATION, Kind.PLACE})
_APART = frozenset({"REB", "OPP", "PTY", "CVL", "REF", "EDU", "LAB", "BUS", "MED", "JRN", "REL", "CRM", "ELI"})


class Status(StrEnum):
    """How far the text commits itself to a statement."""

    ASSERTED = "asserted"
    NEGATED = "negated"
    PLANNED = "planned"
    POSSIBLE = "possible"


class Resolution(StrEnum):
    """How a span of text was resolved to its actor."""

    NAME = "name"
    ALIAS = "alias"
    DEMONYM = "demonym"
    METONYM = "metonym"
    OFFICE = "office"
    PATTERN = "pattern"
    SURNAME = "surname"
    PRONOUN = "pronoun"
    DESCRIPTION = "description"
    FOUND = "found"


@dataclass(frozen=True, slots=True)
class Article:
    """One text to read. ``id`` is the id that its source gives, or :attr:`key` where it gives none."""

    id: str
    text: str
    title: str = ""
    url: str = ""
    source: str = ""
    published: date | None = None
    language: str = "en"

    @property
    def key(self) -> str:
        """16 hexadecimal digits that name the article in the graph: hash of its address, or of its text."""
        return key_of(self.url or self.text)


@dataclass(frozen=True, slots=True)
class Skipped:
    """What was left out, and why: an article (``where``: file, and line or row), or what a plug-in said of one."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``[start, end)`` of the text of an article as given."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts.

    ``id`` is a slug (known) or ``x-`` and a hash (found in text). ``iso3`` is the country the actor is or acts
    for. ``sector`` (GOV, MIL, REB, ...) tells which side of it acts; in a statement it is that of the mention.
    """

    id: str
    label: str
    kind: Kind
    iso3: str | None = None
    sector: str | None = None
    wikidata: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of text that stands for an actor, and how that was found out.

    ``others`` are the further ones that a plural stands for: "both countries", "they".
    """

    span: Span
    actor: Actor
    how: Resolution
    others: tuple[Actor, ...] = ()

    @property
    def actors(self) -> tuple[Actor, ...]:
        """All whom the mention stands for."""
        return (self.actor, *self.others)


@dataclass(frozen=True, slots=True)
class Relation:
    """What one actor can do to, or be of, another. Read from ``ontology/relations.ttl``.

    ``family`` is one of :data:`FAMILIES` or :data:`STATES`; ``domain`` and ``range`` are kinds (empty: any);
    ``starts`` and ``ends`` name the state relation that the event begins or ends. ``intensity`` goes from -10 (most
    hostile) to 10 (most cooperative), on the scale of Goldstein (1992).
    """

    id: str
    label: str
    family: str
    definition: str = ""
    cameo: str | None = None
    symmetric: bool = False
    broader: str | None = None
    wikidata: str | None = None
    domain: tuple[Kind, ...] = ()
    range: tuple[Kind, ...] = ()
    starts: str | None = None
    ends: str | None = None
    intensity: float = 0.0

    @property
    def is_state(self) -> bool:
        """True where the relation belongs to a family of states."""
        return self.family in STATES

    def fits(self, subject: Actor, object_: Actor | None) -> bool:
        """True where actors of these kinds can be its subject and its object, if there is one."""
        takes_object = object_ is None or not self.range or object_.kind in self.range
        return takes_object and (not self.domain or subject.kind in self.domain)


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A time as the text says it, and the first and last day that it can mean (either may be open)."""

    text: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class PlaceSpan:
    """A place as the text says it, and the known place or country that it means or lies in."""

    text: str
    actor: Actor


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that say a statement. ``quote`` is exactly ``article.text[span.start:span.end]``."""

    article: Article
    span: Span
    quote: str
    trigger: Span
    extractor: str


@dataclass(frozen=True, slots=True)
class Statement:
    """Who did, said or is what to whom, according to whom, and the words that say so.

    ``content`` is the statement that this one is about (what was warned of, pledged, denied). ``speaker`` is the
    actor reported as saying it, or None where the article says it in its own voice; ``via`` are those who report in
    turn what the speaker said, the outermost first. ``time`` and ``place`` are those of the event, where told.
    ``repeats`` is where the words of the evidence stand in the article once more.
    """

    subject: Actor
    relation: Relation
    object: Actor | None
    status: Status
    evidence: Evidence
    speaker: Actor | None = None
    time: TimeSpan | None = None
    content: Statement | None = None
    confidence: float = 1.0
    via: tuple[Actor, ...] = ()
    place: PlaceSpan | None = None
    repeats: tuple[Span, ...] = ()
    _id: str = field(default="", init=False, repr=False, compare=False)

    @property
    def id(self) -> str:
        """``claim/`` and a hash of what is said, by whom, and where it stands."""
        if not self._id:  # asked for a dozen times in a build
            object.__setattr__(self, "_id", self._hashed())
        return self._id

    def _hashed(self) -> str:
        span, trigger = self.evidence.span, self.evidence.trigger
        return "claim/" + short_hash(
            self.evidence.article.key,
            self.subject.id,
            self.relation.id,
            self.object.id if self.object else None,
            self.status,
            self.speaker.id if self.speaker else None,
            self.content.id if self.content else None,
            f"{span.start}-{span.end}-{trigger.start}-{trigger.end}",
        )

    @property
    def is_fact(self) -> bool:
        """True where the article itself asserts it of two actors: only then may it become a plain triple.

        What its rebels, companies or citizens do, or is done to them, is no act of or upon the whole country.
        """
        asserted = self.status is Status.ASSERTED and self.speaker is None and self.object is not None
        ends = (self.subject, self.object)
        return asserted and not any(end and end.kind in _WHOLES and end.sector in _APART for end in ends)
