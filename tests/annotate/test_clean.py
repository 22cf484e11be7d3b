from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geokg.annotate.clean import clean
from geokg.names import same_letters

#: Text that looks like news pages: the marks that the rules are about, words, and anything else.
_PIECES = [
    *("“", "”", "‘", "’", "''", "@", "—", "\u200b", "\u202e", "\n", "\n\n", "\r\n", " ", "  ", "\xa0", " | ", "- "),
    *("KYIV", "NATO", "Source link", "READ MORE: ", "(Reuters) - ", ", April 5", "word", "He said.", "Also", "Ad"),
]
TEXTS = st.lists(st.sampled_from(_PIECES) | st.text(max_size=4), max_size=30).map("".join)

PARAGRAPHS = [
    ("", []),
    (" \n\n\t\n", []),
    ("One.\n\nTwo.", ["One.", "Two."]),
    ("One.\r\n\r\nTwo.", ["One.", "Two."]),
    ("One.\n \u200b\n\n\nTwo.", ["One.", "Two."]),
    ("a line\nthat was\nwrapped.", ["a line that was wrapped."]),
    ("First sentence.\nSecond one.\nThird one.", ["First sentence.", "Second one.", "Third one."]),
    (f"Head line\n{'long ' * 30}\nshort", ["Head line", ("long " * 30).strip(), "short"]),
    ("Ukraine pledges future | World | News", ["Ukraine pledges future"]),
    ("He chose a | b as the sign.", ["He chose a | b as the sign."]),
    ("One.\n\nREAD MORE: Two\n\nThree.", ["One.", "Three."]),
    ("One.\nRead more: Two\nThree.", ["One.", "Three."]),
    ("Also read: Two\n\nFollow us on X\n\nAdvertisement\n\nSource link", []),
    ("Advertisement campaigns cost money.", ["Advertisement campaigns cost money."]),
    ("Sourced links.", ["Sourced links."]),
    ("Don’t miss this", []),
    ("“Yes,” he said, ‘no’.", ["\"Yes,\" he said, 'no'."]),
    ("''Yes,'' he said.", ['"Yes," he said.']),
    ("the alliance— @NATO", ["the alliance — NATO"]),
    ("the alliance—NATO", ["the alliance — NATO"]),
    ("write to me@example.org", ["write to me@example.org"]),
    ("a\u200bb\u202ec\ufeffd\xade", ["abcde"]),
    ("a  b\xa0\tc ", ["a b c"]),
    ("KYIV, April 5 (Reuters) - Ukraine said.", ["Ukraine said."]),
    ("KYIV, April 5 - Ukraine said.", ["Ukraine said."]),
    ("WASHINGTON (AP) — The president left.", ["The president left."]),
    ("(CNN) -- The president left.", ["The president left."]),
    ("New Delhi, Apr 5 (PTI) - India said.", ["India said."]),
    ("TEL AVIV, Israel (AP) — Israel said.", ["Israel said."]),
    ("BRUSSELS — Ministers met.", ["Ministers met."]),
    ("KYIV — Ministers met.", ["Ministers met."]),
    ("NATO — Ukraine talks began.", ["NATO — Ukraine talks began."]),
    ("BRUSSELS — the seat — stayed calm.", ["BRUSSELS — the seat — stayed calm."]),
    ("# A title\n\n- first\n\n• second", ["A title", "first", "second"]),
]


@pytest.mark.parametrize(("text", "expected"), PARAGRAPHS)
def test_paragraphs(text: str, expected: list[str]) -> None:
    cleaned = clean(text)
    assert [cleaned.text[start:end] for start, end in cleaned.paragraphs] == expected
    assert cleaned.text == " ".join(expected)


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("A | World\n\nthe “best” @NATO", "NATO", "NATO"),
        ("A | World\n\nthe “best” @NATO", '"best"', "“best”"),
        ("Vladimir \n Putin", "Vladimir Putin", "Vladimir \n Putin"),
        ("Ki\u200bev fell", "Kiev", "Ki\u200bev"),
        ("One.\n\nREAD MORE: Two\n\nThree.", "Three", "Three"),
        ("''Yes''", '"', "'"),
    ],
)
def test_span_of_given_text(text: str, found: str, expected: str) -> None:
    cleaned = clean(text)
    start = cleaned.text.index(found)
    span = cleaned.offsets.span(start, start + len(found))
    assert text[span.start : span.end] == expected


@given(TEXTS)
def test_every_kept_character_maps_back(text: str) -> None:
    cleaned = clean(text)
    replaced = {" ", '"', "'"}
    for i, char in enumerate(cleaned.text):
        offset = cleaned.offsets.to_given(i)
        assert char in replaced or same_letters(text)[offset] == char


@given(TEXTS)
def test_offsets_increase(text: str) -> None:
    cleaned = clean(text)
    offsets = [cleaned.offsets.to_given(i) for i in range(len(cleaned.text))]
    visible = [offset for offset, char in zip(offsets, cleaned.text, strict=True) if char != " "]
    assert offsets == sorted(offsets)
    assert visible == sorted(set(visible))


@given(TEXTS)
def test_clean_text_stays(text: str) -> None:
    cleaned = clean(text)
    for start, end in cleaned.paragraphs:
        assert clean(cleaned.text[start:end]).text == cleaned.text[start:end]


def _seconds(text: str) -> float:
    start = time.perf_counter()
    clean(text)
    return time.perf_counter() - start


@pytest.mark.parametrize(
    "unit", ["word ", "“a” — @b\n\n", "KYIV (AP) - ", "a | B", "@", "\u200b", "\n", "A ", "- ", "—"]
)
def test_time_is_linear(unit: str) -> None:
    """Four times the text takes about four times as long; sixteen times would be quadratic."""
    short, long = (min(_seconds(unit * (size // len(unit))) for _ in range(3)) for size in (20_000, 80_000))
    assert long < 10 * short + 0.05
