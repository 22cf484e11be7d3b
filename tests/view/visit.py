"""A page in a real browser, and what goes wrong on it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
#: Milliseconds from the start of the navigation to the frame that shows the graph.
_DRAWN = """() => new Promise((done) => {
  const later = (then) => requestAnimationFrame(() => requestAnimationFrame(then));
  const look = () => document.documentElement.dataset.ready === "yes"
    ? later(() => done(performance.now())) : setTimeout(look, 5);
  look();
})"""
_PIXELS = """() => {
  const canvas = document.querySelector("#graph canvas");
  const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  let drawn = 0;
  for (let place = 3; place < data.length; place += 4) drawn += data[place] > 0;
  return drawn;
}"""


class Visit:
    """A page that is open. ``close`` fails where it complained, asked for something or ran what is no script of it."""

    def __init__(self, browser: Browser, path: Path, html: str, **how: Any) -> None:
        path.write_text(html, encoding="utf-8")
        self.wrong: list[str] = []
        self.page: Page = browser.new_page(**({"viewport": {"width": 1280, "height": 800}} | how))
        self.page.on("console", lambda message: self.wrong.append(message.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("dialog", lambda dialog: self.wrong.append(dialog.message))
        self.page.on("request", lambda request: self._asked(request.url))
        self.page.goto(path.as_uri(), wait_until="commit")
        self.drawn: float = self.page.evaluate(_DRAWN) / 1000

    def _asked(self, url: str) -> None:
        if not url.startswith(("file:", "data:", "blob:")):
            self.wrong.append(url)

    def pixels(self) -> int:
        """How many pixels of the canvas are not blank."""
        drawn: int = self.page.evaluate(_PIXELS)
        return drawn

    def find(self, name: str) -> None:
        """Choose an actor by the search field."""
        self.page.fill("#search", name)
        self.page.press("#search", "Enter")

    def panel(self) -> str:
        """What the evidence panel says."""
        return self.page.inner_text("#panel")

    def tabs(self) -> Iterator[str]:
        """Open each tab of the page in turn; the first one again at the end."""
        tabs = self.page.get_by_role("tab")
        for place in [*range(tabs.count()), 0][: tabs.count() + 1 if tabs.count() else 0]:
            tabs.nth(place).click()
            yield tabs.nth(place).inner_text()

    def close(self) -> None:
        """Leave, and tell what went wrong."""
        hacked = self.page.evaluate("typeof window.hacked")
        self.page.close()
        assert (self.wrong, hacked) == ([], "undefined"), (self.wrong, hacked)
