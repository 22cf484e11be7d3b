"""Runs a command line, and says in one line what went wrong."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from typing import TYPE_CHECKING

import typer

from geokg.cli.app import app
from geokg.cli.manners import Manners
from geokg.cli.printing import ClosedPipe, flush, note
from geokg.errors import GeokgError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]

_GOOD, _WRONG, _BUG, _INTERRUPTED, _TERMINATED = 0, 2, 70, 130, 143


def main(args: Sequence[str] | None = None) -> int:
    """Run a command line (without the name of the program; by default that of the process); return its exit code."""
    if args is None:
        # without this, a terminated build would leave its half-written files behind
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(_TERMINATED))
    manners = Manners()
    try:
        command = typer.main.get_command(app)
        code = command.main(args, prog_name="geokg", standalone_mode=False, obj=manners)
        flush()
    except ClosedPipe:
        return _unplug()
    except (KeyboardInterrupt, typer.Abort):
        return _INTERRUPTED
    except Exception as error:
        return _explain(error, manners)
    return code if isinstance(code, int) else _GOOD


def _explain(error: Exception, manners: Manners) -> int:
    """One line on standard error, after the traceback where the user asked for it; the exit code."""
    if manners.debug:
        traceback.print_exception(error)
    if isinstance(error, GeokgError):
        note(f"error: {error}")
        return _WRONG
    usage = getattr(error, "format_message", None)
    if usage is not None:
        context = getattr(error, "ctx", None)
        if type(error).__name__ == "NoArgsIsHelpError":
            print(usage(), file=sys.stderr)
            return _WRONG
        path = context.command_path if context else "geokg"
        note(f"error: {_sentence(usage())}; see `{path} --help`")
        return _WRONG
    hint = "" if manners.debug else "; run it again with --debug and report what it prints"
    note(f"error: a mistake in geokg: {type(error).__name__}: {error}{hint}")
    return _BUG


def _sentence(message: str) -> str:
    return " ".join(message.split()).rstrip(".")


def _unplug() -> int:
    """Whoever read the output has enough of it, which is no mistake. What is still buffered goes nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    return _GOOD
