"""Where each actor stands: computed once, the same on every run, so that the browser has nothing to move.

Force-directed within each connected part (networkx, seeded), then actors whose boxes of shape and name overlap are
pushed apart, then the parts are packed in rows. A force layout compares all with all, so beyond :data:`CORE` actors
only the best connected get one and the others stand in a ring around a neighbour.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

__all__ = ["Box", "place"]

#: Half width and half height of what is drawn for an actor, in pixels at full size.
Box = tuple[float, float]
#: Number of actors of one part that are laid out by force.
CORE = 400
_SEED = 7
_GAP = 14.0
# Beside legend and panel, what is left of a screen is little wider than high.
_ASPECT = 1.15
_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


def place(boxes: Sequence[Box], weights: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """Whole pixel coordinates of the middle of each box; ``weights`` says how strongly two boxes are tied.

    >>> place([(10.0, 10.0)], {})
    [(0, 0)]
    """
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(boxes)))
    graph.add_weighted_edges_from((a, b, weight) for (a, b), weight in sorted(weights.items()))
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    spots = _packed([_part(graph.subgraph(sorted(part)), boxes) for part in parts], boxes)
    return [spots[index] for index in range(len(boxes))]


def _part(graph: nx.Graph[int], boxes: Sequence[Box]) -> dict[int, tuple[float, float]]:
    """Coordinates of one connected part around its own middle."""
    import numpy as np

    nodes = sorted(graph)
    core = sorted(sorted(nodes, key=lambda node: (-graph.degree(node), node))[:CORE])
    spots = _by_force(graph, core)
    points = _apart(np.array([spots[node] for node in core]), np.array([boxes[node] for node in core]))
    placed = {node: (float(x), float(y)) for node, (x, y) in zip(core, points, strict=True)}
    return placed | _ringed(graph, placed, [node for node in nodes if node not in placed])


def _by_force(graph: nx.Graph[int], core: Sequence[int]) -> dict[int, tuple[float, float]]:
    import networkx as nx

    if len(core) == 1:
        return {core[0]: (0.0, 0.0)}
    # An ordered copy: the order of a subgraph view depends on the hash of a set.
    ordered: nx.Graph[int] = nx.Graph()
    ordered.add_nodes_from(core)
    inside = set(core)
    ties = [(a, b, float(graph.edges[a, b]["weight"])) for a, b in graph.edges(core) if a in inside and b in inside]
    ordered.add_weighted_edges_from(sorted(ties))
    first = nx.spring_layout(ordered, seed=_SEED, iterations=150, weight="weight", method="force")
    # Weaker far repulsion than a plain spring layout leaves hubs in the middle of their own people.
    last = nx.forceatlas2_layout(ordered, pos=first, max_iter=150, scaling_ratio=3.0, gravity=1.2, seed=_SEED)
    return _evened({node: (float(x), float(y)) for node, (x, y) in last.items()}, 80 * math.sqrt(len(core)))


def _evened(spots: Mapping[int, tuple[float, float]], radius: float) -> dict[int, tuple[float, float]]:
    """Spread over an ellipse: crowds in the middle get room, and the far ones come near."""
    mid_x, mid_y = (sum(spot[axis] for spot in spots.values()) / len(spots) for axis in (0, 1))
    polar = {
        node: (math.hypot(x - mid_x, y - mid_y), math.atan2(y - mid_y, x - mid_x)) for node, (x, y) in spots.items()
    }
    order = {node: rank for rank, node in enumerate(sorted(polar, key=lambda node: (polar[node][0], node)), start=1)}
    farthest = max(distance for distance, _ in polar.values()) or 1.0
    # Halfway between the distance as it is and the one that fills the disc evenly.
    reach = {
        node: radius * (0.35 * polar[node][0] / farthest + 0.65 * math.sqrt(order[node] / len(polar))) for node in polar
    }
    return {
        node: (reach[node] * math.cos(turn) * _ASPECT, reach[node] * math.sin(turn))
        for node, (_, turn) in polar.items()
    }


def _apart(points: Points, halves: Points, rounds: int = 120) -> Points:
    """The points moved as little as needed for no two boxes to overlap (or as far as the rounds allow)."""
    import numpy as np

    count = len(points)
    for _ in range(rounds):
        delta = points[:, None, :] - points[None, :, :]
        reach = halves[:, None, :] + halves[None, :, :] + _GAP
        overlap = reach - np.abs(delta)
        hit = (overlap > 0).all(axis=2) & ~np.eye(count, dtype=bool)
        if not hit.any():
            break
        # Along the axis that needs the shorter way; equal points part by their order.
        flat = overlap[:, :, 0] < overlap[:, :, 1]
        order = np.sign(np.arange(count)[:, None] - np.arange(count)[None, :])
        sign = np.where(delta == 0, order[:, :, None], np.sign(delta))
        push = np.where(hit[:, :, None], sign * overlap * 0.5, 0.0)
        axis = np.stack([flat, ~flat], axis=2)
        points = points + (push * axis).sum(axis=1) * 0.6
    return points


def _ringed(
    graph: nx.Graph[int], placed: Mapping[int, tuple[float, float]], rest: Sequence[int]
) -> dict[int, tuple[float, float]]:
    """Those left over, in a sunflower around a neighbour (or a neighbour's neighbour) that has a place."""
    home = _homes(graph, placed, rest)
    seen: dict[int, int] = defaultdict(int)
    spots = {}
    for node in rest:
        x, y = placed[home[node]]
        turn = seen[home[node]]
        seen[home[node]] += 1
        radius, angle = 46 * math.sqrt(turn + 4), turn * _GOLDEN_ANGLE
        spots[node] = (x + radius * math.cos(angle), y + radius * math.sin(angle))
    return spots


def _homes(graph: nx.Graph[int], placed: Collection[int], rest: Sequence[int]) -> dict[int, int]:
    """For each actor without a place the nearest one with a place, breadth first."""
    home = {node: node for node in placed}
    waiting = list(rest)
    while waiting:
        found = {}
        for node in waiting:
            near = sorted(home[other] for other in graph.adj[node] if other in home)
            if near:
                found[node] = near[0]
        home.update(found)
        waiting = [node for node in waiting if node not in home]
    return home


def _packed(parts: Sequence[Mapping[int, tuple[float, float]]], boxes: Sequence[Box]) -> dict[int, tuple[int, int]]:
    """The parts beside each other: the largest first, the small ones in rows below it."""
    spots: dict[int, tuple[int, int]] = {}
    width = x = y = row = 0.0
    for part in parts:
        left = min(px - boxes[node][0] for node, (px, _) in part.items())
        top = min(py - boxes[node][1] for node, (_, py) in part.items())
        wide = max(px + boxes[node][0] for node, (px, _) in part.items()) - left
        high = max(py + boxes[node][1] for node, (_, py) in part.items()) - top
        width = width or max(wide, 600.0 * math.sqrt(len(parts) / 4))
        if x and x + wide > width:
            x, y, row = 0.0, y + row + 2 * _GAP, 0.0
        for node, (px, py) in part.items():
            spots[node] = (round(px - left + x), round(py - top + y))
        x, row = x + wide + 2 * _GAP, max(row, high)
    return _centred(spots)


def _centred(spots: Mapping[int, tuple[int, int]]) -> dict[int, tuple[int, int]]:
    if not spots:
        return {}
    xs, ys = [x for x, _ in spots.values()], [y for _, y in spots.values()]
    mid_x, mid_y = (min(xs) + max(xs)) // 2, (min(ys) + max(ys)) // 2
    return {node: (x - mid_x, y - mid_y) for node, (x, y) in spots.items()}
