"""Pairs of actors about whom more is told than before."""

from __future__ import annotations

from collections import Counter, defaultdict
from math import exp, lgamma, log
from typing import TYPE_CHECKING

from geokg.analysis.table import Row, Table, behind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geokg.analysis.events import Event

__all__ = ["change_point", "poisson_ratio", "rising"]

#: The chance below which a rise is reported. Many months of many pairs are looked at, so it is a filter, not a proof.
_LEVEL = 0.05
#: The least number of events since the rise: one article about a new pair is no rise.
_LEAST = 3


def rising(events: Iterable[Event]) -> Table:
    """Pairs with a month since which they have more events a month than before, least likely by chance first.

    Of all months of the graph, that one is taken at which the conditional test of two Poisson rates (Przyborowski and
    Wilenski 1940) gives the least chance; pairs above a chance of 0.05, or with fewer than three events since, are
    left out. ``ratio`` is the later rate over the earlier one, empty where there was nothing before.
    """
    dated = [event for event in events if event.day and not event.relation.is_state]
    months = _months([event.month for event in dated])
    pairs: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in dated:
        first, second = sorted((event.subject.label, event.object.label))
        pairs[first, second].append(event)
    rows = []
    for pair, told in pairs.items():
        if len(told) < _LEAST:
            continue
        counts = Counter(event.month for event in told)
        at, chance = change_point([counts[month] for month in months])
        later = [event for event in told if event.month >= months[at]]
        if chance < _LEVEL and len(later) >= _LEAST:
            rows.append(Row((*pair, months[at], *_rates(counts, months, at), round(chance, 4)), behind(later)))
    rows.sort(key=lambda row: (row.cells[-1], row.cells[:2]))
    columns = ("one", "other", "since", "rate_before", "rate_since", "ratio", "chance")
    return Table("rising", "Rising dyads", columns, tuple(rows))


def change_point(counts: Sequence[int]) -> tuple[int, float]:
    """The index at which the later counts most exceed the earlier ones, and the chance of it; ``(0, 1.0)`` for none.

    >>> change_point([1, 0, 1, 6, 5, 7])[0]
    3
    >>> change_point([4])
    (0, 1.0)
    """
    chances = [
        (poisson_ratio(sum(counts[:at]), at, sum(counts[at:]), len(counts) - at), at) for at in range(1, len(counts))
    ]
    chance, at = min(chances, default=(1.0, 0))
    return at, chance


def poisson_ratio(before: int, time_before: int, after: int, time_after: int) -> float:
    """The chance of ``after`` events or more of all, were the rate the same before and after.

    >>> round(poisson_ratio(0, 1, 3, 1), 4)  # three heads of three
    0.125
    """
    total, share = before + after, time_after / (time_before + time_after)
    yes, no = log(share), log(1 - share)
    logs = (
        lgamma(total + 1) - lgamma(n + 1) - lgamma(total - n + 1) + n * yes + (total - n) * no
        for n in range(after, total + 1)
    )
    return min(1.0, sum(map(exp, logs)))


def _months(found: Sequence[str]) -> list[str]:
    """All months from the first to the last, without a gap."""
    if not found:
        return []
    (first, last) = ((int(month[:4]) * 12 + int(month[5:]) - 1) for month in (min(found), max(found)))
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(first, last + 1)]


def _rates(counts: Mapping[str, int], months: Sequence[str], at: int) -> tuple[float, float, float | None]:
    before, after = (sum(counts.get(month, 0) for month in part) / len(part) for part in (months[:at], months[at:]))
    return round(before, 4), round(after, 4), round(after / before, 4) if before else None
