"""The page in a real browser, which may not reach anything."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geokg.model import Status
from geokg.relations import load_relations
from geokg.view import render
from tests.view.samples import gold_statements, plain_actor, statement

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from geokg.model import Statement

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
HOSTILE = [
    "<script>window.hacked = 1</script>",
    "</script><script>window.hacked = 1</script>",
    "<img src=x onerror='window.hacked = 1'>",
    "<a href='javascript:window.hacked=1'>href</a>",
    '"><svg/onload=window.hacked=1>',
    "{{ 7 * 7 }} ${window.hacked = 1}",
    "\u202eevil\u2066 \u200f\u202dname",
    "__proto__",
    "N" * 10_000,
    "حكومة السودان",
    "中华人民共和国",
]

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield opened
        opened.close()


class Visit:
    """A page that is open, and what went wrong on it."""

    def __init__(self, browser: Browser, path: Path, statements: list[Statement], **how: object) -> None:
        path.write_text(render(statements, title="geokg"), encoding="utf-8")
        self.wrong: list[str] = []
        self.page: Page = browser.new_page(**({"viewport": {"width": 1280, "height": 800}} | how))
        self.page.on("console", lambda message: self.wrong.append(message.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", self._asked)
        self.page.goto(path.as_uri())
        self.page.wait_for_selector("html[data-ready=yes]", timeout=20_000)

    def _asked(self, request: object) -> None:
        url = request.url  # type: ignore[attr-defined]
        if not url.startswith(("file:", "data:")):
            self.wrong.append(url)

    def find(self, name: str) -> None:
        self.page.fill("#search", name)
        self.page.press("#search", "Enter")

    def panel(self) -> str:
        return self.page.inner_text("#panel")

    def close(self) -> None:
        hacked = self.page.evaluate("typeof window.hacked")
        self.page.close()
        assert (self.wrong, hacked) == ([], "undefined")


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
    browser: Browser, tmp_path: Path, how: dict[str, object]
) -> None:
    visit = Visit(browser, tmp_path / "graph.html", gold_statements(), **how)
    assert "of 380 statements" in visit.page.inner_text("#count")
    visit.find("putin")
    assert "Vladimir Putin" in visit.panel() and "Russian President" in visit.panel()
    visit.close()


def test_a_click_on_an_edge_shows_the_sentence(browser: Browser, tmp_path: Path) -> None:
    text = "It rained. Alba warned Boria on Monday. It dried."
    one = statement(text, quote="Alba warned Boria", url="https://example.org/a")
    visit = Visit(browser, tmp_path / "graph.html", [one])
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
    visit = Visit(browser, tmp_path / "graph.html", statements)
    assert "1 of 3" in visit.page.inner_text("#count")
    visit.page.click("#standings button:has-text('Negated')")
    visit.page.click("#standings button:has-text('Reported')")
    assert "3 of 3" in visit.page.inner_text("#count")
    visit.find("Alba")
    assert "Alba not: attacks Boria" in visit.panel()
    assert "says Carpia" in visit.panel()
    visit.page.click("#standings button:has-text('Facts')")
    assert "2 of 3" in visit.page.inner_text("#count")
    visit.close()


def test_kinds_and_groups_are_switched_in_the_legend(browser: Browser, tmp_path: Path) -> None:
    visit = Visit(browser, tmp_path / "graph.html", gold_statements())
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
    visit = Visit(browser, tmp_path / "graph.html", [replace(statement(), content=content), content])
    visit.find("Alba")
    assert "about: Alba attacks Boria (possible)" in visit.panel()
    visit.close()


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:24].encode("unicode_escape").decode())
def test_hostile_text_stays_text(browser: Browser, tmp_path: Path, text: str) -> None:
    relation = replace(load_relations()["warns"], label=text)
    named = statement(f"Alba warned {text} today.", title=text, source=text, url="javascript:window.hacked=1")
    odd = replace(plain_actor(text), aliases=(text,), wikidata=text)
    told = replace(named, object=odd, relation=relation)
    visit = Visit(browser, tmp_path / "graph.html", [told, replace(told, speaker=odd)])
    visit.page.click("#standings button:has-text('Reported')")
    click_middle(visit.page)
    visit.find("Alba")
    assert visit.page.text_content("#panel .claim .from") == f"{text} · {text} · 2024-04-05"
    assert text in (visit.page.text_content("#panel blockquote") or "")
    assert visit.page.locator("#panel a, #panel img, #panel script").count() == 0
    visit.close()


def test_no_statement_gives_an_empty_page(browser: Browser, tmp_path: Path) -> None:
    visit = Visit(browser, tmp_path / "graph.html", [])
    assert "0 actors" in visit.page.inner_text("#count")
    visit.close()
