"""One page about an actor: text, tables and plots, and the quotes behind each number."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from itertools import count
from typing import TYPE_CHECKING

from geokg.analysis import plots
from geokg.analysis.changes import rising
from geokg.analysis.events import to_events, told, within
from geokg.analysis.measures import contested, dyad, find_actor, profile
from geokg.analysis.speech import speech_acts
from geokg.analysis.table import Row, Table, behind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from geokg.analysis.events import Event
    from geokg.model import Actor, Statement

__all__ = ["report"]

#: How many partners have a table of their own.
_DYADS = 3


@dataclass(frozen=True, slots=True)
class _Plot:
    alt: str
    source: str


def report(statements: Iterable[Statement], name: str, *, since: date | None = None, until: date | None = None) -> str:
    """A self-contained HTML page; the same bytes for the same statements. It runs no script and fetches nothing.

    Raises:
        ConfigError: matplotlib is not installed.
        QueryError: no event has the actor.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    everything = to_events(statements)
    actor = find_actor(name, everything)
    period = within(everything, since, until)
    ours = [event for event in told(period) if actor.id in (event.subject.id, event.object.id)]
    style = files("geokg.analysis").joinpath("report.css").read_text(encoding="utf-8")
    environment = Environment(
        loader=PackageLoader("geokg.analysis", ""),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    tables = list(_tables(period, ours, actor))
    numbers = count(1)
    return environment.get_template("report.html").render(
        title=f"Report on {actor.label}",
        policy=f"default-src 'none'; img-src data:; style-src '{_hash(style)}'; base-uri 'none'; form-action 'none'",
        style=style,
        since=since,
        until=until,
        tables=[(table, [(next(numbers), row) for row in table.rows]) for table in tables],
        plots=list(_plots(period, ours, actor)),
    )


def _tables(period: Sequence[Event], ours: Sequence[Event], actor: Actor) -> Iterator[Table]:
    yield _summary(ours, actor)
    yield profile(ours, actor)
    for partner in _partners(ours, actor)[:_DYADS]:
        yield dyad(ours, actor, partner)
    yield rising(ours)
    acts = speech_acts(period)
    yield Table(acts.name, acts.title, acts.columns, tuple(row for row in acts.rows if row.cells[0] == actor.label))
    yield contested([event for event in period if actor.id in (event.subject.id, event.object.id)])


def _summary(ours: Sequence[Event], actor: Actor) -> Table:
    events = [event for event in ours if not event.relation.is_state]
    kinds = (
        ("cooperative events", [event for event in events if event.relation.intensity > 0]),
        ("hostile events", [event for event in events if event.relation.intensity < 0]),
        ("other events", [event for event in events if not event.relation.intensity]),
        ("states", [event for event in ours if event.relation.is_state]),
    )
    rows = tuple(Row((what, len(found)), behind(found)) for what, found in kinds)
    return Table("summary", f"{actor.label} at a glance", ("what", "number"), rows)


def _partners(ours: Sequence[Event], actor: Actor) -> list[Actor]:
    """Those with most events first; states do not count."""
    acts = [event for event in ours if not event.relation.is_state]
    others = [event.object if event.subject.id == actor.id else event.subject for event in acts]
    counts, known = Counter(other.id for other in others), {other.id: other for other in others}
    return [known[name] for name in sorted(counts, key=lambda name: (-counts[name], name))]


def _plots(period: Sequence[Event], ours: Sequence[Event], actor: Actor) -> Iterator[_Plot]:
    events = [event for event in ours if not event.relation.is_state]
    for partner in _partners(ours, actor)[:1]:
        pair = [event for event in events if partner.id in (event.subject.id, event.object.id)]
        title = f"{actor.label} and {partner.label}"
        yield _plot(f"{title}, by month", plots.timeline(pair, f"{title}, by month"))
        yield _plot(f"{title}, by outlet", plots.source_comparison(pair, f"{title}, by outlet"))
    title = f"Partners of {actor.label}, by month"
    yield _plot(title, plots.heat_map(events, actor, title))
    months = Counter(event.month for event in events if event.month)
    if months:
        month = min(months, key=lambda month: (-months[month], month))
        title = f"{month}, the month with most events of {actor.label}"
        around = [event for event in told(period) if not event.relation.is_state]
        yield _plot(title, plots.month_network(_near(around, actor, month), month, title))


def _near(events: Sequence[Event], actor: Actor, month: str) -> list[Event]:
    """The events of a month among an actor and those who deal with it."""
    of_month = [event for event in events if event.month == month]
    ids = {end.id for event in of_month for end in (event.subject, event.object)
           if actor.id in (event.subject.id, event.object.id)}  # fmt: skip
    return [event for event in of_month if {event.subject.id, event.object.id} <= ids]


def _plot(alt: str, svg: str) -> _Plot:
    """As an image, since the policy of the page lets no style attribute of an inline SVG in."""
    return _Plot(alt, f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}")


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
