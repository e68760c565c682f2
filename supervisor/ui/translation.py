"""The ui's words in the person's language, by Qt's own tools: `lupdate` finds them, `lrelease` packs them.

After a change of words: `packaging/translations.sh find`, translate what is unfinished, then run it with `pack`.

What the service says (sentences, reasons) comes as it is; what is not translated yet stays English.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, Qt, QTranslator

from supervisor.resources import resource

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

CONTEXT = "ui"
"""Qt's name for where all these words belong."""


def translate(context: str, text: str, comment: str = "", number: int = -1) -> str:
    """Give `text` in the person's language, as far as it is translated; called as Qt's tools look for it.

    Args:
        context: Always `CONTEXT`, written out: the tools read it.
        text: English, written out; with `%n` where the number stands.
        comment: What is meant, for translators, where the English alone does not tell; written out.
        number: Chooses the form and stands for `%n`, for texts that have one.
    """
    return QCoreApplication.translate(context, text, comment, number)


def install(application: QApplication, locale: QLocale) -> bool:
    """Speak a language, English where there is no translation.

    Args:
        application: Ours.
        locale: The person's.

    Returns:
        False when there is no translation; everything is English then.
    """
    spoken = _load(application, locale, "ui", str(resource("translations")))
    if not spoken:
        _load(application, QLocale(QLocale.Language.English), "ui", str(resource("translations")))
    else:
        # Of the menu of a field, for example.
        _load(application, locale, "qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    # Said outright: by itself Qt goes by its own words.
    application.setLayoutDirection(direction())
    return spoken


def _load(application: QApplication, locale: QLocale, name: str, folder: str) -> bool:
    translator = QTranslator(application)
    if not translator.load(locale, name, "_", folder):
        translator.deleteLater()
        return False
    return application.installTranslator(translator)


def direction() -> Qt.LayoutDirection:
    """Give the direction of the language that is spoken."""
    rightwards = translate("ui", "LTR") == "LTR"
    return Qt.LayoutDirection.LeftToRight if rightwards else Qt.LayoutDirection.RightToLeft
