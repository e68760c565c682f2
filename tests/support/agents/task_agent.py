"""One task of forty actions, by the way in that is its argument: eight rounds of click, text, keys, wheel and drag.

Places are thousandths of the screen, so that those who count in them and those who count in pixels aim at the same.
"""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING, Any

ROUNDS = 8
WHEEL = 5
PACE = threading.Event()
"""Never set."""
ONE_PIXEL = b"\x89PNG\r\n\x1a\n"
"""No model looks at it."""

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Grid = tuple[int, int]


def rounds() -> Iterator[tuple[Grid, str, Grid, Grid]]:
    """Give of each round where it clicks, what it types, and from where to where it drags."""
    for number in range(ROUNDS):
        yield (150 + 70 * number, 250), f"round{number}", (150 + 70 * number, 450), (200 + 70 * number, 600)


def pixel(place: Grid, screen: tuple[int, int]) -> tuple[int, int]:
    """Give the pixel in the middle of a thousandth."""
    return (2 * place[0] + 1) * screen[0] // 2000, (2 * place[1] + 1) * screen[1] // 2000


def gestures(screen: tuple[int, int]) -> Iterator[dict[str, Any]]:
    """Give the task in our own words."""
    for at, text, start, end in rounds():
        x, y = pixel(at, screen)
        yield {"type": "click", "x": x, "y": y}
        yield {"type": "type", "text": text}
        yield {"type": "key", "keys": "ctrl+a"}
        yield {"type": "scroll", "x": x, "y": y, "dy": WHEEL}
        yield {"type": "drag", "path": [list(pixel(start, screen)), list(pixel(end, screen))]}


def by_x11() -> None:
    """Make the input itself, as a careful program does."""
    from Xlib import XK, X, display  # noqa: PLC0415 - of this way alone
    from Xlib.ext import xtest  # noqa: PLC0415

    connection = display.Display()
    size = connection.screen().root.get_geometry()
    screen = (int(size.width), int(size.height))

    def code(name: str) -> int:
        return int(connection.keysym_to_keycode(XK.string_to_keysym(name)))

    def fake(kind: int, detail: int = 0, at: tuple[int, int] | None = None) -> None:
        x, y = at or (0, 0)
        xtest.fake_input(connection, kind, detail, x=x, y=y)
        connection.sync()

    def press(button: int, at: tuple[int, int]) -> None:
        fake(X.MotionNotify, at=at)
        fake(X.ButtonPress, button)

    for gesture in gestures(screen):
        match gesture:
            case {"type": "click", "x": x, "y": y}:
                press(1, (x, y))
                fake(X.ButtonRelease, 1)
            case {"type": "type", "text": text}:
                for sign in text:
                    fake(X.KeyPress, code(sign))
                    fake(X.KeyRelease, code(sign))
            case {"type": "key"}:
                fake(X.KeyPress, code("Control_L"))
                fake(X.KeyPress, code("a"))
                fake(X.KeyRelease, code("a"))
                fake(X.KeyRelease, code("Control_L"))
            case {"type": "scroll", "x": x, "y": y}:
                fake(X.MotionNotify, at=(x, y))
                for _ in range(WHEEL):
                    fake(X.ButtonPress, 5)
                    fake(X.ButtonRelease, 5)
            case {"path": [start, end]}:
                press(1, tuple(start))
                for step in range(1, 5):
                    fake(X.MotionNotify, at=tuple(a + (b - a) * step // 4 for a, b in zip(start, end, strict=True)))
                    PACE.wait(0.008)  # a hand takes time to drag: part of the gesture, not a wait for anything
                fake(X.ButtonRelease, 1)


def by_pyautogui() -> None:
    """Know nothing of a supervisor; whoever starts this routes it."""
    import pyautogui as gui  # noqa: PLC0415 - of this way alone

    gui.PAUSE = 0
    width, height = gui.size()
    screen = (width, height)
    for at, text, start, end in rounds():
        x, y = pixel(at, screen)
        gui.click(x, y)
        gui.write(text)
        gui.hotkey("ctrl", "a")
        gui.scroll(-WHEEL, x, y)
        gui.moveTo(*pixel(start, screen))
        gui.dragTo(*pixel(end, screen), duration=0.2)


def by_json_rpc(hands: Any) -> None:
    for gesture in gestures(hands.screen):
        outcome = hands.call("propose", {"gesture": gesture})
        assert outcome["status"] == "done", outcome


def by_python(hands: Any) -> None:
    screen = hands.screen
    for at, text, start, end in rounds():
        x, y = pixel(at, screen)
        hands.click(x, y)
        hands.type(text)
        hands.key("ctrl+a")
        hands.scroll(dy=WHEEL, x=x, y=y)
        hands.drag([pixel(start, screen), pixel(end, screen)])


def by_anthropic(hands: Any) -> None:
    from supervisor.client.adapters import AnthropicComputer, Eyes  # noqa: PLC0415 - of this way alone

    tool = {"type": "computer_toolset_20260801"}
    computer = AnthropicComputer(hands, tool, size=hands.screen, eyes=Eyes(lambda: ONE_PIXEL))
    calls: list[tuple[str, dict[str, Any]]] = []
    for at, text, start, end in rounds():
        place = list(pixel(at, hands.screen))
        calls += [
            ("left_click", {"coordinate": place}),
            ("type", {"text": text}),
            ("key", {"text": "ctrl+a"}),
            ("scroll", {"coordinate": place, "scroll_direction": "down", "scroll_amount": WHEEL}),
            (
                "left_click_drag",
                {
                    "start_coordinate": list(pixel(start, hands.screen)),
                    "coordinate": list(pixel(end, hands.screen)),
                },
            ),
        ]
    block = {"type": "tool_use", "toolset_name": "computer"}
    found = computer.tool_results(
        [block | {"id": str(n), "name": name, "input": given} for n, (name, given) in enumerate(calls)]
    )
    assert not any("is_error" in one for one in found), found


def by_openai(hands: Any) -> None:
    from supervisor.client.adapters import Eyes, OpenAIComputer  # noqa: PLC0415 - of this way alone

    actions: list[dict[str, Any]] = []
    for at, text, start, end in rounds():
        x, y = pixel(at, hands.screen)
        path = [dict(zip("xy", pixel(place, hands.screen), strict=True)) for place in (start, end)]
        actions += [
            {"type": "click", "button": "left", "x": x, "y": y},
            {"type": "type", "text": text},
            {"type": "keypress", "keys": ["CTRL", "A"]},
            {"type": "scroll", "x": x, "y": y, "scroll_x": 0, "scroll_y": 100 * WHEEL},
            {"type": "drag", "path": path},
        ]
    item = {"type": "computer_call", "call_id": "1", "pending_safety_checks": [], "actions": actions}
    found = OpenAIComputer(hands, eyes=Eyes(lambda: ONE_PIXEL)).outputs([item])
    assert "Not executed" not in str(found), found


def by_gemini(hands: Any) -> None:
    from supervisor.client.adapters import Eyes, GeminiComputer  # noqa: PLC0415 - of this way alone

    calls: list[dict[str, Any]] = []
    magnitude = 100 * WHEEL * 1000 // hands.screen[1]  # in thousandths, too
    for (x, y), text, start, end in rounds():
        typed = {"x": x, "y": y, "text": text, "press_enter": False, "clear_before_typing": False}
        drag = {"x": start[0], "y": start[1], "destination_x": end[0], "destination_y": end[1]}
        calls += [
            {"name": "type_text_at", "args": typed},
            {"name": "key_combination", "args": {"keys": "ctrl+a"}},
            {"name": "scroll_at", "args": {"x": x, "y": y, "direction": "down", "magnitude": magnitude}},
            {"name": "drag_and_drop", "args": drag},
        ]
    computer = GeminiComputer(hands, eyes=Eyes(lambda: ONE_PIXEL), rest=True)
    found = computer.function_responses(calls)
    assert "Not executed" not in str(found), found


def by_ui_tars(hands: Any) -> None:
    from supervisor.client.adapters import Eyes, UiTarsComputer  # noqa: PLC0415 - of this way alone

    lines: list[str] = []
    for at, text, start, end in rounds():
        place, begin, stop = (f"<point>{x} {y}</point>" for x, y in (at, start, end))
        lines += [
            f"click(point='{place}')",
            f"type(content='{text}')",
            "hotkey(key='ctrl a')",
            f"scroll(point='{place}', direction='down')",
            f"drag(start_point='{begin}', end_point='{stop}')",
        ]
    computer = UiTarsComputer(hands, thousandths=True, eyes=Eyes(lambda: ONE_PIXEL))
    found = computer.reply("Thought: I work.\nAction: " + "\n\n".join(lines))
    assert "Not executed" not in str(found.message), found


WAYS: dict[str, Callable[[Any], None]] = {
    "json-rpc": by_json_rpc,
    "python": by_python,
    "anthropic": by_anthropic,
    "openai": by_openai,
    "gemini": by_gemini,
    "ui-tars": by_ui_tars,
}


def main() -> None:
    way = sys.argv[1]
    if way in ("x11", "pyautogui"):
        (by_x11 if way == "x11" else by_pyautogui)()
        return
    from supervisor.client import Supervisor  # noqa: PLC0415 - of the other ways

    with Supervisor() as hands:
        WAYS[way](hands)


if __name__ == "__main__":
    main()
