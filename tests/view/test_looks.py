"""What a reader can tell by sight: colours, shapes, dashes, widths, arrows and labels."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from geokg.model import Kind, Status
from geokg.view import render
from geokg.view.style import load_style
from tests.view.samples import gold_statements, statement
from tests.view.seen import go
from tests.view.visit import Visit

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from geokg.model import Statement

ALL = "standings=fact&standings=reported&standings=open&standings=negated"


def line(page: Page) -> dict[str, Any]:
    """The one line of a page, as it is drawn."""
    lines: list[dict[str, Any]] = page.evaluate("geokg.edges.get()")
    assert len(lines) == 1
    return lines[0]


def from_paper(paper: str, **how: Any) -> Statement:
    return statement(f"Alba warned Boria, says {paper}.", source=paper, **how)


@pytest.mark.parametrize(
    ("status", "speaker", "standing"),
    [
        (Status.ASSERTED, None, "fact"),
        (Status.ASSERTED, "Carpia", "reported"),
        (Status.PLANNED, None, "open"),
        (Status.POSSIBLE, None, "open"),
        (Status.NEGATED, None, "negated"),
    ],
)
def test_dashes_tell_the_status(
    browser: Browser, tmp_path: Path, status: Status, speaker: str | None, standing: str
) -> None:
    visit = Visit(browser, tmp_path / "graph.html", render([statement(status=status, speaker=speaker)]))
    go(visit.page, ALL)
    assert line(visit.page)["dashes"] == (load_style().standings[standing]["dashes"] or False)
    visit.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("relation", "group"), [("meets", "word"), ("warns", "demand"), ("attacks", "force")])
def test_colour_tells_the_family(browser: Browser, tmp_path: Path, relation: str, group: str, scheme: Any) -> None:
    visit = Visit(browser, tmp_path / "graph.html", render([statement(relation=relation)]), color_scheme=scheme)
    assert line(visit.page)["color"]["color"] == load_style().groups[group][scheme]
    assert line(visit.page)["arrows"] == ("" if relation == "meets" else "to")
    visit.page.emulate_media(color_scheme="dark" if scheme == "light" else "light")
    visit.page.wait_for_timeout(100)
    other = "dark" if scheme == "light" else "light"
    assert line(visit.page)["color"]["color"] == load_style().groups[group][other]
    visit.close()


def test_width_tells_the_number_of_sources(browser: Browser, tmp_path: Path) -> None:
    widths = []
    for papers in (["A"], ["A", "B"], ["A", "B", "C"]):
        visit = Visit(browser, tmp_path / "graph.html", render([from_paper(paper) for paper in papers]))
        widths.append(line(visit.page)["width"])
        visit.close()
    assert widths == sorted(set(widths))


def test_parallel_lines_are_one_with_a_count(browser: Browser, tmp_path: Path) -> None:
    told = [from_paper("A"), from_paper("B"), from_paper("C", relation="threatens")]
    visit = Visit(browser, tmp_path / "graph.html", render(told))
    line(visit.page)
    go(visit.page, f"pick=line&pick={told[0].id}")
    assert "3 statements from 3 sources" in visit.page.inner_text("#panel")
    assert visit.page.locator("#panel h3").all_inner_texts() == ["warns (2)", "threatens (1)"]
    visit.close()


def test_each_kind_is_drawn_in_its_own_colour(browser: Browser, tmp_path: Path) -> None:
    for kind in (Kind.PERSON, Kind.ARMED_GROUP):
        told = statement()
        odd = replace(told, subject=replace(told.subject, kind=kind), object=replace(told.subject, id="b", kind=kind))
        visit = Visit(browser, tmp_path / "graph.html", render([odd]))
        colour = load_style().kinds[kind]["light"]
        seen = visit.page.evaluate(
            """() => {
              const canvas = document.querySelector("#graph canvas");
              const { x, y } = geokg.network.canvasToDOM(geokg.network.getPosition(0));
              const ratio = canvas.width / canvas.clientWidth;
              return [...canvas.getContext("2d").getImageData(x * ratio, y * ratio, 1, 1).data].slice(0, 3);
            }"""
        )
        assert "#" + "".join(f"{part:02x}" for part in seen) == colour
        visit.close()


@pytest.mark.parametrize("width", [320, 390, 768, 1400])
@pytest.mark.parametrize("tab", ["graph", "table", "timeline"])
def test_nothing_is_wider_than_the_window(browser: Browser, tmp_path: Path, width: int, tab: str) -> None:
    how = {"viewport": {"width": width, "height": 800}}
    visit = Visit(browser, tmp_path / "graph.html", render(gold_statements()), **how)
    go(visit.page, f"tab={tab}&pick=actor&pick=russia")
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
    stage = visit.page.locator("#views").bounding_box()
    assert stage and stage["height"] > 200
    visit.close()
