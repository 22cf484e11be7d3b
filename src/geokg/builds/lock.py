"""Keeps a second builder out of an output folder."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from geokg.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["locked"]


@contextmanager
def locked(folder: Path, place: Path) -> Iterator[None]:
    """Hold the lock of a folder, which the system takes back when the process ends, however that happens.

    Raises:
        StoreError: another process holds it, or the folder cannot be written.
    """
    try:
        place.mkdir(parents=True, exist_ok=True)
        lock = FileLock(place / "lock", timeout=0)
        lock.acquire()
    except Timeout as error:
        raise StoreError(
            f"{folder}: another build is at work there; wait for it to end, or build elsewhere with -o"
        ) from error
    except OSError as error:
        raise StoreError(f"{folder}: cannot be written: {error.strerror or error}") from error
    try:
        yield
    finally:
        lock.release()
