"""What a word does to the clause below it, and whose words a noun stands for: asked by status and by voice alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geokg.lexicon import Operator
from geokg.model import Status

if TYPE_CHECKING:
    from geokg.arguments import Arguments
    from geokg.document import Document
    from geokg.lexicon import Lexicon
    from geokg.model import Actor

__all__ = ["COMPLEMENTS", "LEADING_TO_EVENT", "MAX_CLIMB", "Clauses"]

#: How a clause or noun hangs on the word that it completes.
COMPLEMENTS = frozenset(
    {"ccomp", "xcomp", "pcomp", "dobj", "acl", "acomp", "oprd", "attr", "csubj", "parataxis", "dep"}
)
#: Prepositions behind which a word says what it is about.
LEADING_TO_EVENT = frozenset({"of", "against", "about", "for", "on", "to", "into", "over", "from"})
#: What is told without being vouched for.
HEARSAY = Operator(Status.POSSIBLE, speaks=True)
#: So many verbs above make a clause deep, and so much is it to be trusted.
_DEEP, _UNSURE = 2, 0.8
#: No sentence is deeper; a broken parse may go round.
MAX_CLIMB = 25


class Clauses:
    """What the words of one document do to the clauses below them."""

    def __init__(self, document: Document, lexicon: Lexicon, arguments: Arguments) -> None:
        self.document = document
        self.tree = document.tree
        self.lexicon = lexicon
        self.arguments = arguments

    def operator(self, verb: int) -> Operator | None:
        """What a verb does to the clause below it; *rule out* is not *rule*."""
        tree, operators = self.tree, self.lexicon.operators
        if tree.lemma[verb] == "have" and any(tree.lower[k] == "it" for k in tree.children(verb, "dobj")):
            return HEARSAY  # "rumour has it that"
        for k in tree.children(verb, "prt", "advmod", "prep"):
            if (operator := operators.get(f"{tree.lemma[verb]} {tree.lower[k]}")) is not None:
                return operator
        return operators.get(tree.lemma[verb])

    def sureness(self, i: int) -> float:
        """How far to trust a predicate for where it stands: less in the depth of a sentence, where the parser errs."""
        above, head = 0, i
        for _ in range(MAX_CLIMB):
            lower, head = head, self.tree.head[head]
            if head == lower:
                break
            above += self.tree.is_verb(head) and self.tree.dep[lower] != "conj"
        around = self.tree.lower[i - 1 : i], self.tree.lower[i + 1 : i + 2]
        scared = all(word in (["'"], ['"']) for word in around)  # Iran 'attacked' Iraq: somebody's word for it
        return _UNSURE if above >= _DEEP or scared else 1.0

    def is_habit(self, i: int) -> bool:
        """*Egypt's president visits Israel in spring.*: what is done time and again, unlike a headline."""
        tree = self.tree
        simple = tree.tag[i] in ("VBZ", "VBP") and not tree.children(i, "aux")
        return simple and tree.lower[tree.sent[i][1] - 1] == "."

    def told_by_noun(self, verb: int) -> Operator | None:
        """What the noun above a verb that tells nothing itself does: *rumours swirled that; its line is that*."""
        tree = self.tree
        tellers = tree.children(verb, "nsubj") or [tree.head[verb]] * (tree.dep[verb] == "acl")
        return next(filter(None, (self.lexicon.noun_operators.get(tree.lemma[k]) for k in tellers)), None)

    def is_asked(self, lower: int, upper: int) -> bool:
        """*appealed to Lagos to release*: an infinitive behind a verb of request or offer, no purpose."""
        tree = self.tree
        if tree.dep[lower] != "advcl" or tree.tag[lower] != "VB" or lower < upper or not tree.is_verb(upper):
            return False
        operator = self.operator(upper)
        return operator is not None and operator.speaks and operator.status is not None and not tree.objects(upper)

    def is_apart(self, lower: int, upper: int) -> bool:
        """*Kyiv says it has hit a ship; Moscow denies it*: a semicolon parts what the parser joins."""
        return self.tree.dep[lower] in ("ccomp", "parataxis") and ";" in self.tree.lower[lower:upper]

    def has_owner(self, noun: int) -> bool:
        """True where somebody possesses what a noun names: *Haiti's appeal*."""
        return any(self.tree.dep[k] == "poss" and k in self.document.mentions for k in self.tree.kids[noun])

    def has_source(self, verb: int) -> bool:
        """True for a passive that says by whom."""
        return bool(self.tree.children(verb, "agent"))

    def owner(self, noun: int) -> Actor | None:
        """Whose words a noun stands for: "a Kremlin statement", "reports from Tehran", "a claim by Morocco"."""
        behind = [n for word, _, n in self.tree.prepositions(noun) if word in ("by", "from", "of")]
        fillers = self.arguments.modifiers(noun) or self.arguments.fillers(behind)
        return fillers[0].actor if fillers else None
