"""The known actors: who they are, what news calls them, which offices they hold and what they are members of.

The data are small files that a domain expert can edit, in ``seeds/actors`` (its README describes them).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from geokg.actorfiles import Holding, Membership, lengths_by_first, read_actor_files, read_patterns
from geokg.data import data_path
from geokg.model import Kind
from geokg.names import bare, pieces
from geokg.relations import load_relations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from geokg.actorfiles import ActorFiles, Name, Patterns
    from geokg.model import Actor

__all__ = ["Gazetteer", "load_gazetteer"]

_Dated = TypeVar("_Dated", Holding, Membership)
_Pieces = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All known actors by id, with an index of their names, their offices and their memberships.

    ``names`` maps the pieces of a name (:func:`geokg.names.pieces`) to the claims to it; no claims: nothing may be
    found inside that name. ``surnames`` maps the pieces of a surname to the claims to it, best known first. ``lengths``
    maps the first piece of any name or surname to the numbers of pieces to try, longest first. ``countries`` maps
    ISO 3166 alpha-3 codes to countries.
    """

    actors: Mapping[str, Actor]
    names: Mapping[_Pieces, Sequence[Name]]
    surnames: Mapping[_Pieces, Sequence[Name]]
    lengths: Mapping[str, Sequence[int]]
    patterns: Patterns
    holdings: Sequence[Holding] = ()
    memberships: Sequence[Membership] = ()
    genders: Mapping[str, str] = field(default_factory=dict)
    countries: Mapping[str, Actor] = field(default_factory=dict)
    _offices: Mapping[str, Sequence[Holding]] = field(default_factory=dict, repr=False)
    _holders: Mapping[tuple[str, str], Sequence[Holding]] = field(default_factory=dict, repr=False)
    _members: Mapping[str, Sequence[Membership]] = field(default_factory=dict, repr=False)

    def find(self, name: str) -> tuple[Actor, ...]:
        """The actors that a full name may stand for, the strongest claim first.

        >>> [actor.id for actor in load_gazetteer().find("Kyiv")]
        ['ukraine']
        """
        claims = self.names.get(pieces(bare(name)), ())
        return tuple(self.actors[claim.actor] for claim in claims)

    def holder(self, relation: str, of: str, on: date | None = None) -> tuple[Actor, ...]:
        """Who holds an office on a day, latest start first; without a day, who holds it with no end known."""
        held = _on(self._holders.get((relation, of), ()), on)
        held.sort(key=lambda holding: holding.start or date.min, reverse=True)
        return tuple(dict.fromkeys(self.actors[holding.person] for holding in held))

    def offices_of(self, person: str, on: date | None = None) -> tuple[Holding, ...]:
        """The offices of a person, in the order of the files: all of them, or those of a day."""
        held = self._offices.get(person, ())
        return tuple(holding for holding in held if on is None or holding.covers(on))

    def member(self, member: str, organization: str, on: date | None = None) -> bool:
        """True where one actor is a member of the other on a day, or (without a day) with no end known."""
        return any(found.member == member for found in _on(self._members.get(organization, ()), on))

    def members(self, organization: str, on: date | None = None) -> tuple[Actor, ...]:
        """The members of an organisation on a day, or (without a day) those with no end known."""
        found = _on(self._members.get(organization, ()), on)
        return tuple(dict.fromkeys(self.actors[membership.member] for membership in found))

    def gender(self, actor: str) -> str | None:
        """``female``, ``male``, or None where the files do not say."""
        return self.genders.get(actor)


def _on(dated: Sequence[_Dated], day: date | None) -> list[_Dated]:
    return [item for item in dated if (item.end is None if day is None else item.covers(day))]


def load_gazetteer(paths: Sequence[Path] = ()) -> Gazetteer:
    """The actors that come with geokg, and those of the user's own CSV files, which add to them or override them.

    Raises:
        DataError: a file is missing or wrong; the message names file, row and remedy.
    """
    folder = data_path("seeds/actors")
    relations = frozenset(key for key, relation in load_relations().items() if relation.family == "HOLDS_OFFICE")
    files = read_actor_files([*sorted(folder.glob("*.csv")), *paths], relations)
    for line in (folder / "blocking.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            files.names.setdefault(pieces(line), [])
    return _index(files, read_patterns(folder / "patterns.toml"))


def _index(files: ActorFiles, patterns: Patterns) -> Gazetteer:
    return Gazetteer(
        actors=files.actors,
        names=files.names,
        surnames=files.surnames,
        lengths=lengths_by_first((*files.names, *files.surnames)),
        patterns=patterns,
        holdings=tuple(files.holdings),
        memberships=tuple(files.memberships),
        genders=files.genders,
        countries=_countries(files.actors.values()),
        _offices=_group(files.holdings, lambda held: held.person),
        _holders=_group(files.holdings, lambda held: (held.relation, held.of)),
        _members=_group(files.memberships, lambda found: found.organization),
    )


def _countries(actors: Iterable[Actor]) -> dict[str, Actor]:
    """ISO code -> the first country of the files that has it (a state comes before those that it absorbed)."""
    found: dict[str, Actor] = {}
    for actor in actors:
        if actor.kind is Kind.COUNTRY and actor.iso3:
            found.setdefault(actor.iso3, actor)
    return found


_Key = TypeVar("_Key")
_Item = TypeVar("_Item")


def _group(items: Iterable[_Item], key: Callable[[_Item], _Key]) -> dict[_Key, list[_Item]]:
    groups: dict[_Key, list[_Item]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return dict(groups)
