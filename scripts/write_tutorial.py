"""Writes the pictures of docs/tutorial.md and what its commands print, from the articles in seeds/articles."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

import geokg
from geokg.analysis.events import to_events, told
from geokg.analysis.measures import find_actor
from geokg.analysis.plots import heat_map, timeline

ROOT = Path(__file__).parent.parent
TUTORIAL, IMAGES = ROOT / "docs" / "tutorial.md", ROOT / "docs" / "images"
#: A command, and what it printed when the page was written.
BLOCK = re.compile(r"```console\n\$ geokg (.*)\n(?:.*\n)*?```")


def main() -> None:
    """Write the page anew, and both pictures."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "seeds").symlink_to(ROOT / "seeds")
        page = TUTORIAL.read_text(encoding="utf-8")
        TUTORIAL.write_text(BLOCK.sub(lambda block: _block(block[1], folder), page), encoding="utf-8")
        _pictures(geokg.Graph.open(Path(folder) / "output"))


def _block(command: str, folder: str) -> str:
    run = [sys.executable, "-m", "geokg", *shlex.split(command)]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(run, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=True)
    return f"```console\n$ geokg {command}\n{done.stdout}```"


def _pictures(graph: geokg.Graph) -> None:
    events = [event for event in told(to_events(graph.statements())) if not event.relation.is_state]
    ukraine, russia = (find_actor(name, events) for name in ("Ukraine", "Russia"))
    ours = [event for event in events if ukraine.id in (event.subject.id, event.object.id)]
    pair = [event for event in ours if russia.id in (event.subject.id, event.object.id)]
    pictures = {
        "tutorial-dyad.svg": timeline(pair, "Ukraine and Russia, by month"),
        "tutorial-partners.svg": heat_map(ours, ukraine, "Partners of Ukraine, by month"),
    }
    IMAGES.mkdir(exist_ok=True)
    for name, svg in pictures.items():
        (IMAGES / name).write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
