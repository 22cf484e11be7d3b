"""The worker processes: a fixed number, each replaced where it had to be killed or died."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
import os
import signal
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from geokg.errors import StoreError
from geokg.serve.exchange import CONFINED, STALE, Job, Reply, read_reply

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from pathlib import Path

    from geokg.serve.limits import Limits

__all__ = ["Pool"]

_log = logging.getLogger(__name__)
_FIRST_JOB = Job("ASK {}", "text/csv", None)
#: How often, and after how many seconds each, a job is tried again while its store is being replaced.
_ATTEMPTS, _PAUSE = 20, 0.1
#: Seconds to wait before a worker that did not start is started again.
_RESTART = 1.0
#: Files of the store that say nothing of what it holds.
_IDLE_FILES = ("LOCK", "LOG")
#: Signals that end a process whose stack or memory is used up.
_OVERRUNS = ("SIGABRT", "SIGBUS", "SIGSEGV")


class Pool:
    """Workers over one store. Between :meth:`start` and :meth:`close` there are always as many as the limits say."""

    def __init__(self, store: Path, limits: Limits) -> None:
        self.limits = limits
        self._folder = store
        self._version = ""
        self._free: asyncio.LifoQueue[Process] = asyncio.LifoQueue()
        self._all: set[Process] = set()
        self._hiring: set[asyncio.Task[None]] = set()
        self._waiting = 0
        self._closed = False

    async def start(self) -> None:
        """Start the workers, and return when each has opened the store.

        Raises:
            StoreError: one of them cannot.
        """
        try:
            await asyncio.gather(*(self._hire() for _ in range(self.limits.workers)))
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """Kill all workers, whatever they do, and return when they are gone."""
        self._closed = True
        for task in self._hiring:
            task.cancel()
        await asyncio.gather(*self._hiring, return_exceptions=True)
        await asyncio.gather(*map(self._dismiss, list(self._all)))

    @property
    def version(self) -> str:
        """A mark that changes with the files of the store."""
        try:
            with os.scandir(self._folder) as entries:
                files = sorted(_marks(entry) for entry in entries if not entry.name.startswith(_IDLE_FILES))
        except OSError:
            return self._version  # it is being replaced at this moment
        self._version = hashlib.sha256(repr(files).encode()).hexdigest()[:16]
        return self._version

    async def answer(self, job: Job) -> Reply:
        """The reply of a worker to a job, or a refusal with status 503 where none comes in time."""
        for _ in range(_ATTEMPTS):
            reply = await self._answer_once(job)
            if reply.status != STALE:
                return reply
            await asyncio.sleep(_PAUSE)
            job = replace(job, version=self.version)
        _log.warning("the store cannot be read: %s", reply.body.decode())
        return Reply.refusal(503, "the store cannot be read at the moment; it may be being replaced")

    async def _answer_once(self, job: Job) -> Reply:
        if self._free.empty() and self._waiting >= self.limits.queue:
            return Reply.refusal(503, f"too busy: {self._waiting} queries are waiting already; try again later")
        self._waiting += 1
        try:
            worker = await asyncio.wait_for(self._free.get(), self.limits.patience)
        except TimeoutError:
            return Reply.refusal(503, f"too busy: no worker was free for {self.limits.patience:g} s; try again later")
        finally:
            self._waiting -= 1
        return await self._work(worker, job)

    async def _work(self, worker: Process, job: Job) -> Reply:
        """The reply of this worker, which is free again afterwards, or replaced where it did not end well."""
        reply = None
        try:
            reply = await asyncio.wait_for(_exchange(worker, job), self.limits.timeout)
        except TimeoutError:
            return Reply.refusal(503, f"time limit: the query took longer than {self.limits.timeout:g} s and was ended")
        except (asyncio.IncompleteReadError, ConnectionError):
            return _died(await worker.wait())
        finally:
            if reply:
                self._free.put_nowait(worker)
            else:
                await self._replace(worker)
        return reply

    async def _replace(self, worker: Process) -> None:
        if not self._closed:
            task = asyncio.create_task(self._hire_at_last())
            self._hiring.add(task)
            task.add_done_callback(self._hiring.discard)
        await self._dismiss(worker)

    async def _hire_at_last(self) -> None:
        while True:
            try:
                return await self._hire()
            except (OSError, StoreError) as error:
                _log.warning("a worker did not start, which is tried again: %s", error)
                await asyncio.sleep(_RESTART)

    async def _hire(self) -> None:
        limits = self.limits
        arguments = (str(self._folder), str(limits.timeout), str(limits.result), str(limits.memory))
        # a session of its own, so that Ctrl-C at the terminal ends the server alone, and that ends its workers
        worker = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-m", "geokg.serve.worker", *arguments,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, start_new_session=True,
            env={name: value for name, value in os.environ.items() if not name.startswith("GEOKG_")},
        )  # fmt: skip
        self._all.add(worker)
        try:
            await _begin(worker, replace(_FIRST_JOB, version=self.version))
        except BaseException:
            await self._dismiss(worker)
            raise
        self._free.put_nowait(worker)

    async def _dismiss(self, worker: Process) -> None:
        with contextlib.suppress(ProcessLookupError):
            worker.kill()
        await worker.wait()
        self._all.discard(worker)


async def _begin(worker: Process, job: Job) -> None:
    """Wait until a new worker is ready.

    Raises:
        StoreError: it ended, or cannot open the store.
    """
    try:
        assert worker.stdout is not None
        if (await read_reply(worker.stdout)).body != CONFINED:
            _log.warning("this system cannot keep a worker from the network; that SERVICE is refused rests on the text")
        reply = await _exchange(worker, job)
    except (asyncio.IncompleteReadError, ConnectionError) as error:
        raise StoreError(f"a worker ended with exit code {await worker.wait()} as it started") from error
    if reply.status == STALE:
        raise StoreError(reply.body.decode())


async def _exchange(worker: Process, job: Job) -> Reply:
    assert worker.stdin is not None
    assert worker.stdout is not None
    worker.stdin.write(job.pack())
    await worker.stdin.drain()
    return await read_reply(worker.stdout)


def _died(code: int) -> Reply:
    """Why there is no answer, by the exit code of a worker that died over a query."""
    if code < 0 and signal.Signals(-code).name in _OVERRUNS:
        return Reply.refusal(400, "the query is nested too deeply, or needs more memory than it may have; simplify it")
    return Reply.refusal(503, "the process that worked on the query ended; try again later")


def _marks(entry: os.DirEntry[str]) -> tuple[str, int, int, int]:
    status = entry.stat()
    return entry.name, status.st_ino, status.st_size, status.st_mtime_ns
