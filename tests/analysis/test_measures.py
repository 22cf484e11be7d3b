from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from itertools import combinations

import pyoxigraph
import pytest

from geokg.analysis.changes import change_point, poisson_ratio
from geokg.analysis.measures import MEASURES, measure
from geokg.analysis.table import Row, Table
from geokg.errors import QueryError
from geokg.model import Actor, Kind, Statement, Status
from geokg.rdf.namespaces import Names
from tests.known import ATTACKS, DENIED, FIRST, KARLSEN, LEAGUE, LEAVING, NORLAND, STATEMENTS, SUDRIA, WARNS, statement

ESTRA = Actor("estra", "Estra", Kind.COUNTRY, "EST")


def on(day: date, subject: Actor, relation: str, target: Actor) -> Statement:
    """An asserted statement of an article of that day."""
    article = replace(FIRST, published=day, url=f"https://example.org/{day}")
    return statement(subject, relation, target, replace(WARNS.evidence, article=article))


def cells(what: str, statements: list[Statement] | tuple[Statement, ...], *names: str) -> list[tuple[object, ...]]:
    return [row.cells for row in measure(what, statements, names).rows]


def test_dyad() -> None:
    found = measure("dyad", STATEMENTS, ["Sudria", "norland"])
    # two warnings of -4.4 and an attack of -10; the meeting is only planned, the denial is a speaker's
    assert [row.cells[:8] for row in found.rows] == [
        ("2024-03", "Norland", "Sudria", "THREATEN", 2, -8.8, -1.0, "warns"),
        ("2024-03", "Sudria", "Norland", "ASSAULT", 1, -10.0, -1.0, "attacks"),
    ]
    assert found.rows[1].cells[8] == "Sudrian troops attacked Norland on 1 March."
    assert found.rows[1].claims == (ATTACKS,)


def test_a_dyad_of_a_period() -> None:
    (row,) = measure("dyad", STATEMENTS, ["Norland", "Sudria"], since=date(2024, 3, 2)).rows
    assert row.cells[3:6] == ("THREATEN", 1, -4.4)


def test_net_cooperation_weighs_friendly_against_hostile_events() -> None:
    told = [on(date(2024, 1, day), NORLAND, "praises", SUDRIA) for day in (1, 2, 3)]
    (row,) = cells("profile", [*told, on(date(2024, 1, 4), NORLAND, "warns", SUDRIA)], "Norland")
    assert row[:3] == ("does", "Sudria", 4)
    assert row[4] == 0.5  # (3 - 1) / 4


def test_profile() -> None:
    assert [row[:3] for row in cells("profile", STATEMENTS, "Norland")] == [
        ("does", "Sudria", 2),
        ("does", "Northern League", 1),
        ("undergoes", "Ida Karlsen", 1),
        ("undergoes", "Sudria", 1),
    ]


@pytest.mark.parametrize("name", ["warns", "THREATEN", "threaten"])
def test_matrix(name: str) -> None:
    assert cells("matrix", STATEMENTS, name) == [("Norland", "Sudria", 2)]


def test_contested() -> None:
    assert cells("contested", STATEMENTS) == [
        ("Sudria", "attacks", "Norland", 1, 1, "Example Wire", "Sudrian Defence Ministry")
    ]
    assert {claim.id for claim in measure("contested", STATEMENTS).rows[0].claims} == {ATTACKS.id, DENIED.id}


def test_coalitions() -> None:
    # Norland and Karlsen hold an office (0), Norland and the League are members (+8), Norland and Sudria fight
    assert cells("coalitions", STATEMENTS) == [
        (1, 2, "Norland; Northern League", 1, 1, 0.0),
        (2, 1, "Ida Karlsen", 0, 0, None),
        (3, 1, "Sudria", 0, 1, 0.0),
    ]


def test_triads() -> None:
    day = date(2024, 1, 1)
    two_foes_of_one = [
        on(day, NORLAND, "attacks", SUDRIA), on(day, ESTRA, "attacks", SUDRIA), on(day, ESTRA, "praises", NORLAND),
    ]  # fmt: skip
    assert cells("triads", two_foes_of_one) == [
        ("Estra", "Norland", "Sudria", "friendly", "hostile", "hostile", "balanced")
    ]
    friend_of_both = [*two_foes_of_one[:1], on(day, ESTRA, "praises", SUDRIA), two_foes_of_one[2]]
    assert [row[-1] for row in cells("triads", friend_of_both)] == ["unbalanced"]


def test_four_friends_are_four_triads() -> None:
    four = [NORLAND, SUDRIA, ESTRA, LEAGUE]
    friends = [on(date(2024, 1, 1), one, "praises", other) for one, other in combinations(four, 2)]
    assert [row[-1] for row in cells("triads", friends)] == ["balanced"] * 4


def test_centralities() -> None:
    # Norland deals with all three others, and stands between each two of them
    assert cells("centralities", STATEMENTS) == [
        ("Norland", 3, 2, 1.0, 1.0),
        ("Sudria", 1, 2, 0.3333, 0.0),
        ("Ida Karlsen", 1, 0, 0.3333, 0.0),
        ("Northern League", 0, 1, 0.3333, 0.0),
    ]


def test_rising() -> None:
    before = [on(date(2023, month, 1), NORLAND, "warns", SUDRIA) for month in (1, 6)]
    after = [on(date(2023, month, day), NORLAND, "warns", SUDRIA) for month in (7, 8) for day in range(2, 7)]
    steady = [on(date(2023, month, 1), NORLAND, "praises", ESTRA) for month in range(1, 9)]
    (row,) = cells("rising", [*before, *after, *steady])
    assert row[:6] == ("Norland", "Sudria", "2023-07", 0.3333, 5.0, 15.0)
    assert row[6] == round(poisson_ratio(2, 6, 10, 2), 4)


def test_two_events_are_no_rise() -> None:
    steady = [on(date(2023, month, 1), NORLAND, "praises", ESTRA) for month in range(1, 9)]
    new = [on(date(2023, 8, day), NORLAND, "warns", SUDRIA) for day in (1, 2)]
    assert cells("rising", [*steady, *new]) == []
    assert len(cells("rising", [*steady, *new, on(date(2023, 8, 3), NORLAND, "warns", SUDRIA)])) == 1


def test_the_poisson_ratio_is_that_of_the_binomial() -> None:
    assert poisson_ratio(0, 1, 3, 1) == pytest.approx(1 / 8)
    assert poisson_ratio(1, 3, 1, 1) == pytest.approx(1 - (3 / 4) ** 2)
    assert poisson_ratio(5, 2, 0, 2) == pytest.approx(1)
    assert poisson_ratio(3000, 1, 3000, 1) == pytest.approx(0.5, abs=0.01)  # no overflow
    assert change_point([]) == (0, 1.0)


@pytest.mark.parametrize(
    ("later", "outcome"),
    [
        ([], "open"),
        ([Status.ASSERTED], "kept"),
        ([Status.NEGATED], "broken"),
        ([Status.NEGATED, Status.ASSERTED], "kept"),
        ([Status.PLANNED], "open"),
    ],
)
def test_speech_acts(later: list[Status], outcome: str) -> None:
    happened = [replace(on(date(2024, 6, 1), SUDRIA, "leaves", LEAGUE), status=status) for status in later]
    assert cells("speech-acts", [WARNS, *happened]) == [
        ("Norland", date(2024, 3, 1), "warns", "Sudria", "Sudria leaves", "Northern League", outcome)
    ]


def test_what_a_speaker_claims_or_what_came_before_decides_nothing() -> None:
    claimed = replace(on(date(2024, 6, 1), SUDRIA, "leaves", LEAGUE), speaker=KARLSEN)
    before = on(date(2024, 2, 1), SUDRIA, "leaves", LEAGUE)
    assert [row[-1] for row in cells("speech-acts", [WARNS, claimed, before])] == ["open"]
    assert WARNS.content == LEAVING


@pytest.mark.parametrize("what", MEASURES)
def test_csv_json_and_turtle_hold_the_same_rows(what: str) -> None:
    names = {"dyad": ["Norland", "Sudria"], "profile": ["Norland"], "matrix": ["warns"]}.get(what, [])
    found = measure(what, STATEMENTS, names)
    rows = list(csv.DictReader(io.StringIO(found.serialize("csv", Names()))))
    told = json.loads(found.serialize("json", Names()))["rows"]
    assert [row["claims"].split() for row in rows] == [row["claims"] for row in told]
    assert len(rows) == len(found.rows) == len(told)
    store = pyoxigraph.Store()
    store.load(found.serialize("ttl", Names()).encode(), pyoxigraph.RdfFormat.TURTLE)
    query = "SELECT ?row (COUNT(?claim) AS ?n) { ?row <http://www.w3.org/ns/prov#wasDerivedFrom> ?claim } GROUP BY ?row"
    counts = sorted(int(solution["n"].value) for solution in store.query(query) if solution["row"])
    assert counts == sorted(len(row["claims"]) for row in told if row["claims"])


@pytest.mark.parametrize("what", MEASURES)
def test_the_order_of_statements_does_not_matter(what: str) -> None:
    names = {"dyad": ["Norland", "Sudria"], "profile": ["Norland"], "matrix": ["warns"]}.get(what, [])
    found = [measure(what, order, names).serialize("json", Names()) for order in (STATEMENTS, STATEMENTS[::-1])]
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("what", "names", "message"),
    [
        ("dyad", ["Norland"], "takes 2 names, not 1"),
        ("profile", ["Atlantis"], "'Atlantis': no event has this actor"),
        ("matrix", ["hugs"], "neither a relation nor a family"),
    ],
)
def test_wrong_names(what: str, names: list[str], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        measure(what, STATEMENTS, names)


def test_a_name_that_two_actors_share_needs_the_id() -> None:
    both = [replace(WARNS, object=replace(SUDRIA, id=name)) for name in ("x-1", "x-2")]
    with pytest.raises(QueryError, match="'Sudria': any of x-1, x-2; give the id"):
        measure("profile", both, ["Sudria"])
    assert [row[:3] for row in cells("profile", both, "x-2")] == [("undergoes", "Norland", 1)]


def test_cells_that_a_spreadsheet_would_run_are_neutralised() -> None:
    table = Table("a", "A", ("x", "y"), (Row(("=1+1", -2.5)),))
    assert table.serialize("csv", Names()) == "x,y,claims\n'=1+1,-2.5,\n"
