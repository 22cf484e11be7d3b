"""One shard: a file of articles in, N-Quads and a Parquet table of its claims out, a manifest last.

Everything is a function of the shard and of how it is read, so it may be done anywhere, twice, or again after a kill:
the files are the same, and a manifest that fits says that they are whole. Paths may be of any store that fsspec knows.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, cast

from pyoxigraph import RdfFormat, serialize

from geokg.analysis.frames import CLAIMS, claims, to_parquet
from geokg.builds.work import Recipe, read_in_pool, work
from geokg.errors import FetchError
from geokg.gazetteer import load_gazetteer
from geokg.ingest.articles import open_source
from geokg.ingest.opening import Opening
from geokg.ingest.sources import Source
from geokg.jsonl import from_lines
from geokg.rdf.namespaces import BASE
from geokg.rdf.order import in_order
from geokg.rdf.write import data_quads
from geokg.relations import load_relations
from geokg.statements import in_text_order, with_contents

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geokg.builds.ledger import Reading
    from geokg.fetch import Fetched
    from geokg.model import Article, Statement

__all__ = ["Shard", "ShardResult", "process_shard"]

_BATCH = 64


@dataclass(frozen=True, slots=True)
class Shard:
    """A file of articles, the folder for what is made of it, and how it is read; each a path or an fsspec address."""

    path: str
    outdir: str
    recipe: Recipe
    opening: Opening = field(default_factory=Opening)
    base: str = BASE
    floor: float = 0.8

    @property
    def name(self) -> str:
        """The name of the files made: that of the shard, and a hash of its whole path, since names repeat."""
        plain = PurePosixPath(self.path).name.partition(".")[0]
        return f"{plain}-{hashlib.sha256(self.path.encode()).hexdigest()[:8]}"


@dataclass(frozen=True, slots=True)
class ShardResult:
    """What came of a shard; ``problems`` tell what was left out; ``again`` is False where it was there."""

    path: str
    id: str
    articles: int
    statements: int
    quads: int
    problems: tuple[str, ...] = ()
    again: bool = True


def process_shard(shard: Shard, *, apart: bool = False) -> ShardResult:
    """Make the files of a shard, unless they are there already. ``apart`` reads in a process that may die.

    Raises:
        OSError: a path cannot be read or written.
    """
    with _local(shard.path) as path:
        identity = _identity(shard, path)
        if (before := _manifest(shard)) is not None and before.id == identity:
            return before
        articles, problems = _articles(shard, path)
    said, failed = _read(shard, articles, apart=apart)
    lines = _nquads(shard, articles, said)
    _put(shard, "nq.gz", gzip.compress(b"".join(lines), mtime=0))
    _put(shard, "parquet", to_parquet(CLAIMS, claims(said)))
    result = ShardResult(shard.path, identity, len(articles), len(said), len(lines), (*problems, *failed))
    _put(shard, "json", (json.dumps(asdict(result), indent=1) + "\n").encode())
    return result


def _articles(shard: Shard, path: Path) -> tuple[list[Article], list[str]]:
    """The articles of a shard, each key once, and what is left out."""
    kept: dict[str, Article] = {}
    problems = []
    for where, article in open_source(Source(shard.path, path), shard.opening, _no_fetch):
        if isinstance(article, str):
            problems.append(f"{where}: {article}")
        else:
            kept.setdefault(article.key, article)
    return list(kept.values()), problems


def _no_fetch(url: str) -> Fetched:
    raise FetchError("shards hold their articles; fetch links beforehand with `geokg fetch`")


def _read(shard: Shard, articles: Sequence[Article], *, apart: bool) -> tuple[list[Statement], list[str]]:
    relations, known = load_relations(), load_gazetteer(shard.recipe.actors).actors
    by_key = {article.key: article for article in articles}
    said: list[Statement] = []
    failed = []
    for reading in _readings(shard.recipe, articles, apart=apart):
        if reading.problem is not None:
            failed.append(f"{by_key[reading.key].id}: {reading.problem}")
        else:
            said += from_lines(reading.lines, by_key[reading.key], relations, known)
    return in_text_order(with_contents(said)), sorted(failed)


def _readings(recipe: Recipe, articles: Sequence[Article], *, apart: bool) -> Iterator[Reading]:
    waiting = iter(articles)
    if apart:
        for readings in read_in_pool(recipe, waiting, 1):
            yield from readings
        return
    while batch := list(islice(waiting, _BATCH)):
        yield from work(recipe, batch)


def _nquads(shard: Shard, articles: Sequence[Article], said: Sequence[Statement]) -> list[bytes]:
    made = json.loads(shard.recipe.fingerprint())
    run = {"model": made["model"], "min_confidence": str(shard.floor)}
    known = load_gazetteer(shard.recipe.actors)
    lines = io.BytesIO()
    quads = data_quads(articles, said, base=shard.base, run=run, floor=shard.floor, known=known)
    serialize(quads, lines, RdfFormat.N_QUADS)
    lines.seek(0)
    return list(in_order(lines))


def _identity(shard: Shard, path: Path) -> str:
    """A hash of the bytes of a shard and of all that shapes what is made of it."""
    with path.open("rb") as file:
        content = hashlib.file_digest(file, "sha256").hexdigest()
    parts = (content, shard.recipe.fingerprint(), str(shard.opening), shard.base, str(shard.floor))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _manifest(shard: Shard) -> ShardResult | None:
    try:
        with _opened(f"{shard.outdir.rstrip('/')}/{shard.name}.json", "rb") as file:
            told = json.loads(file.read())
        return ShardResult(**{**told, "problems": tuple(told["problems"]), "again": False})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _put(shard: Shard, suffix: str, content: bytes) -> None:
    """Write a file whole: beside its place first, where the store is one of files; others write objects whole."""
    place = f"{shard.outdir.rstrip('/')}/{shard.name}.{suffix}"
    if "://" in place:
        with _opened(place, "wb") as file:
            file.write(content)
        return
    folder = Path(shard.outdir)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".", delete=False) as file:
        file.write(content)
        file.flush()
    Path(file.name).replace(place)


@contextmanager
def _local(path: str) -> Iterator[Path]:
    """The path of a shard on this machine; one that lies elsewhere is brought here for as long as it is needed."""
    if "://" not in path:
        yield Path(path)
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / PurePosixPath(path).name
        with _opened(path, "rb") as file, copy.open("wb") as here:
            shutil.copyfileobj(file, here)
        yield copy


def _opened(path: str, mode: str) -> IO[bytes]:
    if "://" not in path:
        return cast("IO[bytes]", Path(path).open(mode))
    import fsspec

    return fsspec.open(path, mode).open()  # type: ignore[no-any-return]
