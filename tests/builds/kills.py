"""Kills one build again and again, at random moments, and lets it go on each time: run by ``test_kills.py``.

    python -m tests.builds.kills FOLDER KILLS SEED

It prints how many kills hit, how many runs ended by themselves, and fails where a file is ever other than whole.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path

from geokg.builds import build
from geokg.builds.work import Recipe
from geokg.config import Settings
from geokg.store import Store
from tests.builds.news import contents, write_news


def main(folder: Path, kills: int, seed: int) -> None:
    write_news(folder / "news", 25, 15)
    settings = Settings(output=folder / "output", plugins=False)
    reader = Recipe(settings.model, plugins=False).reader()
    Recipe.reader = lambda self: reader  # type: ignore[method-assign]  # the model is loaded once for all runs

    begun = time.monotonic()
    undisturbed = Settings(output=folder / "undisturbed", plugins=False)
    assert not killed([folder / "news"], undisturbed, None)
    longest = time.monotonic() - begun
    expected = contents(folder / "undisturbed")

    chance, hit, ended = random.Random(seed), 0, 0
    while hit < kills:
        if killed(
            [folder / "news"], settings, chance.uniform(0, longest * chance.choice((0.5, 1, 2.5)))
        ):  # a reader apart takes long to start
            hit += 1
        else:
            ended += 1
            assert contents(settings.output) == expected, "a run that went on after kills ends otherwise"
            shutil.rmtree(settings.output)
        for name, found in contents(settings.output).items():
            assert found == expected[name], f"{name} is not whole after a kill"
    assert not killed([folder / "news"], settings, None)
    assert contents(settings.output) == expected
    assert len(Store.open(settings.output / "store")) == len(Store.open(folder / "undisturbed" / "store"))
    assert not list(settings.output.glob(".geokg-*")), "something was left beside the files"
    print(f"{hit} kills, {ended} runs ended by themselves")


def killed(paths: list[Path], settings: Settings, after: float | None) -> bool:
    """Run a build in another process and kill it so many seconds later; False where it had ended by itself.

    This process never builds: a store that it had open would leave the others locks that nobody lets go of.
    """
    child = os.fork()
    if not child:
        build(paths, settings)
        os._exit(0)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or status == 0
    return os.WIFSIGNALED(status)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
