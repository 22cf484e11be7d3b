"""What is told beside the claims: copies and agencies of articles, and what the sentence of a claim counts.

All of it needs whole texts, and all of it is written with the articles, so that it comes out of a store again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geokg.events.agencies import credited
from geokg.events.copies import copy_groups, sketch
from geokg.events.model import Provenance
from geokg.events.numbers import numbers_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geokg.events.numbers import Number
    from geokg.model import Statement

__all__ = ["numbers_told", "provenance_of"]

_END = re.compile(r"[.!?][\"')]*\s|\n")
#: A sentence is looked for within so many characters before and behind a passage.
_REACH = 200


def provenance_of(statements: Iterable[Statement], copies: Mapping[str, str] | None = None) -> Provenance:
    """The provenance of statements whose articles have their whole texts.

    The articles are compared with each other, unless ``copies`` tells of groups.
    """
    said = list(statements)
    texts = {statement.evidence.article.key: statement.evidence.article.text for statement in said}
    agencies = {key: agency for key, text in texts.items() if (agency := credited(text))}
    if copies is None:
        copies = copy_groups({key: made for key, text in texts.items() if (made := sketch(text))})
    return Provenance(copies, agencies, {s.id: numbers for s in said if (numbers := numbers_told(s))})


def numbers_told(statement: Statement) -> tuple[Number, ...]:
    """The numbers of things in the sentence that a statement stands in, sorted by thing."""
    text, span = statement.evidence.article.text, statement.evidence.span
    before = text[max(span.start - _REACH, 0) : span.start]
    start = max((match.end() for match in _END.finditer(before)), default=0)
    behind = text[span.end : span.end + _REACH]
    end = _END.search(behind)
    sentence = before[start:] + text[span.start : span.end] + behind[: end.start() if end else len(behind)]
    return numbers_in(sentence)
