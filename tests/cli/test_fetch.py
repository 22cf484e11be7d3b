from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.builds.test_web import pages, up  # noqa: F401 - fixtures
from tests.cli.test_cli import geokg

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fetch.sites import Site


def test_fetch_grows_a_file_that_build_reads(up: Site, pages: dict[str, str], tmp_path: Path) -> None:  # noqa: F811
    news = tmp_path / "news"
    arguments = ["fetch", up.url("/rss"), up.url("/none"), "-o", "news", "--allow-private", "--delay", "0"]
    result = geokg(*arguments, "--limit", "2", cwd=tmp_path)
    assert "2 new articles" in result.stderr
    result = geokg(*arguments, cwd=tmp_path)
    assert result.returncode == 1
    assert "1 new articles" in result.stderr
    assert "answers 404" in result.stderr
    file = news / "articles.jsonl"
    with file.open("a", encoding="utf-8") as half:
        half.write('{"text": "half a li')
    assert "0 new articles" in geokg(*arguments, cwd=tmp_path).stderr
    urls = [json.loads(line)["url"] for line in file.read_text(encoding="utf-8").splitlines()]
    assert urls == [up.url(path) for path in sorted(pages)]
    assert up.paths().count("/0") == 1
    assert geokg("build", "news", "--quiet", cwd=tmp_path).returncode == 0


def test_fetch_leaves_the_own_network_alone(up: Site, tmp_path: Path) -> None:  # noqa: F811
    result = geokg("fetch", up.url("/0"), "-o", "news", cwd=tmp_path)
    assert result.returncode == 1
    assert "port" in result.stderr
    assert up.asked == []
