"""A process that answers queries over the store, one at a time, and can do nothing else.

    python -m geokg.serve.worker FOLDER TIMEOUT RESULT MEMORY

It reads jobs from standard input and writes replies to standard output until the input ends. Before it opens the store
it confines itself; its first reply says whether the kernel keeps it from the network. The server kills it where a job
takes too long; should the server be gone by then, its own alarm does.
"""

from __future__ import annotations

import io
import itertools
import re
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, QueryTriples, serialize

from geokg.errors import QueryError, StoreError
from geokg.query import explain, names_graphs, refuse
from geokg.serve.confine import confine
from geokg.serve.exchange import CONFINED, STALE, Reply, read_job
from geokg.serve.formats import GRAPH_FORMATS, RESULT_FORMATS
from geokg.store import Store

if TYPE_CHECKING:
    from pyoxigraph import QueryBoolean, QuerySolutions

    from geokg.serve.exchange import Job

__all__ = ["Worker", "main"]

#: Vocabularies of the descriptions of the endpoint and the dataset, which no article's graph uses.
_DESCRIBING = {
    "formats": "http://www.w3.org/ns/formats/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": "http://rdfs.org/ns/void#",
}
#: Seconds that the server has to end a job before the alarm does.
_GRACE = 2.0


class Worker:
    """Answers jobs over the store in a folder, which it opens again where a job asks for another version of it."""

    def __init__(self, folder: Path, result: int) -> None:
        self._folder, self._limit = folder, result
        self._version: str | None = None
        self._store: Store | None = None
        self._prefixes: dict[str, str] = dict(_DESCRIBING)

    def answer(self, job: Job) -> Reply:
        """The reply to a job; mistakes of its query are replies too."""
        try:
            refuse(job.query)
            return self._serialised(self._ask(job, self._opened(job.version)), job)
        except QueryError as error:
            return Reply.refusal(403, str(error))
        except SyntaxError as error:
            return Reply.refusal(400, explain(job.query, error, self._prefixes))
        except ValueError as error:
            return Reply.refusal(400, f"the query cannot be answered: {error}")
        except _TooLarge:
            return Reply.refusal(
                413, f"the answer is larger than {self._limit:,} bytes; ask for less, such as by LIMIT"
            )
        except (StoreError, OSError, RuntimeError) as error:
            self._version = None
            return Reply(STALE, "text/plain", str(error).encode())

    def _opened(self, version: str) -> Store:
        if self._store is None or version != self._version:
            self._store = Store.open(self._folder)
            self._prefixes = self._store.names.prefixes | _DESCRIBING
            self._version = version
        return self._store

    def _ask(self, job: Job, store: Store) -> QuerySolutions | QueryBoolean | QueryTriples:
        default, named = ([NamedNode(iri) for iri in iris] for iris in (job.default_graphs, job.named_graphs))
        if default or named:
            return store.query_graphs(job.query, default, named, prefixes=self._prefixes)
        return store.query(job.query, prefixes=self._prefixes, union=not names_graphs(job.query))

    def _serialised(self, found: QuerySolutions | QueryBoolean | QueryTriples, job: Job) -> Reply:
        chosen = job.graph_type if isinstance(found, QueryTriples) else job.result_type
        if not chosen:
            offered = GRAPH_FORMATS if isinstance(found, QueryTriples) else RESULT_FORMATS
            return Reply.refusal(406, f"this query can be answered as {', '.join(offered)}")
        out = _Bounded(self._limit)
        if isinstance(found, QueryTriples):
            serialize(found, out, GRAPH_FORMATS[chosen], prefixes=self._prefixes)
        else:
            found.serialize(out, RESULT_FORMATS[chosen])
        body = out.getvalue()
        return Reply(200, chosen, _tidied(body) if chosen == "text/turtle" else body)


def _tidied(turtle: bytes) -> bytes:
    """Turtle with only the prefixes that it uses, in order."""
    lines = turtle.splitlines(keepends=True)
    head = list(itertools.takewhile(lambda line: line.startswith(b"@prefix "), lines))
    body = b"".join(lines[len(head) :])
    used = set(re.findall(rb"[\w-]+(?=:)", body))
    return b"".join(sorted(line for line in head if line.split()[1].rstrip(b":") in used)) + body


class _TooLarge(Exception):
    """An answer is larger than it may be."""


class _Bounded(io.BytesIO):
    """Takes so many bytes and no more."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def write(self, data: bytes) -> int:  # type: ignore[override]
        if self.tell() + len(data) > self._limit:
            raise _TooLarge
        return super().write(data)


def main() -> None:
    """Answer the jobs on standard input."""
    folder, timeout, result, memory = sys.argv[1:]
    confined = confine(int(memory))
    worker = Worker(Path(folder), int(result))
    _put(Reply(200, "text/plain", CONFINED if confined else b""))
    while job := read_job(sys.stdin.buffer):
        _alarm(float(timeout) + _GRACE)
        reply = worker.answer(job)
        _alarm(0)
        _put(reply)


def _put(reply: Reply) -> None:
    sys.stdout.buffer.write(reply.pack())
    sys.stdout.buffer.flush()


def _alarm(seconds: float) -> None:
    """Let the system end this process after so many seconds, whatever it does then; 0 calls that off."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


if __name__ == "__main__":
    main()
