"""Resolves third-person pronouns and descriptions ("the alliance") to the actors they stand for, by rules.

Everything that a text speaks of is weighed by its grammatical role and by how recently it was said; what does not agree
in gender, number or kind is left out, and so is what grammar forbids (Lappin and Leass, 1994, weigh alike). Nouns that
are no known actor compete too: where one of them wins, or the margin is narrow, the pronoun stays unresolved.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from geokg.data import data_path, read_toml
from geokg.model import Actor, Kind, Mention, Resolution

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geokg.document import Document
    from geokg.gazetteer import Gazetteer

__all__ = ["resolve", "resolve_first_person"]

_FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
_THIRD_PERSON = {
    **dict.fromkeys(("he", "him", "his", "himself"), "male"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "female"),
    **dict.fromkeys(("it", "its", "itself"), "thing"),
    **dict.fromkeys(("they", "them", "their", "themselves"), "many"),
}
_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
#: Prepositions behind which a clause may speak of its own subject: "expelled them from the country".
_AROUND = frozenset({"in", "of", "from", "across", "within", "inside"})
_DETERMINERS = frozenset({"the", "this", "that"})
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_GATHERED = frozenset({Kind.ARMED_GROUP, Kind.PARTY, Kind.GROUP})
_PEOPLE = frozenset({"CVL", "MIL", "REF"})
#: How prominent a role makes what stands in it; a subject of a main clause most.
_WEIGHTS = {
    "nsubj": 60.0, "nsubjpass": 60.0, "ROOT": 40.0, "dobj": 40.0, "dative": 40.0, "pobj": 25.0, "poss": 25.0,
    "attr": 20.0, "appos": 20.0, "compound": 8.0, "amod": 6.0, "nmod": 6.0,
}  # fmt: skip
_OTHER_WEIGHT, _MAIN_CLAUSE = 15.0, 30.0
#: How many sentences back is looked, and what each sentence between leaves of a weight.
_WINDOW = {"male": 4, "female": 4, "thing": 2, "many": 2}
_DECAY = {"male": 0.5, "female": 0.5, "thing": 0.4, "many": 0.4}
_DESCRIBED_WINDOW, _DESCRIBED_DECAY = 15, 0.75
#: What each further mention of an actor adds to its strongest, as a share of its own weight.
_REPEATED = 0.25
#: Factors: subject of a clause above the pronoun; other side of a quotation mark; nouns that are no actors;
#: countries and bodies as "they"; adjectives; actors that the data or a title name for a description,
#: those that held an office before or since.
_ABOVE, _QUOTED, _UNKNOWN, _COLLECTIVE, _ADJECTIVE, _NAMED, _FORMER = 2.5, 0.5, 0.75, 0.3, 0.4, 5.0, 1.5
#: What a group weighs beside its first member; how many sentences back a plural looks.
_TOGETHER, _PLURAL_WINDOW = 1.5, 2
#: The second best must weigh at most this share of the best; the least that the best must weigh.
_MARGIN, _SIDE_MARGIN, _LEAST = 0.68, 0.6, 8.0


@dataclass(frozen=True, slots=True)
class _Point:
    """What a text speaks of, at its head token: no actor where nothing is known of it, several for a group."""

    head: int
    sentence: int
    weight: float
    actors: tuple[Actor, ...]
    many: bool
    person: bool = False
    adjective: bool = False

    @property
    def actor(self) -> Actor | None:
        """The one actor that is spoken of, if it is one."""
        return self.actors[0] if len(self.actors) == 1 else None


def resolve(document: Document, gazetteer: Gazetteer | None = None) -> dict[int, Mention]:
    """New mentions by token: third-person pronouns and definite descriptions of actors named before.

    The gazetteer tells the gender and the offices of people; without it given names and titles in the text must do.
    """
    return _Resolver(document, gazetteer).run() if len(document.doc) else {}


def resolve_first_person(document: Document) -> dict[int, Mention]:
    """New mentions by token: *I* and *we* within a quote are its speaker, a person even who leads a body."""
    return {
        i: Mention(document.span(i, i + 1), quote.speaker, Resolution.PRONOUN)
        for quote in document.quotes
        if quote.speaker
        for i in range(quote.start, quote.end)
        if document.tree.lower[i] in _FIRST_PERSON
        and document.tree.tag[i].startswith("PRP")
        and i not in document.mentions
    }


@dataclass(slots=True)
class _Resolver:
    """Reads a document from its start, keeping what was spoken of so far."""

    document: Document
    gazetteer: Gazetteer | None
    seen: list[_Point] = field(default_factory=list)
    found: dict[int, Mention] = field(default_factory=dict)
    genders: dict[str, str | None] = field(default_factory=dict)
    quoted: list[bool] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)

    def run(self) -> dict[int, Mention]:
        """Resolves token by token, so that what was resolved is spoken of too."""
        tree = self.document.tree
        self.quoted, self.sentences = _quoted(self.document), _sentence_numbers(self.document)
        heads = _mention_heads(self.document)
        for i, word in enumerate(tree.lower):
            if i in heads:
                self._see(i, heads[i].actor)
            elif i in self.document.mentions:
                continue
            elif word in _THIRD_PERSON:
                self._pronoun(i, _THIRD_PERSON[word])
            elif tree.is_noun(i):
                self._noun(i)
        return self.found

    # --- what is spoken of ---

    def _see(self, head: int, actor: Actor | None) -> None:
        tree = self.document.tree
        if actor and tree.dep[head] == "appos" and tree.head[head] not in self.document.mentions:
            head = tree.head[head]
        plural = actor is not None and (actor.kind in _GATHERED or actor.sector in _PEOPLE)
        many = tree.tag[head] == "NNS" or (tree.tag[head] == "NNPS" and plural)
        person = (actor is not None and actor.kind is Kind.PERSON) or tree.lemma[head] in _words().unnamed
        adjective = tree.dep[head] in ("amod", "compound", "nmod")
        weight = self._weight(head)
        actors = (actor,) if actor else ()
        self.seen.append(_Point(head, self.sentences[head], weight, actors, many, person, adjective))
        if actor:
            self._see_group(head, actor, weight)
        if actor and actor.kind is Kind.PERSON and self.genders.get(actor.id) is None:
            self.genders[actor.id] = self._gender(head, actor)

    def _see_group(self, head: int, actor: Actor, weight: float) -> None:
        """Actors that are coordinated, or that do together what a verb such as *meet* tells, make a group."""
        tree = self.document.tree
        if any(tree.dep[k] == "conj" for k in tree.kids[head]):
            mentions = [self.document.mentions.get(k) for k in tree.conjuncts(head)]
            actors = tuple({m.actor.id: m.actor for m in mentions if m}.values()) if all(mentions) else ()
            self.seen.append(_Point(head, self.sentences[head], weight * _TOGETHER, actors, True))
            return
        above = tree.head[head]
        verb = tree.head[above] if tree.lower[above] == "with" else above
        if tree.dep[head] not in ("dobj", "pobj") or tree.lemma[verb] not in _words().together:
            return
        partners = [m.actor for k in tree.subjects(verb) if (m := self.document.mentions.get(k))]
        if len(partners) == 1 and partners[0].kind is actor.kind and partners[0].id != actor.id:
            weight = max(weight, self._weight(tree.subjects(verb)[0]))
            self.seen.append(_Point(head, self.sentences[head], weight, (partners[0], actor), True))

    def _weight(self, head: int) -> float:
        tree = self.document.tree
        while tree.dep[head] == "conj" and tree.head[head] != head:
            head = tree.head[head]
        weight = _WEIGHTS.get(tree.dep[head], _OTHER_WEIGHT)
        if tree.dep[head] in _SUBJECT and tree.dep[tree.head[head]] in ("ROOT", "conj"):
            weight += _MAIN_CLAUSE
        return weight

    def _gender(self, head: int, actor: Actor) -> str | None:
        words = _words()
        if self.gazetteer and (known := self.gazetteer.gender(actor.id)):
            return known
        before = set(self.document.tree.lower[max(0, head - 4) : head])
        given = actor.label.split()[0]
        if before & words.female_words or given in words.female_names:
            return "female"
        return "male" if before & words.male_words or given in words.male_names else None

    # --- pronouns ---

    def _pronoun(self, i: int, sort: str) -> None:
        if self.document.doc[i].text.isupper() or not self.document.tree.tag[i].startswith("PRP"):
            return
        if (sort == "thing" and self._is_empty(i)) or self._is_judged(i):
            return
        actors = self._best(self._weighed(i, sort), _MARGIN)
        if not actors:
            return
        actor, *others = actors
        person = sort in ("male", "female")
        if person and actor.kind is Kind.PERSON:
            self.genders[actor.id] = sort
        self.found[i] = Mention(self.document.span(i, i + 1), actor, Resolution.PRONOUN, tuple(others))
        self.seen.append(_Point(i, self.sentences[i], self._weight(i), actors, sort == "many", person))

    def _weighed(self, i: int, sort: str) -> Iterator[tuple[_Point, float]]:
        """The points that a pronoun can stand for, with their weights."""
        passive = self.document.tree.dep[i] == "nsubjpass"
        above, forbidden = self._above(i), self._forbidden(i)
        reflexive = self.document.tree.lower[i] in _REFLEXIVE
        excluded = self._speakers(i) if self.quoted[i] else set[str]()
        if not reflexive:
            excluded |= self._actors(forbidden)
        for point in reversed(self.seen):
            distance = self.sentences[i] - point.sentence
            if distance > _WINDOW[sort]:
                break
            factor = self._agreement(point, sort)
            if not factor or (reflexive and point.head not in above):
                continue
            if not excluded.isdisjoint(actor.id for actor in point.actors) or (
                not point.actors and point.head in forbidden
            ):
                continue
            if passive and not point.actors and sort == "thing":
                factor = 1.0  # deals are signed and laws adopted more often than actors are
            if self.quoted[point.head] != self.quoted[i]:
                factor *= _QUOTED
            if point.head in above:
                factor *= _ABOVE
            yield point, point.weight * factor * _DECAY[sort] ** distance

    def _agreement(self, point: _Point, sort: str) -> float:
        """How well a point agrees with a pronoun in gender, number and kind; 0 where it cannot be meant."""
        if sort in ("male", "female"):
            gender = self.genders.get(point.actor.id) if point.actor else None
            return 0.0 if not point.person or point.many or gender not in (sort, None) else 1.0 if gender else 0.8
        if point.person and not point.many:
            return 0.0
        adjective = _ADJECTIVE if point.adjective else 1.0
        if sort == "thing":
            return 0.0 if point.many else adjective if point.actor else 0.0 if point.adjective else _UNKNOWN
        if point.actor is None:
            return 1.0 if point.many and not point.adjective else 0.0
        gathered = point.many or point.actor.kind in _GATHERED
        return adjective if gathered else adjective * _COLLECTIVE

    def _above(self, i: int) -> set[int]:
        """The subjects of the clauses around a pronoun: of its own for *its*, of those above for *it*."""
        tree, above = self.document.tree, set[int]()
        own = tree.dep[i] == "poss" or tree.lower[i] in _REFLEXIVE
        verb = self._verb(i)
        if own:
            above.update(k for k in self._owners(i, verb) if k < i)
        while tree.dep[verb] not in ("ROOT", "conj") and tree.head[verb] != verb and not above:
            verb = self._verb(verb)
            above.update(k for k in tree.kids[verb] if tree.dep[k] in _SUBJECT and k < i)
        return above

    def _owners(self, i: int, verb: int) -> list[int]:
        """The subject of the clause, but *thanked Biden for his support* speaks of the object."""
        tree = self.document.tree
        noun = tree.head[i]
        objects = tree.objects(verb)
        behind = tree.dep[noun] == "pobj" and tree.lower[tree.head[noun]] == "for"
        if behind and tree.head[tree.head[noun]] in (verb, *objects) and tree.lemma[verb] in _words().judging_others:
            return objects
        return tree.subjects(verb)

    def _forbidden(self, i: int) -> set[int]:
        """The other arguments of the verb of a pronoun: *it attacked it* speaks of two."""
        tree = self.document.tree
        if tree.dep[i] == "poss":
            return set()
        verb = self._verb(i)
        arguments = {verb, *tree.kids[verb], *tree.subjects(verb)}
        arguments.update(k2 for k in tree.children(verb, "prep", "agent") for k2 in tree.kids[k])
        around = tree.lower[tree.head[i]] in _AROUND and tree.is_noun(i)
        return set() if around else arguments

    def _actors(self, tokens: set[int]) -> set[str]:
        found = (self.document.mentions.get(k) or self.found.get(k) for k in tokens)
        return {mention.actor.id for mention in found if mention}

    def _verb(self, i: int) -> int:
        """The nearest verb above a token."""
        tree = self.document.tree
        while tree.head[i] != i:
            i = tree.head[i]
            if tree.is_verb(i):
                break
        return i

    def _speakers(self, i: int) -> set[str]:
        """Who may speak the quote that a pronoun stands in: they would say *I*."""
        start, end = _paragraph(self.document, i)
        tree, mentions = self.document.tree, self.document.mentions
        return {
            mentions[k].actor.id
            for k in range(start, end)
            if k in mentions and not self.quoted[k] and tree.dep[k] in _SUBJECT
        }

    def _is_judged(self, i: int) -> bool:
        """*called it a farce*, *rejected them as a sham*: what was done is judged, not who did it."""
        tree, words = self.document.tree, _words()
        verb = tree.head[i]
        if tree.lower[i] not in ("it", "them") or tree.lemma[verb] not in words.judging | words.telling:
            return False
        named = any(tree.dep[k] in ("oprd", "attr") and tree.is_noun(k) for k in tree.kids[verb])
        small = tree.dep[verb] == "ccomp" or tree.child(verb, "ccomp") is not None
        return tree.dep[i] in ("dobj", "nsubj") and (named or (small and tree.dep[i] == "dobj"))

    def _is_empty(self, i: int) -> bool:
        """*it is clear that ...*, *it seems*, *it is raining*, *make it hard to ...*."""
        tree, words = self.document.tree, _words()
        verb = tree.head[i]
        lemma = tree.lemma[verb]
        if tree.lower[i] != "it" or not tree.is_verb(verb):
            return False
        if tree.dep[i] not in _SUBJECT:
            judged = lemma in words.judging and tree.child(verb, "ccomp", "xcomp") is not None
            return judged or lemma in words.telling
        clause = tree.child(verb, "ccomp") is not None
        if lemma in words.weather or tree.dep[i] == "nsubjpass":
            return clause or lemma in words.raining
        if lemma == "take":
            return tree.child(verb, "dobj") is None or tree.child(verb, "xcomp", "advcl") is not None
        return lemma == "be" and self._is_empty_be(verb)

    def _is_empty_be(self, verb: int) -> bool:
        """*it is clear that*, *it was time to*, *it was Putin who*, *made it clear*."""
        tree, words = self.document.tree, _words()
        if tree.dep[verb] == "ccomp" and tree.lemma[tree.head[verb]] in words.judging:
            return True
        for k in tree.children(verb, "acomp", "attr", "oprd"):
            clauses = {tree.dep[k2] for k2 in (*tree.kids[k], *tree.kids[verb])}
            if tree.lemma[k] in words.minded:
                return False
            if tree.dep[k] != "attr" or tree.lemma[k] in words.judged:
                if clauses & {"ccomp", "xcomp", "advcl", "acl", "csubj", "relcl"}:
                    return True
            elif clauses & {"relcl", "ccomp"} and (tree.tag[k].startswith("NNP") or k in self.document.mentions):
                return True
        return False

    # --- descriptions ---

    def _noun(self, i: int) -> None:
        """Resolves a noun behind *the*, or remembers it as something that is no actor."""
        tree = self.document.tree
        if any(tree.dep[k] == "appos" and k in self.document.mentions for k in tree.kids[i]):
            return
        phrase, start = self._phrase(i)
        actor = self._owned(i) or (self._described(phrase, i) if phrase and self._is_bare(i) else None)
        if actor is None and self._plural(i):
            return
        if actor is None:
            if tree.lemma[i] not in _words().no_actors:
                self._see(i, None)
            return
        mention = Mention(self.document.span(start, i + 1), actor, Resolution.DESCRIPTION)
        self.found.update(dict.fromkeys(range(start, i + 1), mention))
        self._see(i, actor)

    def _owned(self, i: int) -> Actor | None:
        """*his country* is the country that somebody acts for, *his army* a side of it."""
        tree, words = self.document.tree, _words()
        owner = self.found.get(i - 1)
        if owner is None or tree.head[i - 1] != i or owner.actor.kind is not Kind.PERSON or self.gazetteer is None:
            return None
        country = self.gazetteer.countries.get(owner.actor.iso3 or "")
        if country and tree.lower[i] in words.sides:
            return replace(country, sector=words.sides[tree.lower[i]])
        return country if tree.lower[i] in words.nouns and words.nouns[tree.lower[i]].kinds == {Kind.COUNTRY} else None

    def _phrase(self, i: int) -> tuple[str, int]:
        """The longest known phrase that ends at a noun and stands behind *the*, and where it begins."""
        lower, words = self.document.tree.lower, _words()
        for length in (3, 2, 1):
            start = i + 1 - length
            phrase = " ".join(lower[start : i + 1])
            if phrase not in words.nouns and phrase not in words.sides:
                continue
            while start > 0 and self._is_modifier(start - 1):
                start -= 1
            if start > 0 and lower[start - 1] in _DETERMINERS:
                return phrase, start - 1
        return "", i

    def _is_modifier(self, i: int) -> bool:
        """*former*, *veteran*, and the parts of *93-year-old*: they do not change whom a description means."""
        word = self.document.tree.lower[i]
        return word in _words().describing or word == "-" or word.isdigit()

    def _is_bare(self, i: int, *, apart: tuple[str, ...] = ()) -> bool:
        """Not "the president of France", "the group that ...", "the country's" parts, or a new one in apposition.

        ``apart`` are relations of what may hang on it nevertheless.
        """
        tree = self.document.tree
        if tree.dep[i] in ("attr", "appos", "compound", "amod", "conj"):
            return False
        set_off = (
            i + 1 < len(tree.lower) and tree.lower[i + 1] == ","
        )  # "the president, who ...", "the president, 83, ..."
        if set_off and not any(tree.dep[k] == "appos" and tree.tag[k].startswith("NNP") for k in tree.kids[i]):
            apart = (*apart, "relcl", "acl", "appos")
        return not any(
            (tree.dep[k] in ("relcl", "acl", "appos", "conj") and tree.dep[k] not in apart)
            or (tree.dep[k] == "prep" and tree.lower[k] == "of")
            for k in tree.kids[i]
        )

    def _described(self, phrase: str, i: int) -> Actor | None:
        words = _words()
        if sector := words.sides.get(phrase):
            actors = self._best(self._weighed_description(i, _Noun(frozenset({Kind.COUNTRY}))), _SIDE_MARGIN)
            return replace(actors[0], sector=sector) if actors else None
        return next(iter(self._best(self._weighed_description(i, words.nouns[phrase]), _MARGIN)), None)

    def _weighed_description(self, i: int, noun: _Noun) -> Iterator[tuple[_Point, float]]:
        excluded = self._actors(self._forbidden(i))
        for point in reversed(self.seen):
            actor, distance = point.actor, self.sentences[i] - point.sentence
            if distance > _DESCRIBED_WINDOW:
                break
            if actor is None or actor.id in excluded or not noun.allows(actor):
                continue
            factor = _ADJECTIVE if point.adjective else 1.0
            if actor.id in noun.ids or self._is_titled(point.head, actor, noun.titles):
                factor *= _NAMED
            elif self._was_titled(actor, noun.titles):
                factor *= _FORMER
            elif noun.only or noun.titles:
                continue
            yield point, point.weight * factor * _DESCRIBED_DECAY**distance

    def _is_titled(self, head: int, actor: Actor, titles: frozenset[str]) -> bool:
        """Whether the words before a name, or an office on the day of publication, give a person one of the titles."""
        if not titles:
            return False
        before = " ".join(self.document.tree.lower[max(0, head - 6) : head + 1])
        if any(title in before for title in titles):
            return True
        day = self.document.article.published
        held = self.gazetteer.offices_of(actor.id, day) if self.gazetteer and day else ()
        return any(_bears(tenure.title, titles) for tenure in held)

    def _was_titled(self, actor: Actor, titles: frozenset[str]) -> bool:
        """Whether a person has ever held an office with one of the titles."""
        held = self.gazetteer.offices_of(actor.id) if self.gazetteer and titles else ()
        return any(_bears(tenure.title, titles) for tenure in held)

    # --- plurals ---

    def _plural(self, i: int) -> bool:
        """Resolves *both countries* and *the two leaders* to as many actors of that kind as were named last."""
        tree, words = self.document.tree, _words()
        kinds = words.plurals.get(tree.lower[i])
        if kinds is None or not self._is_bare(i, apart=("appos",)):
            return False
        start, count = self._counted(i)
        actors = self._gathered(i, kinds, count) if count else ()
        if not actors:
            return False
        mention = Mention(self.document.span(start, i + 1), actors[0], Resolution.DESCRIPTION, actors[1:])
        self.found.update(dict.fromkeys(range(start, i + 1), mention))
        self.seen.append(_Point(i, self.sentences[i], self._weight(i), actors, True))
        return True

    def _counted(self, i: int) -> tuple[int, int]:
        """Where a plural begins, and of how many it speaks; 0 where it stands without article or number."""
        lower, counts = self.document.tree.lower, _words().counts
        start = i
        while start > 0 and (lower[start - 1] in _words().likening or lower[start - 1] == "-"):
            start -= 1
        count = counts.get(lower[start - 1] if start > 0 else "", 0)
        if count:
            start -= 1
        if start > 0 and lower[start - 1] in _DETERMINERS | {"these", "those", "all"}:
            return start - 1, count or counts.get(lower[i], 0)
        return (start, count) if count and lower[start] == "both" else (i, 0)

    def _gathered(self, i: int, kinds: frozenset[Kind], count: int) -> tuple[Actor, ...]:
        """The actors of some kinds that the nearest sentences name, if they are exactly so many."""
        named: dict[str, Actor] = {}
        sentence = self.sentences[i]
        for distance in range(_PLURAL_WINDOW + 1):
            points = [p for p in self.seen if p.sentence == sentence - distance and p.head < i]
            fitting = [p for p in points if p.actors and all(actor.kind in kinds for actor in p.actors)]
            groups = {frozenset(a.id for a in p.actors): p.actors for p in fitting if len(p.actors) == count}
            named = {a.id: a for p in fitting for a in p.actors} | named
            if len(groups) == 1 and len(named) >= count:
                return next(iter(groups.values()))
            if len(named) >= count:
                return tuple(named.values()) if len(named) == count else ()
        return ()

    # --- choosing ---

    def _best(self, weighed: Iterator[tuple[_Point, float]], margin: float) -> tuple[Actor, ...]:
        """Whom the greatest weight in all speaks for, if the next is far enough behind."""
        weights: dict[frozenset[str] | int, list[float]] = defaultdict(list)
        latest: dict[frozenset[str] | int, _Point] = {}
        for point, weight in weighed:
            key = frozenset(actor.id for actor in point.actors) or point.head
            weights[key].append(weight)
            if key not in latest or latest[key].head < point.head:
                latest[key] = point
        if not weights:
            return ()
        totals = {key: max(w) * (1 - _REPEATED) + sum(w) * _REPEATED for key, w in weights.items()}
        best, *rest = sorted(totals, key=lambda key: -totals[key])
        if totals[best] < _LEAST or (rest and totals[rest[0]] > margin * totals[best]):
            return ()
        return latest[best].actors


def _bears(title: str, titles: frozenset[str]) -> bool:
    return title.endswith(tuple(titles)) and "vice" not in title


def _mention_heads(document: Document) -> dict[int, Mention]:
    """The head token of each mention: the last of its tokens that hangs on something outside it."""
    heads: dict[int, Mention] = {}
    tree, mentions = document.tree, document.mentions
    for i, mention in mentions.items():
        head = tree.head[i]
        if head == i or mentions.get(head) is not mention:
            heads[i] = mention
    return heads


def _quoted(document: Document) -> list[bool]:
    """Whether each token stands within quotation marks; each paragraph counts anew."""
    lower = document.tree.lower
    quoted = [False] * len(lower)
    if '"' not in lower:
        return quoted
    for start, end in document.paragraphs or ((0, len(lower)),):
        inside = False
        for i in range(start, end):
            inside ^= lower[i] == '"'
            quoted[i] = inside
    return quoted


def _sentence_numbers(document: Document) -> list[int]:
    numbers: list[int] = []
    for number, sentence in enumerate(document.doc.sents):
        numbers.extend([number] * len(sentence))
    return numbers


def _paragraph(document: Document, i: int) -> tuple[int, int]:
    ranges = document.paragraphs or ((0, len(document.doc)),)
    return ranges[bisect_right(ranges, i, key=lambda pair: pair[0]) - 1]


@dataclass(frozen=True, slots=True)
class _Noun:
    """What a noun behind *the* can mean."""

    kinds: frozenset[Kind]
    label: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    only: bool = False

    def allows(self, actor: Actor) -> bool:
        """Whether kind and name of an actor fit, or it is named itself."""
        fits = actor.kind in self.kinds and (not self.label or not self.label.isdisjoint(actor.label.split()))
        return fits or actor.id in self.ids


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of ``ontology/lexicon/descriptions.toml``."""

    nouns: dict[str, _Noun]
    sides: dict[str, str]
    unnamed: frozenset[str]
    female_words: frozenset[str]
    male_words: frozenset[str]
    female_names: frozenset[str]
    male_names: frozenset[str]
    no_actors: frozenset[str]
    weather: frozenset[str]
    judging: frozenset[str]
    judged: frozenset[str]
    raining: frozenset[str]
    telling: frozenset[str]
    minded: frozenset[str]
    judging_others: frozenset[str]
    together: frozenset[str]
    likening: frozenset[str]
    describing: frozenset[str]
    plurals: dict[str, frozenset[Kind]]
    counts: dict[str, int]


@cache
def _words() -> _Words:
    raw = read_toml(data_path("ontology/lexicon/descriptions.toml"))
    nouns = {word: _noun(entry) for word, entry in raw["nouns"].items()}
    lists = {name: frozenset(words) for part in ("people", "groups") for name, words in raw[part].items()}
    plurals = {
        word: frozenset(map(Kind, entry["kinds"])) for entry in raw["plurals"].values() for word in entry["words"]
    }
    return _Words(nouns=nouns, sides=raw["sides"], plurals=plurals, counts=raw["counts"], **lists)


def _noun(entry: dict[str, Any]) -> _Noun:
    lists = {name: frozenset(entry.get(name, ())) for name in ("label", "ids", "titles")}
    return _Noun(frozenset(map(Kind, entry["kinds"])), only=entry.get("only", False), **lists)
