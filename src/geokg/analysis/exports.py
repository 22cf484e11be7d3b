"""The graph as the tools of the field read it: GraphML, GEXF, nodes and edges, and tables of event data."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from geokg.analysis.eventdata import GDELT, ICEWS, PLOVER, rows
from geokg.analysis.events import to_events
from geokg.analysis.frames import EDGES, NODES, edges, nodes, to_parquet
from geokg.analysis.table import to_csv
from geokg.errors import ConfigError
from geokg.rdf.literals import canonical

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geokg.analysis.frames import Record
    from geokg.model import Statement

__all__ = ["EXPORTS", "export"]

_TABLES = ("nodes", "edges", "plover", "gdelt", "icews")
EXPORTS = ("graphml", "gexf", *_TABLES)
_GEXF = "http://gexf.net/1.3"
_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_NODE_COLUMNS, _EDGE_COLUMNS = NODES[1:], EDGES[3:]  # the rest are the ids


def export(statements: Sequence[Statement], form: str, *, parquet: bool = False) -> bytes:
    """The statements about two actors in one of :data:`EXPORTS`; the same bytes for the same statements.

    Raises:
        ConfigError: Parquet is asked of a form that is no table, or pyarrow is not installed.
    """
    if form not in _TABLES:
        if parquet:
            raise ConfigError(f"{form} is no table; Parquet is for {', '.join(_TABLES)}")
        return (_gexf if form == "gexf" else _graphml)(nodes(statements), edges(statements))
    columns, records = _table(statements, form)
    if parquet:
        return to_parquet(columns, records)
    return to_csv(columns, ([record[column] for column in columns] for record in records)).encode()


def _table(statements: Sequence[Statement], form: str) -> tuple[Sequence[str], list[Record]]:
    if form == "nodes":
        return NODES, nodes(statements)
    if form == "edges":
        return EDGES, edges(statements)
    columns = {"plover": PLOVER, "gdelt": GDELT, "icews": ICEWS}[form]
    return tuple(columns), rows(to_events(statements), columns)


def _graphml(actors: list[Record], claims: list[Record]) -> bytes:
    root = ElementTree.Element("graphml", xmlns=_GRAPHML)
    for target, columns in (("node", _NODE_COLUMNS), ("edge", _EDGE_COLUMNS)):
        for column in columns:
            attributes = {"id": f"{target}_{column}", "for": target, "attr.name": column, "attr.type": _type(column)}
            ElementTree.SubElement(root, "key", attributes)
    graph = ElementTree.SubElement(root, "graph", edgedefault="directed")
    for actor in actors:
        node = ElementTree.SubElement(graph, "node", id=canonical(str(actor["id"])))
        _data(node, "node", actor, _NODE_COLUMNS)
    for claim in claims:
        ends = {"source": canonical(str(claim["source"])), "target": canonical(str(claim["target"]))}
        edge = ElementTree.SubElement(graph, "edge", ends, id=str(claim["id"]))
        _data(edge, "edge", claim, _EDGE_COLUMNS)
    return _xml(root)


def _data(element: ElementTree.Element, target: str, record: Record, columns: Sequence[str]) -> None:
    for column in columns:
        if record[column] is not None:
            ElementTree.SubElement(element, "data", key=f"{target}_{column}").text = canonical(str(record[column]))


def _gexf(actors: list[Record], claims: list[Record]) -> bytes:
    """GEXF 1.3: an edge is there from the first day that its claim can mean, or that its article came out."""
    root = ElementTree.Element("gexf", xmlns=_GEXF, version="1.3")
    graph = ElementTree.SubElement(root, "graph", mode="dynamic", timeformat="date", defaultedgetype="directed")
    for target, columns in (("node", _NODE_COLUMNS), ("edge", _EDGE_COLUMNS)):
        declared = ElementTree.SubElement(graph, "attributes", {"class": target})
        for column in columns:
            ElementTree.SubElement(declared, "attribute", id=column, title=column, type=_type(column))
    place = ElementTree.SubElement(graph, "nodes")
    for actor in actors:
        labelled = {"id": canonical(str(actor["id"])), "label": canonical(str(actor["label"]))}
        _values(ElementTree.SubElement(place, "node", labelled), actor, _NODE_COLUMNS)
    place = ElementTree.SubElement(graph, "edges")
    for claim in claims:
        named = {name: canonical(str(claim[name])) for name in ("id", "source", "target", "label")}
        times = {name: str(claim[name]) for name in ("start", "end") if claim[name] is not None}
        _values(ElementTree.SubElement(place, "edge", named | times), claim, _EDGE_COLUMNS)
    return _xml(root)


def _values(element: ElementTree.Element, record: Record, columns: Sequence[str]) -> None:
    values = ElementTree.SubElement(element, "attvalues")
    for column in columns:
        if record[column] is not None:
            ElementTree.SubElement(values, "attvalue", {"for": column, "value": canonical(str(record[column]))})


def _type(column: str) -> str:
    return "double" if column in ("intensity", "confidence") else "string"


def _xml(root: ElementTree.Element) -> bytes:
    ElementTree.indent(root)
    out = io.BytesIO()
    ElementTree.ElementTree(root).write(out, encoding="utf-8", xml_declaration=True)
    return out.getvalue() + b"\n"
