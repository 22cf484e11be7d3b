"""A progress bar on standard error, for people who have waited for a second."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["progress", "ticked"]

_PATIENCE = 1.0
_Item = TypeVar("_Item")


@contextmanager
def progress(what: str, *, total: int | None = None, quiet: bool = False) -> Iterator[Callable[[], object]]:
    """A function to call after each piece of work. Without a ``total`` the bar counts and cannot say how long.

    Nothing is shown where nobody looks, nor for work that is soon over.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    # data must never pass through the bar, which would write them to standard error
    bar = Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False)
    task = bar.add_task(what, total=total)
    # a timer, since the first piece of work may be a long one
    start = Timer(_PATIENCE, bar.start)
    start.daemon = True
    start.start()
    try:
        yield lambda: bar.advance(task)
    finally:
        start.cancel()
        start.join()
        if bar.live.is_started:
            bar.stop()


def ticked(items: Iterable[_Item], tick: Callable[[], object]) -> Iterator[_Item]:
    """The items, with a tick when work on each is done."""
    for item in items:
        yield item
        tick()
