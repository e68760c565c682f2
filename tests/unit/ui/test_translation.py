from __future__ import annotations

import ast
import html
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale, Qt, QTranslator

import supervisor.ui
from supervisor.resources import resource
from supervisor.ui.menu import SupervisorMenu
from supervisor.ui.translation import CONTEXT, direction, install, translate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

LANGUAGES = ("de", "fr", "es", "zh_CN", "ja", "ar")
FOLDER = resource("translations")
PLACES = re.compile(r"\{[a-z]*\}")


def sources() -> set[str]:
    """Give the words that are marked in the code, as Qt's tool finds them."""
    found: set[str] = set()
    for path in Path(supervisor.ui.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "translate":
                words = node.args[1]
                if isinstance(words, ast.Constant):
                    assert ast.literal_eval(node.args[0]) == CONTEXT, path
                    found.add(str(words.value))
    return found


def messages(language: str) -> dict[str, str]:
    """Give the words of a language, by what they are in English."""
    text = (FOLDER / f"ui_{language}.ts").read_text(encoding="utf-8")
    assert "unfinished" not in text
    pairs = re.findall(r"<source>(.*?)</source>\s*<translation>(.*?)</translation>", text, re.DOTALL)
    return {html.unescape(source): html.unescape(translation) for source, translation in pairs}


@pytest.fixture
def application(qapp: QApplication) -> Iterator[QApplication]:
    before = set(qapp.findChildren(QTranslator))
    yield qapp
    for translator in set(qapp.findChildren(QTranslator)) - before:
        qapp.removeTranslator(translator)
        translator.deleteLater()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_translated_with_its_places_and_packed(language: str, application: QApplication) -> None:
    found = messages(language)
    assert found.keys() == sources()
    for source, translation in found.items():
        assert translation, source
        assert sorted(PLACES.findall(translation)) == sorted(PLACES.findall(source)), source
    packed = QTranslator(application)
    assert packed.load(str(FOLDER / f"ui_{language}.qm"))
    assert {source: packed.translate(CONTEXT, source) for source in found} == found


def test_a_language_is_spoken_in_its_own_direction(application: QApplication) -> None:
    assert install(application, QLocale("ar_EG"))
    assert translate("ui", "Stop") == "إيقاف"
    assert direction() is Qt.LayoutDirection.RightToLeft
    menu = SupervisorMenu()
    assert menu.menu.layoutDirection() is Qt.LayoutDirection.RightToLeft
    menu.dispose()
    assert translate("ui", "Not a word of ours") == "Not a word of ours"


def test_without_a_translation_it_is_english(application: QApplication) -> None:
    assert not install(application, QLocale("en_US"))
    assert translate("ui", "Stop") == "Stop"
    assert direction() is Qt.LayoutDirection.LeftToRight
