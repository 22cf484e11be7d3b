"""A sentence is changed in a known way, and what comes out must change in exactly that way."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from geokg.model import Article

if TYPE_CHECKING:
    from collections.abc import Callable

    from geokg.pipeline import Reader

#: Past, base form, participle and what it tells; each takes an actor on both sides.
VERBS = [
    ("attacked", "attack", "attacked", "attacks"),
    ("invaded", "invade", "invaded", "invades"),
    ("condemned", "condemn", "condemned", "condemns"),
    ("praised", "praise", "praised", "praises"),
    ("visited", "visit", "visited", "visits"),
    ("warned", "warn", "warned", "warns"),
    ("recognised", "recognise", "recognised", "recognizes"),
    ("bombed", "bomb", "bombed", "bombs"),
    ("threatened", "threaten", "threatened", "threatens"),
    ("criticised", "criticise", "criticised", "criticizes"),
    ("supported", "support", "supported", "supports"),
    ("sanctioned", "sanction", "sanctioned", "sanctions"),
]
#: Pairs of the same kind: changing one for the other must change nothing but the names.
COUNTRIES = [("Kenya", "kenya"), ("Norway", "norway"), ("Peru", "peru"), ("Vietnam", "vietnam"), ("Oman", "oman")]
PAIRS = [(a, b) for a, b in product(COUNTRIES, COUNTRIES) if a != b][::3]

#: What a row of the output must be: subject, object, status, speaker.
Outcome = tuple[str, str, str, str | None]
Change = tuple[str, "Callable[[str, str, tuple[str, str, str, str]], str]", "Callable[[str, str], Outcome]"]

CHANGES: list[Change] = [
    ("plain", lambda a, b, v: f"{a} {v[0]} {b} on Monday.", lambda a, b: (a, b, "asserted", None)),
    ("not", lambda a, b, v: f"{a} did not {v[1]} {b} on Monday.", lambda a, b: (a, b, "negated", None)),
    ("never", lambda a, b, v: f"{a} has never {v[2]} {b}.", lambda a, b: (a, b, "negated", None)),
    ("denied", lambda a, b, v: f"Brazil denied that {a} had {v[2]} {b}.", lambda a, b: (a, b, "negated", "brazil")),
    ("said", lambda a, b, v: f"Brazil said that {a} had {v[2]} {b}.", lambda a, b: (a, b, "asserted", "brazil")),
    ("said behind", lambda a, b, v: f"{a} {v[0]} {b}, Brazil said.", lambda a, b: (a, b, "asserted", "brazil")),
    ("if", lambda a, b, v: f"If {a} {v[0]} {b}, Brazil would respond.", lambda a, b: (a, b, "possible", None)),
    ("reportedly", lambda a, b, v: f"{a} reportedly {v[0]} {b} on Monday.", lambda a, b: (a, b, "possible", None)),
    ("may", lambda a, b, v: f"{a} may {v[1]} {b} next week.", lambda a, b: (a, b, "possible", None)),
    ("will", lambda a, b, v: f"{a} will {v[1]} {b} next week.", lambda a, b: (a, b, "planned", None)),
    ("refused", lambda a, b, v: f"{a} refused to {v[1]} {b}.", lambda a, b: (a, b, "negated", None)),
    ("question", lambda a, b, v: f"Will {a} {v[1]} {b}?", lambda a, b: (a, b, "possible", None)),
    ("passive", lambda a, b, v: f"{b} was {v[2]} by {a} on Monday.", lambda a, b: (a, b, "asserted", None)),
    ("passive not", lambda a, b, v: f"{b} was not {v[2]} by {a} on Monday.", lambda a, b: (a, b, "negated", None)),
    ("swapped", lambda a, b, v: f"{b} {v[0]} {a} on Monday.", lambda a, b: (b, a, "asserted", None)),
    (
        "relative clause of the subject",
        lambda a, b, v: f"{a}, which held an election in March, {v[0]} {b} on Monday.",
        lambda a, b: (a, b, "asserted", None),
    ),
    (
        "relative clause of the object",
        lambda a, b, v: f"{a} {v[0]} {b}, which has a new parliament, on Monday.",
        lambda a, b: (a, b, "asserted", None),
    ),
]


@pytest.mark.parametrize("change", CHANGES, ids=[name for name, _, _ in CHANGES])
def test_a_change_of_the_sentence_changes_the_statement_in_just_that_way(change: Change, reader: Reader) -> None:
    name, write, outcome = change
    cases = [(write(a[0], b[0], verb), verb[3], outcome(a[1], b[1])) for verb in VERBS for a, b in PAIRS]
    documents = reader.documents(Article(str(n), text, url=f"{name}:{n}") for n, (text, _, _) in enumerate(cases))
    wrong = []
    for (text, relation, expected), document in zip(cases, documents, strict=True):
        found = {
            (s.subject.id, s.object.id if s.object else None, str(s.status), s.speaker.id if s.speaker else None)
            for s in reader.read(document)
            if s.relation.id == relation
        }
        if found != {expected}:
            wrong.append((text, sorted(map(str, found))))
    assert wrong == []
