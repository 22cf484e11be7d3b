"""Writes the files of an output folder, all or none, with the same bytes at every run."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from geokg.errors import StoreError
from geokg.jsonl import to_line
from geokg.rdf.export import Form, export, trig
from geokg.rdf.order import in_order
from geokg.store import Store
from geokg.view import read_background, render
from geokg.view.part import shown_whole_or_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad

    from geokg.model import Statement

__all__ = ["save"]

#: What the name of a folder begins with that files are written into before they take their place.
_BESIDE = ".geokg-"


def save(quads: Iterable[Quad], statements: Iterable[Statement], folder: Path) -> None:
    """Write ``graph.ttl``, ``.trig``, ``.nq`` and ``.html``, ``statements.jsonl`` and ``store/`` into a folder.

    ``statements`` are gone through several times, and need not be in memory. The page holds as many as one can show.

    All is written beside its place first, so a failure leaves the folder as it was. What stood there is replaced.

    Raises:
        StoreError: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        with tempfile.TemporaryDirectory(prefix=_BESIDE, dir=folder) as beside:
            _write(quads, statements, Path(beside))
            _move(Path(beside), folder)
    except OSError as error:
        raise StoreError(f"{folder}: cannot be written: {error.strerror or error}") from error


def _sweep(folder: Path) -> None:
    """Deletes what a run that was killed left beside its place."""
    for left in folder.glob(f"{_BESIDE}*"):
        shutil.rmtree(left, ignore_errors=True)


def _write(quads: Iterable[Quad], statements: Iterable[Statement], folder: Path) -> None:
    with tempfile.TemporaryFile(dir=folder) as lines:
        Store.create(folder / "store", quads, lines)
        lines.seek(0)
        with _durable(folder / "graph.nq") as file:
            file.writelines(in_order(lines))
    store = Store.open(folder / "store")
    with _durable(folder / "graph.ttl") as file:
        export(store, Form.FACTS, file)
    with _durable(folder / "graph.trig") as file, (folder / "graph.nq").open("rb") as sorted_quads:
        trig(sorted_quads, file, store.names.prefixes)
    with _durable(folder / "statements.jsonl") as file:
        file.writelines(to_line(statement).encode() + b"\n" for statement in statements)
    shown, title = shown_whole_or_part(statements)
    page = render(shown, title=title, base=store.names.base, known=read_background(store))
    with _durable(folder / "graph.html") as file:
        file.write(page.encode())


@contextmanager
def _durable(path: Path) -> Iterator[IO[bytes]]:
    """A file to write, which is on the disk and not only on its way there when it is closed."""
    with path.open("wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def _move(beside: Path, folder: Path) -> None:
    """Each file takes its place at once. An old store steps aside first, into what is deleted afterwards."""
    news = sorted(beside.iterdir())
    for new in news:
        _refuse_foreign(folder / new.name, new.is_dir())
    for new in news:
        place = folder / new.name
        if place.is_dir():
            place.rename(beside / "old")
        new.replace(place)


def _refuse_foreign(place: Path, is_store: bool) -> None:
    """Raises where something stands that geokg did not write there and must not delete."""
    ours = (place / "CURRENT").exists() or not any(place.iterdir()) if place.is_dir() else not is_store
    if place.exists() and not (ours and place.is_dir() == is_store):
        raise StoreError(f"{place}: something else than a graph stands there; move it away, or build elsewhere with -o")
