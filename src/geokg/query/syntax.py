"""Prefixes that a query need not declare, and mistakes in SPARQL told in one line."""

from __future__ import annotations

import difflib
import re
import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["explain", "form_of", "with_prefixes"]

_DECLARED = re.compile(r"prefix\s+([\w-]*):", re.IGNORECASE)
_USED = re.compile(r"(?<![\w:<?$])([A-Za-z][\w-]*):")
_OTHER = re.compile(r'<[^>\s]*>|"[^"\n]*"|#[^\n]*')  # IRIs, strings and comments
_FORM = re.compile(r"(?<![\w:?$])(?:SELECT|ASK|CONSTRUCT|DESCRIBE)(?![\w:])", re.IGNORECASE)
_PLACE = re.compile(r"(\d+):(\d+): (.*)", re.DOTALL)


def with_prefixes(text: str, prefixes: Mapping[str, str]) -> str:
    """The query as any store takes it: the prefixes that it uses and does not declare stand before it.

    >>> print(with_prefixes("ASK { ?x skos:broader ?y }", {"skos": "http://s#", "rdf": "http://r#"}))
    PREFIX skos: <http://s#>
    ASK { ?x skos:broader ?y }
    """
    needed = set(_prefixes_in(text)) - set(_DECLARED.findall(text))
    lines = (f"PREFIX {name}: <{prefixes[name]}>\n" for name in sorted(needed) if name in prefixes)
    return "".join(lines) + text


def form_of(text: str) -> str:
    """SELECT, ASK, CONSTRUCT or DESCRIBE; nothing where the text is none of them.

    >>> form_of("# SELECT\\nPREFIX ask: <x:ask> construct { ?s ?p ?o } WHERE { { SELECT * { ?s ?p ?o } } }")
    'CONSTRUCT'
    """
    form = _FORM.search(_OTHER.sub(" ", text))
    return form[0].upper() if form else ""


def explain(text: str, error: SyntaxError, prefixes: Mapping[str, str]) -> str:
    """One line with the place of the mistake; a prefix that nobody declared is the likely one."""
    declared = {*_DECLARED.findall(text), *prefixes}
    for prefix in _prefixes_in(text):
        if prefix not in declared:
            near = difflib.get_close_matches(prefix, declared, n=1)
            hint = f"did you mean {near[0]}:?" if near else f"declare it by PREFIX {prefix}: <...>"
            return f"the query uses the prefix {prefix}:, which is not declared; {hint}"
    place = _PLACE.search(str(error))
    if not place:
        return f"the query is no SPARQL: {error}"
    return f"the query is no SPARQL: line {place[1]}, column {place[2]}: {_brief(place[3])}"


def _prefixes_in(text: str) -> list[str]:
    return _USED.findall(_OTHER.sub(" ", text))


def _brief(message: str) -> str:
    """The start of a parser's message, which may list every character that could have stood there."""
    return textwrap.shorten(message, 120, placeholder=" ...")
