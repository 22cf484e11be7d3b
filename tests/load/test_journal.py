from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geokg.errors import StoreError
from geokg.load import Journal

if TYPE_CHECKING:
    from pathlib import Path


def test_what_was_sent_is_remembered_for_its_target(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path, "http://a")
    journal.begin("one")
    journal.end("one", "hash")
    journal.begin("two")
    journal.begin("three")
    journal.end("three", "other")
    journal.forget("three")
    assert journal.sent == Journal.open(tmp_path, "http://a").sent == {"one": "hash", "two": None}
    assert Journal.open(tmp_path, "http://b").sent == {}


@pytest.mark.parametrize("cut", [2, 10, 30])
def test_a_line_that_a_break_cut_short_counts_as_not_sent(tmp_path: Path, cut: int) -> None:
    journal = Journal.open(tmp_path, "http://a")
    journal.begin("one")
    journal.end("one", "hash")
    (place,) = tmp_path.iterdir()
    place.write_bytes(place.read_bytes()[:-cut])
    journal = Journal.open(tmp_path, "http://a")
    assert journal.sent == {"one": None}
    journal.end("two", "hash")
    assert Journal.open(tmp_path, "http://a").sent == {"one": None, "two": "hash"}


def test_nothing_is_written_before_something_is_sent(tmp_path: Path) -> None:
    Journal.open(tmp_path, "http://a")
    assert list(tmp_path.iterdir()) == []


def test_the_file_does_not_grow_from_load_to_load(tmp_path: Path) -> None:
    sizes = set()
    for _ in range(4):
        journal = Journal.open(tmp_path, "http://a")
        journal.begin("one")
        journal.end("one", "hash")
        (place,) = tmp_path.iterdir()
        sizes.add(place.stat().st_size)
    assert len(sizes) <= 2


@given(junk=st.text())
def test_junk_is_passed_over(tmp_path_factory: pytest.TempPathFactory, junk: str) -> None:
    folder = tmp_path_factory.mktemp("junk")
    Journal.open(folder, "http://a").end("one", "hash")
    (place,) = folder.iterdir()
    with place.open("a", encoding="utf-8", errors="replace") as file:
        file.write("\n" + junk.replace("{", "(") + "\n")
    assert Journal.open(folder, "http://a").sent == {"one": "hash"}


def test_a_journal_that_cannot_be_read_or_written_is_named(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path, "http://a")
    journal.begin("one")
    (place,) = tmp_path.iterdir()
    place.unlink()
    place.mkdir()
    with pytest.raises(StoreError, match=f"{place}: cannot be read"):
        Journal.open(tmp_path, "http://a")
    with pytest.raises(StoreError, match=f"{place}: cannot be written"):
        journal.begin("one")
