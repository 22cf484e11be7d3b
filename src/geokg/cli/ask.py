"""The command that asks the graph, here or at an endpoint."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from geokg.cli.limit import within
from geokg.cli.printing import put, put_table
from geokg.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geokg.answer import Answer
    from geokg.query import Source


__all__ = ["list_questions", "run_query"]

_FORMATS = ("table", "csv", "tsv", "json", "xml", "ttl")


@dataclass(frozen=True, slots=True)
class _Asked:
    """The SPARQL that was asked, without parameters; the answer; and the seconds until both were there."""

    sparql: str
    answer: Answer
    preparing: float
    answering: float


def list_questions() -> None:
    """Print the named questions with their parameters."""
    from geokg.query import named_questions

    rows = []
    for question in named_questions().values():
        parameters = ", ".join(f"{name} ({kind})" for name, (kind, _) in question.parameters.items())
        rows.append((question.name, question.title, parameters))
    put_table(("question", "asks", "parameters"), rows)


def run_query(
    question: str | None,
    parameters: Sequence[str],
    form: str,
    where: Path | str,
    *,
    raw: bool = False,
    explain: bool = False,
    timeout: float | None = None,
) -> None:
    """Ask the graph in a folder, or at the address of an endpoint, and print the answer.

    Args:
        raw: leave cells of CSV as they are, also where a spreadsheet would run them.
        explain: print the SPARQL and how long it took, in place of the answer.
        timeout: seconds after which the query is given up.

    Raises:
        QueryError: no question, or one that is unknown, malformed, not answerable in the format or in time.
        StoreError: there is no graph in the folder.
    """
    if not question:
        raise QueryError("no question; name one of `geokg query --list`, a file, or write SPARQL")
    if form not in _FORMATS:
        raise QueryError(f"format {form!r} not known; take one of {', '.join(_FORMATS)}")
    work = (_text(question), dict(_pair(parameter) for parameter in parameters), where)
    asked = within(timeout, _ask, *work) if timeout else _ask(*work)
    if explain:
        put(_explanation(asked))
    elif form == "table":
        put_table(asked.answer.columns, asked.answer.table())
    else:
        put(asked.answer.serialize(form, raw=raw))


def _ask(question: str, values: dict[str, str], where: Path | str) -> _Asked:
    from geokg.query import answer, prepare, with_prefixes

    source = _open(where)
    begun = time.perf_counter()
    sparql = prepare(source, question, **values)
    prepared = time.perf_counter()
    found = answer(source, sparql)
    done = time.perf_counter()
    return _Asked(with_prefixes(sparql, source.names.prefixes), found, prepared - begun, done - prepared)


def _open(where: Path | str) -> Source:
    from geokg.query import Endpoint, authorization
    from geokg.store import Store

    if isinstance(where, str):
        return Endpoint.open(where, authorization=authorization(os.environ))
    return Store.open(where / "store")


def _explanation(asked: _Asked) -> str:
    """The query as any SPARQL client can ask it; the times stand in comments."""
    rows = len(asked.answer)
    told = (
        f"parameters bound in {asked.preparing * 1000:.1f} ms",
        f"{rows:,} {'row' if rows == 1 else 'rows'} in {asked.answering * 1000:.1f} ms",
    )
    return "".join(f"# {line}\n" for line in told) + asked.sparql.rstrip() + "\n"


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
