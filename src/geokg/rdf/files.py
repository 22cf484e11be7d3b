"""Datasets in files and folders, opened to be checked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Quad, RdfFormat, parse

from geokg.errors import InputError
from geokg.rdf.namespaces import BASE, Names, term
from geokg.rdf.write import ontology_quads
from geokg.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["Dataset", "open_dataset"]

_SYNTAXES = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
    ".nt": RdfFormat.N_TRIPLES,
    ".jsonld": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
}
_CLAIM = re.compile(r"<(.*/)claim/[^/]+>")


@dataclass(frozen=True, slots=True)
class Dataset:
    """A dataset with its quads as they were written, before a store made their literals canonical."""

    store: Store
    quads: Iterable[Quad]


def open_dataset(path: Path) -> Dataset:
    """A file of RDF by its suffix, the output folder of a build, or the folder of a store.

    A file that lacks the vocabulary is read together with that of this version of geokg.

    Raises:
        InputError: the file is of no known format, cannot be read or has a mistake; the message names the line.
        StoreError: the folder holds no graph, or it cannot be read.
    """
    if path.is_dir():
        store = Store.open(path if (path / "CURRENT").exists() else path / "store")
        return Dataset(store, store)
    quads = _read(path)
    return Dataset(Store.in_memory([*quads, *_vocabulary(quads)]), quads)


def _read(path: Path) -> list[Quad]:
    if not path.exists():
        raise InputError(f"{path}: there is no such file or folder")
    if path.suffix not in _SYNTAXES:
        raise InputError(f"{path}: no known format; name a folder, or a file that ends in {', '.join(_SYNTAXES)}")
    try:
        base = path.resolve().as_uri()
        return list(parse(path=str(path), format=_SYNTAXES[path.suffix], base_iri=base))
    except (OSError, SyntaxError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error).splitlines()[0]
        raise InputError(f"{path}: cannot be read: {reason}") from error


def _vocabulary(quads: Iterable[Quad]) -> Iterator[Quad]:
    """The vocabulary where the quads do not define it, and in its graph only if they have named graphs."""
    told = {quad.triple for quad in quads}
    if any(triple.subject == term("geokg:Claim") for triple in told):
        return
    claims = (_CLAIM.fullmatch(str(t.subject)) for t in told if t.object == term("geokg:Claim"))
    base = next((found[1] for found in claims if found), BASE)
    has_graphs = any(not isinstance(quad.graph_name, DefaultGraph) for quad in quads)
    for quad in ontology_quads(Names(base)):
        if quad.triple not in told:
            yield quad if has_graphs else Quad(quad.subject, quad.predicate, quad.object)
