"""Gives this machine's addresses to a network namespace of ours, so that they mean the namespace itself there.

Routes that refuse them would not do: a socket that is bound to a device, or an IPv6 address of the link, passes them
by. A child of this process enters the namespace and asks its kernel (rtnetlink, `linux/rtnetlink.h`). `ip` could not
be used for it: who enters a user namespace under an ordinary id loses all rights there when it starts a program.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import ipaddress
import os
import socket
import struct

import psutil

_NEW_ADDRESS, _ERROR = 20, 2
_REQUEST, _ACKNOWLEDGE, _EXCLUSIVE, _CREATE = 0x1, 0x4, 0x200, 0x400
_LOCAL, _FLAGS = 2, 8
_NO_DETECTION, _NO_ROUTE = 0x02, 0x200
_HEAD = struct.Struct("=IHHII")
_LOOPBACK = "lo"
_ALL_DONE = "."
_ENDED = "what gives the namespace its addresses ended"
_WORD_BYTES = 4096


def own_addresses() -> list[str]:
    """List the machine's addresses but for loopback."""
    found = []
    for interface in psutil.net_if_addrs().values():
        for entry in interface:
            with contextlib.suppress(ValueError):
                address = ipaddress.ip_address(entry.address.partition("%")[0])
                if not address.is_loopback:
                    found.append(str(address))
    return list(dict.fromkeys(found))


class Entrant:
    """A child of ours that enters a namespace and waits for addresses; made while the network is still coming.

    Args:
        init: A process in the namespace, whose user namespace was made by us.
    """

    def __init__(self, init: int) -> None:
        order, self._order = os.pipe()
        self._answer, answer = os.pipe()
        self._child = os.fork()
        if self._child == 0:
            said = _ENDED
            try:
                os.close(self._order)
                _serve(init, order)
                said = _ALL_DONE
            except OSError as e:
                said = f"the machine's own addresses stay reachable: {e}"
            finally:
                os.write(answer, said.encode())
                os._exit(0)
        os.close(order)
        os.close(answer)

    def take_over(self, addresses: list[str]) -> str:
        """Give addresses to the namespace and end.

        Args:
            addresses: Internet addresses of both kinds.

        Returns:
            What went wrong; empty when all is done.
        """
        with contextlib.suppress(BrokenPipeError):
            os.write(self._order, "\n".join(addresses).encode())
        self._close_order()
        # Its last word is one write; the child's own end need not be waited for.
        said = os.read(self._answer, _WORD_BYTES).decode("utf-8", "replace")
        return "" if said == _ALL_DONE else said or _ENDED

    def close(self) -> None:
        """End; who was not told to do anything has done nothing. Safe to call twice."""
        self._close_order()
        if self._child:
            os.waitpid(self._child, 0)
            os.close(self._answer)
            self._child = 0

    def _close_order(self) -> None:
        if self._order >= 0:
            os.close(self._order)
            self._order = -1


def _serve(init: int, order: int) -> None:
    _enter(init)
    with os.fdopen(order, encoding="ascii") as told:
        _add(told.read().split())


def _enter(init: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    descriptors = [os.open(f"/proc/{init}/ns/{space}", os.O_RDONLY | os.O_CLOEXEC) for space in ("user", "net")]
    for fd in descriptors:
        if libc.setns(fd, 0):
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def _add(addresses: list[str]) -> None:
    device = next(index for index, name in socket.if_nameindex() if name != _LOOPBACK)
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, socket.NETLINK_ROUTE) as kernel:
        kernel.bind((0, 0))
        for number, address in enumerate(addresses, 1):
            kernel.send(address_request(address, device, number))
            answer = kernel.recv(4096)
            _, kind, _, _, _ = _HEAD.unpack_from(answer)
            code = -struct.unpack_from("=i", answer, _HEAD.size)[0] if kind == _ERROR else 0
            if code not in (0, errno.EEXIST):
                raise OSError(code, f"{address}: {os.strerror(code)}")


def address_request(address: str, device: int, number: int) -> bytes:
    """Give the request for one address.

    Args:
        address: An internet address.
        device: Index of the device that gets it.
        number: Of the request.
    """
    packed = ipaddress.ip_address(address).packed
    family = socket.AF_INET if len(packed) == 4 else socket.AF_INET6
    body = struct.pack("=BBBBI", family, 8 * len(packed), 0, 0, device)
    body += struct.pack("=HH", 4 + len(packed), _LOCAL) + packed
    body += struct.pack("=HHI", 8, _FLAGS, _NO_DETECTION | _NO_ROUTE)
    flags = _REQUEST | _ACKNOWLEDGE | _EXCLUSIVE | _CREATE
    return _HEAD.pack(_HEAD.size + len(body), _NEW_ADDRESS, flags, number, 0) + body
