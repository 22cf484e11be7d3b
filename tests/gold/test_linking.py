"""How well mentions of actors are linked: 1,602 marks in 171 texts, written before the rules were tuned.

Rules were tuned on every second text, and later on wrong links of the others too (``docs/quality.md`` tells the measures).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from geokg.model import Article, Resolution
from tests.gold.marked import Marked, linking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geokg.model import Mention
    from geokg.pipeline import Reader

#: These are the business of anaphors.
_ANAPHORIC = (Resolution.PRONOUN, Resolution.DESCRIPTION)


@dataclass
class Score:
    marks: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def accuracy(self) -> float:
        return self.right / self.marks

    @property
    def wrong_links(self) -> float:
        return len(self.wrong) / self.marks


def score(reader: Reader, texts: Sequence[Marked]) -> Score:
    found = Score()
    articles = [Article(str(number), marked.text, published=marked.day) for number, marked in enumerate(texts)]
    for marked, document in zip(texts, reader.documents(articles), strict=True):
        mentions = {mention for mention in document.mentions.values() if mention.how not in _ANAPHORIC}
        for (start, end), wanted in marked.marks.items():
            said = linked(mentions, start, end)
            is_known = said is not None and not said.startswith("x-")
            found.marks += 1
            found.right += said == wanted or (wanted == "NIL" and not is_known) or (wanted == "-" and said is None)
            if is_known and said != wanted:
                found.wrong.append(f"{marked.day} {marked.text[start:end]!r}: {said}, not {wanted}")
    return found


def linked(mentions: set[Mention], start: int, end: int) -> str | None:
    """The actor of the mention that shares most with a span, the shorter of two."""
    shared = {m: min(end, m.span.end) - max(start, m.span.start) for m in mentions}
    best = max(shared, key=lambda m: (shared[m], m.span.start - m.span.end), default=None)
    return best.actor.id if best and shared[best] > 0 else None


@pytest.fixture(scope="module")
def scores(reader: Reader) -> list[Score]:
    texts = linking()
    return [score(reader, texts[::2]), score(reader, texts[1::2])]


def test_there_are_marks_of_every_kind() -> None:
    marks = [mark for text in linking() for mark in text.marks.values()]
    assert len(marks) >= 1600
    assert marks.count("NIL") >= 150
    assert marks.count("-") >= 60


@pytest.mark.parametrize(("half", "name"), [(0, "first half"), (1, "second half")])
def test_mentions_are_linked(scores: list[Score], half: int, name: str) -> None:
    found = scores[half]
    print(f"linking, texts {name}: accuracy {found.accuracy:.3f}, wrong links {found.wrong_links:.3f} of {found.marks}")
    assert found.accuracy >= 0.955, found.wrong
    assert found.wrong_links <= 0.018, found.wrong
