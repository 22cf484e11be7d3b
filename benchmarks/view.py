"""What the viewer costs: its layout, its page and the time to the first frame, beside pyvis as it comes.

    python benchmarks/view.py [--rounds 3] [--patience 120]

Needs chromium and the extra ``test``. For 12, 500, 2,000 and 5,000 actors it prints the seconds that the layout and the
whole page take to make, the size of the file, and the median seconds from the start of the navigation to the first
frame that shows the graph. The 500 actors are also shown by pyvis with its defaults, in the same browser: there the
first frame is the first one in which any pixel of the canvas is not blank, for which it is waited at most that long.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.view.crowd import crowd, ties
from tests.view.visit import ARGS, CHROMIUM, Visit

from geokg.view import render
from geokg.view.layout import place

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from geokg.model import Statement

SIZES = ((12, 30), (500, 1_500), (2_000, 6_000), (5_000, 15_000))
COMPARED = 500
_ANY_PIXEL = """() => {
  const canvas = document.querySelector("#mynetwork canvas");
  if (!canvas?.width) return false;
  const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  for (let place = 3; place < data.length; place += 4) if (data[place] > 0) return true;
  return false;
}"""


def main() -> None:
    """Measure all sizes, then pyvis."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3, help="how often each page is opened")
    parser.add_argument("--patience", type=float, default=120, help="seconds to wait for pyvis at most")
    options = parser.parse_args()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        ours = {actors: measure(browser, Path(folder), crowd(actors, n), options.rounds) for actors, n in SIZES}
        theirs = pyvis(browser, Path(folder), crowd(*SIZES[1]), options.patience)
        browser.close()
    said = f"{theirs:.1f} s" if theirs < options.patience else f"none within {options.patience:.0f} s"
    print(f"pyvis, {COMPARED} actors: first frame {said}; geokg takes {ours[COMPARED] / theirs:.3f} of that")


def measure(browser: Browser, folder: Path, statements: list[Statement], rounds: int) -> float:
    """Print one row; the median of the first frames."""
    ids, pairs = ties(statements)
    started = time.perf_counter()
    place([(40.0, 20.0)] * len(ids), pairs)
    laid = time.perf_counter() - started
    started = time.perf_counter()
    html = render(statements)
    made = time.perf_counter() - started
    drawn = []
    for _ in range(rounds):
        visit = Visit(browser, folder / "graph.html", html)
        drawn.append(visit.drawn)
        visit.close()
    first = statistics.median(drawn)
    print(
        f"{len(ids):>5} actors, {len(statements):>6} statements: layout {laid:.2f} s, page {made:.2f} s, "
        f"{len(html) / 1e6:.1f} MB, first frame {first:.2f} s",
        flush=True,
    )
    return first


def pyvis(browser: Browser, folder: Path, statements: list[Statement], patience: float) -> float:
    """Seconds to the first frame of what pyvis makes with its defaults."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    for statement in statements:
        if statement.object:
            for actor in (statement.subject, statement.object):
                network.add_node(actor.id, label=actor.label)
            network.add_edge(statement.subject.id, statement.object.id)
    path = folder / "pyvis.html"
    path.write_text(network.generate_html(), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.route("http*://**", lambda route: route.abort())  # it asks a CDN for Bootstrap
    started = time.perf_counter()
    page.goto(path.as_uri(), wait_until="commit")
    while (taken := time.perf_counter() - started) < patience and not page.evaluate(_ANY_PIXEL):
        time.sleep(0.1)
    page.close()
    return taken


if __name__ == "__main__":
    main()
