"""The page itself: our own template around the data, with everything it needs in it and nothing it could fetch."""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from geokg.errors import GeokgError
from geokg.rdf.namespaces import BASE
from geokg.view.background import NOTHING
from geokg.view.contract import contract
from geokg.view.network import drawing
from geokg.view.style import load_style

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geokg.model import Statement
    from geokg.view.background import Background

__all__ = ["render"]

_SCRIPTS = (
    "data", "dom", "state", "select", "rdf", "panel", "canvas", "labels", "graph", "controls", "search",
    "time", "rows", "map", "export", "main",
)  # fmt: skip
# Characters that could end the script element that holds the data, or a line of it.
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def render(
    statements: Iterable[Statement], *, title: str = "geokg", base: str = BASE, known: Background = NOTHING
) -> str:
    """One self-contained HTML page that shows the statements as a graph; the same bytes for the same statements.

    ``base`` is the base IRI of the dataset, for what the page writes in Turtle and SPARQL; ``known`` is what was
    known of the actors beforehand, see :func:`geokg.view.background.read_background`.

    The page fetches nothing, and its Content-Security-Policy would not let it. Whatever comes from articles is data
    in it: it is written by ``textContent`` or onto a canvas, never as markup.

    Raises:
        GeokgError: pyvis is installed without its vis-network bundle.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    style, script, vis = _own("page/page.css"), _script(), _vis_network()
    environment = Environment(
        loader=PackageLoader("geokg.view", ""), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    return environment.get_template("page/page.html").render(
        title=title.encode("utf-8", "replace").decode(),
        policy=_policy(scripts=[vis, script], styles=[style]),
        style=style,
        vis=vis,
        script=script,
        data=_json(_data(statements, known) | {"base": base}),
    )


def _data(statements: Iterable[Statement], known: Background) -> dict[str, Any]:
    style, told = load_style(), contract(statements, known)
    shown = {"kinds": style.kinds, "groups": style.groups, "standings": style.standings}
    # The outlines are worth their bytes only where somebody has a place on the map.
    outlines = _own("outlines.txt").strip() if any(row["spot"] for row in told["actors"]) else ""
    return {**told, "drawing": drawing(told), "style": shown, "outlines": outlines}


def _script() -> str:
    """The scripts of the page as one, in a scope of their own; a later one may use what an earlier one defines."""
    return "\n".join(['"use strict";', "(() => {", *(_own(f"page/{name}.js") for name in _SCRIPTS), "})();"])


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=True, separators=(",", ":")).translate(_ESCAPES)


def _policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """Only these very scripts and styles run, and nothing is fetched, framed or sent."""
    return (
        f"default-src 'none'; script-src {_hashes(scripts)}; style-src {_hashes(styles)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _hashes(texts: Iterable[str]) -> str:
    return " ".join(f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in texts)


def _own(name: str) -> str:
    return files("geokg.view").joinpath(name).read_text(encoding="utf-8")


def _vis_network() -> str:
    """The newest vis-network bundle that the installed pyvis brings along."""
    library = files("pyvis").joinpath("templates", "lib")
    folders = sorted((folder for folder in library.iterdir() if folder.name.startswith("vis-")), key=lambda f: f.name)
    if not folders:
        raise GeokgError("pyvis: its vis-network bundle is missing; install pyvis 0.3.2 anew")
    return folders[-1].joinpath("vis-network.min.js").read_text(encoding="utf-8").replace("\r\n", "\n")
