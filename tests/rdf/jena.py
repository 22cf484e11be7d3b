"""Apache Jena's ``riot``, where it can be had: ``.ci/stores`` fetches it."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.load.servers import STORES

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["riot_count"]


def riot_count(file: Path, syntax: str) -> int:
    """How many triples or quads riot reads, in strict mode; skips the test where there is no riot."""
    jars = STORES / "jena"
    if not list(jars.glob("jena-arq-*.jar")):
        pytest.skip(f"no Apache Jena in {jars}: run .ci/stores")
    if not shutil.which("java"):
        pytest.skip("Apache Jena needs Java, and there is none")
    command = ["java", "-cp", f"{jars}/*", "riotcmd.riot", f"--syntax={syntax}", "--strict", "--count", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    said = done.stdout + done.stderr
    counted = re.search(r"(?:Triples|Quads) = ([\d,]+)", said)
    assert done.returncode == 0 and counted and "ERROR" not in said and "WARN " not in said, said
    return int(counted[1].replace(",", ""))
