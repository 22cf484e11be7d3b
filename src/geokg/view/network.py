"""The picture as pyvis data: an actor a node with its place, a bundle of statements an edge, physics off."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any

from geokg.view.layout import place
from geokg.view.style import load_style

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Row = dict[str, Any]

__all__ = ["drawing"]

# An edge that is shown from the start pulls more than one that is not.
_PULL = {True: 1.0, False: 0.3}
_OPTIONS: Row = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 7},
    "nodes": {"shape": "custom", "labelHighlightBold": False},
    "edges": {
        "smooth": False,
        "selectionWidth": 1.5,
        "hoverWidth": 1,
        "arrowStrikethrough": False,
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.55}},
        "color": {"inherit": False},
    },
    "interaction": {
        "hover": True,
        "multiselect": False,
        "selectConnectedEdges": False,
        "keyboard": {"enabled": True, "bindToWindow": False},
        "zoomSpeed": 0.8,
    },
}


def drawing(contract: Mapping[str, Sequence[Row]]) -> Row:
    """``nodes``, ``edges`` and ``options`` as pyvis hands them to vis-network; ids are places in the contract."""
    from pyvis.network import Network

    actors, bundles = contract["actors"], contract["bundles"]
    importance = _importance(contract)
    sizes = [round(9 + 3.2 * math.sqrt(importance[index]), 1) for index in range(len(actors))]
    spots = place([_box(row["label"], size) for row, size in zip(actors, sizes, strict=True)], _weights(bundles))
    network = Network(directed=True)
    network.options = _OPTIONS
    for index, row in enumerate(actors):
        x, y = spots[index]
        network.add_node(
            index, label=row["label"], shape="custom", x=x, y=y, size=sizes[index], kind=row["kind"],
            rank=importance[index],
        )  # fmt: skip
    for index, row in enumerate(bundles):
        network.add_edge(row["from"], row["to"], id=index, arrows="to" if row["arrow"] else "")
    return {"nodes": network.nodes, "edges": network.edges, "options": _OPTIONS}


def _importance(contract: Mapping[str, Sequence[Row]]) -> Counter[int]:
    """Number of other actors that each one has to do with."""
    pairs = {frozenset((row["from"], row["to"])) for row in contract["bundles"]}
    return Counter(actor for pair in pairs for actor in pair)


def _weights(bundles: Sequence[Row]) -> dict[tuple[int, int], float]:
    weights: dict[tuple[int, int], float] = {}
    for row in bundles:
        pair = (min(row["from"], row["to"]), max(row["from"], row["to"]))
        weights[pair] = max(weights.get(pair, 0.0), _PULL[load_style().standings[row["standing"]]["shown"]])
    return weights


def _box(label: str, size: float) -> tuple[float, float]:
    """Half the room that a shape and its name below it take, in pixels; long names are cut on the canvas."""
    return max(size, 3.4 * min(len(label), 22)), size + 9
