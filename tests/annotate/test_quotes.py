from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geokg.annotate.quotes import find_quotes
from geokg.document import Document
from geokg.model import Actor, Article, Kind, Mention, Resolution

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

BIDEN, PUTIN, STOLTENBERG, MACRON = "Joe Biden", "Vladimir Putin", "Jens Stoltenberg", "Emmanuel Macron"

#: (text, (speaker, first words) of its quotes; an empty speaker is nobody known)
QUOTES: list[tuple[str, list[tuple[str, str]]]] = [
    ('Jens Stoltenberg said: "Ukraine will become a member."', [(STOLTENBERG, "Ukraine will")]),
    ('"Ukraine will become a member," Jens Stoltenberg said.', [(STOLTENBERG, "Ukraine will")]),
    ('"Ukraine will win," said Jens Stoltenberg, who leads NATO.', [(STOLTENBERG, "Ukraine will")]),
    (
        '"We need," Emmanuel Macron told reporters in Paris, "to talk to Russia."',
        [(MACRON, "We need"), (MACRON, "to talk")],
    ),
    ('Ukraine "will not give up its land," according to Volodymyr Zelensky.', [("Volodymyr Zelenskyy", "will not")]),
    (
        'Posting on X, the Ukrainian Defence Ministry said: "We fight for Europe."',
        [("Ministry of Defence (Ukraine)", "We fight")],
    ),
    ('Vladimir Putin spoke in Moscow. "We will win this war," he said.', [(PUTIN, "We will")]),
    ('The "peace plan" was rejected by Ukraine.', []),
    ('Vladimir Putin said the plan was "dead".', []),
    ('Vladimir Putin said the plan was "dead and buried for good".', [(PUTIN, "dead and")]),
    ('He saw the film "a long day in the north" twice.', []),
    (
        'Jens Stoltenberg met Ukraine. "Ukraine needs help," he said. "It needs it now."',
        [(STOLTENBERG, "Ukraine needs"), (STOLTENBERG, "It needs")],
    ),
    (
        '"Ukraine needs more help," Jens Stoltenberg said.\n\n"It needs it now."',
        [(STOLTENBERG, "Ukraine needs"), (STOLTENBERG, "It needs")],
    ),
    (
        '"Ukraine needs more help," Jens Stoltenberg said.\n\nVladimir Putin flew to China.\n\n"It is too late now."',
        [(STOLTENBERG, "Ukraine needs"), ("", "It is")],
    ),
    (
        '"Ukraine needs more help," Jens Stoltenberg said. Vladimir Putin laughed. "It is too late now."',
        [(STOLTENBERG, "Ukraine needs"), ("", "It is")],
    ),
    ("'Ukraine needs more help,' Jens Stoltenberg said.", [(STOLTENBERG, "Ukraine needs")]),
    ("Jens Stoltenberg said: 'Ukraine needs the allies' help now.'", [(STOLTENBERG, "Ukraine needs")]),
    ("The ministers' meeting in Berlin's centre ended without a deal.", []),
    ("In the '90s Russia's leaders' plans failed.", []),
    ('Emmanuel Macron: "We must talk."', [(MACRON, "We must")]),
    ('Joe Biden called Vladimir Putin "a killer who must be stopped".', [(BIDEN, "a killer")]),
    (
        'Joe Biden said: "Ukraine needs help.\n\n"It needs it now.\n\n"The world is watching."',
        [(BIDEN, "Ukraine needs"), (BIDEN, "It needs"), (BIDEN, "The world")],
    ),
    (
        'Joe Biden said: "Ukraine needs help.\n\nIt has no time.\n\n"The world is watching."',
        [(BIDEN, "Ukraine needs"), (BIDEN, "It has"), (BIDEN, "The world")],
    ),
    (
        'Joe Biden said: "Ukraine needs help.\n\nVladimir Putin told reporters that he was ready.\n\n"It needs it now."',
        [(BIDEN, "Ukraine needs"), ("", "It needs")],
    ),
    ('Joe Biden said: "Ukraine needs help.\n\nIt snowed.', [(BIDEN, "Ukraine needs")]),
    (
        '"Ukraine needs help.\n\n"It needs it now," Joe Biden said.',
        [(BIDEN, "Ukraine needs"), (BIDEN, "It needs")],
    ),
    ('Joe Biden said: "We stand with Ukraine. "', [(BIDEN, "We stand")]),
    ('Joe Biden said: "We stand "with Ukraine".', [(BIDEN, "We stand")]),
    ('Joe Biden met Olaf Scholz" in Berlin.', []),
    ('"Hamas must release the hostages!" Benjamin Netanyahu warned.', [("Benjamin Netanyahu", "Hamas must")]),
    ('"Will Russia stop?" asked Olaf Scholz.', [("Olaf Scholz", "Will Russia")]),
    ('A woman in the street shouted: "We want bread and peace."', [("", "We want")]),
    (
        'Joe Biden said that Russia must leave Ukraine, adding that peace is a matter of "when, not if."',
        [(BIDEN, "when ,")],
    ),
    ('Joe Biden said: "[We] will help Ukraine."', [(BIDEN, "[ We")]),
    ('"Stop," "Go home"', []),
]


@pytest.mark.parametrize(("text", "expected"), QUOTES)
def test_quotes(annotate: Callable[[str], Document], text: str, expected: list[tuple[str, str]]) -> None:
    document = annotate(text)
    found = [
        (q.speaker.label if q.speaker else "", " ".join(t.text for t in document.doc[q.start : q.start + 2]))
        for q in document.quotes
    ]
    assert found == expected
    assert all('"' not in document.doc[quote.start : quote.end].text for quote in document.quotes)


def test_speaker_is_found_in_the_words_that_describe_the_subject(nlp: Language) -> None:
    text = 'A spokesman for the ministry said: "We know nothing about it."'
    ministry = Actor("m", "Ministry", Kind.BODY)
    document = Document(Article("a", text), nlp(text))
    document.mentions = {4: Mention(document.span(4, 5), ministry, Resolution.DESCRIPTION)}
    assert [quote.speaker for quote in find_quotes(document, frozenset({"say"}))] == [ministry]


def test_no_quotes_without_marks(nlp: Language) -> None:
    text = "Nobody said anything."
    assert find_quotes(Document(Article("a", text), nlp(text)), frozenset({"say"})) == []
