"""Gathers the reports of one happening: complete linkage within blocks.

Reports are in one block where the side that acts, the family of the relation and the mood (told, or ahead) are the
same. Within it, reports that differ in nothing but their words are one cluster from the start; then clusters are joined
from the most alike to the least, as long as *every* two reports of them are compatible. So three strikes on three days
stay three although a report without a day fits each. Blocks and order of joining depend on the set alone.

Notes:
    Complete linkage with a threshold: Sørensen (1948); blocking: Fellegi and Sunter (1969).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from geokg.events.model import Event, Merge
from geokg.events.reports import LAG, name_of
from geokg.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geokg.events.reports import Report
    from geokg.model import Actor

__all__ = ["compatible", "gather"]

#: Least share of common words for two relations of one family, and for what else is not sure.
_NEAR_WORDS = 0.2
#: A vague report joins the likelier of two happenings only where it is likelier by so much.
_MARGIN = 0.05
_WEIGHT_OF_RELATION, _WEIGHT_OF_ACTORS = 0.3, 0.2
#: How likely it is that undated news tells of what happened so many days before.
_LAG_WEIGHTS = (1.0, 0.9, 0.5)

#: What others act for, or what may lie in another.
_WIDE = {Kind.COUNTRY, Kind.PLACE}

_Pair: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Cluster:
    """Reports alike in all but their words, the first of which stands for all."""

    reports: tuple[Report, ...]
    words: frozenset[str]

    @property
    def first(self) -> Report:
        return self.reports[0]


def gather(reports: Iterable[Report]) -> list[Event]:
    """The events that reports tell of, in the order of their first reports; states are none."""
    blocks: defaultdict[tuple[object, ...], list[Report]] = defaultdict(list)
    for report in reports:
        if report.is_happening:
            blocks[_key(report)].append(report)
    events: list[Event] = []
    for block in blocks.values():
        events.extend(_events(block))
        for report in block:
            report.forget()
    return sorted(events, key=lambda event: event.reports[0].order)


def _key(report: Report) -> tuple[object, ...]:
    """What reports of one event share. Whom it is done to is compared later, since a place may be in any country."""
    relation = report.statement.relation
    sides = report.sides if relation.symmetric else report.sides[:1]
    return (sides, relation.family, relation.symmetric, report.is_ahead, report.undated)


def _events(block: Sequence[Report]) -> Iterator[Event]:
    clusters = _clusters(block)
    allowed = _allowed(clusters)
    likely = {pair: _likeness(*(clusters[i] for i in pair)) for pair in allowed if _near(*(clusters[i] for i in pair))}
    groups, joins = _join(len(clusters), _without_guesses(clusters, likely, allowed), allowed)
    for members in groups:
        told = sorted((r for i in members for r in clusters[i].reports), key=lambda report: report.order)
        merges = [merge for i in members for merge in _repeats(clusters[i])]
        merges += [_merge(clusters[one], clusters[other]) for one, other in joins if one in members]
        yield Event(tuple(told), tuple(sorted(merges, key=lambda merge: (merge.one, merge.other))))


def _clusters(block: Sequence[Report]) -> list[_Cluster]:
    """Clusters by day, then by the id of their first report."""
    alike: defaultdict[tuple[object, ...], list[Report]] = defaultdict(list)
    for report in block:
        alike[report.signature].append(report)
    found = [_Cluster(tuple(reports), _words(reports)) for reports in alike.values()]
    return sorted(found, key=lambda cluster: (cluster.first.window, cluster.first.id))


def _words(reports: Sequence[Report]) -> frozenset[str]:
    return reports[0].words.union(*(report.words for report in reports[1:])) if reports[1:] else reports[0].words


def _allowed(clusters: Sequence[_Cluster]) -> set[_Pair]:
    """The pairs of compatible clusters. Those far apart in time are not compared."""
    allowed: set[_Pair] = set()
    active: list[int] = []
    for index, cluster in enumerate(clusters):
        active = [i for i in active if _may_meet(clusters[i].first, cluster.first)]
        allowed.update((i, index) for i in active if compatible(clusters[i].first, cluster.first))
        active.append(index)
    return allowed


def _may_meet(earlier: Report, later: Report) -> bool:
    return earlier.window[1] >= later.window[0]


def compatible(one: Report, other: Report) -> bool:
    """True where nothing that two reports of a block tell forbids that they tell of one happening."""
    return (
        _times_fit(one, other)
        and all(_fit(mine, theirs) for mine, theirs in zip(one.ends, other.ends, strict=True))
        and (one.sides[1] == other.sides[1] or _is_open(one) or _is_open(other))
        and _places_fit(one.places, other.places)
        and (one.content == other.content or one.content is None or other.content is None)
    )


def _times_fit(one: Report, other: Report) -> bool:
    if one.undated or other.undated:
        return one.undated == other.undated
    (first, last), (start, end) = one.window, other.window
    if not one.is_told and not other.is_told:  # published within a day of each other
        return abs((last - end).days) <= 1
    return first <= end and start <= last


def _fit(one: Actor | None, other: Actor | None) -> bool:
    """The same actor, a country and one who acts for it or a place in it, or nobody told."""
    return one is None or other is None or name_of(one) == name_of(other) or bool({one.kind, other.kind} & _WIDE)


def _is_open(report: Report) -> bool:
    """True where no target is told, or a place of which nothing tells in which country it lies."""
    target = report.ends[1]
    return target is None or (target.kind is Kind.PLACE and not target.iso3)


def _places_fit(one: frozenset[str], other: frozenset[str]) -> bool:
    """The same place, or a place and its region ("kharkiv", "kharkiv-oblast"), or nothing told."""
    return not one or not other or any(a.startswith(b) or b.startswith(a) for a in one for b in other)


def _near(one: _Cluster, other: _Cluster) -> bool:
    """Where relation or target differ, or only one tells what it is about, more must be in common."""
    mine, theirs = one.first, other.first
    same_day = mine.is_told and mine.window == theirs.window
    if _overlap(one.words, other.words) >= _NEAR_WORDS:
        return True
    if mine.content != theirs.content:
        return False
    if mine.is_denial != theirs.is_denial:  # what is denied was told of in other words
        return True
    same_relation = mine.statement.relation.id == theirs.statement.relation.id
    if mine.sides[1] != theirs.sides[1]:
        return same_day or (same_relation and _names_a_person(mine) and None in (mine.ends[1], theirs.ends[1]))
    if same_relation or mine.content:
        return True
    return bool(mine.places & theirs.places) or (_same_ends(mine, theirs) and (same_day or _names_a_person(mine)))


def _names_a_person(report: Report) -> bool:
    return any(actor is not None and actor.kind is Kind.PERSON for actor in report.ends)


def _same_ends(one: Report, other: Report) -> bool:
    return all((a and name_of(a)) == (b and name_of(b)) for a, b in zip(one.ends, other.ends, strict=True))


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the words of the shorter that the other has too."""
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0


def _likeness(one: _Cluster, other: _Cluster) -> float:
    mine, theirs = one.first, other.first
    weight = _closeness(mine, theirs) + _overlap(one.words, other.words)
    weight += _WEIGHT_OF_RELATION * (mine.statement.relation.id == theirs.statement.relation.id)
    same = [(a and name_of(a)) == (b and name_of(b)) for a, b in zip(mine.ends, theirs.ends, strict=True)]
    return round(weight + _WEIGHT_OF_ACTORS * sum(same), 6)


def _closeness(one: Report, other: Report) -> float:
    """1 for the same day; less, the longer the publication of a report without a day is after the day of the other."""
    if one.is_told == other.is_told:
        return 1.0 if one.window == other.window else _LAG_WEIGHTS[1]
    told, open_ = (one, other) if one.is_told else (other, one)
    late = max((open_.window[1] - told.window[1]).days, 0)
    return _LAG_WEIGHTS[min(late, LAG.days)]


def _without_guesses(
    clusters: Sequence[_Cluster], likely: dict[_Pair, float], allowed: set[_Pair]
) -> dict[_Pair, float]:
    """The likely pairs, without those of a report that is vague and fits two different ones nearly as well."""
    around: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for (one, other), weight in likely.items():
        for here, there in ((one, other), (other, one)):
            if _is_vague(clusters[here].first) and not _is_vague(clusters[there].first):
                around[here].append((weight, there))
    guesses: set[_Pair] = set()
    for here, near in around.items():
        near.sort(key=lambda found: (-found[0], found[1]))
        best, chosen = near[0]
        rivals = [weight for weight, there in near[1:] if _pair(chosen, there) not in allowed]
        if rivals and best - max(rivals) < _MARGIN:
            guesses |= {_pair(here, there) for _, there in near}
    return {pair: weight for pair, weight in likely.items() if pair not in guesses}


def _is_vague(report: Report) -> bool:
    """True where no day or no sure target is told."""
    return not report.is_told or _is_open(report)


def _pair(one: int, other: int) -> _Pair:
    return (one, other) if one < other else (other, one)


def _join(size: int, likely: dict[_Pair, float], allowed: set[_Pair]) -> tuple[list[set[int]], list[_Pair]]:
    """Groups of clusters in which all pairs are compatible, and the pairs that brought them together."""
    group = {i: {i} for i in range(size)}
    joins = []
    for (one, other), _ in sorted(likely.items(), key=lambda item: (-item[1], item[0])):
        mine, theirs = group[one], group[other]
        if mine is not theirs and all(_pair(a, b) in allowed for a in mine for b in theirs):
            joins.append((one, other))
            mine |= theirs
            for index in theirs:
                group[index] = mine
    return list({id(members): members for members in group.values()}.values()), joins


def _repeats(cluster: _Cluster) -> Iterator[Merge]:
    """Reports that are alike in all but words hang on the first of them."""
    for report in cluster.reports[1:]:
        yield _explained(cluster.first, report, _overlap(cluster.first.words, report.words))


def _merge(one: _Cluster, other: _Cluster) -> Merge:
    return _explained(one.first, other.first, _overlap(one.words, other.words))


def _explained(one: Report, other: Report, overlap: float) -> Merge:
    mine, theirs = one.statement, other.statement
    reason = {
        "actors": "same" if _same_ends(one, other) else "country" if one.sides == other.sides else "place",
        "relation": "same" if mine.relation.id == theirs.relation.id else "family",
        "time": _time_word(one, other),
        "place": "same" if one.places and other.places else "unknown",
        "content": "none" if not (one.content or other.content) else "same" if one.content == other.content else "open",
        "words": f"{overlap:.2f}",
    }
    return Merge(one.id, other.id, " ".join(f"{name}={value}" for name, value in reason.items()))


def _time_word(one: Report, other: Report) -> str:
    if one.window[0] == date.min:
        return "same-period" if one.statement.time else "same-text"
    if one.is_told and other.is_told:
        return "same-day" if one.window == other.window else "overlap"
    return "published" if one.is_told == other.is_told else "told-and-published"
