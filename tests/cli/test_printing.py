from __future__ import annotations

import io
import json
import re
import sys
from typing import TYPE_CHECKING

import pytest

from geokg.cli.options import Table
from geokg.cli.printing import ClosedPipe, flush, note, put, put_rows, put_table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROWS: Sequence[Sequence[object]] = [("Tromsø, north", None), ("b[red]", 3)]


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        (Table.CSV, 'name,number\n"Tromsø, north",\nb[red],3\n'),
        (
            Table.JSON,
            json.dumps([{"name": "Tromsø, north", "number": None}, {"name": "b[red]", "number": 3}], ensure_ascii=False, indent=2) + "\n",
        ),
    ],
)  # fmt: skip
def test_rows(form: Table, printed: str, capsys: pytest.CaptureFixture[str]) -> None:
    put_rows(("name", "number"), ROWS, form)
    assert capsys.readouterr().out == printed


def test_a_piped_table_is_never_cut_and_takes_markup_for_text(capsys: pytest.CaptureFixture[str]) -> None:
    put_table(("name",), [("x" * 500,), ("[bold]y[/bold]",)])
    head, rule, long, marked = capsys.readouterr().out.splitlines()
    assert (head.strip(), set(rule.strip())) == ("name", {"─"})
    assert (long.strip(), marked.strip()) == ("x" * 500, "[bold]y[/bold]")


def test_text_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    put_table(("name",), [("a\x1b[2Jb\nc",)])
    note("bad \x1b]0;title\x07 name\nsecond")
    said = capsys.readouterr()
    assert "a [2Jb c" in said.out
    assert said.err == "geokg: bad  ]0;title  name second\n"


class _Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_its_width_and_no_color_where_unwanted(monkeypatch: pytest.MonkeyPatch) -> None:
    page = _Terminal(io.BytesIO(), encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", page)
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("NO_COLOR", "1")
    put_table(("name",), [("word " * 30,)])
    put("")
    text = page.buffer.getvalue().decode()  # type: ignore[attr-defined]
    bare = re.sub(r"\x1b\[[\d;]*m", "", text)
    assert max(map(len, bare.splitlines())) <= 40
    assert len(bare.splitlines()) > 4
    assert not re.search(r"\x1b\[[\d;]*3\d", text)


class _Pipe(io.BytesIO):
    """A pipe with or without somebody at its other end."""

    is_read = False

    def write(self, data: object) -> int:
        if self.is_read:
            return 0
        raise BrokenPipeError

    def flush(self) -> None:
        if not self.is_read:
            raise BrokenPipeError


@pytest.mark.parametrize("use", [flush, lambda: put("data"), lambda: put(b"data")])
def test_a_pipe_that_nobody_reads(monkeypatch: pytest.MonkeyPatch, use: Callable[[], None]) -> None:
    pipe = _Pipe()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(pipe, encoding="utf-8"))
    with pytest.raises(ClosedPipe):
        use()
    pipe.is_read = True  # closing it flushes it
