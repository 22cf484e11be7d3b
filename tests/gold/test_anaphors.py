"""How well pronouns and descriptions are resolved: 444 in 160 texts, the rules tuned on every second text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from geokg.model import Article
from tests.gold.marked import Marked, anaphors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geokg.pipeline import Reader


@dataclass
class Score:
    marks: int = 0
    to_find: int = 0
    right: int = 0
    wrong: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / self.to_find


def score(reader: Reader, texts: Sequence[Marked]) -> Score:
    found = Score()
    articles = [Article(str(number), marked.text, published=marked.day) for number, marked in enumerate(texts)]
    for marked, document in zip(texts, reader.documents(articles), strict=True):
        ends = {mention.span.end: mention for mention in document.mentions.values()}
        for (_, end), label in marked.marks.items():
            wanted = set(filter(None, label.split(" & ")))
            said = {actor.label for actor in ends[end].actors} if end in ends else set()
            found.marks += 1
            found.to_find += bool(wanted)
            found.right += bool(said) and said == wanted
            found.wrong += bool(said) and said != wanted
    return found


@pytest.fixture(scope="module")
def scores(reader: Reader) -> list[Score]:
    texts = anaphors("anaphors.txt")
    return [score(reader, texts), score(reader, texts[1::2]), score(reader, texts[::2])]


def test_there_are_anaphors_of_every_sort() -> None:
    marks = [mark for text in anaphors("anaphors.txt") for mark in text.marks.values()]
    assert len(marks) >= 440
    assert sum(" & " in mark for mark in marks) >= 50
    assert marks.count("") >= 100


@pytest.mark.parametrize(
    ("part", "name", "precision", "recall"),
    [(0, "all", 0.86, 0.75), (1, "looked at", 0.89, 0.80), (2, "not looked at", 0.82, 0.68)],
)
def test_anaphors_are_resolved(scores: list[Score], part: int, name: str, precision: float, recall: float) -> None:
    found = scores[part]
    print(f"anaphors, {name}: precision {found.precision:.3f}, recall {found.recall:.3f} of {found.marks}")
    assert found.precision >= precision
    assert found.recall >= recall
