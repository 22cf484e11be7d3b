"""What of a page is shown, asked of the very data that is drawn."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

_DATA = "JSON.parse(document.getElementById('data').textContent)"


def actors(page: Page) -> set[str]:
    """Names of the actors in the DataView that the graph is drawn from."""
    return set(
        page.evaluate(
            f"(() => {{ const {{ actors }} = {_DATA}; return geokg.nodes.getIds().map(id => actors[id].label) }})()"
        )
    )


def lines(page: Page) -> set[tuple[str, str]]:
    """Names of the two ends of each line in the DataView."""
    ends = page.evaluate(
        f"(() => {{ const {{ actors }} = {_DATA};"
        " return geokg.edges.get().map(({ from, to }) => [actors[from].label, actors[to].label]) })()"
    )
    return {(start, end) for start, end in ends}


def address(page: Page) -> str:
    """The state of the page as it stands in its address, without ``#``."""
    found: str = page.evaluate("location.hash.slice(1)")
    return found


def until(page: Page, script: str, seconds: float = 8) -> None:
    """Wait for a script to be true; the policy of the page forbids Playwright's own way of waiting for one."""
    for _ in range(int(seconds * 20)):
        if page.evaluate(script):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never true within {seconds} s: {script}")


def go(page: Page, hash_: str) -> None:
    """Follow a link to another view of the same page."""
    page.evaluate(f"location.hash = {json.dumps(hash_)}")
    page.wait_for_timeout(50)


def click_actor(page: Page, name: str) -> None:
    """Choose an actor by its button in the evidence panel."""
    page.click(f"#panel button:has(bdi:text-is({json.dumps(name)}))")
