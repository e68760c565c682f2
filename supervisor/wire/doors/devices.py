"""Requests to the person's devices: keyboards, pointers, and what they type.

Numbers and offsets: X11 protocol; the protocols of XInput 1.5 and 2.4, XKB 1.0, XTEST 2.2, RECORD 1.13.
"""

from __future__ import annotations

from supervisor.wire.doors.door import Door, Outcome, Refusal, View, extension, never, own
from supervisor.wire.doors.grabs import (
    ASYNC_ONLY,
    BOUNDED,
    FOREIGN_GRAB,
    LETS_GO,
    NOTED,
    device_grab,
    device_ungrab,
    key_grab,
    key_ungrab,
    passive_button_grab,
    passive_device_grab,
    passive_key_grab,
    pointer_grab,
    pointer_ungrab,
)
from supervisor.wire.doors.listening import XI_EVENTS_ALLOWED, xi_events
from supervisor.wire.doors.screen import READS_ONLY, keeps

_DEVICE = "changes or switches off the person's devices"
_KEYS = "changes what the person's keys mean"
_READS = "reads the keys that the person presses"
_FOCUS = "takes the person's keys to another window"


def _nothing(_view: View) -> Outcome:
    return Outcome.STOP


def _lock(view: View) -> Outcome:
    """Let the layout group be chosen; a modifier that is locked or latched would make chords of the person's keys.

    XkbLatchLockState: device u16, affect and value of the modifier locks, lockGroup, groupLock, affect and value of
    the modifier latches, pad, latchGroup, groupLatch u16.
    """
    if not (view.byte(2) or view.byte(6) or view.byte(9) or view.u16(10)):
        return Outcome.PASS
    for offset in (2, 3, 6, 7, 9, 10, 11):
        view.put_byte(offset, 0)
    return Outcome.CHANGED


def _components(view: View) -> Outcome:
    """Let a keyboard description be asked for, not loaded."""
    return keeps(6)(view)


def _debugging(view: View) -> Outcome:
    if not (view.u32(4) or view.u32(12)):
        return Outcome.PASS
    view.put_u32(4, 0)
    view.put_u32(12, 0)
    return Outcome.CHANGED


def _focus(view: View) -> Outcome:
    """Let own windows pass; another's is an action. No focus at all, or one that follows the pointer, is refused."""
    if view.owns(0):
        return Outcome.PASS
    window = view.u32(0)
    return Outcome.REFUSE if window in (0, 1, 2, 3) or window in view.territory.roots else Outcome.STOP


QUERY_KEYMAP = 44
FOCUS_RULE = "own windows; another's is an action"

CORE_DEVICES = (
    Door(26, "GrabPointer", FOREIGN_GRAB, check=pointer_grab, need=20, rule=BOUNDED, refusal=Refusal.ERROR),
    Door(28, "GrabButton", FOREIGN_GRAB, check=passive_button_grab, need=20, rule=ASYNC_ONLY),
    Door(27, "UngrabPointer", LETS_GO, check=pointer_ungrab, need=0, rule=NOTED),
    Door(32, "UngrabKeyboard", LETS_GO, check=key_ungrab, need=0, rule=NOTED),
    Door(31, "GrabKeyboard", FOREIGN_GRAB, check=key_grab, need=12, rule=BOUNDED, refusal=Refusal.ERROR),
    Door(33, "GrabKey", FOREIGN_GRAB, check=passive_key_grab, need=12, rule=ASYNC_ONLY),
    never(36, "GrabServer", "stops the whole display"),
    never(37, "UngrabServer", "the other half of GrabServer"),
    Door(42, "SetInputFocus", _FOCUS, check=_focus, need=8, rule=FOCUS_RULE),
    Door(QUERY_KEYMAP, "QueryKeymap", _READS, check=_nothing, need=0, rule="answered as if no key were down"),
    never(102, "ChangeKeyboardControl", _DEVICE),
    never(105, "ChangePointerControl", _DEVICE),
    never(116, "SetPointerMapping", "changes what the person's buttons mean", replies=True),
    never(118, "SetModifierMapping", _KEYS, replies=True),
)

XINPUT = extension(
    "XInputExtension",
    # Queries, opening a device, letting a grab go, the bell, one's own version.
    (1, 2, 3, 4, 7, 9, 10, 14, 16, 18, 19, 20, 22, 24, 26, 28, 32, 34, 36, 40, 45, 47, 48, 50, 53, 55, 56, 60),
    never(5, "SetDeviceMode", _DEVICE, replies=True),
    own(6, "SelectExtensionEvent", _READS),
    own(8, "ChangeDeviceDontPropagateList", _READS),
    never(11, "ChangeKeyboardDevice", _DEVICE, replies=True),
    never(12, "ChangePointerDevice", _DEVICE, replies=True),
    never(13, "GrabDevice", FOREIGN_GRAB, replies=True),
    never(15, "GrabDeviceKey", FOREIGN_GRAB),
    never(17, "GrabDeviceButton", FOREIGN_GRAB),
    never(21, "SetDeviceFocus", _FOCUS),
    never(23, "ChangeFeedbackControl", _DEVICE),
    never(25, "ChangeDeviceKeyMapping", _KEYS),
    never(27, "SetDeviceModifierMapping", _KEYS, replies=True),
    never(29, "SetDeviceButtonMapping", _KEYS, replies=True),
    never(30, "QueryDeviceState", _READS, replies=True),
    never(31, "SendExtensionEvent", "input that looks as if it came from a device"),
    never(33, "SetDeviceValuators", "moves a device", replies=True),
    never(35, "ChangeDeviceControl", _DEVICE, replies=True),
    never(37, "ChangeDeviceProperty", _DEVICE),
    never(38, "DeleteDeviceProperty", _DEVICE),
    Door(39, "GetDeviceProperty", _DEVICE, check=keeps(17), need=20, rule=READS_ONLY, refusal=Refusal.ERROR),
    Door(41, "XIWarpPointer", "moves the pointer", check=_nothing, rule="an action"),
    own(42, "XIChangeCursor", "hides the pointer over another program"),
    never(43, "XIChangeHierarchy", "makes a second pointer, or takes the person's devices away"),
    own(44, "XISetClientPointer", "changes whose pointer another program follows"),
    Door(46, "XISelectEvents", _READS, check=xi_events, rule=XI_EVENTS_ALLOWED),
    Door(49, "XISetFocus", _FOCUS, check=_focus, need=12, rule=FOCUS_RULE),
    Door(52, "XIUngrabDevice", LETS_GO, check=device_ungrab, need=8, rule=NOTED),
    Door(51, "XIGrabDevice", FOREIGN_GRAB, check=device_grab, need=20, rule=BOUNDED, refusal=Refusal.ERROR),
    Door(
        54,
        "XIPassiveGrabDevice",
        FOREIGN_GRAB,
        check=passive_device_grab,
        need=28,
        rule=ASYNC_ONLY,
        refusal=Refusal.ERROR,
    ),
    never(57, "XIChangeProperty", _DEVICE),
    never(58, "XIDeleteProperty", _DEVICE),
    Door(59, "XIGetProperty", _DEVICE, check=keeps(2), need=20, rule=READS_ONLY, refusal=Refusal.ERROR),
    never(61, "XIBarrierReleasePointer", "lets the pointer through a desktop's barrier"),
)

XKB = extension(
    "XKEYBOARD",
    (0, 1, 3, 4, 6, 8, 10, 12, 13, 15, 17, 19, 21, 22, 24),
    Door(5, "LatchLockState", _KEYS, check=_lock, need=12, rule="chooses the layout group, but no modifiers"),
    never(7, "SetControls", _DEVICE),
    never(9, "SetMap", _KEYS),
    never(11, "SetCompatMap", _KEYS),
    never(14, "SetIndicatorMap", _DEVICE),
    never(16, "SetNamedIndicator", _DEVICE),
    never(18, "SetNames", _KEYS),
    never(20, "SetGeometry", _DEVICE),
    Door(
        23,
        "GetKbdByName",
        _KEYS,
        check=_components,
        need=8,
        rule="describes a keyboard, but loads none",
        refusal=Refusal.ERROR,
    ),
    never(25, "SetDeviceInfo", _DEVICE),
    Door(
        101,
        "SetDebuggingFlags",
        "fills the server's log",
        check=_debugging,
        need=20,
        rule="changes nothing",
        refusal=Refusal.ERROR,
    ),
)

XTEST = extension(
    "XTEST",
    (0, 1),
    Door(2, "FakeInput", "types, clicks and moves the pointer", check=_nothing, rule="an action"),
    never(3, "GrabControl", "works through another program's server grab"),
)

RECORD = extension(
    "RECORD",
    (0,),
    never(1, "CreateContext", _READS),
    never(2, "RegisterClients", _READS),
    never(3, "UnregisterClients", "makes the supervisor deaf"),
    never(4, "GetContext", _READS, replies=True),
    never(5, "EnableContext", _READS, replies=True),
    never(6, "DisableContext", "makes the supervisor deaf"),
    never(7, "FreeContext", "makes the supervisor deaf"),
)

DEVICES = (XINPUT, XKB, XTEST, RECORD)
