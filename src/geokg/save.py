"""Writes the files of an output folder, all or none, with the same bytes at every run."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from geokg.errors import StoreError
from geokg.jsonl import to_line
from geokg.rdf.export import Form, export
from geokg.store import Store
from geokg.view import render

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geokg.model import Statement

__all__ = ["save"]

_GRAPHS = {"graph.ttl": Form.FACTS, "graph.nq": Form.NQUADS, "graph.trig": Form.TRIG}


def save(store: Store, statements: Iterable[Statement], folder: Path) -> None:
    """Write ``graph.ttl``, ``.trig``, ``.nq`` and ``.html``, ``statements.jsonl`` and ``store/`` into a folder.

    All is written beside its place first, so a failure leaves the folder as it was. What stood there is replaced.

    Raises:
        StoreError: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".geokg-", dir=folder) as beside:
            _write(store, list(statements), Path(beside))
            _move(Path(beside), folder)
    except OSError as error:
        raise StoreError(f"{folder}: cannot be written: {error.strerror or error}") from error


def _write(store: Store, statements: list[Statement], folder: Path) -> None:
    for name, form in _GRAPHS.items():
        with (folder / name).open("wb") as file:
            export(store, form, file)
    with (folder / "statements.jsonl").open("w", encoding="utf-8", newline="\n") as lines:
        lines.writelines(to_line(statement) + "\n" for statement in statements)
    (folder / "graph.html").write_text(render(statements), encoding="utf-8", newline="\n")
    Store.create(folder / "store", store)


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
