from __future__ import annotations

import pytest

from geokg.gazetteer import Gazetteer, load_gazetteer
from geokg.gazetteer.scan import phrase_at, scan
from geokg.names import split_pieces


@pytest.fixture(scope="module")
def known() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("South Korea and South Sudan", ["South Korea", "South Sudan"]),
        ("Papua New Guinea", ["Papua New Guinea"]),
        ("the UN Security Council", ["UN Security Council"]),
        ("US", ["US"]),
        ("U", []),
        ("Cote d'Ivoire's army", ["Cote d'Ivoire"]),
        ("New\n\nZealand", []),
        ("Russian roulette", ["Russian roulette"]),
    ],
)
def test_scan(known: Gazetteer, text: str, expected: list[str]) -> None:
    words = split_pieces(text)
    assert [text[words[hit.start].start : words[hit.end - 1].end] for hit in scan(words, known)] == expected


@pytest.mark.parametrize(
    ("text", "sort", "value", "end"),
    [
        ("Prime Minister of", "title", "headOfGovernmentOf", 2),
        ("security forces", "role", "MIL", 2),
        ("judge", "honorific", "JUD", 1),
        ("foreign  ministry", None, None, None),
    ],
)
def test_phrase_at(known: Gazetteer, text: str, sort: str | None, value: str | None, end: int | None) -> None:
    words = split_pieces(text)
    phrase = phrase_at(words, [word.text.lower() for word in words], 0, known.patterns)
    assert (phrase and (phrase.sort, phrase.value, phrase.end)) == (sort and (sort, value, end))


def test_a_body_is_a_phrase(known: Gazetteer) -> None:
    words = split_pieces("Ministry of Defence")
    phrase = phrase_at(words, ["ministry", "of", "defence"], 0, known.patterns)
    assert phrase is not None
    assert phrase.sort == "body"
    assert phrase_at(words, [], 0, known.patterns) is None
