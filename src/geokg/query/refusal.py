"""Looks through the words of a query: refuses what is no question, and sees whether it names its graphs."""

from __future__ import annotations

import re

from geokg.errors import QueryError

__all__ = ["names_graphs", "refuse"]

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
#: A dataset clause, which is not the declaration or use of a prefix ``from:``.
_FROM = re.compile(r"\bFROM(?:\s*<|\s+[\w.-]*:|\s+NAMED\b)", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD")
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


def refuse(text: str) -> None:
    """Raise where a query would change the graph or call out, also where escapes hide that.

    Raises:
        QueryError: there is a SERVICE, or an update, in the query.
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
    """True where a query says by FROM over which graphs it goes.

    >>> names_graphs("SELECT * FROM <http://example.org/> { ?s ?p ?o }"), names_graphs("SELECT ?from { ?from ?p ?o }")
    (True, False)
    """
    bare = _OPAQUE.sub(lambda match: match[0][0] if match[0][0] in "<:" else " ", text)
    return bool(_FROM.search(bare))


def _character(digits: str) -> str:
    number = int(digits, 16)
    return chr(number) if number < 0x110000 else "\ufffd"
