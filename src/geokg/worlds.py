"""What holds only in a world that is made up: in films and dreams, in jest, in the telling of somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geokg.clauses import MAX_CLIMB
from geokg.model import Status

if TYPE_CHECKING:
    from geokg.clauses import Clauses

__all__ = ["Worlds"]

#: Parts of a clause that a relative pronoun may be.
_FILLED = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})


class Worlds:
    """Asks of the tokens of one document whether they tell of the real world."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses
        self.tree = clauses.tree
        self.lexicon = clauses.lexicon
        self._aside: dict[int, bool] = {}

    def is_fiction(self, i: int) -> bool:
        """*The thriller imagines a 2029 in which China has ...; in the film, Russia invades ...*: nobody did that."""
        tree, words = self.tree, self.lexicon.words
        for j in range(tree.sent[i][0], i):
            if tree.lemma[j] in words["imagining"] and not self._is_below(j, i):
                return True
            within = tree.lower[tree.head[j]] in ("in", "on", "under", "during")
            if tree.lemma[j] in words["fiction"] and (within or self._is_below(i, j)):
                return True
            if tree.lemma[j] in words["staged"] and within and tree.head[j] == tree.sent[i][0]:
                return True
        return False

    def _is_below(self, lower: int, upper: int) -> bool:
        """True where the way up from one token leads through another."""
        for _ in range(MAX_CLIMB):
            lower = self.tree.head[lower]
            if lower == upper:
                return True
        return False

    def is_imagined(self, lower: int) -> bool:
        """*imagines a future in which China has ...; long for the day when ...; in the event that ...*."""
        tree, noun = self.tree, self.tree.head[lower]
        present, opener = tree.tag[lower] in ("VBZ", "VBP"), {tree.lower[k] for k in tree.kids[lower] if k < lower}
        of_noun = self.lexicon.noun_operators.get(tree.lemma[noun])
        relative = any(tree.lower[k] == "that" and tree.dep[k] in _FILLED for k in tree.kids[lower])
        if "that" in opener and (present or not relative) and of_noun is not None and of_noun.status is Status.POSSIBLE:
            return True
        if present and "when" in opener and tree.lemma[noun] in ("day", "time", "moment"):
            return True
        verb = tree.head[noun]
        while not tree.is_verb(verb) and tree.head[verb] != verb:
            verb = tree.head[verb]
        if tree.dep[lower] != "relcl" or not tree.is_verb(verb):
            return False
        if tree.lemma[verb] in self.lexicon.words["imagining"]:
            return True
        operator = self.clauses.operator(verb)
        return present and operator is not None and operator.status is Status.POSSIBLE

    def is_supposed(self, lower: int) -> bool:
        """*It would be a brave man who sent ...*: of somebody who may not be."""
        tree, noun = self.tree, self.tree.head[lower]
        modals = {tree.lower[k] for k in tree.children(tree.head[noun], "aux")}
        return tree.dep[noun] == "attr" and bool(modals & {"would", "could", "might", "'d"})

    def has_aside(self, start: int, end: int) -> bool:
        """*..., or so Paris hoped; goes the joke; the way Beijing sees it*: the sentence stands back from itself."""
        if start not in self._aside:
            text = f" {' '.join(self.tree.lower[start:end])} "
            self._aside[start] = any(f" {aside} " in text for aside in self.lexicon.words["asides"])
        return self._aside[start]
