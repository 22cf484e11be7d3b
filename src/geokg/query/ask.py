"""From a question to its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, QueryBoolean, QuerySolutions

from geokg.answer import Answer
from geokg.errors import QueryError
from geokg.query.lookup import Source
from geokg.query.parameters import bind
from geokg.query.questions import find_question
from geokg.query.refusal import names_graphs, refuse
from geokg.query.syntax import explain
from geokg.rdf.namespaces import term

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import NamedNode

__all__ = ["Source", "answer", "prepare"]


def answer(source: Source, question: str, /, **values: str) -> Answer:
    """Ask a named question (words joined by spaces, dashes or underscores) or a SPARQL query.

    Prefixes of the dataset and of its vocabularies are declared already. ``values`` binds parameters of a named
    question.

    Raises:
        QueryError: no such question, parameter or actor; a mistake in the SPARQL; or an update or SERVICE in it.
    """
    text, prefixes = prepare(source, question, **values), source.names.prefixes
    try:
        result = source.query(text, prefixes=prefixes, union=not names_graphs(text))
    except SyntaxError as error:
        raise QueryError(explain(text, error, prefixes)) from error
    except (ValueError, OSError, RuntimeError) as error:
        raise QueryError(f"the query cannot be answered: {error}") from error
    try:
        return _answer(result, prefixes)
    except (SyntaxError, ValueError, OSError, RuntimeError) as error:
        raise QueryError(f"the answer cannot be read to its end: {error}") from error


def prepare(source: Source, question: str, /, **values: str) -> str:
    """The SPARQL that :func:`answer` asks: that of the question, with its parameters bound; without prefixes.

    Raises:
        QueryError: no such question, parameter or actor; or an update or SERVICE in the query.
    """
    named = find_question(question)
    if named is None:
        if values:
            name = next(iter(values))
            raise QueryError(f"{name}: only named questions take parameters; write the value into the query")
        refuse(question)
        return question
    return _bound(named.text, bind(source, named, named.given | values))


def _bound(text: str, values: Mapping[str, NamedNode | Literal]) -> str:
    """The query with VALUES for its parameters; any store understands that, and aggregates see it too."""
    lines = "".join(f"\n  VALUES ?{name} {{ {node} }}" for name, node in values.items())
    return text.replace("WHERE {", f"WHERE {{{lines}")


def _answer(result: Any, prefixes: Mapping[str, str]) -> Answer:
    if isinstance(result, QueryBoolean):
        truth = Literal("true" if result else "false", datatype=term("xsd:boolean"))
        return Answer(("answer",), ((truth,),), prefixes, is_truth=True)
    if isinstance(result, QuerySolutions):
        columns = tuple(variable.value for variable in result.variables)
        return Answer(columns, tuple(tuple(row) for row in result), prefixes)
    return Answer(
        ("subject", "predicate", "object"), tuple(tuple(triple) for triple in result), prefixes, is_graph=True
    )
