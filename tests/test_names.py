from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geokg.names import bare, fold, pieces, spell, split_pieces


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
