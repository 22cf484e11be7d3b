"""GEXF, for graphs that no page can hold: Gephi and its like read it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

__all__ = ["gexf"]

# What XML cannot hold.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DAY = re.compile(r' lastmodifieddate="[^"]*"')


def gexf(graph: nx.MultiDiGraph[str]) -> str:
    """The graph of :meth:`geokg.Graph.to_networkx` as GEXF 1.2, with the same bytes at every run.

    Attributes that are None are left out, and characters that XML cannot hold are replaced.
    """
    import networkx as nx

    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, told in sorted(graph.nodes(data=True)):
        plain.add_node(node, **_attributes(told))
    for subject, other, key, told in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3]):
        plain.add_edge(subject, other, key, id=key, **_attributes(told))
    # networkx writes the day of writing into the file.
    return _DAY.sub("", "\n".join(nx.generate_gexf(plain)), count=1) + "\n"


def _attributes(told: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _FORBIDDEN.sub("\ufffd", value) if isinstance(value, str) else value
        for name, value in told.items()
        if value is not None
    }
