"""Extractors that other packages bring, and the check that each of their statements has to pass.

A plug-in is a function from a Document to statements, which an entry point of the group ``geokg.extractors`` names.
Nothing is looked for before :func:`load_plugins` is called. ``docs/plugins.md`` shows how to write one.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from geokg.errors import PluginError
from geokg.model import Skipped
from geokg.plugins.checks import Ground, find_fault

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.metadata import EntryPoint

    from geokg.document import Document
    from geokg.model import Article, Statement
    from geokg.plugins.checks import Fault

__all__ = ["BUILT_IN", "GROUP", "ExtractorFunction", "Plugin", "as_plugins", "load_plugins", "read_statements"]

#: The group of entry points.
GROUP = "geokg.extractors"
#: What the extractors of geokg itself sign with; a plug-in by such a name could not be told from them.
BUILT_IN = frozenset({"events", "intents", "nominals", "states"})

ExtractorFunction: TypeAlias = "Callable[[Document], Iterable[Statement]]"

#: How many characters of an article are enough to know it again.
_GLANCE = 40

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Plugin:
    """An extractor of somebody else: the name that its statements are signed with, and its function.

    ``origin`` is the distribution that it came with and the version of that, where it came with one.
    """

    name: str
    function: ExtractorFunction
    origin: str = ""

    def __str__(self) -> str:
        return f"{self.name} ({self.origin})" if self.origin else self.name


def load_plugins() -> tuple[Plugin, ...]:
    """The plug-ins that are installed, in the order of their names.

    Raises:
        PluginError: one cannot be imported, is no function, or has a name that is taken.
    """
    plugins = as_plugins(_load(point) for point in entry_points(group=GROUP))
    if plugins:
        _log.info("plug-ins: %s", ", ".join(map(str, plugins)))
    return plugins


def as_plugins(extractors: Iterable[Plugin | ExtractorFunction]) -> tuple[Plugin, ...]:
    """Plug-ins, and functions that go by their own name, in the order of the names.

    Raises:
        PluginError: one is no function, or has a name that is taken.
    """
    plugins = [each if isinstance(each, Plugin) else Plugin(_own_name(each), each) for each in extractors]
    plugins.sort(key=lambda plugin: (plugin.name, plugin.origin))
    by_name: dict[str, Plugin] = {}
    for plugin in plugins:
        if not callable(plugin.function):
            raise PluginError(f"plug-in {plugin} is {_shown(plugin.function)}; a function of a Document is needed")
        if plugin.name in BUILT_IN:
            raise PluginError(f"plug-in {plugin} has the name of an extractor of geokg; give it another one")
        if plugin.name in by_name:
            raise PluginError(f"plug-ins {by_name[plugin.name]} and {plugin} have one name; keep one, or rename it")
        by_name[plugin.name] = plugin
    return tuple(plugins)


def read_statements(
    plugin: Plugin, document: Document, ground: Ground, tell: Callable[[Skipped], None]
) -> list[Statement]:
    """What a plug-in finds in a document, signed with its name.

    A statement that does not pass :func:`~geokg.plugins.checks.find_fault` is left out; ``tell`` hears once of all
    that fail in one way. Where the plug-in raises an error, all its statements about this document are left out.
    """
    where = f"plug-in {plugin.name} in {_named(document.article)}"
    try:
        given = plugin.function(document)
        found = list(given) if isinstance(given, Iterable) else None
    except Exception as error:  # whatever it is, the article must not be lost to it
        tell(Skipped(where, f"it raised {_told(error)}"))
        return []
    if found is None:
        tell(Skipped(where, f"it returned a {type(given).__name__}; an iterable of statements is needed"))
        return []
    kept: list[Statement] = []
    faults: dict[str, list[Fault]] = {}
    for statement in found:
        fault = find_fault(statement, ground)
        if fault is None:
            kept.append(_signed(statement, plugin.name))
        else:
            faults.setdefault(fault.rule, []).append(fault)
    for alike in faults.values():
        number = "1 statement" if len(alike) == 1 else f"{len(alike)} statements"
        tell(Skipped(f"{number} of {where}", f"refused, since {alike[0].reason}"))
    return kept


def _load(point: EntryPoint) -> Plugin:
    origin = f"{point.dist.name} {point.dist.version}" if point.dist else ""
    try:
        return Plugin(point.name, point.load(), origin)
    except Exception as error:  # importing it runs whatever its author wrote
        named = f"{point.name} = {point.value}" + (f" ({origin})" if origin else "")
        remedy = "repair or uninstall it, or leave plug-ins out with --no-plugins"
        raise PluginError(f"plug-in {named} cannot be loaded: {_told(error)}; {remedy}") from error


def _named(article: Article) -> str:
    """The article by its id, which may be a hash, and for people by its title or how it begins."""
    title = " ".join((article.title or article.text[: _GLANCE + 1]).split())
    short = title if len(title) <= _GLANCE else f"{title[:_GLANCE]}…"
    return f"{article.id} ({short!r})" if short else article.id


def _own_name(function: object) -> str:
    return getattr(function, "__name__", type(function).__name__)


def _shown(value: object) -> str:
    return " ".join(repr(value).split())


def _told(error: Exception) -> str:
    """An error in one line, with the line of the plug-in that led to it."""
    frames = traceback.extract_tb(error.__traceback__)[1:]  # the first is this room's own
    outside = [frame for frame in frames if "importlib" not in frame.filename]
    place = f" ({Path(outside[0].filename).name}, line {outside[0].lineno})" if outside else ""
    return f"{type(error).__name__}: {' '.join(str(error).split())}{place}"


def _signed(statement: Statement, name: str) -> Statement:
    """The statement with the name of the plug-in, before whatever the plug-in itself put as the extractor."""
    own = statement.evidence.extractor
    signature = own if own == name or own.startswith(f"{name}:") else f"{name}:{own}" if own else name
    return replace(
        statement,
        evidence=replace(statement.evidence, extractor=signature),
        content=_signed(statement.content, name) if statement.content else None,
        confidence=float(statement.confidence),
    )
