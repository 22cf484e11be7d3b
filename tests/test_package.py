from __future__ import annotations

import subprocess
import sys

import pytest

import geokg


def test_all_is_complete_and_resolves() -> None:
    public = {name for names in geokg._HOMES.values() for name in names} | {"__version__"}
    assert set(geokg.__all__) == public == set(dir(geokg))
    for name in geokg.__all__:
        assert getattr(geokg, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="invent"):
        geokg.invent  # noqa: B018


def test_import_loads_nothing_heavy() -> None:
    code = "import geokg, sys; print([m for m in ('spacy', 'rdflib', 'pyoxigraph', 'networkx') if m in sys.modules])"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.strip() == "[]"
