"""Keeps the gazetteer compiled between runs, under a key of everything that it is made of.

The cache only saves time: it is written beside the user's other caches where that is possible, read only if it is the
user's own, and a changed file, version of geokg or version of Python makes a new one.
"""

from __future__ import annotations

import gc
import hashlib
import os
import pickle
import sys
import tempfile
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_cache_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from geokg.gazetteer.known import Gazetteer

__all__ = ["compiled"]

_KEPT = 4
_CODE = Path(__file__).parent


def compiled(files: Sequence[Path], make: Callable[[], Gazetteer]) -> Gazetteer:
    """The gazetteer that ``make`` would make of these files, from the cache where it is there.

    Raises:
        DataError: ``make`` finds a mistake in the files.
    """
    try:
        place = user_cache_path("geokg") / f"gazetteer-{_key(files)}.pickle"
    except OSError:  # a file is missing: making tells which, and what to do
        return make()
    found = _read(place)
    if found is None:
        found = make()
        _write(place, found)
    return found


def _key(files: Sequence[Path]) -> str:
    """A hash of the contents of the files, of the code that reads them, and of the versions of geokg and Python."""
    digest = hashlib.sha256(f"{version('geokg')} {sys.version}".encode())
    for path in (*files, *sorted(_CODE.glob("*.py")), *sorted(_CODE.parent.glob("*.py"))):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _read(place: Path) -> Gazetteer | None:
    """What is kept there, if it is whole and was written by this user: a pickle of somebody else could run code."""
    from geokg.gazetteer.known import Gazetteer

    try:
        if hasattr(os, "getuid") and place.stat().st_uid != os.getuid():
            return None
        content = place.read_bytes()
        with _no_collection():
            found = pickle.loads(content)
    except (OSError, EOFError, pickle.UnpicklingError, LookupError, AttributeError, ImportError, TypeError, ValueError):
        return None
    return found if isinstance(found, Gazetteer) else None


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keeps the garbage collector from looking through a hundred thousand new objects, none of which is garbage."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _write(place: Path, gazetteer: Gazetteer) -> None:
    """Keeps a gazetteer, and drops all but the last few; where the folder cannot be written, nothing is kept."""
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as beside:
            pickle.dump(gazetteer, beside, pickle.HIGHEST_PROTOCOL)
        Path(beside.name).replace(place)
        for old in sorted(place.parent.glob("gazetteer-*.pickle"), key=lambda path: path.stat().st_mtime)[:-_KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return
