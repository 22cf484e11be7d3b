"""Where articles come from: files, the files of folders, addresses of the web, standard input."""

from __future__ import annotations

import difflib
import io
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from geokg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["SUFFIXES", "Source", "find_sources"]

#: Suffix of a file name -> format.
SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".xml": "xml",
    ".rss": "xml",
    ".atom": "xml",
    ".json": "json",
    ".csv": "table",
    ".tsv": "table",
    ".tab": "table",
    ".parquet": "parquet",
    ".warc": "warc",
    ".urls": "links",
}
_PACKED = ".gz"


@dataclass(frozen=True, slots=True)
class Source:
    """A file, an address of the web, or else standard input. ``listed`` is False where only its folder was named."""

    name: str
    path: Path | None = None
    listed: bool = True
    url: str | None = None

    @property
    def format(self) -> str | None:
        """The format that the name tells, if any."""
        if self.path is None:
            return None
        packed = self.path.suffix.lower() == _PACKED
        return SUFFIXES.get((Path(self.path.stem) if packed else self.path).suffix.lower())

    def open(self) -> io.BufferedReader:
        """The bytes, to be closed by the caller."""
        if self.path:
            return self.path.open("rb")
        given: BinaryIO = sys.stdin.buffer
        return given if isinstance(given, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", given))


def find_sources(paths: Sequence[str | Path]) -> list[Source]:
    """The sources behind paths in their order, each file once.

    Raises:
        InputError: no path is given, one does not exist, or a folder is empty.
    """
    if not paths:
        raise InputError("no path given; name a file, a folder, or - for standard input")
    sources = [source for path in paths for source in _expand(path)]
    if len(paths) == 1:
        return sources
    distinct = {source.path.resolve() if source.path else source.name: source for source in reversed(sources)}
    return list(distinct.values())[::-1]


def _expand(given: str | Path) -> Iterable[Source]:
    if str(given) == "-":
        return [Source("<stdin>")]
    if str(given).lower().startswith(("http://", "https://")):
        return [Source(str(given), url=str(given))]
    if not str(given).strip():
        raise InputError("a path is empty; name a file, a folder, or - for standard input")
    path = Path(given)
    try:
        if path.is_dir():
            return _in_folder(path)
        if not path.exists():
            raise InputError(f"{path}: no such file or folder{_did_you_mean(path)}")
    except OSError as error:  # a sentence given as a path is too long to be one
        raise InputError(f"{path!s:.60}: cannot be read: {error.strerror or error}") from error
    return [Source(str(path), path)]


def _in_folder(folder: Path) -> list[Source]:
    """Its files at any depth, without hidden ones and without what geokg itself has built there."""
    found = list(_visible(folder))
    if not found:
        raise InputError(f"{folder}: the folder holds no files; articles end in {', '.join(SUFFIXES)}")
    return [Source(str(path), path, listed=False) for path in found]


def _visible(folder: str | Path) -> Iterator[Path]:
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    if {"graph.nq", "statements.jsonl"} <= {entry.name for entry in entries}:
        return
    for entry in entries:
        if not entry.name.startswith("."):
            if entry.is_dir():
                yield from _visible(entry.path)
            elif entry.is_file():
                yield Path(entry.path)


def _did_you_mean(path: Path) -> str:
    """A hint at what stands where the path first goes wrong."""
    missing = next(step for step in (*reversed(path.parents), path) if not step.exists())
    beside = {item.name: item for item in missing.parent.iterdir()} if missing.parent.is_dir() else {}
    near = difflib.get_close_matches(missing.name, beside, n=1)
    return f"; did you mean {beside[near[0]]}?" if near else ""
