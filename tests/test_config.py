from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from geokg.config import Settings, load_settings, load_settings_with_origins
from geokg.errors import ConfigError


def test_defaults(tmp_path: Path) -> None:
    settings, origins = load_settings_with_origins(folder=tmp_path, environ={})
    assert settings == Settings()
    assert set(origins.values()) == {"default"}


def test_the_later_source_wins(tmp_path: Path) -> None:
    (tmp_path / "geokg.toml").write_text('base = "https://file.example/"\nmax_bytes = 10\nmin_confidence = 0.1\n')
    environ = {"GEOKG_MAX_BYTES": "20", "GEOKG_MIN_CONFIDENCE": "0.2", "HOME": "/x"}
    settings, origins = load_settings_with_origins(
        {"min_confidence": 0.3, "model": None}, folder=tmp_path, environ=environ
    )
    assert (settings.base, settings.max_bytes, settings.min_confidence) == ("https://file.example/", 20, 0.3)
    assert origins["base"] == str(tmp_path / "geokg.toml")
    assert (origins["max_bytes"], origins["min_confidence"], origins["model"]) == (
        "GEOKG_MAX_BYTES",
        "--min-confidence",
        "default",
    )


def test_the_nearest_file_upward_is_read(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text('[tool.geokg]\nactors = ["mine.csv", "yours.csv"]\ndate = 2024-04-05\n')
    (tmp_path / "a" / "pyproject.toml").write_text("[project]\n")
    settings = load_settings(folder=below, environ={})
    assert settings.actors == (tmp_path / "mine.csv", tmp_path / "yours.csv")
    assert settings.date == date(2024, 4, 5)


def test_paths_in_a_file_start_from_its_folder(tmp_path: Path) -> None:
    below, elsewhere = tmp_path / "below", tmp_path / "elsewhere.csv"
    below.mkdir()
    (tmp_path / "geokg.toml").write_text(f"output = 'graphs'\nactors = ['mine.csv', '{elsewhere.as_posix()}']\n")
    settings = load_settings(folder=below, environ={})
    assert (settings.output, settings.actors) == (tmp_path / "graphs", (tmp_path / "mine.csv", elsewhere))
    assert load_settings(folder=tmp_path, environ={}).output == Path("graphs")
    assert load_settings({"output": "mine"}, folder=below, environ={}).output == Path("mine")


def test_a_file_of_another_tool_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "geokg.toml").write_text("quiet = true\n")
    for number, content in enumerate(["[tool.other]\n", "tool = 3\n", ""]):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "pyproject.toml").write_text(content)
        assert load_settings(folder=folder, environ={}).quiet is True


def test_a_table_of_settings_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool]\ngeokg = 3\n")
    with pytest.raises(ConfigError, match=r"pyproject\.toml: .*a table \[tool\.geokg\]"):
        load_settings(folder=tmp_path, environ={})


def test_a_byte_order_mark_is_no_setting(tmp_path: Path) -> None:
    (tmp_path / "geokg.toml").write_text("quiet = true\n", encoding="utf-8-sig")
    assert load_settings(folder=tmp_path, environ={}).quiet is True


def test_an_empty_variable_is_not_set(tmp_path: Path) -> None:
    settings, origins = load_settings_with_origins(folder=tmp_path, environ={"GEOKG_MODEL": ""})
    assert (settings.model, origins["model"]) == (Settings().model, "default")


@pytest.mark.parametrize("variable", ["GEOKG_MODLE", "GEOKG_MAX_BYTE"])
def test_an_unknown_variable_is_named(tmp_path: Path, variable: str) -> None:
    with pytest.raises(ConfigError, match=f"{variable}: .*did you mean"):
        load_settings(folder=tmp_path, environ={variable: "1"})


def test_a_time_of_day_is_no_part_of_a_date(tmp_path: Path) -> None:
    (tmp_path / "geokg.toml").write_text("date = 2024-04-05T10:00:00\nmax_bytes = 1_000\n")
    settings = load_settings(folder=tmp_path, environ={"GEOKG_MAX_BYTES": "2_000"})
    assert (repr(settings.date), settings.max_bytes) == (repr(date(2024, 4, 5)), 2000)


def test_lists_in_the_environment(tmp_path: Path) -> None:
    environ = {"GEOKG_ACTORS": f"a.csv{os.pathsep}b.csv", "GEOKG_QUIET": "yes", "GEOKG_DATE": "2024-04-05"}
    settings = load_settings(folder=tmp_path, environ=environ)
    assert settings.actors == (Path("a.csv"), Path("b.csv"))
    assert settings.quiet is True
    assert settings.date == date(2024, 4, 5)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("modle = 'x'", "did you mean model"),
        ("zzzz = 1", "settings are"),
        ("model = ''", "a text"),
        ("model = 3", "a text"),
        ("base = 'example.org'", "IRI"),
        ("base = 'urn:x:'", "IRI"),
        ("base = 'https://example.org'", "IRI"),
        ("base = 'https://example.org/a b/'", "IRI"),
        ("output = 3", "a text"),
        ("output = ['a']", "a text"),
        ("actors = [3]", "a text"),
        ("max_bytes = 2.5", "above 0"),
        ("max_bytes = true", "above 0"),
        ("min_confidence = nan", "from 0 to 1"),
        ("max_bytes = 0", "above 0"),
        ("max_bytes = 'many'", "max_bytes"),
        ("min_confidence = 2", "from 0 to 1"),
        ("actors = 3", "a list of files"),
        ("quiet = 'perhaps'", "true or false"),
        ("plugins = ['seats']", "true or false"),
        ("date = 'soon'", "such as 2024-04-05"),
        ("model =", "geokg.toml"),
    ],
)
def test_what_does_not_fit_is_named_with_its_file(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "geokg.toml").write_text(content)
    with pytest.raises(ConfigError, match=message) as error:
        load_settings(folder=tmp_path, environ={})
    assert str(tmp_path / "geokg.toml") in str(error.value)
    assert "\n" not in str(error.value)


def test_a_secret_is_no_setting(tmp_path: Path) -> None:
    settings, origins = load_settings_with_origins(folder=tmp_path, environ={"GEOKG_TOKEN": "secret"})
    assert "secret" not in str(settings) + str(origins)


def test_secrets_and_places_of_tests_are_no_settings(tmp_path: Path) -> None:
    environ = {"GEOKG_LOAD_PASSWORD": "x", "GEOKG_LOAD_TOKEN": "x", "GEOKG_TEST_STORES": "x"}
    assert load_settings(folder=tmp_path, environ=environ) == Settings()
