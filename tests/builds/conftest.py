"""Builds within the process of the tests share their readers: making one takes longer than most tests read."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from geokg.builds.work import Recipe

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True, scope="package")
def _readers_are_shared() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Recipe, "reader", cache(Recipe.reader))
        yield
