"""A progress bar on standard error, for people who have waited for a second."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["ticked"]

_PATIENCE = 1.0
_Item = TypeVar("_Item")


def ticked(items: Iterable[_Item], what: str, *, quiet: bool = False) -> Iterator[_Item]:
    """The items, one after the other, counted by a bar; by none where nobody looks or it is soon over."""
    if quiet or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description} {task.completed:,}"), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task, begun = bar.add_task(what, total=None), time.monotonic()
    try:
        for item in items:
            if not bar.live.is_started and time.monotonic() - begun > _PATIENCE:
                bar.start()
            bar.advance(task)
            yield item
    finally:
        bar.stop()
