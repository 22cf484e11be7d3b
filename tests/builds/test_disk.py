"""A disk that is full leaves the files of the last run, and one line that says so."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.builds.news import contents, write_news

if TYPE_CHECKING:
    from pathlib import Path

resource = pytest.importorskip("resource", reason="limits of the size of files are a thing of POSIX")

#: Sets the limit in the process itself, which is safer than between fork and exec.
LIMITED = """
import resource, sys
limit = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
from geokg.cli.run import main
sys.exit(main())
"""


def run(news: Path, output: Path, limit: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", LIMITED, str(limit), "build", str(news), "-o", str(output), "--no-plugins"]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


@pytest.mark.parametrize("limit", [4_000, 1_000_000])
def test_a_full_disk_leaves_the_last_files(tmp_path: Path, limit: int) -> None:
    news, output, ample = tmp_path / "news", tmp_path / "output", 2**40
    write_news(news, 2)
    assert run(news, output, ample).returncode == 0
    before = contents(output)
    write_news(news, 4)
    full = run(news, output, limit)
    assert full.returncode == 2, full.stderr
    assert len(full.stderr.splitlines()) == 1
    assert contents(output) == before
    assert not list(output.glob(".geokg-*"))
    assert run(news, output, ample).returncode == 0
    assert run(news, tmp_path / "anew", ample).returncode == 0
    assert contents(output) == contents(tmp_path / "anew")
