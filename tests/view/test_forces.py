from __future__ import annotations

import math

import numpy as np
import pytest

from geokg.view.forces import apart, evened, ringed, stressed


def lengths(count: int, ties: dict[tuple[int, int], float]) -> np.ndarray:
    """Of the ties, both ways; infinite elsewhere."""
    found = np.full((count, count), math.inf)
    for (a, b), length in ties.items():
        found[a, b] = found[b, a] = length
    return found


@pytest.mark.parametrize(
    "ties",
    [
        {(0, 1): 3.0},
        {(0, 1): 1.0, (1, 2): 1.0, (2, 3): 1.0},
        {(0, 1): 2.0, (1, 2): 2.0, (0, 2): 2.0},
        {(0, 1): 1.0, (1, 2): 5.0, (2, 3): 1.0},
    ],
)
def test_ties_get_the_length_that_they_ask_for(ties: dict[tuple[int, int], float]) -> None:
    points = stressed(lengths(1 + max(map(max, ties)), ties), rounds=300)
    for (a, b), length in ties.items():
        assert math.dist(points[a], points[b]) == pytest.approx(length, rel=0.02)


def test_one_point_alone_stands_in_the_middle() -> None:
    assert stressed(np.array([[math.inf]])).tolist() == [[0, 0]]


def test_a_sunflower_has_the_near_ones_inside() -> None:
    points = ringed(np.array([3.0, 1.0, 2.0, 0.0]))
    assert np.hypot(*points.T).argsort().tolist() == [3, 1, 2, 0]
    assert len({tuple(point) for point in ringed(np.zeros(50))}) == 50


def test_evened_keeps_the_order_from_the_middle_and_the_directions() -> None:
    points = np.array([[1.0, 0.0], [-1.0, 0.0], [0.0, 5.0], [0.0, -5.0]])
    spread = evened(points, 100)
    assert np.hypot(*spread.T).max() == pytest.approx(100)
    assert (np.sign(spread.round(6)) == np.sign(points)).all()


def test_boxes_that_stand_apart_stay_where_they_are() -> None:
    points = np.array([[0.0, 0.0], [100.0, 0.0], [0.0, 50.0]])
    halves = np.full((3, 2), 20.0)
    assert apart(points, halves, 5).tolist() == points.tolist()


def test_boxes_in_one_place_part() -> None:
    points = apart(np.zeros((30, 2)), np.full((30, 2), 10.0), 4)
    near = np.abs(points[:, None] - points[None]) < 24 - 1e-6
    assert (near.all(axis=2) == np.eye(30, dtype=bool)).all()
