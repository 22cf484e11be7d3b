"""How far the text commits itself to each predicate.

The status of a verb starts from its own words (*not*, *will*, *may*, *allegedly*) and is then changed by each clause
above it (*refuses to*, *denied that*, *if*), up to the point from where a clause is taken for granted (a relative or
temporal clause).

After the factuality tradition of FactBank (Saurí and Pustejovsky, 2009), reduced to four values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geokg.clauses import COMPLEMENTS, HEARSAY, LEADING_TO_EVENT, MAX_CLIMB
from geokg.lexicon import Operator
from geokg.model import Status
from geokg.worlds import Worlds

if TYPE_CHECKING:
    from geokg.clauses import Clauses

__all__ = ["StatusReader"]

_ASSERTED, _NEGATED, _PLANNED, _POSSIBLE = Status.ASSERTED, Status.NEGATED, Status.PLANNED, Status.POSSIBLE
_FUTURE = frozenset({"will", "'ll", "shall", "wo"})
_MODAL = frozenset({"may", "might", "could", "can", "must", "should", "ought", "would", "'d", "ca", "need"})
#: Auxiliaries that open a question or a condition where they stand before the subject.
_INVERTED = frozenset({"had", "were", "should", "did", "does", "do", "has", "have", "is", "are", "was", "can", "could"})
_BREAKS = frozenset({",", ";", ":", '"', "'", "—", "-", "and", "but"})
#: Modals whose negation denies the act: *could not agree*, against *may not agree*.
_FIRM = frozenset({"would", "could", "can", "ca", "'d"})
_TAKEN_FOR_GRANTED = frozenset({"relcl", "advcl", "npadvmod"})


def _under(outer: Status, inner: Status) -> Status:
    """The status of a clause of status ``inner`` below a word that makes it ``outer``."""
    if outer is _ASSERTED:
        return inner
    if outer is _NEGATED:
        return _POSSIBLE if inner is _NEGATED else _NEGATED
    if outer is _PLANNED:
        return _PLANNED if inner is _ASSERTED else inner
    return _POSSIBLE


class StatusReader:
    """Reads the status of any token of one document; answers are kept."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses
        self.tree = clauses.tree
        self.lexicon = clauses.lexicon
        self.worlds = Worlds(clauses)
        self._known: dict[int, Status] = {}

    def at(self, i: int) -> Status:
        """How far the text commits itself to the predicate at token ``i``."""
        if i not in self._known:
            self._known[i] = self._status(i)
        return self._known[i]

    def _status(self, i: int) -> Status:
        if self.worlds.is_fiction(i):
            return _POSSIBLE
        status = _POSSIBLE if self._is_weighed(i) else self._own(i)
        presupposing, lower = self.lexicon.words["presupposing"], i
        for _ in range(MAX_CLIMB):
            upper = self.tree.head[lower]
            if upper == lower or self.clauses.is_apart(lower, upper):
                break
            if self._is_open(lower):
                return _POSSIBLE
            if self._is_said(lower, upper):
                return self._of_said(upper, status)
            if self.tree.lower[upper] in presupposing and self.tree.dep[lower] in ("pobj", "pcomp"):
                return status
            granted = self.tree.dep[lower] in _TAKEN_FOR_GRANTED or self._is_reduced(lower)
            if granted and not self._is_object(lower, upper):
                if not self._carries_on(lower):
                    return _under(self._of_subordinate(lower), status)
            elif self.tree.dep[lower] == "conj":
                if self._is_mislaid(lower, upper):
                    upper = self.tree.head[upper]
                status = self._shared(lower, upper, status)
            else:
                status = self._climbed(lower, upper, status)
            lower = upper
        return _under(self._of_sentence(i, lower), status)

    def _own(self, i: int, but: int | None = None) -> Status:
        """What the words around a predicate itself say; those at its argument ``but`` were heard already."""
        tree, words = self.tree, self.lexicon.words
        status = _ASSERTED
        kids = tree.kids[i]
        near = {tree.lower[k] for k in kids}
        if tree.lower[max(0, i - 2) : i] == ["rather", "than"]:
            return _NEGATED
        if near & words["hedges"] or self._is_hearsay(i):
            status = _POSSIBLE
        elif self._is_projected(i) or (tree.is_noun(i) and near & words["planning"]):
            status = _PLANNED
        elif tree.is_noun(i) and near & words["undoing"]:
            status = _NEGATED
        modals = {tree.lower[k] for k in kids if tree.dep[k] == "aux"}
        if self._is_contrary(i, modals):
            return _POSSIBLE if self.is_negated(i, but) else _NEGATED
        if any(tree.dep[k] == "mark" and tree.lower[k] in words["conditionals"] for k in kids):
            return _POSSIBLE
        if self._is_inverted(i) or self._is_order(i, modals) or self._is_under_condition(i):
            return _POSSIBLE
        if tree.tag[i] == "VB" and not modals and any(tree.dep[k] in ("nsubj", "nsubjpass") for k in kids):
            return _POSSIBLE  # a subjunctive: "demands that Israel ease"
        if tree.dep[i] == "ROOT" and "to" in modals:
            return _PLANNED  # a headline: "Biden to visit Poland"
        if modals & _FUTURE or ("would" in modals and self._is_future_in_past(i)):
            status = _under(_PLANNED, status)
        elif modals & _MODAL:
            status = _POSSIBLE
        firm = modals & _FIRM and not self._is_conditional(i)
        if self.is_negated(i, but) and (status is not _POSSIBLE or firm):
            return _under(_NEGATED, _ASSERTED if firm else status)
        return status

    def _is_hearsay(self, i: int) -> bool:
        """*Suspected rebels killed ...; according to unconfirmed reports*: who did it, or whether, is not known."""
        tree, words = self.tree, self.lexicon.words
        doers = tree.children(i, "nsubj") + [k2 for k in tree.children(i, "agent") for k2 in tree.children(k, "pobj")]
        if any(tree.lower[k2] in words["hedged_doers"] for k in doers for k2 in tree.children(k, "amod", "compound")):
            return True
        return any(
            word == "according to" or (word == "to" and tree.lower[at - 1] == "according")
            for word, at, noun in tree.prepositions(i)
            if tree.lemma[noun] in words["hearsay"] and self.clauses.owner(noun) is None
        )

    def _is_projected(self, i: int) -> bool:
        """*Under the plan, Poland hosts missiles*: what is to be."""
        tree = self.tree
        below = (noun for word, _, noun in tree.prepositions(i) if word == "under" and tree.tag[i] in ("VBZ", "VBP"))
        operators = (self.lexicon.noun_operators.get(tree.lemma[noun]) for noun in below)
        return any(operator is not None and operator.status is not None for operator in operators)

    def _is_contrary(self, i: int, modals: set[str]) -> bool:
        """*would have joined; had it joined ...; if it had joined, it would ...*: told to be otherwise."""
        tree = self.tree
        if "have" in modals and modals & {"would", "could", "'d"} and tree.tag[i] == "VBN":
            return True
        main = tree.head[i]
        past = tree.tag[i] in ("VBN", "VBD") and "had" in modals and tree.dep[i] in ("advcl", "ccomp")
        told = any(tree.lower[k] in ("would", "could", "might") for k in tree.children(main, "aux"))
        opener = {tree.lower[k] for k in tree.children(i, "mark")} | {tree.lower[tree.span(i)[0]]}
        return past and told and bool(opener & {"if", "had"})

    def _is_inverted(self, i: int) -> bool:
        """*Had Kyiv joined ..., Did Iran attack?*: the auxiliary before the subject opens a condition or a question."""
        tree = self.tree
        subjects = tree.children(i, "nsubj", "nsubjpass")
        return any(
            any(k < subject < i for subject in subjects)
            and tree.lower[k] in _INVERTED
            and (k == tree.sent[i][0] or tree.lower[k - 1] in _BREAKS)  # not "nor did Turkey"
            for k in tree.children(i, "aux", "auxpass")
        )

    def _is_under_condition(self, i: int) -> bool:
        """*If the reports are right, Iran shelled Iraq; it attacked, if one believes Kyiv*; but not *even if*."""
        tree = self.tree
        for clause in tree.children(i, "advcl"):
            marks = [k for k in tree.children(clause, "mark") if tree.lower[k] in ("if", "unless")]
            if any(tree.lower[k - 1 : k] not in (["even"], ["as"]) for k in marks):
                return True
        return False

    def _is_order(self, i: int, modals: set[str]) -> bool:
        """*Do not attack Iran*: a bare verb without a subject, where none may be shared."""
        tree = self.tree
        bare = tree.tag[i] == "VB" and not modals - {"do"} and tree.dep[i] in ("ccomp", "ROOT")
        return bare and not tree.children(i, "nsubj", "nsubjpass", "csubj", "expl") and not tree.children(i, "mark")

    def _is_weighed(self, i: int) -> bool:
        """*Ukraine joining NATO is inevitable*: judged, not told. A name needs no clause to tell which one it is."""
        tree, noun = self.tree, self.tree.head[i]
        if tree.tag[i] != "VBG" or tree.dep[i] not in ("acl", "csubj"):
            return False
        verb = noun if tree.dep[i] == "csubj" else tree.head[noun]
        named = tree.dep[i] == "csubj" or (tree.tag[noun].startswith("NNP") and tree.dep[noun] in ("nsubj", "csubj"))
        return named and tree.lemma[verb] == "be" and tree.tag[verb] != "VBD"

    def is_negated(self, i: int, but: int | None = None) -> bool:
        """True where the predicate is denied by a word next to it, or by *no* before its subject or object."""
        tree, negators = self.tree, self.lexicon.words["negators"]
        if tree.dep[i] == "conj" and any(tree.lower[k] == "nor" for k in tree.kids[tree.head[i]] if k < i):
            return True
        for k in tree.kids[i]:
            if k == but or self._is_only(k):
                continue
            if tree.dep[k] == "neg" or (tree.lower[k] in negators and tree.dep[k] in ("advmod", "preconj", "det")):
                return True
            if tree.dep[k] == "cc" and tree.lower[k] in negators and k < i:  # "nor did Turkey"
                return True
            if tree.lower[k] == "longer" and any(tree.lower[k2] == "no" for k2 in tree.kids[k]):
                return True
            if tree.lemma[k] in self.lexicon.words["undeniable"]:
                continue  # "it is no secret that"
            if tree.dep[k] in ("nsubj", "nsubjpass", "dobj", "attr") and (
                tree.lower[k] in ("nobody", "none", "neither", "nothing")
                or any(
                    tree.lower[k2] in ("no", "neither", "not")
                    and tree.dep[k2] in ("det", "preconj", "cc", "neg")
                    and not self._is_only(k2)
                    for k2 in tree.kids[k]
                )
            ):
                return True
        return False

    def _is_only(self, k: int) -> bool:
        """*not only did France condemn*: more than that."""
        words = self.tree.lower
        return words[k] == "not" and words[k + 1 : k + 2] in (["only"], ["just"], ["merely"], ["simply"])

    def _is_future_in_past(self, i: int) -> bool:
        """*said it would act* is a plan; *would act if* is not."""
        tree = self.tree
        told = tree.dep[i] in ("ccomp", "conj", "relcl", "xcomp") and tree.head[i] != i
        undone = any(tree.lower[k] == "have" for k in tree.children(i, "aux"))  # "it would have acted"
        return told and not undone and not self._is_conditional(i)

    def _is_conditional(self, i: int) -> bool:
        """True where an if-clause hangs on the predicate, or one with its verb in front: *had Iraq not*."""
        tree = self.tree
        return any(
            tree.dep[k] == "advcl"
            and (
                any(tree.lower[k2] in ("if", "unless") for k2 in tree.kids[k])
                or tree.lower[tree.span(k)[0]] in ("had", "were", "should")
            )
            for k in tree.kids[i]
        )

    def _is_reduced(self, lower: int) -> bool:
        """*a deal brokered by China*: a relative clause without its pronoun."""
        return self.tree.dep[lower] == "acl" and self.tree.tag[lower] == "VBN"

    def _is_object(self, lower: int, upper: int) -> bool:
        """*ruled out attacking*: a participle right behind its verb is what that verb is about."""
        tree = self.tree
        between = range(upper + 1, lower)
        if self.clauses.is_asked(lower, upper):
            return True
        if lower < upper or tree.tag[lower] != "VBG" or not tree.is_verb(upper):
            return False
        return all(tree.dep[k] == "prt" for k in between)

    def _is_open(self, lower: int) -> bool:
        """*it is not clear whether*: neither said nor denied."""
        return self.tree.dep[lower] in ("ccomp", "pcomp") and any(
            self.tree.lower[k] in ("whether", "if") and self.tree.dep[k] == "mark" for k in self.tree.kids[lower]
        )

    def _is_said(self, lower: int, upper: int) -> bool:
        """*reports that Russia had attacked*."""
        tree = self.tree
        noun = tree.is_noun(upper) or tree.dep[upper] in ("dobj", "nsubj", "nsubjpass", "pobj")
        operator = self.lexicon.noun_operators.get(tree.lemma[upper]) if noun else None
        if operator is None or not operator.speaks or tree.dep[lower] not in ("acl", "relcl", "ccomp"):
            return False
        return any(tree.lower[k] == "that" for k in tree.kids[lower])

    def _of_said(self, noun: int, status: Status) -> Status:
        """What is said to be said: true only for those who say it, denied where the verb above dismisses it."""
        tree, verb = self.tree, self.tree.head[noun]
        operator = self.lexicon.noun_operators[tree.lemma[noun]]
        if tree.dep[noun] in ("dobj", "nsubjpass") and tree.lemma[verb] in self.lexicon.words["denying"]:
            return _POSSIBLE if self.is_negated(verb) else _under(_NEGATED, status)
        if operator.status is not None:
            return _under(operator.status, status)
        return status if self.clauses.owner(noun) is not None and not self.is_negated(verb) else _POSSIBLE

    def _carries_on(self, lower: int) -> bool:
        """True for a participle that goes on telling what the main clause tells: *..., killing ten*."""
        tree = self.tree
        marked = any(tree.dep[k] in ("mark", "advmod", "prep") and k < lower for k in tree.kids[lower])
        return tree.dep[lower] == "advcl" and tree.tag[lower] == "VBG" and not marked

    def _of_subordinate(self, lower: int) -> Status:
        """What a subordinate clause says of itself: a condition, a purpose, or something taken for granted."""
        tree = self.tree
        openers = {tree.lower[k] for k in tree.kids[lower] if k < lower}
        openers |= {tree.lower[noun] for word, at, noun in tree.prepositions(lower) if word == "in" and at < lower}
        inverted = tree.lower[tree.span(lower)[0]] == "had" and tree.dep[lower] == "advcl"
        pretended = {"as", "though"} <= openers
        if inverted or pretended or openers & self.lexicon.words["conditionals"]:
            return _POSSIBLE
        if tree.tag[lower] == "VB" and "to" in openers:
            return _PLANNED if tree.dep[lower] == "advcl" else _POSSIBLE  # "gave Kyiv the green light to strike"
        if self.worlds.is_imagined(lower) or self.worlds.is_supposed(lower):
            return _POSSIBLE
        if openers & {"before", "until"} and tree.dep[lower] == "advcl":
            return _POSSIBLE
        if openers & {"while", "when", "after", "as"} and self._is_of_future(lower):
            return _PLANNED
        return _ASSERTED

    def _is_of_future(self, lower: int) -> bool:
        """*will follow the rules while it negotiates*: a present tense under a future is no more sure than that."""
        tree = self.tree
        present = tree.dep[lower] == "advcl" and tree.tag[lower] in ("VBP", "VBZ")
        return present and any(tree.tag[k] == "MD" for k in tree.children(tree.head[lower], "aux"))

    def _is_mislaid(self, lower: int, upper: int) -> bool:
        """A finite verb is not coordinated with an infinitive, though the parser says so: *came to talk and met*."""
        return (
            self.tree.tag[lower] in ("VBD", "VBZ", "VBP")
            and self.tree.tag[upper] == "VB"
            and not any(self.tree.dep[k] == "aux" and self.tree.tag[k] == "MD" for k in self.tree.kids[upper])
        )

    def _shared(self, lower: int, upper: int, status: Status) -> Status:
        """A coordinated verb without auxiliary of its own shares that of the first: *will meet and sign*."""
        tree = self.tree
        own = any(tree.dep[k] in ("aux", "auxpass", "nsubj", "nsubjpass") for k in tree.kids[lower])
        if own or tree.tag[lower] != tree.tag[upper] or not tree.is_verb(lower):
            return status
        return _under(self._own(upper), status)

    def _climbed(self, lower: int, upper: int, status: Status) -> Status:
        """The status after the step from ``lower`` to the word it hangs on."""
        operator = self._operator(lower, upper)
        tree = self.tree
        if tree.dep[lower] == "pcomp" and operator is None and tree.is_verb(tree.head[upper]):
            return _under(self._own(tree.head[upper]), status)  # "may follow Niger in expelling"
        if (
            tree.is_verb(upper)
            and {tree.lower[k] for k in tree.children(upper, "advmod")} & self.lexicon.words["hedges"]
        ):
            return _POSSIBLE
        if operator is None:
            return _POSSIBLE if self._is_infinitive(lower, upper) else status
        effect = operator.status
        if self.is_negated(upper, but=lower):
            if tree.lemma[upper] in self.lexicon.words["irresistible"]:
                return status  # "did not hesitate to praise"
            if effect is _PLANNED:
                return _NEGATED
            return _POSSIBLE if effect is not None or operator.speaks else _under(_NEGATED, status)
        if effect is None and operator.speaks and tree.dep[lower] == "xcomp" and tree.objects(upper):
            return _POSSIBLE  # "told Serbia to recognise"
        if effect is None and operator.speaks and tree.is_passive(upper) and tree.dep[lower] in ("xcomp", "ccomp"):
            return _POSSIBLE if not self.clauses.has_source(upper) else status
        if effect is None and not operator.speaks and tree.dep[lower] in ("xcomp", "dobj", "nsubj", "nsubjpass"):
            return _under(self._own(upper, but=lower), status)
        return status if effect is None else _under(effect, status)

    def _is_infinitive(self, lower: int, upper: int) -> bool:
        """*gave Kyiv leave to strike, practises invading*: not done, below a word that is not known to make it so."""
        tree = self.tree
        if tree.tag[lower] == "VBG" and tree.dep[lower] == "xcomp" and tree.is_verb(upper):
            return lower == upper + 1 and tree.lemma[upper] not in self.lexicon.words["support"]
        to = tree.tag[lower] == "VB" and any(tree.lower[k] == "to" for k in tree.children(lower, "aux"))
        return (
            to
            and tree.dep[lower] in ("acl", "relcl", "xcomp", "ccomp")
            and (tree.is_noun(upper) or tree.is_verb(upper))
        )

    def _operator(self, lower: int, upper: int) -> Operator | None:
        """What the upper word does to the lower one, if anything."""
        tree, lemma = self.tree, self.tree.lemma[upper]
        if tree.is_noun(upper):
            if tree.is_noun(lower) and tree.dep[lower] in ("compound", "poss", "appos", "nmod"):
                return None
            return self.lexicon.noun_operators.get(lemma)
        if tree.dep[upper] == "acomp" or tree.tag[upper].startswith("JJ"):
            return self._of_adjective(lower, upper)
        if tree.dep[upper] == "prep" and not tree.is_verb(upper):
            return self._of_preposition(lower, upper)
        if tree.tag[upper] == "MD":  # "ought to"
            return Operator(_POSSIBLE)
        if not tree.is_verb(upper):
            return None
        if tree.is_verb(lower) or tree.dep[lower] in ("acomp", "attr", "oprd"):
            complement = tree.dep[lower] in COMPLEMENTS or self._is_object(lower, upper)
            return self._of_verb(lower, upper) if complement else None
        return self._of_noun_argument(lower, upper)

    def _of_verb(self, lower: int, upper: int) -> Operator | None:
        tree, lemma = self.tree, self.tree.lemma[upper]
        if lemma == "be" and tree.dep[lower] == "xcomp":  # "Were China to invade"
            return Operator(_POSSIBLE if upper == tree.sent[upper][0] else _PLANNED)
        if tree.cleft(lower) is not None:
            return Operator()
        if lemma == "be" and tree.dep[lower] != "acomp":  # "it is false that"
            judged = {tree.lower[k] for k in tree.children(upper, "acomp")}
            if judged & self.lexicon.words["false"]:
                return Operator(_NEGATED)
            return Operator(_POSSIBLE) if judged & self.lexicon.words["unsure"] else self.clauses.told_by_noun(upper)
        if (
            lemma == "have" and tree.dep[lower] == "xcomp" and self.clauses.operator(upper) is not HEARSAY
        ):  # "has to", "has yet to"
            return Operator(_NEGATED if any(tree.lower[k] == "yet" for k in tree.kids[upper]) else _POSSIBLE)
        if lemma in ("see", "have") and tree.tag[lower] == "VBG" and tree.tag[upper] in ("VBZ", "VBP"):
            return Operator(_POSSIBLE)  # "analysts see Algeria attacking within a year"
        if lemma in self.lexicon.words["support"] and lemma not in self.lexicon.operators:
            return Operator()
        if (operator := self.clauses.operator(upper)) is not None or tree.dep[lower] != "ccomp":
            return operator
        return self.clauses.told_by_noun(upper)

    def _of_noun_argument(self, lower: int, upper: int) -> Operator | None:
        """A noun that tells an event, below a verb: taken for granted, unless the verb is about whether it is so."""
        tree, lemma = self.tree, self.tree.lemma[upper]
        if tree.dep[lower] == "nsubjpass" and (operator := self.clauses.operator(upper)) and operator.status:
            return operator  # "the attack was foiled", "talks are expected to resume"
        if tree.dep[lower] == "nsubj" and tree.children(upper, "prt") and (failed := self.clauses.operator(upper)):
            return failed  # "the meeting fell through"
        if tree.dep[lower] in ("nsubj", "nsubjpass"):
            return Operator() if not self._is_definite(lower) else None
        if tree.dep[lower] != "dobj":
            return None
        if lemma in self.lexicon.words["support"]:
            return Operator()
        operator = self.clauses.operator(upper)
        if operator is None or (operator.speaks and (operator.status is None or self.clauses.has_owner(lower))):
            return None  # "rejected Haiti's appeal": there was one
        return operator

    def _of_adjective(self, lower: int, upper: int) -> Operator | None:
        if self.tree.dep[lower] not in COMPLEMENTS:
            return None
        lemma = self.tree.lower[upper]
        if lemma in self.lexicon.words["imminent"]:
            return Operator(_PLANNED)
        if lemma in self.lexicon.words["false"]:
            return Operator(_NEGATED)
        return Operator(_POSSIBLE) if lemma in self.lexicon.words["unsure"] else None

    def _of_preposition(self, lower: int, upper: int) -> Operator | None:
        """Below a preposition: what the word above the preposition does to its clause or event."""
        tree = self.tree
        above = tree.head[upper]
        seen = tree.is_verb(above) and tree.is_passive(above) and tree.lemma[above] not in ("quote", "cite")
        if tree.lower[upper] == "as" and seen and tree.is_verb(lower):
            return Operator(_POSSIBLE)  # "is described as rejecting"
        before = tree.lower[upper - 1] if upper else ""
        if tree.lower[upper] == "without" or {tree.lower[above], before} & self.lexicon.words["negating_adverbs"]:
            return Operator(_NEGATED)
        if tree.is_noun(above):
            operator = self.lexicon.noun_operators.get(tree.lemma[above])
            if operator is None and tree.dep[above] == "dobj" and tree.is_verb(lower):
                return self.clauses.operator(tree.head[above])  # "accused the guard of firing", hung on the guard
            if operator is not None and operator.speaks and self.clauses.owner(above) is None:
                return Operator(operator.status or _POSSIBLE)  # "reports of a massacre"
            return operator
        leads = tree.lower[upper] in LEADING_TO_EVENT or tree.lower[upper] == "out"
        if not leads or not (tree.is_verb(above) or tree.is_verb(lower)):
            return None
        operator = self.lexicon.operators.get(f"{tree.lemma[above]} {tree.lower[upper]}") or self.clauses.operator(
            above
        )
        return None if operator is None or (operator.status is None and not tree.is_verb(lower)) else operator

    def _is_definite(self, i: int) -> bool:
        tree = self.tree
        return any(tree.dep[k] == "poss" or tree.lower[k] in ("the", "this", "that", "these") for k in tree.kids[i])

    def _of_sentence(self, i: int, root: int) -> Status:
        """A question or an order asserts nothing."""
        tree = self.tree
        start, end = tree.sent[i]
        if self.worlds.has_aside(start, end):
            return _POSSIBLE
        if tree.lower[start] in self.lexicon.words["imagining"]:  # "Imagine China blockading Taiwan"
            return _POSSIBLE
        if tree.lower[end - 1] == "?" or (end - start > 1 and tree.lower[end - 2] == "?"):
            return _POSSIBLE
        bare = tree.tag[root] == "VB" and not any(
            tree.dep[k] in ("nsubj", "nsubjpass", "aux", "expl") for k in tree.kids[root]
        )
        return _POSSIBLE if bare and root - start <= 2 and root != i else _ASSERTED
