"""Takes the pictures of the manual: `python -m tests.ui.screenshots [FOLDER]`.

Every picture is of the real ui over real programs on a virtual desktop, fetched from the X server.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image
from Xlib import X

from supervisor.demo.virtual_desktop import VirtualDesktop
from supervisor.ui.theme import DARK, LIGHT, RING
from supervisor.ui.timers import awake_or_asleep_ns
from tests.support.fake_service import ROOT, FakeService
from tests.support.pixels import CONTROL, MARK, POPUP, Pixels
from tests.support.programs import terminal, thunar
from tests.support.tray_menu import menus_are_open
from tests.support.waiting import wait_for
from tests.ui.asking import Asker
from tests.ui.conftest import composing
from tests.ui.ten_seconds_cases import Case, chosen, shell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.demo.controls import Element

MAX_BYTES = 150_000
WORDS = "click “Delete” in Documents – Thunar"
LONG = (
    "Quarterly report, third revision with the comments of the board and of the auditors, do not send before "
    "Friday – final (2) – copy.odt"
)
ARABIC = "مستندات المشروع – ملف (1)"
_LENT_NS = 14 * 60 * 10**9 + 45 * 10**9
_GROUND = "#5b7083"
_WHOLE = (0, 0, 1280, 800)
_CORNER = (360, 405, 920, 395)
_MARGIN = 12
"""Above a menu, px."""
_NO_BAR = "infobar * { font-size: 0; min-height: 0; padding: 0; margin: 0; border: none; opacity: 0 }"
"""Thunar warns people who run it as root; the manual is not for them."""


class Studio:
    """A desktop with a program on it, and the camera."""

    def __init__(self, desktop: VirtualDesktop, look: Pixels, folder: Path) -> None:
        self.desktop = desktop
        self.look = look
        self.folder = folder
        look.window(_GROUND, _WHOLE).configure(stack_mode=X.Below)
        look.connection.sync()

    @contextmanager
    def ui(self, scheme: str, **env: str) -> Iterator[FakeService]:
        """Run the ui in a colour scheme."""
        log = self.desktop.folder / "logs/ui.log"
        with FakeService({**self.desktop.env, **env}, log=log) as ui:
            ui.begin(color_scheme=scheme)
            ui.service.send(
                "state",
                state="waiting",
                agents=[{"name": "file-helper", "contained": False}],
                last=[
                    {"words": WORDS, "outcome": "rejected"},
                    {"words": "right click “notes.txt” in Documents – Thunar", "outcome": "done"},
                    {"words": "type “notes” in Search", "outcome": "done"},
                ],
                note="",
            )
            yield ui
        assert not ui.errors(), ui.errors()

    def take(self, name: str, rect: tuple[int, int, int, int] = _WHOLE) -> None:
        """Save a part of the screen, in at most 256 colours."""
        x, y, width, height = rect
        self.look.connection.sync()
        data = self.look.root.get_image(x, y, width, height, X.ZPixmap, 0xFFFFFFFF).data
        raw = data.encode("latin-1") if isinstance(data, str) else bytes(data)
        picture = Image.frombytes("RGB", (width, height), raw, "raw", "BGRX")
        few = picture.quantize(256, dither=Image.Dither.NONE)
        path = self.folder / f"{name}.png"
        few.save(path, optimize=True)
        size = path.stat().st_size
        assert size < MAX_BYTES, f"{path} has {size} bytes"
        sys.stdout.write(f"{path}: {size} bytes\n")

    def settled(self, name: str) -> None:
        """Wait until what is seen of a window of ours stays the same."""
        last: list[object] = []

        def same() -> bool:
            seen = [self.look.area(*window.rect) for window in self.look.shown(name)]
            last.append(seen)
            return bool(seen) and last[-2:-1] == [seen]

        wait_for(same, f"`{name}` to stand still")

    def live(self, ui: FakeService, case: Case, **place: Any) -> None:
        """Ask what a real agent would be asked about, and wait until the popup takes answers."""
        request = {**Asker.of(case).ask(), "agent": "file-helper", "point": None, **place}
        x, y, _, height = ui.request("r1", **request)["approve"]
        grounds = (LIGHT.approve_ground, DARK.approve_ground)
        wait_for(
            lambda: any(self.look.at(x + 14, y + height // 2).is_near(ground) for ground in grounds),
            "the popup to take answers",
        )
        self.settled(POPUP)


def _delete_item(studio: Studio, folder: Path) -> Element:
    """Open the context menu of a file, give its entry Delete."""
    program = thunar(studio.desktop, folder)
    x, y = program.element(role="table cell", name="notes.txt").centre
    studio.desktop.run(["xdotool", "mousemove", str(x), str(y), "click", "1", "click", "3"])
    item = program.element(role="menu item", name="Delete")
    studio.desktop.run(["xdotool", "mousemove", "1200", "700"])
    return item


def _deletes(name: str, item: str = "Delete") -> Case:
    """Give the case of a click on a menu's item while one file is chosen."""
    folder = "Documents" if name == "notes.txt" else name
    return Case(
        name="delete",
        workflow="",
        title=f"{folder} - Thunar",
        app="Thunar",
        executable="thunar",
        elements=(chosen(item, name),),
        approve=False,
        tells="",
    )


def _asked(studio: Studio, item: Element, scheme: str, name: str, **env: str) -> None:
    """Take overlay and popup over the menu."""
    x, y = item.centre
    place: dict[str, Any] = {"rect": list(item.rect), "words": WORDS}
    with studio.ui(scheme, **env) as ui:
        ui.mirror(1, x=x, y=y, **place)
        studio.settled(MARK)
        studio.take(f"overlay-{name}")
        ui.mirror(1, x=x, y=y, state="held", **place)
        studio.live(ui, _deletes("notes.txt"), point=[x, y], rect=list(item.rect))
        studio.take(f"popup-{name}")


def _titles(studio: Studio, item: Element) -> None:
    """Take long and Arabic titles, light and dark."""
    x, y = item.centre
    for name, title, scheme in (("long-title", LONG, "light"), ("arabic-title", ARABIC, "dark")):
        named = "Delete" if title is LONG else "حذف"
        words = f"click “{named}” in {title} – Thunar"
        with studio.ui(scheme) as ui:
            ui.mirror(1, x=x, y=y, state="held", rect=list(item.rect), words=words)
            studio.live(ui, _deletes(title, named), point=[x, y], rect=list(item.rect))
            studio.take(f"popup-{name}")
            ui.service.send("request_closed", id="r1", outcome="rejected")
            ui.mirror(1, x=x, y=y, rect=list(item.rect), words=words)
            studio.settled(MARK)
            studio.take(f"overlay-{name}", (300, 120, 980, 560))


def _two_steps(studio: Studio, item: Element) -> None:
    """Take the popup of what cannot be undone after the first of two gestures."""
    x, y = item.centre
    with studio.ui("light") as ui:
        studio.live(ui, _deletes("notes.txt"), point=[x, y], rect=list(item.rect))
        ui.service.send("second", id="r1", first="press")
        area = ui.human.expect("popup", request="r1")["others"].get("second")
        assert area is not None, "the second place is told"
        left, top, _, height = area
        wait_for(
            lambda: studio.look.at(left + 14, top + height // 2).is_near(LIGHT.approve_ground),
            "the second place to take a press",
        )
        studio.settled(POPUP)
        studio.take("popup-two-steps", studio.look.shown(POPUP)[0].rect)


def _marks(studio: Studio) -> None:
    """Take one of each mark, and of each state."""
    gestures = ("click", "right_click", "middle_click", "double_click", "triple_click", "scroll", "move")
    with studio.ui("light") as ui:
        for number, kind in enumerate(gestures):
            words = kind.replace("_", " ")
            ui.mirror(number, kind, x=70 + 340 * (number % 3), y=60 + 90 * (number // 3), words=words, button=5)
        ui.mirror(30, "drag", x=560, y=240, end=[900, 270], words="drag “notes.txt” to “Trash”")
        for number, state in enumerate(("coming", "held", "refused", "sent")):
            ui.mirror(20 + number, x=70 + 240 * number, y=350, words=state, state=state)
        # Before it fades.
        wait_for(lambda: studio.look.count(RING["sent"], (770, 330, 40, 40)) > 100, "the sent mark")
        studio.take("marks", (0, 0, 1040, 410))


def _typed(studio: Studio, folder: Path) -> None:
    """Take typed text, with a terminal under it."""
    program = terminal(studio.desktop, "xfce4-terminal", folder)
    studio.desktop.run(["xdotool", "type", "rm -rf old"])
    x, y, width, height = program.window.rect
    rect = [x, y, width, height]
    case = Case(
        name="typed",
        workflow="",
        title="Terminal",
        app="Xfce4-terminal",
        executable="xfce4-terminal",
        elements=shell(),
        line="rm -rf old",
        approve=False,
        tells="",
    )
    with studio.ui("dark") as ui:
        words = "type a command and press Enter in Terminal"
        ui.mirror(1, "type+enter", rect=rect, state="held", words=words, text="rm -rf old")
        studio.live(ui, case, rect=rect)
        studio.take("popup-typed")
    program.close()


def _control(studio: Studio) -> None:
    with studio.ui("light"):
        studio.settled(CONTROL)
        x, y, width, height = studio.look.shown(CONTROL)[0].rect
        studio.desktop.run(["xdotool", "mousemove", str(x + width - 18), str(y + height // 2), "click", "1"])
        wait_for(lambda: studio.look.top().rect[3] > 150, "the menu")
        studio.settled(studio.look.top().name)
        top = studio.look.top().rect[1] - _MARGIN
        studio.take("control", (720, top, 560, 800 - top))
        studio.desktop.run(["xdotool", "key", "Escape"])


def _dial(studio: Studio, scheme: str, name: str, *, onward: str = "Right", **env: str) -> None:
    """Take the dial: a level that is lent to all, another for one agent, and one that was earned."""
    gates = {"level": "approval-gates", "lasting": "approval-gates", "highest": "exception-only", "why": ""}
    lent = {"level": "batch-review", "ends_ns": awake_or_asleep_ns() + _LENT_NS}
    autonomy = {
        "dials": [
            gates | lent | {"agent": "", "lent_here": True},
            gates | {"agent": "file-helper", "level": "confidence-based", "lasting": "confidence-based"},
        ],
        "narrower": 0,
        "proposals": [
            {
                "id": "p1",
                "level": "confidence-based",
                "for": "agent clerk, app thunar, category files",
                "why": "you were for 65 of 65 such actions, which makes at least 90% of all sure",
            }
        ],
    }
    with studio.ui(scheme, **env) as ui:
        agents = [{"name": "file-helper", "contained": True}, {"name": "clerk", "contained": True}]
        ui.service.send("state", state="idle", agents=agents, last=[], note="", autonomy=autonomy)
        studio.settled(CONTROL)
        x, y, width, height = studio.look.shown(CONTROL)[0].rect
        leftwards = onward == "Left"
        dots = x + (height // 2 if leftwards else width - height // 2)
        studio.desktop.run(["xdotool", "mousemove", str(dots), str(y + height // 2), "click", "1"])
        for count, keys in enumerate((["Down", onward], ["Down"] * 4 + [onward]), 1):
            wait_for(partial(menus_are_open, studio.look, count), "the menu")
            studio.desktop.run(["xdotool", "key", *keys])
        wait_for(partial(menus_are_open, studio.look, 3), "the last submenu")
        studio.take(f"dial-{name}", _WHOLE if env else _CORNER)
        studio.desktop.run(["xdotool", "key", *["Escape"] * 3])


def _stages(studio: Studio, scheme: str, name: str, *, onward: str = "Right", **env: str) -> None:
    """Take an agent that learns, and a workflow whose next stage was earned."""
    gates = {"level": "approval-gates", "lasting": "approval-gates", "highest": "exception-only", "why": ""}
    all_asked = {"level": "full-oversight", "lasting": "full-oversight", "why": "it is new"}
    learns: dict[str, object] = {
        "for": "agent tidy",
        "agent": "tidy",
        "workflow": "",
        "stage": "launch",
        "answers": 23,
        "wanted": 65,
    }
    earned: dict[str, object] = {
        "for": "workflow invoices",
        "agent": "",
        "workflow": "invoices",
        "stage": "early-production",
    }
    earned |= {"answers": 67, "wanted": 67, "bound": 0.9018, "rate": 0.9}
    autonomy = {
        "dials": [gates | {"agent": ""}, gates | all_asked | {"agent": "tidy"}],
        "stages": [learns | {"bound": 0.7682, "rate": 0.9}, earned],
        "proposals": [
            {
                "id": "s1",
                "stage": "mature",
                "for": "workflow invoices",
                "why": "you were for 67 of 67 of its actions, which makes at least 90% of all sure",
            }
        ],
    }
    with studio.ui(scheme, **env) as ui:
        agents = [{"name": "tidy", "contained": True}]
        ui.service.send("state", state="idle", agents=agents, last=[], note="", autonomy=autonomy)
        studio.settled(CONTROL)
        x, y, width, height = studio.look.shown(CONTROL)[0].rect
        dots = x + (height // 2 if onward == "Left" else width - height // 2)
        studio.desktop.run(["xdotool", "mousemove", str(dots), str(y + height // 2), "click", "1"])
        wait_for(partial(menus_are_open, studio.look, 1), "the menu")
        studio.desktop.run(["xdotool", "key", "Down", onward])
        wait_for(partial(menus_are_open, studio.look, 2), "the submenu")
        studio.take(f"stages-{name}", _WHOLE if env else _CORNER)
        studio.desktop.run(["xdotool", "key", *["Escape"] * 2])


def _dials(studio: Studio) -> None:
    _stages(studio, "light", "light")
    _stages(studio, "dark", "dark")
    _stages(studio, "light", "200-percent", QT_SCALE_FACTOR="2")
    _stages(studio, "light", "arabic", onward="Left", LANG="ar_EG.UTF-8")
    _dial(studio, "light", "light")
    _dial(studio, "dark", "dark")
    _dial(studio, "light", "200-percent", QT_SCALE_FACTOR="2")
    _dial(studio, "light", "arabic", onward="Left", LANG="ar_EG.UTF-8")


def main() -> None:
    """Take all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "resources/manual")
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, VirtualDesktop(folder=Path(name)) as desktop, Pixels(desktop) as look:
        files = desktop.folder / "home/Documents"
        for file in ("contract.pdf", "holiday.jpg", "invoices.ods", "notes.txt"):
            (files / file).write_text(file)
        css = desktop.folder / "home/.config/gtk-3.0/gtk.css"
        css.parent.mkdir(parents=True)
        css.write_text(_NO_BAR)
        studio = Studio(desktop, look, folder)
        with composing(desktop, look):
            _marks(studio)
            _typed(studio, files)
            _control(studio)
            _dials(studio)
            item = _delete_item(studio, files)
            _asked(studio, item, "light", "light")
            _asked(studio, item, "dark", "dark")
            _titles(studio, item)
            _two_steps(studio, item)
            _asked(studio, item, "light", "200-percent", QT_SCALE_FACTOR="2")
        _asked(studio, item, "light", "no-compositor")


if __name__ == "__main__":
    main()
