"""Where user, password and token are found, and how they are shown to a server and to nobody else.

They are taken from the address, else from the environment, the keyring, or the netrc file.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth
from requests.utils import get_netrc_auth

from geokg.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from urllib.parse import SplitResult

    from requests import PreparedRequest, Response

__all__ = ["Credentials", "find_credentials"]

_USER, _PASSWORD, _TOKEN = "GEOKG_LOAD_USER", "GEOKG_LOAD_PASSWORD", "GEOKG_LOAD_TOKEN"


@dataclass(frozen=True, slots=True, repr=False)
class Credentials:
    """A token, or a user and a password, or neither."""

    user: str = ""
    password: str = ""
    token: str = ""

    def __str__(self) -> str:
        """Who it is, without the secrets."""
        if self.token:
            return "the bearer of a token"
        return f"user {self.user}" if self.user else "nobody"

    __repr__ = __str__

    @property
    def auth(self) -> AuthBase | None:
        """How requests show them: Bearer at once, Basic or Digest as the server asks."""
        if self.token:
            return _Bearer(self.token)
        return _Challenged(self.user, self.password) if self.user else None

    def hide(self, text: str) -> str:
        """The text without the secrets, which a server may send back.

        >>> Credentials("ada", "x7/q").hide("no x7/q or x7%2Fq here")
        'no *** or *** here'
        """
        for secret in (self.password, self.token):
            for form in {secret, quote(secret, safe="")} - {""}:
                text = text.replace(form, "***")
        return text


def find_credentials(url: str, environ: Mapping[str, str] | None = None) -> tuple[str, Credentials]:
    """The address without ``user:password@``, and what is known for it.

    A token of the environment wins over all; a user named by the address may have the password elsewhere.

    Raises:
        ConfigError: ``url`` is no address of a store, or the token cannot stand in a header. The message leaves
            out what may be secret.
    """
    environ = os.environ if environ is None else environ
    parts = _split(url)
    bare = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
    if environ.get(_TOKEN):
        return bare, Credentials(token=_token(environ[_TOKEN]))
    user = unquote(parts.username or "") or environ.get(_USER, "")
    if parts.password is not None:
        return bare, Credentials(user, unquote(parts.password))
    if user and _PASSWORD in environ:
        return bare, Credentials(user, environ[_PASSWORD])
    return bare, _from_keyring(bare, user) or _from_netrc(bare, user) or Credentials(user)


def _token(text: str) -> str:
    """The token, without the end of line that a file of secrets often has."""
    if not re.fullmatch(r"[!-~]+", text.strip()):
        raise ConfigError(f"{_TOKEN}: a token is printable ASCII without blanks; what is set there is not")
    return text.strip()


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        is_address = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        is_address = False
    if not is_address:
        raise ConfigError(
            f"{url.rpartition('@')[2]}: no address of a store; give one such as http://localhost:3030/news"
        )
    return parts


def _from_keyring(url: str, user: str) -> Credentials | None:
    """What ``keyring set http://HOST:PORT USER`` saved, where the library is installed and a keyring is open."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return None
    parts = urlsplit(url)
    try:
        found = keyring.get_credential(f"{parts.scheme}://{parts.netloc}", user or None)
    except (KeyringError, RuntimeError):
        return None
    return Credentials(found.username, found.password) if found else None


def _from_netrc(url: str, user: str) -> Credentials | None:
    found = get_netrc_auth(url)
    return Credentials(*found) if found and user in ("", found[0]) else None


class _Bearer(AuthBase):
    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


class _Challenged(AuthBase):
    """Digest or Basic, as the server asks for; a password is never sent in clear to one that takes Digest."""

    def __init__(self, user: str, password: str) -> None:
        self._basic = HTTPBasicAuth(user.encode(), password.encode())
        self._digest = HTTPDigestAuth(user, password)
        self._is_basic = False

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        if self._is_basic:
            return self._basic(request)
        request = self._digest(request)
        request.register_hook("response", self._answer)
        return request

    def _answer(self, response: Response, **settings: Any) -> Response:
        asked = response.headers.get("WWW-Authenticate", "").lower()
        if response.status_code != 401 or "basic" not in asked or "digest" in asked:
            return response
        self._is_basic = True
        response.content  # noqa: B018 - what is read to its end leaves the connection free for the next request
        response.close()
        again = self._basic(response.request.copy())
        answer: Response = response.connection.send(again, **settings)
        answer.history.append(response)
        answer.request = again
        return answer
