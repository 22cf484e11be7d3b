"""The command that asks the graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geokg.cli.printing import put, put_table
from geokg.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Sequence


__all__ = ["list_questions", "run_query"]

_FORMATS = ("table", "csv", "tsv", "json", "ttl")


def list_questions() -> None:
    """Print the named questions with their parameters."""
    from geokg.query import named_questions

    rows = []
    for question in named_questions().values():
        parameters = ", ".join(f"{name} ({kind})" for name, (kind, _) in question.parameters.items())
        rows.append((question.name, question.title, parameters))
    put_table(("question", "asks", "parameters"), rows)


def run_query(question: str | None, parameters: Sequence[str], form: str, folder: Path) -> None:
    """Ask the graph in a folder and print the answer.

    Raises:
        QueryError: no question, or one that is unknown, malformed or not answerable in the format.
        StoreError: there is no graph in the folder.
    """
    from geokg.graph import Graph

    if not question:
        raise QueryError("no question; name one of `geokg query --list`, a file, or write SPARQL")
    if form not in _FORMATS:
        raise QueryError(f"format {form!r} not known; take one of {', '.join(_FORMATS)}")
    answer = Graph.open(folder).query(_text(question), **dict(_pair(parameter) for parameter in parameters))
    if form == "table":
        put_table(answer.columns, answer.table())
    else:
        put(answer.serialize(form))


def _text(question: str) -> str:
    """The question itself, or what the file holds that it names."""
    if not question.endswith((".rq", ".sparql")):
        return question
    try:
        return Path(question).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{question}: cannot be read: {getattr(error, 'strerror', None) or error}") from error


def _pair(parameter: str) -> tuple[str, str]:
    name, equals, value = parameter.partition("=")
    if not equals or not name:
        raise QueryError(f"{parameter!r} is no parameter; write NAME=VALUE")
    return name, value
