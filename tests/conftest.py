from __future__ import annotations

import pytest

from geokg.pipeline import Reader, load_reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The default model with the default actors, loaded once for all tests."""
    return load_reader(extractors=())
