"""What a confined process can no longer do, tried in a process of its own."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

from geokg.serve.confine import confine
from tests.serve.listener import listening

SUPPORTED = sys.platform == "linux" and platform.machine() in ("x86_64", "aarch64")
pytestmark = pytest.mark.skipif(not SUPPORTED, reason="the kernel's filter is for Linux on x86-64 and ARM")
HEAD = f"import os, socket, subprocess, sys\nfrom {confine.__module__} import confine\n"


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", HEAD + code], capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize(
    "attempt",
    [
        "socket.socket()",
        "socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
        "socket.socket(socket.AF_UNIX)",
        "os.execv('/bin/true', ['true'])",
        "subprocess.run(['/bin/true'])",
    ],
)
def test_sockets_and_programs_are_refused(attempt: str) -> None:
    allowed = run(attempt)
    refused = run(f"assert confine(2**30)\ntry: {attempt}\nexcept PermissionError: print('refused')")
    assert (allowed.returncode, allowed.stderr) == (0, "")
    assert (refused.returncode, refused.stdout) == (0, "refused\n"), refused.stderr


def test_a_service_that_the_text_let_through_calls_nobody() -> None:
    ask = "import pyoxigraph\nlist(pyoxigraph.Store().query(sys.argv[1]))\n"
    with listening() as listener:
        query = f"SELECT * {{ SERVICE <http://127.0.0.1:{listener.port}/> {{ ?s ?p ?o }} }}"
        for code, calls in ((ask, 1), (f"assert confine(2**30)\n{ask}", 1)):
            done = subprocess.run(
                [sys.executable, "-c", HEAD + code, query], capture_output=True, check=False, timeout=60
            )
            assert done.returncode != 0
            assert listener.calls == calls  # one from the free process, none from the confined one


def test_memory_is_limited() -> None:
    code = "assert confine(2**28)\ntry: bytearray(2**29)\nexcept MemoryError: print('refused')"
    assert run(code).stdout == "refused\n"


def test_files_are_still_read() -> None:
    assert run("assert confine(2**30)\nprint(open(os.devnull).read() == '')").stdout == "True\n"
