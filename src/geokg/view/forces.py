"""Arithmetic of a drawing: points at given distances, spread over an area, and boxes that stand clear of each other.

All functions are pure, need no randomness and take arrays of shape (n, 2) in pixels.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Points = NDArray[np.float64]
    Places = NDArray[np.intp]

__all__ = ["apart", "evened", "ringed", "stressed"]

_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


def stressed(lengths: Points, rounds: int = 50) -> Points:
    """Points that are as far from each other as the shortest ways along the ties between them.

    Args:
        lengths: how long each tie is, of shape (n, n), symmetric, infinite where there is none; ties connect all.
        rounds: of majorisation.

    Notes:
        Gansner, Koren and North, "Graph Drawing by Stress Majorization", 2004.
    """
    count = len(lengths)
    if count == 1:
        return np.zeros((1, 2))
    far = _shortest(lengths)
    points = ringed(far[_middle(far)])
    away = ~np.eye(count, dtype=bool)
    pull = np.divide(1.0, far**2, out=np.zeros_like(far), where=away)
    # Exact where all pull alike, and near enough to come to rest where they do not.
    share = pull.sum(axis=1)[:, None] * count / (count - 1)
    for _ in range(rounds):
        delta = points[:, None, :] - points[None, :, :]
        between = np.hypot(delta[..., 0], delta[..., 1])
        # Each goes to the mean of where all others want it. (The threads of a matrix product cost more than they save.)
        wanted = pull - np.divide(pull * far, between, out=np.zeros_like(far), where=between > 1e-9)
        step = np.einsum("ij,jk->ik", wanted, points) - wanted.sum(axis=1)[:, None] * points
        points = points + step / share
    return points


def ringed(far: NDArray[np.float64]) -> Points:
    """A sunflower: the nearer its distance from the middle, the further inside a point stands."""
    rank = np.empty(len(far))
    rank[np.argsort(far, kind="stable")] = np.arange(len(far))
    turn = rank * _GOLDEN_ANGLE
    return np.stack([np.cos(turn), np.sin(turn)], axis=1) * np.sqrt(rank)[:, None]


def evened(points: Points, radius: float) -> Points:
    """The points spread over a disc: crowds in the middle get room, and the far ones come near."""
    delta = points - points.mean(axis=0)
    distance = np.hypot(delta[:, 0], delta[:, 1])
    rank = np.empty(len(points))
    rank[np.argsort(distance, kind="stable")] = np.arange(1, len(points) + 1)
    # Halfway between the distance as it is and the one that fills the disc evenly.
    reach = radius * (0.35 * distance / (distance.max() or 1.0) + 0.65 * np.sqrt(rank / len(points)))
    turn = np.arctan2(delta[:, 1], delta[:, 0])
    return np.stack([reach * np.cos(turn), reach * np.sin(turn)], axis=1)


def apart(points: Points, halves: Points, gap: float) -> Points:
    """The points moved about as little as needed for no two boxes to come nearer than the gap.

    Args:
        points: the middle of each box.
        halves: half width and half height of each box.
        gap: free space between two boxes, along x or along y.
    """
    points = points.copy()
    for turn in range(10_000):
        first, second, overlap, sign = _hits(points, halves, gap)
        if not len(first):
            break
        # Along the axis that needs the shorter way.
        axis = (overlap[:, 0] >= overlap[:, 1]).astype(np.intp)
        row = np.arange(len(first))
        push = sign[row, axis] * (overlap[row, axis] * 0.4 + 0.05)
        np.add.at(points, (first, axis), push)
        np.add.at(points, (second, axis), -push)
        if turn % 20 == 19:
            points *= 1.02  # a crowd that cannot part gets room, so that this ends
    return points


def _hits(points: Points, halves: Points, gap: float) -> tuple[Places, Places, Points, Points]:
    """Pairs of boxes that come too near, by how much along each axis, and the side the first is on."""
    order = np.argsort(points[:, 0], kind="stable")
    x = points[order, 0]
    # Whoever overlaps comes soon after in the order from left to right.
    last = np.searchsorted(x, x + halves[order, 0] + halves[:, 0].max() + gap, side="left")
    runs = last - np.arange(len(x)) - 1
    start = np.repeat(np.arange(len(x)), runs)
    step = np.arange(len(start)) - np.repeat(np.cumsum(runs) - runs, runs) + 1
    first, second = order[start], order[start + step]
    delta = points[first] - points[second]
    overlap = halves[first] + halves[second] + gap - np.abs(delta)
    hit = (overlap > 0).all(axis=1)
    first, second, delta = first[hit], second[hit], delta[hit]
    # Equal points part by their order.
    sign = np.where(delta == 0, np.sign(first - second)[:, None], np.sign(delta))
    return first, second, overlap[hit], sign


def _shortest(lengths: Points) -> Points:
    far = lengths.copy()
    np.fill_diagonal(far, 0.0)
    for middle in range(len(far)):
        np.minimum(far, far[:, middle, None] + far[None, middle, :], out=far)
    return far


def _middle(far: Points) -> int:
    return int(np.argmin(far.sum(axis=1)))
