"""The measures, by name. Each is a function from events to a table; ``docs/analysis.md`` tells what each one counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geokg.analysis.changes import rising
from geokg.analysis.events import Event, to_events, told, within
from geokg.analysis.networks import centralities, coalitions, triads
from geokg.analysis.speech import speech_acts
from geokg.analysis.table import Row, Table, behind
from geokg.errors import QueryError
from geokg.model import FAMILIES, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from geokg.model import Actor, Statement

__all__ = ["MEASURES", "contested", "dyad", "find_actor", "matrix", "measure", "profile"]


@dataclass(frozen=True, slots=True)
class _Measure:
    """How a measure is taken, how many names it needs (of actors, or of a relation or family), and of which events."""

    take: Callable[..., Table]
    names: int = 0
    all_events: bool = False


def measure(
    what: str,
    statements: Iterable[Statement],
    names: Sequence[str] = (),
    *,
    since: date | None = None,
    until: date | None = None,
    reported: bool = False,
) -> Table:
    """One of :data:`MEASURES`, over the events of a period that articles assert (or also speakers, if ``reported``).

    Raises:
        KeyError: there is no such measure.
        QueryError: too few or too many names, or one that is not in the graph.
    """
    chosen = _MEASURES[what]
    if len(names) != chosen.names:
        raise QueryError(f"{what} takes {chosen.names} names, not {len(names)}; see `geokg analyse --help`")
    events = to_events(statements)
    named = names if what == "matrix" else [find_actor(name, events) for name in names]
    period = within(events, since, until)
    return chosen.take(period if chosen.all_events else told(period, reported=reported), *named)


def find_actor(name: str, events: Iterable[Event]) -> Actor:
    """The actor of that id, name or other name, in any case.

    Raises:
        QueryError: no event has such an actor, or several actors have that name.
    """
    wanted = name.casefold()
    actors = {actor.id: actor for event in events for actor in (event.subject, event.object, event.speaker) if actor}
    if wanted in actors:
        return actors[wanted]
    # events put the id behind a name that several actors share
    by_label = [actor for actor in actors.values() if actor.label.casefold() in (wanted, f"{wanted} ({actor.id})")]
    found = by_label or [actor for actor in actors.values() if wanted in map(str.casefold, actor.aliases)]
    if len(found) != 1:
        ids = ", ".join(sorted(actor.id for actor in found))
        raise QueryError(f"{name!r}: any of {ids}; give the id" if found else f"{name!r}: no event has this actor")
    return found[0]


def dyad(events: Iterable[Event], one: Actor, other: Actor) -> Table:
    """What two actors do to each other by month, direction and family.

    ``balance`` is the sum of intensities, ``net_cooperation`` the cooperative less the hostile events, as a share of
    both, from -1 to 1. States are left out, since they are not done on a day.
    """
    groups: dict[tuple[str, str, str, str], list[Event]] = defaultdict(list)
    for event in events:
        if {event.subject.id, event.object.id} == {one.id, other.id} and not event.relation.is_state:
            groups[event.month, event.subject.label, event.object.label, event.relation.family].append(event)
    columns = ("month", "who", "whom", "family", "events", "balance", "net_cooperation", "main", "quote")
    rows = (Row((*key, *_counts(group), *_main(group)), behind(group)) for key, group in sorted(groups.items()))
    return Table("dyad", f"{one.label} and {other.label} by month", columns, tuple(rows))


def profile(events: Iterable[Event], actor: Actor) -> Table:
    """With whom an actor deals, in which role: events, balance, net cooperation and the main event."""
    groups: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        if event.subject.id == actor.id:
            groups["does", event.object.label].append(event)
        elif event.object.id == actor.id:
            groups["undergoes", event.subject.label].append(event)
    ordered = sorted(groups.items(), key=lambda item: (item[0][0], -len(item[1]), item[0][1]))
    columns = ("role", "partner", "events", "balance", "net_cooperation", "main", "quote")
    rows = (Row((*key, *_counts(group), *_main(group)), behind(group)) for key, group in ordered)
    return Table("profile", f"Profile of {actor.label}", columns, tuple(rows))


def matrix(events: Iterable[Event], name: str) -> Table:
    """Who does it to whom how often, for a relation (``warns``) or a family (``THREATEN``); most frequent first.

    Raises:
        QueryError: it is neither the name of a relation nor of a family.
    """
    from geokg.relations import load_relations

    if name not in load_relations() and name.upper() not in FAMILIES:
        raise QueryError(f"{name!r} is neither a relation nor a family; see `geokg relations`")
    groups: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        if name == event.relation.id or name.upper() == event.relation.family:
            groups[event.subject.label, event.object.label].append(event)
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    rows = (Row((*key, len(group)), behind(group)) for key, group in ordered)
    return Table("matrix", f"Who {name} whom", ("who", "whom", "events"), tuple(rows))


def contested(events: Iterable[Event]) -> Table:
    """What some assert and others negate, whatever the day; where both sides are strong first."""
    sides: dict[tuple[str, str, str], dict[Status, list[Event]]] = defaultdict(lambda: defaultdict(list))
    for event in events:
        if event.status in (Status.ASSERTED, Status.NEGATED):
            key = (event.subject.label, event.relation.label, event.object.label)
            sides[key][event.status].append(event)
    both = [(key, side) for key, side in sides.items() if len(side) == 2]
    both.sort(key=lambda item: (-min(map(_claims, item[1].values())), item[0]))
    columns = ("who", "does", "whom", "asserted", "negated", "asserted_by", "negated_by")
    rows = []
    for key, side in both:
        yes, no = side[Status.ASSERTED], side[Status.NEGATED]
        rows.append(Row((*key, _claims(yes), _claims(no), _voices(yes), _voices(no)), behind(yes + no)))
    return Table("contested", "Asserted and denied", columns, tuple(rows))


def _claims(events: Iterable[Event]) -> int:
    return sum(len(event.claims) for event in events)


def _voices(events: Iterable[Event]) -> str:
    """Who says so: speakers, and outlets where articles say it themselves."""
    voices = {name for event in events for name in ((event.speaker.label,) if event.speaker else event.outlets)}
    return "; ".join(sorted(voices))


def _counts(events: Sequence[Event]) -> tuple[int, float, float | None]:
    signs = Counter((event.relation.intensity > 0) - (event.relation.intensity < 0) for event in events)
    decided = signs[1] + signs[-1]
    balance = round(sum(event.relation.intensity for event in events), 4)
    return len(events), balance, round((signs[1] - signs[-1]) / decided, 4) if decided else None


def _main(events: Sequence[Event]) -> tuple[str, str]:
    """The event with most claims, then of the strongest intensity; its relation and a quote."""
    best = min(events, key=lambda event: (-len(event.claims), -abs(event.relation.intensity), event.claims[0].id))
    return best.relation.label, best.claims[0].evidence.quote


_MEASURES = {
    "dyad": _Measure(dyad, names=2),
    "profile": _Measure(profile, names=1),
    "matrix": _Measure(matrix, names=1),
    "coalitions": _Measure(coalitions),
    "triads": _Measure(triads),
    "centralities": _Measure(centralities),
    "contested": _Measure(contested, all_events=True),
    "rising": _Measure(rising),
    "speech-acts": _Measure(speech_acts, all_events=True),
}
#: The names of the measures.
MEASURES = tuple(_MEASURES)
