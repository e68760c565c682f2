"""Takes the pictures of the figures' window: `python -m tests.ui.figures_pictures [FOLDER]`.

The record behind it is made up; the window is the real one, in its own process, fetched from the X server.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from supervisor.core.assessment import Category, Tier
from supervisor.core.autonomy_figures import Key, Ledger, Result
from supervisor.core.autonomy_tally import DAY_NS, Tally
from supervisor.demo.virtual_desktop import VirtualDesktop
from supervisor.ui import figures_app
from tests.support.fake_service import ROOT
from tests.support.pixels import Pixels, Shown
from tests.support.waiting import wait_for
from tests.ui.screenshots import Studio

LAST_DAY = 20_750
"""The pictures stay the same from day to day."""
_APPS = {Category.FILES: "thunar", Category.EMAIL: "claws-mail", Category.OTHER: "chromium"}
_ENDS = (Result.APPROVED, Result.REJECTED, Result.MODIFIED, Result.EXPIRED)


def made_up() -> Tally:
    """Give a record in which an agent is asked about less and less, and not at work on two week-ends."""
    dice = random.Random(7)  # noqa: S311 - no secret
    tally = Tally()
    for ago in range(40):
        if ago in (5, 6, 12, 13):
            continue
        day = tally.days.setdefault(LAST_DAY - ago, Ledger())
        for _ in range(dice.randint(60, 160)):
            category = dice.choice(list(_APPS))
            key = Key(dice.choice(("file-helper", "mail-bot")), category, _APPS[category], dice.choice(list(Tier)))
            if dice.random() > 0.03 + 0.003 * ago:
                day.count(key, Result.PASSED)
            else:
                day.count(key, dice.choices(_ENDS, (12, 2, 1, 1))[0], dice.lognormvariate(8.3, 0.7))
    return tally


def _take(folder: Path, name: str, scheme: str, size: tuple[int, int], env: dict[str, str]) -> None:
    with (
        tempfile.TemporaryDirectory() as scratch,
        VirtualDesktop(folder=Path(scratch), window_manager=None, size=size) as desktop,
        Pixels(desktop) as look,
    ):
        studio = Studio(desktop, look, folder)
        command = [sys.executable, "-m", "tests.ui.figures_pictures", "--show", scheme]
        with subprocess.Popen(command, env={**desktop.env, **env}, cwd=ROOT) as shown:
            try:
                found = wait_for(lambda: [one for one in _tops(look) if one.rect[2] > size[0] // 2], "the window")[0]
                studio.settled(found.name)
                studio.take(name, found.rect)
            finally:
                shown.kill()


def _tops(look: Pixels) -> list[Shown]:
    return [window for window in look.above(0) if "agent-supervisor" in window.name]


def main() -> None:
    """Take all pictures, or be the window."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "resources/manual")
    parser.add_argument("--show", choices=("light", "dark"))
    options = parser.parse_args()
    if options.show:
        sys.exit(figures_app.show(made_up, options.show, clock=lambda: LAST_DAY * DAY_NS))
    english = {"LANG": "en_GB.UTF-8"}
    _take(options.folder, "figures-light", "light", (1280, 800), english)
    _take(options.folder, "figures-dark", "dark", (1280, 800), english)
    _take(options.folder, "figures-right-to-left", "light", (1280, 800), {"LANG": "ar_EG.UTF-8"})
    _take(options.folder, "figures-200-percent", "dark", (2560, 1600), {**english, "QT_SCALE_FACTOR": "2"})


if __name__ == "__main__":
    main()
