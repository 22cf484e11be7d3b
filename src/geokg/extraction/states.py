"""States told by nouns of role: offices, memberships, alliances.

*Russian President Vladimir Putin*; *Jens Stoltenberg, secretary general of NATO*; *Norway is a member of NATO*;
*US-backed rebels*.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geokg.document import Candidate, Filler
from geokg.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geokg.arguments import Arguments
    from geokg.document import Document
    from geokg.lexicon import Frame, Lexicon
    from geokg.model import Actor, Mention, Relation

__all__ = ["states"]

_LONGEST_ROLE = 5
#: How sure a state is that the text tells of the past: too little for a plain triple.
_PAST = 0.5
_SIDES = frozenset({"HOSTILE_TO", "ALLIED_WITH"})


def states(
    document: Document, arguments: Arguments, lexicon: Lexicon, relations: Mapping[str, Relation]
) -> Iterator[Candidate]:
    """What role nouns and compounds with a participle tell, in text order."""
    reader = _Reader(document, arguments, lexicon, relations)
    yield from reader.bodies()
    for start, end, frames in _roles(document, lexicon):
        # a president of a country and of a commission hold different offices: the first relation that takes both ends
        yield from next(filter(None, (list(reader.role(start, end, frame)) for frame in frames)), ())
    for i, word in enumerate(document.tree.lower):
        relation = lexicon.participles.get(word)
        if relation is not None and i >= 2 and document.tree.lower[i - 1] == "-":
            yield from reader.participle(i, relation)


def _roles(document: Document, lexicon: Lexicon) -> Iterator[tuple[int, int, tuple[Frame, ...]]]:
    """The longest role nouns of the article, as token ranges."""
    lower, lemma = document.tree.lower, document.tree.lemma
    i = 0
    while i < len(lower):
        if lower[i] not in lexicon.role_starts and lemma[i] not in lexicon.role_starts:
            i += 1
            continue
        for length in range(min(_LONGEST_ROLE, len(lower) - i), 0, -1):
            last = i + length - 1
            phrase = _joined([*lower[i:last], lemma[last]])
            frames = lexicon.roles.get(phrase) or lexicon.roles.get(_joined(lower[i : last + 1]))
            if frames and any(document.tree.is_noun(k) for k in range(i, last + 1)):
                yield i, last + 1, frames
                i = last
                break
        i += 1


def _joined(words: list[str]) -> str:
    """The words as written: the tokenizer takes *secretary-general* apart."""
    return " ".join(words).replace(" - ", "-")


class _Reader:
    def __init__(
        self, document: Document, arguments: Arguments, lexicon: Lexicon, relations: Mapping[str, Relation]
    ) -> None:
        self.document = document
        self.relations = relations
        self.tree = document.tree
        self.arguments = arguments
        self.lexicon = lexicon
        #: The countries that the article names, at their first mention.
        self.countries = {
            mention.actor.iso3: Filler(mention.actor, token)
            for token, mention in sorted(document.mentions.items(), reverse=True)
            if mention.actor.kind is Kind.COUNTRY
        }

    def role(self, start: int, end: int, frame: Frame) -> Iterator[Candidate]:
        """A role noun in tokens ``[start, end)`` with its holder and what it is a role in."""
        head = self._head(start, end)
        if self._is_void(start, head):
            return
        holders = self._holders(start, end, head, frame)
        if not holders:
            return
        of = self._of(start, end, head, frame, {h.token for h in holders})
        if not of and frame.relation in self.lexicon.of_country:
            homes = [self.countries.get(holder.actor.iso3) for holder in holders]
            of = [replace(home, weight=0.9) for home in homes if home is not None]
        if not of:
            return
        anchor = self._copula(head) or holders[0].token
        if self.tree.tag[anchor] == "VBD" and self.tree.lemma[anchor] == "be":  # who was president need not be it now
            of = [replace(filler, weight=filler.weight * _PAST) for filler in of]
        yield Candidate(frame.relation, anchor, (start, end), holders, of, "states")

    def participle(self, i: int, relation: str) -> Iterator[Candidate]:
        """*US-backed rebels*: who backs whom."""
        backer = self.document.mentions.get(i - 2)
        noun = self.tree.head[i]
        backed = self.arguments.fillers([noun])
        backed = [filler for filler in backed if filler.token not in (i, i - 2) and filler.weight == 1]
        if backer is not None and backed:
            yield Candidate(relation, i, (i, i + 1), [Filler(backer.actor, i - 2)], backed, "states")

    def bodies(self) -> Iterator[Candidate]:
        """Bodies named by the country that they are a part of, told at their first mention."""
        told = set()
        for token, mention in sorted(self.document.mentions.items()):
            country = self.countries.get(mention.actor.iso3)
            if mention.actor.kind is not Kind.BODY or country is None or mention.actor.id in told:
                continue
            if self._names(mention, country.actor):
                told.add(mention.actor.id)
                yield Candidate(
                    "partOf", token, (token, token + 1), [Filler(mention.actor, token)], [country], "states"
                )

    def _names(self, mention: Mention, country: Actor) -> bool:
        """True where the words of a body say whose it is: "the Ukrainian Defence Ministry", not "the Pentagon"."""
        words = self.document.article.text[mention.span.start : mention.span.end]
        return any(name in words for name in (country.label, *country.aliases))

    def _head(self, start: int, end: int) -> int:
        """The token of the role noun that the others hang on."""
        inside = range(start, end)
        return next((k for k in inside if self.tree.head[k] not in inside), end - 1)

    def _is_void(self, start: int, head: int) -> bool:
        """*former president*, *president-elect*, *rebel leader*: not an office held."""
        tree, voiding = self.tree, self.lexicon.words["voiding_prefixes"]
        near = [*(k for k in tree.kids[head] if k < start), *range(max(0, start - 3), start)]
        before = {tree.lower[k] for k in near}
        after = tree.lower[head + 1 : head + 3]
        return bool(before & voiding) or "elect" in after

    def _copula(self, head: int) -> int | None:
        verb = self.tree.head[head]
        return verb if self.tree.dep[head] == "attr" and self.tree.lemma[verb] in ("be", "become", "remain") else None

    def _holders(self, start: int, end: int, head: int, frame: Frame) -> list[Filler]:
        """Who holds the role: subject of the copula, appositive on either side, or the name behind the title."""
        tree = self.tree
        copula = self._copula(head)
        if copula is not None:
            return self._fitting(tree.subjects(copula), frame)
        if tree.dep[head] == "appos" and (found := self._fitting([tree.head[head]], frame, first=True)):
            return found
        if found := self._fitting(tree.children(head, "appos"), frame):
            return found
        if end < len(tree) and tree.sent[head] == tree.sent[min(end, len(tree) - 1)]:
            following = end + 1 if tree.lower[end] == "," and tree.dep[head] not in ("pobj", "dobj") else end
            named = self.document.mentions.get(following) if following < len(tree) else None
            is_name = tree.tag[following].startswith("NNP") if named is not None else False
            if named is not None and (following == end or (is_name and named.actor.kind is Kind.PERSON)):
                return self._fitting([following], frame)
        if frame.relation == "memberOf":
            for word, at, noun in tree.prepositions(head):
                if word == "like" or (word == "as" and tree.lower[at - 1] == "such"):
                    return self._fitting([noun], frame)
        return []

    def _fitting(self, tokens: list[int], frame: Frame, *, first: bool = False) -> list[Filler]:
        """Mentions at the tokens whose kind can hold the role: offices are for persons."""
        domain = self.relations[frame.relation].domain
        return [
            Filler(mention.actor, k)
            for token in tokens
            for k in ([token] if first else self.tree.conjuncts(token))
            if (mention := self.document.mentions.get(self.tree.antecedent(k))) is not None
            and (not domain or mention.actor.kind in domain)
        ]

    def _of(self, start: int, end: int, head: int, frame: Frame, holders: set[int]) -> list[Filler]:
        """What the role is a role in: behind its preposition, else possessor, adjective or compound before it."""
        tree = self.tree
        wanted = {word for slot in frame.slots for word in slot.prepositions} | {"of"}
        titled = {k for k in holders if tree.lower[min(end, len(tree) - 1)] != ","}
        for place in (head, *titled):  # "king of Morocco", "King Hassan of Morocco"
            for word, _, noun in tree.prepositions(place):
                if word in wanted and (found := self._bodies([noun], frame, holders)):
                    return found
        before = [k for k in tree.kids[head] if k < start and tree.dep[k] in ("poss", "amod", "compound", "nmod")]
        before += self._run_before(start)
        if self.relations[frame.relation].family in _SIDES:  # a Chinese rival is no rival of China
            before = [k for k in before if tree.dep[k] != "amod"]
        mentioned = [k for k in dict.fromkeys(before) if k in self.document.mentions]
        return self._bodies(mentioned[:1], frame, holders)

    def _run_before(self, start: int) -> list[int]:
        """The modifiers that stand right before a title, nothing between."""
        tree, found = self.tree, []
        for k in range(start - 1, max(-1, start - 4), -1):
            if tree.dep[k] not in ("compound", "amod", "nmod", "poss", "case"):
                break
            found.append(k)
        return sorted(found)

    def _bodies(self, tokens: list[int], frame: Frame, holders: set[int]) -> list[Filler]:
        range_ = self.relations[frame.relation].range
        return [
            filler
            for filler in self.arguments.fillers(tokens)
            if filler.token not in holders
            and (filler.actor.kind in range_ if range_ else filler.actor.kind is not Kind.PERSON)
        ]
