"""Real triple stores on free loopback ports, each with an empty dataset, ended by their process id."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import requests

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Where `.ci/stores` puts the programs that no Python package brings.
STORES = Path(os.environ.get("GEOKG_TEST_STORES") or Path.home() / ".cache" / "geokg-test-stores")


@dataclass(frozen=True)
class Server:
    """What a user is told of a store: where it is, who may write, and how to ask over all graphs at once."""

    kind: str
    url: str
    query: str
    user: str = ""
    password: str = ""
    sql_port: int = 0


def virtuoso_program(name: str) -> str | None:
    """Where a program of Virtuoso is, on the path or unpacked."""
    return shutil.which(name) or shutil.which(name, path=str(STORES / "virtuoso" / "usr" / "bin"))


def environment() -> dict[str, str]:
    """With the libraries that `.ci/stores` unpacked beside a program."""
    libraries = (path for lib in ("lib", "usr/lib") for path in (STORES / "virtuoso" / lib).glob("**/*.so*"))
    found = sorted({str(path.parent) for path in libraries})
    before = os.environ.get("LD_LIBRARY_PATH")
    return os.environ | {"LD_LIBRARY_PATH": os.pathsep.join([*found, *([before] if before else [])])}


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def oxigraph() -> Iterator[Server]:
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if program is None:
        pytest.skip("no oxigraph server: pip install oxigraph")
    url = f"http://127.0.0.1:{free_port()}"
    command = [program, "serve", "--bind", url.removeprefix("http://"), "--union-default-graph"]
    with _running(command, Path.cwd(), url):
        yield Server("oxigraph", url, f"{url}/query")


@contextmanager
def fuseki(folder: Path, *, auth: str = "") -> Iterator[Server]:
    jars = STORES / "jena"
    if not jars.is_dir() or shutil.which("java") is None:
        pytest.skip(f"no Fuseki in {jars}, or no Java: run .ci/stores")
    port = free_port()
    url = f"http://127.0.0.1:{port}/ds"
    command = ["java", "-Xmx512m", "-cp", f"{jars}/*", "org.apache.jena.fuseki.main.cmds.FusekiMainCmd"]
    command += ["--localhost", "--port", str(port), "--update", "--mem"]
    if auth:
        (folder / "passwords").write_text("ada: secret/1\n")
        command += [f"--auth={auth}", f"--passwd={folder / 'passwords'}"]
    with _running([*command, "/ds"], folder, f"{url}?query=ASK%7B%7D"):
        user = ("ada", "secret/1") if auth else ("", "")
        yield Server("fuseki", url, f"{url}/query", *user)


@contextmanager
def virtuoso(folder: Path) -> Iterator[Server]:
    program = virtuoso_program("virtuoso-t")
    if program is None:
        pytest.skip(f"no virtuoso-t on the path or in {STORES}: run .ci/stores")
    port, sql_port = free_port(), free_port()
    settings = folder / "virtuoso.ini"
    settings.write_text(_VIRTUOSO.format(folder=folder, http=port, sql=sql_port))
    url = f"http://127.0.0.1:{port}"
    with _running([program, "+foreground", "+configfile", str(settings)], folder, url):
        yield Server("virtuoso", url, f"{url}/sparql", "dba", "dba", sql_port=sql_port)


_VIRTUOSO = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 10000
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 4
"""


@contextmanager
def _running(command: list[str], folder: Path, url: str) -> Iterator[None]:
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment()
    ) as process:
        try:
            _wait(process, url)
            yield
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(process: subprocess.Popen[bytes], url: str) -> None:
    for _ in range(600):
        if process.poll() is not None:
            pytest.fail(f"{process.args!r} ended by itself, with code {process.returncode}")
        try:
            requests.get(url, timeout=5).close()
        except requests.ConnectionError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"{url} does not answer after a minute")
