"""Plots as SVG, the same bytes for the same events. Needs matplotlib, the extra ``geokg[plots]``."""

from __future__ import annotations

import io
import warnings
from collections import Counter
from typing import TYPE_CHECKING

from geokg.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from geokg.analysis.events import Event
    from geokg.model import Actor

__all__ = ["heat_map", "month_network", "source_comparison", "timeline"]

#: Colours that also people who confuse red and green can tell apart.
_FRIENDLY, _HOSTILE, _NEUTRAL = "#0072b2", "#d55e00", "#767676"
_PARTNERS = 12


def timeline(events: Sequence[Event], title: str) -> str:
    """Cooperative events upwards and hostile ones downwards, a bar a month."""
    months = sorted({event.month for event in events if event.month})
    figure, axes = _figure(title)
    from matplotlib.ticker import MaxNLocator

    for sign, colour, name in ((1, _FRIENDLY, "cooperative"), (-1, _HOSTILE, "hostile")):
        counts = Counter(event.month for event in events if event.relation.intensity * sign > 0)
        axes.bar(months, [sign * counts[month] for month in months], color=colour, label=name)
    axes.axhline(0, color="black", linewidth=0.8)
    axes.set_ylabel("events")
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.tick_params(axis="x", rotation=90)
    axes.legend()
    return _svg(figure)


def heat_map(events: Sequence[Event], actor: Actor, title: str) -> str:
    """Events with each of the twelve most frequent partners, by month."""
    dated = [(_partner(event, actor), event.month) for event in events if event.month]
    frequent = sorted(Counter(partner for partner, _ in dated).items(), key=lambda item: (-item[1], item[0]))
    partners, months = [partner for partner, _ in frequent[:_PARTNERS]], sorted({month for _, month in dated})
    counts = Counter(dated)
    figure, axes = _figure(title)
    if partners:
        image = axes.imshow([[counts[partner, month] for month in months] for partner in partners], aspect="auto",
                            cmap="cividis")  # fmt: skip
        figure.colorbar(image, label="events")
    axes.set_yticks(range(len(partners)), [_plain(partner) for partner in partners])
    axes.set_xticks(range(len(months)), months, rotation=90)
    return _svg(figure)


def month_network(events: Sequence[Event], month: str, title: str) -> str:
    """Who deals with whom in a month, on a circle in the order of names; thick where often."""
    import networkx

    weights: Counter[tuple[str, str]] = Counter()
    tones: Counter[tuple[str, str]] = Counter()
    for event in events:
        if event.month == month:
            first, second = sorted((event.subject.label, event.object.label))
            weights[first, second] += 1
            tones[first, second] += round(event.relation.intensity * 10)
    figure, axes = _figure(title)
    places = networkx.circular_layout(sorted({actor for pair in weights for actor in pair}))
    for (first, second), weight in sorted(weights.items()):
        tone = tones[first, second]
        colour = _FRIENDLY if tone > 0 else _HOSTILE if tone < 0 else _NEUTRAL
        ends = (places[first], places[second])
        axes.plot([end[0] for end in ends], [end[1] for end in ends], color=colour, linewidth=min(weight, 8), zorder=1)
    for actor, (x, y) in places.items():
        axes.scatter(x, y, color="black", zorder=2)
        axes.annotate(_plain(actor), (x, y), xytext=(4, 4), textcoords="offset points", zorder=3)
    axes.set_axis_off()
    axes.margins(0.25)
    return _svg(figure)


def source_comparison(events: Sequence[Event], title: str) -> str:
    """The families that each outlet tells of, as shares of what it tells."""
    told = Counter((outlet, event.relation.family) for event in events for outlet in event.outlets)
    outlets, families = sorted({outlet for outlet, _ in told}), sorted({family for _, family in told})
    figure, axes = _figure(title)
    left = [0.0] * len(outlets)
    names = [_plain(outlet) for outlet in outlets]
    for number, family in enumerate(families):
        shares = [told[outlet, family] / sum(told[outlet, each] for each in families) for outlet in outlets]
        axes.barh(names, shares, left=left, label=family, color=f"C{number % 10}", hatch="//" if number > 9 else None)
        left = [start + share for start, share in zip(left, shares, strict=True)]
    axes.set_xlabel("share of its events")
    if families:
        axes.legend(fontsize="x-small", bbox_to_anchor=(1, 1), loc="upper left")
    return _svg(figure)


def _partner(event: Event, actor: Actor) -> str:
    return event.object.label if event.subject.id == actor.id else event.subject.label


def _plain(text: str) -> str:
    """A name that matplotlib does not read as mathematics."""
    return text.replace("$", r"\$")


def _figure(title: str) -> tuple[Figure, Axes]:
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise ConfigError("matplotlib is not installed; run `pip install geokg[plots]`") from error
    figure = Figure(figsize=(8, 4), layout="constrained")
    axes = figure.subplots()
    axes.set_title(_plain(title))
    return figure, axes


def _svg(figure: Figure) -> str:
    from matplotlib import rc_context

    out = io.StringIO()
    with rc_context({"svg.hashsalt": "geokg"}), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from font")
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    return out.getvalue()
