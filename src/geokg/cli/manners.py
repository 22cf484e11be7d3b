"""How a command talks: quietly, at length, or with tracebacks."""

from __future__ import annotations

import logging
from dataclasses import dataclass

import typer  # noqa: TC002  (Typer reads the annotations when it runs)

from geokg.cli.printing import note

__all__ = ["Manners", "set_debug", "set_quiet", "set_verbose"]


@dataclass(slots=True)
class Manners:
    """What ``-q``, ``-v`` and ``--debug`` ask for, wherever they stand in the command line."""

    quiet: bool = False
    verbose: bool = False
    debug: bool = False


def set_quiet(context: typer.Context, value: bool) -> bool:
    """Notes ``--quiet``."""
    manners = context.ensure_object(Manners)
    manners.quiet = manners.quiet or value
    return value


def set_verbose(context: typer.Context, value: bool) -> bool:
    """Notes ``--verbose``, and sends the log of geokg to standard error."""
    manners = context.ensure_object(Manners)
    manners.verbose = manners.verbose or value
    log = logging.getLogger("geokg")
    log.setLevel(logging.INFO if manners.verbose else logging.WARNING)
    log.propagate = False
    log.handlers = [_ToNotes()]
    return value


def set_debug(context: typer.Context, value: bool) -> bool:
    """Notes ``--debug``."""
    manners = context.ensure_object(Manners)
    manners.debug = manners.debug or value
    return value


class _ToNotes(logging.Handler):
    """Writes each record as one line."""

    def emit(self, record: logging.LogRecord) -> None:
        note(f"{record.levelname.lower()}: {record.getMessage()}")
