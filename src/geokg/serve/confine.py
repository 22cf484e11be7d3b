"""Takes from a process what it needs not, before it is given the queries of strangers.

On Linux on x86-64 and ARM, the kernel itself refuses to open sockets and to start programs (a seccomp filter, which
needs no privilege and cannot be undone). Linux on any machine limits its memory, and ends it with its parent.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import signal
import struct
import sys

__all__ = ["confine"]

#: Machine -> its mark in the audit header, and the numbers of socket, execve, execveat and io_uring_setup on it.
_MACHINES = {
    "x86_64": (0xC000003E, (41, 59, 322, 425)),
    "aarch64": (0xC00000B7, (198, 221, 281, 425)),
}
_SET_PARENT_DEATH_SIGNAL, _SET_SECCOMP, _SET_NO_NEW_PRIVILEGES = 1, 22, 38
_FILTER_MODE = 2
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES
#: Instructions of classic BPF, and where in the data of a system call its number and its machine stand.
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER, _MACHINE = 0, 4
#: The system calls of 32-bit programs on x86-64 have numbers of their own, from here on.
_OTHER_NUMBERS = 0x40000000


def confine(memory: int) -> bool:
    """Limit this process to ``memory`` bytes beyond its files, and keep it from the network and other programs.

    Returns:
        Whether the kernel keeps it from the network.
    """
    if sys.platform != "linux":
        return False
    _limit(memory)
    control = ctypes.CDLL(None).prctl
    control.argtypes = [ctypes.c_int] + [ctypes.c_ulong] * 4
    control(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
    if platform.machine() not in _MACHINES:
        return False
    program = _program(*_MACHINES[platform.machine()])
    code = ctypes.create_string_buffer(program, len(program))
    header = ctypes.create_string_buffer(struct.pack("@HP", len(program) // 8, ctypes.addressof(code)))
    return bool(
        control(_SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0
        and control(_SET_SECCOMP, _FILTER_MODE, ctypes.addressof(header), 0, 0) == 0
    )


def _limit(memory: int) -> None:
    import resource

    for kind, most in ((resource.RLIMIT_DATA, memory), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(kind)
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (least, least))


def _program(machine: int, refused: tuple[int, ...]) -> bytes:
    """The filter in BPF: all is allowed but the system calls with these numbers, and those of other machines."""
    tests = [(_IF_AT_LEAST, _OTHER_NUMBERS), *((_IF_EQUAL, number) for number in refused)]
    steps = [
        (_LOAD, 0, 0, _MACHINE),
        (_IF_EQUAL, 0, len(tests) + 2, machine),
        (_LOAD, 0, 0, _NUMBER),
        # each test that holds jumps over the remaining ones, and over what allows
        *((test, len(tests) - position, 0, value) for position, (test, value) in enumerate(tests)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
