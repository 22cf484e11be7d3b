"""What was sent to a target: a line of JSON for each graph, appended as it happens, so that a break loses nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from geokg.errors import StoreError
from geokg.model import short_hash

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Journal"]


class Journal:
    """The graphs that a target was given, by IRI, with the hash of their content; None where a sending was not ended.

    The file stands in the output folder, one for each target, made when something is first sent. The last line for a
    graph is the one that counts.
    """

    def __init__(self, place: Path, target: str, sent: dict[str, str | None]) -> None:
        self._place = place
        self._target = target
        self._is_begun = False
        self.sent = sent

    @classmethod
    def open(cls, folder: Path, target: str) -> Journal:
        """The journal of a target, in the output folder of the graph that is sent.

        Raises:
            StoreError: the file cannot be read.
        """
        place = folder / f"loaded-{short_hash(target)}.jsonl"
        sent: dict[str, str | None] = {}
        try:
            lines = place.read_text(encoding="utf-8").splitlines() if place.exists() else []
        except (OSError, UnicodeDecodeError) as error:
            raise StoreError(f"{place}: cannot be read: {error}; delete it to send all graphs again") from error
        for line in lines:
            graph, is_there, content = _entry(line)
            sent.pop(graph, None)
            if is_there and graph:
                sent[graph] = content
        return cls(place, target, sent)

    def begin(self, graph: str) -> None:
        """A graph is about to be sent: until it is, nobody knows what the target holds of it."""
        self._note(graph, None)

    def end(self, graph: str, content: str) -> None:
        """A graph was sent whole."""
        self._note(graph, content)

    def forget(self, graph: str) -> None:
        """A graph was deleted from the target."""
        self.sent.pop(graph, None)
        self._append({"graph": graph, "deleted": True})

    def _note(self, graph: str, content: str | None) -> None:
        self.sent[graph] = content
        self._append({"graph": graph, "content": content})

    def _append(self, entry: dict[str, object]) -> None:
        try:
            if not self._is_begun:
                self._begin()
            with self._place.open("a", encoding="utf-8") as file:
                file.write(json.dumps(entry) + "\n")
        except OSError as error:
            raise StoreError(f"{self._place}: cannot be written: {error.strerror or error}") from error

    def _begin(self) -> None:
        """Writes the file anew, a line for each graph, and none that was cut short."""
        entries = [{"target": self._target}, *({"graph": graph, "content": has} for graph, has in self.sent.items())]
        beside = self._place.with_suffix(".new")
        beside.write_text("".join(json.dumps(entry) + "\n" for entry in entries), encoding="utf-8")
        beside.replace(self._place)
        self._is_begun = True


def _entry(line: str) -> tuple[str, bool, str | None]:
    """Graph, whether it is there, and the hash of its content. A line that a break cut short says nothing."""
    try:
        entry = json.loads(line)
        return str(entry.get("graph", "")), not entry.get("deleted"), entry.get("content")
    except (ValueError, AttributeError):
        return "", False, None
