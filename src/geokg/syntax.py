"""The parse of an article as plain lists, and the grammar that extraction asks of it.

spaCy tokens are costly to ask again and again, so a :class:`Tree` copies what is needed once. Everything here speaks
of token indices; labels are those of spaCy's English models (ClearNLP dependencies, Penn Treebank tags).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geokg.repair import repair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.strings import StringStore
    from spacy.tokens import Doc

__all__ = ["Tree"]

#: Verbs whose end the model's lemmatizer cuts off or doubles.
_LEMMAS = {
    "hop": "hope", "stag": "stage", "wag": "wage", "din": "dine", "fin": "fine", "lambast": "lambaste", "rap": "rape",
    "instal": "install", "defunde": "defund", "ax": "axe", "hat": "hate", "slat": "slate", "readmitte": "readmit",
    "reappointe": "reappoint", "reoccupie": "reoccupy", "cosie": "cosy", "cozie": "cozy", "wiretappe": "wiretap",
    "unbanne": "unban", "imago": "imagine", "retook": "retake", "partook": "partake", "forsook": "forsake",
}  # fmt: skip
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_OBJECT = frozenset({"dobj", "dative", "obj", "iobj"})
_RELATIVE = frozenset({"WDT", "WP", "WP$"})
_QUOTING = frozenset({"quote", "cite"})
#: Verbs of a lower clause whose missing subject is that of the verb above, even where that has an object.
_SUBJECT_CONTROL = frozenset({"promise", "vow", "threaten", "offer", "pledge", "use", "need", "take", "have"})
#: Verbs behind whose object an infinitive tells what their subject means to do.
_PURPOSEFUL = frozenset(
    {
        "phone",
        "telephone",
        "call",
        "meet",
        "visit",
        "use",
        "send",
        "host",
        "join",
        "deploy",
        "summon",
        "contact",
        "hold",
        "raise",
        "cut",
        "attack",
        "bomb",
        "invade",
        "strike",
        "release",
        "arrest",
        "leave",
        "cross",
        "enter",
        "face",
    }
)
#: Verbs whose addressee stands behind a preposition and acts in the clause below.
_PREPOSITIONAL_CONTROL = frozenset({"call", "appeal", "plead", "press", "push"})
_CALLING = frozenset({"on", "upon", "to", "for", "with"})
#: Prepositions whose clause has the object of the verb above as its subject.
_OBJECT_CONTROL = frozenset({"against", "from", "of", "for", "into"})
_MAX_CLIMB = 6


def _signed(heads: Any) -> Any:
    """spaCy gives the way to the head of each token, which may lead back, as unsigned numbers."""
    return heads.astype("int64") if len(heads) else heads


def _strings(store: StringStore, keys: Any) -> list[str]:
    """The words behind spaCy's keys, each looked up once."""
    listed = [int(key) for key in keys]
    words = {key: store[key] for key in set(listed)}
    return [words[key] for key in listed]


def _lemma(lemma: str, word: str) -> str:
    """The base form: *hoped* is of *hope*, but *hopped* of *hop*."""
    mended = _LEMMAS.get(lemma, lemma)
    doubled = mended.endswith("e") and word.startswith(lemma + lemma[-1:])
    return (lemma if doubled else mended).lower()


class Tree:
    """Lists over the tokens of a parsed Doc: ``head``, ``dep``, ``lemma``, ``lower``, ``tag``, ``kids``."""

    __slots__ = ("dep", "head", "kids", "lemma", "lower", "sent", "tag")

    dep: list[str]
    lower: list[str]
    tag: list[str]

    def __init__(self, doc: Doc) -> None:
        heads, *names = doc.to_array(["HEAD", "DEP", "LEMMA", "LOWER", "TAG"]).T if len(doc) else [()] * 5
        self.head: list[int] = [i + int(away) for i, away in enumerate(_signed(heads))]
        self.dep, lemmas, self.lower, self.tag = (_strings(doc.vocab.strings, keys) for keys in names)
        self.lemma: list[str] = list(map(_lemma, lemmas, self.lower))
        self.kids: list[list[int]] = [[] for _ in self.head]
        #: For each token, the first token of its sentence and the one past its last.
        self.sent: list[tuple[int, int]] = []
        for i, head in enumerate(self.head):
            if head != i:
                self.kids[head].append(i)
        for sentence in doc.sents:
            self.sent.extend([(sentence.start, sentence.end)] * (sentence.end - sentence.start))
        repair(self)

    def __len__(self) -> int:
        return len(self.head)

    def children(self, i: int, *deps: str) -> list[int]:
        """Children of ``i`` that hang on it by one of the labels."""
        return [k for k in self.kids[i] if self.dep[k] in deps]

    def child(self, i: int, *deps: str) -> int | None:
        """The first of :meth:`children`."""
        return next((k for k in self.kids[i] if self.dep[k] in deps), None)

    def is_verb(self, i: int) -> bool:
        """True for any form of a verb."""
        return self.tag[i].startswith("VB")

    def is_noun(self, i: int) -> bool:
        """True for common and proper nouns."""
        return self.tag[i].startswith("NN")

    def phrases(self, i: int) -> list[str]:
        """What the words that end at ``i`` may be called together: *peace talk*, *arms sale*, *cease-fire*."""
        if not i:
            return []
        lemma, lower = self.lemma, self.lower
        before = lower[i - 1]
        if before == "-":
            return [f"{lemma[i - 2]}-{lemma[i]}"] if i > 1 else []
        found = [f"{lemma[i - 1]} {lemma[i]}"]
        if lemma[i - 1] != before:
            found.append(f"{before} {lemma[i]}")
        return found

    def conjuncts(self, i: int) -> list[int]:
        """``i`` and what is coordinated with it to its right, in order; *along with* coordinates as well."""
        found = [i]
        for k in found:
            found.extend(child for child in self.children(k, "conj") if not self._is_left_out(k, child))
            found.extend(self._companions(k))
        return sorted(found)

    def _companions(self, i: int) -> list[int]:
        """*Bahrain, along with Britain; Iran, together with Russia*."""
        preps = self.children(i, "prep") if self.is_noun(i) else []
        below = [k2 for k in preps for k2 in (k, *self.children(k, "prep"))]
        joint = (k for k in below if self.lower[k] == "with" and self.lower[k - 1] in ("along", "together"))
        return [noun for k in joint for noun in self.children(k, "pobj")]

    def _is_left_out(self, head: int, i: int) -> bool:
        """*Germany but not France*."""
        return not self.is_verb(i) and "not" in self.lower[max(head + 1, i - 3) : i]

    def prepositions(self, i: int) -> Iterator[tuple[str, int, int]]:
        """(preposition, its index, index of the noun it governs) below ``i``; stacked ones included."""
        for k in self.kids[i]:
            if self.dep[k] not in ("prep", "dative", "agent") or self.is_noun(k):
                continue
            for k2 in self.kids[k]:
                if self.dep[k2] in ("pobj", "pcomp") and not self.is_verb(k2):
                    yield self.lower[k], k, k2
                elif self.dep[k2] == "prep":  # "out of": both, since *out* may be a particle of the verb
                    for word in (f"{self.lower[k]} {self.lower[k2]}", self.lower[k2]):
                        yield from ((word, k2, k3) for k3 in self.children(k2, "pobj"))
            for k2 in self.children(k, "conj"):
                yield from ((self.lower[k2], k2, k3) for k3 in self.children(k2, "pobj"))

    def antecedent(self, i: int) -> int:
        """The noun that a relative pronoun stands for; any other token stands for itself."""
        if self.tag[i] not in _RELATIVE:
            return i
        clause = i
        for _ in range(_MAX_CLIMB):
            if self.dep[clause] == "relcl":
                return self.head[clause]
            if (cleft := self.cleft(clause)) is not None:
                return cleft
            clause = self.head[clause]
        return i

    def cleft(self, clause: int) -> int | None:
        """What stands out in *it was Russia that attacked*, asked of the clause behind *that*."""
        be = self.head[clause]
        if self.dep[clause] not in ("ccomp", "advcl") or self.lemma[be] != "be" or clause < be:
            return None
        if not any(self.lower[k] == "it" for k in self.children(be, "nsubj")):
            return None
        return next((k for k in self.children(be, "attr") if be < k < clause), None)

    def is_passive(self, i: int) -> bool:
        """True where the verb's surface subject is what the act is done to."""
        if self.tag[i] not in ("VBN", "VBD"):
            return False
        labels = {self.dep[k] for k in self.kids[i]}
        if "auxpass" in labels or "nsubjpass" in labels:
            return True
        if self.dep[i] in ("acl", "advcl", "amod") and self.tag[i] == "VBN" and "aux" not in labels:
            return "nsubj" not in labels
        if self.tag[i] == "VBN" and "agent" in labels and "aux" not in labels:
            return True
        if self.dep[i] == "conj" and self.tag[i] == "VBN" and not labels & {"aux", "nsubj"}:
            return self.is_verb(self.head[i]) and self.is_passive(self.head[i])
        return False

    def subjects(self, i: int, climb: int = 0) -> list[int]:
        """Heads of the surface subject of a verb, shared and controlled subjects included; may be empty."""
        own = [self.antecedent(k) for k in self.kids[i] if self.dep[k] in _SUBJECT]
        own = own or self._headline_subject(i)
        if own:
            return own
        if climb > _MAX_CLIMB:
            return []
        head, dep = self.head[i], self.dep[i]
        if dep in ("acl", "relcl"):
            return self._noun_subjects(i, head, climb)
        if dep == "xcomp" or (dep == "advcl" and self.lemma[head] in _PREPOSITIONAL_CONTROL and self.tag[i] == "VB"):
            controller = self.children(head, *_OBJECT)
            purpose = self.tag[i] == "VB" and self.lemma[head] in _PURPOSEFUL  # "phoned Putin to discuss trade"
            if controller and self.is_verb(head) and self.lemma[head] not in _SUBJECT_CONTROL and not purpose:
                return controller[-1:]
            if self.lemma[head] in _PREPOSITIONAL_CONTROL:  # "called on Baku to stop"
                called = [noun for word, _, noun in self.prepositions(head) if word in _CALLING and noun < i]
                if called:
                    return called[-1:]
            return self._above(head, climb)
        if dep == "pcomp":
            if self.lower[head] == "as" and self.lemma[self.head[head]] in _QUOTING:  # "quoted Raisi as saying"
                return self.objects(self.head[head])
            sibling = [k for k in self.children(head, "pobj") if k < i]  # "against Kyiv joining"
            return sibling or self._controlled(head) or self._above(head, climb)
        if dep == "ccomp" and self.tag[i] == "VB" and i < head and not self.children(i, "mark"):
            return self.objects(head)[-1:]  # "Do not attack Iran, Biden told Israel"
        if dep in ("conj", "advcl", "ccomp", "dep", "prep"):
            return self._above(head, climb)
        return []

    def _controlled(self, preposition: int) -> list[int]:
        """*warned Kyiv against joining*: the object above acts in the clause below the preposition."""
        verb = self.head[preposition]
        instead = preposition and self.lower[preposition - 1] == "instead"
        if instead or not self.is_verb(verb) or self.lower[preposition] not in _OBJECT_CONTROL:
            return []
        return self.objects(verb)[-1:]

    def _headline_subject(self, i: int) -> list[int]:
        """*Kyiv attacks bridge*: without an article the parser takes the subject for a modifier of the verb."""
        asked = self.tag[i] == "VB" and bool(self.children(i, "aux"))  # "Will Norway attack Vietnam?"
        if self.dep[i] != "ROOT" or not (asked or self.tag[i] in ("VBZ", "VBP", "VBD")):
            return []
        return [k for k in self.kids[i] if k == i - 1 and self.dep[k] in ("compound", "amod", "npadvmod", "nmod")]

    def _noun_subjects(self, i: int, noun: int, climb: int) -> list[int]:
        """The subject of a clause that hangs on a noun: the noun, or for 'decision to act' whose decision it is."""
        if self.tag[i] == "VB":
            owner = self.children(noun, "poss")
            return owner or (self._above(self.head[noun], climb) if self.dep[noun] in _OBJECT else [])
        return [noun]

    def _above(self, head: int, climb: int) -> list[int]:
        """The subject of the nearest verb at or above ``head``."""
        for _ in range(_MAX_CLIMB):
            if self.is_verb(head) and self.children(head, "expl"):  # "there has been talk of"
                return []
            if self.is_verb(head) or self.tag[head] == "MD":
                return self.subjects(head, climb + 1)
            if self.dep[head] in ("acomp", "attr", "prep", "pcomp", "conj", "dobj", "agent", "oprd", "advmod"):
                owner = self.children(head, "poss")
                if owner:
                    return owner
                head = self.head[head]
            else:
                return self.children(head, "nsubj", "poss")
        return []

    def objects(self, i: int) -> list[int]:
        """Heads of what the act of a verb is done to: its object, or the subject of a passive."""
        found = [self.antecedent(k) for k in self.kids[i] if self.dep[k] in ("dobj", "obj")]
        if not found:  # a name behind a participle is often taken for an adverbial
            found = [k for k in self.kids[i] if self.dep[k] == "npadvmod" and self.tag[k] == "NNP" and k == i + 1]
        if not found:  # "kidnapped up to 16 advisers"
            found = [
                k3
                for k in self.kids[i]
                if self.lower[k] == "up" and self.dep[k] in ("prep", "prt", "advmod")
                for k2 in (k, i)
                for k4 in self.children(k2, "prep")
                if k4 == k + 1 and self.lower[k4] == "to"
                for k3 in self.children(k4, "pobj")
                if self.children(k3, "nummod")
            ]
        if self.dep[i] == "relcl" and not found:
            found = [self.antecedent(k) for k in self.kids[i] if self.tag[k] in _RELATIVE and self.dep[k] == "pobj"]
        if not found:  # "condemned what it called Russia's attack"
            found = [
                k2
                for k in self.children(i, "ccomp")
                if any(self.lower[k2] == "what" for k2 in self.children(k, "dobj"))
                for k2 in self.children(k, "oprd")
            ]
        if self.is_passive(i):
            return found or self.subjects(i)
        if not found and self.dep[i] == "conj" and self.is_verb(self.head[i]):
            return []
        return found

    def agents(self, i: int) -> list[int]:
        """Heads of who does the act: the subject, or the by-phrase of a passive."""
        if not self.is_passive(i):
            return self.subjects(i)
        by = self.children(i, "agent") or [
            k for place in (i, *self.children(i, "dobj")) for k in self.children(place, "prep") if self.lower[k] == "by"
        ]
        return [k2 for k in by for k2 in self.children(k, "pobj")]

    def span(self, i: int) -> tuple[int, int]:
        """First token of the subtree of ``i``, and the one past its last."""
        low = high = i
        stack = [i]
        while stack:
            k = stack.pop()
            low, high = min(low, k), max(high, k)
            stack.extend(self.kids[k])
        return low, high + 1

    def below(self, i: int) -> list[int]:
        """All tokens of the subtree of ``i``, ``i`` first, then level by level."""
        found = [i]
        for k in found:
            found.extend(self.kids[k])
        return found
