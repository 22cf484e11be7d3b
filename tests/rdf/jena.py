"""Apache Jena's ``riot``, where it can be had: ``.ci/jena FOLDER`` fetches it, and ``JENA_JARS`` names that folder."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

__all__ = ["riot_count"]


def riot_count(file: Path, syntax: str) -> int:
    """How many triples or quads riot reads, in strict mode; skips the test where there is no riot."""
    jars = os.environ.get("JENA_JARS")
    if not jars or not list(Path(jars).glob("jena-arq-*.jar")):
        pytest.skip("JENA_JARS names no folder with Apache Jena; .ci/jena fetches it")
    if not shutil.which("java"):
        pytest.skip("Apache Jena needs Java, and there is none")
    command = ["java", "-cp", f"{jars}/*", "riotcmd.riot", f"--syntax={syntax}", "--strict", "--count", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    said = done.stdout + done.stderr
    counted = re.search(r"(?:Triples|Quads) = ([\d,]+)", said)
    assert done.returncode == 0 and counted and "ERROR" not in said and "WARN " not in said, said
    return int(counted[1].replace(",", ""))
