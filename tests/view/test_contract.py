from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from geokg.model import Status, TimeSpan
from geokg.view.contract import contract, safe_url
from tests.view.samples import gold_statements, statement


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        (" http://example.org ", "http://example.org"),
        ("HTTPS://example.org/", "HTTPS://example.org/"),
        ("javascript:alert(1)", ""),
        (" jAvAsCrIpT:alert(1)", ""),
        ("data:text/html,<script>alert(1)</script>", ""),
        ("https:alert(1)", ""),
        ("//example.org", ""),
        ("http://[", ""),
        ("file:///etc/passwd", ""),
        ("", ""),
    ],
)
def test_safe_url(url: str, expected: str) -> None:
    assert safe_url(url) == expected


@pytest.mark.parametrize(
    ("status", "speaker", "expected"),
    [
        (Status.ASSERTED, None, "fact"),
        (Status.ASSERTED, "Boria", "reported"),
        (Status.PLANNED, None, "open"),
        (Status.POSSIBLE, "Boria", "open"),
        (Status.NEGATED, "Boria", "negated"),
    ],
)
def test_standing(status: Status, speaker: str | None, expected: str) -> None:
    told = contract([statement(status=status, speaker=speaker)])
    assert told["statements"][0]["standing"] == told["bundles"][0]["standing"] == expected


def test_offsets_point_into_the_sentence() -> None:
    text = "Before it. Then 😀 Alba warned Boria on Monday. After it."
    told = contract([statement(text, quote="Alba warned Boria")])
    row, sentence = told["statements"][0], told["sentences"][0]["text"]
    assert sentence == "Then 😀 Alba warned Boria on Monday."
    assert sentence[slice(*row["quote"])] == "Alba warned Boria"
    assert sentence[slice(*row["trigger"])] == "warned"


def test_a_trigger_elsewhere_is_not_marked() -> None:
    told = contract([statement("He warned. Alba hit Boria.", quote="Alba hit Boria.", trigger="warned")])
    start, end = told["statements"][0]["trigger"]
    assert start == end


def test_parallel_statements_share_an_edge_and_a_sentence() -> None:
    first, second = statement(), statement(relation="threatens")
    back = statement(subject="Boria", other="Alba")
    told = contract([first, second, back])
    assert [row["bundle"] for row in told["statements"]] == [0, 0, 1]
    assert len(told["sentences"]) == len(told["articles"]) == 1


def test_a_symmetric_relation_has_one_edge_without_an_arrow() -> None:
    told = contract([statement(relation="meets"), statement(relation="meets", subject="Boria", other="Alba")])
    assert [row["arrow"] for row in told["bundles"]] == [False]


@pytest.mark.parametrize("other", [None, "Alba"])
def test_no_edge_without_a_second_actor(other: str | None) -> None:
    told = contract([statement(other=other)])
    assert told["bundles"] == [] and told["statements"][0]["bundle"] is None


def test_time_and_content_are_kept() -> None:
    content = statement(relation="attacks", status=Status.POSSIBLE)
    time = TimeSpan("in 2022", date(2022, 1, 1), None)
    told = contract([replace(statement(), content=content, time=time), content])
    row = told["statements"][0]
    assert (row["about"], row["time"], row["days"]) == (1, "in 2022", ["2022-01-01", None])


def test_content_that_is_not_among_the_statements_is_left_out() -> None:
    told = contract([replace(statement(), content=statement(relation="attacks"))])
    assert told["statements"][0]["about"] is None


def test_every_gold_statement_is_kept() -> None:
    statements = gold_statements()
    told = contract(statements)
    assert [row["id"] for row in told["statements"]] == [one.id for one in statements]
    assert len(told["articles"]) == 15
