"""What a store holds, counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geokg.store import Store

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Inventory", "take_inventory"]

_COUNTS = {
    "articles": "?article a geokg:Article",
    "claims": "?claim a geokg:Claim",
    "facts": "GRAPH {facts} {{ ?subject ?relation ?object }}",
    "actors": "GRAPH {actors} {{ ?actor skos:prefLabel ?label }}",
}
_SETTINGS = "SELECT DISTINCT ?setting WHERE { ?run geokg:setting ?setting } ORDER BY ?setting"


@dataclass(frozen=True, slots=True)
class Inventory:
    """Numbers of a store: ``size`` in bytes on disk; ``run`` are the settings of the runs that made it."""

    folder: str
    base: str
    quads: int
    graphs: int
    articles: int
    claims: int
    facts: int
    actors: int
    size: int
    run: tuple[str, ...]


def take_inventory(folder: Path) -> Inventory:
    """Count what the store in a folder holds.

    Raises:
        StoreError: there is none, or it cannot be read.
    """
    store = Store.open(folder)
    graphs = {name: str(store.names.graph(name)) for name in ("facts", "actors")}
    counts = {name: _count(store, pattern.format(**graphs)) for name, pattern in _COUNTS.items()}
    settings: Any = store.query(_SETTINGS, prefixes=store.names.prefixes)
    run = tuple(setting.value for (setting,) in settings)
    size = sum(file.stat().st_size for file in folder.iterdir())
    return Inventory(
        str(folder), store.names.base, len(store), sum(1 for _ in store.graphs()), size=size, run=run, **counts
    )


def _count(store: Store, pattern: str) -> int:
    ((number,),) = store.query(f"SELECT (COUNT(*) AS ?number) {{ {pattern} }}", prefixes=store.names.prefixes)  # type: ignore[misc]
    return int(number.value)
