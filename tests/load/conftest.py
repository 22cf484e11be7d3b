from __future__ import annotations

import shutil
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from geokg.graph import Graph
from tests.known import ARTICLES, STATEMENTS
from tests.load import servers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.load.servers import Server


@pytest.fixture(autouse=True)
def nothing_of_the_users_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No secrets and no proxy of whoever runs the tests."""
    for name in ("GEOKG_LOAD_USER", "GEOKG_LOAD_PASSWORD", "GEOKG_LOAD_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NETRC", str(tmp_path / "no-netrc"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")


@pytest.fixture(scope="module", params=["oxigraph", "fuseki", "virtuoso"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Each store in turn."""
    folder = tmp_path_factory.mktemp(request.param)
    starting = {
        "oxigraph": servers.oxigraph,
        "fuseki": lambda: servers.fuseki(folder),
        "virtuoso": lambda: servers.virtuoso(folder),
    }
    with starting[request.param]() as started:
        yield started


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Graph.from_statements(ARTICLES, STATEMENTS).save(tmp_path_factory.mktemp("built"))


@pytest.fixture
def output(built: Path, tmp_path: Path) -> Path:
    """An output folder with the known graph, which nothing was loaded from."""
    return Path(shutil.copytree(built, tmp_path / "output"))


@pytest.fixture
def nobody() -> str:
    """An address where no server listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{found.getsockname()[1]}"
