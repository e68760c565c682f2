from __future__ import annotations

import ast
import re
import subprocess
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import PySide6
import pytest
from PySide6.QtCore import QLocale, QPoint, QSize, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QMenu, QTableView, QWidget

import supervisor.ui
from supervisor.core.autonomy import Level
from supervisor.resources import resource
from supervisor.ui.album import Album
from supervisor.ui.approval_popup import ApprovalPopup, Room
from supervisor.ui.edit_window import EditWindow
from supervisor.ui.grants_window import GrantsWindow
from supervisor.ui.late_notice import LateNotice
from supervisor.ui.levels import Autonomy, LevelDial, Proposed
from supervisor.ui.menu import SupervisorMenu
from supervisor.ui.messages import Activity, Agent, Choices, Config, Past, Request, Standing, State
from supervisor.ui.queue_window import QueueWindow
from supervisor.ui.review_window import ReviewWindow
from supervisor.ui.settings_window import SettingsWindow
from supervisor.ui.timeline_window import TimelineWindow
from supervisor.ui.translation import CONTEXT, direction, install, translate
from supervisor.ui.welcome_window import WelcomeWindow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication

    from supervisor.ui.theme import Theme

FORMS = {"de": 2, "fr": 2, "es": 2, "zh_CN": 1, "ja": 1, "ar": 6}
"""How many plural forms each language has."""
FOLDER = resource("translations")
PLACES = re.compile(r"\{[a-z]*\}|%n")
SOURCES = sorted(Path(supervisor.ui.__file__).parent.glob("*.py"))
WORDS = re.compile(r"[^\W\d_]{2,}[.,:;!?…]? [^\W\d_]|^[A-Z][a-z]+")
"""What is likely meant for a person: more than one word, or one with a capital letter."""
NOT_SHOWN = {
    "__main__.py": "speaks to a terminal",
    "application.py": "speaks to a terminal",
    "figures_app.py": "speaks to a terminal",
    "key_names.py": "as it is printed on keys",
    "window_style.py": "a style sheet",
    "notification_bus.py": "names of a protocol",
    "text.py": "categories of Unicode",
    "xsettings.py": "names and layouts of a protocol",
}
"""Files whose literals nobody sees translated, and why."""
OURS = re.compile(r"agent-supervisor:? [a-z ]+|(Ctrl|Alt|Esc|Enter|Any)(\+.?)?|Iterable\[QRect\]|not contained")
"""Names that other programs know our windows by, keys, types, and a word that the service says."""
STYLE = re.compile(r"px|border|background|color:")
SETTERS = {
    *(
        "setText",
        "setToolTip",
        "setWindowTitle",
        "setAccessibleName",
        "setAccessibleDescription",
        "setPlaceholderText",
    ),
    *("QLabel", "QPushButton", "QCheckBox", "addItem", "addItems", "addRow", "addSection", "addAction", "drawText"),
}
"""What puts words on the screen, or before a screen reader."""


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


def called(node: ast.AST) -> str:
    """Give the name of what is called; empty for anything else."""
    if not isinstance(node, ast.Call):
        return ""
    return getattr(node.func, "id", "") or getattr(node.func, "attr", "")


def literals(node: ast.AST, *, setter: bool = False) -> Iterator[str]:
    """Give the literals that a person may see and that are not marked."""
    name = called(node)
    is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    if is_docstring or isinstance(node, ast.Raise) or name in {"translate", "setObjectName", "write"}:
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        text = node.value
        shown = WORDS.search(text) or (setter and re.search(r"[^\W\d_]{2,}", text))
        if shown and not OURS.fullmatch(text) and not STYLE.search(text):
            yield text
    for inner in ast.iter_child_nodes(node):
        # What a setter's argument calls has its own names, of rows for example.
        yield from literals(
            inner, setter=name in SETTERS or (setter and not isinstance(inner, ast.Call | ast.Compare))
        )


class Marking(QTranslator):
    """A language in which each text stands between marks, so that one that is not translated stands out."""

    def translate(self, _context: str, text: str, _comment: str | None = None, _number: int = -1) -> str:
        """Mark a text; what it says of the direction has to stay."""
        return text if text == "LTR" else f"⟦{text}⟧"

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        """Tell Qt to ask."""
        return False


def said_by(window: QWidget) -> Iterator[str]:
    """Give what a window says, to the eye and to a screen reader."""
    for widget in (window, *window.findChildren(QWidget)):
        yield from (widget.accessibleName(), widget.toolTip())
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        elif isinstance(widget, QLineEdit):
            yield widget.placeholderText()
        elif isinstance(widget, QComboBox):
            yield from (widget.itemText(place) for place in range(widget.count()))
        elif isinstance(widget, QTableView):
            model = widget.model()
            for column in range(model.columnCount()):
                yield str(model.headerData(column, Qt.Orientation.Horizontal))
        elif isinstance(widget, QMenu):
            yield from (action.text() for action in widget.actions())
    # A window without a title bar has one for other programs.
    yield "" if OURS.fullmatch(window.windowTitle()) else window.windowTitle()


def _popup(theme: Theme) -> QWidget:
    choices = Choices(("once", "control"), ("task",), reasons=(("too-risky", "Too risky"),), change="text", says="1")
    request = Request(
        *("r1", False, "1", "2", "3"),
        agent="4",
        choices=choices,
        twice=True,
        count=2,
        did=(Past("5", "6"),),
        advice="reject",
        advice_ground="7",
        extends=True,
    )
    popup = ApprovalPopup(request, Config({}), theme, Room(1232, 900, 1.0, composited=False), None)
    popup.set_left(10)
    popup.set_waiting(3)
    popup.show_first("press")
    return popup


def _menu(_theme: Theme) -> QWidget:
    menu = SupervisorMenu()
    agents, grants = (Agent("1"),), (Standing("g1", "2"), Standing("g2", "3"))
    dial = LevelDial(level=Level.BATCH_REVIEW, highest=Level.EXCEPTION_ONLY, ends_ns=1, lent_here=True)
    autonomy = Autonomy((dial, replace(dial, agent="6")), (Proposed("7", Level.FULL_AUTONOMY, "8", "9"),), 1)
    state = State(Activity.WORKING, agents, (Past("4", "5"),), "", grants, 1, 2, policy_waits=True, autonomy=autonomy)
    menu.fill(state, {})
    for timer in menu.findChildren(QTimer):
        timer.stop()
    menu.menu.setParent(None)
    return menu.menu


def _late(theme: Theme) -> QWidget:
    return LateNotice("1", "2", theme, QPoint(), QSize(400, 200))


def _grants(theme: Theme) -> QWidget:
    window = GrantsWindow(theme)
    window.display((Standing("g1", "1"),))
    return window


BUILDERS: dict[str, Callable[[Theme], QWidget]] = {
    "popup": _popup,
    "menu": _menu,
    "late": _late,
    "grants": _grants,
    "queue": lambda theme: QueueWindow(theme, {"approve": "1", "reject": "2"}),
    "timeline": lambda theme: TimelineWindow(theme, Album()),
    "settings": SettingsWindow,
    "review": ReviewWindow,
    "welcome": lambda theme: WelcomeWindow(theme, {}),
    "edit": lambda theme: EditWindow("text", "1", about="2", note="3", theme=theme, width=500),
}


@pytest.fixture
def application(qapp: QApplication) -> Iterator[QApplication]:
    before = set(qapp.findChildren(QTranslator))
    yield qapp
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
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


def test_an_arabic_text_begins_in_its_own_direction() -> None:
    for message in messages(FOLDER / "ui_ar.ts"):
        for form in message.forms:
            # What takes a place may begin with any letter.
            shown = PLACES.sub("x", form)
            letters = [
                unicodedata.bidirectional(c) for c in shown if unicodedata.bidirectional(c) in {"L", "R", "AL"}
            ]
            assert letters[0] != "L" or form in {"RTL", message.source}, form


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


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_whatever_a_person_sees_is_marked(path: Path) -> None:
    if path.name not in NOT_SHOWN:
        assert list(literals(ast.parse(path.read_text()))) == []


@pytest.mark.parametrize(
    "code",
    [
        "button.setText('Take back')",
        "label = QLabel('done', self)",
        "TITLES = ('Risk', 'Kind')",
        "words = f'{count} actions wait'",
        "self.setToolTip(f'stop ({chord})')",
        "x = {1: 'Nobody answered in time: it was rejected'}",
    ],
)
def test_what_is_not_marked_is_found(code: str) -> None:
    assert list(literals(ast.parse(code)))


@pytest.mark.parametrize("name", BUILDERS)
def test_a_window_says_nothing_that_is_not_translated(name: str, application: QApplication, theme: Theme) -> None:
    marking = Marking(application)
    application.installTranslator(marking)
    window = BUILDERS[name](theme)
    try:
        said = [text for text in said_by(window) if re.search(r"[^\W\d_]{2,}", text)]
        assert said
        assert [text for text in said if "⟦" not in text] == []
    finally:
        application.removeTranslator(marking)
        window.close()
        window.deleteLater()


def test_a_language_is_spoken_in_its_own_direction(application: QApplication) -> None:
    assert install(application, QLocale("ar_EG"))
    assert translate("ui", "Stop") == "إيقاف"
    assert direction() is Qt.LayoutDirection.RightToLeft
    assert application.layoutDirection() is Qt.LayoutDirection.RightToLeft
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
