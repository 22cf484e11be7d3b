"""Calendar arithmetic over intervals of days: pairs of a first and a last day, either open where None."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

__all__ = ["UNITS", "Interval", "around", "day", "month", "nearest", "part", "shift", "span"]

Interval = tuple[date | None, date | None]
UNITS = ("day", "week", "month", "quarter", "year", "decade")
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}


def day(year: int, number: int, of_month: int) -> Interval | None:
    """One day, or None where the calendar has no such day.

    >>> day(2023, 2, 29) is None
    True
    """
    try:
        found = date(year, number, of_month)
    except ValueError:
        return None
    return found, found


def month(year: int, number: int, count: int = 1) -> Interval:
    """``count`` months from the first day of the first to the last day of the last.

    >>> month(2023, 12, 3)
    (datetime.date(2023, 12, 1), datetime.date(2024, 2, 29))
    """
    last_year, last = divmod(year * 12 + number + count - 2, 12)
    return date(year, number, 1), date(last_year, last + 1, monthrange(last_year, last + 1)[1])


def shift(anchor: date, unit: str, count: int) -> date | None:
    """The day ``count`` units after ``anchor`` (before it where negative); None outside the years 1 to 9999.

    >>> shift(date(2024, 3, 31), "month", -1)
    datetime.date(2024, 2, 29)
    """
    try:
        if unit in _MONTHS:
            year, number = divmod(anchor.year * 12 + anchor.month - 1 + count * _MONTHS[unit], 12)
            return date(year, number + 1, min(anchor.day, monthrange(year, number + 1)[1]))
        return anchor + timedelta(days=count * (7 if unit == "week" else 1))
    except (ValueError, OverflowError, IndexError):
        return None


def around(anchor: date, unit: str) -> Interval:
    """The calendar unit that holds a day; weeks begin on Monday.

    >>> around(date(2024, 4, 5), "week")
    (datetime.date(2024, 4, 1), datetime.date(2024, 4, 7))
    """
    if unit == "day":
        return anchor, anchor
    if unit == "week":
        monday = anchor - timedelta(days=anchor.weekday())
        return monday, monday + timedelta(days=6)
    if unit == "decade":
        return month(max(anchor.year // 10 * 10, 1), 1, 120)
    first = {"month": anchor.month, "quarter": (anchor.month - 1) // 3 * 3 + 1, "year": 1}[unit]
    return month(anchor.year, first, _MONTHS[unit])


def span(anchor: date, unit: str, count: int) -> Interval | None:
    """From ``anchor`` on or back over ``count`` units: the last three years, the next five days."""
    other = shift(anchor, unit, count)
    if other is None:
        return None
    return min(anchor, other), max(anchor, other)


def nearest(candidates: list[date], anchor: date, direction: int) -> date | None:
    """The nearest of some days to ``anchor``: at or before it (-1), at or after it (1), or on either side (0)."""
    fitting = [found for found in candidates if (found - anchor).days * direction >= 0]
    return min(fitting, key=lambda found: abs((found - anchor).days), default=None)


def part(interval: Interval, which: str) -> Interval:
    """The early, middle or late part of an interval of days, told generously (parts overlap).

    >>> part(month(2024, 4), "late")
    (datetime.date(2024, 4, 16), datetime.date(2024, 4, 30))
    """
    first, last = interval
    if first is None or last is None:
        return interval
    length = (last - first).days + 1
    if which == "early":
        return first, first + timedelta(days=max(length // 2 - 1, 0))
    if which == "late":
        return last - timedelta(days=max((length + 1) // 2 - 1, 0)), last
    return first + timedelta(days=length // 4), last - timedelta(days=length // 4)
