"""Events told by nouns: *Moscow's invasion of Ukraine*, *talks between A and B*, *launched an attack on C*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geokg.document import Candidate, Filler
from geokg.model import Resolution, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geokg.arguments import Arguments
    from geokg.document import Document
    from geokg.lexicon import Frame, Lexicon, Slot
    from geokg.syntax import Tree

__all__ = ["nominals"]

_IMPLIED = 0.75
#: How sure "its recognition" is of whose it is: too little for a plain triple.
_PRONOUN = 0.6
#: Families whose nouns tell an event even where nobody is its target: *held talks*, *staged a strike*.
_AIMLESS = frozenset({"CONSULT", "PROTEST", "ASSAULT", "AGREE"})


def nominals(
    document: Document,
    arguments: Arguments,
    lexicon: Lexicon,
    families: Mapping[str, str],
    consumed: Mapping[int, frozenset[str]],
) -> Iterator[Candidate]:
    """What the nouns tell, in text order; ``consumed`` are tokens that a verb's frame has read already, with the ids of
    those who act there: *rejected Haiti's appeal* still tells that Haiti appeals, *lifted its ban* no ban."""
    reader = _Reader(document, arguments, lexicon, families)
    tree = document.tree
    for i in range(len(tree)):
        if not tree.is_noun(i) or i in document.mentions or tree.dep[i] == "compound":
            continue
        frames = next(filter(None, map(lexicon.nouns.get, (*tree.phrases(i), tree.lemma[i]))), None)
        if frames:
            candidate = reader.read(i, frames)
            if candidate is not None and (_is_undone(tree, i, lexicon) or not _is_told(candidate, consumed.get(i))):
                yield candidate


def _is_told(candidate: Candidate, actors: frozenset[str] | None) -> bool:
    """True where a verb that read the noun has told its event, or ended it."""
    return actors is not None and any(filler.actor.id in actors for filler in candidate.subjects)


def _is_undone(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """*the summit between A and B was cancelled*: that it is off says something of A and B."""
    operator = lexicon.operators.get(tree.lemma[tree.head[i]])
    return tree.dep[i] == "nsubjpass" and operator is not None and operator.status is Status.NEGATED


class _Reader:
    def __init__(self, document: Document, arguments: Arguments, lexicon: Lexicon, families: Mapping[str, str]) -> None:
        self.families = families
        self.document = document
        self.tree = document.tree
        self.arguments = arguments
        self.lexicon = lexicon

    def read(self, i: int, frames: tuple[Frame, ...]) -> Candidate | None:
        """The candidate of noun ``i``; None where it has no source."""
        support = self._support_verb(i)
        source, target, frame = self._arguments_of(i, frames, support)
        if not source and target and frame.relation in self.lexicon.reciprocal and len(target) > 1:
            source, target = target[:1], target[1:]
        weight = 1.0
        named = any(self.tree.dep[filler.token] in ("poss", "amod") for filler in source)  # not "the Ukraine invasion"
        if named and not target and frame.relation in self.lexicon.implied_target:
            target, weight = self._implied(i, source), _IMPLIED
        aimless = support is not None and self.families[frame.relation] in _AIMLESS
        if not source or not (target or aimless):
            return None
        trigger = (i, i + 1) if support is None or not 0 < i - support < 6 else (support, i + 1)
        return Candidate(frame.relation, i, trigger, source, target, "nominals", weight=weight)

    def _support_verb(self, i: int) -> int | None:
        verb = self.tree.head[i]
        carrying = self.lexicon.words["support"] | self.lexicon.words["passive_support"]
        if self.tree.dep[i] not in ("dobj", "nsubjpass") or self.tree.lemma[verb] not in carrying:
            return None
        particles = [self.tree.lower[k] for k in self.tree.children(verb, "prt")]
        return verb if all(particle == "out" for particle in particles) else None  # "carry out", not "hold up"

    def _arguments_of(
        self, i: int, frames: tuple[Frame, ...], support: int | None
    ) -> tuple[list[Filler], list[Filler], Frame]:
        from_target = any("from" in slot.prepositions for frame in frames for slot in frame.slots if slot.role == "X")
        source = self._source(i, support, frozenset({"by"} if from_target else {"by", "from"}))
        inverted = support is not None and self.tree.lemma[support] in self.lexicon.words["passive_support"]
        places = [i] if support is None else [i, support]
        for frame in frames:
            asked = [self._stands_behind(i, slot) for slot in frame.slots if slot.nouns]
            if None in asked:
                continue
            told = [slot for slot in frame.slots if slot.role == "S"]
            said = [found for slot in told if (found := self._behind([i], slot.prepositions))]
            if told and not said:
                continue
            for slot in frame.slots:
                deeper = [*(noun for noun in asked if noun is not None), *places]  # "strengthening of ties with X"
                found = self._behind(deeper, slot.prepositions) if slot.role == "X" else []
                if len(found) > 1 and "between" in slot.prepositions:  # whoever hosts talks between two
                    return found[:1], found[1:], frame
                if found:
                    return said[0] if said else source, found, frame
        if inverted and support is not None:
            own = self._behind([i], frozenset({"by", "from"})) or self.arguments.modifiers(i)
            return own, self.arguments.agents(support), frames[0]
        return source, self._before(i), frames[0]

    def _source(self, i: int, support: int | None, prepositions: frozenset[str]) -> list[Filler]:
        """By-phrase, possessor or adjective; else the subject of the verb that carries the noun."""
        by = self._behind([i], prepositions)
        own = by or self._possessors(i)
        if own or support is None:
            return own
        return self.arguments.agents(support)

    def _possessors(self, i: int) -> list[Filler]:
        return [
            Filler(mention.actor, k2, _PRONOUN if mention.how is Resolution.PRONOUN else 1.0)
            for label in ("poss", "amod", "compound", "nmod")
            for k in self.tree.children(i, label)
            for k2 in self.tree.conjuncts(k)
            if (mention := self.document.mentions.get(k2)) is not None
        ]

    def _before(self, i: int) -> list[Filler]:
        """*US-Russia talks*: a second actor before the noun."""
        return self._possessors(i)[1:2]

    def _stands_behind(self, i: int, slot: Slot) -> int | None:
        """The noun that a frame asks for, behind its preposition."""
        nouns = (noun for word, _, noun in self.tree.prepositions(i) if word in slot.prepositions)
        return next((noun for noun in nouns if self.tree.lemma[noun] in slot.nouns), None)

    def _behind(self, places: list[int], prepositions: frozenset[str]) -> list[Filler]:
        for place in places:
            near = [place, *(k for k in self.tree.children(place, "amod") if k > place)]  # "pledges future to NATO"
            behind = [found for k in near for found in self.tree.prepositions(k)]
            for word, _, noun in sorted(behind, key=lambda found: found[1]):
                if word in prepositions and (found := self.arguments.fillers([noun])):
                    return found
        i = places[0]  # the parser may hang on the verb what follows the noun
        for word, at, noun in self.tree.prepositions(self.tree.head[i]):
            if at == i + 1 and word in prepositions and (found := self.arguments.fillers([noun])):
                return found
        return []

    def _implied(self, i: int, source: list[Filler]) -> list[Filler]:
        """The actor of the clause that the noun stands in, where the noun does not say whom it struck."""
        names = {filler.actor.id for filler in source}
        verb = self.tree.head[i]
        while not self.tree.is_verb(verb) and self.tree.head[verb] != verb:
            verb = self.tree.head[verb]
        return [f for f in self.arguments.fillers(self.tree.subjects(verb)) if f.actor.id not in names][:1]
