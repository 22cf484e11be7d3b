"""The measures of each relation, status, type, category or source on its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geokg.evaluation.match import LEVELS, right_fields
from geokg.evaluation.measures import ratio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from geokg.evaluation.claims import Claim
    from geokg.evaluation.match import Judged, Unit

__all__ = ["GROUPINGS", "Group", "grouped"]

#: What claims may be grouped by: the value of a claim in its text. A source is the publisher of a text.
GROUPINGS: dict[str, Callable[[Judged, Claim], str]] = {
    "relation": lambda _, claim: claim.relation,
    "status": lambda _, claim: str(claim.status),
    "source": lambda text, _: text.source,
    "category": lambda text, _: text.category,
    "type": lambda _, claim: claim.family,
}


@dataclass(frozen=True, slots=True)
class Group:
    """The triples of one value: how many the gold has, how many were found, and how well; None where there is none."""

    value: str
    gold: int
    found: int
    precision: float | None
    recall: float | None
    f1: float
    status: float | None
    speaker: float | None


def grouped(texts: Iterable[Judged], by: str) -> list[Group]:
    """The groups in the order of their values; ``by`` is one of :data:`GROUPINGS`.

    Gold is grouped by its own value and what was found by its own, so that a triple may be found under another one.
    """
    value = GROUPINGS[by]
    gold: dict[str, list[bool]] = {}
    found: dict[str, list[bool]] = {}
    marks: dict[str, list[dict[str, bool]]] = {}
    for text in texts:
        for into, claims in ((gold, text.gold), (found, text.found)):
            for (name, _), right in _triples(text, claims, value).items():
                into.setdefault(name, []).append(right)
        for ours, theirs in text.matched:
            marks.setdefault(value(text, ours), []).append(right_fields(ours, theirs))
    names = sorted({*gold, *found})
    return [_group(name, gold.get(name, []), found.get(name, []), marks.get(name, [])) for name in names]


def _triples(
    text: Judged, claims: Mapping[Claim, bool | None], value: Callable[[Judged, Claim], str]
) -> dict[tuple[str, Unit], bool]:
    """The distinct triples of each value that count, and whether they are right."""
    triple = LEVELS["triple"]
    return {(value(text, claim), triple(claim)): right for claim, right in claims.items() if right is not None}


def _group(name: str, gold: list[bool], found: list[bool], marks: list[dict[str, bool]]) -> Group:
    precision, recall = ratio(sum(found), len(found)), ratio(sum(gold), len(gold))
    return Group(
        value=name,
        gold=len(gold),
        found=len(found),
        precision=precision,
        recall=recall,
        f1=_f1(precision, recall),
        status=ratio(sum(mark["status"] for mark in marks), len(marks)),
        speaker=ratio(sum(mark["speaker"] for mark in marks), len(marks)),
    )


def _f1(precision: float | None, recall: float | None) -> float:
    """The harmonic mean, 0 where nothing is right."""
    return 2 * precision * recall / (precision + recall) if precision and recall else 0.0
