"""The ledger of a build: a SQLite file of what was read, by article and by source.

Articles have a place in it as soon as they are opened, and statements once they were read; both are kept until their
source is gone. ``tried`` counts how often a reader was at work on an article when it died.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from geokg.errors import StoreError
from geokg.ingest.found import Unfetched
from geokg.jsonl import article_from_json, article_to_json
from geokg.model import Skipped, key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from geokg.model import Article

__all__ = ["Ledger", "Reading", "SourceState"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS source (
  name TEXT PRIMARY KEY, size INTEGER, changed INTEGER, opening TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS entry (
  source TEXT NOT NULL, place INTEGER NOT NULL, label TEXT NOT NULL, article TEXT, problem TEXT,
  PRIMARY KEY (source, place)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS article (
  key TEXT PRIMARY KEY, digest TEXT NOT NULL, content TEXT NOT NULL, reader TEXT, lines TEXT, problem TEXT, notes TEXT,
  dropped TEXT, tried INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS entry_article ON entry (article);
CREATE TABLE IF NOT EXISTS retracted (name TEXT PRIMARY KEY);
"""
_VERSION = 2


@dataclass(frozen=True, slots=True)
class SourceState:
    """What a source was like when it was opened: size in bytes, time of change in nanoseconds, and how it was read."""

    size: int
    changed: int
    opening: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading an article: lines of JSON, or the reason why there are none; what plug-ins may not say.

    ``dropped`` are the passages that are no news: start, end, and list of rules.
    """

    key: str
    lines: tuple[str, ...] = ()
    problem: str | None = None
    notes: tuple[Skipped, ...] = ()
    dropped: tuple[tuple[int, int, str], ...] = ()


class Ledger:
    """An open ledger; a context manager that closes it. Each method that changes it is one transaction."""

    def __init__(self, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, isolation_level=None)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=FULL")
            (found,) = self._db.execute("PRAGMA user_version").fetchone()
            if found not in (0, _VERSION):
                raise StoreError(
                    f"{path}: made by another version of geokg; delete it, and all articles are read again"
                )
            self._db.executescript(f"{_SCHEMA} PRAGMA user_version={_VERSION};")
        except (OSError, sqlite3.Error) as error:
            raise StoreError(f"{path}: the ledger cannot be used ({error}); delete it to read all anew") from error

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._db.close()

    # -- settings ------------------------------------------------------------------------------------------------------

    def setting(self, name: str) -> str | None:
        """A value that was kept."""
        row = self._db.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def keep(self, name: str, value: str) -> None:
        """Keep a value."""
        self._db.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))

    # -- sources -------------------------------------------------------------------------------------------------------

    def sources(self) -> dict[str, SourceState]:
        """The sources that were opened, as they were then."""
        rows = self._db.execute("SELECT name, size, changed, opening FROM source")
        return {name: SourceState(size, changed, opening) for name, size, changed, opening in rows}

    def opened(self, source: str, state: SourceState | None, found: Iterable[tuple[str, Article | str]]) -> None:
        """Keep what a source holds: for each entry its label, and an article or the reason why there is none.

        Without ``state`` (standard input) the source counts as new each time, and so does one of which something could
        not be fetched. An address that cannot be fetched now keeps the article that it had.
        """
        with self.transaction():
            waiting, missed = iter(found), False
            first = next(waiting, None)
            if first is not None and self._stays(source, *first):
                missed = True
            else:
                self._db.execute("DELETE FROM entry WHERE source = ?", (source,))
                for place, (label, article) in enumerate(chain([first] if first else [], waiting)):
                    missed |= isinstance(article, Unfetched)
                    self._enter(source, place, label, article)
            if state is not None:
                again = (-1, -1) if missed else (state.size, state.changed)
                row = (source, *again, state.opening)
                self._db.execute("INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?)", row)

    def _stays(self, source: str, label: str, article: Article | str) -> bool:
        """True for an address that is away for now and had an article; says so beside it."""
        if not isinstance(article, Unfetched) or label != source:
            return False
        had = "SELECT 1 FROM entry WHERE source = ? AND article IS NOT NULL"
        if self._db.execute(had, (source,)).fetchone() is None:
            return False
        note = f"{article}; what it was before is kept"
        self._db.execute("INSERT OR REPLACE INTO entry VALUES (?, -1, ?, NULL, ?)", (source, label, note))
        return True

    def _enter(self, source: str, place: int, label: str, article: Article | str) -> None:
        key = problem = None
        if isinstance(article, str):
            problem = str(article)
        else:
            key = article.key
            self._put(article)
        self._db.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?)", (source, place, label, key, problem))

    def find(self, url: str) -> Article | None:
        """The article at an address, if it was opened before."""
        row = self._db.execute("SELECT content FROM article WHERE key = ?", (key_of(url),)).fetchone()
        return article_from_json(json.loads(row[0])) if row else None

    def forget(self, sources: Iterable[str]) -> None:
        """Forget sources; their articles go with :meth:`sweep`."""
        rows = [(name,) for name in sources]
        with self.transaction():
            self._db.executemany("DELETE FROM entry WHERE source = ?", rows)
            self._db.executemany("DELETE FROM source WHERE name = ?", rows)

    def sweep(self) -> int:
        """Delete the articles that no source holds; returns how many there were."""
        with self.transaction():
            done = self._db.execute(
                "DELETE FROM article WHERE key NOT IN (SELECT article FROM entry WHERE article IS NOT NULL)"
            )
        return done.rowcount

    def entries(self, sources: Sequence[str]) -> Iterator[tuple[str, str | None, str | None]]:
        """Of each entry of the sources, in their order: label, key of its article, reason why there is none."""
        for source in sources:
            yield from self._db.execute(
                "SELECT label, article, problem FROM entry WHERE source = ? ORDER BY place", (source,)
            )

    def _put(self, article: Article) -> None:
        content = json.dumps(article_to_json(article), sort_keys=True)
        self._db.execute(
            "INSERT INTO article (key, digest, content) VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET "
            "digest = excluded.digest, content = excluded.content, reader = NULL, lines = NULL, problem = NULL, "
            "tried = 0 WHERE digest <> excluded.digest",
            (article.key, _digest(content), content),
        )

    # -- readings ------------------------------------------------------------------------------------------------------

    def pending(self, keys: Iterable[str], reader: str) -> list[tuple[str, int]]:
        """Those of the articles that this reader has not read, with how often one died on them."""
        rows = self._db.execute("SELECT key, tried FROM article WHERE reader IS NULL OR reader <> ?", (reader,))
        waiting = dict(rows.fetchall())
        return [(key, waiting[key]) for key in keys if key in waiting]

    def article(self, key: str) -> Article:
        """An article."""
        (content,) = self._db.execute("SELECT content FROM article WHERE key = ?", (key,)).fetchone()
        return article_from_json(json.loads(content))

    def begin(self, keys: Iterable[str]) -> None:
        """Note that a reader sets to work on articles: should it die, they are suspected."""
        with self.transaction():
            self._db.executemany("UPDATE article SET tried = tried + 1 WHERE key = ?", [(key,) for key in keys])

    def finish(self, readings: Iterable[Reading], reader: str) -> None:
        """Keep what came of it."""
        rows = [
            (reader, "\n".join(each.lines), each.problem, _notes(each.notes), json.dumps(each.dropped), each.key)
            for each in readings
        ]
        with self.transaction():
            self._db.executemany(
                "UPDATE article SET reader = ?, lines = ?, problem = ?, notes = ?, dropped = ?, tried = 0"
                " WHERE key = ?",
                rows,
            )

    def readings(self, keys: Iterable[str]) -> Iterator[tuple[Article, list[str], str | None]]:
        """The articles with their lines, and the reason where there are none."""
        for key in keys:
            row = self._db.execute("SELECT content, lines, problem FROM article WHERE key = ?", (key,)).fetchone()
            content, lines, problem = row
            yield article_from_json(json.loads(content)), lines.split("\n") if lines else [], problem

    def in_order(self, keys: Iterable[str]) -> list[str]:
        """Keys by the day of their articles, undated ones last, then by key."""
        rows = self._db.execute("SELECT key, ifnull(json_extract(content, '$.published'), '9999-12-31') FROM article")
        days = dict(rows.fetchall())
        return sorted(keys, key=lambda key: (days[key], key))

    def counts(self) -> dict[str, int]:
        """How many sources, articles, unread articles and problems there are."""
        tables = {
            "sources": "source",
            "articles": "article",
            "unread": "article WHERE reader IS NULL",
            "problems": "article WHERE problem IS NOT NULL",
        }
        return {name: self._db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for name, table in tables.items()}

    def problems(self) -> list[tuple[str, str]]:
        """The articles that could not be read, and why."""
        return self._db.execute("SELECT key, problem FROM article WHERE problem IS NOT NULL ORDER BY key").fetchall()

    def notes(self) -> dict[str, list[Skipped]]:
        """What plug-ins said of articles and may not, by key."""
        rows = self._db.execute("SELECT key, notes FROM article WHERE notes IS NOT NULL")
        return {key: [Skipped(*each) for each in json.loads(notes)] for key, notes in rows}

    def dropped(self) -> Iterator[tuple[Article, int, int, str]]:
        """The passages of articles that are no news: article, start, end, and the list of rules that says so."""
        rows = self._db.execute("SELECT content, dropped FROM article WHERE length(dropped) > 2 ORDER BY key")
        for content, dropped in rows:
            article = article_from_json(json.loads(content))
            yield from ((article, *each) for each in json.loads(dropped))

    def digests(self) -> dict[str, str]:
        """A hash of each article with what its reader said of it."""
        rows = self._db.execute("SELECT key, digest || ifnull(reader, '') || ifnull(problem, '') FROM article")
        return dict(rows.fetchall())

    # -- retraction ----------------------------------------------------------------------------------------------------

    def retract(self, name: str) -> None:
        """Leave out, from now on, the article, source or outlet of this name."""
        self._db.execute("INSERT OR IGNORE INTO retracted VALUES (?)", (name,))

    def restore(self, name: str) -> bool:
        """Take back a retraction; False where there was none."""
        return bool(self._db.execute("DELETE FROM retracted WHERE name = ?", (name,)).rowcount)

    def retracted(self) -> frozenset[str]:
        """The names that are left out."""
        return frozenset(name for (name,) in self._db.execute("SELECT name FROM retracted"))

    def named(self, name: str) -> list[str]:
        """The keys of the articles of that id, key, source or outlet."""
        rows = self._db.execute(
            "SELECT DISTINCT key FROM article LEFT JOIN entry ON article = key WHERE key = :name OR source = :name "
            "OR json_extract(content, '$.id') = :name OR json_extract(content, '$.source') = :name",
            {"name": name},
        )
        return sorted(key for (key,) in rows)

    def transaction(self) -> _Transaction:
        """All or nothing of what is done within; one within another belongs to it."""
        return _Transaction(self._db)


class _Transaction:
    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._is_outer = not db.in_transaction

    def __enter__(self) -> None:
        if self._is_outer:
            self._db.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: Any) -> None:
        if self._is_outer:
            self._db.execute("COMMIT" if kind is None else "ROLLBACK")


def _notes(notes: Sequence[Skipped]) -> str | None:
    return json.dumps([(note.where, note.reason) for note in notes]) if notes else None


def _digest(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()[:16]
