"""A session keyring of its own for an agent: what the person's session possesses is not the agent's.

The kernel keeps keys (Kerberos tickets, passphrases) and gives them to whoever possesses them: whose session keyring
leads to them. It is inherited, also into a user namespace. An agent cannot call for keys at all (`syscall_filter`);
the keyring is for what the kernel looks up by itself on its behalf, as network file systems and AF_ALG make it.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_KEYCTL = {"x86_64": 250, "aarch64": 219}
_JOIN_SESSION_KEYRING = 1
_NO_KEYRINGS = frozenset({errno.ENOSYS, errno.EPERM})
"""A kernel without them, and a container that refuses them to all that runs in it, an agent too."""


def joining(machine: str | None = None) -> Callable[[], None]:
    """Prepare to join a new keyring.

    Args:
        machine: As `uname -m` says; None for this one.

    Returns:
        What the child calls between fork and exec; it raises OSError where the kernel gives no keyring.
    """
    number = _KEYCTL.get(machine or platform.machine())
    syscall = ctypes.CDLL(None, use_errno=True).syscall

    def join() -> None:
        if number is not None and syscall(number, _JOIN_SESSION_KEYRING, None) < 0:
            problem = ctypes.get_errno()
            if problem not in _NO_KEYRINGS:
                raise OSError(problem, f"no new session keyring: {os.strerror(problem)}")

    return join
