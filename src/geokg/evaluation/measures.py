"""From counts to numbers: every measure is a ratio of two sums over the texts, with an interval by the bootstrap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geokg.evaluation.match import LEVELS, Count, Judged, Verdict, right_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Evaluation", "Rate", "measure", "ratio"]

RESAMPLES = 1_000
SEED = 20_240_405
FIELDS = ("status", "speaker", "via", "time", "place")


@dataclass(frozen=True, slots=True)
class Rate:
    """``part`` of ``whole``, and the 95 % interval of the ratio, None where there is no whole."""

    part: int
    whole: int
    low: float | None = None
    high: float | None = None

    @property
    def value(self) -> float | None:
        """The ratio, None where there is no whole."""
        return ratio(self.part, self.whole)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All that was measured.

    ``levels`` are ``precision``, ``recall`` and ``f1`` of each level that the gold can judge; ``fields`` how often a
    field of a matched statement is right. ``facts`` are ``true``, ``contradicted``, ``forbidden``, ``unlisted`` and
    ``false`` of all plain triples, empty where the gold cannot judge them; ``never`` counts what must not come out.
    """

    texts: tuple[Judged, ...]
    levels: Mapping[str, Mapping[str, Rate]]
    fields: Mapping[str, Rate]
    facts: Mapping[str, Rate]
    never: int


def measure(texts: Iterable[Judged]) -> Evaluation:
    """The numbers of texts that were judged."""
    texts = tuple(texts)
    levels = [level for level in LEVELS if any(level in text.levels for text in texts)]
    ratios: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for level in levels:
        counts = [text.levels.get(level, Count()) for text in texts]
        ratios[level, "precision"] = [(count.right, count.found) for count in counts]
        ratios[level, "recall"] = [(count.right, count.gold) for count in counts]
        ratios[level, "f1"] = [(2 * count.right, count.found + count.gold) for count in counts]
    judges_facts = any(text.facts is not None for text in texts)
    if judges_facts:
        ratios |= {("fields", field): [_field(text, field) for text in texts] for field in FIELDS}
        ratios |= {("facts", name): [_share(text, name) for text in texts] for name in ("false", *Verdict)}
    rates = _rates(ratios)
    return Evaluation(
        texts=texts,
        levels={level: {name: rates[level, name] for name in ("precision", "recall", "f1")} for level in levels},
        fields={name: rate for (group, name), rate in rates.items() if group == "fields"},
        facts={name: rate for (group, name), rate in rates.items() if group == "facts"},
        never=sum(len(text.never) for text in texts),
    )


def ratio(part: float, whole: float) -> float | None:
    """The part of the whole, None where there is no whole."""
    return part / whole if whole else None


def _field(text: Judged, field: str) -> tuple[int, int]:
    """How often a field is right, of how often it is measured."""
    marks = [right_fields(gold, found).get(field) for gold, found in text.matched]
    return marks.count(True), len(marks) - marks.count(None)


def _share(text: Judged, name: str) -> tuple[int, int]:
    verdicts = list((text.facts or {}).values())
    wrong = len(verdicts) - verdicts.count(Verdict.TRUE)
    return wrong if name == "false" else verdicts.count(Verdict(name)), len(verdicts)


def _rates(ratios: Mapping[tuple[str, str], Sequence[tuple[int, int]]]) -> dict[tuple[str, str], Rate]:
    """Each ratio of sums with its percentile interval: texts are drawn again with replacement, for all ratios alike."""
    import numpy as np

    if not ratios:
        return {}
    counts = np.array(list(ratios.values()), dtype=float)  # measure, text, (part, whole)
    number = counts.shape[1]
    # how often each text is drawn says as much as the draws, and makes all sums one product
    times = np.random.default_rng(SEED).multinomial(number, np.full(number, 1 / number), size=RESAMPLES)
    sums = np.tensordot(counts, times, axes=(1, 1))  # measure, (part, whole), resample
    rates = {}
    for name, (part, whole), (parts, wholes) in zip(ratios, counts.sum(axis=1), sums, strict=True):
        drawn = parts[wholes > 0] / wholes[wholes > 0]
        low, high = np.percentile(drawn, [2.5, 97.5]) if whole else (None, None)
        rates[name] = Rate(int(part), int(whole), *(None if end is None else float(end) for end in (low, high)))
    return rates
