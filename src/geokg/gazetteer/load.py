"""Makes the gazetteer of the files in ``seeds/actors`` and of the user's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geokg.data import data_path
from geokg.errors import DataError
from geokg.gazetteer.cache import compiled
from geokg.gazetteer.checks import problems
from geokg.gazetteer.files import read_actor_files
from geokg.gazetteer.known import Gazetteer
from geokg.gazetteer.patterns import lengths_by_first, read_patterns
from geokg.gazetteer.rows import grouped
from geokg.model import Kind
from geokg.names import pieces, spelling_key
from geokg.relations import load_relations

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from geokg.gazetteer.files import ActorFiles
    from geokg.gazetteer.patterns import Patterns
    from geokg.model import Actor

__all__ = ["check_actors", "load_gazetteer", "make_gazetteer"]


def load_gazetteer(paths: Sequence[Path] = ()) -> Gazetteer:
    """The actors that come with geokg, and those of the user's own files (CSV or Turtle), which add or override.

    It is compiled once for the same files (:mod:`geokg.gazetteer.cache`).

    Raises:
        DataError: a file is missing or wrong; the message names file, row and remedy.
    """
    folder = data_path("seeds/actors")
    files = [*sorted(folder.iterdir()), data_path("ontology/relations.ttl"), *paths]
    return compiled(files, lambda: make_gazetteer(paths))


def make_gazetteer(paths: Sequence[Path] = ()) -> Gazetteer:
    """As :func:`load_gazetteer`, but from the files themselves."""
    files = _read(paths)
    if files.problems:
        more = f" ({len(files.problems) - 1} more; `geokg actors --check` lists all)" if files.problems[1:] else ""
        raise DataError(files.problems[0] + more)
    folder = data_path("seeds/actors")
    for line in (folder / "blocking.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            files.names.setdefault(pieces(line), [])
    return _index(files, read_patterns(folder / "patterns.toml"))


def check_actors(paths: Sequence[Path] = ()) -> list[str]:
    """Every mistake in the files that :func:`load_gazetteer` reads, one line each.

    Raises:
        DataError: a file is missing, or cannot be read at all.
    """
    return problems(_read(paths), read_patterns(data_path("seeds/actors/patterns.toml")))


def _read(paths: Sequence[Path]) -> ActorFiles:
    table = load_relations().values()
    relations = frozenset(r.id for r in table if r.family == "HOLDS_OFFICE" and not r.starts)  # not the entry into one
    return read_actor_files([*sorted(data_path("seeds/actors").glob("*.csv")), *paths], relations)


def _index(files: ActorFiles, patterns: Patterns) -> Gazetteer:
    offices = (tenure for tenure in files.tenures if tenure.relation != "memberOf")
    return Gazetteer(
        actors=files.actors,
        names=files.names,
        surnames=files.surnames,
        lengths=lengths_by_first((*files.names, *files.surnames)),
        patterns=patterns,
        tenures=tuple(files.tenures),
        rows=files.rows,
        existed=files.existed,
        contexts=files.contexts,
        spelled=_spelled(files.actors.values(), patterns.spellings),
        countries=_countries(files.actors.values()),
        _offices=grouped(offices, lambda tenure: tenure.subject),
        _holders=grouped(files.tenures, lambda tenure: (tenure.relation, tenure.object)),
    )


def _countries(actors: Iterable[Actor]) -> dict[str, Actor]:
    """ISO code -> the first country of the files that has it (a state comes before those that it absorbed)."""
    found: dict[str, Actor] = {}
    for actor in actors:
        if actor.kind is Kind.COUNTRY and actor.iso3:
            found.setdefault(actor.iso3, actor)
    return found


def _spelled(actors: Iterable[Actor], spellings: Mapping[str, str]) -> dict[tuple[str, ...], str]:
    """The people by what the spellings of their names have in common; nobody where two people share it."""
    found: dict[tuple[str, ...], str] = {}
    for actor in actors:
        if actor.kind is Kind.PERSON:
            for name in (actor.label, *actor.aliases):
                key = spelling_key(name, spellings)
                if len(key) > 1 and found.setdefault(key, actor.id) != actor.id:
                    found[key] = ""
    return found
