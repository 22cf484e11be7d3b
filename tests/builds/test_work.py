"""A pool that breaks loses no article, at whatever moment it breaks."""

from __future__ import annotations

import multiprocessing

from geokg.builds.work import Recipe, read_in_pool
from geokg.config import Settings
from geokg.model import Article
from tests.builds.news import story


def test_workers_killed_between_two_batches_lose_and_double_nothing() -> None:
    articles = [Article(id=str(number), text=story(number)) for number in range(130)]
    readings = read_in_pool(Recipe(Settings().model, plugins=False), articles, jobs=2)
    found = next(readings)
    workers = multiprocessing.active_children()
    for worker in workers:
        worker.kill()
        worker.join()
    for batch in readings:
        found += batch
    assert len(workers) == 2
    assert sorted(reading.key for reading in found) == sorted(article.key for article in articles)
    assert not any(reading.problem for reading in found)
    assert not multiprocessing.active_children()
