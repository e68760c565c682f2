"""Requests that draw, and those that free or change what drawing needs.

X11 lets every client paint into every window and free every other client's pixmaps: an agent could write its own
words into the popup, or take the popup's picture away. Numbers and offsets: X11 protocol; the protocols of RENDER
0.11, MIT-SHM 1.2, DOUBLE-BUFFER 1.0, XVideo 2.2, GLX 1.4, DRI2 1.4, DRI3 1.4, Present 1.4.
"""

from __future__ import annotations

from dataclasses import replace

from supervisor.wire.doors.door import Besides, Door, Extension, Outcome, Refusal, View, extension, own

_PAINTS = "paints over another program's window, or over the supervisor's popup"
_FREES = "takes away what another program draws with"
_READS = "reads another program's picture past what is blanked in screenshots"

_SHOWN = "what it reads of the screen is without the supervisor's windows"
"""Seen to by `intake.screenshots`."""


def _passes(_view: View) -> Outcome:
    return Outcome.PASS


CORE_DRAWING = (
    own(46, "CloseFont", _FREES),
    own(54, "FreePixmap", _FREES),
    own(56, "ChangeGC", _FREES),
    own(57, "CopyGC", _FREES, 4),
    own(58, "SetDashes", _FREES),
    own(59, "SetClipRectangles", _FREES),
    own(60, "FreeGC", _FREES),
    own(61, "ClearArea", _PAINTS),
    replace(own(62, "CopyArea", _PAINTS, 4), rule=f"into own only; {_SHOWN}"),
    replace(own(63, "CopyPlane", _PAINTS, 4), rule=f"into own only; {_SHOWN}"),
    own(64, "PolyPoint", _PAINTS),
    own(65, "PolyLine", _PAINTS),
    own(66, "PolySegment", _PAINTS),
    own(67, "PolyRectangle", _PAINTS),
    own(68, "PolyArc", _PAINTS),
    own(69, "FillPoly", _PAINTS),
    own(70, "PolyFillRectangle", _PAINTS),
    own(71, "PolyFillArc", _PAINTS),
    own(72, "PutImage", _PAINTS),
    Door(73, "GetImage", "shows the supervisor's popup and marks", check=_passes, need=0, rule=_SHOWN),
    own(74, "PolyText8", _PAINTS),
    own(75, "PolyText16", _PAINTS),
    own(76, "ImageText8", _PAINTS),
    own(77, "ImageText16", _PAINTS),
    own(79, "FreeColormap", _FREES),
    own(89, "StoreColors", "changes another program's colours", besides=Besides.COLORMAP),
    own(90, "StoreNamedColor", "changes another program's colours", besides=Besides.COLORMAP),
    own(95, "FreeCursor", _FREES),
    own(96, "RecolorCursor", "makes another program's pointer invisible"),
)

RENDER = extension(
    "RENDER",
    # Queries, new pictures without a window, new cursors.
    (0, 1, 2, 3, 17, 27, 29, 31, 33, 34, 35, 36),
    own(4, "CreatePicture", _PAINTS, 4),
    own(5, "ChangePicture", _FREES),
    own(6, "SetPictureClipRectangles", _FREES),
    own(7, "FreePicture", _FREES),
    own(8, "Composite", _PAINTS, 12),
    own(9, "Scale", _PAINTS, 4),
    own(10, "Trapezoids", _PAINTS, 8),
    own(11, "Triangles", _PAINTS, 8),
    own(12, "TriStrip", _PAINTS, 8),
    own(13, "TriFan", _PAINTS, 8),
    own(18, "ReferenceGlyphSet", _READS, 4),
    own(19, "FreeGlyphSet", _FREES),
    own(20, "AddGlyphs", "changes the letters another program writes with"),
    own(22, "FreeGlyphs", _FREES),
    own(23, "CompositeGlyphs8", _PAINTS, 8),
    own(24, "CompositeGlyphs16", _PAINTS, 8),
    own(25, "CompositeGlyphs32", _PAINTS, 8),
    own(26, "FillRectangles", _PAINTS, 4),
    own(28, "SetPictureTransform", _FREES),
    own(30, "SetPictureFilter", _FREES),
    own(32, "AddTraps", _PAINTS),
)

SHM = extension(
    "MIT-SHM",
    (0, 1, 6, 7),
    own(2, "Detach", _FREES),
    own(3, "PutImage", _PAINTS, 0, 28),
    replace(
        own(
            4,
            "GetImage",
            "writes into others' shared memory, shows the supervisor's popup",
            20,
            replies=True,
        ),
        rule=f"into own only; {_SHOWN}",
    ),
    own(5, "CreatePixmap", _READS, 16),
)


def _swap(view: View) -> Outcome:
    count = view.u32(0)
    if 8 * count + 4 > view.end - view.body:
        return Outcome.REFUSE
    return Outcome.PASS if all(view.owns(4 + 8 * n) for n in range(count)) else Outcome.REFUSE


DOUBLE_BUFFER = extension(
    "DOUBLE-BUFFER",
    (0, 4, 5, 6, 7),
    own(1, "AllocateBackBufferName", _PAINTS),
    own(2, "DeallocateBackBufferName", _FREES),
    Door(3, "SwapBuffers", _PAINTS, check=_swap, rule="own windows only"),
)

VIDEO = extension(
    "XVideo",
    (0, 1, 2, 3, 4, 10, 11, 12, 13, 14, 15, 16, 17),
    own(5, "PutVideo", _PAINTS, 4),
    own(6, "PutStill", _PAINTS, 4),
    own(7, "GetVideo", _PAINTS, 4),
    own(8, "GetStill", _PAINTS, 4),
    own(9, "StopVideo", "stops another program's video", 4),
    own(18, "PutImage", _PAINTS, 4),
    own(19, "ShmPutImage", _PAINTS, 4, 12),
)

PRESENT = extension(
    "Present",
    (0, 2, 4),
    own(1, "Pixmap", _PAINTS),
    own(3, "SelectInput", _FREES),
    own(5, "PixmapSynced", _PAINTS),
)

DRI2 = extension(
    "DRI2",
    (0, 1, 2, 13),
    own(3, "CreateDrawable", _PAINTS),
    own(4, "DestroyDrawable", _FREES),
    own(5, "GetBuffers", _PAINTS, replies=True),
    own(6, "CopyRegion", _PAINTS, replies=True),
    own(7, "GetBuffersWithFormat", _PAINTS, replies=True),
    own(8, "SwapBuffers", _PAINTS, replies=True),
    own(9, "GetMSC", _READS, replies=True),
    own(10, "WaitMSC", _READS, replies=True),
    own(11, "WaitSBC", _READS, replies=True),
    own(12, "SwapInterval", _PAINTS),
)

DRI3 = extension(
    "DRI3",
    # Those that carry descriptors only make new ids of the client's own.
    (0, 1, 2, 4, 6, 7, 9, 10),
    own(3, "BufferFromPixmap", _READS, replies=True),
    own(5, "FDFromFence", _READS, 4, replies=True),
    own(8, "BuffersFromPixmap", _READS, replies=True),
    own(11, "FreeSyncobj", _FREES),
)

_VENDOR = frozenset({1330, 1331, 65536, 65541, 65542, 65546})
"""BindTexImage, ReleaseTexImage, SwapInterval, CreateContext, CreateGLXPixmap, ChangeDrawableAttributes."""
_VENDOR_ASKED = frozenset({1024, 65540, 65545})
"""QueryContextInfo, GetFBConfigs, GetDrawableAttributes."""
_VENDOR_COPY = 5154
"""CopySubBufferMESA: a context tag, then the drawable."""


def _vendor(view: View) -> Outcome:
    code = view.u32(0)
    if code == _VENDOR_COPY:
        return Outcome.PASS if view.end - view.body >= 12 and view.owns(8) else Outcome.REFUSE
    return Outcome.PASS if code in _VENDOR else Outcome.REFUSE


def _vendor_asked(view: View) -> Outcome:
    return Outcome.PASS if view.u32(0) in _VENDOR_ASKED else Outcome.REFUSE


_LISTED = "a list of known calls passes, copies to own drawables only"

GLX = extension(
    "GLX",
    # Rendering goes where a context was made current to; queries; new contexts; client information; GL's own calls.
    (
        *(1, 2, 3, 6, 7, 8, 9, 12, 14, 18, 19, 20, 21, 24, 25, 27, 29, 33, 34, 35),
        *range(101, 167),
    ),
    own(4, "DestroyContext", _FREES),
    own(5, "MakeCurrent", _PAINTS, replies=True),
    own(10, "CopyContext", _FREES, 4),
    own(11, "SwapBuffers", _PAINTS, 4),
    own(13, "CreateGLXPixmap", _READS, 8),
    own(15, "DestroyGLXPixmap", _FREES),
    Door(16, "VendorPrivate", _PAINTS, check=_vendor, rule=_LISTED),
    Door(17, "VendorPrivateWithReply", _PAINTS, check=_vendor_asked, rule=_LISTED, refusal=Refusal.ERROR),
    own(22, "CreatePixmap", _READS, 8),
    own(23, "DestroyPixmap", _FREES),
    own(26, "MakeContextCurrent", _PAINTS, 4, 8, replies=True),
    own(28, "DestroyPbuffer", _FREES),
    own(30, "ChangeDrawableAttributes", _FREES),
    own(31, "CreateWindow", _PAINTS, 8),
    own(32, "DestroyWindow", _FREES),
)

DRAWING: tuple[Extension, ...] = (RENDER, SHM, DOUBLE_BUFFER, VIDEO, PRESENT, DRI2, DRI3, GLX)
