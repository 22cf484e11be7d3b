"""What shapes the statements of an article beside its text: told apart by parts, so that a change can be named."""

from __future__ import annotations

import hashlib
from importlib.metadata import PackageNotFoundError, entry_points, version
from pathlib import Path
from typing import TYPE_CHECKING

from geokg.data import data_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["changed", "fingerprint"]

_CODE = Path(__file__).parents[1]


def fingerprint(model: str, actors: Sequence[Path], *, plugins: bool) -> dict[str, str]:
    """The parts ``geokg``, ``model``, ``lexicon``, ``ontology``, ``actors`` and ``plugins``, each as a hash or version.

    No model is loaded for it.
    """
    own = sorted(data_path("seeds/actors").iterdir())
    return {
        "geokg": f"{version('geokg')} {_hash(_CODE.rglob('*.py'))}",
        "model": f"{model} {_version(model)}",
        "lexicon": _hash(data_path("ontology/lexicon").iterdir()),
        "ontology": _hash([data_path("ontology/geokg.ttl"), data_path("ontology/relations.ttl")]),
        "actors": _hash([*own, *actors]),
        "plugins": ", ".join(_plugins()) if plugins else "",
    }


def changed(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """The parts that are not as they were.

    >>> changed({"model": "a 1", "lexicon": "x"}, {"model": "a 2", "lexicon": "x"})
    ['model']
    """
    return sorted(part for part in {*before, *now} if before.get(part) != now.get(part))


def _hash(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for path in paths if path.is_file()):
        digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _version(model: str) -> str:
    """The version of a model that is a package; of one in a folder, a hash of what it says of itself."""
    meta = Path(model) / "meta.json"
    if meta.is_file():
        return _hash([meta])
    try:
        return version(model)
    except PackageNotFoundError:
        return "unknown"


def _plugins() -> list[str]:
    found = entry_points(group="geokg.extractors")
    return sorted(f"{point.name} {point.dist.version if point.dist else ''}" for point in found)
