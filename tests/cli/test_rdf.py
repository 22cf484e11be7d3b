"""``geokg export`` and ``geokg validate`` as a user meets them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from geokg.cli import main
from geokg.cli.validate import validate_build
from geokg.graph import Graph
from geokg.rdf.export import Form
from geokg.rdf.namespaces import term
from geokg.rdf.write import to_quads
from geokg.store import Store
from tests.known import ARTICLES, STATEMENTS, WARNS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that a graph was saved in."""
    return Graph.from_statements(ARTICLES, STATEMENTS).save(tmp_path_factory.mktemp("built") / "output")


@pytest.mark.parametrize("form", Form)
def test_every_format_comes_out_of_either_end(
    folder: Path, tmp_path: Path, form: Form, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["export", str(folder), "--format", form]) == 0
    shown = capfdbinary.readouterr().out
    assert main(["export", str(folder), "-f", form, "-o", str(tmp_path / "file")]) == 0
    assert shown == (tmp_path / "file").read_bytes() != b""
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_the_suffix_decides(folder: Path, tmp_path: Path) -> None:
    assert main(["export", str(folder), "-o", str(tmp_path / "graph.jsonld")]) == 0
    assert json.loads((tmp_path / "graph.jsonld").read_bytes())["@graph"]


def test_flags_are_short_for_formats(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["export", str(folder), "--rdf12"]) == 0
    assert b"rdf:reifies <<(" in capfdbinary.readouterr().out
    assert main(["export", str(folder), "--format", "jsonld", "--context-url"]) == 0
    assert json.loads(capfdbinary.readouterr().out)["@context"][0].endswith("context.jsonld")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "no format; give --format, one of turtle,"),
        (("-o", "graph.txt"), "no format"),
        (("--format", "ttl"), "format 'ttl' not known; take one of turtle,"),
        (("-o", "none/graph.nq"), "none/graph.nq: cannot be written: No such file"),
    ],
)
def test_what_cannot_be_written_is_told(
    folder: Path, arguments: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(folder), *arguments]) == 2
    assert message in capsys.readouterr().err


# geokg validate


def test_a_graph_and_its_files_are_valid(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for place in (folder, folder / "store", folder / "graph.trig", folder / "graph.ttl"):
        assert main(["validate", str(place), "--sample", "5"]) == 0
        shown = capsys.readouterr()
        assert shown.out == ""
        assert f"{place}: valid" in shown.err


def test_problems_are_told_with_node_claim_and_remedy(
    folder: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    file = tmp_path / "wrong.nq"
    lines = (folder / "graph.nq").read_text(encoding="utf-8")
    file.write_text(lines.replace('confidence> "0.83"', 'confidence> "1.830"'), encoding="utf-8")
    assert main(["validate", str(file)]) == 1
    shown = capsysbinary.readouterr()
    assert b"a confidence outside 0 to 1" in shown.out
    assert f"claim:{WARNS.id.removeprefix('claim/')}".encode() in shown.out
    assert b"3 problems of 1 nodes" in shown.err
    assert main(["validate", str(file), "--format", "json", "-q"]) == 1
    problems = json.loads(capsysbinary.readouterr().out)
    assert {tuple(problem) for problem in problems} == {("node", "problem", "found", "claim", "remedy")}
    assert {problem["claim"] for problem in problems} == {"https://w3id.org/geokg/" + WARNS.id}
    assert all(problem["remedy"] for problem in problems)


def test_json_of_a_valid_file_is_an_empty_list(folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["validate", str(folder), "--format", "json"]) == 0
    assert json.loads(capsysbinary.readouterr().out) == []


def test_quotes_are_compared_with_articles(
    folder: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    file = tmp_path / "articles.jsonl"

    def articles(change: str) -> None:
        rows = ({"id": a.id, "url": a.url, "text": a.text.replace("warned", change)} for a in ARTICLES if a.url)
        file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")

    articles("warned")
    assert main(["validate", str(folder), "--articles", str(file)]) == 0
    articles("warmed")
    capsysbinary.readouterr()
    assert main(["validate", str(folder), "--articles", str(file)]) == 1
    assert b"a quote that differs from its article" in capsysbinary.readouterr().out


@pytest.mark.parametrize("place", ["none.ttl", "none", "wrong.ttl"])
def test_what_cannot_be_read_gives_2(tmp_path: Path, place: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "wrong.ttl").write_text("<a> <b>", encoding="utf-8")
    assert main(["validate", str(tmp_path / place)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_build_is_validated_at_its_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Norway is a member of NATO.", encoding="utf-8")
    arguments = ["build", str(tmp_path / "a.txt"), "-o", str(tmp_path / "out"), "--date", "2024-04-05", "-q"]
    assert main([*arguments, "--validate"]) == 0
    assert capsys.readouterr().err == ""


def test_a_wrong_build_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    quads = [quad for quad in to_quads(ARTICLES, STATEMENTS) if quad.predicate != term("geokg:extractor")]
    assert validate_build(Store.in_memory(quads)) == 1
    assert "invalid: https://w3id.org/geokg/claim/" in capsys.readouterr().err
