"""Finds the data folders ``ontology/`` and ``seeds/``, in a checkout or an installed wheel; reads TOML and Turtle."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from geokg.errors import DataError

__all__ = ["Properties", "data_path", "local_name", "read_toml", "read_turtle"]

#: IRI of a subject -> IRI of a predicate -> its values, in the order of the file.
Properties = dict[str, dict[str, list[str]]]

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


def read_turtle(path: Path) -> Properties:
    """What a Turtle file says of each named node; blank nodes and quoted triples are left out.

    Raises:
        DataError: it cannot be read, or is not Turtle; the message names file and line.
    """
    from pyoxigraph import NamedNode, RdfFormat, parse

    properties: Properties = {}
    try:
        for quad in parse(path=str(path), format=RdfFormat.TURTLE, base_iri=path.resolve().as_uri()):
            if isinstance(quad.subject, NamedNode) and not hasattr(quad.object, "subject"):
                values = properties.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, [])
                values.append(quad.object.value)
    except (SyntaxError, OSError) as error:
        raise DataError(f"{path}: cannot be read as Turtle: {error}") from error
    return properties


def local_name(iri: str) -> str:
    """What stands behind the last ``#`` or ``/`` of an IRI.

    >>> local_name("https://w3id.org/geokg/relation/warns")
    'warns'
    """
    return iri.replace("#", "/").rsplit("/", 1)[-1]
