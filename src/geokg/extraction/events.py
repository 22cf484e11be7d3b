"""Events told by verbs: every verb of the article against the frames of the lexicon."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geokg.document import Candidate, Filler
from geokg.lexicon import FIGURATIVE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geokg.arguments import Arguments
    from geokg.document import Document
    from geokg.lexicon import Frame, Lexicon, Slot
    from geokg.model import Relation
    from geokg.syntax import Tree

__all__ = ["events"]

_PREDICATIVE = ("dobj", "oprd", "attr", "npadvmod", "acomp", "advmod", "ccomp", "xcomp", "prt")
#: How sure a target is that no frame names, found behind a preposition of the verb.
_GUESSED = 0.5
#: How sure an actor is at least that a noun names itself or by what stands before it.
_OWN = 0.9
_HARMFUL = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION"})
#: Families that are about the actor himself: who meets "Iran's demands" does not meet Iran.
_PERSONAL = frozenset({"CONSULT", "MEMBER_OF"})
#: Where a protest is held, it need not be against.
_WHERE = frozenset({"in", "at", "outside", "through", "into", "to"})
_GUESS_BY_FAMILY = {True: ("against", "on", "at", "into", "in", "near"), False: ("to", "with", "for", "against", "on")}


def events(
    document: Document, arguments: Arguments, lexicon: Lexicon, relations: Mapping[str, Relation]
) -> Iterator[Candidate]:
    """What the verbs tell, in text order; a figure of speech has no relation, so that its words are spent."""
    matcher = _Matcher(document, arguments, lexicon, relations)
    for i, lemma in enumerate(document.tree.lemma):
        frames = lexicon.verbs.get(_joined(document.tree, i)) or lexicon.verbs.get(lemma)
        if frames and document.tree.is_verb(i) and document.tree.dep[i] not in ("aux", "auxpass", "amod", "compound"):
            candidate = matcher.best(i, frames)
            if candidate is not None:
                yield candidate


def _joined(tree: Tree, i: int) -> str:
    """A verb with what a hyphen joins to it: *test-fire*."""
    return f"{tree.lemma[i - 2]}-{tree.lemma[i]}" if i > 1 and tree.lower[i - 1] == "-" else ""


class _Match:
    """A frame laid over a verb: what it has found so far."""

    __slots__ = ("armed", "consumed", "located", "nouns", "personal", "protest", "source", "target")

    def __init__(self, family: str) -> None:
        self.armed = family == "ASSAULT"
        self.located = family in _HARMFUL
        self.personal = family in _PERSONAL
        self.protest = family == "PROTEST"
        self.target: list[Filler] = []
        self.source: list[Filler] = []
        self.nouns: list[int] = []
        self.consumed: set[int] = set()

    def places(self, verb: int) -> list[int]:
        """Where a preposition of the frame may hang: the nouns read so far, the last first, then the verb."""
        return [*reversed(self.nouns), verb]


class _Matcher:
    def __init__(
        self, document: Document, arguments: Arguments, lexicon: Lexicon, relations: Mapping[str, Relation]
    ) -> None:
        self.document = document
        self.tree = document.tree
        self.arguments = arguments
        self.lexicon = lexicon
        self.relations = relations
        self._known: dict[tuple[int, int], set[str]] = {}

    def best(self, i: int, frames: tuple[Frame, ...]) -> Candidate | None:
        """The most specific frame that fits the verb ``i``, as a candidate; else one that lacks but its target."""
        words = self._words(self.tree.sent[i])
        near = [frame for frame in frames if not any(s.nouns and s.nouns.isdisjoint(words) for s in frame.slots)]
        for loose in (False, True):
            for frame in near:
                match = self._match(frame, i, loose)
                if match is not None and self._takes(frame, match):
                    return self._mutual(frame, i, match, near) or self._candidate(frame, i, match)
        return None

    def _mutual(self, found: Frame, i: int, match: _Match, frames: Sequence[Frame]) -> Candidate | None:
        """*A and B held exercises*: of two, what they do together, rather than what each of them does to nobody."""
        if match.target or found.relation in self.lexicon.reciprocal or len(self.arguments.agents(i)) < 2:
            return None
        for frame in frames:
            together = frame.relation in self.lexicon.reciprocal and frame.specificity == found.specificity
            if together and (other := self._match(frame, i, loose=False)) is not None:
                return self._candidate(frame, i, other)
        return None

    def _takes(self, frame: Frame, match: _Match) -> bool:
        """True unless all that was found for a role is of a kind that it does not take: *left the EU*."""
        asked = {slot.role: slot.kinds for slot in frame.slots if slot.role and slot.kinds}
        if "X" not in asked and frame.relation != FIGURATIVE:
            asked["X"] = frozenset(self.relations[frame.relation].range)
        found = {"X": match.target, "S": match.source}
        return all(
            not kinds or not found[role] or any(filler.actor.kind in kinds for filler in found[role])
            for role, kinds in asked.items()
        )

    def _is_particle(self, k: int) -> bool:
        """True for *over* in "took over the town", not in "flew over the town"."""
        dep = self.tree.dep[k]
        return dep in ("prt", "advmod", "npadvmod") or (dep == "prep" and not self.tree.children(k, "pobj"))

    def _is_bare_mutual(self, frame: Frame) -> bool:
        """*A and B fight*: whoever fights something, such as malaria, does not fight each other."""
        harmful = frame.relation != FIGURATIVE and self.relations[frame.relation].family in _HARMFUL
        return harmful and not frame.slots and frame.relation in self.lexicon.reciprocal

    def _has_doers(self, frame: Frame, i: int) -> bool:
        heads = self.tree.agents(i)
        return not frame.doers or any(self.tree.lemma[k] in frame.doers for k in heads)

    def _words(self, sentence: tuple[int, int]) -> set[str]:
        """All that a noun of a frame may be called in a sentence: most frames are ruled out by it at little cost."""
        if sentence not in self._known:
            tree, tokens = self.tree, range(*sentence)
            words = {tree.lemma[k] for k in tokens} | {tree.lower[k] for k in tokens}
            words.update(phrase for k in tokens for phrase in tree.phrases(k))
            self._known[sentence] = words
        return self._known[sentence]

    def _candidate(self, frame: Frame, i: int, match: _Match) -> Candidate | None:
        if frame.relation == FIGURATIVE:
            return Candidate(FIGURATIVE, i, (i, i + 1), [], [], "events", consumed=frozenset(match.consumed | {i}))
        passive = self.tree.is_passive(i)
        if frame.subject_is_target:
            target = self.arguments.fillers(self.tree.subjects(i))
            source = match.source
        else:
            source = match.source or self.arguments.agents(i)
            target = match.target
        if not source and frame.relation in self.lexicon.moved:  # "talk of sending NATO contingents": NATO's
            source = [f for noun in match.nouns for f in self.arguments.fillers([noun]) if f.weight >= _OWN]
        if match.personal or match.located:
            source = [self._doubted(filler, i, match) for filler in source]
        weight = 1.0
        mutual = frame.relation in self.lexicon.reciprocal and len(source) > 1  # "A and B clashed near C"
        if not target and not match.personal and not mutual:
            target = self._passive_target(i) if passive else self._guess(frame, i, match)
            weight = _GUESSED if target else 1.0
        if frame.subject_is_target and not target:
            return None
        if any(
            self.tree.lower[k] in self.lexicon.words["planning"] for noun in match.nouns for k in self.tree.kids[noun]
        ):
            weight *= _GUESSED  # who pulls out of a planned agreement has not been in it
        particles = (k for k in match.consumed if self.tree.dep[k] == "prt")
        tokens = sorted({i, *match.nouns, *particles})
        return Candidate(
            frame.relation, i, (tokens[0], tokens[-1] + 1) if tokens[-1] - tokens[0] < 6 else (i, i + 1),
            source, target, "events", weight=weight, consumed=frozenset(match.consumed | {i}),
        )  # fmt: skip

    def _passive_target(self, i: int) -> list[Filler]:
        return self.arguments.fillers(self.tree.subjects(i))

    def _guess(self, frame: Frame, i: int, match: _Match) -> list[Filler]:
        """A target behind a preposition that the frame does not name, or deeper below one that it does."""
        named = frozenset(word for slot in frame.slots if slot.role == "X" for word in slot.prepositions)
        wanted = [*sorted(named), *_GUESS_BY_FAMILY[match.located]]
        for place in match.places(i):
            if place != i and (found := self._without_own(self.arguments.modifiers(place), i)):
                return found
            by_preposition = list(self.tree.prepositions(place))
            for preposition in wanted:
                for word, _, noun in by_preposition:
                    if word == preposition and (found := self._below(noun, preposition in named)):
                        return found
        return []

    def _below(self, noun: int, deep: bool) -> list[Filler]:
        """The actors of a noun; of the clause behind it only where the frame's own preposition leads there."""
        found = self.arguments.fillers([noun])
        if found or not deep:
            return found
        mentions, aims = self.document.mentions, {k for k in self.tree.below(noun) if self.tree.tag[k] == "VB"}
        beyond = {k2 for k in aims for k2 in self.tree.below(k)}  # "strikes to free Bazoum"
        near = sorted(set(self.tree.below(noun)) - beyond)
        return [Filler(mentions[k].actor, k, 0.8) for k in near if k in mentions][:1]

    def _match(self, frame: Frame, i: int, loose: bool) -> _Match | None:
        """The frame laid over the verb. ``loose`` lets the target be missing where a noun of the frame is there."""
        if not self._has_doers(frame, i) or (self._is_bare_mutual(frame) and self.tree.objects(i)):
            return None
        match = _Match(self.relations[frame.relation].family if frame.relation != FIGURATIVE else "")
        for particle in frame.particles:
            at = next((k for k in self.tree.kids[i] if self.tree.lower[k] == particle and self._is_particle(k)), None)
            if at is None:
                return None
            match.consumed.add(at)
        for position, slot in enumerate(frame.slots):
            later_noun = any(s.nouns and not s.prepositions for s in frame.slots[position + 1 :])
            missing = not self._fill(slot, i, match, later_noun)
            lacks = loose and slot.role == "X" and frame.relation not in self.lexicon.reciprocal
            if missing and not (lacks and self._may_lack(frame, slot, i, match)):
                return None
        return match

    def _may_lack(self, frame: Frame, slot: Slot, i: int, match: _Match) -> bool:
        """A frame whose noun is there may lack its target; so may harm or a judgement of something that is no actor."""
        of_thing = match.located or frame.relation in self.lexicon.judging
        return bool(match.nouns) if slot.prepositions else of_thing and bool(self.tree.objects(i))

    def _fill(self, slot: Slot, i: int, match: _Match, later_noun: bool) -> bool:
        if not slot.role:
            return self._require(slot, i, match)
        if not slot.prepositions:
            found = self._object_fillers(i, later_noun, match.located)
        else:
            found = self._behind(slot, i, match)
        found = self._without_own(found, i)
        if slot.role == "S":
            match.source = found
        else:
            people = self.lexicon.words["people"]
            match.target = [f for f in found if f.weight == 1 or self._is_of(f, i, people)] if match.personal else found
            found = match.target
        return bool(found)

    def _doubted(self, filler: Filler, verb: int, match: _Match) -> Filler:
        """Less sure where not people meet or not forces attack: *the Libyan delegation swept into Cairo*."""
        words = self.lexicon.words
        unarmed = match.armed and self.tree.lemma[filler.token] in words["people"] - words["forces"]
        doers = words["acting_nouns"] | words["forces"] | (words["people"] if not match.armed else frozenset())
        sure = (filler.weight == 1 and not unarmed) or self._is_of(filler, verb, doers)
        return filler if sure else replace(filler, weight=filler.weight * _GUESSED)

    def _is_of(self, filler: Filler, verb: int, nouns: frozenset[str]) -> bool:
        """True where such nouns of an actor stand for it: "met representatives of the Armenians"."""
        noun = filler.token
        while noun != verb and self.tree.head[noun] != noun:
            if self.tree.lemma[noun] in nouns:
                return True
            noun = self.tree.head[noun]
        return False

    def _object_fillers(self, i: int, later_noun: bool, located: bool) -> list[Filler]:
        """Actors of the object; of the indirect one first where both stand (*grant X asylum*)."""
        dative = [k for k in self.tree.children(i, "dative") if self.tree.is_noun(k) or self.tree.tag[k] == "PRP"]
        if dative:
            return self.arguments.fillers(dative)
        if later_noun and self.tree.is_passive(i):
            return self._passive_target(i)
        found = self.arguments.fillers(self.tree.objects(i) or dative, located=located)
        if found:
            return found
        return self._passive_target(i) if self.tree.is_passive(i) else self._subject_of_complement(i)

    def _without_own(self, found: list[Filler], i: int) -> list[Filler]:
        """Without what is the subject's own: "pulled its soldiers out of Mali" is done to Mali, not to them."""
        own = {filler.actor.id for filler in self.arguments.agents(i)} if any(f.weight < 1 for f in found) else set()
        return [filler for filler in found if filler.weight == 1 or filler.actor.id not in own]

    def _subject_of_complement(self, i: int) -> list[Filler]:
        """*urged Serbia to sign*: the parser often makes the object the subject of the lower verb."""
        for k in self.tree.children(i, "ccomp", "xcomp"):
            if self.tree.tag[k] == "VB" and not any(self.tree.dep[k2] == "mark" for k2 in self.tree.kids[k]):
                subjects = self.tree.children(k, "nsubj", "nsubjpass")
                if any(self.tree.lower[k2] == "to" for k2 in self.tree.kids[k]) and subjects:
                    return self.arguments.fillers(subjects)
        return []

    def _behind(self, slot: Slot, i: int, match: _Match) -> list[Filler]:
        """Actors behind a preposition of the frame's noun, else of its verb; else whose the noun is."""
        if match.located and slot.role == "X" and (owners := self._owners(match)) and not self._is_own(owners, i):
            return owners
        # the parser may hang on the object what follows it: "extradite the editor to Turkey"
        objects = [] if match.nouns or "of" in slot.prepositions else self.tree.objects(i)
        for place in [*match.places(i), *objects]:
            for word, at, noun in sorted(self.tree.prepositions(place), key=lambda found: found[1]):
                if self.tree.dep[at] == "agent" and slot.role == "X":
                    continue  # "rejected by": who acts
                found = self.arguments.fillers([noun], located=match.located) if word in slot.prepositions else []
                if found and slot.role == "X" and self._is_own(found, i):
                    found = self.arguments.attached(noun)  # "along its border with Jordan"
                if found:
                    match.consumed.add(at)
                    unsure = match.protest and word in _WHERE
                    return [replace(f, weight=f.weight * _GUESSED) for f in found] if unsure else found
        if slot.role != "X":
            return []
        return next((found for noun in reversed(match.nouns) if (found := self.arguments.modifiers(noun))), [])

    def _owners(self, match: _Match) -> list[Filler]:
        """Whose the thing is that is harmed, before where it is: "a British ship in the Red Sea"."""
        things = [noun for noun in match.nouns if self.tree.lemma[noun] not in self.lexicon.nouns]
        return next((found for noun in reversed(things) if (found := self.arguments.modifiers(noun))), [])

    def _is_own(self, found: list[Filler], i: int) -> bool:
        """*curbs on its market for new members*: what is the actor's own is not whom it acts on."""
        own = {(filler.actor.id, filler.actor.sector) for filler in self.arguments.agents(i)}
        return all((filler.actor.id, filler.actor.sector) in own for filler in found)

    def _require(self, slot: Slot, i: int, match: _Match) -> bool:
        """Looks for a noun or preposition that must stand there."""
        found = self._required_behind(slot, i, match) if slot.prepositions else self._required_object(slot, i)
        if found is None:
            return False
        if slot.nouns:
            match.nouns.append(found)
        match.consumed.add(found)
        return True

    def _required_object(self, slot: Slot, i: int) -> int | None:
        tree = self.tree
        heads = tree.objects(i) + tree.children(i, *_PREDICATIVE)
        for head in heads:
            for k in tree.conjuncts(head):
                if tree.tag[k] == "VB":  # "is preparing to attack" is not an attack that is prepared
                    continue
                if (found := self._named(slot, k)) is not None:
                    return found
        return None

    def _named(self, slot: Slot, k: int) -> int | None:
        """``k``, or what it is a part of, where its lemma is one of the slot's nouns."""
        tree = self.tree
        if not slot.nouns.isdisjoint((tree.lemma[k], tree.lower[k], *tree.phrases(k))):
            return k
        if tree.lemma[k] in self.lexicon.words["partitives"]:
            for word, _, noun in tree.prepositions(k):
                if word == "of" and tree.lemma[noun] in slot.nouns:
                    return noun
        return None

    def _required_behind(self, slot: Slot, i: int, match: _Match) -> int | None:
        tree = self.tree
        for place in match.places(i):
            stacked = [k2 for k in tree.children(place, "prep") for k2 in tree.children(k, "prep")]  # "out of talks"
            for k in [*tree.kids[place], *stacked]:
                if tree.lower[k] not in slot.prepositions:
                    continue
                if not slot.nouns:
                    return k
                for k2 in tree.kids[k]:
                    for k3 in tree.conjuncts(k2):
                        if (found := self._named(slot, k3)) is not None:
                            return found
        if slot.prepositions == {"to"} and slot.nouns:
            return next((k for k in tree.children(i, "xcomp", "advcl") if tree.lemma[k] in slot.nouns), None)
        return None
