"""The manifest of an output folder: what its files were made of, written when all of them stand in their place."""

from __future__ import annotations

import hashlib
import json
import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

__all__ = ["FILES", "content_id", "is_current", "read_manifest", "write_manifest"]

_NAME = "manifest.json"
FILES = ("graph.ttl", "graph.trig", "graph.nq", "graph.html", "statements.jsonl")


def content_id(digests: Iterable[str], made_with: Mapping[str, str]) -> str:
    """A hash of the articles of a graph and of what it is made with, whatever their order."""
    parts = (*sorted(digests), *(f"{name}={value}" for name, value in sorted(made_with.items())))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a folder; empty where there is none that can be read."""
    try:
        found = json.loads((folder / _NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def is_current(folder: Path, content: str) -> bool:
    """True where the files of a folder are whole, and of this content."""
    manifest = read_manifest(folder)
    if manifest.get("content") != content or not (folder / "store" / "CURRENT").exists():
        return False
    sizes = manifest.get("files", {})
    return all((folder / name).is_file() and (folder / name).stat().st_size == sizes.get(name) for name in FILES)


def write_manifest(folder: Path, content: str, counts: Mapping[str, int]) -> None:
    """Say that the files of a folder are whole."""
    files = {name: (folder / name).stat().st_size for name in FILES}
    text = json.dumps({"content": content, **counts, "files": files}, indent=2) + "\n"
    beside = folder / f".{_NAME}"
    with beside.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(folder / _NAME)
