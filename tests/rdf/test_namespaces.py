from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geokg.errors import ConfigError
from geokg.rdf.namespaces import BASE, Names


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_a_name_comes_back_out_of_its_iri(name: str) -> None:
    assert Names().local(Names().iri("actor", name).value) == name


@pytest.mark.parametrize(
    "base", ["", "x", "http://x", "http://x/#", "http://x/?a/", "http://a b/", "http://x/<y>/", "/x/"]
)
def test_a_base_that_names_cannot_stand_behind_is_refused(base: str) -> None:
    with pytest.raises(ConfigError, match="cannot be used; give an address such as"):
        Names(base)


@pytest.mark.parametrize("base", ["http://localhost:8000/", "urn:x/", "https://é.example/kg/"])
def test_other_bases_are_used(base: str) -> None:
    assert Names(base).iri("actor", "x").value == f"{base}actor/x"


@pytest.mark.parametrize(
    ("iri", "moved"),
    [
        (BASE + "relation/warns", "http://x/relation/warns"),
        (BASE + "family/AID", "http://x/family/AID"),
        (BASE + "ontology#Claim", BASE + "ontology#Claim"),
        (BASE + "relations", BASE + "relations"),
        ("http://www.w3.org/2002/07/owl#Class", "http://www.w3.org/2002/07/owl#Class"),
    ],
)
def test_rebase(iri: str, moved: str) -> None:
    assert Names("http://x/").rebase(iri) == moved
