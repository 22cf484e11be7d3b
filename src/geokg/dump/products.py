"""The products that a graph is dumped for: what files each wants, and the commands that load them."""

from __future__ import annotations

import gzip
import shlex
from typing import TYPE_CHECKING

from geokg.dump.cypher import script
from geokg.dump.property_graph import edges, nodes
from geokg.dump.tables import NEO4J, NEPTUNE, write_tables
from geokg.errors import ConfigError, StoreError
from geokg.rdf.export import nquads

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geokg.graph import Graph

__all__ = ["PRODUCTS", "dump"]

_QLEVERFILE = """\
[data]
NAME         = geokg
DESCRIPTION  = A graph that geokg built
FORMAT       = nq

[index]
INPUT_FILES     = graph.nq.gz
CAT_INPUT_FILES = zcat ${INPUT_FILES}
SETTINGS_JSON   = { "num-triples-per-batch": 1000000 }

[server]
PORT               = 7001
MEMORY_FOR_QUERIES = 2G
TIMEOUT            = 30s

[runtime]
SYSTEM = docker
IMAGE  = docker.io/adfreiburg/qlever:latest
"""


def dump(graph: Graph, product: str, folder: Path) -> str:
    """Write the files for one of :data:`PRODUCTS` into a folder, made where it is missing.

    Returns:
        The lines of shell that load them, with comments on what to fill in.

    Raises:
        ConfigError: no such product.
        StoreError: the folder cannot be written.
    """
    if product not in PRODUCTS:
        raise ConfigError(f"{product}: no product that geokg dumps for; take one of {', '.join(PRODUCTS)}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return PRODUCTS[product](graph, folder.resolve())
    except OSError as error:
        raise StoreError(f"{folder}: cannot be written: {error.strerror or error}") from error


def _for_neo4j(graph: Graph, folder: Path) -> str:
    *things, between = write_tables(nodes(graph), edges(graph), folder, NEO4J)
    with (folder / "graph.cypher").open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(script(nodes(graph), edges(graph)))
    tables = " ".join([*(f"--nodes={_shell(place)}" for place in things), f"--relationships={_shell(between)}"])
    return (
        "# into an empty database, while the server is stopped:\n"
        f"neo4j-admin database import full neo4j --multiline-fields=true {tables}\n"
        "# or into a running one; it may be run again:\n"
        f"cypher-shell -u neo4j -f {_shell(folder / 'graph.cypher')}\n"
    )


def _for_neptune(graph: Graph, folder: Path) -> str:
    quads = _write_quads(graph, folder)
    tables = folder / "opencypher"
    tables.mkdir(exist_ok=True)
    write_tables(nodes(graph), edges(graph), tables, NEPTUNE)
    return (
        "# fill in BUCKET, ENDPOINT, REGION and ROLE (one that Neptune may read the bucket with)\n"
        "# as RDF, to be asked in SPARQL:\n"
        f"aws s3 cp {_shell(quads)} s3://BUCKET/geokg/rdf/\n"
        f"{_neptune_load('rdf', 'nquads')}"
        "# or as a property graph, to be asked in openCypher:\n"
        f"aws s3 cp --recursive {_shell(tables)} s3://BUCKET/geokg/opencypher/\n"
        f"{_neptune_load('opencypher', 'opencypher')}"
    )


def _neptune_load(place: str, form: str) -> str:
    return (
        "curl -X POST -H 'Content-Type: application/json' https://ENDPOINT:8182/loader -d "
        f'\'{{"source": "s3://BUCKET/geokg/{place}/", "format": "{form}", "iamRoleArn": "ROLE", '
        '"region": "REGION", "failOnError": "TRUE"}\'\n'
    )


def _for_virtuoso(graph: Graph, folder: Path) -> str:
    quads = _write_quads(graph, folder)
    facts = graph.store.names.graph("facts").value
    place = str(quads.parent).replace("'", "''")
    load = f"ld_dir('{place}', '{quads.name}', '{facts}'); rdf_loader_run(); checkpoint;"
    return (
        f"# {folder} must be among DirsAllowed in virtuoso.ini; isql is isql-vt on Debian\n"
        f'isql 1111 dba "$VIRTUOSO_PASSWORD" "EXEC={load}"\n'
    )


def _for_jena(graph: Graph, folder: Path) -> str:
    quads = _write_quads(graph, folder)
    database = _shell(folder / "tdb2")
    return (
        f"tdb2.tdbloader --loc={database} {_shell(quads)}\n"
        "# plain triples and claims stand in named graphs; this makes queries see them all:\n"
        f"fuseki-server --loc={database} --set tdb:unionDefaultGraph=true /geokg\n"
    )


def _for_qlever(graph: Graph, folder: Path) -> str:
    _write_quads(graph, folder)
    (folder / "Qleverfile").write_text(_QLEVERFILE, encoding="utf-8")
    return (
        "# the settings stand in Qleverfile; the program is that of `pip install qlever`\n"
        f"cd {_shell(folder)} && qlever index && qlever start\n"
    )


def _write_quads(graph: Graph, folder: Path) -> Path:
    """The whole dataset, compressed without name and clock, so that it is the same at every run."""
    place = folder / "graph.nq.gz"
    place.write_bytes(gzip.compress(nquads(graph.store), mtime=0))
    return place


def _shell(place: Path) -> str:
    return shlex.quote(str(place))


#: Name of a product -> what writes its files into a folder and returns the commands.
PRODUCTS: dict[str, Callable[[Graph, Path], str]] = {
    "neo4j": _for_neo4j,
    "neptune": _for_neptune,
    "virtuoso": _for_virtuoso,
    "jena": _for_jena,
    "qlever": _for_qlever,
}
