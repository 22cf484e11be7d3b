"""Tables as text, an article or a link a row: CSV, TSV, and the lists of GDELT, which name no columns."""

from __future__ import annotations

import csv
import io
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

from geokg.data import data_path, read_toml
from geokg.errors import ArticleError
from geokg.ingest.columns import Columns
from geokg.ingest.decode import decode
from geokg.ingest.found import Link

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geokg.ingest.found import Found
    from geokg.ingest.opening import Opening

__all__ = ["read"]

_DELIMITERS = "\t,;|"
#: Of the bytes of a text, how many a row may have, whose cells may be quoted and stand beside others.
_ROW = 4
_MOST_COLUMNS = 10_000
_WIDE = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def read(stream: io.BufferedReader, name: str, opening: Opening) -> Iterator[Found]:
    """The rows of a table, one in memory at a time, whatever the encoding of each cell.

    Raises:
        ArticleError: it is empty, a row is too large, or no column holds text or addresses.
    """
    encoding = _WIDE.get(stream.peek(2)[:2], "latin-1")  # each byte a character, so that each cell is decoded alone
    limit = opening.max_bytes * _ROW
    csv.field_size_limit(max(csv.field_size_limit(), limit))  # the only way to have long texts in cells
    file = io.TextIOWrapper(stream, encoding, newline="")
    try:
        yield from _read(_Lines(file, limit), encoding, Columns(name, opening.columns), name)
    finally:
        file.detach()  # the stream is closed by whoever opened it


def _read(lines: _Lines, encoding: str, columns: Columns, name: str) -> Iterator[Found]:
    first = next(lines, "")
    if not first.strip():
        raise ArticleError("empty: there is no line of names in it")
    lines.again(first)
    rows, seen = csv.reader(lines, delimiter=_delimiter(first)), set[str]()
    names: list[str] | None = None
    for number, cells in _numbered(rows, lines):
        if len(cells) > _MOST_COLUMNS:
            raise ArticleError(f"row {number:,} has {len(cells):,} columns")
        row = [_decoded(cell, encoding) for cell in cells]
        if names is None:
            names, is_data = _names(row)
            if names is row and not is_data:
                columns.of(names)  # a table that holds no articles is refused as a whole
                continue
        if not any(row):
            continue
        where = f"{name}:{number}"
        found = columns.read(_record(names, row), where)
        if isinstance(found, Link):  # GDELT lists an address once an event
            if found.url in seen:
                continue
            seen.add(found.url)
        yield where, found


class _Lines:
    """The lines of a file, which counts those of a row and ends where they become too many."""

    def __init__(self, file: io.TextIOWrapper, limit: int) -> None:
        self._file, self._limit = file, limit
        self._waiting: list[str] = []
        self.size = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._waiting.pop() if self._waiting else self._file.readline(self._limit)
        self.size += len(line)
        if not line:
            raise StopIteration
        if self.size > self._limit:
            raise ArticleError(f"a row is larger than {self._limit:,} bytes; raise --max-bytes to read it")
        return line

    def again(self, line: str) -> None:
        """Give a line once more."""
        self._waiting.append(line)
        self.size = 0


def _numbered(rows: Any, lines: _Lines) -> Iterator[tuple[int, list[str]]]:
    """The rows with the number of the line at which each ends."""
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise ArticleError(f"line {rows.line_num:,}: no CSV: {error}") from error
        lines.size = 0
        yield rows.line_num, cells


def _delimiter(line: str) -> str:
    counts = Counter(character for character in line if character in _DELIMITERS)
    return max(_DELIMITERS, key=lambda each: counts[each])


def _decoded(cell: str, encoding: str) -> str:
    return cell if encoding != "latin-1" or cell.isascii() else decode(cell.encode("latin-1"))


def _names(row: list[str]) -> tuple[list[str], bool]:
    """The names of the columns, and whether the first row is data: that of a list of GDELT begins with a number."""
    gdelt = _gdelt().get(len(row))
    if gdelt is None or not row[0].split("-")[0].isdigit():
        return row, False
    fields = {place: field for field, place in gdelt.items()}
    return [fields.get(place, f"column {place}") for place in range(len(row))], True


@cache
def _gdelt() -> dict[int, dict[str, int]]:
    lists = read_toml(data_path("ontology/columns.toml"))["gdelt"]
    return {int(width): places for width, places in lists.items()}


def _record(names: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    """The cells by name; of columns of one name the first counts."""
    return dict(reversed([*zip(names, row, strict=False)]))
