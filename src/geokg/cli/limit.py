"""Runs work in a process of its own, which is killed when its time is over."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from typing import TYPE_CHECKING, Any, TypeVar

from geokg.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

__all__ = ["within"]

_Result = TypeVar("_Result")


def within(seconds: float, work: Callable[..., _Result], *args: Any) -> _Result:
    """What a function of a module gives for arguments; all of them go from process to process.

    The store cannot be told to stop, so its process is killed. The time it takes to begin does not count.

    Raises:
        QueryError: there is no result within that time, or its process was ended by somebody else.
        Exception: what the function raises.
    """
    context = multiprocessing.get_context("spawn")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(sending, work, args), daemon=True)
    process.start()
    sending.close()
    try:
        receiving.recv()
        if not receiving.poll(seconds):
            raise QueryError(f"no answer within {seconds:g} s; ask for less, or give it more time by --timeout")
        result, error = receiving.recv()
    except EOFError as closed:
        raise QueryError("the process that was to answer is gone; the system may be short of memory") from closed
    finally:
        process.kill()
        process.join()
    if error is not None:
        raise error
    return result  # type: ignore[no-any-return]


def _serve(sending: Connection, work: Callable[..., Any], args: tuple[Any, ...]) -> None:
    """Tell that work begins, then what came of it. An interruption is for the process that waits."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    sending.send("begun")
    try:
        sending.send((work(*args), None))
    except Exception as error:
        sending.send((None, error))


def _end_with_parent() -> None:
    """End at once where nobody waits any more, since who waited was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
