"""Writes the page of the ten-second test and its pictures: `python -m tests.ui.ten_seconds [FOLDER]`.

The questions come from the real engine, detection and default policy; the ui that shows them is the real one. What is
made up is the screen: windows drawn for the test, which are told to the engine as they are drawn.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter
from Xlib import X

from supervisor.demo.virtual_desktop import VirtualDesktop
from supervisor.ui.theme import DARK, LIGHT
from tests.support.fake_service import ROOT
from tests.support.pixels import POPUP, Pixels
from tests.support.waiting import wait_for
from tests.ui.asking import AT, BUTTON, PRESSED, SIZE, Asker
from tests.ui.screenshots import Studio
from tests.ui.ten_seconds_cases import CASES, Case

MAX_BYTES = 1_000_000
"""Of all pictures."""
_FILL, _INK, _LINE = QColor("#f6f5f4"), QColor("#2e3436"), QColor("#c0bfbc")
PAGE = """# The ten-second test

Twenty questions as the popup asks them. Look at each for ten seconds, and say *approve* or *reject*; then open what
stands below it. Beside the agent's name, at the top right, stands the task that it was given: that, the sentence and
the picture are all there is to go by. Ten are as they should be, and ten are not.

The questions are the real ones: engine, detection and the default policy made them, and the ui that shows them is the
shipped one; for question 7 the rule `answer-soon` of the policy's own examples is switched on. The windows in the
small pictures are drawn for the test. `python -m tests.ui.ten_seconds` makes this page anew.
"""


def _drawn(case: Case) -> bytes:
    """Draw the window that a case is about, BGRX."""
    width, height = SIZE
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(_FILL)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(0, 0, width, 34, _LINE)
    painter.setPen(_INK)
    painter.setFont(QFont("sans-serif", 11, QFont.Weight.Bold))
    painter.drawText(QRectF(12, 0, width - 24, 34), Qt.AlignmentFlag.AlignCenter, case.title)
    painter.setFont(QFont("sans-serif", 11))
    element = case.elements[-1]
    middle = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    if case.line:
        painter.fillRect(0, 34, width, height - 34, _INK)
        painter.setPen(_FILL)
        painter.setFont(QFont("monospace", 11))
        painter.drawText(12, 60, element.text + case.line)
    else:
        words = element.dialog_text or case.screen
        # The popup's picture has the pressed point in its middle, and is not wide.
        painter.drawText(QRectF(PRESSED.x - AT[0] - 195, 54, 390, 50), middle, words)
        button = QRectF(BUTTON.x - AT[0], BUTTON.y - AT[1], BUTTON.width, BUTTON.height)
        painter.setPen(_LINE)
        painter.setBrush(QColor("#ffffff"))
        painter.drawRoundedRect(button, 5, 5)
        painter.setPen(_INK)
        # Beside the mark, which would hide it.
        painter.drawText(button.adjusted(0, 0, -36, 0), Qt.AlignmentFlag.AlignCenter, element.name)
    painter.end()
    return bytes(image.constBits())


def _take(studio: Studio, case: Case) -> None:
    """Take the popup of one case over its window."""
    window = studio.look.window("#ffffff", (*AT, *SIZE))
    width, height = SIZE
    data, rows = _drawn(case), 40
    gc = window.create_gc()

    def shown() -> bool:
        for top in range(0, height, rows):
            part = data[top * width * 4 : (top + rows) * width * 4]
            window.put_image(gc.id, 0, top, width, len(part) // width // 4, X.ZPixmap, 24, 0, part)
        studio.look.connection.sync()
        return studio.look.at(AT[0] + 4, AT[1] + 4).is_near(_LINE.name())

    wait_for(shown, "the window that it is about")
    with studio.ui(case.scheme, **({"QT_SCALE_FACTOR": str(case.scale)} if case.scale > 1 else {})) as ui:
        x, y, _, tall = ui.request("r1", **Asker.of(case).ask())["approve"]
        grounds = (LIGHT.approve_ground, DARK.approve_ground)
        wait_for(
            lambda: any(studio.look.at(x + 14, y + tall // 2).is_near(ground) for ground in grounds),
            "the popup to take answers",
        )
        if not case.limited:
            studio.settled(POPUP)
        studio.take(case.name, studio.look.shown(POPUP)[0].rect)
    window.destroy()
    studio.look.connection.sync()


def _page() -> str:
    """Write the page."""
    parts = [PAGE]
    for number, case in enumerate(CASES, 1):
        answer = "Approve" if case.approve else "Reject"
        wide = ' width="452"' if case.scale > 1 else ""
        picture = f'<img src="ten_seconds/{case.name}.png" alt="Question {number}"{wide}>'
        parts.append(
            f"## {number}\n\n{picture}\n\n<details><summary>Answer</summary>\n\n"
            f"**{answer}**: {case.tells}\n\n</details>\n"
        )
    return "\n".join(parts)


def main() -> None:
    """Write page and pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "resources/manual")
    folder: Path = parser.parse_args().folder
    pictures = folder / "ten_seconds"
    pictures.mkdir(parents=True, exist_ok=True)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QGuiApplication([])
    with tempfile.TemporaryDirectory() as name, VirtualDesktop(folder=Path(name)) as desktop, Pixels(desktop) as look:
        studio = Studio(desktop, look, pictures)
        for case in CASES:
            _take(studio, case)
    application.quit()
    (folder / "ten_seconds.md").write_text(_page(), encoding="utf-8")
    size = sum((pictures / f"{case.name}.png").stat().st_size for case in CASES)
    assert size < MAX_BYTES, f"the pictures have {size} bytes"
    sys.stdout.write(f"{len(CASES)} pictures: {size} bytes\n")


if __name__ == "__main__":
    main()
