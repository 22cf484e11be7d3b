"""The command that fetches articles and keeps them as a file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from geokg.cli.printing import note
from geokg.cli.progress import progress, ticked
from geokg.errors import StoreError
from geokg.jsonl import article_to_json

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from geokg.config import Settings
    from geokg.model import Article

__all__ = ["run_fetch"]

_NAME = "articles.jsonl"


def run_fetch(paths: Sequence[str], folder: Path, settings: Settings, *, limit: int | None, quiet: bool) -> int:
    """Add the articles at addresses, and behind the links of feeds and lists, to ``articles.jsonl`` in a folder.

    What stands there is not fetched again. Returns the exit code: 1 where something could not be fetched.

    Raises:
        InputError: a path is wrong.
        StoreError: the folder cannot be written.
    """
    from geokg.fetch import Fetcher
    from geokg.ingest.articles import open_source
    from geokg.ingest.opening import Opening
    from geokg.ingest.sources import find_sources

    sources = find_sources(paths)
    opening = Opening(settings.max_bytes, settings.date, dict(settings.columns), follow=True)
    place = folder / _NAME
    had = _had(place)
    new = failed = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (
            Fetcher(settings.policy) as fetcher,
            place.open("a", encoding="utf-8", newline="\n") as file,
            progress("fetching articles", quiet=quiet) as tick,
        ):
            found = (each for source in sources for each in open_source(source, opening, fetcher.get, had.get))
            for where, article in ticked(found, tick):
                if limit is not None and new >= limit:
                    break
                if isinstance(article, str):
                    failed += 1
                    note(f"skipped {where}: {article}")
                elif article.url not in had or not article.url:
                    had[article.url] = article
                    file.write(json.dumps(article_to_json(article), ensure_ascii=False) + "\n")
                    file.flush()
                    new += 1
    except OSError as error:
        raise StoreError(f"{place}: cannot be written: {error.strerror or error}") from error
    if not quiet:
        note(f"{new:,} new articles -> {place}, which now has {len(had):,}; build with: geokg build {place}")
    return 1 if failed else 0


def _had(place: Path) -> dict[str, Article]:
    """The articles of earlier runs by address; of a line that a killed run left half, the rest goes."""
    from geokg.ingest import read_articles

    if not place.exists() or not place.stat().st_size:
        return {}
    content = place.read_bytes()
    if not content.endswith(b"\n"):
        place.write_bytes(content[: content.rfind(b"\n") + 1])
    articles = read_articles(place, on_skip=lambda _: None)
    return {article.url: article for article in articles if article.url}
