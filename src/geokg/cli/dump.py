"""The command that writes files for the bulk loaders of other products."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geokg.cli.printing import note, put

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["run_dump"]


def run_dump(product: str, source: Path, folder: Path | None, *, quiet: bool) -> None:
    """Write the graph of a folder for a product, and print the commands that load it.

    Raises:
        ConfigError: the product is not known.
        StoreError: there is no graph, or the files cannot be written.
    """
    from geokg.dump import dump
    from geokg.graph import Graph

    place = folder or source / f"dump-{product}"
    commands = dump(Graph.open(source), product, place)
    if not quiet:
        note(f"files for {product} -> {place}")
    put(commands)
