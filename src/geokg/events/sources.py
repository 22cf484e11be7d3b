"""Who stands behind a claim, how many of them independently, and how sure that makes it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from math import prod
from typing import TYPE_CHECKING

from geokg.events.model import Event, Fact, Provenance, Support
from geokg.events.reports import side
from geokg.model import Kind, Status

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from geokg.events.reports import Report
    from geokg.model import Article, Statement

__all__ = ["combined", "facts_of", "origins_of", "support", "supported"]

#: What the confidence of a claim counts where only a speaker says so.
REPORTED = 0.5
#: What each further independent source counts, against the best.
FURTHER = 0.5


def origins_of(statement: Statement, provenance: Provenance) -> frozenset[str]:
    """The names of who stands behind a claim; claims that share one are not independent.

    Of reported speech that is the speaker, with the government that he speaks for. Of the voice of an article it is its
    outlet, the group of copies that it is one of, and the agency that it credits.
    """
    speaker, article = statement.speaker, statement.evidence.article
    if speaker and speaker.kind is Kind.MEDIA:
        return frozenset({_outlet(speaker.label)})
    if speaker:
        return frozenset({f"speaker:{side(speaker)}"})
    return frozenset(_voice(article, provenance))


def _voice(article: Article, provenance: Provenance) -> Iterator[str]:
    yield _outlet(article.source) if article.source.strip() else f"article:{article.key}"
    if group := provenance.copies.get(article.key):
        yield f"copies:{group}"
    if agency := provenance.agencies.get(article.key):
        yield _outlet(agency)


def _outlet(name: str) -> str:
    return "outlet:" + " ".join(name.casefold().removeprefix("the ").split())


def supported(event: Event) -> Event:
    """The event with the support of its reports; of an event ahead, that of those who tell of the plan."""
    planned = [report for report in event.reports if report.statement.status is Status.PLANNED]
    return replace(event, support=support(planned or [report for report in event.reports if report.supports]))


def facts_of(reports: Iterable[Report], floor: float) -> Iterator[Fact]:
    """The plain triples, sorted, with the claims that carry them."""
    carried: defaultdict[tuple[str, str, str], list[Report]] = defaultdict(list)
    for report in reports:
        said = report.statement
        if said.object and said.is_fact and said.confidence >= floor:
            carried[said.subject.id, said.relation.id, said.object.id].append(report)
    for (subject, relation, other), carriers in sorted(carried.items()):
        yield Fact(subject, relation, other, tuple(sorted(report.id for report in carriers)), support(carriers))


def support(reports: Iterable[Report]) -> Support:
    """The support that reports give together."""
    said = list(reports)
    sources = {_source(report.statement) for report in said}
    groups = _independent(said)
    return Support(len(sources), len(groups), combined([max(map(_strength, group)) for group in groups]))


def _source(statement: Statement) -> str:
    """The outlet or the speaker, as named."""
    speaker, article = statement.speaker, statement.evidence.article
    return f"speaker:{speaker.id}" if speaker else _outlet(article.source or article.key)


def _independent(reports: Collection[Report]) -> list[list[Report]]:
    """The reports by who stands behind them: connected over shared origins."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            parent[name] = name = parent[parent[name]]
        return name

    for report in reports:
        one, *others = sorted(report.origins)
        for other in others:
            parent[root(one)] = root(other)
        root(one)
    groups: defaultdict[str, list[Report]] = defaultdict(list)
    for report in reports:
        groups[root(min(report.origins))].append(report)
    return list(groups.values())


def _strength(report: Report) -> float:
    return report.statement.confidence * (REPORTED if report.statement.speaker else 1.0)


def combined(strengths: Collection[float]) -> float:
    """The confidence that independent sources give together, each of strength 0 to 1.

    The best counts whole, each further one by half: ``1 - (1 - best) * (1 - next / 2) * ...``. One source stays as it
    is, a further one never lowers it, and nothing leaves 0 to 1. Half, because sources that seem independent may have
    one root that no text shows.

    >>> combined([0.8]), combined([0.8, 0.8]), combined([0.8, 0.8, 0.4]), combined([])
    (0.8, 0.88, 0.904, 0.0)
    """
    if not strengths:
        return 0.0
    best, *rest = sorted(strengths, reverse=True)
    return round(1 - (1 - best) * prod(1 - FURTHER * strength for strength in rest), 6)
