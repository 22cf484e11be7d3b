"""Acts about acts: *agreed to lift*, *threatened to cut*, *said it would send*, *said X must go*.

What such a sentence tells depends on the act below: a promise of aid, a threat of force, a refusal to yield. The table
``compose`` of the lexicon says which relation comes of which family.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geokg.document import Candidate, Filler

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geokg.arguments import Arguments
    from geokg.document import Document
    from geokg.lexicon import Lexicon

__all__ = ["intents"]

_FUTURE = frozenset({"will", "would", "'ll", "'d", "shall", "wo"})
#: An object guessed from any mention below: too little for a plain triple.
_LOOSE = 0.6
_GUESSED = 0.5


def intents(
    document: Document, arguments: Arguments, lexicon: Lexicon, families: Mapping[str, str], found: Sequence[Candidate]
) -> Iterator[Candidate]:
    """What the verbs of commitment, threat, refusal and announcement tell, given what was found below them."""
    reader = _Reader(document, arguments, lexicon, families, found)
    tree = document.tree
    for i, lemma in enumerate(tree.lemma):
        if not tree.is_verb(i):
            continue
        for clause in tree.children(i, "xcomp", "ccomp") or tree.children(i, "advcl"):
            if candidate := reader.read(i, lemma, clause):
                yield candidate
                break


class _Reader:
    def __init__(
        self,
        document: Document,
        arguments: Arguments,
        lexicon: Lexicon,
        families: Mapping[str, str],
        found: Sequence[Candidate],
    ) -> None:
        self.document = document
        self.tree = document.tree
        self.arguments = arguments
        self.lexicon = lexicon
        self.families = families
        self.by_anchor: dict[int, Candidate] = {}
        for candidate in found:
            if candidate.extractor != "states":
                self.by_anchor.setdefault(candidate.anchor, candidate)

    def read(self, i: int, lemma: str, clause: int) -> Candidate | None:
        """What verb ``i`` with the clause below it tells as a whole."""
        words = self.lexicon.words
        if self.tree.dep[clause] != "ccomp" and self._is_infinitive(clause):
            for kind in ("commit", "threaten", "refuse", "seek"):
                found = self._of_self(i, self._core(clause), self._kind(kind, clause)) if lemma in words[kind] else None
                if found is not None:
                    return found
        if self.tree.dep[clause] == "advcl":
            return None
        if lemma in words["declare"]:
            return self._declared(i, clause)
        return self._prepared(i, lemma, clause)

    def _declared(self, i: int, clause: int) -> Candidate | None:
        modals = {self.tree.lower[k] for k in self.tree.children(clause, "aux")}
        lemma, lower = self.tree.lemma[clause], self.tree.child(clause, "xcomp")
        must = modals & self.lexicon.words["request"] or (lemma in ("need", "have") and lower is not None)
        bidden = self.tree.dep[clause] == "xcomp" and self.tree.objects(i)  # "told Serbia to recognise"
        if bidden or (must and self.tree.dep[clause] == "ccomp"):
            return self._of_other(i, clause)
        if self.tree.dep[clause] == "ccomp" and not self._same_subject(i, clause):
            return None
        if modals & {"would", "'d"} and "have" in modals:  # "said it would have attacked"
            return None
        core = self._core(clause)
        if core != clause and self._is_ready(clause):
            return self._of_self(i, core, "commit")
        if modals & _FUTURE or self.tree.dep[clause] == "xcomp":
            kind = "refuse" if self._is_negated(clause) else "declare"
            return self._of_self(i, core, kind)
        return None

    def _prepared(self, i: int, lemma: str, clause: int) -> Candidate | None:
        """*is ready to send*, *was willing to talk*."""
        return self._of_self(i, self._core(i), "commit") if lemma == "be" and self._is_ready(i) else None

    def _is_ready(self, be: int) -> bool:
        adjectives = self.lexicon.words["commit_adjectives"]
        return any(
            self.tree.lower[k] in adjectives and self.tree.child(k, "xcomp") is not None
            for k in self.tree.children(be, "acomp")
        ) or (self.tree.lower[be] in adjectives and self.tree.child(be, "xcomp") is not None)

    def _core(self, clause: int) -> int:
        """The verb that tells the act: below *be ready to*, *continue to*."""
        for k in [clause, *self.tree.children(clause, "acomp")]:
            lower = self.tree.child(k, "xcomp")
            ready = self.tree.lower[k] in self.lexicon.words["commit_adjectives"]
            if lower is not None and (ready or self.tree.lemma[k] in ("continue", "begin", "start", "resume", "help")):
                return lower
        return clause

    def _kind(self, kind: str, clause: int) -> str:
        return "refuse" if kind == "commit" and self._is_negated(clause) else kind

    def _of_self(self, i: int, core: int, kind: str) -> Candidate | None:
        """A commitment, threat or refusal of the subject about an act of its own."""
        table = self.lexicon.compose[kind]
        below = self._below(core)
        family = self.families[below.relation] if below else "_"
        keys = (below.relation if below else "", family, "_")
        relation = next((table[key] for key in keys if key in table), "")  # empty: it tells nothing of its own
        subjects = self.arguments.agents(i)
        if not relation or not subjects:
            return None
        objects = self._others(below.objects, subjects) if below else []
        weight = 1.0
        if not objects and len(subjects) > 1 and below and below.relation in self.lexicon.reciprocal:
            relation = "agreesWith" if kind in ("commit", "declare") else relation
        elif not objects:
            objects, weight = self._mentioned_below(core, subjects), _LOOSE
        trigger = (i, core + 1) if 0 < core - i < 6 else (i, i + 1)
        return Candidate(
            relation, i, trigger, subjects, objects, "intents", weight=weight, content=below.anchor if below else core
        )

    def _of_other(self, i: int, clause: int) -> Candidate | None:
        """*said that X must act*: a call on X."""
        subjects = self.arguments.agents(i)
        targets = self._others(self.arguments.fillers(self.tree.subjects(clause), acting=True), subjects)
        if not subjects or not targets or self.tree.is_passive(clause):
            return None
        # a call by inference only: a claim, too little for a plain triple
        return Candidate("callsOn", i, (i, i + 1), subjects, targets, "intents", weight=_GUESSED, content=clause)

    def _below(self, core: int) -> Candidate | None:
        """What was found at the act or, where its verb tells nothing, at its object."""
        for k in [core, *self.tree.children(core, "dobj", "conj"), *self._behind(core)]:
            if k in self.by_anchor:
                return self.by_anchor[k]
        return None

    def _behind(self, core: int) -> list[int]:
        return [noun for _, _, noun in self.tree.prepositions(core)]

    def _mentioned_below(self, core: int, subjects: list[Filler]) -> list[Filler]:
        mentions = self.document.mentions
        fillers = [Filler(mentions[k].actor, k, 0.9) for k in sorted(self.tree.below(core)) if k in mentions]
        return self._others(fillers, subjects)[:1]

    def _same_subject(self, i: int, clause: int) -> bool:
        above = {f.actor.id for f in self.arguments.agents(i)}
        below = {f.actor.id for f in self.arguments.fillers(self.tree.subjects(clause), acting=True)}
        pronoun = any(self.tree.tag[k] == "PRP" for k in self.tree.subjects(clause))
        return bool(above & below) or (pronoun and not below)

    @staticmethod
    def _others(fillers: Sequence[Filler], subjects: Sequence[Filler]) -> list[Filler]:
        taken = {filler.actor.id for filler in subjects}
        return [filler for filler in fillers if filler.actor.id not in taken]

    def _is_infinitive(self, clause: int) -> bool:
        return any(self.tree.lower[k] == "to" for k in self.tree.kids[clause])

    def _is_negated(self, clause: int) -> bool:
        return any(self.tree.dep[k] == "neg" for k in self.tree.kids[clause])
