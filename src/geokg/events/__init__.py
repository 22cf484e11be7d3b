"""What claims of many articles tell together: events, the sources behind them, contradictions, and states over time.

::

    statements -> reports -> gather -> events -> contradictions
                                    -> states
    Statement     Report               Event     Contradiction, StatePeriod

Everything is a function of the set of claims: in which order they came, and what was there before, changes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geokg.events.contradictions import contradictions
from geokg.events.gather import gather
from geokg.events.model import Contradiction, Event, Fact, Knowledge, Merge, Provenance, StatePeriod
from geokg.events.provenance import provenance_of
from geokg.events.reports import reports_of
from geokg.events.sources import facts_of, supported
from geokg.events.states import state_periods
from geokg.model import FLOOR
from geokg.statements import in_text_order, with_contents

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geokg.model import Relation, Statement

__all__ = [
    "Contradiction",
    "Event",
    "Fact",
    "Knowledge",
    "Merge",
    "Provenance",
    "StatePeriod",
    "learn",
    "provenance_of",
]


def learn(
    statements: Iterable[Statement],
    relations: Mapping[str, Relation],
    *,
    provenance: Provenance | None = None,
    floor: float = FLOOR,
) -> Knowledge:
    """What claims tell together.

    Args:
        statements: claims of any number of articles; their contents are taken along.
        relations: the table of relations, which says what starts and ends a state.
        provenance: what is told beside the claims; found out from the articles of the claims where not given, which
            needs their whole texts.
        floor: least confidence, 0 to 1, with which a claim counts for a fact or a state.
    """
    said = in_text_order(with_contents(statements))
    reports = reports_of(said, provenance or provenance_of(said))
    events = [supported(event) for event in gather(reports)]
    return Knowledge(
        events=tuple(events),
        contradictions=tuple(contradictions(events, reports)),
        states=tuple(state_periods(reports, relations, floor)),
        facts=tuple(facts_of(reports, floor)),
    )
