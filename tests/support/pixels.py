"""What is really on a virtual screen: pixels, and the supervisor's windows, asked of the X server and not of Qt."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, Self

from Xlib import X
from Xlib.error import XError
from Xlib.ext import shape

from tests.support.connect import connect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from Xlib.xobject.drawable import Window as XWindow

    from supervisor.demo.virtual_desktop import VirtualDesktop

MARK, POPUP, CONTROL = "agent-supervisor mark", "agent-supervisor: approval", "agent-supervisor: control"
_NEAR = 6
ON_A_LINE = 24
"""A pixel of a thin line is mixed with its neighbours by about this much."""


class Color(NamedTuple):
    """A pixel."""

    red: int
    green: int
    blue: int

    @classmethod
    def parse(cls, name: str) -> Color:
        """Read `#rrggbb`."""
        return cls(int(name[1:3], 16), int(name[3:5], 16), int(name[5:7], 16))

    def is_near(self, name: str, *, within: int = _NEAR) -> bool:
        """Tell whether it looks like `#rrggbb`."""
        return all(abs(a - b) <= within for a, b in zip(self, Color.parse(name), strict=True))


class Shown(NamedTuple):
    """One window that is mapped."""

    id: int
    name: str
    rect: tuple[int, int, int, int]
    depth: int


class Pixels:
    """Looks at a virtual screen.

    Attributes:
        connection: Its X connection.
        root: The root window.
    """

    def __init__(self, desktop: VirtualDesktop) -> None:
        self.connection = connect(desktop)
        self.root = self.connection.screen().root

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()

    def at(self, x: int, y: int) -> Color:
        """Give one pixel."""
        return self.area(x, y, 1, 1)[0]

    def area(self, x: int, y: int, width: int, height: int) -> list[Color]:
        """Give the pixels of an area, row by row."""
        return [_color(word) for word in self._words((x, y, width, height))]

    def count(self, color: str, rect: tuple[int, int, int, int]) -> int:
        """Count the pixels of about this colour in an area."""
        tally = Counter(self._words(rect))
        return sum(number for word, number in tally.items() if _color(word).is_near(color))

    def shown(self, name: str) -> list[Shown]:
        """List the mapped top-level windows with this name, topmost first."""
        return [window for window in self._tops() if window.name == name]

    def top(self) -> Shown:
        """Give the topmost mapped window."""
        return next(self._tops())

    def above(self, window: int) -> list[Shown]:
        """List the mapped top-level windows that lie above one, topmost first."""
        return list(itertools.takewhile(lambda shown: shown.id != window, self._tops()))

    def takes_input(self, window: int) -> bool:
        """Tell whether any part of a window takes pointer input."""
        found = self.connection.create_resource_object("window", window)
        return bool(shape.get_rectangles(found, shape.SK.Input).rectangles)

    def window(self, color: str, rect: tuple[int, int, int, int], *, managed: bool = False) -> XWindow:
        """Put up a plain window of one colour, without a window manager's frame unless `managed`."""
        x, y, width, height = rect
        made: XWindow = self.root.create_window(
            *(x, y, width, height, 0, X.CopyFromParent),
            background_pixel=int(color[1:], 16),
            override_redirect=not managed,
            event_mask=X.ButtonPressMask | X.ExposureMask,
        )
        made.set_wm_name(f"plain {color}")
        made.map()
        self.connection.sync()
        return made

    def _words(self, rect: tuple[int, int, int, int]) -> memoryview[int]:
        """Give the pixels as whole numbers, blue in the lowest byte."""
        x, y, width, height = rect
        data = self.root.get_image(x, y, width, height, X.ZPixmap, 0xFFFFFFFF).data
        return memoryview(data.encode("latin-1") if isinstance(data, str) else bytes(data)).cast("I")

    def _tops(self) -> Iterator[Shown]:
        for child in reversed(self.root.query_tree().children):
            try:
                if child.get_attributes().map_state != X.IsViewable:
                    continue
                box = child.get_geometry()
                utf8 = child.get_full_property(self.connection.get_atom("_NET_WM_NAME"), X.AnyPropertyType)
                name = utf8.value if utf8 is not None else child.get_wm_name() or ""
            except XError:
                continue
            text = name.decode() if isinstance(name, bytes) else str(name)
            yield Shown(int(child.id), text, (box.x, box.y, box.width, box.height), box.depth)


def _color(word: int) -> Color:
    return Color(word >> 16 & 0xFF, word >> 8 & 0xFF, word & 0xFF)
