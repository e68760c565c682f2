from __future__ import annotations

import os
import signal
import socket
import struct
import subprocess
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import pytest

from supervisor.desktop import own_addresses as own_addresses_module
from supervisor.desktop.launcher import namespace_available
from supervisor.desktop.own_addresses import Entrant, address_request, own_addresses

if TYPE_CHECKING:
    from collections.abc import Iterator

needs_namespace = pytest.mark.skipif(not namespace_available(), reason="needs bubblewrap")


@contextmanager
def namespace() -> Iterator[int]:
    """Give a process in a network namespace with one device beside the loopback."""
    program = (
        "import fcntl, os, struct\n"
        "fd = os.open('/dev/net/tun', os.O_RDWR)\n"
        "fcntl.ioctl(fd, 0x400454CA, struct.pack('16sH22x', b'out', 0x0002 | 0x1000))\n"
        "print('ready', flush=True)\n"
        "input()\n"
    )
    command = ["bwrap", "--dev-bind", "/", "/", "--unshare-user", "--unshare-net", "--uid", "0", "--cap-add", "ALL"]
    with subprocess.Popen(
        [*command, "--", "python3", "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        try:
            assert process.stdout.readline() == "ready\n"
            children = f"/proc/{process.pid}/task/{process.pid}/children"
            with open(children) as file:  # noqa: PTH123 - /proc
                yield int((file.read().split() or [str(process.pid)])[0])
        finally:
            process.stdin.close()
            process.kill()


def told(init: int, addresses: list[str]) -> str:
    with closing(Entrant(init)) as entrant:
        return entrant.take_over(addresses)


@needs_namespace
@pytest.mark.skipif(not os.access("/dev/net/tun", os.W_OK), reason="needs /dev/net/tun")
@pytest.mark.skipif(os.geteuid() == 0, reason="who is root enters as root")
def test_the_addresses_are_the_namespaces_own_afterwards() -> None:
    wanted = ["203.0.113.7", "2001:db8::7", "fe80::7"]
    with namespace() as init:
        assert told(init, wanted) == ""
        assert told(init, wanted) == "", "what is there already is no problem"
        with open(f"/proc/{init}/net/if_inet6") as file:  # noqa: PTH123 - /proc
            six = {line.split()[0] for line in file}
        with open(f"/proc/{init}/net/fib_trie") as file:  # noqa: PTH123 - /proc
            four = file.read()
    for address in wanted[1:]:
        assert socket.inet_pton(socket.AF_INET6, address).hex() in six
    assert "203.0.113.7" in four


def test_attack_a_child_that_is_killed_has_not_done_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(_init: int) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(own_addresses_module, "_enter", killed)
    assert "ended" in told(os.getpid(), ["203.0.113.7"])


def test_what_went_wrong_is_told() -> None:
    assert "stay reachable" in told(4_000_000, ["203.0.113.7"])


def test_loopback_is_no_address_of_the_machine() -> None:
    found = own_addresses()
    assert not [address for address in found if address.startswith("127.") or address == "::1"]
    assert all("%" not in address for address in found)


def test_a_request_is_what_the_kernel_reads() -> None:
    request = address_request("192.0.2.1", 3, 9)
    length, kind, _flags, number, _pid = struct.unpack_from("=IHHII", request)
    family, bits, _, _, device = struct.unpack_from("=BBBBI", request, 16)
    assert (length, kind, number) == (len(request), 20, 9)
    assert (family, bits, device) == (socket.AF_INET, 32, 3)
    assert socket.inet_aton("192.0.2.1") in request
    assert struct.unpack_from("=BB", address_request("fe80::1", 3, 1), 16) == (socket.AF_INET6, 128)
