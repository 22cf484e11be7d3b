"""What holds of any claims: no order matters, nothing that was taken away leaves a trace, nothing is lost."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from geokg.events import learn
from geokg.rdf.events import event_quads
from geokg.rdf.namespaces import Names
from geokg.rdf.write import to_quads
from geokg.store import Store
from geokg.writer import Writer
from tests.events.reported import RELATIONS, said

if TYPE_CHECKING:
    import random

    from pyoxigraph import Quad

    from geokg.model import Statement

TRIPLES = [
    "russia attacks ukraine", "russia attacks kharkiv", "russia attacks odesa", "russia bombs kharkiv",
    "putin meets ukraine", "lavrov meets ukraine", "ukraine meets putin", "sweden joins nato", "sweden leaves nato",
    "ann headOfGovernmentOf sweden", "bob headOfGovernmentOf sweden", "ann resigns", "kharkiv partOf ukraine",
]  # fmt: skip
QUOTES = [
    "",
    "Five people were killed near the river port",
    "Drones killed 12 people near the river",
    "Talks about grain",
]


@st.composite
def claims(draw: st.DrawFn) -> list[Statement]:
    """Up to a dozen claims, each of an article of its own."""
    return [
        said(
            draw(st.sampled_from(TRIPLES)),
            draw(st.sampled_from(QUOTES)),
            source=draw(st.sampled_from("ABC")),
            published=draw(st.sampled_from([None, 0, 1, 2, 3])),
            on=draw(st.sampled_from([None, 0, 1, 2, (0, 2), (-60, 300)])),
            status=draw(st.sampled_from(["asserted", "asserted", "negated", "planned", "possible"])),
            by=draw(st.sampled_from([None, None, "russia", "ukraine", "putin"])),
            key=str(number),
        )
        for number in range(draw(st.integers(0, 12)))
    ]


def told(statements: list[Statement]) -> set[Quad]:
    return set(event_quads(learn(statements, RELATIONS), Names()))


@given(claims(), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_claims_does_not_matter(statements: list[Statement], draw: random.Random) -> None:
    mixed = list(statements)
    draw.shuffle(mixed)
    assert told(mixed) == told(statements)


@given(claims())
@settings(deadline=None)
def test_every_event_claim_is_in_one_event_and_all_of_them_fit(statements: list[Statement]) -> None:
    found = learn(statements, RELATIONS)
    placed = [report.id for event in found.events for report in event.reports]
    assert len(placed) == len(set(placed))
    happenings = {s.id for s in statements if not s.relation.is_state or s.relation.starts or s.relation.ends}
    assert set(placed) == happenings
    for event in found.events:
        assert len({report.is_ahead for report in event.reports}) == 1
        assert len(event.merges) == len(event.reports) - 1
        days = [report.window for report in event.reports if report.is_told]
        assert not days or max(first for first, _ in days) <= min(last for _, last in days)


@given(claims(), claims())
@settings(deadline=None)
def test_claims_of_other_actors_change_nothing(statements: list[Statement], others: list[Statement]) -> None:
    about_sweden = [s for s in statements if s.subject.iso3 == "SWE"]
    unrelated = [s for s in others if s.subject.iso3 == "RUS"]
    before, after = (
        {event.id: [report.id for report in event.reports] for event in learn(some, RELATIONS).events}
        for some in (about_sweden, about_sweden + unrelated)
    )
    assert before.items() <= after.items()


@given(claims(), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=15)
def test_a_store_that_is_filled_piecemeal_is_what_a_build_writes(
    statements: list[Statement], draw: random.Random
) -> None:
    unique = list({s.evidence.article.key: s for s in statements}.values())
    kept, retracted = unique[::2], unique[1::2]
    with TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        Store.create(store, to_quads([], []))
        mixed = list(unique)
        draw.shuffle(mixed)
        for half in (mixed[: len(mixed) // 2], mixed[len(mixed) // 2 :]):
            with Writer(store) as writer:
                for statement in half:
                    writer.put(statement.evidence.article, [statement])
        with Writer(store) as writer:
            for statement in retracted:
                writer.remove(statement.evidence.article.key)
        found = {quad for quad in Store.open(store) if quad.graph_name == Names().graph("events")}
    assert found == told(kept)
