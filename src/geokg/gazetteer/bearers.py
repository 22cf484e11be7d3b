"""Who a name of a person stands for: the one named in full before, the holder of an office on the day, the famous one.

Unknown stays unknown: a wrong link is worse than none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geokg.model import Actor, Kind, Resolution, short_hash
from geokg.names import pieces, spelling_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from geokg.gazetteer import Gazetteer
    from geokg.gazetteer.files import Name

__all__ = ["Bearers", "Title", "found_actor"]

#: Offices from the most to the least telling, for choosing among holders with the same surname.
_WEIGHT = ("headOfStateOf", "headOfGovernmentOf", "headOf", "foreignMinisterOf", "defenceMinisterOf")
_LONGEST_SURNAME = 4
#: Offices that titles do not keep apart: presidents of organisations are their heads, ministers have many names.
_ALIKE = (
    frozenset({"headOfStateOf", "headOfGovernmentOf", "headOf"}),
    frozenset({"ministerOf", "foreignMinisterOf", "defenceMinisterOf"}),
)
#: Offices whose holders the files mostly do not tell.
_UNRECORDED = frozenset({"ambassadorOf", "spokespersonOf", "commanderOf"})
_PATRONYMICS = ("vich", "vych", "vna", "ovna", "evna")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG, _HASH_DIGITS = 40, 8


@dataclass(frozen=True, slots=True)
class Title:
    """What stands before a name: of which country or organisation, which office, and the side it acts for.

    ``past`` is true behind *former* and its like.
    """

    of: Actor | None = None
    relation: str = ""
    words: str = ""
    sector: str = "GOV"
    past: bool = False


def found_actor(
    name: str,
    kind: Kind,
    iso3: str | None = None,
    sector: str | None = None,
    *,
    spellings: Mapping[str, str] | None = None,
    within: str = "",
) -> Actor:
    """An actor that only the text knows; the same name and kind give the same id in every article.

    ``spellings`` are those of :func:`geokg.names.spelling_key`. ``within`` keeps apart what a name alone does not tell
    apart, such as the bearers of a surname in several articles.

    >>> found_actor("José Díaz", Kind.PERSON).id == found_actor("Jose Diaz", Kind.PERSON).id
    True
    """
    key = " ".join(spelling_key(name, spellings or {}))
    slug = _NOT_SLUG.sub("-", key)[:_LONGEST_SLUG].strip("-")
    parts = ("x", slug, short_hash(key, kind, within)[:_HASH_DIGITS])
    return Actor("-".join(part for part in parts if part), " ".join(name.split()), kind, iso3, sector)


@dataclass(slots=True)
class Bearers:
    """The people of one article: resolves names in the order of the text and remembers who was named in full.

    ``named`` are the actors that the article names beyond doubt, ``countries`` their ISO 3166 codes.
    """

    gazetteer: Gazetteer
    day: date | None
    article: str = ""
    named: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    _by_surname: dict[tuple[str, ...], list[Actor]] = field(default_factory=dict)

    def resolve(self, name: str, title: Title) -> tuple[Actor, Resolution]:
        """The actor that a name with its title stands for; a new one where none is known."""
        parts = pieces(name)
        known = self._full(name, title) or self._short(parts, title)
        if known is None:
            iso3 = title.of.iso3 if title.of else None
            sector = title.sector if title.of or title.words else None
            known = self.found(name, Kind.PERSON, iso3, sector), Resolution.FOUND
        if len(parts) > 1 or known[1] is not Resolution.FOUND:
            self._remember(known[0], parts)
        return known

    def found(self, name: str, kind: Kind, iso3: str | None = None, sector: str | None = None) -> Actor:
        """A new actor.

        A person of whom only one name is known is somebody of this article alone, and so is a body or party that no
        country tells apart: there is more than one Supreme Court.
        """
        within = ""
        if kind in (Kind.BODY, Kind.PARTY):
            within = iso3 or self.article
        elif kind is Kind.PERSON and len(name.split()) == 1:
            within = self.article
        return found_actor(name, kind, iso3, sector, spellings=self.gazetteer.patterns.spellings, within=within)

    def known(self, name: str, title: Title) -> tuple[Actor, Resolution] | None:
        """As :meth:`resolve`, but None where nobody is known by that name."""
        parts = pieces(name)
        found = self._full(name, title) or self._short(parts, title)
        if found:
            self._remember(found[0], parts)
        return found

    def remembered(self, surname: str) -> Actor | None:
        """Whom the article has named in full with that surname, if it is one person."""
        bearers = self._by_surname.get(pieces(surname), ())
        return bearers[0] if len(bearers) == 1 else None

    def in_office(self, surname: str) -> bool:
        """True where somebody of that surname holds an office on the day of the article."""
        claims = self.gazetteer.surnames.get(pieces(surname), ())
        return self.day is not None and any(self.gazetteer.offices_of(claim.actor, self.day) for claim in claims)

    def _full(self, name: str, title: Title) -> tuple[Actor, Resolution] | None:
        """By name or alias, by given name and surname with something between, or by another spelling."""
        parts = pieces(name)
        for claim in self.gazetteer.names.get(parts, ()):
            actor = self.gazetteer.actors[claim.actor]
            if actor.kind is Kind.PERSON and self._may_fit(actor, title):
                return actor, claim.how
        for length in range(min(_LONGEST_SURNAME, len(parts) - 1), 0, -1):
            for claim in self.gazetteer.surnames.get(parts[-length:], ()):
                actor = self.gazetteer.actors[claim.actor]
                fits = self._given(actor, parts[0]) and self._may_fit(actor, title)
                if fits and self._is_whole(actor, parts, length):
                    return actor, Resolution.ALIAS
        return self._respelt(name, title)

    def _respelt(self, name: str, title: Title) -> tuple[Actor, Resolution] | None:
        key = spelling_key(name, self.gazetteer.patterns.spellings)
        actor = self.gazetteer.actors.get(self.gazetteer.spelled.get(key, ""))
        return (actor, Resolution.ALIAS) if actor and self._may_fit(actor, title) else None

    def _is_whole(self, actor: Actor, parts: tuple[str, ...], surname: int) -> bool:
        """False where the name has parts that the known one has not, or leaves some out of one not in office.

        Initials and patronymics do not count: *Vladimir Vladimirovich Putin*.
        """
        known = {piece for name in (actor.label, *actor.aliases) for piece in pieces(name)}
        between = [part for part in parts[1:-surname] if len(part) > 1 and not part.endswith(_PATRONYMICS)]
        if not known.issuperset(between):
            return False
        left_out = len(parts) < len(pieces(actor.label))
        return not left_out or (self.day is not None and bool(self.gazetteer.offices_of(actor.id, self.day)))

    def _given(self, actor: Actor, given: str) -> bool:
        return any(pieces(name)[0] == given for name in (actor.label, *actor.aliases))

    def _short(self, parts: tuple[str, ...], title: Title) -> tuple[Actor, Resolution] | None:
        """By surname: somebody of this article, else who holds an office on the day, else the best known.

        Where the article names several of that surname, only a title can tell them apart.
        """
        before = [actor for actor in self._by_surname.get(parts, ()) if self._fits(actor, title)]
        if len(before) > 1:
            before = self._holders(before, title) or before
        said = (before[0], Resolution.SURNAME) if len(before) == 1 else None
        if before and not (title.relation and before[0].id not in self.gazetteer.actors):
            return said
        claims = self.gazetteer.surnames.get(parts, ())
        fitting = [claim for claim in claims if self._fits(self.gazetteer.actors[claim.actor], title)]
        chosen = self._choose(fitting, title)  # "President Clinton" is not Chelsea, whom the article has named
        return (chosen, Resolution.SURNAME) if chosen else said

    def _choose(self, claims: Sequence[Name], title: Title) -> Actor | None:
        """The one whose office the title names; without one, who is in office on the day, else the best known."""
        actors = self.gazetteer.actors
        if title.relation:
            holders = self._holders([actors[claim.actor] for claim in claims], title)
            near = [actor for actor in holders if actor.iso3 in self.countries]
            if len(holders) > 1 and claims[0].weak and len(near) != 1:
                return None
            if near or holders:
                return (near or holders)[0]
            if title.relation not in _UNRECORDED:
                return None
        borne_out = [claim for claim in claims if not claim.weak or self._is_borne_out(actors[claim.actor], title)]
        weights = {claim.actor: weight for claim in borne_out if (weight := self._weight(claim.actor)) is not None}
        if weights:
            return actors[min(weights, key=lambda person: weights[person])]
        return next((actors[claim.actor] for claim in claims if not claim.weak), None)

    def _is_borne_out(self, actor: Actor, title: Title) -> bool:
        """A common name stands for somebody in office only where the article names his country or organisation.

        Soldiers, judges and clerics of that name are somebody else.
        """
        if title.words and title.sector not in ("GOV", "CVL", "LEG", actor.sector):
            return False
        held = self.gazetteer.offices_of(actor.id, self.day) if self.day else ()
        return title.of is not None or actor.iso3 in self.countries or any(t.object in self.named for t in held)

    def _weight(self, person: str) -> int | None:
        """How telling the offices of a person on the day are (0 is most), None where there is none."""
        if self.day is None:
            return None
        held = [tenure.relation for tenure in self.gazetteer.offices_of(person, self.day)]
        return min((_WEIGHT.index(r) if r in _WEIGHT else len(_WEIGHT) for r in held), default=None)

    def _holders(self, people: Sequence[Actor], title: Title) -> list[Actor]:
        """Those who hold such an office on the day; else, and behind *former*, those who held it before or since."""
        alike = next((group for group in _ALIKE if title.relation in group), {title.relation})
        held = {a.id: [t for t in self.gazetteer.offices_of(a.id) if t.relation in alike] for a in people}
        ever = [actor for actor in people if held[actor.id]]
        now = [a for a in ever if self.day is not None and any(t.period.covers(self.day) for t in held[a.id])]
        if title.past:
            return [actor for actor in ever if actor not in now]
        return now or ever

    def _may_fit(self, actor: Actor, title: Title) -> bool:
        """For a full name: False only where title and person belong to different countries."""
        return title.of is None or title.of.iso3 is None or actor.iso3 is None or self._fits(actor, title)

    def _fits(self, actor: Actor, title: Title) -> bool:
        """False where the title names a country or organisation that the person has nothing to do with, or a gender."""
        gender, sir = self.gazetteer.gender(actor.id), self.gazetteer.patterns.genders.get(title.words)
        if gender and sir and gender != sir:
            return False
        if title.sector == "JUD" and title.words and actor.sector not in (None, "JUD"):
            return False
        if title.of is None:
            return True
        of = title.of
        return (of.iso3 is not None and of.iso3 == actor.iso3) or any(
            tenure.object == of.id or (of.iso3 and self.gazetteer.actors[tenure.object].iso3 == of.iso3)
            for tenure in self.gazetteer.offices_of(actor.id)
        )

    def _remember(self, actor: Actor, parts: tuple[str, ...]) -> None:
        for surname in self._surnames(actor, parts):
            bearers = self._by_surname.setdefault(surname, [])
            if all(bearer.id != actor.id for bearer in bearers):
                bearers.append(actor)

    def _surnames(self, actor: Actor, parts: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
        """The last name, with and without its particles."""
        particles = self.gazetteer.patterns.particles
        yield parts[-1:]
        if self._comes_first(actor, parts[:1]):
            yield parts[:1]
        start = len(parts) - 1
        while start > 1 and (parts[start - 1] == "-" or parts[start - 1] in particles):
            start -= 2 if parts[start - 1] == "-" else 1
            yield parts[start:]

    def _comes_first(self, actor: Actor, surname: tuple[str, ...]) -> bool:
        """True where the surname stands before the given name, as in Xi Jinping; so it may with all of that name."""
        bearers = [self.gazetteer.actors[claim.actor] for claim in self.gazetteer.surnames.get(surname, ())]
        if actor.id in self.gazetteer.actors:
            return actor in bearers
        return any(pieces(bearer.label)[:1] == surname for bearer in bearers)
