"""Writes ``docs/cli.md`` from the command line itself: ``python scripts/write_cli_reference.py [--check]``.

The page is made of the parameters and not of the text of ``--help``, which looks different from one version of Typer to
the next.
"""

from __future__ import annotations

import sys
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer.main

from geokg.cli.app import app

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parents[1] / "docs" / "cli.md"
HEAD = """# Command line

Data go to standard output and all else to standard error. Exit codes: 0 good, 1 some articles, or what
a plug-in said of one, were skipped (each is named with the reason), 2 wrong use or bad input, 70 a mistake in geokg,
130 interrupted. Settings come from flags, then `GEOKG_*` variables, then `geokg.toml` or `[tool.geokg]` in
`pyproject.toml`, then defaults; `geokg config show` tells which. Colours follow `NO_COLOR`. Every command answers
`--help`, and `geokg --install-completion` teaches your shell the commands, options and named questions.

This page is generated: `make docs`.
"""
#: Options that stand in the head of the page.
_TOLD = {"--help", "--install-completion", "--show-completion"}


def reference() -> str:
    """The page."""
    return HEAD + "".join(_sections(typer.main.get_command(app), "geokg"))


def _sections(command: Any, name: str) -> Iterator[str]:
    children = getattr(command, "commands", {})
    parameters = [parameter for parameter in command.params if not _TOLD & set(parameter.opts)]
    yield f"\n## {name}\n\n{' '.join(command.help.split())}\n\n```\n{_usage(name, parameters, bool(children))}\n```\n"
    if parameters:
        rows = "".join(f"| `{_call(parameter)}` | {_meaning(parameter)} |\n" for parameter in parameters)
        yield f"\n| | |\n|---|---|\n{rows}"
    if command.epilog:
        yield f"\n```\n{_examples(command.epilog)}\n```\n"
    for child, below in children.items():
        yield from _sections(below, f"{name} {child}")


def _usage(name: str, parameters: list[Any], is_group: bool) -> str:
    options = ["[OPTIONS]"] if any(parameter.param_type_name == "option" for parameter in parameters) else []
    arguments = [_call(parameter) for parameter in parameters if parameter.param_type_name == "argument"]
    return " ".join([name, *options, *arguments, *(["COMMAND"] if is_group else [])])


def _call(parameter: Any) -> str:
    if parameter.param_type_name == "option":
        names = [*sorted(parameter.opts, key=len), *parameter.secondary_opts]
        return ", ".join(names) + (f" {parameter.metavar}" if parameter.metavar else "")
    several = "..." if parameter.nargs == -1 else ""
    return f"{parameter.metavar}{several}" if parameter.required else f"[{parameter.metavar}]{several}"


def _meaning(parameter: Any) -> str:
    default = parameter.default.value if isinstance(parameter.default, Enum) else parameter.default
    return parameter.help + (f" Default: {default}." if isinstance(default, str) else "")


def _examples(epilog: str) -> str:
    return "\n".join(line.strip() for line in epilog.splitlines()[2:])


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(PAGE.read_text(encoding="utf-8") != reference() and "docs/cli.md is out of date; run make docs")
    PAGE.write_text(reference(), encoding="utf-8")
