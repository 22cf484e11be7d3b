"""How English says each relation: the trigger lexicon, read from ``ontology/lexicon/en.toml`` and checked.

A trigger is written as a frame, a short pattern that a domain expert can read:

==========================  =====================================================================
``warn X``                  the verb and its object, which is the target
``warn of``                 the preposition must stand there; no target
``lash out at X``           particle, then the target behind a preposition
``(missile|drone) hit X``   the head noun of the subject must be one of these
``impose sanction on X``    an object with that head noun; ``a|b`` means either
``call for withdrawal of X``  a preposition with that noun
``X come under attack from S``  the grammatical subject is the target; the source follows *from*
``attack X:Person``         the target must be of this kind, or one of ``Person|Party``
==========================  =====================================================================

``X`` is the target and ``S`` the source (the subject where it is not written). Words stand in their base form.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from geokg.data import data_path, read_toml
from geokg.errors import DataError
from geokg.model import Kind, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from geokg.model import Relation

__all__ = ["FIGURATIVE", "Frame", "Lexicon", "Operator", "Slot", "load_lexicon"]


#: The relation of frames that only sound like an event: *bombarded with questions*.
FIGURATIVE = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing that a frame asks for beside its trigger word.

    ``role`` is ``X``, ``S`` or empty; ``prepositions`` is empty for a direct object; ``nouns`` are the head lemmas
    allowed, empty for any, and ``kinds`` the kinds of the actor.
    """

    role: str = ""
    prepositions: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    kinds: frozenset[Kind] = frozenset()


@dataclass(frozen=True, slots=True)
class Frame:
    """A trigger word with what must stand around it, and the relation that it then tells."""

    word: str
    relation: str
    slots: tuple[Slot, ...] = ()
    particles: tuple[str, ...] = ()
    subject_is_target: bool = False
    text: str = ""
    doers: frozenset[str] = frozenset()

    @property
    def specificity(self) -> int:
        """How much the frame asks for; the most specific frame that fits wins."""
        asked = sum(
            2 * bool(slot.nouns) + bool(slot.prepositions) + bool(slot.role) + bool(slot.kinds) for slot in self.slots
        )
        phrases = any(" " in noun for slot in self.slots for noun in slot.nouns)
        return asked + 2 * len(self.particles) + phrases + 2 * bool(self.doers)


@dataclass(frozen=True, slots=True)
class Operator:
    """What a word does to the clause below it: its status, and whether its subject is the speaker of it."""

    status: Status | None = None
    speaks: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All triggers, by word, and the words that change how a clause is meant.

    ``role_starts`` are the words that a role may begin with.
    """

    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    roles: Mapping[str, tuple[Frame, ...]]
    role_starts: frozenset[str]
    participles: Mapping[str, str]
    content: Mapping[str, Status]
    implied_target: frozenset[str]
    reciprocal: frozenset[str]
    moved: frozenset[str]
    of_country: frozenset[str]
    judging: frozenset[str]
    prospective: frozenset[str]
    operators: Mapping[str, Operator]
    noun_operators: Mapping[str, Operator]
    compose: Mapping[str, Mapping[str, str]]
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def reporting(self) -> frozenset[str]:
        """Lemmas of verbs whose subject is the speaker of the clause below them."""
        return frozenset(lemma for lemma, operator in self.operators.items() if operator.speaks)


def load_lexicon(relations: Mapping[str, Relation], path: Path | None = None) -> Lexicon:
    """The lexicon, checked against the table of relations.

    Raises:
        DataError: the file is not TOML, names an unknown relation, or holds a frame that cannot be read.
    """
    path = path or data_path("ontology/lexicon/en.toml")
    raw = read_toml(path)
    entries: dict[str, dict[str, Any]] = raw.get("relation", {})
    _check_relations(entries, raw.get("compose", {}), relations, path)
    lists = raw.get("words", {}) | raw.get("compose_words", {})
    words = {name: frozenset(values) for name, values in lists.items()}
    frames = _Frames(words["prepositions"], words["particles"], path)
    content = {relation: Status(entry["content"]) for relation, entry in entries.items() if "content" in entry}
    verbs = frames.index({**entries, FIGURATIVE: raw.get("figurative", {})}, "verbs")
    roles = frames.index(entries, "roles")
    return Lexicon(
        verbs=verbs,
        nouns=frames.index(entries, "nouns"),
        roles=roles,
        role_starts=frozenset(
            start for phrase in roles for start in (phrase.split()[0], phrase.split()[0].partition("-")[0])
        ),
        participles={word: rel for rel, entry in entries.items() for word in entry.get("participles", ())},
        content=content,
        implied_target=_flagged(entries, "implied_target"),
        reciprocal=_flagged(entries, "reciprocal"),
        moved=_flagged(entries, "moved"),
        of_country=_flagged(entries, "of_country"),
        judging=_flagged(entries, "judging"),
        prospective=_flagged(entries, "prospective"),
        operators=_operators(raw["operators"], verbs, content),
        noun_operators=_noun_operators(raw["noun_operators"]),
        compose=raw.get("compose", {}),
        words=words,
    )


def _flagged(entries: Mapping[str, Mapping[str, Any]], flag: str) -> frozenset[str]:
    return frozenset(relation for relation, entry in entries.items() if entry.get(flag))


def _check_relations(
    entries: Mapping[str, object], compose: Mapping[str, Mapping[str, str]], known: Mapping[str, Relation], path: Path
) -> None:
    named = set(entries) | {relation for table in compose.values() for relation in table.values() if relation}
    for relation in sorted(named - set(known)):
        raise DataError(f"{path}: [relation.{relation}] is not in ontology/relations.ttl; add it there first")


def _operators(
    raw: Mapping[str, Iterable[str]], verbs: Mapping[str, tuple[Frame, ...]], content: Mapping[str, Status]
) -> dict[str, Operator]:
    """Operators listed by effect, and those that follow from a relation whose content has a status."""
    operators = {
        word: Operator(content[frame.relation], speaks=True)
        for word, frames in verbs.items()
        for frame in frames
        if frame.relation in content and not any(slot.nouns for slot in frame.slots)
    }
    return operators | _noun_operators(raw)


def _noun_operators(raw: Mapping[str, Iterable[str]]) -> dict[str, Operator]:
    """``reported`` speaks; ``denied`` speaks and negates; ``transparent`` changes nothing; else the key is a status."""
    effects = {
        "reported": Operator(None, speaks=True),
        "denied": Operator(Status.NEGATED, speaks=True),
        "claimed": Operator(Status.POSSIBLE, speaks=True),
        "promised": Operator(Status.PLANNED, speaks=True),
        "transparent": Operator(),
    } | {status.value: Operator(status) for status in Status}
    return {word: effects[effect] for effect, words in raw.items() for word in words}


def _kinds(names: str, where: str) -> frozenset[Kind]:
    try:
        return frozenset(map(Kind, names.split("|")))
    except ValueError as error:
        raise DataError(f"{where}: {error}; the kinds are {', '.join(Kind)}") from error


class _Frames:
    """Reads frames; knows which words are prepositions and particles."""

    def __init__(self, prepositions: frozenset[str], particles: frozenset[str], path: Path) -> None:
        self.prepositions = prepositions
        self.particles = particles
        self.path = path

    def index(self, entries: Mapping[str, Mapping[str, Any]], key: str) -> dict[str, tuple[Frame, ...]]:
        """Frames by trigger word, most specific first."""
        by_word: dict[str, list[Frame]] = defaultdict(list)
        for relation, entry in entries.items():
            for text in entry.get(key, ()):
                for frame in self.read(self._joined(text) if key == "nouns" else text, relation):
                    if key == "verbs" and " " in frame.word:
                        where = f"{self.path}: [relation.{relation}] {text!r}"
                        raise DataError(f"{where}: a verb is one word; write its particle behind it")
                    by_word[frame.word].append(frame)
        return {word: tuple(sorted(frames, key=lambda f: -f.specificity)) for word, frames in by_word.items()}

    def _joined(self, text: str) -> str:
        """A noun pattern with the words of its head joined: ``arms sale to X`` has the head *arms sale*."""
        words = text.split()
        head = next(
            (i for i, word in enumerate(words) if word.split("|")[0] in self.prepositions | {"X", "S"}), len(words)
        )
        return " ".join(["_".join(words[:head]), *words[head:]])

    def read(self, text: str, relation: str) -> list[Frame]:
        """The frames of one pattern, one for each alternative of its trigger word and each reading of the rest."""
        doers, words = self._doers(text)
        subject_is_target = words[:1] == ["X"]
        words = words[subject_is_target:]
        if not words or words[0] in ("X", "S"):
            raise DataError(f"{self.path}: [relation.{relation}] {text!r}: a frame starts with its trigger word")
        return [
            Frame(word.replace("_", " "), relation, slots, particles, subject_is_target, text, doers)
            for word in words[0].split("|")
            for particles, slots in self._readings(words[1:], relation, text)
        ]

    def _doers(self, text: str) -> tuple[frozenset[str], list[str]]:
        """The nouns that the subject must be one of, in brackets before a frame, and the words behind them."""
        before, bracket, behind = text.removeprefix("(").partition(")")
        if not text.startswith("(") or not bracket:
            return frozenset(), text.split()
        return frozenset(before.replace("_", " ").split("|")), behind.split()

    def _readings(self, words: list[str], relation: str, text: str) -> list[tuple[tuple[str, ...], tuple[Slot, ...]]]:
        """What the words behind a trigger ask for. *off* in ``call off talk`` may be a particle or a preposition."""
        first, second = (*words, "", "")[:2]
        plain = self._slots(words, relation, text)
        if first not in self.particles or not second or self._is_particle(first, second):
            return [plain]
        return [((first,), self._slots(words[1:], relation, text)[1]), plain]

    def _slots(self, words: list[str], relation: str, text: str) -> tuple[tuple[str, ...], tuple[Slot, ...]]:
        particles: list[str] = []
        slots: list[Slot] = []
        prepositions: frozenset[str] = frozenset()
        for position, word in enumerate(words):
            following = words[position + 1] if position + 1 < len(words) else ""
            word, colon, kinds = word.partition(":")  # noqa: PLW2901
            options = frozenset(word.replace("_", " ").split("|"))
            if word not in ("X", "S") and any(option in ("X", "S") or option.endswith("'s") for option in options):
                raise DataError(f"{self.path}: [relation.{relation}] {text!r}: {word!r}: X and S stand alone")
            if word in ("X", "S"):
                where = f"{self.path}: [relation.{relation}] {text!r}"
                slots.append(Slot(word, prepositions, kinds=_kinds(kinds, where) if colon else frozenset()))
                prepositions = frozenset()
            elif not prepositions and self._is_particle(word, following):
                particles.append(word)
            elif not prepositions and options <= self.prepositions:
                prepositions = options
            elif options & self.prepositions:
                raise DataError(f"{self.path}: [relation.{relation}] {text!r}: {word!r} follows a preposition")
            else:
                slots.append(Slot("", prepositions, options))
                prepositions = frozenset()
        if prepositions:
            slots.append(Slot("", prepositions))
        return tuple(particles), tuple(slots)

    def _is_particle(self, word: str, following: str) -> bool:
        """A word that may be either is a particle at the end of a frame and before a preposition."""
        if word not in self.particles:
            return False
        return (
            word not in self.prepositions or not following or following.split("|", maxsplit=1)[0] in self.prepositions
        )
