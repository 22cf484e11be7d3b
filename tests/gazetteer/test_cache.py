from __future__ import annotations

import os
import pickle
from typing import TYPE_CHECKING

import pytest

from geokg.errors import DataError
from geokg.gazetteer import load_gazetteer
from geokg.gazetteer.cache import compiled
from geokg.gazetteer.known import Gazetteer

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


class Maker:
    """Makes the gazetteer of one file, and counts how often it is asked to."""

    def __init__(self, path: Path) -> None:
        self.path, self.asked = path, 0

    def __call__(self) -> Gazetteer:
        self.asked += 1
        return load_gazetteer()


def test_a_second_run_reads_what_the_first_compiled(home: Path) -> None:
    (home / "a.csv").write_text("one")
    make = Maker(home / "a.csv")
    first, second = compiled([make.path], make), compiled([make.path], make)
    assert make.asked == 1
    assert (first.actors, first.names, first.tenures) == (second.actors, second.names, second.tenures)


def test_a_changed_file_is_compiled_anew(home: Path) -> None:
    (home / "a.csv").write_text("one")
    make = Maker(home / "a.csv")
    compiled([make.path], make)
    make.path.write_text("two")
    compiled([make.path], make)
    assert make.asked == 2


@pytest.mark.parametrize("content", [b"", b"no pickle", pickle.dumps("something else")])
def test_a_broken_cache_is_not_read(home: Path, content: bytes) -> None:
    (home / "a.csv").write_text("one")
    make = Maker(home / "a.csv")
    compiled([make.path], make)
    for place in (home / "cache" / "geokg").iterdir():
        place.write_bytes(content)
    assert isinstance(compiled([make.path], make), Gazetteer)
    assert make.asked == 2


def test_the_cache_of_another_user_is_not_read(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "a.csv").write_text("one")
    make = Maker(home / "a.csv")
    compiled([make.path], make)
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    compiled([make.path], make)
    assert make.asked == 2


def test_without_a_place_to_write_nothing_is_kept(home: Path) -> None:
    (home / "cache").write_text("a file where the folder should be")
    (home / "a.csv").write_text("one")
    make = Maker(home / "a.csv")
    compiled([make.path], make)
    compiled([make.path], make)
    assert make.asked == 2


def test_mistakes_are_reported_by_every_run(home: Path) -> None:
    (home / "a.csv").write_text("id,label,kind\nA,A,Person\n")
    for _ in range(2):
        with pytest.raises(DataError, match="id 'A' is malformed"):
            load_gazetteer([home / "a.csv"])
