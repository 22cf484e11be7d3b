from __future__ import annotations

import pytest

from geokg.data import data_path
from geokg.errors import DataError


@pytest.mark.parametrize("name", ["ontology/relations.ttl", "ontology/lexicon/en.toml", "seeds/actors"])
def test_data_is_found(name: str) -> None:
    assert data_path(name).exists()


def test_what_is_missing_is_named() -> None:
    with pytest.raises(DataError, match=r"ontology/songs\.ttl"):
        data_path("ontology/songs.ttl")
