"""Requests that change the screen, the pointer's picture, or what lies above other windows; and shared server state.

Numbers and offsets: the protocols of SHAPE 1.1, XFIXES 6.1, RANDR 1.6, Composite 0.4, DAMAGE 1.1, SYNC 3.1, DPMS 1.2,
MIT-SCREEN-SAVER 1.1, SECURITY 1.0, XFree86-VidModeExtension 2.2, X-Resource 1.2, XINERAMA 1.1, XC-MISC 1.1.
"""

from __future__ import annotations

from supervisor.wire.doors.door import Check, Door, Extension, Outcome, Refusal, View, extension, never, own

_HIDES = "hides or cuts another program's window, or the supervisor's popup"
_MODE = "changes the person's screen"
_DARK = "blanks the person's screen, or keeps it from locking"
_SYNC = "makes another program wait for ever"


def keeps(offset: int) -> Check:
    """Make the check of a request that reads a property and may delete it: it reads and does not."""

    def check(view: View) -> Outcome:
        if not view.byte(offset):
            return Outcome.PASS
        view.put_byte(offset, 0)
        return Outcome.CHANGED

    return check


READS_ONLY = "reads, but deletes nothing"
_DELETES = "deletes what a device or screen is set to"

SHAPE = extension(
    "SHAPE",
    (0, 5, 6, 7, 8),
    own(1, "Rectangles", _HIDES, 4),
    own(2, "Mask", _HIDES, 4),
    own(3, "Combine", _HIDES, 4),
    own(4, "Offset", _HIDES, 4),
)

XFIXES = extension(
    "XFIXES",
    # Queries, new regions, one's own disconnection.
    (0, 2, 3, 4, 5, 6, 7, 8, 9, 19, 24, 25, 33, 34),
    own(1, "ChangeSaveSet", "moves another program's window out of its place", 4),
    own(10, "DestroyRegion", _HIDES),
    own(11, "SetRegion", _HIDES),
    own(12, "CopyRegion", _HIDES, 4),
    own(13, "UnionRegion", _HIDES, 8),
    own(14, "IntersectRegion", _HIDES, 8),
    own(15, "SubtractRegion", _HIDES, 8),
    own(16, "InvertRegion", _HIDES, 12),
    own(17, "TranslateRegion", _HIDES),
    own(18, "RegionExtents", _HIDES, 4),
    own(20, "SetGCClipRegion", _HIDES),
    own(21, "SetWindowShapeRegion", _HIDES),
    own(22, "SetPictureClipRegion", _HIDES),
    own(23, "SetCursorName", "lets another program's pointer be changed by name"),
    own(26, "ChangeCursor", "changes the pointer of all programs", 4),
    never(27, "ChangeCursorByName", "changes the pointer of all programs"),
    own(28, "ExpandRegion", _HIDES, 4),
    never(29, "HideCursor", "hides the person's pointer on the whole screen"),
    never(30, "ShowCursor", "the other half of HideCursor: the server would call it a mistake"),
    never(31, "CreatePointerBarrier", "locks the person's pointer into a part of the screen"),
    own(32, "DeletePointerBarrier", "takes down a desktop's own barriers"),
)

RANDR = extension(
    "RANDR",
    # Queries and events.
    (0, 1, 4, 5, 6, 8, 9, 10, 11, 20, 22, 23, 25, 27, 28, 31, 32, 33, 36, 37, 42),
    Door(15, "GetOutputProperty", _DELETES, check=keeps(20), need=24, rule=READS_ONLY, refusal=Refusal.ERROR),
    Door(41, "GetProviderProperty", _DELETES, check=keeps(20), need=24, rule=READS_ONLY, refusal=Refusal.ERROR),
    never(2, "SetScreenConfig", _MODE, replies=True),
    never(7, "SetScreenSize", _MODE),
    never(12, "ConfigureOutputProperty", _MODE),
    never(13, "ChangeOutputProperty", _MODE),
    never(14, "DeleteOutputProperty", _MODE),
    never(16, "CreateMode", _MODE, replies=True),
    never(17, "DestroyMode", _MODE),
    never(18, "AddOutputMode", _MODE),
    never(19, "DeleteOutputMode", _MODE),
    never(21, "SetCrtcConfig", _MODE, replies=True),
    never(24, "SetCrtcGamma", _MODE),
    never(26, "SetCrtcTransform", _MODE),
    never(29, "SetPanning", _MODE, replies=True),
    never(30, "SetOutputPrimary", _MODE),
    never(34, "SetProviderOffloadSink", _MODE),
    never(35, "SetProviderOutputSource", _MODE),
    never(38, "ConfigureProviderProperty", _MODE),
    never(39, "ChangeProviderProperty", _MODE),
    never(40, "DeleteProviderProperty", _MODE),
    never(43, "SetMonitor", _MODE),
    never(44, "DeleteMonitor", _MODE),
    never(45, "CreateLease", "takes a screen away from the desktop", replies=True),
    never(46, "FreeLease", "takes a screen away from another program"),
)

COMPOSITE = extension(
    "Composite",
    (0, 5),
    own(1, "RedirectWindow", _HIDES),
    own(2, "RedirectSubwindows", _HIDES),
    own(3, "UnredirectWindow", _HIDES),
    own(4, "UnredirectSubwindows", _HIDES),
    own(6, "NameWindowPixmap", "reads another window's picture past what is blanked in screenshots"),
    never(7, "GetOverlayWindow", "shows a window above all others, the popup too", replies=True),
    never(8, "ReleaseOverlayWindow", "the other half of GetOverlayWindow"),
)

DAMAGE = extension(
    "DAMAGE",
    (0, 1),
    own(2, "Destroy", _HIDES),
    own(3, "Subtract", _HIDES),
    own(4, "Add", _HIDES),
)

SYNC = extension(
    "SYNC",
    (0, 1, 2, 5, 7, 8, 10, 13, 14, 18, 19),
    own(3, "SetCounter", _SYNC),
    own(4, "ChangeCounter", _SYNC),
    own(6, "DestroyCounter", _SYNC),
    own(9, "ChangeAlarm", _SYNC),
    own(11, "DestroyAlarm", _SYNC),
    never(12, "SetPriority", "lets the server serve the agent before the person"),
    own(15, "TriggerFence", _SYNC),
    own(16, "ResetFence", _SYNC),
    own(17, "DestroyFence", _SYNC),
)

DPMS = extension(
    "DPMS",
    (0, 1, 2, 7, 8),
    never(3, "SetTimeouts", _DARK),
    never(4, "Enable", _DARK),
    never(5, "Disable", _DARK),
    never(6, "ForceLevel", _DARK),
)

SCREEN_SAVER = extension(
    "MIT-SCREEN-SAVER",
    (0, 1, 2),
    never(3, "SetAttributes", "shows a screen saver of the agent's own, e.g. one that asks for a password"),
    never(4, "UnsetAttributes", _DARK),
    never(5, "Suspend", _DARK),
)

SECURITY = extension(
    "SECURITY",
    (0,),
    never(1, "GenerateAuthorization", "makes a cookie for the real display", replies=True),
    never(2, "RevokeAuthorization", "shuts other programs out"),
)

VIDEO_MODE = extension(
    "XFree86-VidModeExtension",
    (0, 1, 4, 6, 9, 11, 13, 14, 16, 17, 19, 20),
    never(2, "ModModeLine", _MODE),
    never(3, "SwitchMode", _MODE),
    never(5, "LockModeSwitch", _MODE),
    never(7, "AddModeLine", _MODE),
    never(8, "DeleteModeLine", _MODE),
    never(10, "SwitchToMode", _MODE),
    never(12, "SetViewPort", _MODE),
    never(15, "SetGamma", _MODE),
    never(18, "SetGammaRamp", _MODE),
)

RESOURCES = extension("X-Resource", range(6))
XINERAMA = extension("XINERAMA", range(6))
XC_MISC = extension("XC-MISC", range(3))
BIG_REQUESTS = extension("BIG-REQUESTS", (0,))
GENERIC_EVENTS = extension("Generic Event Extension", (0,))
NV_GLX = extension("NV-GLX", range(256))
"""NVIDIA's own way to draw; its requests are not public. Without it GL programs draw by the processor."""

SCREEN: tuple[Extension, ...] = (
    *(SHAPE, XFIXES, RANDR, COMPOSITE, DAMAGE, SYNC, DPMS, SCREEN_SAVER, SECURITY, VIDEO_MODE),
    *(RESOURCES, XINERAMA, XC_MISC, BIG_REQUESTS, GENERIC_EVENTS, NV_GLX),
)


def _installs(view: View) -> Outcome:
    return Outcome.PASS if view.u32(0) in view.territory.colormaps else Outcome.REFUSE


CORE_SCREEN = (
    never(51, "SetFontPath", "takes the fonts away from all programs"),
    Door(81, "InstallColormap", _DARK, check=_installs, need=4, rule="the default colormap only"),
    never(82, "UninstallColormap", _DARK),
    never(107, "SetScreenSaver", _DARK),
    never(109, "ChangeHosts", "opens the display to other machines"),
    never(111, "SetAccessControl", "opens the display to everybody"),
    never(115, "ForceScreenSaver", _DARK),
)
