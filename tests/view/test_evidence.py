"""The evidence panel: what it tells, what can be copied from it, and that it agrees with the dataset."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph
import pytest

from geokg.model import Span
from geokg.rdf.write import to_quads
from geokg.store import Store
from geokg.view import read_background, render
from tests.known import ARTICLES, JOINS, LEAVING, NORLAND, STATEMENTS, SUDRIA, WARNS
from tests.view.samples import statement
from tests.view.seen import click_actor, go, until
from tests.view.visit import Visit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from geokg.model import Statement

BASE = "https://example.org/kg/"
VIA = replace(JOINS, via=(NORLAND, SUDRIA))
TOLD = [*(VIA if told is JOINS else told for told in STATEMENTS), LEAVING]
STANDINGS = "standings=fact&standings=reported&standings=open&standings=negated"


@pytest.fixture(scope="module")
def store() -> Store:
    return Store.in_memory(to_quads(ARTICLES, TOLD, base=BASE))


@pytest.fixture(scope="module")
def visit(browser: Browser, tmp_path_factory: pytest.TempPathFactory, store: Store) -> Iterator[Visit]:
    html = render(TOLD, base=store.names.base, known=read_background(store))
    visit = Visit(browser, tmp_path_factory.mktemp("known") / "graph.html", html)
    visit.page.set_default_timeout(5_000)
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield visit
    visit.close()


def copied(page: Page, button: str) -> str:
    page.click(f"#panel .claim button:text-is('{button}')")
    page.wait_for_selector("#told:text-is('Copied')", state="attached")
    text: str = page.evaluate("navigator.clipboard.readText()")
    page.evaluate("document.getElementById('told').textContent = ''")
    return text


def show(page: Page, told: Statement) -> None:
    go(page, f"pick=claim&pick={told.id}&{STANDINGS}")


@pytest.mark.parametrize("told", TOLD, ids=lambda told: told.relation.id)
def test_copied_turtle_says_what_the_dataset_says(visit: Visit, store: Store, told: Statement) -> None:
    show(visit.page, told)
    triples = {
        quad.triple for quad in pyoxigraph.parse(copied(visit.page, "Copy Turtle"), format=pyoxigraph.RdfFormat.TURTLE)
    }
    known = {quad.triple for quad in store}
    assert triples <= known
    claim = pyoxigraph.NamedNode(BASE + told.id)
    own = {triple for triple in known if triple.subject == claim}
    left = {triple.predicate.value.rsplit("#")[-1].rsplit("/")[-1] for triple in own - triples}
    # How it was found, and what other claims make of it, is told by the dataset alone.
    found = {"wasGeneratedBy", "trigger", "extractor", "subjectSector", "objectSector", "speakerSector"}
    assert left <= found | {"contradicts", "number"}


@pytest.mark.parametrize("told", TOLD, ids=lambda told: told.relation.id)
def test_the_query_finds_the_statement(visit: Visit, store: Store, told: Statement) -> None:
    show(visit.page, told)
    visit.page.click("#panel .query summary")
    query = visit.page.inner_text("#panel .query pre")
    assert copied(visit.page, "Copy SPARQL").strip() == query.strip()
    claims = {str(row["claim"].value) for row in pyoxigraph_rows(store, query)}
    assert BASE + told.id in claims


def pyoxigraph_rows(store: Store, query: str) -> list[pyoxigraph.QuerySolution]:
    inner = pyoxigraph.Store()
    inner.extend(store)
    found = inner.query(query)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return list(found)


def test_a_citation_names_title_outlet_day_link_and_words(visit: Visit) -> None:
    show(visit.page, WARNS)
    assert copied(visit.page, "Copy citation") == (
        "“Norland warns Sudria.” The Daily Example, 2024-03-01. https://example.org/first?a=1&b=2. "
        "Quoted: “Norland warned Sudria against leaving the League.”"
    )


def test_words_are_marked(visit: Visit) -> None:
    show(visit.page, WARNS)
    assert visit.page.inner_text("#panel mark") == "warned"
    assert visit.page.locator("#panel .named").all_inner_texts() == ["Norland", "Sudria"]
    assert visit.page.inner_text("#panel blockquote") == WARNS.evidence.quote


def test_speakers_and_those_who_report_them_are_told(visit: Visit) -> None:
    go(visit.page, f"pick=actor&pick=league&{STANDINGS}")
    told = visit.page.inner_text("#panel")
    for words in ("says Ida Karlsen", "reported by Sudria", "reported by Norland", "time: in 2025", "planned"):
        assert words in told


def test_statements_of_an_actor_stand_by_relation(visit: Visit) -> None:
    go(visit.page, f"pick=actor&pick=norland&{STANDINGS}")
    headings = visit.page.locator("#panel h3").all_inner_texts()
    assert "warns … (2)" in headings and "… attacks (2)" in headings


def test_marks_hold_where_letters_take_two_units(browser: Browser, tmp_path: Path) -> None:
    odd = statement("😀 Alba warned 😀 Boria.", quote="Alba warned 😀 Boria")
    visit = Visit(browser, tmp_path / "graph.html", render([odd]))
    click_actor(visit.page, "Alba")
    assert visit.page.inner_text("#panel mark") == "warned"
    assert visit.page.locator("#panel .named").all_inner_texts() == ["Alba", "Boria"]
    visit.close()


@pytest.mark.parametrize("name", ["حكومة السودان", "中华人民共和国", "Ω" * 300, "A very long name " * 60 + "ends here"])
def test_names_of_any_length_and_script_are_whole(browser: Browser, tmp_path: Path, name: str) -> None:
    visit = Visit(browser, tmp_path / "graph.html", render([statement(f"Alba warned {name}.", other=name)]))
    visit.page.locator("#panel .chip").nth(1).click()
    visit.page.locator("#panel .claim .who").nth(1).click()
    assert visit.page.text_content("#panel h2") == name
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 1280
    visit.close()


def test_a_trigger_outside_the_quote_marks_nothing(browser: Browser, tmp_path: Path) -> None:
    told = statement()
    away = replace(told, evidence=replace(told.evidence, trigger=Span(0, 0)))
    visit = Visit(browser, tmp_path / "graph.html", render([away]))
    click_actor(visit.page, "Alba")
    assert visit.page.locator("#panel mark").count() == 0
    visit.close()


def test_everything_is_reached_by_keyboard(visit: Visit) -> None:
    go(visit.page, STANDINGS)
    visit.page.focus("#panel .chip >> nth=0")
    visit.page.keyboard.press("Enter")
    assert visit.page.evaluate("document.activeElement.id") == "panel"
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.closest('#panel') !== null")
    visit.page.keyboard.press("Escape")
    assert "Choose an actor" in visit.page.inner_text("#panel")
    visit.page.focus("#tab-graph")
    visit.page.keyboard.press("ArrowRight")
    assert visit.page.evaluate("document.activeElement.id") == "tab-table"
    visit.page.focus("#table-tab td button >> nth=0")
    visit.page.keyboard.press("Enter")
    assert visit.page.locator("#panel .claim").count() == 1
    visit.page.keyboard.press("Control+z")
    assert "Choose an actor" in visit.page.inner_text("#panel")


def test_a_finger_finds_actors_and_lines(browser: Browser, tmp_path: Path) -> None:
    touch = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
    visit = Visit(browser, tmp_path / "graph.html", render([statement()]), **touch)
    box = visit.page.locator("#graph").bounding_box()
    assert box

    def tap(place: str) -> None:
        x, y = visit.page.evaluate(
            f"(() => {{ const {{x, y}} = geokg.network.canvasToDOM({place}); return [x, y] }})()"
        )
        visit.page.touchscreen.tap(box["x"] + x, box["y"] + y)

    tap("geokg.network.getPosition(0)")
    until(visit.page, "document.querySelector('#panel h2').textContent === 'Alba'")
    visit.page.wait_for_timeout(500)  # two taps in short order are one double tap
    tap("geokg.network.body.edges[0].edgeType.getPoint(0.5)")
    until(visit.page, "document.querySelector('#panel h2').textContent === 'Alba → Boria'")
    visit.close()


def test_on_paper_all_of_the_evidence_stands(browser: Browser, tmp_path: Path) -> None:
    visit = Visit(browser, tmp_path / "graph.html", render([statement()]))
    click_actor(visit.page, "Alba")
    visit.page.emulate_media(media="print")
    for gone in ("#search", ".tools", "#panel .copies", "#time"):
        assert visit.page.is_hidden(gone)
    assert visit.page.is_visible("#panel blockquote")
    visit.close()
