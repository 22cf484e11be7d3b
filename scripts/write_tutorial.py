"""Writes the pictures of docs/tutorial.md, from the articles in seeds/articles."""

from __future__ import annotations

from pathlib import Path

import geokg
from geokg.analysis.events import to_events, told
from geokg.analysis.measures import find_actor
from geokg.analysis.plots import heat_map, timeline

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Write both pictures."""
    graph = geokg.build(geokg.read_articles(ROOT / "seeds" / "articles"))
    events = [event for event in told(to_events(graph.statements())) if not event.relation.is_state]
    ukraine, russia = (find_actor(name, events) for name in ("Ukraine", "Russia"))
    ours = [event for event in events if ukraine.id in (event.subject.id, event.object.id)]
    pair = [event for event in ours if russia.id in (event.subject.id, event.object.id)]
    images = ROOT / "docs" / "images"
    images.mkdir(exist_ok=True)
    (images / "tutorial-dyad.svg").write_text(timeline(pair, "Ukraine and Russia, by month"), encoding="utf-8")
    (images / "tutorial-partners.svg").write_text(
        heat_map(ours, ukraine, "Partners of Ukraine, by month"), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
