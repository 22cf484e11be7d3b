"""From when to when something holds, as exactly as the data files say it."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from geokg.days import around, month

__all__ = ["ALWAYS", "Period", "read_period"]

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_UNKNOWN = "?"


class Period(NamedTuple):
    """The first and last day on which something may hold, and how the file writes them.

    ``start`` is None where it always held or nobody wrote when it began, ``end`` where it still holds. A bound that is
    written ``?`` is not known: then only the year at the other bound is taken for covered.
    """

    start: date | None = None
    end: date | None = None
    written: tuple[str, str] = ("", "")

    def covers(self, day: date) -> bool:
        """True where it may be so on that day.

        >>> read_period("2000", "2001").covers(date(2002, 1, 1)), read_period("2000", "").covers(date(2002, 1, 1))
        (False, True)
        >>> read_period("2000-03", "?").covers(date(2000, 12, 31)), read_period("2000-03", "?").covers(date(2002, 1, 1))
        (True, False)
        """
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    @property
    def is_open(self) -> bool:
        """True where it still holds."""
        return self.end is None

    def reaches(self, other: Period) -> bool:
        """True where another may lie before the end of this one, however the bounds are read.

        >>> read_period("1922-12-30", "1991-12-26").reaches(read_period("1945", "1991-12-26"))
        True
        >>> read_period("1922-12-30", "1991-12-26").reaches(read_period("1992", "1994"))
        False
        """
        if self.end is None:
            return True
        has_end = other.end is not None or other.written[1] == _UNKNOWN
        return has_end and (other.start is None or other.start <= self.end)

    def overlaps(self, other: Period) -> bool:
        """True where both hold on some day for certain, however the bounds are read; a day of handover is none.

        >>> read_period("2000", "2002").overlaps(read_period("2002", "2003"))
        False
        >>> read_period("2000", "2002-05").overlaps(read_period("2001", "2003"))
        True
        """
        return _surely_begun(self) < _surely_left(other) and _surely_begun(other) < _surely_left(self)


#: What has no bounds.
ALWAYS = Period()


@lru_cache(maxsize=8192)
def read_period(start: str, end: str) -> Period:
    """The period between two dates, each ``YYYY-MM-DD``, ``YYYY-MM``, ``YYYY``, ``?`` (not known) or empty.

    >>> read_period("2001-02", "2001").start, read_period("2001-02", "2001").end
    (datetime.date(2001, 2, 1), datetime.date(2001, 12, 31))

    Raises:
        ValueError: one is no date, or they are the wrong way round.
    """
    begun, ended = _bounds("start", start), _bounds("end", end)
    first, last = begun[0] if begun else None, ended[1] if ended else None
    if first and last and first > last:
        raise ValueError(f"start {start} is after end {end}; exchange or correct them")
    if end == _UNKNOWN:
        last = begun[1].replace(month=12, day=31) if begun else date.min
    if start == _UNKNOWN and ended:
        first = ended[0].replace(month=1, day=1)
    return Period(first, last, (start, end))


def _bounds(column: str, text: str) -> tuple[date, date] | None:
    """The first and last day that a date of a file can mean."""
    if text in ("", _UNKNOWN):
        return None
    match = _DATE.fullmatch(text)
    try:
        if match is None:
            raise ValueError
        year, number, of_month = (int(part or 1) for part in match.groups())
        day = date(year, number, of_month)
    except ValueError:
        raise ValueError(f"{column} {text!r} is no date; write YYYY, YYYY-MM, YYYY-MM-DD or ?") from None
    first, last = (day, day) if match[3] else month(year, number) if match[2] else around(day, "year")
    return first or day, last or day


def _surely_begun(period: Period) -> date:
    """The day by which it has begun for certain."""
    if period.start is None or period.written[0] == _UNKNOWN:
        return date.max if period.written[0] == _UNKNOWN else date.min
    bounds = _bounds("start", period.written[0])
    return bounds[1] if bounds else period.start


def _surely_left(period: Period) -> date:
    """The day until which it holds for certain."""
    if period.written[1] == _UNKNOWN:
        return date.min
    bounds = _bounds("end", period.written[1])
    return bounds[0] if bounds else date.max
