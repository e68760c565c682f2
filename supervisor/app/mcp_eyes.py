"""What a model sees of the screen over MCP: pictures no larger than models take, and places in their pixels."""

from __future__ import annotations

import asyncio
import base64
import io
from typing import TYPE_CHECKING, Any

from PIL import Image
from Xlib import X
from Xlib.error import ConnectionClosedError

from supervisor.intake.mcp_gate import GateError
from supervisor.wire.model_call import Size

if TYPE_CHECKING:
    from collections.abc import Mapping

    from Xlib.display import Display

    from supervisor.intake.mcp_gate import Gate

LONGEST_PX = 1568
"""Of either side: above, the makers of models make pictures smaller themselves, and places would no longer fit."""
MOST_PIXELS = 1_150_000
"""Likewise, of the whole."""
_GONE = "The display has gone."
_OTHER = "The screen has another size by now: take a screenshot of all of it first."


def fitted(width: int, height: int) -> Size:
    """Give the size at which a picture of this size is shown to a model; never larger than it is."""
    scale = min(1.0, LONGEST_PX / max(width, height), (MOST_PIXELS / (width * height)) ** 0.5)
    return Size(max(1, round(width * scale)), max(1, round(height * scale)))


class Eyes:
    """Looks through the gate; implements `intake.mcp_server.Eyes`.

    Attributes:
        size: Of the last picture of all, px.
    """

    def __init__(self, gate: Gate, display: Display, screen: tuple[int, int]) -> None:
        """Begin.

        Args:
            gate: Takes the pictures.
            display: The agent's own.
            screen: Width and height of the desktop as it is now, physical px.
        """
        self._gate = gate
        self._display = display
        self._screen = Size(*screen)
        self._now = Size(0, 0)
        # From here on the server says by itself when the screen is made larger or smaller.
        display.screen().root.change_attributes(event_mask=X.StructureNotifyMask)
        self.size = fitted(*screen)

    async def picture(self, region: tuple[int, int, int, int] | None = None) -> bytes:
        """Give the desktop as PNG of `size`, or a part of it as large as a model takes it.

        Raises:
            GateError: the screen gave no picture, or a part is meant of a screen that was larger or smaller.
        """
        answer: Mapping[str, Any] = await self._gate.call("screenshot", {})
        whole = base64.b64decode(answer["data"])
        screen = Size(answer["width"], answer["height"])
        if region is None:
            self._screen, self.size = screen, fitted(screen.width, screen.height)
        elif screen != self._screen:
            raise GateError(_OTHER)
        if region is None and self.size == self._screen:
            return whole
        return await asyncio.to_thread(self._cut, whole, region)

    async def pointer(self) -> tuple[int, int]:
        """Give where the agent's pointer is, in pixels of the picture.

        Raises:
            GateError: the display has gone, or is no longer as large as it was in the picture.
        """
        await self.check()
        try:
            at = self._display.screen().root.query_pointer()
        except (ConnectionClosedError, OSError) as e:
            raise GateError(_GONE) from e
        return self.size.from_screen(int(at.root_x), int(at.root_y), self._screen)

    async def check(self) -> None:
        """Look whether the screen is as large as it was in the last picture.

        Raises:
            GateError: it is not, or the display has gone: no place in that picture means anything.
        """
        try:
            self._hear()
            if self._now != self._screen:
                now = self._display.screen().root.get_geometry()
                self._now = Size(int(now.width), int(now.height))
        except (ConnectionClosedError, OSError) as e:
            raise GateError(_GONE) from e
        if self._now != self._screen:
            raise GateError(_OTHER)

    def _hear(self) -> None:
        """Take in what the server has said of the screen's size; it is not waited for."""
        while self._display.pending_events():
            event = self._display.next_event()
            # Any client may send one that says so; the server's own alone is marked as none of theirs.
            if event.type == X.ConfigureNotify and not event.send_event:
                self._now = Size(int(event.width), int(event.height))

    def _cut(self, whole: bytes, region: tuple[int, int, int, int] | None) -> bytes:
        screen, size = self._screen, self.size
        with Image.open(io.BytesIO(whole)) as image:
            part: Image.Image = image
            wanted = size
            if region is not None:
                left, right = (side * screen.width // size.width for side in (region[0], region[2]))
                top, bottom = (side * screen.height // size.height for side in (region[1], region[3]))
                part = image.crop((left, top, max(right, left + 1), max(bottom, top + 1)))
                wanted = fitted(*part.size)
            if part.size != (wanted.width, wanted.height):
                part = part.resize((wanted.width, wanted.height), Image.Resampling.LANCZOS)
            made = io.BytesIO()
            part.save(made, "PNG")
        return made.getvalue()
