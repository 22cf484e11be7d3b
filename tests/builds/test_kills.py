"""A build that is killed fifty times ends as one that was left alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_a_build_that_is_killed_at_any_moment_goes_on_to_the_same_bytes(tmp_path: Path) -> None:
    command = [sys.executable, "-W", "ignore", "-m", "tests.builds.kills", str(tmp_path), "50", "7"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=900, cwd=Path(__file__).parents[2]
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.startswith("50 kills")
