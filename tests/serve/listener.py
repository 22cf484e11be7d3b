"""A place that counts who calls it."""

from __future__ import annotations

import contextlib
import socket
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Listener:
    """Takes every connection, closes it, and counts."""

    def __init__(self, place: socket.socket) -> None:
        self._place, self.calls = place, 0
        self.port: int = place.getsockname()[1]

    def run(self) -> None:
        """Count until the place is closed."""
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._place.accept()
                self.calls += 1
                connection.close()


@contextlib.contextmanager
def listening() -> Iterator[Listener]:
    """A listener on a free port of this machine, while the context lasts."""
    with socket.create_server(("127.0.0.1", 0)) as place:
        listener = Listener(place)
        thread = threading.Thread(target=listener.run)
        thread.start()
        try:
            yield listener
        finally:
            place.shutdown(socket.SHUT_RDWR)
            thread.join()
