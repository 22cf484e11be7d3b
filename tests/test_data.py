from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geokg.data import data_path, read_toml
from geokg.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", ["ontology/relations.ttl", "ontology/lexicon/en.toml", "seeds/actors"])
def test_data_is_found(name: str) -> None:
    assert data_path(name).exists()


def test_what_is_missing_is_named() -> None:
    with pytest.raises(DataError, match=r"ontology/songs\.ttl"):
        data_path("ontology/songs.ttl")


@pytest.mark.parametrize(
    ("content", "message"), [(b"a = ,", r"words\.toml: .*line 1"), (b"a = '\xff'", r"words\.toml")]
)
def test_a_broken_table_is_named(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "words.toml").write_bytes(content)
    with pytest.raises(DataError, match=message):
        read_toml(tmp_path / "words.toml")
