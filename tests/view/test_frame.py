"""The page in a frame, as a notebook holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geokg.graph import Graph
from geokg.store import Store
from tests.known import ARTICLES, STATEMENTS
from tests.view.crowd import crowd

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

NOTEBOOK = "<!DOCTYPE html><html><head><meta charset=utf-8></head><body><h1>Notebook</h1>{}</body></html>"


def test_a_notebook_shows_the_page_and_keeps_it_apart(browser: Browser, tmp_path: Path) -> None:
    graph = Graph.from_statements(ARTICLES, STATEMENTS)
    (tmp_path / "notebook.html").write_text(NOTEBOOK.format(graph._repr_html_()), encoding="utf-8")
    wrong: list[str] = []
    page = browser.new_page()
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto((tmp_path / "notebook.html").as_uri())
    inside = page.frame_locator("iframe")
    inside.locator("html[data-ready=yes]").wait_for(state="attached", timeout=20_000)
    inside.locator("#search").fill("Norland")
    inside.locator("#search").press("Enter")
    assert "Norland" in inside.locator("#panel").inner_text()
    assert inside.locator("html").evaluate("() => window.origin") == "null"
    # Neither the notebook nor the network can be reached from within.
    tries = """async () => {
      const outcomes = [];
      try { void window.parent.document; outcomes.push("notebook"); } catch { /* as it should be */ }
      try { await fetch("data:,a"); outcomes.push("network"); } catch { /* as it should be */ }
      return outcomes;
    }"""
    assert wrong == []
    assert inside.locator("html").evaluate(tries) == []
    page.close()


def test_more_than_a_page_holds_is_told_instead() -> None:
    told = Graph(Store.in_memory([]), crowd(5_100, 5_100))._repr_html_()
    assert told.startswith("<p>5,100 actors and 5,100 statements are more than one page can hold")
