"""Finds the data folders ``ontology/`` and ``seeds/`` in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

from geokg.errors import DataError

__all__ = ["data_path"]

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
