"""From a noun of the parse to the actors that it stands for."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from geokg.document import Filler
from geokg.model import Resolution

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geokg.document import Document
    from geokg.lexicon import Lexicon
    from geokg.model import Mention

__all__ = ["Arguments"]

#: How sure the way from a noun to an actor is.
_DIRECT, _MODIFIER, _ATTACHED = 1.0, 0.9, 0.75
#: The same where private people or things stand for their country: too little for a plain triple.
_PRIVATE = 0.5
#: The same for the holder of an office whom an article does not name.
_UNNAMED = 0.7
#: Prepositions behind a noun that lead to the actor it belongs to: anybody's; of one who is harmed where he stands; and
#: of one who acts.
_BELONGING = ("of", "from", "by", "between")
_LOCATED = (*_BELONGING, "in", "against", "to", "at", "near", "on", "inside", "into", "outside", "with")
_ACTING = ("of", "from", "for")
_ADJECTIVAL = frozenset({Resolution.NAME, Resolution.ALIAS, Resolution.DEMONYM})
_NAMING = frozenset({Resolution.NAME, Resolution.ALIAS, Resolution.SURNAME, Resolution.FOUND})
_MAX_DEPTH = 3


class Arguments:
    """Finds the actors behind the nouns of one document."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self.document = document
        self.tree = document.tree
        self.lexicon = lexicon

    def fillers(self, heads: Iterable[int], *, acting: bool = False, located: bool = False) -> list[Filler]:
        """The actors of the nouns and of what is coordinated with them, each once, in text order.

        ``acting`` asks for those who could do something: then "Iran's rejection" does not stand for Iran. ``located``
        lets a thing stand for where it is: who strikes "a convoy in Syria" strikes Syria.
        """
        ways = _ACTING if acting else _LOCATED if located else _BELONGING
        found: dict[tuple[str, str | None], Filler] = {}
        for head in heads:
            for k in self.tree.conjuncts(head):
                for filler in self._of_noun(self.tree.antecedent(k), ways, 0):
                    found.setdefault((filler.actor.id, filler.actor.sector), filler)
        return list(found.values())

    def agents(self, verb: int) -> list[Filler]:
        """Who does what a verb tells; for *issued a statement demanding* the one who issued it."""
        infinitive = self.tree.tag[verb] == "VB" and self.tree.dep[verb] in ("acl", "relcl")
        if infinitive and (whose := self.modifiers(self.tree.head[verb])):  # "a Russian plot to kill"
            return whose
        found = self.fillers(self.tree.agents(verb), acting=True)
        noun = self.tree.head[verb]
        if found or self.tree.dep[verb] != "acl" or self.tree.is_passive(verb):
            return found
        issuer = self.tree.head[noun]
        issued = self.tree.dep[noun] == "dobj" and self.tree.lemma[issuer] in self.lexicon.words["support"]
        return self.modifiers(noun) or (self.fillers(self.tree.agents(issuer), acting=True) if issued else [])

    def _of_noun(self, i: int, ways: tuple[str, ...], depth: int) -> list[Filler]:
        mention = self.document.mentions.get(i)
        if mention is not None:
            named = [Filler(actor, i, self._weight(mention)) for actor in mention.actors]
            return [*self._coordinated_modifiers(i, mention), *named]
        if self.tree.lower[i - 1 : i + 1] in (["each", "other"], ["one", "another"]):
            return self._partners(i)
        if self.tree.lemma[i] in self.lexicon.words["others"]:  # "Ukraine's allies" are not Ukraine
            return []
        if depth > _MAX_DEPTH or (ways is _ACTING and not self._can_act(i)):
            return []
        whose = self.modifiers(i)
        if ways is _ACTING and not self._is_official(i):  # Canadian wheat that feeds Egypt is not Canada
            whose = [replace(filler, weight=min(filler.weight, _PRIVATE)) for filler in whose]
        return self._of_appositive(i) or whose or self._attached(i, ways, depth)

    def _weight(self, mention: Mention) -> float:
        """Less where the article gives no name: who holds an office on the day is what we know, not what it says."""
        named = mention.how is not Resolution.OFFICE or mention.actor.id in self._named
        return _DIRECT if named else _UNNAMED

    @cached_property
    def _named(self) -> frozenset[str]:
        """The ids of actors whose name stands somewhere in the article."""
        mentions = self.document.mentions.values()
        return frozenset(mention.actor.id for mention in mentions if mention.how in _NAMING)

    def _partners(self, i: int) -> list[Filler]:
        """*accused each other*: those who act."""
        while not self.tree.is_verb(i) and self.tree.head[i] != i:
            i = self.tree.head[i]
        return self.agents(i) if self.tree.is_verb(i) else []

    def _coordinated_modifiers(self, i: int, mention: Mention) -> list[Filler]:
        """*U.S. and Russian negotiators*: the first country stands outside the mention of the second."""
        sector = mention.actor.sector
        found = []
        for k in self.tree.children(i, "amod", "compound", "nmod", "poss"):
            other = self.document.mentions.get(k)
            if other is None or other is mention or other.how not in _ADJECTIVAL:
                continue
            if any(self.document.mentions.get(k2) is mention for k2 in self.tree.conjuncts(k)) or self._joined(k, i):
                found.append(Filler(replace(other.actor, sector=sector), k, _MODIFIER))
        return found

    def _joined(self, k: int, i: int) -> bool:
        """True where *and* stands right behind a modifier."""
        return k + 1 < i and self.tree.lower[k + 1] in ("and", "or")

    def _can_act(self, i: int) -> bool:
        lemma = self.tree.lemma[i]
        if lemma in self.lexicon.words["acting_nouns"] or not self.tree.is_noun(i):
            return True
        return lemma not in self.lexicon.nouns and not lemma.endswith(tuple(self.lexicon.words["abstract_suffixes"]))

    def _is_official(self, i: int) -> bool:
        """True for what acts for a state or a group: its forces, bodies and people in office."""
        words, lemma = self.lexicon.words, self.tree.lemma[i]
        return any(lemma in words[name] for name in ("acting_nouns", "people", "official")) or not self.tree.is_noun(i)

    def _of_appositive(self, i: int) -> list[Filler]:
        for k in self.tree.children(i, "appos"):
            if (mention := self.document.mentions.get(k)) is not None:
                return [Filler(actor, k, _DIRECT) for actor in mention.actors]
        return []

    def modifiers(self, i: int) -> list[Filler]:
        """The actors whose a noun is: the possessor, adjective or compound nearest before it, coordinated ones too."""
        if self.tree.lemma[i] in self.lexicon.words["members"]:  # what members do, the whole has not done
            return []
        if led := self._leaders(i):
            return led
        labels = ("poss", "amod") if self._is_event(i) else ("poss", "amod", "compound", "nmod")
        weight = _PRIVATE if self.tree.lemma[i] in self.lexicon.words["private"] else _MODIFIER
        for k in reversed(self.tree.children(i, *labels)):
            found = {
                actor.id: Filler(actor, k2, weight)
                for k2 in self._owners(k)
                if (mention := self.document.mentions.get(k2)) is not None
                for actor in mention.actors
            }
            if found:
                return list(found.values())
        return []

    def _leaders(self, i: int) -> list[Filler]:
        """*a US-led coalition, a coalition led by Riyadh*: who leads it acts in it."""
        led = [k for k in self.tree.children(i, "amod", "acl") if self.tree.lower[k] == "led"]
        names = [
            k2
            for k in led
            for k2 in [*self.tree.children(k, "npadvmod", "compound", "nmod", "amod"), *self.tree.agents(k)]
        ]
        mentions = self.document.mentions
        return [Filler(actor, k, _MODIFIER) for k in names if k in mentions for actor in mentions[k].actors]

    def _is_event(self, i: int) -> bool:
        """True for a noun that tells an event: "the Gaza bombing" and "the invasion of Ukraine" are not theirs."""
        return self.tree.lemma[i] in self.lexicon.nouns

    def _owners(self, k: int) -> list[int]:
        """A modifier and what is coordinated with it; for a noun without an actor, its own possessor."""
        conjuncts = self.tree.conjuncts(k)
        if not any(k2 in self.document.mentions for k2 in conjuncts):
            return self.tree.children(k, "poss", "amod", "compound")
        return conjuncts

    def attached(self, i: int) -> list[Filler]:
        """The actors behind the prepositions of a noun, those of its place included."""
        return self._attached(i, _LOCATED, 0)

    def _attached(self, i: int, ways: tuple[str, ...], depth: int) -> list[Filler]:
        by_preposition = list(self.tree.prepositions(i))
        if ways is _ACTING and self.tree.lemma[i] in self.lexicon.words["people"]:
            ways = (*ways, "in", "at")  # "officials in Islamabad"
        if ways is not _LOCATED and self._is_event(i):
            ways = tuple(way for way in ways if way != "of")  # whom it befell, not whose it is
        for wanted in ways:
            for preposition, _, noun in by_preposition:
                if preposition == wanted:
                    found = [f for k in self.tree.conjuncts(noun) for f in self._of_noun(k, ways, depth + 1)]
                    if found:
                        return [replace(filler, weight=filler.weight * _ATTACHED) for filler in found]
        return []
