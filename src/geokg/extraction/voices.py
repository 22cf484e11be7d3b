"""Who is reported as saying what: the voices of a statement, the outermost first.

The speaker is the subject of the nearest reporting verb above a predicate, or who is named beside it (*according to
Egypt*; *..., Egypt said, ...*), or whose the noun is that reports it (*a Kremlin statement that*), else who speaks the
quotation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geokg.clauses import COMPLEMENTS, LEADING_TO_EVENT, MAX_CLIMB
from geokg.model import Actor, Kind, Status, short_hash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geokg.clauses import Clauses
    from geokg.lexicon import Operator

__all__ = ["VoiceReader"]

#: Who says a quotation that nobody is named for: it is never the article's own voice.
_SOMEBODY = Actor("x-" + short_hash("somebody", Kind.GROUP), "somebody", Kind.GROUP)


class VoiceReader:
    """Reads the voices of any token of one document."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses
        self.document = clauses.document
        self.tree = clauses.tree
        self.lexicon = clauses.lexicon
        self.arguments = clauses.arguments

    def at(self, i: int) -> tuple[Actor, ...]:
        """Who is reported as saying what token ``i`` tells, the outermost first; empty for the article's own voice."""
        found: list[Actor] = []  # the innermost first
        quote = self.document.quote_at(i)
        lower = i
        for _ in range(MAX_CLIMB):
            found.extend(self._sources_beside(lower))
            upper = self.tree.head[lower]
            leaves = quote is not None and not quote.start <= upper < quote.end
            if upper == lower or self.clauses.is_apart(lower, upper):
                found.extend(self._headlined(lower) or self._viewed(lower, i))
                break
            if leaves and quote is not None and quote.speaker is not None:
                break
            if (source := self._source_of_clause(lower, upper)) is not None:
                found.extend([*self._cited(upper), source])
            if leaves:
                break
            lower = upper
        if quote is not None and (quote.speaker is not None or not found):
            found.append(quote.speaker or _SOMEBODY)
        distinct = {actor.id: actor for actor in reversed(found)}  # "he said that he said": one voice
        inner = {actor.id: None for actor in found}
        return tuple(distinct[key] for key in reversed(inner))

    def _headlined(self, root: int) -> list[Actor]:
        """*Macron: France to send troops*: a name with a colon behind it, before all the rest."""
        start, end = self.tree.sent[root]
        if (last := self._signed(start, end)) is not None:
            return [last]
        found = [
            k for k in self.tree.children(root, "dep", "nsubj", "npadvmod") if self.tree.lower[k + 1 : k + 2] == [":"]
        ]
        return [self.document.mentions[k].actor for k in found if k in self.document.mentions and k - start < 4]

    def _viewed(self, root: int, i: int) -> list[Actor]:
        """*The way Beijing sees it, ...; to hear Vucic tell it, ...*: whose view the sentence gives."""
        tree = self.tree
        views = (k for k in range(*tree.sent[root]) if tree.lemma[k] in ("see", "tell") and k != i)
        views = (k for k in views if any(tree.lower[k2] == "it" for k2 in tree.children(k, "dobj")))
        return list(filter(None, map(self._agent_of, views)))[:1]

    def _signed(self, start: int, end: int) -> Actor | None:
        """*France to send troops - Macron*: a name behind a dash, a colon or in brackets, after all the rest."""
        tree, doc = self.tree, self.document.doc
        while end > start and tree.lower[end - 1] in (".", "!", ")"):
            end -= 1
        last = range(end - 2, max(start, end - 4), -1)
        marks = (k for k in last if tree.lower[k] in (":", "-", "—", "("))
        dash = next((k for k in marks if tree.lower[k] == ":" or doc[k - 1].whitespace_), None)
        mention = self.document.mentions.get(end - 1) if dash is not None else None
        return mention.actor if mention is not None else None

    def _source_of_clause(self, lower: int, upper: int) -> Actor | None:
        tree = self.tree
        if self._is_parenthesis(lower):
            return None
        if tree.is_verb(upper) and tree.dep[lower] in COMPLEMENTS | {"advcl", "nsubj", "prep"}:
            operator = self.clauses.operator(upper)
            if operator is not None and operator.speaks and self._is_spoken(lower, upper, operator):
                return self._agent_of(upper) or self._unread_agent(lower, upper)
            if tree.lemma[upper] == "be" and tree.dep[lower] == "ccomp":  # "the Kremlin's line is that"
                told = (k for k in tree.children(upper, "nsubj") if tree.lemma[k] in self.lexicon.noun_operators)
                return next(filter(None, map(self.clauses.owner, told)), None)
        if tree.is_noun(upper) and tree.dep[lower] in ("acl", "relcl", "prep") and self._is_said_noun(lower, upper):
            verb = tree.head[upper]
            if tree.dep[upper] in ("dobj", "nsubjpass") and tree.lemma[verb] in self.lexicon.words["denying"]:
                return self._agent_of(verb)
            return self.clauses.owner(upper)
        return None

    def _is_spoken(self, lower: int, upper: int, operator: Operator) -> bool:
        """True where the lower word belongs to what is said, and is not the speaker or the occasion."""
        tree = self.tree
        if tree.dep[lower] in ("ccomp", "parataxis", "dep") or self.clauses.is_asked(lower, upper):
            return True
        if tree.dep[lower] == "xcomp":  # who hopes to act has not said so
            by_others = tree.is_passive(upper) and self.clauses.has_source(upper)  # "is believed by Washington to have"
            return by_others or tree.lemma[upper] not in self.lexicon.words["thinking"]
        if tree.dep[lower] == "dobj":  # who condemns an invasion takes it for granted, as the article does
            return operator.status not in (None, Status.ASSERTED)
        if tree.dep[lower] == "prep" and tree.lower[lower] == "as":  # "quoted him as saying"
            return tree.lemma[upper] in ("quote", "cite")
        if tree.dep[lower] == "prep":
            return operator.status is not None and tree.lower[lower] in LEADING_TO_EVENT
        return False

    def _is_said_noun(self, lower: int, upper: int) -> bool:
        operator = self.lexicon.noun_operators.get(self.tree.lemma[upper])
        if operator is None or not operator.speaks:
            return False
        return self.tree.dep[lower] != "relcl" or any(self.tree.lower[k] == "that" for k in self.tree.kids[lower])

    def _sources_beside(self, i: int) -> Iterator[Actor]:
        """*according to Egypt, by Egypt's account, ..., Egypt said, ...* next to a predicate."""
        tree, words = self.tree, self.lexicon.words
        for preposition, at, noun in tree.prepositions(i):
            according = preposition in ("according to", "per") or (
                preposition == "to" and tree.lower[at - 1] == "according"
            )
            told = preposition in ("by", "in") and tree.lemma[noun] in words["accounts"]
            account = told and self.clauses.owner(noun) is not None
            if (according or account) and tree.lemma[noun] not in words["no_source"]:
                yield from filter(None, [self._actor_of([noun])])
        beside = [verb for subject in tree.subjects(i) for verb in tree.children(subject, "parataxis")]
        for verb in [*tree.children(i, "parataxis", "advcl", "ccomp"), *beside]:
            if self._is_parenthesis(verb):
                yield from filter(None, [self._agent_of(verb)])

    def _is_parenthesis(self, verb: int) -> bool:
        """*Sudan, Egypt said, attacked Chad*; *as Egypt tells it*."""
        tree, operator = self.tree, self.clauses.operator(verb)
        if operator is None or not operator.speaks or tree.children(verb, "ccomp", "xcomp"):
            return False
        as_told = any(tree.lower[k] == "as" for k in tree.children(verb, "mark", "advmod"))
        start, end = tree.span(verb)
        apart = tree.lower[start - 1 : start] == [","] and tree.lower[end : end + 1] in ([","], ["."], ['"'])
        return (as_told or apart or tree.dep[verb] == "parataxis") and tree.lemma[verb] in self.lexicon.reporting

    def _cited(self, verb: int) -> list[Actor]:
        """*Yonhap, citing officials, said*: those whom a reporter names in turn."""
        tree = self.tree
        below = [verb, *tree.subjects(verb)]
        citing = [
            k2 for k in below for k2 in tree.children(k, "advcl", "acl") if tree.lower[k2] in ("citing", "quoting")
        ]
        return list(filter(None, [self._actor_of(tree.objects(k)) for k in citing]))

    def _agent_of(self, verb: int) -> Actor | None:
        """Who speaks: for *said ..., adding that* the one who said, wherever the parser hangs *adding*."""
        tree = self.tree
        above = tree.head[verb]
        while tree.dep[verb] == "advcl" and tree.tag[verb] == "VBG" and tree.dep[above] == "ccomp":
            above = tree.head[above]
            if tree.lemma[above] in self.lexicon.reporting:
                verb = above
        found = self.arguments.agents(verb)
        return found[0].actor if found else self._actor_of(self.tree.agents(verb))

    def _unread_agent(self, lower: int, verb: int) -> Actor | None:
        """Somebody, where the parser finds none who says a clause: what is said has a speaker."""
        finite = self.tree.tag[verb] in ("VBD", "VBZ", "VBP")
        return _SOMEBODY if finite and self.tree.dep[lower] == "ccomp" and lower > verb else None

    def _actor_of(self, heads: list[int]) -> Actor | None:
        """The actor of a noun that speaks; one made of its words where it is not known, so that no claim of somebody
        unnamed is ever taken for the article's own."""
        heads = [head for head in heads if self.tree.is_noun(head) or self.tree.tag[head] in ("PRP", "DT", "CD", "NNP")]
        if not heads:
            return None
        said = (self.clauses.owner(noun) for noun in heads if self.tree.lemma[noun] in self.lexicon.noun_operators)
        fillers = self.arguments.fillers(heads, acting=True)
        if found := fillers[0].actor if fillers else next(filter(None, said), None):
            return found
        start, end = self._noun_phrase(heads[0])
        label = self.document.doc[start:end].text
        return Actor("x-" + short_hash(label.casefold(), Kind.GROUP), label, Kind.GROUP)

    def _noun_phrase(self, head: int) -> tuple[int, int]:
        """The noun with what stands before it, without an article."""
        left = [
            k for k in self.tree.kids[head] if k < head and self.tree.dep[k] in ("amod", "compound", "nummod", "poss")
        ]
        return min([head, *left]), head + 1
