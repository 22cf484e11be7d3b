from __future__ import annotations

from itertools import pairwise

from geokg.model import FAMILIES, STATES, Kind
from geokg.view.style import load_style


def test_every_kind_and_family_has_a_style() -> None:
    style = load_style()
    assert set(style.kinds) == set(Kind)
    assert set(style.group_of) == {*FAMILIES, *STATES}


def test_kinds_differ_in_shape_and_in_colour() -> None:
    kinds = load_style().kinds.values()
    for key in ("path", "light", "dark"):
        values = sorted(kind[key] for kind in kinds)
        assert all(a != b for a, b in pairwise(values))
