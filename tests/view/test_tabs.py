"""The same statements as a table, along time and on the map, and as files."""

from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pyoxigraph
import pytest

from geokg.view import render
from geokg.view.background import Background
from tests.view.samples import gold_statements, statement
from tests.view.seen import address, go
from tests.view.visit import Visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

GOLD = gold_statements()
SPOTS = {"russia": (60.0, 100.0), "ukraine": (49.0, 32.0), "iran": (32.0, 53.0)}
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def visit(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    visit = Visit(browser, tmp_path_factory.mktemp("gold") / "graph.html", render(GOLD, known=Background(SPOTS)))
    visit.page.set_default_timeout(5_000)
    yield visit
    visit.close()


def saved(page: Page, sort: str) -> bytes:
    """The file that a button of the export menu saves."""
    page.evaluate("document.querySelector('#exports').parentNode.open = true")
    with page.expect_download() as download:
        page.click(f"[data-file={sort}]")
    assert download.value.suggested_filename == f"geokg.{sort}"
    page.keyboard.press("Escape")
    return Path(download.value.path()).read_bytes()


def folded(text: str) -> str:
    """Without accents and case, as the table sorts."""
    return "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark)).lower()


def column(page: Page, place: int) -> list[str]:
    return page.locator(f"#table-tab tbody td:nth-child({place})").all_inner_texts()


@pytest.mark.parametrize(
    ("name", "place"), [("date", 1), ("subject", 2), ("relation", 3), ("object", 4), ("source", 7)]
)
def test_the_table_is_sorted_both_ways(visit: Visit, name: str, place: int) -> None:
    page = visit.page
    go(page, "tab=table&sort=status&focus=russia")
    page.click(f"#table-tab [data-sort={name}]")
    up = column(page, place)
    assert 10 < len(up) < 200 and up == sorted(up, key=folded)
    assert page.evaluate("document.activeElement.dataset.sort") == name
    page.click(f"#table-tab [data-sort={name}]")
    assert column(page, place) == sorted(up, key=folded, reverse=True)
    assert page.get_attribute(f"th:has([data-sort={name}])", "aria-sort") == "descending"
    assert f"sort=-{name}" in address(page)


def test_rows_that_are_left_are_told_and_come(visit: Visit) -> None:
    go(visit.page, "tab=table&standings=fact&standings=reported&standings=open&standings=negated")
    assert len(column(visit.page, 1)) == 200
    assert f"{len(GOLD)} in all" in visit.page.inner_text("#table-tab")
    visit.page.click("#table-tab .more")
    assert len(column(visit.page, 1)) == len(GOLD)


def test_a_row_opens_its_sentence(visit: Visit) -> None:
    go(visit.page, "tab=table")
    words = visit.page.locator("#table-tab tbody tr >> nth=3").locator("td:last-child").inner_text()
    visit.page.locator("#table-tab tbody tr >> nth=3").locator("button").click()
    assert visit.page.locator("#panel .claim").count() == 1
    assert words in visit.page.inner_text("#panel blockquote")


def test_the_timeline_goes_forward(visit: Visit) -> None:
    go(visit.page, "tab=timeline&focus=russia")
    days = visit.page.locator("#timeline-tab .day").all_text_contents()
    assert len(days) == visit.page.evaluate("geokg.view().statements.length") and days == sorted(days)
    visit.page.locator("#timeline-tab .who").first.click()
    assert visit.page.locator("#panel .claim").count() == 1


def test_the_map_shows_those_who_have_a_place(visit: Visit) -> None:
    page = visit.page
    go(page, "tab=map")
    spots = page.locator("#map .spot")
    assert {spot.get_attribute("aria-label") for spot in spots.all()} == {"Russia", "Ukraine", "Iran"}
    assert "3 of" in page.inner_text("#map-tab .note")
    x = {spot.get_attribute("aria-label"): (spot.bounding_box() or {})["x"] for spot in spots.all()}
    assert x["Ukraine"] < x["Iran"] < x["Russia"]
    page.focus("#map .spot[aria-label=Ukraine]")
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h2") == "Ukraine" and "pick=ukraine" in address(page)
    before = page.get_attribute("#map", "viewBox")
    page.click("#nearer")
    assert page.get_attribute("#map", "viewBox") != before
    page.click("#fit")
    assert page.get_attribute("#map", "viewBox") == before


def test_without_places_there_is_no_map(browser: Browser, tmp_path: Path) -> None:
    visit = Visit(browser, tmp_path / "graph.html", render([statement()]))
    go(visit.page, "tab=map")
    assert visit.page.is_hidden("#tab-map") and visit.page.is_visible("#graph-tab")
    visit.close()


def test_the_picture_is_a_png_of_the_canvas(visit: Visit) -> None:
    go(visit.page, "")
    data = saved(visit.page, "png")
    assert data.startswith(b"\x89PNG") and len(data) > 10_000


def test_the_drawing_holds_every_actor_and_line(visit: Visit) -> None:
    go(visit.page, "focus=iran")
    root = ElementTree.fromstring(saved(visit.page, "svg"))
    assert root.tag == f"{SVG}svg"
    assert len(root.findall(f".//{SVG}text")) == visit.page.evaluate("geokg.nodes.length")
    assert len(root.findall(f".//{SVG}title")) == visit.page.evaluate("geokg.edges.length")


def test_the_csv_holds_what_is_shown(visit: Visit) -> None:
    go(visit.page, "source=&focus=iran&sort=subject")
    rows = list(csv.DictReader(io.StringIO(saved(visit.page, "csv").decode("utf-8-sig"))))
    assert len(rows) == visit.page.evaluate("geokg.view().statements.length") > 5
    quotes = {one.id: one.evidence.quote for one in GOLD}
    assert all(quotes[row["claim"].removeprefix("https://w3id.org/geokg/")] == row["quote"] for row in rows)


def test_the_turtle_holds_what_is_shown(visit: Visit) -> None:
    go(visit.page, "focus=iran")
    quads = list(pyoxigraph.parse(saved(visit.page, "ttl"), format=pyoxigraph.RdfFormat.TURTLE))
    claims = {quad.subject for quad in quads if str(quad.object.value).endswith("#Claim")}
    assert len(claims) == visit.page.evaluate("geokg.view().statements.length")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", 'a "quoted", name', "line\nbreak"])
def test_no_cell_is_a_formula(browser: Browser, tmp_path: Path, text: str) -> None:
    visit = Visit(browser, tmp_path / "graph.html", render([statement(f"Alba warned {text}.", other=text)]))
    row = next(csv.DictReader(io.StringIO(saved(visit.page, "csv").decode("utf-8-sig"), newline="")))
    assert row["object"] == (text if text[0] in "al" else f"'{text}")
    visit.close()


@pytest.mark.parametrize("text", ["</svg><script>", "a\x00b\x0bc", "\ud800", '"\\\n', "<>^`{}|", "…", "a>b"])
def test_files_of_hostile_names_can_be_read(browser: Browser, tmp_path: Path, text: str) -> None:
    odd = statement(other="Boria", title=text, source=text)
    assert odd.object
    odd = replace(odd, object=replace(odd.object, id=text, label=text))
    visit = Visit(browser, tmp_path / "graph.html", render([odd]))
    ElementTree.fromstring(saved(visit.page, "svg"))
    assert list(pyoxigraph.parse(saved(visit.page, "ttl"), format=pyoxigraph.RdfFormat.TURTLE))
    visit.close()
