from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geokg.serve.formats import GRAPH_FORMATS, RESULT_FORMATS, named_type, wanted_type

JSON, XML, CSV, TSV = RESULT_FORMATS
TURTLE, TRIPLES, JSON_LD, RDF_XML = GRAPH_FORMATS


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", JSON),
        ("*/*", JSON),
        (XML, XML),
        (XML.upper(), XML),
        (f"{XML};q=0.5,{CSV}", CSV),
        (f"{XML} ; q=0.5 , {CSV};q=0.4", XML),
        (f"{XML};charset=utf-8;q=0.1, {TSV};q=0.2", TSV),
        (f"{CSV}, {XML}", XML),  # as good as each other, so the server's order counts
        ("text/*, */*;q=0.1", CSV),
        (f"text/*;q=0.9, {TSV}", TSV),
        (f"{JSON};q=0, application/*", XML),
        (f"{JSON};q=0", None),
        ("application/json;q=0.5, text/html", JSON),
        (f"application/json, {JSON};q=0", None),
        ("image/png", None),
        ("no type; at all,,;q=", None),
        (f"{CSV};q=2", CSV),
    ],
)
def test_wanted_type(accept: str, expected: str | None) -> None:
    assert wanted_type(accept, RESULT_FORMATS) == expected


@given(st.text())
def test_any_header_is_read(accept: str) -> None:
    assert wanted_type(accept, GRAPH_FORMATS) in {None, *GRAPH_FORMATS}


@given(
    st.lists(
        st.tuples(st.sampled_from(list(RESULT_FORMATS)), st.integers(1, 1000)), min_size=1, unique_by=lambda p: p[0]
    )
)
def test_the_best_liked_is_chosen(liked: list[tuple[str, int]]) -> None:
    chosen = wanted_type(", ".join(f"{kind};q={quality / 1000:.3f}" for kind, quality in liked), RESULT_FORMATS)
    assert chosen is not None
    assert dict(liked)[chosen] == max(quality for _, quality in liked)


@pytest.mark.parametrize(
    ("name", "of_rows", "of_triples"),
    [
        ("json", JSON, JSON_LD),
        ("XML", XML, RDF_XML),
        ("csv", CSV, None),
        ("turtle", None, TURTLE),
        ("application/json", JSON, None),
        (TRIPLES, None, TRIPLES),
        ("nonsense", None, None),
        ("", None, None),
    ],
)
def test_named_type(name: str, of_rows: str | None, of_triples: str | None) -> None:
    assert (named_type(name, RESULT_FORMATS), named_type(name, GRAPH_FORMATS)) == (of_rows, of_triples)
