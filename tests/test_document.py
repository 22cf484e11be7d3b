from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from geokg.document import OffsetMap
from geokg.model import Span


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9)), min_size=1))
def test_offsets_map_back_run_by_run(runs: list[tuple[int, int]]) -> None:
    """Each run is (characters kept, characters dropped behind them)."""
    clean, given_, expected = [0], [0], []
    at_clean = at_given = 0
    for kept, dropped in runs:
        expected += range(at_given, at_given + kept)
        at_clean, at_given = at_clean + kept, at_given + kept + dropped
        clean.append(at_clean)
        given_.append(at_given)
    offsets = OffsetMap(tuple(clean), tuple(given_))
    assert [offsets.to_given(i) for i in range(at_clean)] == expected
    assert offsets.span(0, at_clean) == Span(expected[0], expected[-1] + 1)
