from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripts.fit_confidence import fit

from geokg.confidence import Calibration, load_calibration
from geokg.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path


@given(st.lists(st.floats(0, 1), min_size=2, max_size=2))
def test_a_better_score_is_never_trusted_less(scores: list[float]) -> None:
    calibration = load_calibration()
    low, high = sorted(scores)
    for extractor in calibration.curves:
        assert 0 <= calibration(extractor, low) <= calibration(extractor, high) <= 1


def test_an_unknown_extractor_keeps_its_score() -> None:
    assert Calibration({})("mine", 0.37) == 0.37


@given(st.lists(st.tuples(st.sampled_from([0.4, 0.6, 0.8, 0.9]), st.booleans()), min_size=1))
def test_what_is_fitted_rises(found: list[tuple[float, bool]]) -> None:
    curve = fit(found)
    assert curve == sorted(curve)
    assert [share for _, share in curve] == sorted(share for _, share in curve)


@pytest.mark.parametrize("text", ["events = [[0.5, 0.9], [0.9, 0.1]]", "events = []", "events = [[0.5, 1.5]]"])
def test_a_curve_that_does_not_rise_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "confidence.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"\[events\] must hold pairs"):
        load_calibration(file)
