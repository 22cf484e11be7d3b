"""The known actors: who they are, what news calls them, which offices they hold and what they are members of.

The data are small files that a domain expert can edit, in ``seeds/actors`` (its README describes them).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from geokg.gazetteer.periods import ALWAYS, Period, read_period
from geokg.model import Kind
from geokg.names import bare, pieces

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geokg.gazetteer.files import Name, Tenure
    from geokg.gazetteer.patterns import Patterns
    from geokg.model import Actor

__all__ = ["Gazetteer", "Profile"]

_Pieces = tuple[str, ...]
_NAME_COLUMNS = ("aliases", "demonyms", "adjectives", "capital", "metonyms")


@dataclass(frozen=True, slots=True)
class Profile:
    """What the files say of an actor beyond its name: its other names by sort, where it lies, and when it existed.

    Names are given without the mark of weak ones; ``ambiguous`` lists these. ``cow`` is the country code of Correlates
    of War; coordinates are degrees of WGS 84.
    """

    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    capital: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    surname: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    gender: str | None = None
    cow: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    existed: Period = ALWAYS


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All known actors by id, with an index of their names, their offices and their memberships.

    ``names`` maps the pieces of a name (:func:`geokg.names.pieces`) to the claims to it; no claims: nothing may be
    found inside that name. ``surnames`` maps the pieces of a surname to the claims to it, best known first. ``lengths``
    maps the first piece of any name or surname to the numbers of pieces to try, longest first. ``rows`` are the columns
    of the files by id, ``existed`` the life of states, ``contexts`` the words that bear out weak names, ``spelled`` the
    people by :func:`geokg.names.spelling_key`, ``countries`` the countries by ISO 3166 alpha-3 code.
    """

    actors: Mapping[str, Actor]
    names: Mapping[_Pieces, Sequence[Name]]
    surnames: Mapping[_Pieces, Sequence[Name]]
    lengths: Mapping[str, Sequence[int]]
    patterns: Patterns
    tenures: Sequence[Tenure] = ()
    rows: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)
    existed: Mapping[str, Period] = field(default_factory=dict, repr=False)
    contexts: Mapping[str, Sequence[str]] = field(default_factory=dict, repr=False)
    spelled: Mapping[_Pieces, str] = field(default_factory=dict, repr=False)
    countries: Mapping[str, Actor] = field(default_factory=dict)
    _offices: Mapping[str, Sequence[Tenure]] = field(default_factory=dict, repr=False)
    _holders: Mapping[tuple[str, str], Sequence[Tenure]] = field(default_factory=dict, repr=False)

    def find(self, name: str) -> tuple[Actor, ...]:
        """The actors that a full name may stand for, the strongest claim first.

        >>> from geokg.gazetteer import load_gazetteer
        >>> [actor.id for actor in load_gazetteer().find("Kyiv")]
        ['ukraine']
        """
        claims = self.names.get(pieces(bare(name)), ())
        return tuple(self.actors[claim.actor] for claim in claims)

    def holder(self, relation: str, of: str, on: date | None = None) -> tuple[Actor, ...]:
        """Who holds an office on a day, latest start first; without a day, who holds it with no end known."""
        held = _on(self._holders.get((relation, of), ()), on)
        held.sort(key=lambda tenure: tenure.period.start or date.min, reverse=True)
        return self._subjects(held)

    def hands_over(self, person: str, relation: str, of: str, day: date) -> bool:
        """True on the last day of a term on which somebody else begins his."""
        held = _on(self._holders.get((relation, of), ()), day)
        leaves = any(tenure.subject == person and tenure.period.end == day for tenure in held)
        return leaves and any(tenure.subject != person and tenure.period.start == day for tenure in held)

    def offices_of(self, person: str, on: date | None = None) -> tuple[Tenure, ...]:
        """The offices of a person, in the order of the files: all of them, or those of a day."""
        held = self._offices.get(person, ())
        return tuple(tenure for tenure in held if on is None or tenure.period.covers(on))

    def member(self, member: str, organization: str, on: date | None = None) -> bool:
        """True where one actor is a member of the other on a day, or (without a day) with no end known."""
        found = _on(self._holders.get(("memberOf", organization), ()), on)
        return any(tenure.subject == member for tenure in found)

    def members(self, organization: str, on: date | None = None) -> tuple[Actor, ...]:
        """The members of an organisation on a day, or (without a day) those with no end known."""
        return self._subjects(_on(self._holders.get(("memberOf", organization), ()), on))

    def _subjects(self, tenures: Sequence[Tenure]) -> tuple[Actor, ...]:
        return tuple(dict.fromkeys(self.actors[tenure.subject] for tenure in tenures))

    def gender(self, actor: str) -> str | None:
        """``female``, ``male``, or None where the files do not say."""
        return self.rows.get(actor, {}).get("gender") or None

    def profile(self, actor: str) -> Profile:
        """All that the files say of a known actor beyond its name.

        Raises:
            KeyError: no known actor has that id.

        >>> from geokg.gazetteer import load_gazetteer
        >>> load_gazetteer().profile("france").capital
        ('Paris',)
        """
        return _profile(self.rows[actor])


def _on(tenures: Sequence[Tenure], day: date | None) -> list[Tenure]:
    return [tenure for tenure in tenures if (tenure.period.is_open if day is None else tenure.period.covers(day))]


def _profile(row: Mapping[str, str]) -> Profile:
    def names(column: str) -> tuple[str, ...]:
        return tuple(part.strip().removesuffix("?") for part in row.get(column, "").split("|") if part.strip())

    surname = names("surname") or ((row["label"].split()[-1],) if row["kind"] == Kind.PERSON else ())
    written = [part.strip() for column in (*_NAME_COLUMNS, "surname") for part in row.get(column, "").split("|")]
    latitude, longitude, cow = (row.get(column) for column in ("latitude", "longitude", "cow"))
    return Profile(
        **{column: names(column) for column in _NAME_COLUMNS},
        surname=surname,
        ambiguous=tuple(dict.fromkeys(name.removesuffix("?") for name in written if name.endswith("?"))),
        gender=row.get("gender") or None,
        cow=int(cow) if cow else None,
        latitude=float(latitude) if latitude else None,
        longitude=float(longitude) if longitude else None,
        existed=read_period(row.get("start", ""), row.get("end", "")),
    )
