"""Judgements of an event told before: *Iran condemned the strikes* is about those who struck.

A judgement without a target takes its target from the nearest earlier event that its noun may name: one of the same
relation, or told by the same word.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geokg.document import Candidate, Document, Filler
    from geokg.lexicon import Lexicon

__all__ = ["echoes"]

#: How sure it is that the last event of the sort is the one that is meant.
_TRUST = 0.7
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "such"})
#: So many tokens back an event is still in mind.
_REACH = 150


def echoes(document: Document, lexicon: Lexicon, candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """The candidates, judgements with the targets that their words point back to."""
    ordered = sorted(candidates, key=lambda candidate: candidate.anchor)
    for place, candidate in enumerate(ordered):
        if candidate.objects or candidate.relation not in lexicon.judging:
            yield candidate
            continue
        first = candidate.anchor - _REACH
        before = [each for each in ordered[:place] if each.anchor >= first and _may_be_judged(each, candidate)]
        nouns = [noun for noun in _judged(document, candidate.anchor) if _is_definite(document, noun)]
        found = (_doers(document, lexicon, noun, before) for noun in nouns)
        yield replace(candidate, objects=next(filter(None, found), []))


def _may_be_judged(event: Candidate, judgement: Candidate) -> bool:
    """Nobody judges an act of his own."""
    judges = {filler.actor.id for filler in judgement.subjects}
    return bool(event.subjects) and judges.isdisjoint(filler.actor.id for filler in event.subjects)


def _judged(document: Document, verb: int) -> list[int]:
    tree = document.tree
    return [*tree.objects(verb), *(noun for _, _, noun in tree.prepositions(verb))]


def _is_definite(document: Document, noun: int) -> bool:
    return any(document.tree.lower[k] in _DEFINITE for k in document.tree.children(noun, "det"))


def _doers(document: Document, lexicon: Lexicon, noun: int, before: Sequence[Candidate]) -> list[Filler]:
    """Who did what the noun names, in the last event of its word or of its relation."""
    lemma = document.tree.lemma[noun]
    relations = {frame.relation for frame in lexicon.nouns.get(lemma, ())}
    named = [
        each for each in before if each.relation in relations or _is_made_of(lemma, document.tree.lemma[each.anchor])
    ]
    return _subjects(named[-1], lexicon, noun) if named else []


def _is_made_of(noun: str, word: str) -> bool:
    """True where a noun is the word itself, or is made of the verb: *withdrawal* of *withdraw*.

    >>> _is_made_of("invitation", "invite"), _is_made_of("decision", "declare")
    (True, False)
    """
    stem = max(4, len(word) - 2)
    return noun == word or noun[:stem] == word[:stem]


def _subjects(event: Candidate, lexicon: Lexicon, noun: int) -> list[Filler]:
    doers = [*event.subjects, *(event.objects if event.relation in lexicon.reciprocal else ())]
    return [replace(filler, token=noun, weight=filler.weight * _TRUST) for filler in doers]
