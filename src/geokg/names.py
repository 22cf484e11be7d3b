"""Names as pieces: how a name in a file and a name in a text are compared.

A piece is a word or a single mark, with accents dropped and quotation marks straightened, letter for letter, so that
offsets stay those of the text.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

__all__ = ["Piece", "bare", "fold", "pieces", "spell", "split_pieces"]

_PIECE = re.compile(r"[^\W_]+|[^\w\s]|_")
_PLAIN = {"’": "'", "‘": "'", "ʻ": "'", "`": "'", "“": '"', "”": '"', "–": "-", "‑": "-", "\xa0": " "} | {
    "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ə": "a", "Ə": "A",
}  # fmt: skip
_ARTICLES = ("the ", "The ")


class Piece(NamedTuple):
    """A word or mark and where it stands in the text, ``[start, end)``."""

    text: str
    start: int
    end: int


def fold(text: str) -> str:
    """The text without accents and with plain quotation marks, letter for letter (the length stays).

    >>> fold("Côte d’Ivoire")
    "Cote d'Ivoire"
    """
    return text if text.isascii() else "".join(char if char.isascii() else _fold(char) for char in text)


def _fold(char: str) -> str:
    return _PLAIN.get(char) or unicodedata.normalize("NFD", char)[0]


def pieces(name: str) -> tuple[str, ...]:
    """The folded words and marks of a name.

    >>> pieces("U.S.-led")
    ('U', '.', 'S', '.', '-', 'led')
    """
    return tuple(_PIECE.findall(fold(name)))


def split_pieces(text: str) -> list[Piece]:
    """The folded words and marks of a text, with their offsets."""
    return [Piece(match[0], match.start(), match.end()) for match in _PIECE.finditer(fold(text))]


def bare(name: str) -> str:
    """The name without a leading article."""
    return name[4:] if name.startswith(_ARTICLES) else name


def spell(name: str) -> tuple[str, ...]:
    """The name and the other ways that newspapers spell it, if it is an acronym.

    >>> spell("NATO"), spell("UN"), spell("Norway")
    (('NATO', 'Nato'), ('UN', 'U.N.'), ('Norway',))
    """
    if not (name.isalpha() and name.isupper()):
        return (name,)
    if len(name) < _SPOKEN:
        return (name, "".join(f"{letter}." for letter in name))
    return (name, name.title())


#: Acronyms of this many letters may be spoken, and then British papers write them as words.
_SPOKEN = 4
