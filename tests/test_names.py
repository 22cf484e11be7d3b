from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geokg.names import bare, fold, pieces, same_letters, spell, spelling_key, split_pieces


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Côte d’Ivoire", ("Cote", "d", "'", "Ivoire")),
        ("U.S.", ("U", ".", "S", ".")),
        ("al-Bashir", ("al", "-", "Bashir")),
        ("Wałęsa", ("Walesa",)),
        ("", ()),
    ],
)
def test_pieces(name: str, expected: tuple[str, ...]) -> None:
    assert pieces(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"), [("the Kremlin", "Kremlin"), ("The West", "West"), ("Theresa", "Theresa")]
)
def test_bare(name: str, expected: str) -> None:
    assert bare(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("NATO", ("NATO", "Nato")), ("EU", ("EU", "E.U.")), ("Chad", ("Chad",)), ("G7", ("G7",))],
)
def test_spell(name: str, expected: tuple[str, ...]) -> None:
    assert spell(name) == expected


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_pieces_stand_where_they_say(text: str) -> None:
    folded = fold(text)
    found = split_pieces(text)
    assert all(folded[piece.start : piece.end] == piece.text for piece in found)
    assert tuple(piece.text for piece in found) == pieces(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Рutin", "Putin"),
        ("Pυtin", "Pυtin"),
        ("Bidеn said", "Biden said"),
        ("Путин", "Путин"),
        ("ＮＡＴＯ", "NATO"),
        ("𝐏utin", "Putin"),
        ("Côte d’Ivoire", "Côte d’Ivoire"),
    ],
)
def test_letters_in_disguise(text: str, plain: str) -> None:
    assert same_letters(text) == plain


@given(st.text())
def test_plain_letters_keep_the_length(text: str) -> None:
    assert len(same_letters(text)) == len(text)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Sergei Ivanov", "Sergey Ivanov", True),
        ("Jose Diaz", "José Díaz", True),
        ("Kim Jong-un", "Kim Jong Un", True),
        ("Mohammed al-Rashidi", "Muhammad Rashidi", True),
        ("Yuri Levinski", "Yuri Levinskiy", True),
        ("Dmytro Kuleba", "Dmitry Kuleba", True),
        ("Li Wei", "Ly Wei", False),
        ("Anna Petrova", "Anna Petrov", False),
    ],
)
def test_spellings_of_one_name(one: str, other: str, *, same: bool) -> None:
    spellings = {"sergei": "sergey", "muhammad": "mohammed", "dmytro": "dmitry"}
    assert (spelling_key(one, spellings) == spelling_key(other, spellings)) is same
