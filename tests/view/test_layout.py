from __future__ import annotations

import itertools
import math
import random
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geokg.view.layout import CORE, place
from tests.view.crowd import crowd, ties

BOX = (40.0, 20.0)


def star(size: int) -> dict[tuple[int, int], float]:
    return {(0, other): 1.0 for other in range(1, size)}


def overlaps(spots: list[tuple[int, int]], gap: int = 0) -> int:
    """How many pairs of boxes come nearer than the gap."""
    wide, high = (2 * half + gap for half in BOX)
    pairs = itertools.combinations(spots, 2)
    return sum(abs(ax - bx) < wide and abs(ay - by) < high for (ax, ay), (bx, by) in pairs)


def extent(spots: list[tuple[int, int]]) -> tuple[int, int, int, int]:
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    return min(xs), max(xs), min(ys), max(ys)


def cliques(number: int, size: int) -> dict[tuple[int, int], float]:
    """Communities that all know each other, in a ring of one tie each."""
    inside = {(a, b): 1.0 for c in range(number) for a, b in itertools.combinations(range(c * size, (c + 1) * size), 2)}
    ring = {(c * size, (c + 1) * size): 1.0 for c in range(number - 1)}
    return inside | ring


def test_nothing_to_place() -> None:
    assert place([], {}) == []


@pytest.mark.parametrize("size", [2, 12, 80, CORE + 100])
def test_boxes_keep_their_distance(size: int) -> None:
    assert overlaps(place([BOX] * size, star(size)), gap=13) == 0


@pytest.mark.parametrize(("actors", "statements"), [(12, 30), (150, 400), (600, 1_800)])
def test_no_name_is_written_over_another(actors: int, statements: int) -> None:
    ids, pairs = ties(crowd(actors, statements))
    assert overlaps(place([BOX] * len(ids), pairs), gap=13) == 0


@pytest.mark.parametrize(("number", "size"), [(3, 8), (9, 12), (5, 40)])
def test_communities_stand_on_ground_of_their_own(number: int, size: int) -> None:
    spots = place([BOX] * number * size, cliques(number, size))
    grounds = [extent(spots[start : start + size]) for start in range(0, number * size, size)]
    for (a1, a2, a3, a4), (b1, b2, b3, b4) in itertools.combinations(grounds, 2):
        assert a2 < b1 or b2 < a1 or a4 < b3 or b4 < a3


def test_those_with_ties_stand_nearer_than_others() -> None:
    spots = place([BOX] * 30, {(node, node + 1): 1.0 for node in range(29)})
    steps = [math.dist(a, b) for a, b in itertools.pairwise(spots)]
    assert sum(steps) / len(steps) < math.dist(spots[0], spots[29]) / 3


def test_parts_without_ties_are_packed_not_flung_away() -> None:
    spots = place([BOX] * 130, star(100))
    left, right, top, bottom = extent(spots[:100])
    low, high, above, below = extent(spots)
    assert high - low <= right - left + 4 * BOX[0] and below - above < 1.5 * (bottom - top)


def test_parts_stand_beside_each_other() -> None:
    weights = {(0, 1): 1.0, (1, 2): 1.0, (3, 4): 1.0}
    assert overlaps(place([BOX] * 7, weights)) == 0


@st.composite
def drawings(draw: st.DrawFn) -> tuple[list[tuple[float, float]], dict[tuple[int, int], float]]:
    """Boxes of any size, and ties between some of them."""
    side = st.floats(0, 200)
    boxes = draw(st.lists(st.tuples(side, side), max_size=40))
    node = st.integers(0, max(0, len(boxes) - 1))
    pairs = st.tuples(node, node).filter(lambda pair: pair[0] < pair[1])
    return boxes, draw(st.dictionaries(pairs, st.floats(0.01, 100), max_size=80)) if len(boxes) > 1 else {}


@given(drawings())
@settings(deadline=None, max_examples=60)
def test_whatever_is_drawn_no_box_lies_over_another(drawing: tuple[list[tuple[float, float]], Any]) -> None:
    boxes, weights = drawing
    spots = place(boxes, weights)
    assert spots == place(boxes, weights)
    for (first, a), (second, b) in itertools.combinations(zip(spots, boxes, strict=True), 2):
        assert abs(first[0] - second[0]) >= a[0] + b[0] + 12 or abs(first[1] - second[1]) >= a[1] + b[1] + 12


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


def test_the_largest_page_is_laid_out_in_seconds() -> None:
    ids, pairs = ties(crowd(5_000, 15_000))
    started = time.process_time()
    spots = place([BOX] * len(ids), pairs)
    assert len(set(spots)) == 5_000
    assert time.process_time() - started < 30  # 2 to 4 alone; a busy machine counts waiting threads too
