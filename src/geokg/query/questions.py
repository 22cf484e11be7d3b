"""Named questions, read from ``queries/*.rq``.

A named question is a file of SPARQL whose first comment lines say what it asks::

    # Who warned whom: every warning, with its status, its speaker and the words.
    # @subject actor: who warns
    # @object actor: who is warned

Parameters are variables of the query, bound by VALUES at the start of each WHERE. Each may be left out, so none
stands in an OPTIONAL, unless a mark of exclamation stands behind its type. :mod:`geokg.query.parameters` tells the
types. Further comments stand below the parameters.

Every relation and every family is a question too: ``claims`` about that relation or family.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from geokg.errors import QueryError
from geokg.relations import load_relations

__all__ = ["Question", "find_question", "named_questions"]

_FOLDER = Path(__file__).parents[1] / "queries"
_PARAMETER = re.compile(r"@(\w+) (actor|relation|family|status|date|period|number|text)(!?): (.+)")


@dataclass(frozen=True, slots=True)
class Question:
    """A named question: what it asks, its SPARQL, and its parameters as name -> (type, explanation).

    ``needed`` are the parameters that must not be left out, ``given`` the values of others that its name implies.
    """

    name: str
    title: str
    text: str
    parameters: dict[str, tuple[str, str]]
    needed: tuple[str, ...] = ()
    given: dict[str, str] = field(default_factory=dict)


@cache
def named_questions() -> dict[str, Question]:
    """All named questions by name, sorted.

    >>> named_questions()["who-warned-whom"].parameters["subject"]
    ('actor', 'who warns')
    """
    return {path.stem: _read(path) for path in sorted(_FOLDER.glob("*.rq"))}


def find_question(text: str) -> Question | None:
    """The question of that name (words joined by spaces, dashes or underscores), or None where the text is SPARQL.

    >>> find_question("Warns").given
    {'relation': 'warns'}

    Raises:
        QueryError: it is neither a name nor SPARQL.
    """
    if "{" in text or text.lstrip().upper().startswith("DESCRIBE"):
        return None
    name = re.sub(r"[\s_]+", "-", text.strip().lower().rstrip("?"))
    questions = named_questions()
    found = questions.get(name) or _about_relations(name)
    if found is None:
        near = difflib.get_close_matches(name, [*questions, *_relations()], n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else "`geokg query --list` shows all"
        raise QueryError(f"{text.strip()!r}: no such question, and not SPARQL; {hint}")
    return found


def _about_relations(name: str) -> Question | None:
    """The claims about the relation or family that is so called."""
    if name not in _relations():
        return None
    parameter, value = _relations()[name]
    return replace(named_questions()["claims"], name=name, given={parameter: value})


@cache
def _relations() -> dict[str, tuple[str, str]]:
    """Name of a relation or family -> parameter and value that mean it."""
    relations = load_relations().values()
    families = {relation.family.lower().replace("_", "-"): ("family", relation.family) for relation in relations}
    labels = {relation.label.lower().replace(" ", "-"): ("relation", relation.id) for relation in relations}
    return families | labels | {relation.id.lower(): ("relation", relation.id) for relation in relations}


def _read(path: Path) -> Question:
    text = path.read_text(encoding="utf-8")
    first, *lines = text.splitlines(keepends=True)
    found = [match for line in lines if (match := _PARAMETER.fullmatch(line.removeprefix("#").strip()))]
    sparql = "".join(line for line in lines if not line.startswith("# @"))
    return Question(
        path.stem,
        first.removeprefix("#").strip(),
        sparql,
        parameters={match[1]: (match[2], match[4]) for match in found},
        needed=tuple(match[1] for match in found if match[3]),
    )
