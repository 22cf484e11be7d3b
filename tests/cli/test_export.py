"""``geokg export`` and ``geokg validate`` as a user meets them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from geokg.cli import main
from geokg.graph import Graph
from geokg.rdf.export import Form
from tests.known import ARTICLES, STATEMENTS

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
