"""Writes ``docs/questions.md`` from the named questions: ``python scripts/write_questions.py [--check]``."""

from __future__ import annotations

import sys
from pathlib import Path

from geokg.query import Question, named_questions

PAGE = Path(__file__).parents[1] / "docs" / "questions.md"
HEAD = """# Named questions

{number} questions that `geokg query NAME --PARAMETER VALUE` and `graph.query("NAME", PARAMETER="VALUE")` answer, here
or at an [endpoint](query.md#endpoints). Words of a name may be joined by spaces, dashes or underscores. Each is a file
of SPARQL in `src/geokg/queries`; `--explain` shows it with the values in it.

**Every relation and every family is a question too**: `geokg query warns --subject Russia --since 2024-01-01` is
`claims` about that relation, `geokg query threaten` about that family ([relations](relations.md)).

| type | takes |
|---|---|
| actor, relation, family | an id, label or alias in the graph, whatever its capitals and accents |
| status | asserted, negated, planned or possible |
| date | YYYY-MM-DD |
| period | YYYY, YYYY-MM or YYYY-MM-DD; what held at any time within it |
| number, text | what they say |

Parameters in bold must be given, others may.

This page is generated: `make docs`.
"""


def page() -> str:
    """The page."""
    questions = named_questions()
    return HEAD.format(number=len(questions)) + "".join(map(_section, questions.values()))


def _section(question: Question) -> str:
    rows = "".join(
        f"| {_name(name, question)} | {kind} | {meaning} |\n" for name, (kind, meaning) in question.parameters.items()
    )
    table = f"\n| parameter | type | is |\n|---|---|---|\n{rows}" if rows else ""
    return f"\n## {question.name}\n\n{question.title}\n{table}"


def _name(name: str, question: Question) -> str:
    return f"**`{name}`**" if name in question.needed else f"`{name}`"


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(PAGE.read_text(encoding="utf-8") != page() and "docs/questions.md is out of date; run make docs")
    PAGE.write_text(page(), encoding="utf-8")
