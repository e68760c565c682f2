"""Switches the keyboard layout group, as the person's layout switcher does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from Xlib.protocol import rq

from tests.support.connect import connect

if TYPE_CHECKING:
    from supervisor.demo.virtual_desktop import VirtualDesktop

_CORE_KEYBOARD = 0x100


class _UseExtension(rq.ReplyRequest):
    _request = rq.Struct(rq.Card8("opcode"), rq.Opcode(0), rq.RequestLength(), rq.Card16("major"), rq.Card16("minor"))
    _reply = rq.Struct(
        rq.ReplyCode(), rq.Card8("supported"), rq.Card16("sequence_number"), rq.ReplyLength(), rq.Pad(24)
    )


class _LatchLockState(rq.Request):
    _request = rq.Struct(
        rq.Card8("opcode"),
        rq.Opcode(5),
        rq.RequestLength(),
        rq.Card16("device"),
        rq.Pad(2),
        rq.Card8("lock_group"),
        rq.Card8("group"),
        rq.Pad(6),
    )


def lock_group(desktop: VirtualDesktop, group: int) -> None:
    """Make a layout group the active one; 0 is the first."""
    display = connect(desktop)
    xkb = display.query_extension("XKEYBOARD")
    assert xkb
    opcode = xkb.major_opcode
    _UseExtension(display.display, opcode=opcode, major=1, minor=0)
    _LatchLockState(display.display, opcode=opcode, device=_CORE_KEYBOARD, lock_group=1, group=group)
    display.sync()
    display.close()
