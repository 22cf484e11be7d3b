from __future__ import annotations

from typing import TYPE_CHECKING

import keyring
import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyring.backend import KeyringBackend
from keyring.credentials import SimpleCredential

from geokg.errors import ConfigError
from geokg.load import Credentials, find_credentials

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

URL = "http://localhost:8890/sparql"
ENVIRONMENT = {"GEOKG_LOAD_USER": "ada", "GEOKG_LOAD_PASSWORD": "from-env"}


class InMemory(KeyringBackend):
    """A keyring with one entry."""

    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        return "from-keyring" if (service, username) == ("http://localhost:8890", "kim") else None

    def set_password(self, service: str, username: str, password: str) -> None: ...

    def get_credential(self, service: str, username: str | None) -> SimpleCredential | None:
        password = self.get_password(service, username or "kim")
        return SimpleCredential(username or "kim", password) if password else None


@pytest.fixture
def ring() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(InMemory())
    yield
    keyring.set_keyring(before)


@pytest.fixture
def netrc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "netrc").write_text("machine localhost login net password from-netrc\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))


@pytest.mark.parametrize(
    ("url", "environment", "expected"),
    [
        (URL, {}, Credentials()),
        (URL, ENVIRONMENT, Credentials("ada", "from-env")),
        (URL, {"GEOKG_LOAD_TOKEN": "t"}, Credentials(token="t")),
        (URL, ENVIRONMENT | {"GEOKG_LOAD_TOKEN": "t"}, Credentials(token="t")),
        ("http://eve:p%40ss@localhost:8890/sparql", {}, Credentials("eve", "p@ss")),
        ("http://eve:p%40ss@localhost:8890/sparql", ENVIRONMENT, Credentials("eve", "p@ss")),
        ("http://eve@localhost:8890/sparql", ENVIRONMENT, Credentials("eve", "from-env")),
        ("http://eve@localhost:8890/sparql", {}, Credentials("eve")),
    ],
)
def test_where_they_come_from(url: str, environment: dict[str, str], expected: Credentials) -> None:
    assert find_credentials(url, environment) == (URL, expected)


@pytest.mark.usefixtures("ring", "netrc")
def test_the_keyring_comes_before_the_netrc_file_and_after_the_environment() -> None:
    assert find_credentials(URL, {})[1] == Credentials("kim", "from-keyring")
    assert find_credentials(URL, ENVIRONMENT)[1] == Credentials("ada", "from-env")
    assert find_credentials("http://kim@localhost:8890", {})[1] == Credentials("kim", "from-keyring")


@pytest.mark.usefixtures("netrc")
def test_the_netrc_file_is_read_for_its_host_and_user() -> None:
    assert find_credentials(URL, {})[1] == Credentials("net", "from-netrc")
    assert find_credentials("http://eve@localhost:8890", {})[1] == Credentials("eve")
    assert find_credentials("http://example.org", {})[1] == Credentials()


@pytest.mark.parametrize(
    "url",
    ["ada:s3cret@host/ds", "ftp://ada:s3cret@host/ds", "http://ada:s3cret@[host", "http://ada:s3cret@host:port", ""],
)
def test_what_is_no_address_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(ConfigError, match="no address of a store") as caught:
        find_credentials(url, {})
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("token", ["a b", "a\nb", "tökén", " "])
def test_a_token_that_no_header_holds_is_refused_unseen(token: str) -> None:
    with pytest.raises(ConfigError, match="GEOKG_LOAD_TOKEN: a token is printable ASCII") as caught:
        find_credentials(URL, {"GEOKG_LOAD_TOKEN": token})
    assert token == " " or token not in str(caught.value)
    assert find_credentials(URL, {"GEOKG_LOAD_TOKEN": "ab\n"})[1] == Credentials(token="ab")


@given(st.text(), st.text(min_size=1))
def test_they_are_never_shown(user: str, word: str) -> None:
    secret = f"<{word}>"
    for credentials in (Credentials(user.replace("<", ""), secret), Credentials(token=secret)):
        assert secret not in f"{credentials} {credentials!r} {credentials.auth!r} {[credentials]}"
        assert secret not in credentials.hide(f"sent: {secret}")
