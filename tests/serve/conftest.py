from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.serve.served import Served, save_known, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="package")
def known_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder with the known graph."""
    return save_known(tmp_path_factory.mktemp("known"))


@pytest.fixture(scope="package")
def server(known_folder: Path) -> Iterator[Served]:
    """A server over the known graph, with a short time limit."""
    with serving(known_folder, "--timeout", "3", "--workers", "2", "--max-bytes", "2000000") as served:
        yield served
