"""A small window that tells every key, button and motion it gets, as JSON lines.

Run as a program it is the window; `Receiver` starts it on a virtual desktop and reads what it tells. Keys come to it
while it has the focus, so it shows what a program in use would have got.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from Xlib import XK, X, Xutil
from Xlib.display import Display
from Xlib.protocol.event import ClientMessage

ROOT = Path(__file__).parents[2]
if __name__ != "__main__":
    from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType

    from supervisor.demo.virtual_desktop import VirtualDesktop

_EVENTS = {
    X.KeyPress: "key_press",
    X.KeyRelease: "key_release",
    X.ButtonPress: "button_press",
    X.ButtonRelease: "button_release",
    X.MotionNotify: "motion",
    X.FocusIn: "focus_in",
    X.FocusOut: "focus_out",
}
_MASK = (
    X.KeyPressMask
    | X.KeyReleaseMask
    | X.ButtonPressMask
    | X.ButtonReleaseMask
    | X.PointerMotionMask
    | X.FocusChangeMask
    | X.StructureNotifyMask
    | X.ExposureMask
)


class Receiver:
    """The window, seen from a test.

    Attributes:
        window: Its X id.
        rect: x, y, width, height of its inside on the screen, in pixels, when it came up.
    """

    def __init__(
        self,
        desktop: VirtualDesktop,
        *,
        title: str = "receiver",
        geometry: tuple[int, int, int, int] = (100, 100, 400, 300),
        grab: str = "",
        bare: bool = False,
    ) -> None:
        """Start it and wait until it is on the screen, with the focus unless `bare`.

        Args:
            desktop: Where.
            title: Of the window; also its class.
            geometry: x, y, width, height.
            grab: keyboard, pointer, frozen (synchronous keyboard) or server: held from the start.
            bare: No window manager around it (override-redirect); it gets no keys then.
        """
        x, y, width, height = geometry
        self._desktop = desktop
        self._output = desktop.folder / "logs" / f"receiver-{title}-{time.monotonic_ns()}.jsonl"
        argv = [sys.executable, str(ROOT / "tests/support/receiver.py"), "--title", title]
        argv += ["--geometry", f"{width}x{height}+{x}+{y}", *(["--grab", grab] if grab else []), *(["--bare"] * bare)]
        with self._output.open("wb") as output:
            self.process = desktop.spawn(argv, stdout=output, env={"PYTHONPATH": str(ROOT)})
        (ready,) = self.wait_for(lambda lines: [line for line in lines if line["event"] == "ready"][:1])
        self.window: int = ready["window"]
        self.rect: tuple[int, int, int, int] = tuple(ready["rect"])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def centre(self) -> tuple[int, int]:
        """The middle of the window on the screen."""
        x, y, width, height = self.rect
        return x + width // 2, y + height // 2

    @property
    def lines(self) -> list[dict[str, Any]]:
        """All it has told, oldest first."""
        text = self._output.read_text()
        return [json.loads(line) for line in text[: text.rfind("\n") + 1].splitlines()]

    def of(self, *events: str) -> list[dict[str, Any]]:
        """What it told of these events, e.g. `of("key_press")`."""
        return [line for line in self.lines if line["event"] in events]

    @property
    def keys(self) -> list[str]:
        """Names of the keys pressed so far."""
        return [line["key"] for line in self.of("key_press")]

    def wait_for(
        self, look: Callable[[Sequence[dict[str, Any]]], Any], *, what: str = "the event", timeout_s: float = 45.0
    ) -> Any:
        """Wait until `look(lines)` gives something true, and give that."""

        def attempt() -> Any:
            assert self.process.poll() is None, f"the receiver ended, see {self._desktop.folder / 'logs'}"
            return look(self.lines) or None

        return wait_for(attempt, f"{what} at the receiver", timeout_s=timeout_s)

    def close(self) -> None:
        """End it."""
        self._desktop.end(self.process)


class _Window:
    """The program's side."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self.display = Display()
        self.root = self.display.screen().root
        size, x, y = arguments.geometry.split("+")
        width, height = size.split("x")
        self.window = self.root.create_window(
            *(int(x), int(y), int(width), int(height), 0, X.CopyFromParent, X.InputOutput, X.CopyFromParent),
            background_pixel=self.display.screen().white_pixel,
            event_mask=_MASK,
            override_redirect=int(arguments.bare),
        )
        self.window.set_wm_name(arguments.title)
        self.window.set_wm_class(arguments.title, arguments.title)
        self.window.set_wm_normal_hints(
            flags=Xutil.USPosition | Xutil.PWinGravity, win_gravity=X.StaticGravity, x=int(x), y=int(y)
        )
        self.window.map()
        self.bare = arguments.bare
        self.grab = arguments.grab
        self.told_ready = False

    def run(self) -> None:
        while True:
            event = self.display.next_event()
            if not self.told_ready and event.type == (X.Expose if self.bare else X.FocusIn):
                self._ready()
            elif event.type == X.Expose and not self.told_ready:
                self._ask_for_focus()
            elif event.type in _EVENTS:
                self._tell(event)
            elif event.type == X.MappingNotify:
                self.display.refresh_keyboard_mapping(event)

    def _ask_for_focus(self) -> None:
        """Ask as a taskbar would: a window manager need not focus what was not started by a click."""
        message = ClientMessage(
            window=self.window,
            client_type=self.display.intern_atom("_NET_ACTIVE_WINDOW"),
            data=(32, [2, X.CurrentTime, 0, 0, 0]),
        )
        self.root.send_event(message, event_mask=X.SubstructureRedirectMask | X.SubstructureNotifyMask)
        self.display.flush()

    def _ready(self) -> None:
        self.told_ready = True
        self._take_grab()
        at = self.root.translate_coords(self.window, 0, 0)
        size = self.window.get_geometry()
        self._say({"event": "ready", "window": self.window.id, "rect": [at.x, at.y, size.width, size.height]})

    def _take_grab(self) -> None:
        if self.grab in {"keyboard", "frozen"}:
            mode = X.GrabModeSync if self.grab == "frozen" else X.GrabModeAsync
            self.window.grab_keyboard(True, mode, mode, X.CurrentTime)
        elif self.grab == "pointer":
            self.window.grab_pointer(
                True,
                X.ButtonPressMask | X.ButtonReleaseMask,
                X.GrabModeAsync,
                X.GrabModeAsync,
                X.NONE,
                X.NONE,
                X.CurrentTime,
            )
        elif self.grab == "server":
            self.display.grab_server()
        self.display.sync()

    def _tell(self, event: Any) -> None:
        line: dict[str, Any] = {"event": _EVENTS[event.type], "t_ns": time.monotonic_ns()}
        line["send_event"] = bool(event.send_event)
        if event.type not in {X.FocusIn, X.FocusOut}:
            line |= {"detail": event.detail, "state": event.state, "x": event.event_x, "y": event.event_y}
            line |= {"root_x": event.root_x, "root_y": event.root_y, "server_ms": event.time}
        if event.type in {X.KeyPress, X.KeyRelease}:
            shifted = int(bool(event.state & X.ShiftMask))
            symbol = self.display.keycode_to_keysym(event.detail, shifted) or self.display.keycode_to_keysym(
                event.detail, 0
            )
            line["key"] = _name_of(symbol)
        self._say(line)

    def _say(self, line: dict[str, Any]) -> None:
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()


def _name_of(symbol: int) -> str:
    names = [name[3:] for name, value in vars(XK).items() if name.startswith("XK_") and value == symbol]
    return names[0] if names else f"{symbol:#x}"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--title", default="receiver")
    parser.add_argument("--geometry", default="400x300+100+100")
    parser.add_argument("--grab", default="", choices=["", "keyboard", "pointer", "frozen", "server"])
    parser.add_argument("--bare", action="store_true")
    _Window(parser.parse_args()).run()


if __name__ == "__main__":
    main()
