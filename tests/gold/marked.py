"""Gold texts with marks in them: ``[words|id]`` for linking, ``{words:label}`` for anaphors."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

__all__ = ["Marked", "anaphors", "linking"]

HERE = Path(__file__).parent
_MENTION = re.compile(r"\[([^\]|]+)\|([^\]]+)\]")
_ANAPHOR = re.compile(r"\{([^:}]+):([^}]*)\}")
_DATE = re.compile(r"# (\d{4}-\d\d-\d\d)")


@dataclass(frozen=True)
class Marked:
    """A text without its marks, its day, and for each marked span (start, end) what stands there."""

    text: str
    day: date
    marks: dict[tuple[int, int], str]


def unmark(text: str, day: date, mark: re.Pattern[str]) -> Marked:
    plain, last, marks = "", 0, {}
    for match in mark.finditer(text):
        plain += text[last : match.start()]
        marks[len(plain), len(plain) + len(match[1])] = match[2]
        plain += match[1]
        last = match.end()
    return Marked(plain + text[last:], day, marks)


def linking() -> list[Marked]:
    """The texts of ``linking.txt``, one for each line of a date."""
    parts = _DATE.split((HERE / "linking.txt").read_text(encoding="utf-8"))[1:]
    return [
        unmark("\n\n".join(text.strip().splitlines()), date.fromisoformat(day), _MENTION)
        for day, text in zip(parts[::2], parts[1::2], strict=True)
    ]


def anaphors(name: str) -> list[Marked]:
    """The texts of a file of anaphors, one a line."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [unmark(line, date(2024, 4, 5), _ANAPHOR) for line in lines if line and not line.startswith("#")]
