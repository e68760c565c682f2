"""A dialog whose elements are called what the caller says: argv is its title, a file of JSON, and a file to make.

The first file names, in this order, the button, the group around it, and the question beside it; the other one is
made once the dialog is on the screen.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QGroupBox, QLabel, QPushButton, QVBoxLayout

PLACE = (120, 320, 360, 260)
"""Of the dialog: x, y, width, height; px."""


def main() -> int:
    """Show it until it is killed."""
    title, names, shown = sys.argv[1], json.loads(Path(sys.argv[2]).read_text()), Path(sys.argv[3])
    app = QApplication(sys.argv[:1])
    dialog = QDialog()
    dialog.setWindowTitle(title)
    question = QLabel("question", dialog)
    question.setAccessibleName(names[2])
    group = QGroupBox(dialog)
    group.setAccessibleName(names[1])
    button = QPushButton("press", group)
    button.setAccessibleName(names[0])
    button.setFixedSize(320, 160)
    QVBoxLayout(group).addWidget(button)
    outer = QVBoxLayout(dialog)
    outer.addWidget(question)
    outer.addWidget(group)
    dialog.setGeometry(*PLACE)
    dialog.show()
    button.setFocus()
    QTimer.singleShot(0, shown.touch)
    return int(app.exec())


if __name__ == "__main__":
    raise SystemExit(main())
