"""Search, filters, focus, paths, undo and links, asserted on the data that is drawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geokg.model import Kind, Status, TimeSpan
from geokg.view import render
from tests.view.crowd import crowd
from tests.view.samples import statement
from tests.view.seen import actors, address, click_actor, go, lines, until
from tests.view.visit import Visit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from geokg.model import Statement


def said(
    subject: str, relation: str, other: str, *, year: int | None = None, source: str = "The Paper", **how: object
) -> Statement:
    """A statement of its own article."""
    text = f"{subject} warned {other} for {source} in {year}."
    made = statement(text, subject=subject, other=other, relation=relation, source=source, **how)  # type: ignore[arg-type]
    return replace(made, time=TimeSpan(str(year), date(year, 1, 1), date(year, 12, 31)) if year else None)


#: Alba - Boria - Carpia - Dania - Elbia in a row, and a shorter way from Alba to Dania by Fulda.
WORLD = [
    said("Alba", "warns", "Boria", year=2020),
    said("Alba", "threatens", "Boria", year=2021, source="The Wire"),
    said("Boria", "meets", "Carpia", year=2021),
    said("Carpia", "attacks", "Dania", year=2022, source="The Wire"),
    said("Dania", "praises", "Elbia", year=2023),
    said("Alba", "meets", "Fulda", year=2023),
    said("Fulda", "warns", "Dania", year=2023),
    said("Elbia", "sanctions", "Alba", year=2023, status=Status.NEGATED),
    said("Elbia", "attacks", "Garda", year=2023, status=Status.PLANNED, speaker="Alba"),
]
WORLD[0] = replace(WORLD[0], object=replace(WORLD[0].object, kind=Kind.PERSON, aliases=("Bee Land",)))  # type: ignore[type-var]
ALL = {"Alba", "Boria", "Carpia", "Dania", "Elbia", "Fulda"}


@pytest.fixture(scope="module")
def visit(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    visit = Visit(browser, tmp_path_factory.mktemp("world") / "graph.html", render(WORLD))
    yield visit
    visit.close()


@pytest.fixture(autouse=True)
def _from_the_start(request: pytest.FixtureRequest) -> None:
    if "visit" in request.fixturenames:
        go(request.getfixturevalue("visit").page, "")


def test_all_facts_are_there_at_first(visit: Visit) -> None:
    assert actors(visit.page) == ALL
    assert address(visit.page) == ""
    assert "showing 6 of 7 actors, 7 of 9 statements" in visit.page.inner_text("#count")


@pytest.mark.parametrize(
    ("label", "value", "expected"),
    [
        ("Source", "The Wire", {("Alba", "Boria"), ("Carpia", "Dania")}),
        ("Speaker", "alba", set()),
        ("At least so many sources", "2", {("Alba", "Boria")}),
    ],
)
def test_fields_filter(visit: Visit, label: str, value: str, expected: set[tuple[str, str]]) -> None:
    visit.page.click("summary:has-text('Filter')")
    field = visit.page.locator(f"#filters label:text-matches('^{label}')").locator("select, input")
    field.fill(value) if label.startswith("At least") else field.select_option(value)
    until(visit.page, "location.hash !== ''")
    assert lines(visit.page) == expected
    visit.page.keyboard.press("Escape")
    visit.page.click("#scope button[aria-label^='End']")
    assert actors(visit.page) == ALL


def test_a_speaker_keeps_what_was_said(visit: Visit) -> None:
    go(visit.page, "speaker=alba&standings=open")
    assert lines(visit.page) == {("Elbia", "Garda")}


@pytest.mark.parametrize(
    ("hash_", "gone"),
    [
        ("nokind=Person", {"Boria"}),
        ("nogroup=word", {"Elbia"}),
        ("norelation=praises", {"Elbia"}),
        ("nostatus=asserted", ALL),
        ("hidden=fulda", {"Fulda"}),
        ("from=2023-06-01", {"Boria", "Carpia"}),
        ("until=2020-12-31", ALL - {"Alba", "Boria"}),
        ("from=2021-01-01&until=2021-12-31", ALL - {"Alba", "Boria", "Carpia"}),
        ("focus=alba", {"Carpia", "Dania", "Elbia"}),
        ("focus=alba&steps=2", {"Elbia"}),
        ("focus=alba&steps=3", set()),
        ("path=alba&path=dania", {"Boria", "Carpia", "Elbia"}),
        ("path=alba&path=elbia", {"Boria", "Carpia"}),
    ],
)
def test_a_link_shows_its_view_again(visit: Visit, hash_: str, gone: set[str]) -> None:
    go(visit.page, hash_)
    assert actors(visit.page) == ALL - gone
    assert address(visit.page) == hash_
    visit.page.reload()
    visit.page.wait_for_selector("html[data-ready=yes]")
    assert (actors(visit.page), address(visit.page)) == (ALL - gone, hash_)


@pytest.mark.parametrize(
    "hash_",
    [
        "nonsense",
        "tab=lost&steps=99999&pick=actor&pick=nobody",
        "pinned=x,y,alba",
        "from=yesterday",
        "%",
        "path=nobody",
    ],
)
def test_a_broken_link_does_no_harm(visit: Visit, hash_: str) -> None:
    go(visit.page, hash_)
    assert actors(visit.page) == ALL


def test_relations_are_switched_by_family_and_one_by_one(visit: Visit) -> None:
    visit.page.click("summary:has-text('Filter')")
    visit.page.click("#filters summary:has-text('threaten')")
    visit.page.click("#filters button:visible:has-text('All on or off')")
    assert ("Fulda", "Dania") not in lines(visit.page) and ("Alba", "Boria") not in lines(visit.page)
    visit.page.get_by_label("warns", exact=True).check()
    assert ("Fulda", "Dania") in lines(visit.page) and "norelation=threatens" in address(visit.page)
    visit.page.keyboard.press("Escape")


def test_search_knows_other_names_and_the_keyboard(visit: Visit) -> None:
    visit.page.keyboard.press("/")
    visit.page.keyboard.type("bee")
    assert "Boria" in visit.page.inner_text("#found") and "Bee Land" in visit.page.inner_text("#found")
    visit.page.keyboard.press("Enter")
    assert address(visit.page) == "pick=actor&pick=boria" and "Boria" in visit.page.inner_text("#panel h2")
    visit.page.fill("#search", "a")
    visit.page.press("#search", "ArrowDown")
    chosen = visit.page.inner_text("#found [aria-selected=true] bdi")
    visit.page.press("#search", "Enter")
    assert visit.page.inner_text("#panel h2") == chosen
    visit.page.fill("#search", "nowhere")
    assert "No actor of that name" in visit.page.inner_text("#found")
    visit.page.press("#search", "Escape")


def test_focus_paths_and_hiding_are_undone_step_by_step(visit: Visit) -> None:
    page = visit.page
    click_actor(page, "Alba")
    page.click("#panel button:text-is('Focus')")
    page.click("#scope button[aria-label='2 steps']")
    assert actors(page) == ALL - {"Elbia"}
    page.click("#panel button:text-is('Paths from here')")
    assert "choose the other end" in page.inner_text("#scope")
    visit.find("Elbia")
    assert lines(page) == {("Alba", "Fulda"), ("Fulda", "Dania"), ("Dania", "Elbia")}
    assert "Shortest paths “Alba” to “Elbia”" in page.inner_text("#scope")
    click_actor(page, "Fulda")
    page.click("#panel button:text-is('Hide')")
    assert actors(page) == {"Alba", "Boria", "Carpia", "Dania", "Elbia"}  # the longer way is the shortest now
    for expected in (4, 4, 6, 5, 3, 6, 6):
        page.click("#undo")
        assert len(actors(page)) == expected
    assert address(page) == ""


def test_no_path_is_told(visit: Visit) -> None:
    go(visit.page, "path=alba&path=garda")
    assert actors(visit.page) == set() and "No path" in visit.page.inner_text("#scope")


def test_who_is_pinned_stays_where_it_is(visit: Visit) -> None:
    go(visit.page, "pinned=40,-60,alba&pick=actor&pick=alba")
    place = (
        "(() => { const [id] = geokg.nodes.getIds(); const {x, y} = geokg.network.getPosition(id); return [x, y] })()"
    )
    assert visit.page.evaluate(place) == [40, -60]
    visit.page.click("#panel button:text-is('Unpin')")
    assert visit.page.evaluate(place) != [40, -60]


def test_dragging_pins(visit: Visit) -> None:
    where = "(() => { const {x, y} = geokg.network.canvasToDOM(geokg.network.getPosition(0)); return [x, y] })()"
    x, y = visit.page.evaluate(where)
    box = visit.page.locator("#graph").bounding_box()
    assert box
    visit.page.mouse.move(box["x"] + x, box["y"] + y)
    visit.page.mouse.down()
    visit.page.mouse.move(box["x"] + x + 60, box["y"] + y + 30, steps=5)
    visit.page.mouse.up()
    assert "pinned=" in address(visit.page) and "1 actor pinned" in visit.page.inner_text("#scope")


def test_days_are_chosen_and_played(visit: Visit) -> None:
    page = visit.page
    assert page.locator("#bars rect").count() == 4
    page.focus("#from")
    page.keyboard.press("End")
    until(page, "location.hash === '#from=2023-01-01'")
    assert "Carpia" not in actors(page) and "2023-01-01" in page.inner_text("#days")
    go(page, "")
    page.click("#play")
    assert lines(page) == {("Alba", "Boria")}
    until(page, "document.getElementById('play').getAttribute('aria-pressed') === 'false'")
    assert actors(page) == ALL


def test_it_moves_only_when_told_to(visit: Visit) -> None:
    place = "(() => JSON.stringify(geokg.network.getPositions()))()"
    still = visit.page.evaluate(place)
    visit.page.wait_for_timeout(300)
    assert visit.page.evaluate(place) == still
    visit.page.click("#move")
    until(visit.page, f"{place} !== {still!r}")
    visit.page.click("#move")
    assert visit.page.get_attribute("#move", "aria-pressed") == "false"


def test_a_big_graph_opens_small_and_grows(browser: Browser, tmp_path: Path) -> None:
    visit = Visit(browser, tmp_path / "graph.html", render(crowd(500, 1_500)))
    page = visit.page
    assert page.is_disabled("#undo")
    assert len(actors(page)) == 150 and "showing 150 of 500 actors" in page.inner_text("#count")
    page.click("#panel .chip >> nth=0")
    told = int(page.inner_text("#panel button:has-text('more neighbour')").split()[1])
    page.click("#panel button:has-text('more neighbour')")
    assert len(actors(page)) == 150 + told
    page.click("#panel button:has-text('Hide neighbours again')")
    assert len(actors(page)) == 150
    page.click("#undo")
    assert len(actors(page)) == 150 + told
    page.click("#all")
    total = page.evaluate("geokg.view().found.length")
    assert len(actors(page)) == total > 400
    page.click("#all")
    left_out = page.evaluate(
        "(() => { const { actors, found } = geokg.view(); return found.find(actor => !actors.has(actor)) })()"
    )
    name = page.evaluate(f"JSON.parse(document.getElementById('data').textContent).actors[{left_out}].label")
    visit.find(name)
    assert name in actors(page) and "added=" in address(page)
    visit.close()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_view_comes_back_by_its_address(visit: Visit, data: st.DataObject) -> None:
    ids = st.lists(st.sampled_from(["alba", "boria", "carpia", "dania", "elbia"]), max_size=2, unique=True)
    some = {
        "tab": st.sampled_from([["graph"], ["table"], ["timeline"]]),
        "pick": st.sampled_from([["actor", "alba"], ["claim", WORLD[2].id], ["line", WORLD[3].id]]),
        "standings": st.lists(st.sampled_from(["fact", "reported", "open", "negated"]), max_size=4, unique=True),
        "nogroup": st.lists(st.sampled_from(["word", "demand", "force"]), max_size=3, unique=True),
        "hidden": ids,
        "grown": ids,
        "path": ids,
        "focus": ids.map(lambda found: found[:1]),
        "steps": st.sampled_from([["1"], ["2"], ["3"]]),
        "from": st.sampled_from([["2021-01-01"], ["2023-01-01"]]),
        "sort": st.sampled_from([["-source"], ["subject"]]),
    }
    chosen = data.draw(st.lists(st.sampled_from(sorted(some)), max_size=5, unique=True))
    go(visit.page, urlencode({name: data.draw(some[name]) or [""] for name in chosen}, doseq=True))
    first, shown = address(visit.page), (actors(visit.page), lines(visit.page), visit.page.inner_text("#panel"))
    go(visit.page, "")
    go(visit.page, first)
    assert address(visit.page) == first
    assert (actors(visit.page), lines(visit.page), visit.page.inner_text("#panel")) == shown
