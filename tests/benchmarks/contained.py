"""What containment costs an agent and the programs it starts: `python -m tests.benchmarks.contained [--rounds 7]`.

Each piece of work is done contained and not, in turns, under supervision both times; the whole run is timed, from the
command to its end. The four kinds of agent edit a text; two scripts start a program of their own inside and drive it:
Chromium, on a page with a form, and Mousepad, through its file dialog. Wanted: at most a tenth more.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from supervisor.demo.virtual_desktop import VirtualDesktop
from tests.support.ordinary_work import KINDS, START, makers, task
from tests.support.programs import mousepad
from tests.support.supervised import Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable

_AGENT = Path(__file__).parents[1] / "support/agents/xtest_agent.c"
_WANTED = 1.10
_PAGE = """<!doctype html><title>notes</title><body onload="document.getElementById('text').focus()">
<textarea id="text" style="font-size: 60px; width: 90%; height: 300px"
  oninput="if (this.value.endsWith('.')) document.title = 'read ' + this.value"></textarea>"""
_SEEK = """
seek() {{
  until id=$(xdotool search --onlyvisible "$@" 2>/dev/null | head -n 1) && [ -n "$id" ]; do sleep 0.02; done
}}
"""
"""Waits for a window; xdotool's own waiting ends with an error when another window goes meanwhile."""
_CHROMIUM = f"""{_SEEK}
chromium {{options}} --user-data-dir={{folder}}/profile --no-first-run --disable-gpu \\
  --disable-background-networking --disable-component-update --disable-sync --password-store=basic \\
  file://{{folder}}/page.html >/dev/null 2>&1 &
seek --name '^notes'
xdotool windowfocus --sync $id mousemove 400 400 click 1
xdotool type --delay 5 'hello there.'
seek --name '^read hello there'
kill $!
wait
"""
# The dialog drops a Return while it looks for completions, supervised or not; pressed again, it shows in the range.
_MOUSEPAD = f"""{_SEEK}
mousepad --disable-server >/dev/null 2>&1 &
seek --class mousepad
xdotool windowfocus --sync $id
xdotool type --delay 5 'dear reader'
xdotool key ctrl+s
seek --name 'Save As'
xdotool windowfocus --sync $id
xdotool key ctrl+a
xdotool type --delay 5 '{{folder}}/saved.txt'
sleep 0.3
xdotool key Return
looks=0
while [ ! -s {{folder}}/saved.txt ]; do
  sleep 0.02
  looks=$((looks + 1))
  if [ $((looks % 100)) = 0 ]; then xdotool key Return; fi
done
kill $!
wait
"""


class Work:
    """The desktop, the supervisor, and each piece of work as something to be timed."""

    def __init__(self, desktop: VirtualDesktop, supervised: Supervised, folder: Path) -> None:
        self._desktop = desktop
        self._supervised = supervised
        self._folder = folder
        program = folder / "xtest_agent"
        subprocess.run(["cc", "-O1", "-o", program, _AGENT, "-lX11", "-lXtst", "-lXi"], check=True)
        self._makers = makers(program)
        (folder / "page.html").write_text(_PAGE)

    def edit(self, kind: str, contain: str) -> float:
        """Time an agent of a kind at the editor, s."""
        file = self._folder / "text.txt"
        file.write_text(START)
        with mousepad(self._desktop, file) as editor:
            x, y, width, _ = editor.element(role="text").rect
            took_s = self._timed(self._makers[kind](task(x + min(40, width // 2), y + 8)), contain)
            wait_for(lambda: "The end" in file.read_text(), "the text to be saved")
        return took_s

    def script(self, script: str, contain: str) -> float:
        """Time a script that starts a program of its own, s."""
        shutil.rmtree(self._folder / "profile", ignore_errors=True)
        (self._folder / "saved.txt").unlink(missing_ok=True)
        options = "--no-sandbox" if os.geteuid() == 0 else ""
        return self._timed(["sh", "-ec", script.format(folder=self._folder, options=options)], contain)

    def _timed(self, argv: list[str], contain: str) -> float:
        began = time.monotonic()
        status, out = self._supervised.finish(self._supervised.run(*argv, options=[f"--contain={contain}"]))
        took_s = time.monotonic() - began
        if status:
            raise SystemExit(f"{contain}: status {status}: {out}")
        return took_s


def main() -> None:
    """Print the times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--only", default="", help="the pieces of work to do, by name")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="contained-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with (
            VirtualDesktop(folder=folder / "desktop") as desktop,
            Supervised(desktop, folder / "home", settings="mirror_lead_ms = 20\n") as supervised,
        ):
            supervised.keep()
            work = Work(desktop, supervised, folder)
            pieces: dict[str, Callable[[str], float]] = {
                kind: lambda contain, kind=kind: work.edit(kind, contain)  # type: ignore[misc]  # a bound default
                for kind in KINDS
            }
            pieces["mousepad"] = lambda contain: work.script(_MOUSEPAD, contain)
            if shutil.which("chromium"):
                pieces["chromium"] = lambda contain: work.script(_CHROMIUM, contain)
            wanted = arguments.only.split(",") if arguments.only else list(pieces)
            print(f"{arguments.rounds} rounds, in turns; load {os.getloadavg()[0]:.1f}; s, median (range)")
            for piece in wanted:
                _compare(piece, pieces[piece], arguments.rounds)
            asked = len(supervised.rows("approval_requested"))
            print(f"{asked} questions; load at the end {os.getloadavg()[0]:.1f}")


def _compare(piece: str, timed: Callable[[str], float], rounds: int) -> None:
    times: dict[str, list[float]] = {"off": [], "auto": []}
    for number in range(rounds):
        order = ("off", "auto") if number % 2 else ("auto", "off")
        for contain in order:
            times[contain].append(timed(contain))
    shown = "   ".join(
        f"{contain} {statistics.median(taken):6.2f} ({min(taken):.2f}-{max(taken):.2f})"
        for contain, taken in times.items()
    )
    factor = statistics.median(times["auto"]) / statistics.median(times["off"])
    print(f"{piece:10} {shown}   × {factor:.3f}, wanted {_WANTED}")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
