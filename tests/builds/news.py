"""A folder of short articles to build, some of them in one file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["FILES", "contents", "write_news"]

FILES = ("graph.ttl", "graph.trig", "graph.nq", "graph.html", "statements.jsonl")
_COUNTRIES = ("Norway", "Kenya", "Peru", "Japan", "Chad", "Oman", "Chile", "Ghana")
_ACTS = ("condemned", "visited", "attacked", "praised", "warned", "recognised")


def write_news(folder: Path, files: int, lines: int = 0) -> None:
    """So many files of text, and one of so many lines of JSON, each of an article with a few statements."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(files):
        (folder / f"{number:03}.txt").write_text(story(number), encoding="utf-8")
    if lines:
        records = [{"id": f"line-{n}", "text": story(100 + n), "source": "The Line"} for n in range(lines)]
        text = "".join(json.dumps(record) + "\n" for record in records)
        (folder / "lines.jsonl").write_text(text, encoding="utf-8")


def story(number: int) -> str:
    """An article that no other number has."""
    one, other = _COUNTRIES[number % 8], _COUNTRIES[(number * 3 + 1) % 8]
    act = _ACTS[number % 6]
    return (
        f"{one} {act} {other} on Monday, after {number + 2} days of talks in a neutral city.\n\n"
        f"The government of {other} said it had not expected as much. It rejected the proposal of {one}.\n"
    )


def contents(output: Path) -> dict[str, bytes]:
    """The files of a build that must be the same at every run; those that are there."""
    return {name: (output / name).read_bytes() for name in FILES if (output / name).exists()}
