"""Sorts N-Quads, however many: parts that fit into memory are sorted and put aside, then merged."""

from __future__ import annotations

import heapq
import tempfile
from contextlib import ExitStack
from itertools import chain, groupby, islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["batches", "in_order"]

_Item = TypeVar("_Item")
#: Lines of a part: about 100 MB.
_PART = 300_000


def in_order(lines: Iterable[bytes], part: int = _PART) -> Iterator[bytes]:
    """Lines of N-Quads, each once, sorted by graph, then by subject, predicate and object; ``part`` are in memory."""
    parts = batches(map(_keyed, lines), part)
    first, second = next(parts, ()), next(parts, None)
    if second is None:
        yield from map(_line, sorted({*first}))
        return
    with ExitStack() as stack:
        files = []
        for some in chain([first, second], parts):
            files.append(stack.enter_context(tempfile.TemporaryFile()))
            files[-1].writelines(sorted(some))
            files[-1].seek(0)
        yield from (_line(keyed) for keyed, _ in groupby(heapq.merge(*files)))


def batches(items: Iterable[_Item], size: int) -> Iterator[tuple[_Item, ...]]:
    """The items in tuples of ``size``, the last of them shorter."""
    waiting = iter(items)
    while batch := tuple(islice(waiting, size)):
        yield batch


def _keyed(line: bytes) -> bytes:
    """A line behind its graph, which has no space in it."""
    return line.rsplit(b" ", 2)[1] + b" " + line


def _line(keyed: bytes) -> bytes:
    return keyed.partition(b" ")[2]
