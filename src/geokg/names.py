"""Names as pieces: how a name in a file and a name in a text are compared.

A piece is a word or a single mark, with accents dropped and quotation marks straightened, letter for letter, so that
offsets stay those of the text.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

__all__ = [
    "Piece",
    "bare",
    "fold",
    "lower_headlines",
    "pieces",
    "same_letters",
    "spell",
    "spelling_key",
    "split_pieces",
]

_PIECE = re.compile(r"[^\W_]+|[^\w\s]|_")
_PLAIN = {"’": "'", "‘": "'", "ʻ": "'", "`": "'", "“": '"', "”": '"', "–": "-", "‑": "-", "\xa0": " "} | {
    "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ə": "a", "Ə": "A",
}  # fmt: skip
_ARTICLES = ("the ", "The ")
#: Letters of other scripts that look like those of ours.
_LOOKALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТУХавеѕіјкмнорстухһԁԛԝɡΑΒΕΖΗΙΚΜΝΟΡΤΥΧοα",
    "ABESIJKMHOPCTYXabesijkmhopctyxhdqwgABEZHIKMNOPTYXoa",
)
_WORD = re.compile(r"\w+")
#: Full-width letters and digits, and the alphabets of mathematics.
_DRESSED = re.compile("[\uff01-\uff5e\U0001d400-\U0001d6a3\U0001d7ce-\U0001d7ff]")
#: Endings of names of Slavic origin that newspapers spell in turn, in words long enough not to be another name.
_ENDING = re.compile(r"(?:iy|yy|ii|yi|ij|(?<=sk)i)$")
_SHORTEST_WITH_ENDING = 5
#: Articles of Arabic names, which newspapers write or leave out.
_ARABIC_ARTICLES = ("al", "el")


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
    plain = fold(name)
    return (plain,) if plain.isalnum() else tuple(_PIECE.findall(plain))


def split_pieces(text: str) -> list[Piece]:
    """The folded words and marks of a text, with their offsets."""
    return [Piece(match[0], match.start(), match.end()) for match in _PIECE.finditer(fold(text))]


def lower_headlines(words: Sequence[Piece], known: Container[str]) -> list[Piece]:
    """The pieces with headlines in capitals written as names are, but for the acronyms among the ``known`` pieces.

    >>> text = split_pieces("NATO WARNS RUSSIA OVER IRAN")
    >>> " ".join(piece.text for piece in lower_headlines(text, {"NATO"}))
    'NATO Warns Russia Over Iran'
    """
    lowered = list(words)
    start = 0
    for end in range(len(words) + 1):
        if end < len(words) and (words[end].text.isupper() or not words[end].text.isalpha()):
            continue
        run = range(start, end)
        if sum(words[i].text.isalpha() for i in run) >= _SHORTEST_HEADLINE:
            for i in run:
                if words[i].text not in known:
                    lowered[i] = words[i]._replace(text=words[i].text.title())
        start = end + 1
    return lowered


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


_SHORTEST_HEADLINE = 4
#: Acronyms of this many letters may be spoken, and then British papers write them as words.
_SPOKEN = 4


def same_letters(text: str) -> str:
    """The text with letters in disguise made plain, letter for letter: wide ones, and Cyrillic among Latin ones.

    >>> same_letters("Рutin met Путин, ＮＡＴＯ")
    'Putin met Путин, NATO'
    """
    return text if text.isascii() else _WORD.sub(_plain_word, text)


def _plain_word(match: re.Match[str]) -> str:
    word = match[0]
    if word.isascii():
        return word
    plain = "".join(_compatible(char) for char in word)
    mixed = plain.translate(_LOOKALIKES)
    return mixed if any(char.isascii() and char.isalpha() for char in plain) and mixed != plain else plain


def _compatible(char: str) -> str:
    """The plain letter that a wide or mathematical one stands for."""
    return unicodedata.normalize("NFKC", char) if _DRESSED.match(char) else char


def spelling_key(name: str, spellings: Mapping[str, str]) -> tuple[str, ...]:
    """What the ways to spell one name have in common; ``spellings`` maps a word to the one that stands for it.

    >>> spelling_key("Mohamed al-Sergiy", {"mohamed": "mohammed"})
    ('mohammed', 'sergy')
    """
    words = re.sub("['.]", "", fold(same_letters(name)).replace("-", " ")).casefold().split()
    return tuple(_respelt(spellings.get(word, word)) for word in words if word not in _ARABIC_ARTICLES)


def _respelt(word: str) -> str:
    return _ENDING.sub("y", word) if len(word) >= _SHORTEST_WITH_ENDING else word
