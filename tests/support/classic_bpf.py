"""An interpreter of classic BPF, as far as system call filters use it."""

from __future__ import annotations

import struct


def verdict(program: bytes, architecture: int, call: int, second: int = 0, first: int = 0) -> int:
    """Run a filter as the kernel would (`kernel/bpf/core.c`, the five instructions that ours use).

    Args:
        program: As `struct sock_filter`s.
        architecture: AUDIT_ARCH_… of the caller.
        call: Number of the system call.
        second: Its second argument.
        first: Its first.

    Returns:
        What the filter says, SECCOMP_RET_….
    """
    data = struct.pack("=IIQQQ", call, architecture, 0, first, second)
    steps = list(struct.iter_unpack("=HBBI", program))
    accumulator = at = 0
    while True:
        code, yes, no, value = steps[at]
        at += 1
        if code == 0x20:
            (accumulator,) = struct.unpack_from("=I", data, value)
        elif code == 0x15:
            at += yes if accumulator == value else no
        elif code == 0x35:
            at += yes if accumulator >= value else no
        elif code == 0x45:
            at += yes if accumulator & value else no
        else:
            assert code == 0x06
            return int(value)
