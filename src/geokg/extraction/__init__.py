"""From a Document to statements: who did, said or is what to whom, according to whom.

Each module yields candidates of one sort (verbs, nouns, states, intents); the :class:`Extractor` joins them, reads how
far the text commits itself to each, links speech acts to what they are about, and makes statements of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

from geokg.arguments import Arguments
from geokg.clauses import Clauses
from geokg.confidence import load_calibration
from geokg.document import Factuality
from geokg.extraction.circumstances import Circumstances
from geokg.extraction.echoes import echoes
from geokg.extraction.events import events
from geokg.extraction.games import without_games
from geokg.extraction.intents import intents
from geokg.extraction.nominals import nominals
from geokg.extraction.states import states
from geokg.extraction.status import StatusReader
from geokg.extraction.voices import VoiceReader
from geokg.lexicon import FIGURATIVE, load_lexicon
from geokg.model import Evidence, Span, Statement, Status
from geokg.relations import load_relations

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geokg.confidence import Calibration
    from geokg.document import Candidate, Document, Filler
    from geokg.lexicon import Lexicon
    from geokg.model import Kind, Relation

__all__ = ["Extractor", "load_extractor"]

#: What a statement may be sure of at most, by what told it.
_TRUST = {"events": 0.9, "states": 0.95, "nominals": 0.8, "intents": 0.85}
#: How sure an act is that is told as one that is done time and again.
_HABIT = 0.8


def load_extractor(lexicon: Lexicon | None = None, relations: Mapping[str, Relation] | None = None) -> Extractor:
    """An extractor over the relations and the lexicon that geokg brings, or others of the same form."""
    relations = relations or load_relations()
    return Extractor(lexicon or load_lexicon(relations), relations, load_calibration())


@dataclass(frozen=True, slots=True)
class Extractor:
    """Finds the statements of documents."""

    lexicon: Lexicon
    relations: Mapping[str, Relation]
    calibration: Calibration

    def statements(self, document: Document) -> list[Statement]:
        """The statements of a document, in text order; what a speech act is about stands by itself as well."""
        arguments = Arguments(document, self.lexicon)
        candidates = self._candidates(document, arguments)
        return _Writer(document, arguments, self, candidates).statements()

    def _candidates(self, document: Document, arguments: Arguments) -> list[Candidate]:
        families = {relation.id: relation.family for relation in self.relations.values()}
        by_verb = list(events(document, arguments, self.lexicon, self.relations))
        consumed = {
            token: frozenset(filler.actor.id for filler in candidate.subjects)
            for candidate in by_verb
            for token in candidate.consumed
        }
        by_noun = list(nominals(document, arguments, self.lexicon, families, consumed))
        spent = {token for candidate in by_verb if candidate.relation == FIGURATIVE for token in candidate.consumed}
        found = [candidate for candidate in by_verb + by_noun if candidate.anchor not in spent]
        intended = list(intents(document, arguments, self.lexicon, families, found))
        composed = {candidate.anchor for candidate in intended}
        found = [other for other in found if other.anchor not in composed or other.extractor != "events"]
        found = list(without_games(document, self.lexicon, families, found + intended))
        found = list(echoes(document, self.lexicon, found))
        found += states(document, arguments, self.lexicon, self.relations)
        return sorted(found, key=lambda candidate: (candidate.anchor, candidate.trigger))


def _fitting(fillers: list[Filler], kinds: tuple[Kind, ...]) -> list[Filler]:
    """Those whose kind the relation takes."""
    return [filler for filler in fillers if not kinds or filler.actor.kind in kinds]


class _Writer:
    """Makes the statements of one document out of its candidates."""

    def __init__(
        self, document: Document, arguments: Arguments, extractor: Extractor, candidates: list[Candidate]
    ) -> None:
        self.document = document
        self.tree = document.tree
        self.arguments = arguments
        self.lexicon = extractor.lexicon
        self.relations = extractor.relations
        self.calibration = extractor.calibration
        self.candidates = candidates
        self.by_anchor: dict[int, list[Candidate]] = {}
        for candidate in candidates:
            self.by_anchor.setdefault(candidate.anchor, []).append(candidate)
        self.clauses = Clauses(document, extractor.lexicon, arguments)
        self.status, self.voices = StatusReader(self.clauses), VoiceReader(self.clauses)
        self.circumstances = Circumstances(document, self.by_anchor.keys())
        self._done: dict[int, list[Statement]] = {}

    def statements(self) -> list[Statement]:
        unique: dict[str, Statement] = {}
        for candidate in self.candidates:
            for statement in self._of(candidate):
                unique.setdefault(statement.id, statement)
        return sorted(unique.values(), key=lambda s: (s.evidence.span, s.evidence.trigger, s.id))

    def _of(self, candidate: Candidate) -> list[Statement]:
        """The statements of a candidate: one a pair of subject and object."""
        key = id(candidate)
        if key not in self._done:
            self._done[key] = []  # a clause that is about itself through a broken parse ends here
            self._done[key] = self._write(candidate)
        return self._done[key]

    def _write(self, candidate: Candidate) -> list[Statement]:
        relation = self.relations[candidate.relation]
        content = self._content(candidate)
        subjects, objects = self._roles(candidate, relation)
        statements = []
        for subject, object_ in self._pairs(candidate, subjects, objects, relation):
            for about in self._about(content, object_):
                statements.append(self._statement(candidate, relation, subject, object_, about))
        return statements

    # -- roles ---------------------------------------------------------------------------------------------------------

    def _roles(self, candidate: Candidate, relation: Relation) -> tuple[list[Filler], list[Filler]]:
        objects = candidate.objects
        if not objects and candidate.relation in self.lexicon.content:
            objects = self._addressees(candidate, relation)
        subjects = [filler for filler in candidate.subjects if not self._is_quoted(filler.token, candidate.anchor)]
        return _fitting(subjects, relation.domain), _fitting(objects, relation.range)

    def _is_quoted(self, token: int, anchor: int) -> bool:
        """*"Free Assange," Albanese urged*: who is spoken of does not do what the reporter tells."""
        quote = self.document.quote_at(token)
        return quote is not None and not quote.start <= anchor < quote.end

    def _addressees(self, candidate: Candidate, relation: Relation) -> list[Filler]:
        """Whom a speech act addresses that names nobody: who shall act, or whose act is the condition."""
        taken = {filler.actor.id for filler in candidate.subjects}
        clauses, own = self.tree.children(candidate.anchor, "ccomp", "xcomp", "advcl"), set()
        if relation.family == "THREATEN":
            own = {filler.actor.iso3 for filler in candidate.subjects} - {None}  # nobody is meant to warn his own side
            clauses = [k2 for k in clauses for k2 in self.tree.below(k) if self._is_condition(k2)]
        elif relation.family not in ("REQUEST", "ACCUSE"):
            return []
        for clause in clauses:
            if relation.family == "REQUEST" and not self._is_bidden(clause):
                continue
            found = self.arguments.agents(clause)
            found = [f for f in found if f.actor.id not in taken and f.actor.iso3 not in own]
            if found:
                return [replace(filler, weight=filler.weight * 0.8) for filler in found]
        return []

    def _is_bidden(self, clause: int) -> bool:
        """True for what shall be done: *that Kyiv sign*, *to sign*, *must sign*; not for what is so."""
        modals = {self.tree.lower[k] for k in self.tree.children(clause, "aux")}
        return self.tree.tag[clause] in ("VB", "VBP") or bool(modals & (self.lexicon.words["request"] | {"to"}))

    def _is_condition(self, clause: int) -> bool:
        return self.tree.dep[clause] == "advcl" and any(
            self.tree.lower[k] in ("if", "unless", "should") for k in self.tree.kids[clause]
        )

    def _pairs(
        self, candidate: Candidate, subjects: list[Filler], objects: list[Filler], relation: Relation
    ) -> list[tuple[Filler, Filler | None]]:
        if not objects and relation.id in self.lexicon.reciprocal and len(subjects) > 1:
            return [(a, b) for i, a in enumerate(subjects) for b in subjects[i + 1 :]]
        if not objects:  # a state is always of something
            return [] if relation.is_state else [(subject, None) for subject in subjects]
        mutual = relation.id in self.lexicon.reciprocal
        pairs: dict[object, tuple[Filler, Filler | None]] = {}
        for subject, object_ in product(subjects, objects):
            if self._is_pair(subject, object_, relation):
                key = frozenset((subject.actor, object_.actor)) if mutual else (subject, object_)  # "met each other"
                pairs.setdefault(key, (subject, object_))
        return list(pairs.values())

    def _is_pair(self, subject: Filler, object_: Filler, relation: Relation) -> bool:
        """Nobody acts upon himself, unless one side of him upon another."""
        same = subject.actor.id == object_.actor.id
        if subject.token == object_.token or (
            same and (relation.is_state or subject.actor.sector == object_.actor.sector)
        ):
            return False
        return not self._speaks_of(object_, subject)

    def _speaks_of(self, object_: Filler, subject: Filler) -> bool:
        """True where an object is a plural that the subject is one of: "France and Germany pulled their troops out"."""
        mention = self.document.mentions.get(object_.token)
        return mention is not None and bool(mention.others) and subject.actor in mention.actors

    # -- content -------------------------------------------------------------------------------------------------------

    def _content(self, candidate: Candidate) -> list[Candidate]:
        """The candidates that a speech act is about: the topmost ones below it."""
        if candidate.relation not in self.lexicon.content and candidate.content is None:
            return []
        if candidate.content is not None and candidate.content in self.by_anchor:
            return self.by_anchor[candidate.content]
        top = candidate.content if candidate.content is not None else candidate.anchor
        beside = {k2 for k in self.tree.children(candidate.anchor, "conj") for k2 in self.tree.below(k)}
        for k in self.tree.below(top):
            if k in beside:  # "condemned X and sanctioned it"
                continue
            found = [other for other in self.by_anchor.get(k, ()) if other is not candidate and other.subjects]
            if found and k != candidate.anchor and found[0].extractor != "states":
                return found
        return []

    def _about(self, content: list[Candidate], object_: Filler | None) -> list[Statement | None]:
        statements = [statement for candidate in content for statement in self._of(candidate)]
        if object_ is not None and len(statements) > 1:
            own = [s for s in statements if s.subject.id == object_.actor.id]
            statements = own or statements
        return list(statements[:1]) or [None]

    # -- status, speaker, time, evidence -------------------------------------------------------------------------------

    def _factuality(self, candidate: Candidate) -> Factuality:
        if candidate.extractor == "states" and not self.tree.is_verb(candidate.anchor):
            quote = self.document.quote_at(candidate.anchor)  # a title is the reporter's, unless somebody speaks it
            return Factuality(Status.ASSERTED, (quote.speaker,) if quote and quote.speaker else ())
        status = self.status.at(candidate.anchor)
        if self._is_meant(candidate) and status is Status.ASSERTED:
            status = Status.PLANNED
        if candidate.extractor == "nominals" and candidate.relation in self.lexicon.prospective:
            status = self._looked_forward_to(candidate.anchor, status)
        return Factuality(status, self.voices.at(candidate.anchor))

    def _is_meant(self, candidate: Candidate) -> bool:
        """*intends to withdraw*: a thought, not a word given; *travels to China on Saturday*: a date to keep."""
        anchor, words = candidate.anchor, self.lexicon.words
        if candidate.extractor == "intents":
            sought = candidate.relation in self.lexicon.compose["seek"].values()  # "wants to join" says what it seeks
            return self.tree.lemma[anchor] in words["minds"] and not sought
        if self.tree.tag[anchor] not in ("VBZ", "VBP") or candidate.extractor != "events":
            return False
        time = self.circumstances.time({anchor})
        return time is not None and time.text.casefold().removeprefix("on ").split()[0] in words["weekdays"]

    def _looked_forward_to(self, noun: int, status: Status) -> Status:
        """*vetoed the accession of Turkey*: not come about yet, unless it did something, or lies behind."""
        come = (
            self.tree.dep[noun] == "nsubj"
            or self.tree.lower[self.tree.head[noun]] in self.lexicon.words["presupposing"]
        )
        return Status.PLANNED if status is Status.ASSERTED and not come else status

    def _statement(
        self,
        candidate: Candidate,
        relation: Relation,
        subject: Filler,
        object_: Filler | None,
        content: Statement | None,
    ) -> Statement:
        factuality = self._factuality(candidate)
        told_by = {candidate.anchor, *range(*candidate.trigger), *self._happening(candidate.anchor)}
        return Statement(
            subject=subject.actor,
            relation=relation,
            object=object_.actor if object_ else None,
            status=factuality.status,
            evidence=self._evidence(candidate, subject, object_),
            speaker=factuality.speaker,
            via=factuality.voices[:-1],
            time=self.circumstances.time(told_by),
            place=self.circumstances.place(told_by, {subject.token, object_.token if object_ else None}),
            content=content,
            confidence=self._confidence(candidate, relation, subject, object_),
        )

    def _confidence(self, candidate: Candidate, relation: Relation, subject: Filler, object_: Filler | None) -> float:
        score = _TRUST[candidate.extractor] * candidate.weight * subject.weight * (object_.weight if object_ else 0.9)
        score *= self.clauses.sureness(candidate.anchor)
        is_act = not relation.is_state and relation.id not in self.lexicon.content
        if is_act and self.clauses.is_habit(candidate.anchor):
            score *= _HABIT
        return self.calibration(candidate.extractor, round(score, 2))

    def _happening(self, noun: int) -> list[int]:
        """*the talks resumed in Vienna*: a verb that says no more of an event than that it is."""
        verb = self.tree.head[noun]
        own = any(candidate.subjects for candidate in self.by_anchor.get(verb, ()))
        told = self.tree.dep[noun] in ("nsubj", "nsubjpass") and self.tree.is_verb(verb) and not own
        return [verb] if told and not self.tree.children(verb, "dobj", "ccomp", "xcomp") else []

    def _evidence(self, candidate: Candidate, subject: Filler, object_: Filler | None) -> Evidence:
        """The words from the first to the last of subject, trigger and object, each with its whole mention."""
        article = self.document.article
        trigger = self.document.span(*candidate.trigger)
        spans = [trigger]
        for filler in (subject, object_) if object_ else (subject,):
            mention = self.document.mentions.get(filler.token)
            inside = self.tree.sent[filler.token] == self.tree.sent[candidate.anchor]
            if mention is not None and inside:
                spans.append(mention.span)
        span = Span(min(s.start for s in spans), max(s.end for s in spans))
        return Evidence(article, span, article.text[span.start : span.end], trigger, candidate.extractor)
