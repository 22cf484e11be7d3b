"""Answers that are kept on disk, one file each, so that a site is asked only whether they changed."""

from __future__ import annotations

import json
import os
import re
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

__all__ = ["Cache", "Kept", "default_folder"]

#: Bytes of a cache beyond which the oldest files go, and by how much it is cut then.
_MOST, _CUT = 1_000_000_000, 0.8
_MAX_AGE = re.compile(r"max-age=(\d{1,8})")


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer: where it came from at last, its content type, what tells its version, when it came (seconds)."""

    url: str
    content_type: str
    etag: str
    modified: str
    control: str
    at: float
    data: bytes = b""

    def is_fresh(self, now: float) -> bool:
        """True while the site itself says that it need not be asked."""
        age = _MAX_AGE.search(self.control)
        return age is not None and "no-cache" not in self.control and 0 <= now - self.at < int(age[1])

    def conditions(self) -> dict[str, str]:
        """The headers of a request that is answered only where something changed."""
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in given.items() if value}


def default_folder() -> Path:
    """The folder of answers in the user's cache."""
    from platformdirs import user_cache_path

    return user_cache_path("geokg") / "web"


class Cache:
    """A folder of answers. Several processes may use it: each file is written whole, and one that is broken is none."""

    def __init__(self, folder: Path, most: int = _MOST) -> None:
        self._folder, self._most = folder, most

    def get(self, url: str) -> Kept | None:
        """What is kept of an address."""
        try:
            about, _, data = self._path(url).read_bytes().partition(b"\n")
            return Kept(**json.loads(about), data=data)
        except (OSError, ValueError, TypeError):
            return None

    def put(self, url: str, kept: Kept) -> None:
        """Keep an answer; a cache that cannot be written keeps nothing."""
        about = {name: value for name, value in asdict(kept).items() if name != "data"}
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self._folder, prefix=".", delete=False) as file:
                file.write(json.dumps(about).encode() + b"\n" + kept.data)
            Path(file.name).replace(self._path(url))

    def prune(self) -> None:
        """Delete the oldest files where all are too many bytes."""
        with suppress(OSError):
            found = sorted(
                (entry.stat().st_mtime, entry.stat().st_size, entry.path) for entry in os.scandir(self._folder)
            )
            size = sum(each[1] for each in found)
            goal = size if size <= self._most else self._most * _CUT
            for _, bytes_, path in found:
                if size <= goal:
                    break
                Path(path).unlink(missing_ok=True)
                size -= bytes_

    def _path(self, url: str) -> Path:
        return self._folder / sha256(url.encode("utf-8", "surrogatepass")).hexdigest()[:40]
