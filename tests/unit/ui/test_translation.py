from __future__ import annotations

import ast
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import PySide6
import pytest
from PySide6.QtCore import QLocale, Qt, QTranslator

import supervisor.ui
from supervisor.resources import resource
from supervisor.ui.menu import SupervisorMenu
from supervisor.ui.translation import CONTEXT, direction, install, translate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

FORMS = {"de": 2, "fr": 2, "es": 2, "zh_CN": 1, "ja": 1, "ar": 6}
"""How many plural forms each language has."""
FOLDER = resource("translations")
PLACES = re.compile(r"\{[a-z]*\}|%n")
SOURCES = sorted(Path(supervisor.ui.__file__).parent.glob("*.py"))


@dataclass(frozen=True, slots=True)
class Message:
    """One text in one language."""

    source: str
    comment: str
    forms: tuple[str, ...]
    """One, or one for each plural form."""
    plural: bool
    """It has a number in it."""


def marked(path: Path) -> set[tuple[str, str]]:
    """Give the texts that are marked in a file, with what is said to translators."""
    found: set[tuple[str, str]] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "translate":
            assert not node.keywords, f"{path}: the tool reads arguments by their place"
            if isinstance(node.args[1], ast.Constant):
                assert ast.literal_eval(node.args[0]) == CONTEXT, path
                words = str(node.args[1].value)
                assert ("%n" in words) == (len(node.args) == 4), words
                found.add((words, str(ast.literal_eval(node.args[2])) if len(node.args) > 2 else ""))
    return found


def sources() -> set[tuple[str, str]]:
    """Give all that is marked in the code."""
    return set().union(*map(marked, SOURCES))


def messages(path: Path) -> list[Message]:
    """Give what a file of translations has; all of it has to be finished."""
    found = []
    for message in ET.parse(path).getroot().iter("message"):  # noqa: S314 - the file is ours
        source, translation = message.findtext("source"), message.find("translation")
        assert source is not None
        assert translation is not None
        assert translation.get("type") is None, source
        plural = message.get("numerus") == "yes"
        forms = [form.text or "" for form in translation.iter("numerusform")] if plural else [translation.text or ""]
        found.append(Message(source, message.findtext("comment") or "", tuple(forms), plural))
    return found


def places(text: str) -> list[str]:
    return sorted(PLACES.findall(text))


@pytest.fixture
def application(qapp: QApplication) -> Iterator[QApplication]:
    before = set(qapp.findChildren(QTranslator))
    yield qapp
    for translator in set(qapp.findChildren(QTranslator)) - before:
        qapp.removeTranslator(translator)
        translator.deleteLater()


@pytest.mark.parametrize("language", FORMS)
def test_every_text_is_translated_with_its_places_and_packed(language: str, application: QApplication) -> None:
    found = messages(FOLDER / f"ui_{language}.ts")
    assert {(message.source, message.comment) for message in found} == sources()
    packed = QTranslator(application)
    assert packed.load(str(FOLDER / f"ui_{language}.qm"))
    for message in found:
        assert len(message.forms) == (FORMS[language] if message.plural else 1), message.source
        assert message.plural == ("%n" in message.source), message.source
        for form in message.forms:
            assert form.strip(), message.source
            # The one and the two of a thing may be words of their own.
            wanted, given = places(message.source), places(form)
            assert given == wanted or (message.plural and given == [p for p in wanted if p != "%n"]), message.source
            assert form.count("`") == message.source.count("`"), message.source
        number = 100 if message.plural else -1
        said = packed.translate(CONTEXT, message.source, message.comment, number)
        assert said in message.forms, "packed anew after the last change?"


def test_more_than_two_are_always_told_with_their_number() -> None:
    for language, count in FORMS.items():
        for message in messages(FOLDER / f"ui_{language}.ts"):
            assert not message.plural or all("%n" in form for form in message.forms[3 if count == 6 else count - 1 :])


def test_english_has_the_forms_of_its_numbers(application: QApplication) -> None:
    found = messages(FOLDER / "ui_en.ts")
    assert {(message.source, message.comment) for message in found} == {pair for pair in sources() if "%n" in pair[0]}
    packed = QTranslator(application)
    assert packed.load(str(FOLDER / "ui_en.qm"))
    for message in found:
        assert len(message.forms) == 2
        for number, form in zip((1, 2), message.forms, strict=True):
            assert "(s)" not in form
            assert places(form) == places(message.source)
            assert packed.translate(CONTEXT, message.source, message.comment, number) == form


@pytest.mark.parametrize(("number", "says"), [(1, "1 action waits for you"), (1000, "1000 actions wait for you")])
def test_a_number_chooses_the_form(number: int, says: str) -> None:
    assert translate("ui", "%n action(s) wait for you", "", number) == says


def test_the_tool_of_qt_finds_the_same_texts(tmp_path: Path) -> None:
    tool, found = Path(PySide6.__file__).parent / "lupdate", tmp_path / "ui_de.ts"
    command = [str(tool), *map(str, SOURCES), "-ts", str(found), "-locations", "none"]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    texts = {
        (message.findtext("source"), message.findtext("comment") or "")
        for message in ET.parse(found).getroot().iter("message")  # noqa: S314 - just written
    }
    assert texts == sources()


def test_a_language_is_spoken_in_its_own_direction(application: QApplication) -> None:
    assert install(application, QLocale("ar_EG"))
    assert translate("ui", "Stop") == "إيقاف"
    assert direction() is Qt.LayoutDirection.RightToLeft
    assert application.layoutDirection() is Qt.LayoutDirection.LeftToRight
    menu = SupervisorMenu()
    assert menu.menu.layoutDirection() is Qt.LayoutDirection.RightToLeft
    menu.dispose()
    assert translate("ui", "Not a word of ours") == "Not a word of ours"


def test_without_a_translation_it_is_english(application: QApplication) -> None:
    assert not install(application, QLocale("it_IT"))
    assert translate("ui", "Stop") == "Stop"
    assert translate("ui", "%n more waiting", "", 2) == "2 more waiting"
    assert direction() is Qt.LayoutDirection.LeftToRight


def test_what_qt_itself_says_is_translated_too(application: QApplication) -> None:
    assert install(application, QLocale("de_DE"))
    assert translate("QPlatformTheme", "Cancel") == "Abbrechen"
