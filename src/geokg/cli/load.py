"""The command that sends the graph to a store elsewhere."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from geokg.cli.printing import note, put_table
from geokg.cli.progress import progress

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from geokg.load import Plan, Report

__all__ = ["run_load"]

_log = logging.getLogger(__name__)
_GOOD, _SOME_FAILED = 0, 1
_NAMED = 20


def run_load(
    url: str, kind: str, folder: Path, *, since: date | None, anew: bool, dry: bool, timeout: float, quiet: bool
) -> int:
    """Load the graph of a folder into a store; say what came of it. Returns the exit code.

    Raises:
        ConfigError: the address or the kind cannot be used.
        StoreError: there is no graph in the folder, or the journal in it cannot be used.
        RemoteError: the store cannot be reached, or refuses the user.
    """
    from geokg.load import (
        Client,
        Journal,
        Patience,
        find_credentials,
        find_target,
        older_than,
        parts,
        plan,
        probe,
        send,
    )
    from geokg.store import Store

    patience = Patience(timeout=timeout)
    store = Store.open(folder / "store")
    address, credentials = find_credentials(url)
    target = find_target(address, kind, probe=partial(probe, credentials=credentials, patience=patience))
    _log.info("%s is taken for %s, and asked as %s", target.url, target.kind, credentials)
    journal = Journal.open(folder, target.url)
    with Client(target, credentials, patience) as client:
        leave = older_than(store, since) if since else set()
        work = plan(parts(store), client, journal, leave=leave, anew=anew)
        if dry:
            _show(work)
            return _GOOD
        with progress("loading graphs", total=len(work), quiet=quiet) as tick:
            report = send(store, work, client, journal, tick)
    _tell(report, work, target.query or target.url, quiet=quiet)
    return _SOME_FAILED if report.failed else _GOOD


def _show(work: Plan) -> None:
    """What a load would do, as a table."""
    rows = [("send", part.graph, f"{part.triples}") for part in work.send]
    rows += [("leave", part.graph, f"{part.triples}") for part in work.unchanged]
    rows += [("delete", graph, "") for graph in work.delete]
    put_table(("would", "graph", "triples"), rows)


def _tell(report: Report, work: Plan, place: str, *, quiet: bool) -> None:
    """Which graphs failed and why, and how many did not."""
    for graph, reason in list(report.failed.items())[:_NAMED]:
        note(f"failed {graph}: {reason}")
    if len(report.failed) > _NAMED:
        note(f"failed: {len(report.failed) - _NAMED:,} graphs more; -v names them all")
        for graph in list(report.failed)[_NAMED:]:
            _log.info("failed %s", graph)
    if not quiet:
        triples = sum(part.triples for part in report.sent)
        counts = f"{len(report.sent):,} graphs sent ({triples:,} triples), {len(work.unchanged):,} unchanged"
        deleted = f", {len(report.deleted):,} deleted" if report.deleted else ""
        failed = f", {len(report.failed):,} failed; run it again to send these" if report.failed else ""
        note(f"{counts}{deleted}{failed} -> {place}")
