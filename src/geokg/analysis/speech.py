"""Who threatens and who pledges, and what came of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from geokg.analysis.events import to_events, told
from geokg.analysis.table import Row, Table
from geokg.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geokg.analysis.events import Event
    from geokg.model import Statement

__all__ = ["speech_acts"]

#: Relations by which somebody commits itself, outside the family THREATEN.
_PLEDGES = frozenset({"pledges", "promisesAid", "promisesReform", "promisesConcession"})


def speech_acts(events: Iterable[Event]) -> Table:
    """Threats, warnings and pledges with what they are about, by speaker.

    ``outcome`` is ``kept`` where an article asserts the content of a later day, ``broken`` where one negates it itself
    (and none asserts it), ``open`` where no later event tells, and empty where the content is not known. Of a warning
    "kept" means that what was warned of came about, whoever did it. Events of the same day decide nothing.
    """
    events = list(events)
    acts = [event for event in told(events) if _kind(event)]
    rows = []
    for act in sorted(acts, key=lambda act: (act.subject.label, act.day or date.max, act.claims[0].id)):
        contents: list[Statement | None] = [*_contents(act)]
        for content in contents or [None]:
            outcome, proof = _outcome(act, content, events)
            said = f"{content.subject.label} {content.relation.label}" if content else None
            whom = content.object.label if content and content.object else None
            cells = (act.subject.label, act.day, _kind(act), act.object.label, said, whom, outcome)
            rows.append(Row(cells, (*act.claims, *proof)))
    columns = ("speaker", "day", "act", "addressee", "content", "content_object", "outcome")
    return Table("speech-acts", "Threats and pledges", columns, tuple(rows))


def _kind(event: Event) -> str | None:
    if event.relation.id in _PLEDGES:
        return "pledges"
    return event.relation.label if event.relation.family == "THREATEN" else None


def _contents(act: Event) -> list[Statement]:
    """What is threatened or pledged, each once."""
    contents = (claim.content for claim in act.claims if claim.content)
    unique = {(said.subject.id, said.relation.id, said.object.id if said.object else ""): said for said in contents}
    return [said for _, said in sorted(unique.items())]


def _outcome(
    act: Event, content: Statement | None, events: Sequence[Event]
) -> tuple[str | None, tuple[Statement, ...]]:
    """What became of it, and the claims that tell."""
    if content is None or act.day is None:
        return None, ()
    wanted = {(like.subject.id, like.relation.id, like.object.id) for like in to_events([content])}
    later = [
        event
        for event in events
        if event.speaker is None
        and event.day
        and event.day > act.day
        and (event.subject.id, event.relation.id, event.object.id) in wanted
    ]
    for outcome, status in (("kept", Status.ASSERTED), ("broken", Status.NEGATED)):
        proof = tuple(claim for event in later if event.status is status for claim in event.claims)
        if proof:
            return outcome, proof
    return "open", ()
