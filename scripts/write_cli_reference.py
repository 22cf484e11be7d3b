"""Writes ``docs/cli.md`` from the command line itself: ``python scripts/write_cli_reference.py [--check]``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click
import typer.main

from geokg.cli.app import app

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parents[1] / "docs" / "cli.md"
HEAD = """# Command line

Data go to standard output and all else to standard error. Exit codes: 0 good, 1 some articles were skipped
(each is named with the reason), 2 wrong use or bad input. Settings come from flags, then `GEOKG_*` variables, then
`geokg.toml` or `[tool.geokg]` in `pyproject.toml`, then defaults; `geokg config show` tells which.

This page is generated: `make docs`.
"""


def reference() -> str:
    """The page."""
    root = typer.main.get_command(app)
    return HEAD + "".join(_sections(root, "geokg", None))


def _sections(command: object, name: str, parent: click.Context | None) -> Iterator[str]:
    last = name.rsplit(maxsplit=1)[-1]
    context = click.Context(cast("click.Command", command), info_name=last, parent=parent, terminal_width=100)
    yield f"\n## {name}\n\n```\n{context.command.get_help(context).rstrip()}\n```\n"
    for child, below in sorted(getattr(command, "commands", {}).items()):
        yield from _sections(below, f"{name} {child}", context)


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(PAGE.read_text(encoding="utf-8") != reference() and "docs/cli.md is out of date; run make docs")
    PAGE.write_text(reference(), encoding="utf-8")
