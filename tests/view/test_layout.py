from __future__ import annotations

import itertools
import random

import pytest

from geokg.view.layout import CORE, place

BOX = (40.0, 20.0)


def star(size: int) -> dict[tuple[int, int], float]:
    return {(0, other): 1.0 for other in range(1, size)}


def overlaps(spots: list[tuple[int, int]]) -> int:
    pairs = itertools.combinations(spots, 2)
    return sum(abs(ax - bx) < 2 * BOX[0] and abs(ay - by) < 2 * BOX[1] for (ax, ay), (bx, by) in pairs)


def test_nothing_to_place() -> None:
    assert place([], {}) == []


@pytest.mark.parametrize("size", [2, 12, 80])
def test_boxes_do_not_overlap(size: int) -> None:
    assert overlaps(place([BOX] * size, star(size))) == 0


def test_parts_stand_beside_each_other() -> None:
    weights = {(0, 1): 1.0, (1, 2): 1.0, (3, 4): 1.0}
    assert overlaps(place([BOX] * 7, weights)) == 0


def test_the_order_of_the_ties_changes_nothing() -> None:
    rng = random.Random(1)
    weights = {(a, b): 1.0 for a in range(60) for b in range(a + 1, 60) if rng.random() < 0.08}
    shuffled = dict(sorted(weights.items(), key=lambda item: (item[0][1], -item[0][0])))
    assert place([BOX] * 60, weights) == place([BOX] * 60, shuffled)


def test_beyond_the_core_everybody_has_an_own_place() -> None:
    size = CORE + 150
    chain = {(node, node + 1): 1.0 for node in range(0, size - 1)}
    spots = place([BOX] * size, star(size // 2) | chain)
    assert len(spots) == len(set(spots)) == size
