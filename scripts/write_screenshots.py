"""Writes the pictures of the viewer: ``python scripts/write_screenshots.py [FOLDER]``, into ``docs/images``.

Builds the graph of the seed articles, opens its page in the chromium of the system, and writes each picture with 256
colours. Needs the extras ``docs`` and ``test``, and chromium.
"""

from __future__ import annotations

import io
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.view.visit import ARGS, CHROMIUM, Visit

import geokg

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
#: Bytes that a picture may have.
LARGEST = 200_000


def _nothing(_: Visit) -> None:
    """The page as it opens."""


def _actor(visit: Visit) -> None:
    visit.find("NATO")


def _tab(name: str) -> Callable[[Visit], None]:
    return lambda visit: visit.page.get_by_role("tab", name=name).click()


@dataclass(frozen=True, slots=True)
class Picture:
    """What is done before the picture is taken, and how the browser is set."""

    name: str
    act: Callable[[Visit], None] = _nothing
    how: dict[str, Any] = field(default_factory=dict)


_NARROW = {"viewport": {"width": 390, "height": 844}}
PICTURES = (
    Picture("viewer"),
    Picture("viewer-dark", how={"color_scheme": "dark"}),
    Picture("viewer-evidence", _actor),
    Picture("viewer-narrow", how=_NARROW),
    Picture("viewer-narrow-evidence", _actor, how=_NARROW),
    Picture("viewer-table", _tab("Table")),
    Picture("viewer-timeline", _tab("Timeline")),
    Picture("viewer-map", _tab("Map")),
)


def main() -> None:
    """Take all pictures."""
    from playwright.sync_api import sync_playwright

    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images"
    folder.mkdir(parents=True, exist_ok=True)
    graph = geokg.build(geokg.read_articles(ROOT / "seeds" / "articles"))
    html = graph.to_html()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        for picture in PICTURES:
            data = small(take(browser, html, picture))
            (folder / f"{picture.name}.png").write_bytes(data)
            print(f"{picture.name}.png: {len(data) // 1000} kB")
        browser.close()


def take(browser: Browser, html: str, picture: Picture) -> bytes:
    """The picture as the browser writes it."""
    how = {"viewport": {"width": 1400, "height": 900}} | picture.how
    with tempfile.TemporaryDirectory() as folder:
        visit = Visit(browser, Path(folder) / "graph.html", html, **how)
        picture.act(visit)
        visit.page.wait_for_timeout(800)  # until what moves has come to rest
        data: bytes = visit.page.screenshot()
        visit.close()
    return data


def small(data: bytes) -> bytes:
    """The picture with 256 colours, which text and lines need no more of.

    Raises:
        SystemExit: it is larger than a page of documentation should carry.
    """
    from PIL import Image

    written = io.BytesIO()
    with Image.open(io.BytesIO(data)) as image:
        # Every colour counts, also that of a thin line; then the large areas are set right.
        quantized = image.convert("RGB").quantize(256, method=Image.Quantize.MAXCOVERAGE, kmeans=1)
    quantized.save(written, "PNG", optimize=True)
    if written.tell() > LARGEST:
        raise SystemExit(f"a picture of {written.tell():,} bytes is too large; {LARGEST:,} is the most")
    return written.getvalue()


if __name__ == "__main__":
    main()
