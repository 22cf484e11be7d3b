"""The rows of actor files: read from CSV, and the mistakes in them gathered.

A row says where it stands, so that whoever finds a mistake in it can name file, place and remedy.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from geokg.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

__all__ = ["ACTOR", "MEMBER", "OFFICE", "Row", "Rows", "grouped", "read_csv"]

_Key = TypeVar("_Key")
_Item = TypeVar("_Item")

#: The columns of the three sorts of files. Every column is text; empty where nothing is known.
ACTOR = (
    "id", "label", "kind", "iso3", "sector", "wikidata", "gender", "capital", "aliases", "demonyms", "adjectives",
    "metonyms", "surname", "context", "cow", "latitude", "longitude", "start", "end",
)  # fmt: skip
OFFICE = ("person", "relation", "title", "of", "start", "end")
MEMBER = ("member", "organization", "start", "end")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a file, without its empty fields. ``place`` is the file and the row, or the node of a Turtle file."""

    place: str
    values: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values.get(column, "")

    def parts(self, column: str) -> list[str]:
        """The parts of a list, which ``|`` divides."""
        text = self.values.get(column)
        return [part for part in map(str.strip, text.split("|")) if part] if text else []


@dataclass(slots=True)
class Rows:
    """The rows of files, by what they tell of, and the mistakes found so far."""

    actors: dict[str, Row] = field(default_factory=dict)
    offices: list[Row] = field(default_factory=list)
    memberships: list[Row] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def report(self, row: Row, problem: str) -> None:
        """Notes a mistake of a row."""
        self.problems.append(f"{row.place}: {problem}")

    def add_actors(self, rows: Iterable[Row]) -> None:
        """Adds the actors of one file; they override those of the files before it, but not one another."""
        found: dict[str, Row] = {}
        for row in rows:
            if (before := found.setdefault(row["id"], row)) is not row:
                self.report(row, f"id {row['id']!r} stands already in {before.place}; rename or merge them")
        self.actors |= found


def read_csv(path: Path, rows: Rows) -> None:
    """Adds the rows of a CSV file, which its columns tell to be of actors, offices or memberships.

    Raises:
        DataError: the file cannot be read, or has unknown columns.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.reader(stream)
            header = next(reader, [])
            read = [(reader.line_num, fields) for fields in reader if fields]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{path}: cannot be read as CSV in UTF-8: {error}") from error
    columns = _columns(path, set(header))
    found = []
    for number, fields in read:
        row = Row(f"{path}: row {number}", {name: field for name, field in zip(header, fields, strict=False) if field})
        if len(fields) > len(header):
            rows.report(row, "more fields than columns; quote fields that hold a comma")
        found.append(row)
    if columns is OFFICE:
        rows.offices.extend(found)
    elif columns is MEMBER:
        rows.memberships.extend(found)
    else:
        rows.add_actors(found)


def _columns(path: Path, columns: set[str]) -> tuple[str, ...]:
    """The sort of file that has these columns."""
    known = next((known for known in (OFFICE, MEMBER) if {known[0], known[1]} <= columns), ACTOR)
    if unknown := columns - set(known):
        raise DataError(f"{path}: row 1: unknown column {min(unknown)!r}; the columns are {', '.join(sorted(known))}")
    if known is ACTOR and not columns >= {"id", "label", "kind"}:
        raise DataError(f"{path}: row 1: an actor file needs the columns id, label and kind")
    return known


def grouped(items: Iterable[_Item], key: Callable[[_Item], _Key]) -> dict[_Key, list[_Item]]:
    """The items by their keys, each group in the order of the items.

    >>> grouped(["Bonn", "Baku", "Cairo"], lambda name: name[0])
    {'B': ['Bonn', 'Baku'], 'C': ['Cairo']}
    """
    groups: dict[_Key, list[_Item]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return dict(groups)
