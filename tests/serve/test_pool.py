"""Workers that are killed, die, wait and see the store replaced."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import time
from typing import TYPE_CHECKING

import pytest

from geokg.errors import StoreError
from geokg.graph import Graph
from geokg.serve.exchange import Job, Reply
from geokg.serve.limits import Limits
from geokg.serve.pool import Pool
from tests.known import ARTICLES, STATEMENTS
from tests.serve.served import ENDLESS, save_known, workers_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

COUNT = "SELECT (COUNT(*) AS ?n) { ?claim a geokg:Claim }"
HUNGRY = "SELECT ?a ?b ?c ?d ?e ?f { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?f"


def with_pool(folder: Path, limits: Limits, act: Callable[[Pool], Awaitable[None]]) -> None:
    """Act on a pool that runs, and find no worker left behind."""

    async def run() -> None:
        pool = Pool(folder / "store", limits)
        await pool.start()
        try:
            assert len(workers_of(os.getpid())) == limits.workers
            await act(pool)
        finally:
            await pool.close()

    asyncio.run(run())
    assert not workers_of(os.getpid())


async def ask(pool: Pool, query: str) -> Reply:
    return await pool.answer(Job(query, "text/csv", "application/n-triples", version=pool.version))


def lines(reply: Reply) -> list[str]:
    assert reply.status == 200, reply.body
    return reply.body.decode().split()


@pytest.mark.parametrize(
    ("query", "status", "message"),
    [
        ("ASK {}", 200, "true"),
        ("SELECT * {", 400, "line 1, column 11"),
        ("SELECT * { ?s sko:x ?o }", 400, "did you mean skos:?"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", 403, "INSERT is refused"),
        ("SELECT * { SERVICE <http://localhost:9/> { ?s ?p ?o } }", 403, "SERVICE is refused"),
        ("SELECT * { ?a ?b ?c . ?d ?e ?f }", 413, "larger than 100,000 bytes"),
        (f"ASK {{ FILTER({'(' * 100_000}1{')' * 100_000}) }}", 400, "nested too deeply"),
        (ENDLESS, 503, "time limit: the query took longer than 1 s"),
    ],
)
def test_a_query_has_its_answer_and_the_next_one_too(known_folder: Path, query: str, status: int, message: str) -> None:
    async def act(pool: Pool) -> None:
        reply = await ask(pool, query)
        assert reply.status == status
        assert message in reply.body.decode()
        assert lines(await ask(pool, COUNT)) == ["n", "10"]

    with_pool(known_folder, Limits(timeout=1, workers=1, result=100_000), act)


def test_a_query_that_takes_too_much_memory_ends_alone(known_folder: Path) -> None:
    async def act(pool: Pool) -> None:
        reply, others = await asyncio.gather(ask(pool, HUNGRY), asyncio.gather(*(ask(pool, COUNT) for _ in range(9))))
        assert (reply.status, b"memory" in reply.body) == (400, True)
        assert [lines(other) for other in others] == [["n", "10"]] * 9

    with_pool(known_folder, Limits(timeout=30, workers=2, memory=2**29), act)


def test_an_endless_query_does_not_disturb_the_others(known_folder: Path) -> None:
    async def act(pool: Pool) -> None:
        begun = time.monotonic()
        endless = asyncio.create_task(ask(pool, ENDLESS))
        await asyncio.sleep(0.1)
        for _ in range(20):
            assert lines(await ask(pool, COUNT)) == ["n", "10"]
        assert not endless.done()
        assert (await endless).status == 503
        assert time.monotonic() - begun < 10

    with_pool(known_folder, Limits(timeout=3, workers=2), act)


def test_who_waits_too_long_or_behind_too_many_is_told(known_folder: Path) -> None:
    async def act(pool: Pool) -> None:
        endless, *waiting = (asyncio.create_task(ask(pool, ENDLESS)) for _ in range(3))
        await asyncio.sleep(0.1)
        assert b"too busy: 2 queries are waiting" in (await ask(pool, COUNT)).body
        for reply in await asyncio.gather(*waiting):
            assert (reply.status, b"no worker was free for 0.5 s" in reply.body) == (503, True)
        assert b"time limit" in (await endless).body

    with_pool(known_folder, Limits(timeout=2, workers=1, queue=2, patience=0.5), act)


def test_a_query_that_is_called_off_frees_its_worker(known_folder: Path) -> None:
    async def act(pool: Pool) -> None:
        endless = asyncio.create_task(ask(pool, ENDLESS))
        await asyncio.sleep(0.2)
        endless.cancel()
        begun = time.monotonic()
        assert lines(await ask(pool, COUNT)) == ["n", "10"]
        assert time.monotonic() - begun < 10

    with_pool(known_folder, Limits(timeout=60, workers=1), act)


def test_a_worker_that_is_killed_is_replaced(known_folder: Path) -> None:
    async def act(pool: Pool) -> None:
        (worker,) = pool._all
        os.kill(worker.pid, signal.SIGKILL)
        assert (await ask(pool, COUNT)).status in (200, 503)
        assert lines(await ask(pool, COUNT)) == ["n", "10"]
        assert {other.pid for other in pool._all}.isdisjoint({worker.pid})

    with_pool(known_folder, Limits(workers=1), act)


def test_a_store_that_was_built_again_is_seen(tmp_path: Path) -> None:
    save_known(tmp_path)

    async def act(pool: Pool) -> None:
        old = pool.version
        assert lines(await ask(pool, COUNT)) == ["n", "10"]
        assert pool.version == old
        Graph.from_statements(ARTICLES[:1], STATEMENTS[:1]).save(tmp_path)
        assert pool.version != old
        assert [lines(await ask(pool, COUNT)) for _ in range(4)] == [["n", "2"]] * 4

    with_pool(tmp_path, Limits(workers=2), act)


def test_nobody_sees_a_store_being_replaced(tmp_path: Path) -> None:
    counts = set()

    async def act(pool: Pool) -> None:
        builds = asyncio.create_task(asyncio.to_thread(build_in_turns))
        while not builds.done():
            counts.update(lines(await ask(pool, COUNT))[1:])
        await builds

    def build_in_turns() -> None:
        for size in (1, len(STATEMENTS)) * 6:
            Graph.from_statements(ARTICLES, STATEMENTS[:size]).save(tmp_path)

    save_known(tmp_path)
    with_pool(tmp_path, Limits(workers=2), act)
    assert counts == {"2", "10"}


def test_a_store_that_is_away_for_a_moment_is_waited_for(tmp_path: Path) -> None:
    save_known(tmp_path)

    async def act(pool: Pool) -> None:
        store, aside = tmp_path / "store", tmp_path / "aside"
        version = pool.version
        store.rename(aside)
        assert pool.version == version
        (worker,) = pool._all
        worker.kill()
        asking = asyncio.create_task(ask(pool, COUNT))
        await asyncio.sleep(0.5)
        aside.rename(store)
        assert (await asking).status in (200, 503)
        assert lines(await ask(pool, COUNT)) == ["n", "10"]

    with_pool(tmp_path, Limits(workers=1), act)


def test_without_a_store_no_worker_starts(tmp_path: Path) -> None:
    save_known(tmp_path)
    shutil.rmtree(tmp_path / "store")
    with pytest.raises(StoreError, match="run `geokg build` first"):
        with_pool(tmp_path, Limits(workers=2), ask_nothing)


async def ask_nothing(pool: Pool) -> None:
    raise AssertionError(json.dumps(pool.version))
