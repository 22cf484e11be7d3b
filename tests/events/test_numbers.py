from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geokg.events.numbers import Number, numbers_in


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("12 people were killed and 30 wounded", ["dead=12", "wounded=30"]),
        ("five dead and 14 injured", ["dead=5", "wounded=14"]),
        ("about 300 soldiers died", ["dead=240..375"]),
        ("up to 40 were hurt", ["wounded=0..40"]),
        ("it sent 31 tanks", ["tank=31"]),
        ("2.5 million refugees fled", ["refugee=2500000"]),
        ("1,200 homes burned", ["home=1200"]),
        ("on 4 March in 2024, at 9 a.m.", []),
        ("a 45-year-old man", []),
        ("no one was killed", []),
        ("worth $400 million", []),
        ("five were killed; later seven were killed", []),
        ("M23 fighters took 3 villages with MQ-9 drones", ["village=3"]),
        ("", []),
    ],
)
def test_what_is_counted(passage: str, expected: list[str]) -> None:
    assert [str(number) for number in numbers_in(passage)] == expected


@given(st.text(max_size=80))
def test_any_text_is_read_and_what_is_written_is_read_back(text: str) -> None:
    for number in numbers_in(f"{text} 5 dead {text}"):
        assert Number.parse(str(number)) == number
