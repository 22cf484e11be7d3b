"""What is said of every country and organisation: its bodies, its unnamed people, the titles of its officials."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geokg.data import read_toml
from geokg.errors import DataError
from geokg.model import Kind
from geokg.names import pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

__all__ = ["Body", "Patterns", "lengths_by_first", "read_patterns"]


@dataclass(frozen=True, slots=True)
class Body:
    """A body that every country has, such as its army: the ending of its id, its label and its side."""

    id: str
    label: str
    sector: str


@dataclass(frozen=True, slots=True)
class Patterns:
    """What is said of every country. Phrases are lower-case pieces.

    ``roles`` gives the sector of a noun for unnamed people; ``titles`` the relation of an office; ``honorifics`` the
    sector of a title that is no office; ``heads`` the kind of an unknown organisation by a word of its name.
    ``located`` are roles that the country may follow ("rebels in Darfur"); ``never`` are capitalised words that are no
    part of a name; ``articled`` are names that need "the" before them; ``spellings`` maps a given name to the spelling
    that stands for it; ``genders`` maps titles to the gender that they tell; ``not_now`` are words before an office
    that mean another holder than today's, ``current`` those that do not; ``generic`` end names of parties that many
    countries have; ``things`` are nouns that a country only gives its name to; ``shared`` are states whose offices
    several people hold at a time; ``lengths`` maps the first piece of any phrase to the numbers of pieces to try,
    longest first.
    """

    bodies: Mapping[tuple[str, ...], Body]
    roles: Mapping[tuple[str, ...], str]
    titles: Mapping[tuple[str, ...], str]
    honorifics: Mapping[tuple[str, ...], str]
    heads: Mapping[str, Kind]
    modifiers: frozenset[str]
    located: frozenset[tuple[str, ...]]
    never: frozenset[str]
    articled: frozenset[str]
    particles: frozenset[str]
    given_names: frozenset[str]
    spellings: Mapping[str, str]
    shared: frozenset[str]
    things: frozenset[str]
    generic: frozenset[str]
    genders: Mapping[str, str]
    not_now: frozenset[str]
    current: frozenset[str]
    lengths: Mapping[str, Sequence[int]]


def read_patterns(path: Path) -> Patterns:
    """The patterns of a TOML file.

    Raises:
        DataError: the file is missing, is not TOML, or lacks a table.
    """
    data = read_toml(path)
    try:
        bodies = {
            phrase: Body(key, body["label"], body["sector"])
            for key, body in data["bodies"].items()
            for phrase in _phrases(body["phrases"])
        }
        roles, titles, honorifics = (_table(data[key]) for key in ("roles", "titles", "honorifics"))
        return Patterns(
            bodies=bodies,
            roles=roles,
            titles=titles,
            honorifics=honorifics,
            lengths=lengths_by_first((*bodies, *roles, *titles, *honorifics)),
            heads={phrase[0]: Kind(kind) for phrase, kind in _table(data["heads"]).items()},
            articled=frozenset(data["articled"].split()),
            never=frozenset(data["never"].split()),
            located=frozenset(_phrases(data["located"])),
            modifiers=frozenset(data["modifiers"].split()),
            particles=frozenset(data["particles"].split()),
            given_names=frozenset(data["given_names"].split()),
            things=frozenset(data["things"].split()),
            generic=frozenset(data["generic"].split()),
            genders={word: gender for gender, words in data["genders"].items() for word in words.split()},
            not_now=frozenset(data["not_now"].split()),
            current=frozenset(data["current"].split()),
            shared=frozenset(data["shared_offices"].split()),
            spellings={word: group.split()[0] for group in data["spellings"].split(",") for word in group.split()},
        )
    except (KeyError, ValueError, AttributeError) as error:
        raise DataError(f"{path}: cannot be read as patterns: {error!r}; compare with the README beside it") from error


def lengths_by_first(names: Iterable[tuple[str, ...]]) -> dict[str, list[int]]:
    """First piece -> the lengths of the names that begin with it, longest first.

    >>> lengths_by_first([("north", "korea"), ("north",)])
    {'north': [2, 1]}
    """
    lengths: dict[str, set[int]] = defaultdict(set)
    for name in names:
        lengths[name[0]].add(len(name))
    return {first: sorted(found, reverse=True) for first, found in lengths.items()}


def _table(data: Mapping[str, str]) -> dict[tuple[str, ...], str]:
    """Phrase -> key; where two keys claim a phrase, the first keeps it."""
    table: dict[tuple[str, ...], str] = {}
    for key, text in data.items():
        for phrase in _phrases(text):
            table.setdefault(phrase, key)
    return table


def _phrases(text: str) -> Iterator[tuple[str, ...]]:
    for phrase in text.split(","):
        if found := pieces(phrase.strip().lower()):
            yield found
