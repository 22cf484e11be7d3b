"""How soon a page shows its graph; ``benchmarks/view.py`` prints the numbers, and compares them with pyvis."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geokg.view import render
from tests.view.crowd import crowd
from tests.view.visit import Visit

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

#: A machine that tests other things meanwhile may take that many times as long.
SLACK = 3


@pytest.mark.parametrize(
    ("actors", "statements", "seconds"), [(12, 30, 1.0), (500, 1_500, 1.5), (2_000, 6_000, 3.0), (5_000, 15_000, 6.0)]
)
def test_the_first_frame_comes_soon(
    browser: Browser, tmp_path: Path, actors: int, statements: int, seconds: float
) -> None:
    html = render(crowd(actors, statements))
    visit = Visit(browser, tmp_path / "graph.html", html)
    assert visit.pixels() > 1_000
    assert visit.drawn < SLACK * seconds
    visit.close()
