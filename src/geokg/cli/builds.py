"""The commands about builds: what one holds, and what it shall leave out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from geokg.cli.printing import note, put, put_rows, put_table
from geokg.errors import InputError, StoreError

if TYPE_CHECKING:
    from pathlib import Path

    from geokg.builds import Ledger
    from geokg.cli.options import Table

__all__ = ["run_retract", "run_status", "show_dropped"]


def run_status(folder: Path, *, as_json: bool) -> None:
    """Print what the build in an output folder holds, and what of it waits.

    Raises:
        StoreError: nothing was built there.
    """
    from geokg.builds import read_manifest

    with _ledger(folder) as ledger:
        manifest = read_manifest(folder)
        told: dict[str, object] = dict(ledger.counts())
        told["passages left out"] = sum(1 for _ in ledger.dropped())
        told["retracted"] = sorted(ledger.retracted())
        told["files"] = "whole" if manifest else "to be written: run `geokg build` again"
        told |= {name: manifest[name] for name in ("statements", "facts", "triples") if manifest}
        problems = [f"{key}: {problem}" for key, problem in ledger.problems()]
    if as_json:
        put(json.dumps({**told, "problem list": problems}, ensure_ascii=False, indent=2) + "\n")
    else:
        rows = [
            (name, ", ".join(value) or "none" if isinstance(value, list) else str(value))
            for name, value in told.items()
        ]
        put_table(("", ""), rows)
        for problem in problems:
            note(problem)


def show_dropped(folder: Path, form: Table) -> None:
    """Print the passages of articles that were not read, since they are no news, and the list of rules that says so.

    Raises:
        StoreError: nothing was built there.
    """
    with _ledger(folder) as ledger:
        rows = [
            (article.id, f"{start}-{end}", rule, article.text[start:end].strip())
            for article, start, end, rule in ledger.dropped()
        ]
    put_rows(("article", "span", "rule", "text"), rows, form)


def run_retract(name: str, folder: Path, *, undo: bool, quiet: bool) -> None:
    """Have the next build leave out an article, a source or an outlet, or take it in again.

    Raises:
        InputError: there is none of that name.
        StoreError: nothing was built there.
    """
    with _ledger(folder) as ledger:
        if undo and not ledger.restore(name):
            raise InputError(f"{name}: was not retracted; `geokg status` lists what was")
        if not undo:
            found = ledger.named(name)
            if not found:
                raise InputError(f"{name}: no article, source or outlet of that name was built")
            ledger.retract(name)
            if not quiet:
                note(f"{len(found):,} articles are left out by the next `geokg build`")


def _ledger(folder: Path) -> Ledger:
    from geokg.builds import has_ledger, ledger_of

    if not has_ledger(folder):
        raise StoreError(f"{folder}: nothing was built there; run `geokg build` first")
    return ledger_of(folder)
