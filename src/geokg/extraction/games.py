"""Sport speaks as war does: *Argentina beat France in the final* is no event between the two countries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geokg.document import Candidate, Document
    from geokg.lexicon import Lexicon

__all__ = ["without_games"]

_SCORE = re.compile(r"(?<![\d-])\d{1,3}-\d{1,3}(?![\d-]|\w)")


def without_games(
    document: Document, lexicon: Lexicon, families: Mapping[str, str], candidates: Sequence[Candidate]
) -> Iterator[Candidate]:
    """The candidates without those of a kind that sentences about sport tell in jest (``sport_families``)."""
    games: dict[tuple[int, int], bool] = {}
    for candidate in candidates:
        sentence = document.tree.sent[candidate.anchor]
        if sentence not in games:
            games[sentence] = _is_of_sport(document, lexicon, sentence)
        if not (games[sentence] and families[candidate.relation] in lexicon.words["sport_families"]):
            yield candidate


def _is_of_sport(document: Document, lexicon: Lexicon, sentence: tuple[int, int]) -> bool:
    """True where a word of sport or a score stands in the sentence: "3-1"."""
    tree, (start, end) = document.tree, sentence
    words = {tree.lemma[k] for k in range(start, end)} | set(tree.lower[start:end])
    pairs = {f"{tree.lower[k - 1]} {tree.lemma[k]}" for k in range(start + 1, end)}
    if (words | pairs) & lexicon.words["sport"]:
        return True
    numbers = any(tree.lower[k] == "-" and tree.lower[k - 1].isdigit() for k in range(start + 1, end))
    return numbers and _SCORE.search(document.doc[start:end].text) is not None and "vote" not in words
