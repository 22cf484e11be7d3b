"""The pages in a real browser, which may reach nothing but their server."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from geokg.query import named_questions
from geokg.view import render
from tests.known import FIRST, NORLAND, STATEMENTS, evidence, statement
from tests.serve.site import free_port, serving, site, store_of
from tests.view.visit import ARGS, CHROMIUM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")
ROWS = ".yasr .dataTable tbody tr"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of the known graph, whose base is not the address it is served at."""
    viewer = tmp_path_factory.mktemp("out") / "graph.html"
    viewer.write_text(render(STATEMENTS), encoding="utf-8")
    with serving(site(store_of(), viewer), free_port()) as found:
        yield found


class Visit:
    """A page of a fresh profile, and all that goes wrong on it or leaves for elsewhere."""

    def __init__(self, browser: Browser, address: str, path: str) -> None:
        self.address, self.wrong = address, list[str]()
        self.page: Page = browser.new_context().new_page()
        self.page.on("console", lambda message: self.wrong.append(message.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.context.on("request", lambda request: self._asked(request.url))
        self.page.goto(address + path)

    def _asked(self, url: str) -> None:
        if not url.startswith((self.address, "data:")):
            self.wrong.append(url)

    def ask(self, query: str) -> None:
        self.page.evaluate("query => void yasgui.getTab().setQuery(query)", query)
        self.page.click(".yasqe_queryButton")

    def rows(self) -> list[str]:
        self.page.wait_for_selector(ROWS, timeout=10_000)
        return self.page.locator(ROWS).all_inner_texts()

    def close(self) -> None:
        hacked = self.page.evaluate("typeof window.hacked")
        self.page.context.close()
        assert (self.wrong, hacked) == ([], "undefined")


def test_a_query_runs_and_its_table_shows(browser: Browser, address: str) -> None:
    visit = Visit(browser, address, "sparql")
    visit.page.wait_for_selector("html[data-ready=yes]")
    visit.ask(
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> SELECT ?name { ?who skos:prefLabel ?name FILTER(?name = 'Norland'@en) }"
    )
    assert visit.rows() == ["Norland"]
    visit.close()


def test_every_example_can_be_chosen_and_runs(browser: Browser, address: str) -> None:
    visit = Visit(browser, address, "sparql")
    for name, question in named_questions().items():
        with visit.page.expect_response(lambda response: response.request.method == "POST") as asked:
            visit.page.select_option("#question", name)
        assert asked.value.status == 200, name
        assert visit.page.inner_text("#told") == question.title
    visit.page.select_option("#question", "who-warned-whom")
    visit.page.wait_for_function("document.querySelector('.yasr').innerText.includes('Norland again warned Sudria.')")
    visit.close()


def test_prefixes_are_those_of_the_graph_and_complete_themselves(browser: Browser, address: str) -> None:
    visit = Visit(browser, address, "sparql")
    visit.page.evaluate("void yasgui.getTab().setQuery('')")
    visit.page.click(".CodeMirror")
    visit.page.keyboard.type("SELECT * { actor:")
    value = "yasgui.getTab().getYasqe().getValue()"
    visit.page.wait_for_function(f"{value}.includes('PREFIX actor: <https://w3id.org/geokg/actor/>')")
    names = visit.page.evaluate("Object.keys(yasgui.getTab().getYasqe().autocompleters)")
    assert sorted(names) == ["prefixes", "variables"]
    visit.close()


def test_a_mistake_is_told(browser: Browser, address: str) -> None:
    visit = Visit(browser, address, "sparql")
    visit.ask("SELECT * { ?s ?p ")
    visit.page.wait_for_selector(".yasr .errorResult")
    visit.wrong.clear()  # the browser itself logs the status
    visit.close()


def test_a_shared_link_cannot_ask_another_server(browser: Browser, address: str) -> None:
    query = quote("SELECT (42 AS ?answer) {}")
    visit = Visit(
        browser, address, f"sparql#query={query}&endpoint={quote('http://192.0.2.1/sparql')}&requestMethod=POST"
    )
    assert "42" in visit.rows()[0]
    assert visit.page.evaluate("yasgui.getTab().getEndpoint()") == f"{address}sparql"
    visit.close()


def test_an_iri_in_the_table_leads_to_its_page_here(browser: Browser, address: str) -> None:
    visit = Visit(browser, address, "sparql")
    visit.ask("SELECT ?who { VALUES ?who { <https://w3id.org/geokg/actor/norland> } }")
    with visit.page.context.expect_page() as opened:
        visit.page.click(f"{ROWS} a.iri")
    opened.value.wait_for_load_state()
    assert opened.value.url == f"{address}actor/norland"
    assert opened.value.inner_text("h1") == "Norland"
    visit.close()


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=window.hacked=1>",
        "<script>window.hacked=1</script>",
        "<svg><a href=javascript:window.hacked=1>a</a></svg>",
        "<img src=http://192.0.2.1/pixel.png>",
        "<style>@import 'http://192.0.2.1/a.css'</style>",
    ],
)
def test_hostile_results_do_nothing(browser: Browser, address: str, text: str) -> None:
    visit = Visit(browser, address, "sparql")
    visit.ask(f'SELECT ?text ?link {{ VALUES (?text ?link) {{ ("{text}" <javascript:window.hacked=1>) }} }}')
    assert text in visit.rows()[0]
    for link in visit.page.locator(f"{ROWS} a").all():
        link.click()
    # The browser tells of handlers that the policy stopped even where YASGUI only read them to clean them away.
    visit.wrong = [told for told in visit.wrong if "Content Security Policy" not in told]
    visit.close()


def test_tabs_are_kept_and_their_fields_have_names(browser: Browser, address: str) -> None:
    visit = Visit(browser, address, "sparql")
    visit.page.click(".addTab")
    fields = "[...document.querySelectorAll('.CodeMirror textarea')].map(field => field.ariaLabel)"
    visit.page.wait_for_function(f"String({fields}) === 'SPARQL query,SPARQL query'")
    visit.page.reload()
    visit.page.wait_for_selector("html[data-ready=yes]")
    assert visit.page.evaluate("Object.values(yasgui._tabs).map(tab => tab.getEndpoint())") == [f"{address}sparql"] * 2
    assert "SPARQL query" in visit.page.evaluate(fields)
    visit.close()


def test_from_page_to_page_by_keyboard(browser: Browser, address: str) -> None:
    visit = Visit(browser, address, "actor/norland")
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.textContent") == "Skip to content"
    visit.page.keyboard.press("Enter")
    assert visit.page.evaluate("document.activeElement.id") == "main"
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.closest('main') !== null")
    visit.page.focus(".claims a:has-text('Claim')")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**/claim/*")
    visit.page.focus("dd a[href^='/article/']")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**/article/*")
    visit.page.go_back()
    visit.close()


def test_the_viewer_leads_to_the_editor(browser: Browser, address: str) -> None:
    visit = Visit(browser, address, "")
    visit.page.wait_for_selector("html[data-ready=yes]")
    visit.page.click("header a:has-text('Query')")
    visit.page.wait_for_selector(".yasqe")
    visit.close()


@pytest.mark.parametrize("path", ["actor/norland", "relation/warns", f"article/{FIRST.key}", "sparql"])
@pytest.mark.parametrize("width", [320, 1200])
def test_nothing_is_wider_than_the_window(browser: Browser, address: str, path: str, width: int) -> None:
    visit = Visit(browser, address, path)
    visit.page.set_viewport_size({"width": width, "height": 700})
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
    visit.close()


def test_hostile_articles_do_nothing(browser: Browser) -> None:
    text = "<img src=x onerror=window.hacked=1><script>window.hacked=1</script>"
    article = replace(FIRST, text=f"Norland warned {text}", title=text, url="javascript:window.hacked=1")
    odd = replace(NORLAND, label=text)
    store = store_of([statement(odd, "warns", odd, evidence(article, article.text, "warned"))])
    with serving(site(store, Path("nowhere")), free_port()) as address:
        for path in (f"article/{article.key}", "actor/norland", "relation/warns"):
            visit = Visit(browser, address, path)
            assert text in visit.page.inner_text("main")
            visit.close()
