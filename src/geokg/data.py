"""Finds the data folders ``ontology/`` and ``seeds/`` in a checkout and in an installed wheel, and reads TOML there."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from geokg.errors import DataError

__all__ = ["data_path", "read_toml"]

_PACKAGE = Path(__file__).parent


def data_path(name: str) -> Path:
    """The path of a data file or folder such as ``ontology/relations.ttl``.

    A wheel carries the folders inside the package (``geokg/_data``); a checkout has them at its top level.

    Raises:
        DataError: neither holds it.
    """
    for root in (_PACKAGE / "_data", _PACKAGE.parent.parent):
        path = root / name
        if path.exists():
            return path
    raise DataError(f"{name}: not found; the installation is incomplete, reinstall geokg")


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a data file.

    Raises:
        DataError: it cannot be read, or is not TOML; the message names file and line.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"{path}: {error}") from error
