from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geokg.events import learn
from tests.events.reported import RELATIONS, said

if TYPE_CHECKING:
    from geokg.model import Statement

DENIED = said("russia attacks ukraine", source="B", on=0, status="negated", by="russia")
FIVE = said("russia attacks ukraine", "The strike killed five people", on=0)


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        (said("russia attacks ukraine", on=0), DENIED, "denial"),
        (said("russia attacks ukraine", on=0, by="ukraine"), DENIED, "denial"),
        (said("russia attacks ukraine", on=3), DENIED, None),
        (said("russia attacks ukraine", on=0, status="planned"), DENIED, None),
        (said("russia attacks ukraine", on=0, by="kremlin"), DENIED, None),
        (FIVE, said("russia attacks ukraine", "It left 12 people dead", source="B", on=0), "number"),
        (FIVE, said("russia attacks ukraine", "At least four were killed", source="B", on=0), None),
        (FIVE, said("russia attacks ukraine", "At least six were killed", source="B", on=0), "number"),
        (FIVE, said("russia attacks ukraine", "It wounded 12 people", source="B", on=0), None),
        (FIVE, said("russia attacks ukraine", "It left 12 people dead", on=0, key="2"), None),
        (FIVE, said("russia attacks ukraine", "It left 12 people dead", source="B", on=1), None),
        (said("sweden joins nato", on=0), said("sweden joins nato", source="B", on=1), "time"),
        (said("sweden joins nato", on=0), said("sweden joins nato", source="B", on=(0, 2)), None),
        (said("russia attacks ukraine", on=0), said("russia attacks ukraine", source="B", on=1), None),
        (said("ann headOfGovernmentOf sweden"), said("bob headOfGovernmentOf sweden", source="B"), "state"),
        (said("ann headOfGovernmentOf sweden"), said("bob headOfGovernmentOf sweden", source="B", published=90), None),
        (said("ann ministerOf sweden"), said("bob ministerOf sweden", source="B"), None),
        (said("kharkiv partOf ukraine", by="ukraine"), said("kharkiv partOf russia", by="russia"), "state"),
        (said("sweden memberOf nato"), said("sweden memberOf nato", source="B", status="negated"), "denial"),
        (said("sweden memberOf nato"), said("sweden memberOf nato", source="B", status="negated", published=60), None),
    ],
)
def test_what_contradicts_what(one: Statement, other: Statement, difference: str | None) -> None:
    found = learn([one, other], RELATIONS).contradictions
    assert [link.difference for link in found] == ([difference] if difference else [])
    assert all({link.one, link.other} == {one.id, other.id} and link.one < link.other for link in found)


def test_of_each_voice_one_claim_is_linked_and_all_are_kept() -> None:
    told = [said("russia attacks ukraine", source="A", key=str(n), on=0) for n in range(5)]
    found = learn([*told, DENIED], RELATIONS)
    assert len(found.contradictions) == 1
    assert len(found.events[0].reports) == 6
