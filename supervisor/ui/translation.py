"""The ui's words in the person's language, by Qt's own tools: `lupdate` finds them, `lrelease` packs them.

What the service says (sentences, reasons) comes as it is; what is not translated yet stays English.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTranslator

from supervisor.resources import resource

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

CONTEXT = "ui"
"""Qt's name for where all these words belong."""


def translate(context: str, text: str) -> str:
    """Give `text` in the person's language, as far as it is translated; called as Qt's tools look for it."""
    return QCoreApplication.translate(context, text)


def install(application: QApplication, locale: QLocale) -> bool:
    """Speak a language.

    Args:
        application: Ours.
        locale: The person's.

    Returns:
        False when there is no translation; everything is English then.
    """
    translator = QTranslator(application)
    if not translator.load(locale, "ui", "_", str(resource("translations"))):
        translator.deleteLater()
        return False
    application.installTranslator(translator)
    return True


def direction() -> Qt.LayoutDirection:
    """Give the direction of the language that is spoken, for windows that are translated as a whole.

    Not for the whole application: marks and popup are painted by hand, from the left, and English sentences run so.
    """
    rightwards = translate("ui", "LTR") == "LTR"
    return Qt.LayoutDirection.LeftToRight if rightwards else Qt.LayoutDirection.RightToLeft
