"""An article that kills its reader costs no other article its reading, and is named."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.builds.news import contents, write_news

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
#: A plug-in as another package would bring it: it kills its process over one text, and raises over another.
PLUGIN = """
import os, signal

def statements(document):
    if "POISON" in document.article.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "GREED" in document.article.text:
        bytearray(1 << 60)
    if "MISTAKE" in document.article.text:
        raise ValueError("a mistake of the plug-in")
    return []
"""
METADATA = "Metadata-Version: 2.1\nName: poisonous\nVersion: 1.0\n"
ENTRY = "[geokg.extractors]\npoisonous = poisonous:statements\n"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    packages, metadata = tmp_path / "packages", tmp_path / "packages" / "poisonous-1.0.dist-info"
    metadata.mkdir(parents=True)
    (packages / "poisonous.py").write_text(PLUGIN, encoding="utf-8")
    (metadata / "METADATA").write_text(METADATA, encoding="utf-8")
    (metadata / "entry_points.txt").write_text(ENTRY, encoding="utf-8")
    return {**os.environ, "PYTHONPATH": str(packages)}


def run(news: Path, output: Path, environment: Mapping[str, str], *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "geokg", "build", str(news), "-o", str(output), *options]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=ROOT, timeout=300)


def test_with_one_reader_the_runs_die_until_it_is_known_which(tmp_path: Path, environment: dict[str, str]) -> None:
    write_news(tmp_path / "news", 6)
    assert run(tmp_path / "news", tmp_path / "without", environment).returncode == 0
    (tmp_path / "news" / "bad.txt").write_text("POISON from Norway, which attacked Peru on Monday.", encoding="utf-8")
    codes = []
    while not codes or codes[-1] < 0:
        done = run(tmp_path / "news", tmp_path / "output", environment)
        codes.append(done.returncode)
        assert len(codes) <= 3
    assert codes == [-9, -9, 1]
    assert "bad.txt: the reader dies on it" in done.stderr
    assert contents(tmp_path / "output") == contents(tmp_path / "without")


def test_with_more_one_run_finds_it_out(tmp_path: Path, environment: dict[str, str]) -> None:
    write_news(tmp_path / "news", 70)
    assert run(tmp_path / "news", tmp_path / "without", environment).returncode == 0
    (tmp_path / "news" / "033-bad.txt").write_text("POISON: Norway attacked Peru on Monday.", encoding="utf-8")
    done = run(tmp_path / "news", tmp_path / "output", environment, "--jobs", "2")
    assert done.returncode == 1, done.stderr
    assert "033-bad.txt: the reader dies on it" in done.stderr
    assert contents(tmp_path / "output") == contents(tmp_path / "without")
    again = run(tmp_path / "news", tmp_path / "output", environment, "--jobs", "2")
    assert "nothing to do" in again.stderr


def test_a_mistake_is_named_and_costs_nothing_else(tmp_path: Path, environment: dict[str, str]) -> None:
    write_news(tmp_path / "news", 6)
    (tmp_path / "news" / "bad.txt").write_text("MISTAKE: Norway attacked Peru on Monday.", encoding="utf-8")
    done = run(tmp_path / "news", tmp_path / "output", environment)
    assert done.returncode in (0, 1)
    assert "a mistake of the plug-in" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(contents(tmp_path / "output")) == 5


def test_an_article_that_takes_all_memory_is_named(tmp_path: Path, environment: dict[str, str]) -> None:
    write_news(tmp_path / "news", 3)
    (tmp_path / "news" / "bad.txt").write_text("GREED of Norway, which attacked Peru on Monday.", encoding="utf-8")
    done = run(tmp_path / "news", tmp_path / "output", environment)
    assert done.returncode == 1
    assert "GREED of Norway" in done.stderr
    assert "it raised MemoryError" in done.stderr


def test_no_article_is_blamed_where_no_reader_can_start(tmp_path: Path, environment: dict[str, str]) -> None:
    plugin = Path(environment["PYTHONPATH"]) / "poisonous.py"
    plugin.write_text("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n", encoding="utf-8")
    write_news(tmp_path / "news", 1, 70)
    done = run(tmp_path / "news", tmp_path / "output", environment, "--jobs", "2")
    assert done.returncode == 2, done.stderr
    assert done.stderr.splitlines()[-1].startswith("geokg: error: a process that reads dies while it loads the model")
