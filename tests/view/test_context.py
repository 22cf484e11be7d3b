from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geokg.model import Span
from geokg.view.context import sentence_around


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("One. Two is here. Three.", "is", "Two is here."),
        ("Mr. Smith met Dr. No in Rome. He left.", "met", "Mr. Smith met Dr. No in Rome."),
        ("J. K. Row said so. No.", "said", "J. K. Row said so."),
        ("He said: “Go away.” She went.", "Go", "He said: “Go away.”"),
        ("It cost 3.5 million. More came.", "million", "It cost 3.5 million."),
        ("A title without a stop\n\nThe text begins here. More.", "text", "The text begins here."),
        ("First one. Second one. Third one.", "one. Second", "First one. Second one."),
        ("no end at all", "end", "no end at all"),
        ("  Padded.  ", "Padded", "Padded."),
    ],
)
def test_sentence_around(text: str, quote: str, expected: str) -> None:
    start = text.index(quote)
    found = sentence_around(text, Span(start, start + len(quote)))
    assert text[found.start : found.end] == expected


@given(st.text(alphabet='aA.!? \n"”J', max_size=80), st.data())
def test_the_sentence_holds_the_quote(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = sentence_around(text, Span(start, end))
    assert 0 <= found.start <= start <= end <= found.end <= len(text)


def test_a_text_without_stops_is_cut() -> None:
    found = sentence_around("a" * 100_000, Span(50_000, 50_010))
    assert found.end - found.start == 2_010
