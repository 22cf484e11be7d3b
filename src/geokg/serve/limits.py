"""How much the server lets one query, one request and all of them together take."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

__all__ = ["Limits"]

_MIB = 1024 * 1024


def _workers() -> int:
    """One more than there are processors, so that one endless query leaves the others what they had."""
    return (os.cpu_count() or 1) + 1


@dataclass(frozen=True, slots=True)
class Limits:
    """Times in seconds, sizes in bytes.

    ``queue`` is how many queries may wait for a worker, and ``patience`` how long each of them; ``result`` is the size
    of one answer before it is compressed, and ``memory`` what one worker may hold beyond the store, where the system
    can tell. ``url`` is of path and query string, ``headers`` of all headers of a request.
    """

    timeout: float = 30.0
    workers: int = field(default_factory=_workers)
    queue: int = 64
    patience: float = 10.0
    result: int = 64 * _MIB
    memory: int = 2048 * _MIB
    body: int = _MIB
    url: int = 32 * 1024
    headers: int = 32 * 1024
