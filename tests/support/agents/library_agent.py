"""An agent that knows nothing of us and uses every public function of pyautogui and of pynput's controllers.

It prints what they gave, a line each, and gets told where on the screen it may work. F9 between two steps is for
whoever compares what a program received.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

TWELVE = ("Öœ", "Ελ", "Пр", "Հա", "ქა", "שם", "سل", "नम", "বা", "ไท", "世界", "안녕", "ひカ")
"""Two letters of each: Latin, Greek, Cyrillic, Armenian, Georgian, Hebrew, Arabic, Devanagari, Bengali, Thai, Han,
Hangul, and of both Japanese syllabaries one."""
LAST = TWELVE[-4:]


def tell(name: str, value: object) -> None:
    sys.stdout.write(json.dumps([name, value]) + "\n")


def raised(name: str, do: Callable[[], Any]) -> None:
    """Tell what a call raises, by the names that the library has for it."""
    try:
        do()
    except Exception as e:  # noqa: BLE001 - whatever it is
        known = [kind for kind in type(e).__mro__ if kind.__module__ in ("pyautogui", "builtins")]
        tell(name, [kind.__name__ for kind in known])
    else:
        tell(name, "nothing")


def pyautogui_buttons(left: int, top: int) -> None:
    gui: Any = import_module("pyautogui")

    gui.PAUSE = 0
    x, y = left + 100, top + 100
    gui.moveTo(x, y)
    tell("position", gui.position())
    tell("position with x", gui.position(x=1))
    gui.moveTo((x + 10, y + 10))
    gui.moveTo(x, None)
    gui.moveRel(5, 6)
    gui.move(-5, -6, duration=0.15)
    gui.moveTo(x + 40, y, duration=0.15, tween=gui.easeInQuad)
    tell("moved", gui.position())
    gui.click()
    gui.click(x, y)
    gui.click((x + 3, y + 3), clicks=2, interval=0.01, button="right")
    gui.click(x, y, button=gui.SECONDARY)
    gui.leftClick(x + 1, y)
    gui.rightClick(x + 2, y)
    gui.middleClick(x + 3, y)
    gui.doubleClick(x + 50, y + 40)
    gui.tripleClick(x + 90, y + 70)
    gui.mouseDown(x, y)
    gui.mouseUp(x + 5, y + 5)
    gui.mouseDown(button="middle")
    gui.mouseUp(button="middle")
    gui.dragTo(x + 60, y + 60, 0.2)
    gui.dragRel(-20, -30, 0.2, button="right")
    gui.drag(10, 10, 0.15)
    gui.dragTo(x, y, mouseDownUp=False)
    gui.scroll(2)
    gui.scroll(-3, x, y)
    gui.hscroll(2)
    gui.hscroll(-1, x=x + 1, y=y + 1)
    gui.vscroll(1)
    gui.run("g+5,+6 c l r m su sd f2(c)")
    tell("after", gui.position())


def pyautogui_answers(left: int, top: int) -> None:
    gui: Any = import_module("pyautogui")

    tell("size", gui.size())
    tell("resolution", gui.resolution())
    tell("on screen", [gui.onScreen(left, top), gui.onScreen((-1, 5)), gui.onScreen(gui.size())])
    tell("valid", {key: gui.isValidKey(key) for key in [*gui.KEY_NAMES, "nothing", "ab"]})
    tell("shift", [gui.isShiftCharacter(key) for key in "aA1!"])
    tell("line", gui.getPointOnLine(0, 0, 10, 20, 0.5))
    tell("defaults", [gui.FAILSAFE, gui.FAILSAFE_POINTS, gui.MINIMUM_DURATION, gui.LOG_SCREENSHOTS])
    gui.sleep(0)
    raised("button", lambda: gui.click(button="none"))
    raised("button number", lambda: gui.click(button=1))
    raised("sequence", lambda: gui.moveTo((1, 2, 3)))
    raised("linear", lambda: gui.linear(2))
    raised("run", lambda: gui.run("x"))
    raised("key", lambda: gui.press(5))
    gui.moveTo(0, 0)
    raised("fail-safe", gui.click)
    raised("fail-safe of keys", lambda: gui.press("a"))
    gui.FAILSAFE = False
    gui.moveTo(left + 20, top + 20)
    gui.FAILSAFE = True
    gui.failSafeCheck()
    tell("back", gui.position())


def pyautogui_keys() -> None:
    gui: Any = import_module("pyautogui")

    gui.press("a")
    gui.press("A")
    gui.press(["left", "F2", "b"], presses=2)
    gui.press("\n")
    gui.keyDown("shift")
    gui.press("x")
    gui.keyUp("shift")
    gui.keyDown("c")
    gui.keyUp("c")
    gui.typewrite("Hello, World! 1@#$%^&*_+-={}[]|:;\"'>?,./`~\\")
    gui.typewrite(["a", "Left", "tab"], interval=0.01)
    gui.write("more\ttext")
    gui.hotkey("ctrl", "shift", "k")
    gui.hotkey(["ctrl", "J"], interval=0.01)
    gui.shortcut("alt", "z")
    with gui.hold(["ctrlright", "shiftright"]):
        gui.press("right")
    for key in ("ctrlright", "shiftright", "altleft", "winleft", "winright", "capslock", "capslock", "numlock"):
        gui.press(key)
    for key in ("numlock", "num7", "add", "multiply", "pgup", "pagedown", "home", "end", "insert", "delete", "f12"):
        gui.press(key)
    for key in ("backspace", "escape", "apps", "pause", "volumeup", "nothing", "command"):
        gui.press(key)
    gui.run("k'enter' w'by run' h'ctrl,e'")


def pynput_buttons(left: int, top: int) -> None:
    library: Any = import_module("pynput.mouse")
    Button, mouse = library.Button, library.Controller()  # noqa: N806 - as agents call it
    mouse.position = (left + 200, top + 50)
    tell("pynput position", mouse.position)
    mouse.move(10, -5)
    mouse.press(Button.left)
    mouse.release(Button.left)
    mouse.click(Button.right)
    mouse.click(Button.middle, 2)
    with mouse as same:
        same.click(Button.left, 3)
    mouse.press(Button.left)
    mouse.move(30, 30)
    mouse.move(30, 30)
    mouse.release(Button.left)
    mouse.scroll(0, 2)
    mouse.scroll(-1, -3)
    mouse.click(Button.button8)
    mouse.click(Button.scroll_left)
    raised("pynput bounds", lambda: mouse.scroll(0, 1 << 20))
    tell("pynput after", mouse.position)


def pynput_keys() -> None:
    library: Any = import_module("pynput.keyboard")
    keys, Key, KeyCode = library.Controller(), library.Key, library.KeyCode  # noqa: N806
    words = (
        "alt alt_l alt_r backspace cmd cmd_l cmd_r ctrl ctrl_l ctrl_r delete down end enter esc home left page_down"
    )
    words += " page_up right shift shift_l shift_r space tab up insert menu pause f1 f2 f8 f10 f11 f12"
    for word in words.split():
        keys.tap(Key[word])
    keys.press(KeyCode.from_vk(0xFF0D))
    keys.release(KeyCode.from_vk(0xFF0D))
    with keys.pressed(Key.ctrl_r, Key.shift):
        keys.tap(Key.right)
        with keys.modifiers as held:
            tell("pynput held", sorted(key.name for key in held))
        tell("pynput pressed", [keys.ctrl_pressed, keys.shift_pressed, keys.alt_pressed, keys.alt_gr_pressed])
    raised("pynput length", lambda: keys.press("ab"))


def pynput_text() -> None:
    library: Any = import_module("pynput.keyboard")
    keys, Key, KeyCode = library.Controller(), library.Key, library.KeyCode  # noqa: N806
    keys.press("a")
    keys.release("a")
    keys.touch("B", True)
    keys.touch("B", False)
    keys.tap(KeyCode.from_char("c"))
    keys.type("Hello, World! (1)\n\t")
    with keys.pressed(Key.ctrl):
        keys.tap("k")
    with keys.pressed(Key.shift):
        keys.tap(KeyCode.from_char("x"))


def marked(steps: list[Callable[[], None]]) -> None:
    """Do steps, with a key of no other use between them."""
    gui: Any = import_module("pyautogui")

    for step in steps:
        step()
        gui.press("f9")


def everything(left: int, top: int) -> None:
    gui: Any = import_module("pyautogui")

    tell("pause", gui.PAUSE)
    pyautogui_buttons(left, top)
    pyautogui_answers(left, top)
    marked([pyautogui_keys, pynput_keys, pynput_text])
    pynput_buttons(left, top)


def scripts(left: int, top: int) -> None:
    """Write twelve scripts, some of them by the other library too, and save them."""
    gui: Any = import_module("pyautogui")

    gui.PAUSE = 0
    gui.click(left, top)
    gui.write(" ".join(TWELVE) + "\n")
    import_module("pynput.keyboard").Controller().type(" ".join(LAST))
    gui.hotkey("ctrl", "s")
    tell("picture", list(gui.screenshot().size))
    tell("colours", len(gui.pixel(left, top)))


if __name__ == "__main__":
    {"everything": everything, "scripts": scripts}[sys.argv[1]](int(sys.argv[2]), int(sys.argv[3]))
