"""Values of parameters as RDF terms.

``actor``, ``relation`` and ``family`` take an id, label or alias; ``status`` one of the four; ``date``, ``number`` and
``text`` what they say; ``period`` a day, month or year, of which it binds the first and the last day as two variables
(``?whenFirst`` and ``?whenLast`` for a parameter ``when``).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from geokg.errors import QueryError
from geokg.gazetteer.periods import read_period
from geokg.model import Status
from geokg.query.lookup import find
from geokg.rdf.namespaces import term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from geokg.query.lookup import Source
    from geokg.query.questions import Question

    Term = NamedNode | Literal

__all__ = ["bind"]


def bind(source: Source, question: Question, values: Mapping[str, str]) -> dict[str, Term]:
    """Variable -> term of each value of a parameter.

    Raises:
        QueryError: the question has no such parameter or needs another, or the value does not fit its type.
    """
    missing = [name for name in question.needed if name not in values]
    if missing:
        raise QueryError(
            f"{question.name}: needs {' and '.join(missing)}; give it by --{missing[0]} or -p {missing[0]}=..."
        )
    return dict(pair for name, value in values.items() for pair in _bind(source, question, name, value))


def _bind(source: Source, question: Question, name: str, value: str) -> Iterator[tuple[str, Term]]:
    if name not in question.parameters:
        known = ", ".join(question.parameters) or "none"
        raise QueryError(f"{question.name}: no parameter {name!r}; it takes {known}")
    kind = question.parameters[name][0]
    if kind == "period":
        yield from _period(name, value)
    else:
        yield name, _READERS[kind](name, value) if kind in _READERS else find(source, kind, value)


def _date(name: str, value: str) -> Literal:
    try:
        return Literal(date.fromisoformat(value).isoformat(), datatype=term("xsd:date"))
    except ValueError as error:
        raise QueryError(f"{name}: {value!r} is no date; write it as YYYY-MM-DD") from error


def _number(name: str, value: str) -> Literal:
    try:
        number = Decimal(value)
    except InvalidOperation as error:
        raise QueryError(f"{name}: {value!r} is no number; write it as 0.8") from error
    if not number.is_finite():
        raise QueryError(f"{name}: {value!r} is no number; write it as 0.8")
    return Literal(f"{number:f}", datatype=term("xsd:decimal"))


def _status(name: str, value: str) -> NamedNode:
    if value.strip().lower() not in set(Status):
        raise QueryError(f"{name}: {value!r} is no status; take one of {', '.join(Status)}")
    return term(f"geokg:{value.strip().lower()}")


def _period(name: str, value: str) -> Iterator[tuple[str, Term]]:
    try:
        period = read_period(value, value)
    except ValueError as error:
        raise QueryError(f"{name}: {value!r} is no period; write it as YYYY, YYYY-MM or YYYY-MM-DD") from error
    for bound, day in (("First", period.start), ("Last", period.end)):
        if day:
            yield name + bound, _date(name, str(day))


def _text(_: str, value: str) -> Literal:
    return Literal(value)


_READERS: dict[str, Callable[[str, str], Term]] = {
    "date": _date, "number": _number, "status": _status, "text": _text,
}  # fmt: skip
