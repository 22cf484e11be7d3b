"""The commands that compare, export and measure: what they print and return."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from geokg.cli import main
from geokg.graph import Graph
from tests.known import ARTICLES, MEMBER, STATEMENTS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("graphs")
    Graph.from_statements(ARTICLES, STATEMENTS).save(folder / "all")
    Graph.from_statements(ARTICLES, [one for one in STATEMENTS if one != MEMBER]).save(folder / "fewer")
    return folder


def test_diff(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(built / "fewer"), str(built / "all")]) == 1
    assert capsys.readouterr().out.splitlines()[0] == "facts: 0 removed, 1 added"
    assert main(["diff", str(built / "all"), str(built / "all"), "-f", "sparql"]) == 0
    assert capsys.readouterr() == ("", "")


def test_analyse(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["analyse", "dyad", "Norland", "Sudria", "-g", str(built / "all"), "--since", "2024-03-02"]
    assert main([*asked, "-f", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["rows"]
    assert (row["family"], row["events"], row["balance"]) == ("THREATEN", 1, -4.4)
    assert main(asked) == 0
    assert "Norland again warned Sudria." in capsys.readouterr().out


def test_tables(built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tables", "nodes", "-g", str(built / "all")]) == 0
    printed = capsys.readouterr().out
    assert main(["tables", "nodes", "-g", str(built / "all"), "-o", str(tmp_path / "nodes.csv")]) == 0
    assert (tmp_path / "nodes.csv").read_text(encoding="utf-8") == printed
    assert printed.splitlines()[0] == "id,label,kind,iso3"
    assert [place.name for place in tmp_path.iterdir()] == ["nodes.csv"]


def test_report(built: Path, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    place = tmp_path / "report.html"
    assert main(["report", "--actor", "Sudria", "-g", str(built / "all"), "-o", str(place), "-q"]) == 0
    assert "<h1>Report on Sudria</h1>" in place.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["analyse", "dyad", "Norland"], "dyad takes 2 names, not 1"),
        (["analyse", "magic"], "measure 'magic' not known; take one of dyad, "),
        (["analyse", "rising", "-f", "xml"], "format 'xml' not known"),
        (["tables", "xlsx"], "format 'xlsx' not known; take one of graphml, "),
        (["tables", "gexf", "-o", "a.parquet"], "gexf is no table"),
        (["tables", "gexf", "-o", "nowhere/a.gexf"], "cannot be written"),
        (["report", "--actor", "Atlantis"], "no event has this actor"),
    ],
)
def test_wrong_use(arguments: list[str], message: str, built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*arguments, "-g", str(built / "all")]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert err.count("\n") == 1
