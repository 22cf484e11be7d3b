"""What axe-core says of the page, in both themes and in the states that it can be in."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from geokg.view import render
from tests.view.crowd import crowd
from tests.view.samples import gold_statements
from tests.view.visit import Visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

AXE = Path(os.environ.get("AXE_HOME") or Path.home() / ".cache/geokg-tests/axe") / "node_modules/axe-core/axe.min.js"
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "narrow": {"viewport": {"width": 390, "height": 844}, "has_touch": True},
    "narrow and dark": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
}

pytestmark = pytest.mark.skipif(not AXE.is_file(), reason=f"no axe-core in {AXE}; see .ci/run")


def violations(visit: Visit) -> list[str]:
    """Each rule that is broken, and where."""
    visit.page.evaluate(AXE.read_text(encoding="utf-8"))
    found = visit.page.evaluate("axe.run()")
    assert len(found["passes"]) > 10  # it looked at the page
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found["violations"] for node in rule["nodes"]]


def states(visit: Visit) -> Iterator[str]:
    """The page, brought into one state after the other; both themes and widths have them all."""
    yield "opened"
    visit.page.fill("#search", "a")
    yield "search"
    visit.find("Putin")
    yield "actor"
    visit.page.get_by_role("button", name="Focus").click()
    yield "focus"
    for tab in visit.tabs():
        yield tab
        if tab == "Table":
            visit.page.locator("#table-tab td button").first.click()
            yield "statement"
    visit.page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    yield "unfolded"


@pytest.mark.parametrize("look", LOOKS)
def test_nobody_is_shut_out(browser: Browser, tmp_path: Path, look: str) -> None:
    visit = Visit(browser, tmp_path / "graph.html", render(gold_statements()), **LOOKS[look])
    found = {state: violations(visit) for state in states(visit)}
    assert {state: broken for state, broken in found.items() if broken} == {}
    visit.close()


def test_a_large_graph_shuts_nobody_out_either(browser: Browser, tmp_path: Path) -> None:
    visit = Visit(browser, tmp_path / "graph.html", render(crowd(500, 1_500)))
    assert violations(visit) == []
    visit.close()
