"""The products that a graph can be loaded into: which addresses each has, told from the one that the user gives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from geokg.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["KINDS", "Kind", "Target", "find_target"]


@dataclass(frozen=True, slots=True)
class Kind:
    """The URL rules of a product. Addresses are what follows the root of a dataset; None is what it lacks.

    Attributes:
        graphs: the SPARQL 1.1 Graph Store Protocol with ``?graph=``; without it graphs are replaced by updates.
        query: queries by the SPARQL 1.1 Protocol.
        update: updates by the SPARQL 1.1 Protocol.
        endings: what users copy behind the root, the longest first.
        takes_gzip: bodies may be sent with ``Content-Encoding: gzip``.
    """

    graphs: str | None
    query: str | None
    update: str | None
    endings: tuple[str, ...] = ()
    takes_gzip: bool = False


_REPOSITORY = Kind("/rdf-graphs/service", "", "/statements", ("/rdf-graphs/service", "/rdf-graphs", "/statements"))

#: Name of a product -> its rules. Fuseki, Oxigraph and Virtuoso are tested, the others follow their manuals.
KINDS = {
    "gsp": Kind("", None, None),
    "fuseki": Kind(
        "/data", "/query", "/update", ("/upload", "/update", "/sparql", "/query", "/data", "/get"), takes_gzip=True
    ),
    "graphdb": _REPOSITORY,
    "rdf4j": _REPOSITORY,
    "virtuoso": Kind(
        "/sparql-graph-crud-auth",
        "/sparql",
        "/sparql-auth",
        ("/sparql-graph-crud-auth", "/sparql-graph-crud", "/sparql-auth", "/sparql"),
    ),
    "blazegraph": Kind(None, "/sparql", "/sparql", ("/sparql",)),
    "stardog": Kind("", "/query", "/update", ("/update", "/query")),
    "qlever": Kind("", "", ""),
    "neptune": Kind("/sparql/gsp/", "/sparql", "/sparql", ("/sparql/gsp", "/sparql")),
    "oxigraph": Kind("/store", "/query", "/update", ("/update", "/store", "/query"), takes_gzip=True),
}

#: What can stand in the address of one product only.
_ADDRESSES = (
    (r"/rdf4j-server/repositories/[^/]+", "rdf4j"),
    (r"/repositories/[^/]+", "graphdb"),
    (r"/(blazegraph|bigdata)(/|$)", "blazegraph"),
    (r"/sparql-(graph-crud|auth)", "virtuoso"),
    (r"\.neptune(-graph)?\.amazonaws\.com(\.cn)?(:|/|$)", "neptune"),
)
#: Header and what it holds in the answers of a product.
_HEADERS = (
    ("Server", "oxigraph", "oxigraph"),
    ("Server", "virtuoso", "virtuoso"),
    ("Server", "fuseki", "fuseki"),
    ("Fuseki-Request-Id", "", "fuseki"),
    ("Server", "graphdb", "graphdb"),
    ("Server", "stardog", "stardog"),
    ("Server", "qlever", "qlever"),
)
_PORTS = {3030: "fuseki", 5820: "stardog", 7001: "qlever", 7878: "oxigraph", 8182: "neptune", 8890: "virtuoso"}


@dataclass(frozen=True, slots=True)
class Target:
    """The addresses of one dataset of a store. ``graphs`` or ``update`` is there, or both."""

    kind: str
    graphs: str | None
    query: str | None
    update: str | None
    takes_gzip: bool = False

    @property
    def url(self) -> str:
        """The address that names the dataset in messages and in the journal."""
        return self.graphs or self.update or ""


def find_target(url: str, kind: str = "auto", *, probe: Callable[[str], Mapping[str, str]] | None = None) -> Target:
    """The addresses of the dataset at ``url``, which holds no password, of a product that is named or recognised.

    ``auto`` goes by the form of the address, then by the headers of one answer of the server (``probe`` gives them
    for an address, in any case of letters), then by the port.

    >>> find_target("http://localhost:3030/news/sparql", "fuseki").graphs
    'http://localhost:3030/news/data'

    Raises:
        ConfigError: the address or the kind cannot be used, or the product is not recognised.
        RemoteError: the server does not answer ``probe``.
    """
    parts = urlsplit(url)
    if parts.query or parts.fragment:
        raise ConfigError(f"{url}: give the address of the dataset alone, without what follows ? or #")
    if kind != "auto" and kind not in KINDS:
        raise ConfigError(f"{kind}: no kind of store that geokg knows; take auto or one of {', '.join(KINDS)}")
    name = _recognise(url, parts.port, probe) if kind == "auto" else kind
    return _target(name, url.rstrip("/"))


def _target(name: str, url: str) -> Target:
    kind = KINDS[name]
    root = url
    for ending in kind.endings:
        root = root.removesuffix(ending)
        if root != url:
            break
    graphs, query, update = (
        None if place is None else root + place for place in (kind.graphs, kind.query, kind.update)
    )
    return Target(name, graphs, query, update, kind.takes_gzip)


def _recognise(url: str, port: int | None, probe: Callable[[str], Mapping[str, str]] | None) -> str:
    for pattern, name in _ADDRESSES:
        if re.search(pattern, url):
            return name
    headers = probe(url) if probe else {}
    for header, content, name in _HEADERS:
        if content in headers.get(header, "").lower() and header in headers:
            return name
    if port in _PORTS:
        return _PORTS[port]
    raise ConfigError(f"{url}: not recognised as any store; say which by --kind, one of {', '.join(KINDS)}")
