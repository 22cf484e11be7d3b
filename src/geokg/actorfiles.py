"""Reads and checks the files of known actors: actors, offices, memberships (CSV), patterns (TOML), blocked names.

A CSV file is told by its columns. Every mistake is a :class:`DataError` that names file, row and remedy.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from geokg.errors import DataError
from geokg.model import Actor, Kind, Resolution
from geokg.names import bare, pieces, spell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

__all__ = [
    "ActorFiles",
    "Body",
    "Holding",
    "Membership",
    "Name",
    "Patterns",
    "lengths_by_first",
    "read_actor_files",
    "read_patterns",
]

_ACTOR = (
    "id", "label", "kind", "iso3", "sector", "wikidata", "gender",
    "capital", "aliases", "demonyms", "adjectives", "metonyms", "surname",
)  # fmt: skip
_OFFICE = ("person", "relation", "title", "of", "start", "end")
_MEMBER = ("member", "organization", "start", "end")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_QID = re.compile(r"Q[1-9][0-9]*")
_ISO3 = re.compile(r"[A-Z]{3}")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
#: Columns of names, and how a name found there resolves to its actor.
_NAMES = {
    "label": Resolution.NAME,
    "aliases": Resolution.ALIAS,
    "demonyms": Resolution.DEMONYM,
    "adjectives": Resolution.DEMONYM,
    "capital": Resolution.METONYM,
    "metonyms": Resolution.METONYM,
}
_KINDS = frozenset(Kind)
_GENDERS = ("", "female", "male")
_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Name:
    """A claim to a name. ``weak``: it stands for the actor only where the article bears it out.

    That is, where the article names the actor otherwise too or, for a surname, where the person is in office.
    """

    actor: str
    how: Resolution
    column: str
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Holding:
    """An office of a person: its relation, its title as news writes it, and of what. Open ends are None."""

    person: str
    relation: str
    title: str
    of: str
    start: date | None = None
    end: date | None = None

    def covers(self, day: date) -> bool:
        """True where it may be so on that day.

        >>> Holding("x", "headOf", "chief", "y", date(2000, 1, 1), date(2001, 1, 1)).covers(date(2002, 1, 1))
        False
        """
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Membership:
    """A member of an organisation, from and to. Open ends are None."""

    member: str
    organization: str
    start: date | None = None
    end: date | None = None

    def covers(self, day: date) -> bool:
        """True where it may be so on that day."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


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
    part of a name; ``articled`` are names that need "the" before them; ``lengths`` maps the first piece of any phrase
    to the numbers of pieces to try, longest first.
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
    lengths: Mapping[str, Sequence[int]]


@dataclass(slots=True)
class ActorFiles:
    """What the files say, in the order in which they say it."""

    actors: dict[str, Actor] = field(default_factory=dict)
    names: dict[tuple[str, ...], list[Name]] = field(default_factory=dict)
    surnames: dict[tuple[str, ...], list[Name]] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    holdings: list[Holding] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a file, and where it stands."""

    path: Path
    number: int
    values: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values.get(column, "")

    def parts(self, column: str) -> list[str]:
        text = self.values.get(column)
        return [part for part in map(str.strip, text.split("|")) if part] if text else []

    def error(self, problem: str) -> DataError:
        return DataError(f"{self.path}: row {self.number}: {problem}")


def read_actor_files(paths: Sequence[Path], relations: frozenset[str]) -> ActorFiles:
    """What the files say together; a later file adds actors, or overrides those with the same id.

    Raises:
        DataError: a file is missing, has unknown columns, or a row is wrong or points to nothing.
    """
    actors: dict[str, _Row] = {}
    offices: list[_Row] = []
    memberships: list[_Row] = []
    for path in paths:
        columns, rows = _read_csv(path)
        if columns >= {"person", "relation", "of"}:
            offices.extend(rows)
        elif columns >= {"member", "organization"}:
            memberships.extend(rows)
        else:
            actors |= _unique(rows)
    files = ActorFiles(actors={key: _actor(row) for key, row in actors.items()})
    for row in actors.values():
        _add_names(row, files)
    _check_claims(files, actors)
    files.holdings = [_holding(row, files.actors, relations) for row in offices]
    files.memberships = [_membership(row, files.actors) for row in memberships]
    return files


def _read_csv(path: Path) -> tuple[set[str], list[_Row]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream, restval="")
            rows = [_Row(path, reader.line_num, values) for values in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{path}: cannot be read as CSV in UTF-8: {error}") from error
    columns = set(reader.fieldnames or ())
    known = next((set(k) for k in (_OFFICE, _MEMBER, _ACTOR) if {k[0], k[1]} <= columns), set(_ACTOR))
    if unknown := columns - known:
        raise DataError(f"{path}: row 1: unknown column {min(unknown)!r}; the columns are {', '.join(sorted(known))}")
    if not columns >= {"id", "label", "kind"} and known == set(_ACTOR):
        raise DataError(f"{path}: row 1: an actor file needs the columns id, label and kind")
    for row in rows:
        if None in row.values:
            raise row.error("more fields than columns; quote fields that hold a comma")
    return columns, rows


def _unique(rows: Sequence[_Row]) -> dict[str, _Row]:
    found: dict[str, _Row] = {}
    for row in rows:
        if row["id"] in found:
            raise row.error(f"id {row['id']!r} stands already in row {found[row['id']].number}; rename or merge them")
        found[row["id"]] = row
    return found


#: Who acts for an actor of a kind where nothing else is said: a country is its government.
_SECTORS = {Kind.COUNTRY.value: "GOV"}


def _actor(row: _Row) -> Actor:
    for column, pattern, remedy in (
        ("id", _SLUG, "write lower-case letters, digits and single hyphens"),
        ("wikidata", _QID, "write Q and a number, or nothing"),
        ("iso3", _ISO3, "write an ISO 3166 alpha-3 code, or nothing"),
    ):
        value = row[column]
        if (value or column == "id") and not pattern.fullmatch(value):
            raise row.error(f"{column} {value!r} is malformed; {remedy}")
    if row["kind"] not in _KINDS:
        raise row.error(f"kind {row['kind']!r} is unknown; use one of {', '.join(Kind)}")
    if row["gender"] not in _GENDERS:
        raise row.error(f"gender {row['gender']!r} is unknown; use female, male or nothing")
    if not row["label"]:
        raise row.error("label is empty; write the English name")
    aliases = dict.fromkeys(name for column in _NAMES if column != "label" for name in row.parts(column))
    return Actor(
        id=row["id"],
        label=row["label"],
        kind=Kind(row["kind"]),
        iso3=row["iso3"] or None,
        sector=row["sector"] or _SECTORS.get(row["kind"]),
        wikidata=row["wikidata"] or None,
        aliases=tuple(name for name in aliases if not name.endswith("?")),
    )


def _add_names(row: _Row, files: ActorFiles) -> None:
    actor = files.actors[row["id"]]
    if row["gender"]:
        files.genders[actor.id] = row["gender"]
    for column, how in _NAMES.items():
        written = [row["label"]] if column == "label" else row.parts(column)
        for name in written:
            for variant in spell(bare(name.removesuffix("?"))):
                claim = Name(actor.id, how, column, weak=name.endswith("?"))
                claims = files.names.setdefault(pieces(variant), [])
                if all(other.actor != actor.id for other in claims):
                    claims.append(claim)
    if actor.kind is Kind.PERSON:
        for surname in row.parts("surname") or [actor.label.split()[-1]]:
            claim = Name(actor.id, Resolution.SURNAME, "surname", weak=surname.endswith("?"))
            for parts in _surname_variants(surname.removesuffix("?")):
                files.surnames.setdefault(parts, []).append(claim)


def _surname_variants(surname: str) -> Iterator[tuple[str, ...]]:
    """An Arabic surname stands with its article and without.

    >>> sorted(_surname_variants("al-Assad"))
    [('Al', '-', 'Assad'), ('Assad',), ('al', '-', 'Assad')]
    """
    parts = pieces(surname)
    yield parts
    if parts[0].lower() in ("al", "el") and parts[1:2] == ("-",):
        yield (parts[0].title(), *parts[1:])
        yield parts[2:]


def _check_claims(files: ActorFiles, rows: Mapping[str, _Row]) -> None:
    for name, claims in files.names.items():
        strong = [claim for claim in claims if not claim.weak]
        if len(strong) > 1:
            one, other = strong[0].actor, strong[-1].actor
            raise rows[other].error(
                f"{' '.join(name)!r} names both {one} and {other}; drop it from one, or mark it there with ? "
                "(it then needs the actor to be named in the article)"
            )
        claims.sort(key=lambda claim: claim.weak)


def _holding(row: _Row, actors: Mapping[str, Actor], relations: frozenset[str]) -> Holding:
    _check_known(row, ("person", "of"), actors)
    if row["relation"] not in relations:
        raise row.error(f"relation {row['relation']!r} is unknown; use one of {', '.join(sorted(relations))}")
    start, end = _period(row)
    return Holding(row["person"], row["relation"], row["title"], row["of"], start, end)


def _membership(row: _Row, actors: Mapping[str, Actor]) -> Membership:
    _check_known(row, ("member", "organization"), actors)
    start, end = _period(row)
    return Membership(row["member"], row["organization"], start, end)


def _check_known(row: _Row, columns: Sequence[str], actors: Mapping[str, Actor]) -> None:
    for column in columns:
        if row[column] not in actors:
            raise row.error(f"{column} {row[column]!r} is no id of an actor; add the actor or correct the id")


def _period(row: _Row) -> tuple[date | None, date | None]:
    start, end = _day(row, "start", last=False), _day(row, "end", last=True)
    if start and end and start > end:
        raise row.error(f"start {row['start']} is after end {row['end']}; exchange or correct them")
    return start, end


def _day(row: _Row, column: str, *, last: bool) -> date | None:
    """The first or last day that a date of a file can mean (a year or month alone means all of it)."""
    if not row[column]:
        return None
    match = _DATE.fullmatch(row[column])
    try:
        if match is None:
            raise ValueError
        year, month, day = (int(part) if part else None for part in match.groups())
        if year is None:
            raise ValueError
        if day is not None and month is not None:
            return date(year, month, day)
        if not last:
            return date(year, month or 1, 1)
        month = month or _DECEMBER
        following = date(year + month // _DECEMBER, month % _DECEMBER + 1, 1)
        return date.fromordinal(following.toordinal() - 1)
    except ValueError as error:
        raise row.error(f"{column} {row[column]!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD") from error


def read_patterns(path: Path) -> Patterns:
    """The patterns of a TOML file.

    Raises:
        DataError: the file is missing, is not TOML, or lacks a table.
    """
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
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
        )
    except (OSError, tomllib.TOMLDecodeError, KeyError, ValueError, AttributeError) as error:
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
