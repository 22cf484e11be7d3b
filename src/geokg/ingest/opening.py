"""How sources are opened: the settings that shape what is read from them."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - read by dataclasses
from dataclasses import dataclass, field
from datetime import date  # noqa: TC003

__all__ = ["Opening"]


@dataclass(frozen=True, slots=True)
class Opening:
    """The largest text of one article in bytes of UTF-8, the day of articles that name none, and fields by column.

    ``follow`` has links read that a list or feed names.
    """

    max_bytes: int = 2_000_000
    default_date: date | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    follow: bool = False

    def __str__(self) -> str:
        columns = "".join(f" {name}={column}" for name, column in sorted(self.columns.items()))
        return f"max_bytes={self.max_bytes} date={self.default_date}{columns}{' follow' if self.follow else ''}"
