from __future__ import annotations

import re
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from geokg.annotate.actors import find_actors
from geokg.annotate.coreference import resolve, resolve_first_person
from geokg.document import Document, Quote
from geokg.gazetteer import load_gazetteer
from geokg.model import Actor, Article, Kind, Mention, Resolution

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

    from geokg.gazetteer import Gazetteer

ANAPHOR = re.compile(r"\{([^:}]+):([^}]*)\}")
UKRAINE = Actor("ukraine", "Ukraine", Kind.COUNTRY, "UKR")
NEW = frozenset({Resolution.PRONOUN, Resolution.DESCRIPTION})


class Score(NamedTuple):
    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def read(nlp: Language, gazetteer: Gazetteer, text: str) -> Document:
    document = Document(Article("a", text, published=date(2024, 4, 5)), nlp(text))
    document.mentions = find_actors(document, gazetteer)
    return document


def unmark(line: str) -> tuple[str, dict[int, str]]:
    """The sentence, and for the end of each anaphor (in characters) the label it should have."""
    labels: dict[int, str] = {}
    text, last = "", 0
    for match in ANAPHOR.finditer(line):
        text += line[last : match.start()] + match[1]
        labels[len(text)] = match[2]
        last = match.end()
    return text + line[last:], labels


def score(nlp: Language, gazetteer: Gazetteer, lines: list[str]) -> Score:
    right = wrong = missed = 0
    for line in lines:
        text, labels = unmark(line)
        document = read(nlp, gazetteer, text)
        found = resolve(document, gazetteer)
        for token in document.doc:
            if (end := token.idx + len(token)) in labels:
                said = found[token.i].actor.label if token.i in found else ""
                right += bool(said) and said == labels[end]
                wrong += bool(said) and said != labels[end]
                missed += bool(labels[end]) and said != labels[end]
    return Score(right, wrong, missed)


def parts() -> tuple[list[str], list[str]]:
    text = Path(__file__).with_name("anaphors.txt").read_text(encoding="utf-8")
    first, second = text.split("# second part\n")
    return [line for line in first.splitlines() if line and line[0] != "#"], second.splitlines()


def test_made_for(nlp: Language, gazetteer: Gazetteer) -> None:
    found = score(nlp, gazetteer, parts()[0])
    assert found.right + found.missed >= 80
    assert found.precision >= 0.93, found
    assert found.recall >= 0.90, found


def test_written_afterwards(nlp: Language, gazetteer: Gazetteer) -> None:
    found = score(nlp, gazetteer, parts()[1])
    assert found.precision >= 0.85, found
    assert found.recall >= 0.60, found


def test_without_gazetteer(nlp: Language, gazetteer: Gazetteer) -> None:
    document = read(nlp, gazetteer, "Angela Merkel spoke to Emmanuel Macron. She urged him to wait.")
    assert [mention.actor.label for mention in resolve(document).values()] == ["Angela Merkel", "Emmanuel Macron"]


@pytest.mark.parametrize(
    "text",
    [
        "Russia attacked Ukraine. It is clear that the war goes on.",
        "Russia attacked Ukraine. It seems that the war goes on.",
        "Russia attacked Ukraine. It rained.",
        "Russia attacked Ukraine. It was time to act.",
        "Russia attacked Ukraine. It is known that the war goes on.",
        "Russia attacked Ukraine. It took years to end the war.",
        "Russia attacked Ukraine, and it was Putin who began the war.",
        "Putin made it clear that Russia would go on.",
        "Russia attacked Ukraine. The president of France left.",
        "Russia attacked Ukraine. The group that fled is safe.",
        "Russia attacked Ukraine. The kingdom fell.",
        "Russia attacked Ukraine. He fled.",
        "Russia attacked Ukraine. THEY FLED.",
        "They fled.",
        "The alliance grew.",
        "",
    ],
)
def test_stands_for_nobody(nlp: Language, gazetteer: Gazetteer, text: str) -> None:
    assert resolve(read(nlp, gazetteer, text), gazetteer) == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vladimir Putin shot himself in the foot.", [("himself", "Vladimir Putin")]),
        ("Russia attacked Ukraine. The government denied it.", [("The government", "Russia")]),
        ("NATO met. The president spoke.", []),
        ("Mr Smith met Mrs Jones. She left.", [("She", "Jones")]),
        ("Russia is ready. It is ready to fight.", [("It", "Russia")]),
        ('Vladimir Putin said: "He is ready."', []),
    ],
)
def test_span_and_actor(nlp: Language, gazetteer: Gazetteer, text: str, found: list[tuple[str, str]]) -> None:
    document = read(nlp, gazetteer, text)
    mentions = dict.fromkeys(resolve(document, gazetteer).values())
    assert [(text[m.span.start : m.span.end], m.actor.label) for m in mentions] == found


def test_only_new_mentions(annotate: Callable[[str], Document], gazetteer: Gazetteer) -> None:
    document = annotate("Russia attacked Ukraine. It fired at the country.\n\nIt then stopped. The country survived.")
    known = {i: mention for i, mention in document.mentions.items() if mention.how not in NEW}
    document.mentions = known
    found = resolve(document, gazetteer)
    assert found
    assert not found.keys() & known.keys()
    assert {mention.how for mention in found.values()} <= NEW


@pytest.mark.parametrize(
    ("text", "speaker", "expected"),
    [
        ('"I trust our allies," he said.', UKRAINE, [1, 3]),
        ('"We help the US and the US helps us," he said.', UKRAINE, [1, 9]),
        ('"We help the allies," he said.', None, []),
        ("We help our allies.", UKRAINE, []),
    ],
)
def test_first_person(nlp: Language, text: str, speaker: Actor | None, expected: list[int]) -> None:
    document = Document(Article("a", text), nlp(text))
    marks = [token.i for token in document.doc if token.text == '"']
    document.quotes = [Quote(marks[0] + 1, marks[1], speaker)] if marks else []
    found = resolve_first_person(document)
    assert sorted(found) == expected
    assert all(mention.actor is speaker and mention.how is Resolution.PRONOUN for mention in found.values())


def test_first_person_leaves_known_mentions(nlp: Language) -> None:
    document = Document(Article("a", '"We win."'), nlp('"We win."'))
    document.quotes = [Quote(1, 4, UKRAINE)]
    document.mentions = {1: Mention(document.span(1, 2), UKRAINE, Resolution.NAME)}
    assert resolve_first_person(document) == {}


def test_costs_little(nlp: Language, gazetteer: Gazetteer) -> None:
    """Ten times as long a text takes about ten times as long."""

    def seconds(document: Document) -> float:
        start = time.perf_counter()
        resolve(document, gazetteer)
        return time.perf_counter() - start

    text = " ".join(unmark(line)[0] for line in parts()[0])
    short, long = read(nlp, gazetteer, text), read(nlp, gazetteer, " ".join([text] * 10))
    assert min(map(seconds, [long] * 3)) < 30 * min(map(seconds, [short] * 3))
