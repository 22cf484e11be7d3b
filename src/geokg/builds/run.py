"""One run of a build: opens sources, reads what is new, writes the files where they change."""

from __future__ import annotations

import json
import shutil
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from geokg.builds.cluster import read_on_cluster
from geokg.builds.fingerprint import changed
from geokg.builds.ledger import Ledger, SourceState
from geokg.builds.lock import locked
from geokg.builds.manifest import content_id, is_current, read_manifest, write_manifest
from geokg.builds.twins import retold, twins
from geokg.builds.work import Recipe, read_apart, read_here, read_in_pool
from geokg.errors import StoreError
from geokg.fetch import Fetcher
from geokg.gazetteer import load_gazetteer
from geokg.ingest.articles import open_source, repeat
from geokg.ingest.opening import Opening
from geokg.ingest.sources import find_sources
from geokg.jsonl import from_lines
from geokg.model import Skipped
from geokg.rdf.write import to_quads
from geokg.relations import load_relations
from geokg.save import save
from geokg.statements import in_text_order, with_contents
from geokg.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from geokg.builds.ledger import Reading
    from geokg.config import Settings
    from geokg.gazetteer import Gazetteer
    from geokg.ingest.sources import Source
    from geokg.model import Actor, Article, Statement

__all__ = ["Outcome", "build", "has_ledger", "ledger_of"]

#: Where in the output folder the ledger and the lock are kept.
_PLACE = Path(".geokg")
_LEDGER = _PLACE / "ledger.sqlite"
#: Articles of one transaction.
_BATCH = 64


@dataclass(slots=True)
class Outcome:
    """What a run did. ``changed`` are the parts of geokg that changed, so that all articles were read anew; ``copies``
    of those that were read have the text of another."""

    articles: int = 0
    read: int = 0
    copies: int = 0
    removed: int = 0
    statements: int = 0
    facts: int = 0
    triples: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    written: bool = False


def ledger_of(folder: Path) -> Ledger:
    """The ledger of an output folder.

    Raises:
        StoreError: it cannot be used.
    """
    return Ledger(folder / _LEDGER)


def has_ledger(folder: Path) -> bool:
    """True where something was built in an output folder."""
    return (folder / _LEDGER).exists()


def build(
    paths: Sequence[str | Path],
    settings: Settings,
    *,
    jobs: int = 1,
    keep_removed: bool = False,
    follow: bool = False,
    scheduler: str | None = None,
    on_read: Callable[[], object] = lambda: None,
) -> Outcome:
    """Build the graph of the articles behind paths into the output folder of the settings.

    Only what is new or changed is read. Articles whose source is not among the paths any more are taken out again,
    unless ``keep_removed``. The links of feeds and lists are read with ``follow``. Articles are read by the
    workers of a Dask ``scheduler`` where one is named. ``on_read`` is called for each article that was read.

    Raises:
        InputError: a path is wrong.
        StoreError: the folder cannot be written, or another build is at work there.
    """
    sources, folder = find_sources(paths), settings.output
    with locked(folder, folder / _PLACE), ledger_of(folder) as ledger:
        run = _Run(ledger, settings, jobs, on_read, follow=follow, scheduler=scheduler)
        try:
            if run.open_all(sources, keep_removed=keep_removed):
                run.read_pending()
                run.write()
        except sqlite3.Error as error:
            raise StoreError(f"{folder / _LEDGER}: cannot be written: {error}") from error
        except OSError as error:  # such as a full disk, here or where a library unpacks its model
            raise StoreError(f"{folder}: cannot be built: {error.strerror or error}; run it again") from error
        is_empty = not ledger.counts()["articles"]
    if is_empty:
        _leave(folder)
    return run.outcome


def _leave(folder: Path) -> None:
    """Leave no trace of a build of nothing."""
    shutil.rmtree(folder / _PLACE, ignore_errors=True)
    if not any(folder.iterdir()):
        folder.rmdir()


class _NothingError(Exception):
    """There is no article in any source: what stands shall stay as it is."""


class _Run:
    def __init__(
        self,
        ledger: Ledger,
        settings: Settings,
        jobs: int,
        on_read: Callable[[], object],
        *,
        follow: bool = False,
        scheduler: str | None = None,
    ) -> None:
        self.ledger = ledger
        self.settings = settings
        self.jobs = jobs
        self.follow = follow
        self.scheduler = scheduler
        self.on_read = on_read
        self.outcome = Outcome()
        self.recipe = Recipe(settings.model, settings.actors, settings.plugins)
        self.made_with = self.recipe.fingerprint()
        before = ledger.setting("reader")
        if before and before != self.made_with:
            self.outcome.changed = changed(json.loads(before), json.loads(self.made_with))
        self.order: dict[str, str] = {}

    # -- sources -------------------------------------------------------------------------------------------------------

    def open_all(self, sources: Sequence[Source], *, keep_removed: bool) -> bool:
        """Have the ledger know what the sources hold now, and settle which articles the graph is of.

        False, and the ledger as it was, where there are none.
        """
        try:
            with self.ledger.transaction():
                self._open(sources, keep_removed=keep_removed)
                if not self.order:
                    raise _NothingError
        except _NothingError:
            return False
        return True

    def _open(self, sources: Sequence[Source], *, keep_removed: bool) -> None:
        settings, known, names = self.settings, self.ledger.sources(), [source.name for source in sources]
        opening = Opening(settings.max_bytes, settings.date, dict(settings.columns), self.follow)
        with Fetcher(settings.policy) as fetcher:
            for source in sources:
                state = _state(source, str(opening))
                if state is None or source.url or known.get(source.name) != state:
                    found = open_source(source, opening, fetcher.get, self.ledger.find)
                    self.ledger.opened(source.name, state, found)
        gone = sorted({*known} - {*names})
        if keep_removed:
            names += gone
        else:
            self.ledger.forget(gone)
            self.outcome.removed = self.ledger.sweep()
        self._settle(names)

    def _settle(self, names: Sequence[str]) -> None:
        """The articles in the order of their sources, each once; what is left out is told."""
        retracted = self.ledger.retracted()
        without = {key for name in retracted for key in self.ledger.named(name)}
        for label, key, problem in self.ledger.entries(names):
            if key is None:
                self._skip(label, problem or "")
            elif key in self.order:
                has_url = bool(self.ledger.article(key).url)
                self._skip(label, repeat(self.order[key], has_url=has_url))
            elif key not in without:
                self.order[key] = label

    def _skip(self, where: str, reason: str) -> None:
        self.outcome.skipped.append(Skipped(where, reason))

    # -- reading -------------------------------------------------------------------------------------------------------

    def read_pending(self) -> None:
        """Read what was not read so far.

        Where a run ended while a batch was being read, its articles are read one by one, and where one ended over a
        single article, that is read apart: so it is found out what kills a reader, and a run that was killed loses
        little.
        """
        pending = self.ledger.pending(self.order, self.made_with)
        self.ledger.keep("reader", self.made_with)
        # a plug-in sees more of an article than its text, and may say other things of a twin
        plain = not json.loads(self.made_with)["plugins"]
        copies = twins(self.ledger.article(key) for key, _ in pending) if plain else {}
        others = {key for keys in copies.values() for key in keys}
        for readings in self._readings([each for each in pending if each[0] not in others]):
            both = [*readings, *self._of_twins(readings, copies)]
            self.ledger.finish(both, self.made_with)
            self.outcome.read += len(both)
            self.outcome.copies += len(both) - len(readings)
            for _ in both:
                self.on_read()

    def _of_twins(self, readings: Sequence[Reading], copies: Mapping[str, Sequence[str]]) -> Iterator[Reading]:
        """What was read, told of the articles that have the same text."""
        for reading in readings:
            if others := copies.get(reading.key):
                known, relations = load_gazetteer(self.settings.actors), load_relations()
                of = self.ledger.article(reading.key)
                for key in others:
                    yield retold(reading, of, self.ledger.article(key), relations, known)

    def _readings(self, pending: Sequence[tuple[str, int]]) -> Iterator[list[Reading]]:
        fresh, once, often = ([key for key, tried in pending if min(tried, 2) == times] for times in range(3))
        if often:
            yield from read_apart(self.recipe, map(self.ledger.article, often))
        if self.scheduler is not None:
            yield from read_on_cluster(self.recipe, map(self.ledger.article, fresh), self.scheduler)
            fresh = []
        elif self.jobs > 1 and len(fresh) > _BATCH:
            yield from read_in_pool(self.recipe, map(self.ledger.article, fresh), self.jobs)
            fresh = []
        batches = [[key] for key in once] + [fresh[start : start + _BATCH] for start in range(0, len(fresh), _BATCH)]
        reader = self.recipe.reader() if batches else None
        for keys in batches:
            assert reader is not None
            self.ledger.begin(keys)
            yield read_here(reader, [self.ledger.article(key) for key in keys])

    # -- files ---------------------------------------------------------------------------------------------------------

    def write(self) -> None:
        """Write the files, unless those that stand there are of the same articles."""
        settings, folder = self.settings, self.settings.output
        digests = self.ledger.digests()
        shaped = {"base": settings.base, "min_confidence": str(settings.min_confidence)}
        content = content_id((key + digests[key] for key in self.order), shaped)
        self.outcome.articles = len(self.order)
        if not is_current(folder, content):
            (folder / "manifest.json").unlink(missing_ok=True)
            self._write(content)
            self.outcome.written = True
        manifest = read_manifest(folder)
        for name in ("articles", "statements", "facts", "triples"):
            setattr(self.outcome, name, manifest[name])
        for key, problem in self.ledger.problems():
            if key in self.order:
                self._skip(self.order[key], problem)
        notes = self.ledger.notes()
        self.outcome.skipped += [note for key in self.order for note in notes.get(key, ())]

    def _write(self, content: str) -> None:
        settings, known = self.settings, load_gazetteer(self.settings.actors)
        told = _Told(self.ledger, self.ledger.in_order(self.order), known)
        run = {"model": json.loads(self.made_with)["model"], "min_confidence": str(settings.min_confidence)}
        if plugins := json.loads(self.made_with)["plugins"]:
            run["plugins"] = plugins
        floor = settings.min_confidence
        save(
            to_quads(told.articles(), told, base=settings.base, run=run, floor=floor, known=known),
            told,
            settings.output,
        )
        write_manifest(settings.output, content, self._counts(told.read, told.count))

    def _counts(self, articles: int, statements: int) -> dict[str, int]:
        store = Store.open(self.settings.output / "store")
        facts = sum(1 for _ in store.triples(store.names.graph("facts")))
        return {"articles": articles, "statements": statements, "facts": facts, "triples": len(store)}


class _Told:
    """The statements of a ledger in the order of files, each article's taken from there when its turn comes.

    ``read`` and ``count`` are the numbers of articles and statements when all were gone through.
    """

    def __init__(self, ledger: Ledger, keys: Sequence[str], known: Gazetteer) -> None:
        self._ledger, self._keys, self._known = ledger, keys, known.actors
        self._relations = load_relations()
        self._pool: dict[tuple[object, ...], Actor] = {}
        self.read = self.count = 0

    def articles(self) -> Iterator[Article]:
        """The articles that could be read."""
        for article, _, problem in self._ledger.readings(self._keys):
            if problem is None:
                yield article

    def __iter__(self) -> Iterator[Statement]:
        read = count = 0
        for article, lines, problem in self._ledger.readings(self._keys):
            if problem is None:
                said = from_lines(lines, article, self._relations, self._known, self._pool)
                ordered = in_text_order(with_contents(said))
                read, count = read + 1, count + len(ordered)
                yield from ordered
        self.read, self.count = read, count


def _state(source: Source, opening: str) -> SourceState | None:
    """What tells that a source is as it was; None where nothing does. An address is asked each time."""
    if source.url is not None:
        return SourceState(0, 0, opening)
    if source.path is None:
        return None
    try:
        found = source.path.stat()
    except OSError:
        return None
    return SourceState(found.st_size, found.st_mtime_ns, opening)
