"""Reads the files of known actors: who they are and what news calls them, their offices and their memberships.

Every mistake is gathered with file, place and remedy, so that one run can show them all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from geokg.gazetteer.periods import ALWAYS, Period, read_period
from geokg.gazetteer.rows import Rows, read_csv
from geokg.gazetteer.turtle import SUFFIXES, read_turtle
from geokg.model import Actor, Kind, Resolution
from geokg.names import bare, pieces, spell

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from geokg.gazetteer.rows import Row

__all__ = ["ActorFiles", "Name", "Tenure", "read_actor_files"]

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NUMBER = re.compile(r"-?\d{1,3}(\.\d+)?")
#: Column -> what a value of it must look like, and the remedy.
_FORMS = {
    "id": (_SLUG, "write lower-case letters, digits and single hyphens"),
    "wikidata": (re.compile(r"Q[1-9][0-9]*"), "write Q and a number, or nothing"),
    "iso3": (re.compile(r"[A-Z]{3}"), "write an ISO 3166 alpha-3 code, or nothing"),
    "cow": (re.compile(r"[1-9][0-9]{0,2}"), "write a country code of Correlates of War, or nothing"),
    "gender": (re.compile(r"female|male"), "write female, male or nothing"),
}
_LIMITS = {"latitude": 90.0, "longitude": 180.0}
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
#: Who acts for an actor of a kind where nothing else is said: a country is its government.
_SECTORS = {Kind.COUNTRY.value: "GOV"}


class Name(NamedTuple):
    """A claim to a name. ``weak``: it stands for the actor only where the article bears it out.

    That is, where the article names the actor otherwise too or, for a surname, where the person is in office.
    """

    actor: str
    how: Resolution
    column: str
    weak: bool = False


class Tenure(NamedTuple):
    """An office that somebody holds, or a membership, and when: ``relation`` is ``memberOf`` for a membership.

    ``title`` is the office as news writes it.
    """

    subject: str
    relation: str
    object: str
    title: str = ""
    period: Period = ALWAYS


@dataclass(slots=True)
class ActorFiles:
    """What the files say, in the order in which they say it, and the mistakes in them."""

    actors: dict[str, Actor] = field(default_factory=dict)
    rows: dict[str, Mapping[str, str]] = field(default_factory=dict)
    names: dict[tuple[str, ...], list[Name]] = field(default_factory=dict)
    surnames: dict[tuple[str, ...], list[Name]] = field(default_factory=dict)
    contexts: dict[str, list[str]] = field(default_factory=dict)
    tenures: list[Tenure] = field(default_factory=list)
    existed: dict[str, Period] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def read_actor_files(paths: Sequence[Path], relations: frozenset[str]) -> ActorFiles:
    """What the files say together; a later file adds actors, or overrides those with the same id.

    ``relations`` are those that an office may have. Rows with a mistake are left out.

    Raises:
        DataError: a file is missing, or cannot be read at all.
    """
    rows = Rows()
    for path in paths:
        (read_turtle if path.suffix in SUFFIXES else read_csv)(path, rows)
    files = ActorFiles(problems=rows.problems)
    for key, row in rows.actors.items():
        actor = _actor(row, rows)
        if actor:
            files.actors[key], files.rows[key] = actor, row.values
            if row["start"] or row["end"]:
                files.existed[key] = read_period(row["start"], row["end"])
            _add_names(row, actor, files)
    _check_claims(files, rows)
    offices = (_office(row, rows, files.actors, relations) for row in rows.offices)
    memberships = (_membership(row, rows, files.actors) for row in rows.memberships)
    files.tenures = list(dict.fromkeys(tenure for tenure in (*offices, *memberships) if tenure))
    return files


def _actor(row: Row, rows: Rows) -> Actor | None:
    problems = list(_problems(row))
    for problem in problems:
        rows.report(row, problem)
    if problems:
        return None
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


def _problems(row: Row) -> Iterator[str]:
    for column, value in row.values.items():
        if column in _FORMS and not _FORMS[column][0].fullmatch(value):
            yield f"{column} {value!r} is malformed; {_FORMS[column][1]}"
        elif column in _LIMITS and not (_NUMBER.fullmatch(value) and abs(float(value)) <= _LIMITS[column]):
            limit = _LIMITS[column]
            yield f"{column} {value!r} is malformed; write degrees between -{limit:g} and {limit:g}, or nothing"
    if ("latitude" in row.values) != ("longitude" in row.values):
        yield "latitude and longitude go together; write both or none"
    if row["kind"] not in _KINDS:
        yield f"kind {row['kind']!r} is unknown; use one of {', '.join(Kind)}"
    if missing := next((column for column in ("id", "label") if column not in row.values), None):
        yield f"{missing} is empty; write {'a slug' if missing == 'id' else 'the English name'}"
    if isinstance(problem := _period(row), str):
        yield problem


def _add_names(row: Row, actor: Actor, files: ActorFiles) -> None:
    for column, how in _NAMES.items():
        if column in row.values:
            for name in [row["label"]] if column == "label" else row.parts(column):
                _add_name(name, Name(actor.id, how, column, name.endswith("?")), files)
    for word in row.parts("context"):
        files.contexts.setdefault(word, []).append(actor.id)
    if actor.kind is Kind.PERSON:
        for surname in row.parts("surname") or [actor.label.split()[-1]]:
            claim = Name(actor.id, Resolution.SURNAME, "surname", weak=surname.endswith("?"))
            for parts in _surname_variants(surname.removesuffix("?")):
                files.surnames.setdefault(parts, []).append(claim)


def _add_name(name: str, claim: Name, files: ActorFiles) -> None:
    """Adds a claim to a name in each of its spellings, unless its actor claims that already."""
    for variant in spell(bare(name.removesuffix("?"))):
        claims = files.names.setdefault(pieces(variant), [])
        if not any(other.actor == claim.actor for other in claims):
            claims.append(claim)


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


def _check_claims(files: ActorFiles, rows: Rows) -> None:
    for name, claims in files.names.items():
        if len(claims) == 1:
            continue
        strong = [claim for claim in claims if not claim.weak]
        if len(strong) > 1:
            one, other = strong[0].actor, strong[-1].actor
            rows.report(
                rows.actors[other],
                f"{' '.join(name)!r} names both {one} and {other}; drop it from one, or mark it there with ? "
                "(it then needs the actor to be named in the article)",
            )
        claims.sort(key=lambda claim: claim.weak)


def _office(row: Row, rows: Rows, actors: Mapping[str, Actor], relations: frozenset[str]) -> Tenure | None:
    problem = _unknown(row, ("person", "of"), actors)
    if row["relation"] not in relations:
        problem = f"relation {row['relation']!r} is unknown; use one of {', '.join(sorted(relations))}"
    period = _checked(row, rows, problem)
    return Tenure(row["person"], row["relation"], row["of"], row["title"], period) if period else None


def _membership(row: Row, rows: Rows, actors: Mapping[str, Actor]) -> Tenure | None:
    period = _checked(row, rows, _unknown(row, ("member", "organization"), actors))
    return Tenure(row["member"], "memberOf", row["organization"], period=period) if period else None


def _unknown(row: Row, columns: Sequence[str], actors: Mapping[str, Actor]) -> str:
    wrong = next((column for column in columns if row[column] not in actors), None)
    return f"{wrong} {row[wrong]!r} is no id of an actor; add the actor or correct the id" if wrong else ""


def _checked(row: Row, rows: Rows, problem: str) -> Period | None:
    """The period of a row, unless that or something else in the row is wrong."""
    period = _period(row)
    if problem or isinstance(period, str):
        rows.report(row, problem or str(period))
        return None
    return period


def _period(row: Row) -> Period | str:
    """The period of a row, or what is wrong with it."""
    try:
        return read_period(row["start"], row["end"])
    except ValueError as error:
        return str(error)
