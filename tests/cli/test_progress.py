from __future__ import annotations

import io
import sys
import time

import pytest

from geokg.cli import progress as room
from geokg.cli.progress import progress, ticked


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("terminal", "quiet", "patience", "shown"),
    [
        (True, False, 0.0, True),
        (True, False, 60.0, False),
        (True, True, 0.0, False),
        (False, False, 0.0, False),
    ],
    ids=["long work", "short work", "quiet", "piped"],
)
def test_a_bar_is_shown_to_people_who_wait(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, quiet: bool, patience: float, shown: bool
) -> None:
    screen = _Terminal() if terminal else io.StringIO()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(room, "_PATIENCE", patience)
    monkeypatch.setenv("TERM", "xterm")
    with progress("reading articles", total=3, quiet=quiet) as tick:
        time.sleep(0.2)
        assert list(ticked("abc", tick)) == ["a", "b", "c"]
    assert ("reading articles" in screen.getvalue()) is shown
    assert ("3/3" in screen.getvalue()) is shown


def test_the_bar_goes_when_the_work_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = _Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    with pytest.raises(ValueError, match="bad"), progress("reading") as tick:
        tick()
        raise ValueError("bad")
    assert screen.getvalue() == ""
