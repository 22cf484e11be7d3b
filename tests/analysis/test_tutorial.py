"""The tutorial and its notebook say what geokg says."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from geokg.cli import main

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(autouse=True)
def _needs_plots() -> None:
    pytest.importorskip("matplotlib")
    pytest.importorskip("pandas")


def test_each_command_of_the_tutorial_prints_what_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    blocks = re.findall(
        r"```console\n\$ geokg (.*)\n((?:.*\n)*?)```", (DOCS / "tutorial.md").read_text(encoding="utf-8")
    )
    assert len(blocks) == 6
    (tmp_path / "seeds").symlink_to(DOCS.parent / "seeds")
    monkeypatch.chdir(tmp_path)
    for command, shown in blocks:
        assert main(shlex.split(command)) == 0
        assert capsys.readouterr().out == shown, command
    assert (tmp_path / "report.html").exists()


def test_the_pictures_are_there() -> None:
    pictures = re.findall(r"!\[.+\]\((.+)\)", (DOCS / "tutorial.md").read_text(encoding="utf-8"))
    assert pictures == ["images/tutorial-dyad.svg", "images/tutorial-partners.svg"]
    assert all((DOCS / picture).read_text(encoding="utf-8").startswith("<?xml") for picture in pictures)


def test_the_notebook_finds_the_mediators(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(DOCS)
    found: dict[str, Any] = {}
    notebook = json.loads((DOCS / "tutorial.ipynb").read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), cell["id"], "exec"), found)
    assert found["mediators"] == [{"Turkey"}, {"United Nations"}]
    assert "Russia has blockaded Ukraine's ports" in found["quotes"]
    assert found["by_status"].sum() == len(found["graph"].statements())
    assert "<h1>Report on Ukraine</h1>" in found["page"]
