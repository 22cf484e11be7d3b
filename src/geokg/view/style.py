"""How the viewer shows kinds, groups of families and standings; the values stand in ``style.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from geokg.model import Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geokg.model import Statement

__all__ = ["Style", "load_style", "standing"]


@dataclass(frozen=True, slots=True)
class Style:
    """The tables of ``style.toml``, and the group of each family."""

    kinds: Mapping[str, Mapping[str, Any]]
    groups: Mapping[str, Mapping[str, Any]]
    standings: Mapping[str, Mapping[str, Any]]
    group_of: Mapping[str, str]


@cache
def load_style() -> Style:
    """The style of the page.

    >>> load_style().group_of["ASSAULT"]
    'force'
    """
    tables = tomllib.loads(files("geokg.view").joinpath("style.toml").read_text(encoding="utf-8"))
    groups = tables["groups"]
    group_of = {family: name for name, group in groups.items() for family in group["families"]}
    return Style(tables["kinds"], groups, tables["standings"], group_of)


def standing(statement: Statement) -> str:
    """Which of the standings of ``style.toml`` a statement has: fact, reported, open or negated."""
    if statement.status is Status.ASSERTED:
        return "reported" if statement.speaker else "fact"
    return "negated" if statement.status is Status.NEGATED else "open"
