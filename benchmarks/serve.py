"""What the endpoint costs, and whether an endless query disturbs the others.

    geokg build seeds/articles && python benchmarks/serve.py [output] [--seconds 30] [--clients 32]

First a small query is asked in turns of pyoxigraph in this process and of the endpoint. Then many clients ask it at the
same time, without a pause: all of them in quiet, and all but one while that one asks a query that never ends.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import re
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from pyoxigraph import QueryResultsFormat, QuerySolutions

from geokg.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

SMALL = "SELECT ?subject ?relation ?object { GRAPH graph:facts { ?subject ?relation ?object } } LIMIT 20"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
TURNS = 1000


def main() -> None:
    """Prints a line for each of the three, with ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("output"))
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--clients", type=int, default=32)
    options = parser.parse_args()
    with serving(options.folder, options.seconds + 10) as place:
        alone, served = small_query(options.folder, place)
        print(f"small query: pyoxigraph {alone:.2f} ms, endpoint {served:.2f} ms, adds {served - alone:.2f} ms")
        quiet = load(place, options.clients, options.seconds / 2, endless=False)
        print(f"{options.clients} clients, quiet: {told(quiet)}")
        disturbed = load(place, options.clients, options.seconds, endless=True)
        print(f"{options.clients} clients, one endless: {told(disturbed)}")
        print(f"ratio of medians {statistics.median(disturbed[0]) / statistics.median(quiet[0]):.2f}")


@contextlib.contextmanager
def serving(folder: Path, timeout: float) -> Iterator[tuple[str, int]]:
    """Where a server over the folder can be asked, while the context lasts."""
    command = [sys.executable, "-m", "geokg", "serve", "-o", str(folder), "--port", "0", "--timeout", str(timeout)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    try:
        first = process.stderr.readline()
        found = re.search(r"http://([\d.]+):(\d+)/", first)
        if not found:
            sys.exit(first)
        yield found[1], int(found[2])
    finally:
        process.terminate()
        process.wait()


def small_query(folder: Path, place: tuple[str, int]) -> tuple[float, float]:
    """The median milliseconds of the small query in this process and over the endpoint, asked in turns."""
    store = Store.open(folder / "store")
    prefixes = store.names.prefixes
    connection = http.client.HTTPConnection(*place)
    alone, served = [], []
    for _ in range(TURNS):
        begun = time.perf_counter()
        found = store.query(SMALL, prefixes=prefixes)
        assert isinstance(found, QuerySolutions)
        expected = found.serialize(format=QueryResultsFormat.JSON)
        alone.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        status, body = ask(connection, SMALL)
        served.append(time.perf_counter() - begun)
        assert (status, body) == (200, expected)
    return statistics.median(alone) * 1000, statistics.median(served) * 1000


def load(place: tuple[str, int], clients: int, seconds: float, *, endless: bool) -> tuple[list[float], int]:
    """The seconds that each small query took, and how many had no answer."""
    times: list[float] = []
    failed: list[int] = []
    end = time.monotonic() + seconds

    def client() -> None:
        connection = http.client.HTTPConnection(*place)
        while time.monotonic() < end:
            begun = time.perf_counter()
            status, _ = ask(connection, SMALL)
            times.append(time.perf_counter() - begun)
            if status != 200:
                failed.append(status)

    def endless_client() -> None:
        with contextlib.suppress(TimeoutError):
            ask(http.client.HTTPConnection(*place, timeout=seconds), ENDLESS)

    threads = [threading.Thread(target=client) for _ in range(clients - endless)]
    threads += [threading.Thread(target=endless_client)] * endless
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, len(failed)


def ask(connection: http.client.HTTPConnection, query: str) -> tuple[int, bytes]:
    """Status and body of the answer to a query."""
    connection.request("GET", f"/sparql?query={quote(query)}")
    response = connection.getresponse()
    return response.status, response.read()


def told(measured: tuple[list[float], int]) -> str:
    """How many queries were asked, and how long they took."""
    times, failed = measured
    median, nearly_all = statistics.median(times) * 1000, statistics.quantiles(times, n=100)[98] * 1000
    return f"{len(times):,} queries, {failed} errors, median {median:.1f} ms, 99 % within {nearly_all:.1f} ms"


if __name__ == "__main__":
    main()
