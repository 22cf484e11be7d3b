"""A real server on a free port of this machine, and a client that sends what no library would."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from geokg.graph import Graph
from tests.known import ARTICLES, STATEMENTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
QUERY = {"Content-Type": "application/sparql-query"}
#: Takes longer than anybody would wait, and no memory.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
#: What is in the environment of the tests, without settings.
ENVIRON = {name: value for name, value in os.environ.items() if not name.startswith("GEOKG_")}


@dataclass(frozen=True, slots=True)
class Response:
    """What came back: status, headers by small name, body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


@dataclass(frozen=True, slots=True)
class Served:
    """A server that runs, the folder that it serves and where it can be asked."""

    process: subprocess.Popen[str]
    folder: Path
    address: str

    @property
    def endpoint(self) -> str:
        return f"{self.address}/sparql"

    @property
    def place(self) -> tuple[str, int]:
        parts = urlsplit(self.address)
        return parts.hostname or "", parts.port or 0

    def send(
        self, method: str, path: str, headers: Mapping[str, str] | None = None, body: bytes | str | None = None
    ) -> Response:
        """Send a request on a connection of its own."""
        with contextlib.closing(http.client.HTTPConnection(*self.place, timeout=60)) as connection:
            connection.request(method, path, body, dict(headers or {}))
            response = connection.getresponse()
            return Response(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())

    def get(self, query: str, accept: str = "*/*", **parameters: str | list[str]) -> Response:
        """Ask a query by GET."""
        fields = {"query": query, **{name.replace("_", "-"): value for name, value in parameters.items()}}
        return self.send("GET", f"/sparql?{urlencode(fields, doseq=True)}", {"Accept": accept})

    def csv(self, query: str, **parameters: str | list[str]) -> list[str]:
        """The lines of a successful answer in CSV, without the head."""
        response = self.get(query, "text/csv", **parameters)
        assert response.status == 200, response.text
        return response.text.splitlines()[1:]


def save_known(folder: Path) -> Path:
    """Write the known graph into a folder."""
    return Graph.from_statements(ARTICLES, STATEMENTS).save(folder)


@contextlib.contextmanager
def serving(folder: Path, *options: str, **environ: str) -> Iterator[Served]:
    """Run ``geokg serve`` over a folder while the context lasts."""
    command = [sys.executable, "-m", "geokg", "serve", "-o", str(folder), "--port", "0", *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=ENVIRON | environ)
    assert process.stderr is not None
    try:
        first = process.stderr.readline()
        found = re.search(r"http://\S+(?=/sparql)", first)
        assert found, first + process.stderr.read()
        yield Served(process, folder, found[0])
    finally:
        process.terminate()
        with process.stderr:
            process.wait(30)


def workers_of(parent: int) -> list[int]:
    """The workers that are children of a process."""
    listed = subprocess.run(["ps", "-e", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(maxsplit=2) for line in listed.splitlines() if "geokg.serve.worker" in line]
    return [int(pid) for pid, above, _ in rows if int(above) == parent]


def is_running(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    done = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return bool(done.stdout.strip()) and not done.stdout.startswith("Z")
