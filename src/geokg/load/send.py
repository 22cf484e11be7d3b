"""Sends what a target lacks, deletes what the build no longer has, and counts at the end what is there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geokg.load.client import Refused, Unreachable
from geokg.load.parts import content_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Set

    from geokg.load.client import Client
    from geokg.load.journal import Journal
    from geokg.load.parts import Part
    from geokg.store import Store

__all__ = ["Plan", "Report", "plan", "send"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a load will do: graphs to send, those that the target has already, and IRIs of graphs to delete."""

    send: tuple[Part, ...]
    unchanged: tuple[Part, ...]
    delete: tuple[str, ...]

    def __len__(self) -> int:
        """The number of graphs that change."""
        return len(self.send) + len(self.delete)


@dataclass(slots=True)
class Report:
    """What a load did. ``failed`` is IRI of a graph -> the reason."""

    sent: list[Part] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)


def plan(
    found: Iterable[Part], client: Client, journal: Journal, *, leave: Set[str] = frozenset(), anew: bool = False
) -> Plan:
    """What to do, so that the target holds the graphs found.

    A graph is left alone where the journal knows its content and the target counts as many triples. What the journal
    knows and the build has no longer is deleted; graphs that somebody else put there are never touched.

    Args:
        found: all graphs of the build.
        leave: IRIs of graphs that are not to be sent now.
        anew: send all, also what is unchanged.

    Raises:
        RemoteError: the target cannot be asked.
    """
    every = tuple(found)
    wanted = [part for part in every if part.graph not in leave]
    known = [part for part in wanted if not anew and journal.sent.get(part.graph) == part.content]
    there = client.counts([part.graph for part in known])
    unchanged = {part.graph for part in known if there[part.graph] == part.triples}
    gone = journal.sent.keys() - {part.graph for part in every}
    return Plan(
        tuple(part for part in wanted if part.graph not in unchanged),
        tuple(part for part in wanted if part.graph in unchanged),
        tuple(sorted(gone)),
    )


def send(
    store: Store, work: Plan, client: Client, journal: Journal, tick: Callable[[], object] = lambda: None
) -> Report:
    """Do what was planned, and check it by counting. What fails is reported, and the next is tried.

    The journal is written as it goes, so an interrupted load goes on where it was when it is run again.

    Args:
        tick: called after each graph.

    Raises:
        RemoteError: the store refuses the user.
    """
    report = Report()
    try:
        _put_all(store, work, client, journal, tick, report)
        _delete_all(work, client, journal, tick, report)
        _check(report, client, journal)
    except Unreachable as error:
        done = {part.graph for part in report.sent} | set(report.deleted) | report.failed.keys()
        undone = [graph for graph in (*(part.graph for part in work.send), *work.delete) if graph not in done]
        report.failed |= dict.fromkeys(undone or ["the count at the end"], str(error))
    return report


def _put_all(
    store: Store, work: Plan, client: Client, journal: Journal, tick: Callable[[], object], report: Report
) -> None:
    for part in work.send:
        journal.begin(part.graph)
        try:
            client.put(part.graph, content_of(store, part.graph))
        except Refused as error:
            report.failed[part.graph] = str(error)
        else:
            journal.end(part.graph, part.content)
            report.sent.append(part)
        tick()


def _delete_all(work: Plan, client: Client, journal: Journal, tick: Callable[[], object], report: Report) -> None:
    for graph in work.delete:
        try:
            client.delete(graph)
        except Refused as error:
            report.failed[graph] = str(error)
        else:
            journal.forget(graph)
            report.deleted.append(graph)
        tick()


def _check(report: Report, client: Client, journal: Journal) -> None:
    """Whether the target holds what was sent, and holds no longer what was deleted."""
    expected = {part.graph: part.triples for part in report.sent} | dict.fromkeys(report.deleted, 0)
    there = client.counts(list(expected))
    for graph, triples in expected.items():
        if there[graph] != triples:
            report.failed[graph] = f"{triples:,} triples should be there, and {there[graph]:,} are"
            journal.begin(graph)
