"""Where each actor stands: computed once, the same on every run, so that the browser has nothing to move.

From the inside out: the members of a community (Louvain) around their own middle, the communities of a connected part
beside each other, the parts in rows. On each level boxes are pushed apart until none overlaps, so a community keeps
its own ground. Comparing all with all is dear, so of a community only the :data:`CORE` best connected are laid out by
their distances, and the others start in a ring around a neighbour.
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
    Spots = dict[int, tuple[float, float]]

__all__ = ["CORE", "Box", "place"]

#: Half width and half height of what is drawn for an actor, in pixels at full size.
Box = tuple[float, float]
#: Number of actors of one community that are laid out by their distances.
CORE = 250
#: A connected part of fewer actors is one community.
_SMALL = 12
_SEED = 7
_GAP = 14.0
# Between communities and parts.
_MARGIN = 40.0
# How much larger an area is than the boxes in it.
_ROOM = 1.3


def place(boxes: Sequence[Box], weights: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """Whole pixel coordinates of the middle of each box, in their order.

    Boxes stand at least 13 pixels from each other, along x or along y.

    Args:
        boxes: what is to be drawn.
        weights: how strongly two boxes are tied, for pairs of their places; above 0.

    >>> place([(10.0, 10.0)], {})
    [(0, 0)]
    """
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(boxes)))
    graph.add_weighted_edges_from((a, b, weight) for (a, b), weight in sorted(weights.items()))
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    spots = _packed([_part(_ordered(graph, sorted(part)), boxes) for part in parts], boxes)
    return [spots[index] for index in range(len(boxes))]


def _ordered(graph: nx.Graph[int], nodes: Sequence[int]) -> nx.Graph[int]:
    """A copy of a part of a graph; the order of a subgraph view depends on the hash of a set."""
    inside = set(nodes)
    copy = graph.__class__()
    copy.add_nodes_from(nodes)
    copy.add_edges_from((a, b, graph.edges[a, b]) for a in nodes for b in sorted(graph.adj[a]) if a < b and b in inside)
    return copy


# ---- a connected part ------------------------------------------------------------------------------------------------


def _part(graph: nx.Graph[int], boxes: Sequence[Box]) -> Spots:
    """Coordinates of one connected part around its own middle."""
    communities = _communities(graph)
    inner = [_community(_ordered(graph, members), boxes) for members in communities]
    if len(inner) == 1:
        return inner[0]
    home = {node: index for index, members in enumerate(communities) for node in members}
    extents = [_edges(spots, boxes) for spots in inner]
    middles = _middles(
        _between(graph, home), [((right - left) / 2, (low - top) / 2) for left, top, right, low in extents]
    )
    spots: Spots = {}
    for index, members in enumerate(inner):
        (mid_x, mid_y), turned = middles[index], _turned(members, graph, home, middles, index)
        spots |= {node: (x + mid_x, y + mid_y) for node, (x, y) in turned.items()}
    return spots


def _communities(graph: nx.Graph[int]) -> list[list[int]]:
    """The members of each community in their order, the largest community first."""
    import networkx as nx

    if len(graph) < _SMALL:
        return [sorted(graph)]
    found = nx.community.louvain_communities(graph, weight="weight", seed=_SEED)
    # A community need not hold together once its hub went to another one.
    whole = [sorted(piece) for members in found for piece in nx.connected_components(graph.subgraph(members))]
    return sorted(whole, key=lambda members: (-len(members), members))


def _between(graph: nx.Graph[int], home: Mapping[int, int]) -> dict[tuple[int, int], float]:
    """How strongly two communities are tied."""
    ties: dict[tuple[int, int], float] = defaultdict(float)
    for a, b, weight in graph.edges(data="weight"):
        if home[a] != home[b]:
            ties[min(home[a], home[b]), max(home[a], home[b])] += weight
    return ties


def _middles(ties: Mapping[tuple[int, int], float], extents: Sequence[Box]) -> list[tuple[float, float]]:
    """Where the communities stand that fill the extents: those with many ties near each other, none over another."""
    import numpy as np

    from geokg.view.forces import apart, evened, stressed

    count = len(extents)
    strength = np.zeros((count, count))
    for (a, b), weight in ties.items():
        strength[a, b] = strength[b, a] = weight
    usual = strength.sum(axis=1)
    with np.errstate(divide="ignore"):
        lengths = 1 / np.sqrt(strength / np.sqrt(np.outer(usual, usual)))
    halves = np.array(extents)
    points = apart(evened(stressed(lengths), 0.6 * _radius(halves)), halves, _MARGIN)
    return [(float(x), float(y)) for x, y in points]


def _turned(
    spots: Spots, graph: nx.Graph[int], home: Mapping[int, int], middles: Sequence[tuple[float, float]], index: int
) -> Spots:
    """A community mirrored such that its members stand on the side of those that they have to do with."""
    turn = [0.0, 0.0]
    for node, spot in spots.items():
        for other in graph.adj[node]:
            if home[other] != index:
                for axis in (0, 1):
                    turn[axis] += spot[axis] * (middles[home[other]][axis] - middles[index][axis])
    across, down = (-1 if total < 0 else 1 for total in turn)
    return {node: (x * across, y * down) for node, (x, y) in spots.items()}


# ---- a community -----------------------------------------------------------------------------------------------------


def _community(graph: nx.Graph[int], boxes: Sequence[Box]) -> Spots:
    """Coordinates of the members of one community around the middle of their extent."""
    import numpy as np

    from geokg.view.forces import apart, evened, stressed

    nodes = list(graph)
    halves = np.array([boxes[node] for node in nodes])
    core = _core(graph)
    points = evened(stressed(_lengths(graph, core)), _radius(np.array([boxes[node] for node in core])))
    spots = {node: (float(x), float(y)) for node, (x, y) in zip(core, points, strict=True)}
    spots |= _around(graph, spots, [node for node in nodes if node not in spots])
    points = apart(np.array([spots[node] for node in nodes]), halves, _GAP)
    points = points - ((points - halves).min(axis=0) + (points + halves).max(axis=0)) / 2
    return {node: (float(x), float(y)) for node, (x, y) in zip(nodes, points, strict=True)}


def _core(graph: nx.Graph[int]) -> list[int]:
    """The best connected, each met on a way from the best of all that stays among them."""
    if len(graph) <= CORE:
        return sorted(graph)
    first = min(graph, key=lambda node: (-graph.degree(node), node))
    core, edge = {first}, set(graph.adj[first])
    while len(core) < CORE:
        chosen = min(edge, key=lambda node: (-graph.degree(node), node))
        core.add(chosen)
        edge |= set(graph.adj[chosen])
        edge -= core
    return sorted(core)


def _lengths(graph: nx.Graph[int], nodes: Sequence[int]) -> Points:
    import numpy as np

    at = {node: index for index, node in enumerate(nodes)}
    lengths = np.full((len(nodes), len(nodes)), np.inf)
    for a, b, weight in graph.edges(data="weight"):
        if a in at and b in at:
            lengths[at[a], at[b]] = lengths[at[b], at[a]] = 1 / math.sqrt(weight)
    return lengths


def _radius(halves: Points) -> float:
    """Of a disc that has room for the boxes."""
    sides = 2 * halves + _GAP
    return math.sqrt(_ROOM * float((sides[:, 0] * sides[:, 1]).sum()) / math.pi)


def _around(graph: nx.Graph[int], placed: Mapping[int, tuple[float, float]], rest: Sequence[int]) -> Spots:
    """Those left over, in a sunflower around a neighbour (or a neighbour's neighbour) that has a place."""
    import numpy as np

    from geokg.view.forces import ringed

    guests: dict[int, list[int]] = defaultdict(list)
    for node, host in _hosts(graph, placed, rest).items():
        guests[host].append(node)
    spots: Spots = {}
    for host, nodes in guests.items():
        ring = ringed(np.arange(len(nodes) + 4.0))[4:] * 46
        spots |= {
            node: (placed[host][0] + float(x), placed[host][1] + float(y))
            for node, (x, y) in zip(nodes, ring, strict=True)
        }
    return spots


def _hosts(graph: nx.Graph[int], placed: Collection[int], rest: Sequence[int]) -> dict[int, int]:
    """For each actor without a place the nearest one with a place, breadth first."""
    host = {node: node for node in placed}
    waiting = list(rest)
    while waiting:
        found = {
            node: min(host[other] for other in graph.adj[node] if other in host)
            for node in waiting
            if any(other in host for other in graph.adj[node])
        }
        host |= found
        waiting = [node for node in waiting if node not in host]
    return {node: host[node] for node in rest}


# ---- all parts -------------------------------------------------------------------------------------------------------


def _packed(parts: Sequence[Spots], boxes: Sequence[Box]) -> dict[int, tuple[int, int]]:
    """The parts beside each other: the largest first, the small ones in rows below it, as wide as high."""
    spots: dict[int, tuple[int, int]] = {}
    extents = [_edges(part, boxes) for part in parts]
    width = math.sqrt(sum((right - left + _MARGIN) * (low - top + _MARGIN) for left, top, right, low in extents))
    x = y = row = 0.0
    for part, (left, top, right, low) in zip(parts, extents, strict=True):
        if x and x + right - left > max(width, extents[0][2] - extents[0][0]):
            x, y, row = 0.0, y + row + _MARGIN, 0.0
        for node, (px, py) in part.items():
            spots[node] = (round(px - left + x), round(py - top + y))
        x, row = x + right - left + _MARGIN, max(row, low - top)
    return _centred(spots)


def _edges(part: Spots, boxes: Sequence[Box]) -> tuple[float, float, float, float]:
    """Left, top, right and low end of what is drawn."""
    return (
        min(x - boxes[node][0] for node, (x, _) in part.items()),
        min(y - boxes[node][1] for node, (_, y) in part.items()),
        max(x + boxes[node][0] for node, (x, _) in part.items()),
        max(y + boxes[node][1] for node, (_, y) in part.items()),
    )


def _centred(spots: Mapping[int, tuple[int, int]]) -> dict[int, tuple[int, int]]:
    if not spots:
        return {}
    xs, ys = [x for x, _ in spots.values()], [y for _, y in spots.values()]
    mid_x, mid_y = (min(xs) + max(xs)) // 2, (min(ys) + max(ys)) // 2
    return {node: (x - mid_x, y - mid_y) for node, (x, y) in spots.items()}
