"""Questions to a graph: named ones from ``queries/*.rq``, or SPARQL of the user's own.

A named question is a file of SPARQL whose first comment lines say what it asks::

    # Who warned whom: every warning, with its status, its speaker and the words.
    # @subject actor: who warns
    # @object actor: who is warned

Parameters are variables of the query, bound by VALUES at the start of its WHERE; each may be left out, so none
stands in an OPTIONAL. Those of type ``actor``, ``relation`` and ``family`` take an id, label or alias; ``date`` and
``text`` what they say; ``period`` a day, month or year, of which it binds the first and the last day as two variables
(``?whenFirst`` and ``?whenLast`` for a parameter ``when``).
"""

from __future__ import annotations

import difflib
import re
import textwrap
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples

from geokg.answer import Answer
from geokg.errors import QueryError
from geokg.gazetteer.periods import read_period
from geokg.names import fold
from geokg.rdf.namespaces import term

if TYPE_CHECKING:
    from geokg.store import Store

__all__ = ["Question", "answer", "explain", "named_questions", "names_graphs", "refuse"]

_FOLDER = Path(__file__).parent / "queries"
_PARAMETER = re.compile(r"@(\w+) (actor|relation|family|date|period|text): (.+)")
#: What may hold words that are no keywords: IRIs, strings in four quotations, comments, variables and languages, and
#: names behind a colon. It must never take more than SPARQL does, or a SERVICE could hide in it.
_OPAQUE = re.compile(
    r"""
    <[^<>"{}|^`\\\s]*>
    | ''' (?:[^\\]|\\.)*? ''' | \"{3} (?:[^\\]|\\.)*? \"{3}
    | ' (?:[^'\\\n\r]|\\.)* ' | " (?:[^"\\\n\r]|\\.)* "
    | \#[^\n\r]* | [?$@]\w+ | : (?:[\w.%:-]|\\.)*
    """,
    re.DOTALL | re.VERBOSE,
)
#: The properties of the other names of an actor.
_OTHER_NAMES = (
    "skos:altLabel", "geokg:capital", "geokg:metonym", "geokg:demonym", "geokg:adjective", "geokg:surname",
)  # fmt: skip
#: A dataset clause, which is not the declaration or use of a prefix ``from:``.
_FROM = re.compile(r"\bFROM(?:\s*<|\s+[\w.-]*:|\s+NAMED\b)", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD")
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


@dataclass(frozen=True, slots=True)
class Question:
    """A named question: what it asks, its SPARQL, and its parameters as name -> (type, explanation)."""

    name: str
    title: str
    text: str
    parameters: dict[str, tuple[str, str]]


@cache
def named_questions() -> dict[str, Question]:
    """All named questions by name, sorted.

    >>> named_questions()["who-warned-whom"].parameters["subject"]
    ('actor', 'who warns')
    """
    return {path.stem: _read(path) for path in sorted(_FOLDER.glob("*.rq"))}


def answer(store: Store, question: str, **values: str) -> Answer:
    """Ask a named question (words joined by spaces, dashes or underscores) or a SPARQL query.

    Prefixes of the dataset and of its vocabularies are declared already. ``values`` binds parameters of a named
    question.

    Raises:
        QueryError: no such question, parameter or actor; a mistake in the SPARQL; or an update or SERVICE in it.
    """
    named = _named(question)
    text = named.text if named else question
    refuse(text)
    if values:
        bound = [pair for name, value in values.items() for pair in _bind(store, named, name, value)]
        text = _bound(text, dict(bound))
    prefixes = store.names.prefixes
    try:
        return _answer(store.query(text, prefixes=prefixes, union=not names_graphs(text)), prefixes)
    except SyntaxError as error:
        raise QueryError(explain(text, error, prefixes)) from error
    except (ValueError, OSError, RuntimeError) as error:
        raise QueryError(f"the query cannot be answered: {error}") from error


def _read(path: Path) -> Question:
    text = path.read_text(encoding="utf-8")
    header = [line.removeprefix("#").strip() for line in text.splitlines() if line.startswith("#")]
    found = [_PARAMETER.fullmatch(line) for line in header]
    parameters = {match[1]: (match[2], match[3]) for match in found if match}
    title = " ".join(line for line in header if not line.startswith("@"))
    return Question(path.stem, title, text, parameters)


def _named(question: str) -> Question | None:
    """The question of that name, or None where the text is SPARQL."""
    if "{" in question or question.lstrip().upper().startswith("DESCRIBE"):
        return None
    questions = named_questions()
    name = re.sub(r"[\s_]+", "-", question.strip().lower().rstrip("?"))
    if name not in questions:
        near = difflib.get_close_matches(name, questions, n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else "`geokg query --list` shows all"
        raise QueryError(f"{question.strip()!r}: no such question, and not SPARQL; {hint}")
    return questions[name]


def refuse(text: str) -> None:
    """Does nothing where a query only reads.

    Raises:
        QueryError: it would change the graph or call out, also where escapes hide that.
    """
    decoded = _ESCAPE.sub(lambda match: _character(match[1] or match[2]), text)
    for variant in (text, decoded):
        bare = _OPAQUE.sub(" ", variant).upper()
        if "SERVICE" in bare:
            raise QueryError("SERVICE is refused, also as a prefix: a query must not call other servers")
        words = re.findall(r"\w+", bare)
        update = next((word for word in words if word in _UPDATES), None)
        if update and not any(form in words for form in _FORMS):
            raise QueryError(f"{update} is refused: a query must not change the graph")


def names_graphs(text: str) -> bool:
    """Whether a query says by FROM over which graphs it goes.

    >>> names_graphs("SELECT * FROM <http://example.org/> { ?s ?p ?o }"), names_graphs("SELECT ?from { ?from ?p ?o }")
    (True, False)
    """
    bare = _OPAQUE.sub(lambda match: match[0][0] if match[0][0] in "<:" else " ", text)
    return bool(_FROM.search(bare))


def _character(digits: str) -> str:
    number = int(digits, 16)
    return chr(number) if number < 0x110000 else "\ufffd"


def _bound(text: str, values: dict[str, NamedNode | Literal]) -> str:
    """The query with VALUES for its parameters; any store understands that, and aggregates see it too."""
    lines = "".join(f"VALUES ?{name} {{ {node} }} " for name, node in values.items())
    return text.replace("WHERE {", f"WHERE {{ {lines}", 1)


def _bind(store: Store, named: Question | None, name: str, value: str) -> list[tuple[str, NamedNode | Literal]]:
    """The variables that a parameter binds, with their values."""
    if named is None:
        raise QueryError(f"{name}: only named questions take parameters; write the value into the query")
    if name not in named.parameters:
        known = ", ".join(named.parameters) or "none"
        raise QueryError(f"{named.name}: no parameter {name!r}; it takes {known}")
    kind = named.parameters[name][0]
    if kind == "period":
        return _period(name, value)
    if kind == "date":
        return [(name, _date(name, value))]
    return [(name, Literal(value) if kind == "text" else _find(store, kind, value))]


def _date(name: str, value: str) -> Literal:
    try:
        return Literal(date.fromisoformat(value).isoformat(), datatype=term("xsd:date"))
    except ValueError as error:
        raise QueryError(f"{name}: {value!r} is no date; write it as YYYY-MM-DD") from error


def _period(name: str, value: str) -> list[tuple[str, NamedNode | Literal]]:
    try:
        period = read_period(value, value)
    except ValueError as error:
        raise QueryError(f"{name}: {value!r} is no period; write it as YYYY, YYYY-MM or YYYY-MM-DD") from error
    bounds = (("First", period.start), ("Last", period.end))
    return [(name + bound, _date(name, str(day))) for bound, day in bounds if day]


def _find(store: Store, kind: str, value: str) -> NamedNode:
    """The actor or relation whose id, else label, else alias is ``value``, whatever the case and accents of letters.

    Raises:
        QueryError: there is none in the graph, or several.
    """
    called, wanted = _called(store, kind), fold(value.strip()).casefold()
    for by_name in called:
        found = sorted(by_name.get(wanted, ()))
        if len(found) == 1:
            return NamedNode(found[0])
        if found:
            several = ", ".join(map(store.names.local, found))
            raise QueryError(f"{value!r} can be any of {several}; say which by its id")
    near = difflib.get_close_matches(wanted, sorted({*called[0], *called[1], *called[2]}), n=3, cutoff=0.75)
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    raise QueryError(f"{value!r}: no such {kind} in the graph{hint}")


def _called(store: Store, kind: str) -> tuple[dict[str, set[str]], ...]:
    """IRIs by id, by label and by alias, each in small letters without accents."""
    by_id, by_label, by_alias = (defaultdict[str, set[str]](set) for _ in range(3))
    names = store.names
    labels = {term("skos:prefLabel"): by_label} | {term(other): by_alias for other in _OTHER_NAMES}
    for subject, predicate, node in store.triples(names.graph("actors" if kind == "actor" else "ontology")):
        iri = subject.value
        if iri.startswith(names.prefixes[kind]):
            by_id[names.local(iri).casefold()].add(iri)
            if predicate in labels:
                labels[predicate][fold(node.value).casefold()].add(iri)
    return by_id, by_label, by_alias


def _answer(result: QuerySolutions | QueryBoolean | QueryTriples, prefixes: dict[str, str]) -> Answer:
    if isinstance(result, QueryBoolean):
        truth = Literal("true" if result else "false", datatype=term("xsd:boolean"))
        return Answer(("answer",), ((truth,),), prefixes)
    if isinstance(result, QueryTriples):
        return Answer(("subject", "predicate", "object"), tuple(tuple(triple) for triple in result), prefixes, True)
    columns = tuple(variable.value for variable in result.variables)
    return Answer(columns, tuple(tuple(row) for row in result), prefixes)


def explain(text: str, error: SyntaxError, prefixes: dict[str, str]) -> str:
    """What is wrong with a query, in one line that names the place, or the prefix that nobody declared."""
    declared = set(re.findall(r"prefix\s+([\w-]*):", text, re.IGNORECASE)) | set(prefixes)
    used = re.findall(r"(?<![\w:<?$])([A-Za-z][\w-]*):[\w]", re.sub(r'<[^>\s]*>|"[^"\n]*"', " ", text))
    for prefix in used:
        if prefix not in declared:
            near = difflib.get_close_matches(prefix, declared, n=1)
            hint = f"did you mean {near[0]}:?" if near else f"declare it by PREFIX {prefix}: <...>"
            return f"the query uses the prefix {prefix}:, which is not declared; {hint}"
    place = re.search(r"(\d+):(\d+): (.*)", str(error), re.DOTALL)
    if not place:
        return f"the query is no SPARQL: {error}"
    return f"the query is no SPARQL: line {place[1]}, column {place[2]}: {_brief(place[3])}"


def _brief(message: str) -> str:
    """The start of a parser's message, which may list every character that could have stood there."""
    return textwrap.shorten(message, 120, placeholder=" ...")
