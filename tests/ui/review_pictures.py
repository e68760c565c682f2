"""Takes the pictures of the window to go through what passed: `python -m tests.ui.review_pictures [FOLDER]`.

What it lists is made up; the ui is the real one, fetched from the X server.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from supervisor.demo.virtual_desktop import VirtualDesktop
from tests.support.fake_service import ROOT, FakeService
from tests.support.pixels import Pixels
from tests.support.waiting import wait_for
from tests.ui.screenshots import ARABIC, LONG, Studio

if TYPE_CHECKING:
    from tests.support.pixels import Shown

TIME_NS = 1_795_000_000 * 10**9
"""Some moment; the pictures stay the same from day to day."""
CARD = "agent-supervisor: batch"
ALL, FIFTH, FIFTIETH = 1.0, 0.2, 0.02


def row(seq: int, words: str, tier: str, odds: float, **more: Any) -> dict[str, Any]:
    """Give one action as the service tells it."""
    found = {
        "seq": seq,
        "time_ns": TIME_NS - seq * 71 * 10**9,
        "agent": "tidy",
        "words": words,
        "app": "thunar",
        "category": "files",
        "tier": tier,
        "why": "level-batch-review: at this level it acts now, and you go through all of it afterwards "
        "(`trash` would ask)",
        "rule": "level-batch-review",
        "confidence": None,
        "unsure": False,
        "odds": odds,
    }
    return found | more


MINE: dict[str, Any] = {"rule": "reports", "why": "reports: your policy allows it"}
ROWS = [
    row(4711, f"press Delete in {LONG} – Thunar", "high_risk", ALL, confidence=0.62, unsure=True),
    row(4690, f"click “نقل إلى المهملات” in {ARABIC} – Thunar", "high_risk", ALL, undo="trash"),
    row(4688, "click “Move to Trash” in Downloads – Thunar", "high_risk", ALL, undo="trash", confidence=0.9),
    row(4671, "drag “invoice-0426.pdf” to “Paid” in Invoices – Thunar", "reversible", ALL, confidence=0.95),
    row(4664, "type “invoice-0426.pdf” in Rename – Thunar", "reversible", ALL, confidence=0.97),
    row(
        *(4530, "click “Save” in Report.odt – LibreOffice Writer", "high_risk", FIFTH),
        **{**MINE, "agent": "clerk", "app": "soffice.bin", "category": "other"},
    ),
    row(
        *(4402, "click “Next” in Search results – Chromium", "reversible", FIFTIETH),
        **{**MINE, "agent": "clerk", "app": "chromium", "category": "other", "confidence": 0.99},
    ),
]
TODAY = [147, 12, 5]


def page(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Give all of a list as one message's fields."""
    return {
        "fresh": True,
        "waiting": len(rows),
        "left_out": 0,
        "behind": 0,
        "today": TODAY,
        "problem": "",
        "rows": rows,
    }


def opened(ui: FakeService, look: Pixels, rows: list[dict[str, Any]]) -> Shown:
    """Have the window opened, with these rows in it."""
    ui.service.send("state", state="idle", agents=[{"name": "tidy", "contained": True}], review=len(rows))
    ui.service.send("review_open")
    ui.service.expect("review_open")
    ui.service.send("review", **page(rows))
    ui.service.expect("review_taken")
    return wait_for(lambda: [one for one in look.above(0) if "–" in one.name], "the window")[0]


def _take(folder: Path, name: str, scheme: str, size: tuple[int, int], **env: str) -> None:
    with (
        tempfile.TemporaryDirectory() as scratch,
        VirtualDesktop(folder=Path(scratch), window_manager=None, size=size) as desktop,
        Pixels(desktop) as look,
    ):
        studio = Studio(desktop, look, folder)
        with FakeService({**desktop.env, **env}, log=desktop.folder / "logs/ui.log") as ui:
            ui.begin(color_scheme=scheme)
            window = opened(ui, look, ROWS)
            studio.settled(window.name)
            studio.take(name, look.shown(window.name)[0].rect)


def _take_card(folder: Path) -> None:
    with (
        tempfile.TemporaryDirectory() as scratch,
        VirtualDesktop(folder=Path(scratch), window_manager=None, size=(1280, 800)) as desktop,
        Pixels(desktop) as look,
    ):
        studio = Studio(desktop, look, folder)
        with FakeService({**desktop.env, "LANG": "en_GB.UTF-8"}, log=desktop.folder / "logs/ui.log") as ui:
            ui.begin(color_scheme="light")
            ui.service.send(
                "state", state="idle", agents=[{"name": "tidy", "contained": True}], review=14, batch=True
            )
            ui.service.send("batch", agents=[["tidy", 14]], card=True)
            ui.service.expect("batch_shown")
            studio.settled(CARD)
            x, y, *_ = look.shown(CARD)[0].rect
            studio.take("review-batch", (x - 24, y - 24, 1304 - x, 824 - y))


def main() -> None:
    """Take all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "resources/manual")
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    _take_card(folder)
    _take(folder, "review-light", "light", (1280, 800), LANG="en_GB.UTF-8")
    _take(folder, "review-dark", "dark", (1280, 800), LANG="en_GB.UTF-8")
    _take(folder, "review-right-to-left", "light", (1280, 800), LANG="ar_EG.UTF-8")
    _take(folder, "review-200-percent", "dark", (2560, 1600), LANG="en_GB.UTF-8", QT_SCALE_FACTOR="2")


if __name__ == "__main__":
    main()
