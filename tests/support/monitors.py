"""An X server with several monitors: a VNC server makes as many as a viewer wants."""

from __future__ import annotations

import os
import struct
from typing import TYPE_CHECKING

from supervisor.demo.person import Person
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from pathlib import Path

    from supervisor.demo.virtual_desktop import VirtualDesktop

_SET_DESKTOP_SIZE = 251
_EXTENDED_DESKTOP_SIZE = -308


class Monitors:
    """The server, beside a virtual desktop; it ends with that.

    Attributes:
        env: The desktop's environment, with the display of this server.
    """

    def __init__(self, desktop: VirtualDesktop, folder: Path, size: tuple[int, int]) -> None:
        self._desktop = desktop
        self._vnc = folder / "vnc"
        reader, writer = os.pipe()
        desktop.spawn(
            [
                *("Xtigervnc", "-displayfd", str(writer), "-geometry", f"{size[0]}x{size[1]}", "-depth", "24"),
                *("-noreset", "-nolisten", "tcp", "-rfbunixpath", str(self._vnc), "-rfbport", "-1"),
                *("-SecurityTypes", "None", "-AlwaysShared=1"),
            ],
            pass_fds=(writer,),
        )
        os.close(writer)
        with os.fdopen(reader, "rb") as pipe:
            self.env = desktop.env | {"DISPLAY": f":{int(pipe.readline())}"}

    def set(self, *monitors: tuple[int, int, int, int]) -> None:
        """Have monitors of these places and sizes (x, y, width, height), on a screen that holds them all.

        The message: RFB protocol, section "SetDesktopSize".
        """
        width, height = (max(one[i] + one[i + 2] for one in monitors) for i in (0, 1))
        message = struct.pack(">BxHHBx", _SET_DESKTOP_SIZE, width, height, len(monitors))
        for number, place in enumerate(monitors, 1):
            message += struct.pack(">IHHHHI", number, *place, 0)
        with Person(self._vnc) as viewer:
            # Only viewers that say they follow a change may make one.
            viewer._send(struct.pack(">BxHii", 2, 2, 0, _EXTENDED_DESKTOP_SIZE))
            viewer._send(message)
            wait_for(lambda: self._count() == len(monitors), "the monitors")

    def _count(self) -> int:
        told = self._desktop.run(["env", f"DISPLAY={self.env['DISPLAY']}", "xrandr", "--listmonitors"])
        return int(told.split("\n")[0].rpartition(":")[2])
