from __future__ import annotations

from datetime import date

import pytest

from geokg.days import Interval, around, day, month, nearest, part, shift, span

APRIL = (date(2024, 4, 1), date(2024, 4, 30))


@pytest.mark.parametrize(
    ("unit", "first", "last"),
    [
        ("day", date(2024, 4, 5), date(2024, 4, 5)),
        ("week", date(2024, 4, 1), date(2024, 4, 7)),
        ("month", date(2024, 4, 1), date(2024, 4, 30)),
        ("quarter", date(2024, 4, 1), date(2024, 6, 30)),
        ("year", date(2024, 1, 1), date(2024, 12, 31)),
        ("decade", date(2020, 1, 1), date(2029, 12, 31)),
    ],
)
def test_around(unit: str, first: date, last: date) -> None:
    assert around(date(2024, 4, 5), unit) == (first, last)


@pytest.mark.parametrize(
    ("unit", "count", "expected"),
    [
        ("day", -5, date(2024, 3, 31)),
        ("week", 1, date(2024, 4, 12)),
        ("month", -2, date(2024, 2, 5)),
        ("quarter", 3, date(2025, 1, 5)),
        ("year", 1, date(2025, 4, 5)),
        ("decade", -1, date(2014, 4, 5)),
        ("year", -3000, None),
        ("day", 10**9, None),
        ("week", 10**12, None),
        ("year", 9000, None),
    ],
)
def test_shift(unit: str, count: int, expected: date | None) -> None:
    assert shift(date(2024, 4, 5), unit, count) == expected


def test_span_goes_either_way() -> None:
    assert span(date(2024, 4, 5), "day", 2) == (date(2024, 4, 5), date(2024, 4, 7))
    assert span(date(2024, 4, 5), "day", -2) == (date(2024, 4, 3), date(2024, 4, 5))
    assert span(date(2024, 4, 5), "year", 9000) is None


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        ("early", (date(2024, 4, 1), date(2024, 4, 15))),
        ("middle", (date(2024, 4, 8), date(2024, 4, 23))),
        ("late", (date(2024, 4, 16), date(2024, 4, 30))),
    ],
)
def test_part(which: str, expected: Interval) -> None:
    assert part(APRIL, which) == expected
    assert part((None, date(2024, 4, 1)), which) == (None, date(2024, 4, 1))
    assert part((date(2024, 4, 1), date(2024, 4, 1)), which) == (date(2024, 4, 1), date(2024, 4, 1))


@pytest.mark.parametrize(("direction", "expected"), [(-1, 2023), (0, 2024), (1, 2024)])
def test_nearest(direction: int, expected: int) -> None:
    days = [date(year, 4, 9) for year in (2022, 2023, 2024, 2025)]
    found = nearest(days, date(2024, 4, 5), direction)
    assert found and found.year == expected


def test_calendar_ends() -> None:
    assert day(2024, 2, 30) is None
    assert month(2024, 2) == (date(2024, 2, 1), date(2024, 2, 29))
    assert nearest([], date(2024, 4, 5), 0) is None
