"""The commands that look after the store."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from geokg.cli.printing import note, put, put_table

__all__ = ["run_backup", "run_info", "run_optimize"]


def run_info(output: Path, *, as_json: bool) -> None:
    """Print what the store of an output folder holds."""
    from geokg.inventory import take_inventory

    inventory = asdict(take_inventory(output / "store"))
    if as_json:
        put(json.dumps(inventory, ensure_ascii=False, indent=2) + "\n")
    else:
        put_table(("store", inventory.pop("folder")), [(name, _plain(value)) for name, value in inventory.items()])


def run_optimize(output: Path, *, quiet: bool) -> None:
    """Optimise the store of an output folder."""
    from geokg.store import Store

    Store.optimize(output / "store")
    if not quiet:
        note(f"optimised {output / 'store'}")


def run_backup(output: Path, to: Path | None, *, quiet: bool) -> None:
    """Copy the store of an output folder into another one, which can be asked as that one can."""
    from geokg.store import Store

    place = to or Path(f"{output}-backup")
    Store.backup(output / "store", place / "store")
    if not quiet:
        note(f"copied to {place}; ask it by: geokg query -o {place} 'who warned whom'")


def _plain(value: int | str | tuple[str, ...]) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    return f"{value:,}" if isinstance(value, int) else value
