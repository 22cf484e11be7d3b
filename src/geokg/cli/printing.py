"""Puts data on standard output and all else on standard error."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geokg.cli.options import Table

__all__ = ["ClosedPipe", "flush", "note", "put", "put_rows", "put_table"]

#: Characters that steer a terminal; articles may hold them.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
#: Wider than any table, so that nothing is cut where a program reads it.
_UNBOUNDED = 100_000


class ClosedPipe(Exception):
    """The reader of standard output went away."""


def put(data: str | bytes) -> None:
    """Write data to standard output, in UTF-8.

    Raises:
        ClosedPipe: nobody reads it any more.
    """
    content = data.encode("utf-8", "backslashreplace") if isinstance(data, str) else data
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
    except BrokenPipeError as error:
        raise ClosedPipe from error


def flush() -> None:
    """Hand over what was put.

    Raises:
        ClosedPipe: nobody reads it any more.
    """
    try:
        sys.stdout.flush()
    except BrokenPipeError as error:
        raise ClosedPipe from error


def note(message: str) -> None:
    """Say one line on standard error."""
    print(f"geokg: {_CONTROL.sub(' ', message)}", file=sys.stderr)


def put_rows(columns: Sequence[str], rows: Iterable[Sequence[Any]], form: Table) -> None:
    """Rows as a table for people, as a JSON array of objects, or as CSV. None is null, or an empty cell."""
    if form == "json":
        objects = [dict(zip(columns, row, strict=True)) for row in rows]
        put(json.dumps(objects, ensure_ascii=False, indent=2) + "\n")
        return
    cells = [["" if value is None else str(value) for value in row] for row in rows]
    if form == "csv":
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows([columns, *cells])
        put(text.getvalue())
    else:
        put_table(columns, cells)


def put_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table, folded to the width of the terminal; as wide as it needs to be where it is piped."""
    from rich import box
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    to_people = sys.stdout.isatty()
    table = RichTable(*columns, box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    for row in rows:
        table.add_row(*(Text(_CONTROL.sub(" ", cell), overflow="fold") for cell in row))
    page = Console(file=io.StringIO(), force_terminal=to_people, width=None if to_people else _UNBOUNDED)
    with page.capture() as captured:
        page.print(table)
    lines = (line.rstrip() for line in captured.get().splitlines())
    put("".join(f"{line}\n" for line in lines if line))
