"""``geokg view`` as a user meets it."""

from __future__ import annotations

import json
import re
import webbrowser
from typing import TYPE_CHECKING, Any

import pytest

from geokg.cli import main
from geokg.graph import Graph
from tests.known import ARTICLES, STATEMENTS
from tests.view.crowd import crowd

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that a graph was saved in."""
    return Graph.from_statements(ARTICLES, STATEMENTS).save(tmp_path_factory.mktemp("built") / "output")


def data(page: Path) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page.read_text(encoding="utf-8"))
    assert found
    told: dict[str, Any] = json.loads(found[1])
    return told


def test_a_page_of_all_stands_beside_the_graph(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["view", str(folder)]) == 0
    statements = data(folder / "view.html")["statements"]
    assert {row["id"] for row in statements} == {s.id for s in Graph.open(folder).statements()}
    assert f"{len(statements)} of {len(statements)} statements -> {folder}/view.html" in capfd.readouterr().err


@pytest.mark.parametrize(
    "flags",
    [
        ("--actor", "Norland", "--relation", "warns"),
        ("-a", "norland", "-r", "THREATEN"),
        ("--actor", "Norland", "--depth", "3", "--relation", "Warns", "--limit", "2"),
    ],
)
def test_a_part_is_named_as_people_name_it(folder: Path, tmp_path: Path, flags: tuple[str, ...]) -> None:
    page = tmp_path / "part.html"
    assert main(["view", str(folder), *flags, "-o", str(page), "-q"]) == 0
    told = data(page)
    assert "warns" in {told["relations"][row["relation"]]["id"] for row in told["statements"]}
    assert len(told["statements"]) < len(Graph.open(folder).statements())


def test_open_shows_the_page_in_a_browser(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda address: not seen.append(address))
    assert main(["view", str(folder), "--open"]) == 0
    assert seen == [(folder / "view.html").resolve().as_uri()]


def test_gexf_has_the_same_bytes_twice(folder: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert main(["view", str(folder), "--format", "gexf", "-o", str(tmp_path / name)]) == 0
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes() != b""


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (("--actor", "Nordland"), "'Nordland': no such actor in the graph; did you mean norland?"),
        (("--relation", "warms"), "'warms': no such relation or family; did you mean"),
        (("--relation", "zzz"), "'zzz': no such relation or family; `geokg relations` lists them"),
        (("--until", "1900-01-01"), "no statement fits all that was asked for"),
        (("--format", "png"), "format 'png' not known; take one of html, gexf"),
        (("-o", "none/view.html"), "none/view.html: cannot be written: No such file"),
        (("--since", "soon"), "soon"),
        (("--depth", "4"), "'--depth': Input should be less than or equal to 3"),
    ],
)
def test_what_cannot_be_shown_is_told_in_one_line(
    folder: Path, flags: tuple[str, ...], message: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["view", str(folder), *flags]) == 2
    told = capfd.readouterr().err
    assert message in told
    assert "Traceback" not in told


def test_no_graph(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["view", str(tmp_path)]) == 2
    assert "run `geokg build` first" in capfd.readouterr().err


def test_what_is_too_much_for_one_page(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    statements = crowd(5_200, 5_200)
    articles = list(dict.fromkeys(statement.evidence.article for statement in statements))
    Graph.from_statements(articles, statements).save(tmp_path)
    assert main(["view", str(tmp_path)]) == 2
    told = capfd.readouterr().err
    assert "5,200 actors and 5,200 statements are more than one page can hold (5,000 and 15,000)" in told
    assert "--actor NAME" in told and "--format gexf" in told
    assert main(["view", str(tmp_path), "--limit", "200", "-q"]) == 0
    assert main(["view", str(tmp_path), "--format", "gexf", "-q"]) == 0
