"""The page in a real browser, which may not reach anything."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from geokg.model import Status
from geokg.view import render
from tests.view.samples import gold_statements, statement
from tests.view.visit import Visit

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from geokg.model import Statement


def show(browser: Browser, tmp_path: Path, statements: list[Statement], **how: Any) -> Visit:
    """A page of the statements."""
    return Visit(browser, tmp_path / "graph.html", render(statements), **how)


def click_middle(page: Page) -> None:
    """Click halfway between the two actors of a page that has but two."""
    stage = page.locator("#graph").bounding_box()
    assert stage
    # Their middle stands in the middle of what the legend leaves free.
    legend = page.locator("#legend").bounding_box()
    assert legend
    shift = (legend["width"] + 20) / 2
    page.mouse.click(stage["x"] + stage["width"] / 2 + shift, stage["y"] + stage["height"] / 2 - 4)


@pytest.mark.parametrize("how", [{}, {"color_scheme": "dark"}, {"viewport": {"width": 390, "height": 800}}])
def test_the_seed_articles_open_without_a_word_of_complaint(
    browser: Browser, tmp_path: Path, how: dict[str, Any]
) -> None:
    visit = show(browser, tmp_path, gold_statements(), **how)
    assert "of 380 statements" in visit.page.inner_text("#count")
    visit.find("putin")
    assert "Vladimir Putin" in visit.panel() and "Russian President" in visit.panel()
    visit.close()


def test_a_click_on_an_edge_shows_the_sentence(browser: Browser, tmp_path: Path) -> None:
    text = "It rained. Alba warned Boria on Monday. It dried."
    one = statement(text, quote="Alba warned Boria", url="https://example.org/a")
    visit = show(browser, tmp_path, [one])
    click_middle(visit.page)
    told = visit.panel()
    for words in ("Alba → Boria", "asserted", "Alba warned Boria on Monday.", "A title", "The Paper", "2024-04-05"):
        assert words in told
    assert "It rained" not in told
    assert visit.page.inner_text("#panel mark") == "warned"
    assert visit.page.get_attribute("#panel .from a", "href") == "https://example.org/a"
    visit.page.keyboard.press("Escape")
    assert "Choose an actor" in visit.panel()
    visit.close()


def test_standings_are_switched_by_their_buttons(browser: Browser, tmp_path: Path) -> None:
    statements = [
        statement(),
        statement(relation="attacks", status=Status.NEGATED, speaker="Boria"),
        statement(relation="meets", speaker="Carpia"),
    ]
    visit = show(browser, tmp_path, statements)
    assert "1 of 3" in visit.page.inner_text("#count")
    visit.page.click("#standings button:has-text('Negated')")
    visit.page.click("#standings button:has-text('Reported')")
    assert "3 of 3" in visit.page.inner_text("#count")
    visit.find("Alba")
    assert "Alba not: attacks Boria" in visit.panel()
    assert "says Carpia" in visit.panel()
    visit.page.click("#standings button:has-text('Asserted')")
    assert "2 of 3" in visit.page.inner_text("#count")
    visit.close()


def test_kinds_and_groups_are_switched_in_the_legend(browser: Browser, tmp_path: Path) -> None:
    visit = show(browser, tmp_path, gold_statements())
    before = visit.page.inner_text("#count")
    visit.page.click("#legend button:has-text('Person')")
    without = visit.page.inner_text("#count")
    visit.page.click("#legend button:has-text('acts against')")
    assert len({before, without, visit.page.inner_text("#count")}) == 3
    visit.page.click("#legend button:has-text('acts against')")
    visit.page.click("#legend button:has-text('Person')")
    assert visit.page.inner_text("#count") == before
    visit.close()


def test_content_is_told_with_its_speech_act(browser: Browser, tmp_path: Path) -> None:
    content = statement(relation="attacks", status=Status.POSSIBLE, speaker="Alba")
    visit = show(browser, tmp_path, [replace(statement(), content=content), content])
    visit.find("Alba")
    assert "about: Alba attacks Boria (possible)" in visit.panel()
    visit.close()


def test_no_statement_gives_an_empty_page(browser: Browser, tmp_path: Path) -> None:
    visit = show(browser, tmp_path, [])
    assert "0 actors" in visit.page.inner_text("#count")
    visit.close()
