from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from geokg.events.copies import copy_groups, sketch

WORDS = st.lists(st.sampled_from([f"word{n}" for n in range(400)]), min_size=40, max_size=120, unique=True)


def groups(*texts: str) -> dict[str, str]:
    made = {str(number): sketch(text) for number, text in enumerate(texts)}
    return copy_groups({key: value for key, value in made.items() if value})


@given(WORDS, st.integers(0, 3))
def test_a_copy_with_a_word_more_or_less_is_found(words: list[str], cut: int) -> None:
    text = " ".join(words)
    assert groups(text, " ".join(["Agency", *words[: len(words) - cut]])) == {"0": "0", "1": "0"}


@given(WORDS)
def test_other_texts_are_none(words: list[str]) -> None:
    assert groups(" ".join(words), " ".join(f"x{word}" for word in words)) == {}


def test_short_texts_tell_nothing() -> None:
    assert groups("Russia attacks Ukraine.", "Russia attacks Ukraine.") == {}


def test_copies_of_copies_are_one_group_named_by_the_least() -> None:
    words = [f"w{n}" for n in range(80)]
    texts = [" ".join(words), " ".join(words[10:]), " ".join(words[20:])]
    assert set(groups(*reversed(texts)).values()) == {"0"}
