"""Lays what was found in a text beside its gold: what is right, missed, wrong, or must not be there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from geokg.evaluation.claims import Claim, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from geokg.evaluation.gold import GoldText

__all__ = ["LEVELS", "Count", "Judged", "Unit", "Verdict", "agreement", "judge", "pair_off", "right_fields"]

#: All keys that one thing to find may be found under; two things match where they share one.
Unit = frozenset[Any]

#: From the coarsest to the finest: what is compared of a claim.
LEVELS: dict[str, Callable[[Claim], Unit]] = {
    "pair": lambda claim: frozenset(claim.ends),
    "type": lambda claim: frozenset({claim.family}),
    "source+type": lambda claim: frozenset((first, claim.family) for first, _ in claim.ends),
    "triple": lambda claim: frozenset((first, claim.family, last) for first, last in claim.ends),
    "relation": lambda claim: frozenset(_lines(claim)),
    "statement": lambda claim: frozenset((*line, claim.status, claim.speaker) for line in _lines(claim)),
}


#: Whether each claim is right, None where it is neither right nor wrong.
_Marks = dict[Claim, bool | None]
#: Levels that do not ask for the object.
_OF_ONE_SIDE = frozenset({"type", "source+type"})


class Verdict(StrEnum):
    """What the gold says of a plain triple that was found."""

    TRUE = "true"
    CONTRADICTED = "contradicted"
    FORBIDDEN = "forbidden"
    UNLISTED = "unlisted"


@dataclass(frozen=True, slots=True)
class Count:
    """How many things were found rightly, found at all, and to be found."""

    right: int = 0
    found: int = 0
    gold: int = 0


@dataclass(frozen=True, slots=True)
class Judged:
    """One text, judged.

    ``gold`` and ``found`` tell of each claim whether its triple is on the other side too, None where it is left out;
    ``matched`` are the claims of gold and their counterparts; ``facts`` the plain triples, None where the gold cannot
    judge them; ``never`` the claims that must not come out.
    """

    id: str
    text: str
    category: str
    source: str
    levels: Mapping[str, Count]
    gold: Mapping[Claim, bool | None]
    found: Mapping[Claim, bool | None]
    matched: tuple[tuple[Claim, Claim], ...] = ()
    facts: Mapping[Claim, Verdict] | None = None
    never: tuple[Claim, ...] = ()


def judge(text: GoldText, found: Sequence[Claim]) -> Judged:
    """What was found in a text beside its gold."""
    gold = tuple(dict.fromkeys(text.statements))
    levels = {level: _compare(level, gold, found) for level in LEVELS}
    _, of_gold, of_found = levels["triple"]
    return Judged(
        id=text.id,
        text=text.article.text,
        category=text.category,
        source=text.article.source,
        levels={level: count for level, (count, _, _) in levels.items()},
        gold=of_gold,
        found=of_found,
        matched=_align(gold, found),
        facts={claim: _verdict(claim, text, gold) for claim in _facts(found)},
        never=tuple(claim for claim in found if any(pattern.fits(claim) for pattern in text.never)),
    )


def _compare(level: str, gold: Sequence[Claim], found: Sequence[Claim]) -> tuple[Count, _Marks, _Marks]:
    """The numbers of a level, and which claims of both sides are right on it.

    Of gold, what says less than another claim is left out: B met A says no more than A visited B. Of what was found,
    that is left out which only repeats a claim of gold that was found already, and which does not name an object where
    the level asks for one.
    """
    keys = LEVELS[level]
    said = {keys(claim) for claim in gold}
    ours = {unit for unit in said if not any(other < unit for other in said)}
    theirs = {keys(claim) for claim in found}
    pairs = pair_off(ours, theirs)
    right, known = set(pairs.values()), frozenset[Any]().union(*ours)
    open_ended = {keys(claim) for claim in found if claim.object is None and level not in _OF_ONE_SIDE}
    wrong = {unit for unit in theirs - right - open_ended if not unit & known}
    count = Count(len(pairs), len(right) + len(wrong), len(ours))
    return count, _marks(gold, keys, set(pairs), ours - set(pairs)), _marks(found, keys, right, wrong)


def _marks(
    claims: Iterable[Claim], keys: Callable[[Claim], Unit], right: Iterable[Unit], wrong: Iterable[Unit]
) -> _Marks:
    marks = {**dict.fromkeys(wrong, False), **dict.fromkeys(right, True)}
    return {claim: marks.get(keys(claim)) for claim in claims}


def pair_off(gold: Iterable[Unit], found: Iterable[Unit]) -> dict[Unit, Unit]:
    """Gold to found, one to one: greedy, those first that have most in common.

    >>> pair_off([frozenset("ab"), frozenset("a")], [frozenset("a")])
    {frozenset({'a'}): frozenset({'a'})}
    """
    candidates = [(len(ours ^ theirs), ours, theirs) for ours in gold for theirs in found if ours & theirs]
    candidates.sort(key=lambda each: (each[0], _order(each[1]), _order(each[2])))
    return {ours: theirs for _, ours, theirs in _one_to_one(candidates)}


def agreement(gold: Claim, found: Claim) -> dict[str, bool]:
    """Which fields of two claims of one triple are equal."""
    return {
        "relation": not set(gold.relations).isdisjoint(found.relations),
        "status": gold.status == found.status,
        "speaker": gold.speaker == found.speaker,
        "via": gold.via == found.via,
        "time": gold.time == found.time,
        "place": _same_place(gold, found),
        "direction": gold.subject == found.subject,
    }


def right_fields(gold: Claim, found: Claim) -> dict[str, bool]:
    """Which of the fields that are measured are right; time and place only where the gold has one."""
    equal = agreement(gold, found)
    wanted = {"status": True, "speaker": True, "via": True, "time": gold.time, "place": gold.place}
    return {field: equal[field] for field, measured in wanted.items() if measured}


def _same_place(gold: Claim, found: Claim) -> bool:
    if gold.place is None or found.place is None:
        return gold.place is found.place
    # a place that is no actor is found as the country that it lies in, and in its own words
    return gold.place == found.place or f" {plain(gold.place.label)} " in f" {plain(found.place.label)} "


def _lines(claim: Claim) -> list[tuple[Any, str, Any]]:
    return [(first, relation, last) for relation in claim.relations for first, last in claim.ends]


def _order(unit: Unit) -> list[str]:
    """Sets have no order of their own, and the same text must always be judged alike."""
    return sorted(map(repr, unit))


def _align(gold: Sequence[Claim], found: Sequence[Claim]) -> tuple[tuple[Claim, Claim], ...]:
    """Claims of one triple, gold to found, one to one: greedy, best agreement first."""
    triple = LEVELS["triple"]
    candidates = [
        ([not equal for equal in agreement(ours, theirs).values()], ours, theirs)
        for ours in gold
        for theirs in found
        if triple(ours) & triple(theirs)
    ]
    candidates.sort(key=lambda each: (sum(each[0]), each[0], repr(each[1]), repr(each[2])))
    return tuple((ours, theirs) for _, ours, theirs in _one_to_one(candidates))


def _one_to_one(candidates: Iterable[tuple[Any, Any, Any]]) -> list[tuple[Any, Any, Any]]:
    """The candidates, both of whose sides were not taken before."""
    ours: set[Any] = set()
    theirs: set[Any] = set()
    chosen = []
    for candidate in candidates:
        _, first, last = candidate
        if first not in ours and last not in theirs:
            ours.add(first)
            theirs.add(last)
            chosen.append(candidate)
    return chosen


def _facts(found: Sequence[Claim]) -> Iterable[Claim]:
    """The plain triples, each once."""
    facts = {(claim.subject, claim.relations, claim.object): claim for claim in reversed(found) if claim.is_fact}
    return reversed(facts.values())


def _verdict(fact: Claim, text: GoldText, gold: Sequence[Claim]) -> Verdict:
    triple = LEVELS["triple"]
    same = [claim for claim in gold if triple(claim) & triple(fact)]
    if same and not any(claim.is_fact for claim in same):
        return Verdict.CONTRADICTED
    if any(pattern.fits(fact) for pattern in text.never):
        return Verdict.FORBIDDEN
    return Verdict.TRUE if same else Verdict.UNLISTED
