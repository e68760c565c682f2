"""Prints how long it takes to learn what an action would land on: `python -m tests.benchmarks.lookup`.

Real programs on a virtual desktop, asked as the engine asks: a file in a file manager, and a button of a page in
Chromium, at a point and in focus; also a page of 1,000 links. Wanted with the decision: within 15 ms (p95).
"""

from __future__ import annotations

import argparse
import os
import select
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from supervisor.core.action import Point
from supervisor.demo.virtual_desktop import VirtualDesktop
from supervisor.desktop.accessibility import Accessibility
from supervisor.desktop.windows import Windows
from tests.support.browser import Chromium, Pages
from tests.support.programs import thunar
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from supervisor.core.context import Element, Window

_PAGES = {
    "small.example": "<button autofocus>Open it</button>",
    "large.example": "<button autofocus>Open it</button>" + "<p>words <a href='#'>a link</a></p>" * 1000,
}
_WANTED_MS = 15.0
_BUDGET_S = 1.0


class _Eyes:
    """Asks, and waits for the answer."""

    def __init__(self, desktop: VirtualDesktop) -> None:
        self.windows = Windows(environ=desktop.env)
        self.accessibility = Accessibility(desktop.env)
        self.accessibility.start()
        self.accessibility.wait_ready(30)

    def look(
        self, kind: Literal["point", "focus"], window: Window, point: Point | None
    ) -> tuple[float, Element | None]:
        """Give how long a look took, ms, and what was seen."""
        answers: list[Element | None] = []
        began = time.perf_counter()
        self.accessibility.request(kind, window, point, _BUDGET_S, lambda element, _why: answers.append(element))
        while not answers:
            select.select([self.accessibility], [], [], _BUDGET_S)
            self.accessibility.dispatch()
        return (time.perf_counter() - began) * 1000, answers[0]

    def wait(self, place: tuple[int, int], name: str) -> None:
        """Wait until a control of that name is known to be at a place."""

        def look() -> bool:
            window = self.windows.window_at(Point(*place))
            element = self.look("point", window, Point(*place))[1] if window is not None else None
            return element is not None and element.name == name

        wait_for(look, f"`{name}` to be known", timeout_s=30)

    def measure(self, name: str, place: tuple[int, int], count: int) -> None:
        """Look many times and print."""
        point = Point(*place)
        window = self.windows.window_at(point)
        assert window is not None
        for kind in ("point", "focus"):
            at = point if kind == "point" else None
            times, seen = zip(*(self.look("point" if at else "focus", window, at) for _ in range(count)), strict=True)
            found = sum(element is not None for element in seen)
            ordered = sorted(times)
            p50, p95, p99 = (ordered[min(count - 1, int(count * part))] for part in (0.5, 0.95, 0.99))
            last = next((element for element in reversed(seen) if element is not None), None)
            pages = " ".join(last.pages or ()) if last else ""
            words = f"{last.role} “{last.name}” {pages}" if last else "nothing"
            took = f"p50 {p50:5.1f}  p95 {p95:5.1f}  p99 {p99:5.1f} ms"
            print(f"{name:26} {kind:5}  {took}; known {found}/{count}: {words}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=300)
    count = parser.parse_args().count
    print(f"{count} looks each; load {os.getloadavg()[0]:.1f}; wanted {_WANTED_MS:g} ms at p95")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "docs").mkdir()
        for number in range(20):
            (folder / f"docs/{number}.txt").write_text("x")
        with VirtualDesktop(folder=folder / "desktop") as desktop:
            eyes = _Eyes(desktop)
            with thunar(desktop, folder / "docs") as files:
                eyes.measure("a file in Thunar", files.element(role="table cell", name="7.txt").centre, count)
            with Pages(_PAGES) as pages:
                small, large = _PAGES
                with Chromium(desktop, folder / small, pages, f"http://{small}/a?b") as browser:
                    # The same place on both pages: whoever walks all of a large one takes seconds.
                    place = browser.place("Open it")
                    eyes.measure(f"a button of {small}", place, count)
                with Chromium(desktop, folder / large, pages, f"http://{large}/a?b"):
                    eyes.wait(place, "Open it")
                    eyes.measure(f"a button of {large}", place, count)
            eyes.accessibility.stop()
            eyes.windows.close()


if __name__ == "__main__":
    main()
