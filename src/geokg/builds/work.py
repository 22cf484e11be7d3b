"""Reads articles: in this process, in a pool of others, or alone where a reader died on them.

spaCy's own pool hangs for ever when a worker is killed, so this is the pool of the standard library: a worker that dies
breaks it, and the articles that were being read then are read once more, one by one in a process apart. What kills
that one too is left out and named.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import threading
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from geokg.builds.fingerprint import fingerprint
from geokg.builds.ledger import Reading
from geokg.errors import ModelError
from geokg.jsonl import to_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from geokg.document import Document
    from geokg.model import Article, Skipped
    from geokg.pipeline import Reader

__all__ = ["DIED", "Recipe", "read_apart", "read_here", "read_in_pool", "work"]

_BATCH = 16
#: Batches that wait for each worker, so that none idles.
_AHEAD = 3
#: What is said of an article that nobody can read.
DIED = "the reader dies on it; it is left out until its text or geokg changes"


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to make a reader, in any process."""

    model: str
    actors: tuple[Path, ...] = ()
    plugins: bool = True

    def reader(self) -> Reader:
        """A new reader; takes seconds."""
        from geokg.pipeline import load_reader

        return load_reader(self.model, self.actors, None if self.plugins else ())

    def fingerprint(self) -> str:
        """What shapes statements here, as it must be wherever else articles are read."""
        return json.dumps(fingerprint(self.model, self.actors, plugins=self.plugins), sort_keys=True)


def read_here(reader: Reader, articles: Sequence[Article]) -> list[Reading]:
    """The readings of articles. One that raises is named, and costs no other its own."""
    try:
        return [_reading(reader, document) for document in reader.documents(articles)]
    except Exception as error:  # any mistake of any parser, or of a plug-in
        if len(articles) == 1:
            return [Reading(articles[0].key, problem=f"cannot be read: {type(error).__name__}: {error}")]
        return [reading for article in articles for reading in read_here(reader, [article])]


def read_in_pool(recipe: Recipe, articles: Iterable[Article], jobs: int) -> Iterator[list[Reading]]:
    """The readings of articles, batch by batch in the order in which they are done."""
    waiting = iter(articles)
    lost: list[Sequence[Article]] = []
    while True:
        running: dict[Future[list[Reading]], Sequence[Article]] = {}
        with _pool(recipe, jobs) as pool:
            try:
                while batch := list(islice(waiting, _BATCH)):
                    lost.append(batch)  # until the pool has it: one that broke since takes no more
                    future = pool.submit(work, recipe, batch)
                    running[future] = lost.pop()
                    if len(running) >= jobs * _AHEAD:
                        yield from _done(running)
                while running:
                    yield from _done(running)
                break
            except BrokenProcessPool:
                lost.extend(running.values())
        yield from read_apart(recipe, [article for batch in lost for article in batch])
        lost.clear()


def read_apart(recipe: Recipe, articles: Iterable[Article]) -> Iterator[list[Reading]]:
    """The readings of articles one by one in another process; what kills that is left out, and it is made anew.

    Raises:
        ModelError: the process dies before it reads anything.
    """
    waiting = iter(articles)
    left = True
    while left:
        left = False
        with _pool(recipe, 1) as pool:
            _await_start(pool, recipe)
            for article in waiting:
                try:
                    yield pool.submit(work, recipe, [article]).result()
                except BrokenProcessPool:
                    yield [Reading(article.key, problem=DIED)]
                    left = True
                    break


def _await_start(pool: ProcessPoolExecutor, recipe: Recipe) -> None:
    """Wait until a reader is there, or no article could be blamed for its death.

    Raises:
        ModelError: it dies before it reads anything.
    """
    try:
        pool.submit(work, recipe, ()).result()
    except BrokenProcessPool as error:
        raise ModelError("a process that reads dies while it loads the model; is there enough memory?") from error


def _reading(reader: Reader, document: Document) -> Reading:
    notes: list[Skipped] = []
    lines = tuple(map(to_line, reader.read(document, notes.append)))
    dropped = tuple((each.span.start, each.span.end, each.rule) for each in document.dropped)
    return Reading(document.article.key, lines, notes=tuple(notes), dropped=dropped)


def _done(running: dict[Future[list[Reading]], Sequence[Article]]) -> Iterator[list[Reading]]:
    """What is done of what is running, which is at least one."""
    done, _ = wait(running, return_when=FIRST_COMPLETED)
    for future in done:
        found = future.result()
        del running[future]
        yield found


# -- in the workers ----------------------------------------------------------------------------------------------------


def work(recipe: Recipe, articles: Sequence[Article]) -> list[Reading]:
    """The readings of articles, by the reader that this thread has, or makes and keeps."""
    return read_here(_reader_of(recipe, threading.get_ident()), articles)


@lru_cache(maxsize=8)
def _reader_of(recipe: Recipe, thread: int) -> Reader:
    """A reader takes seconds to make, and is for one thread at a time."""
    return recipe.reader()


def _pool(recipe: Recipe, jobs: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_start, initargs=(recipe,))


def _start(recipe: Recipe) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    work(recipe, ())


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for ever for more to do."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)
