from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QWidget

from supervisor.ui.messages import Request
from supervisor.ui.popup_parts import Footer, Header, TargetPicture
from tests.unit.ui.pictures import count

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from supervisor.ui.theme import Theme

REQUEST = Request("r1", confirm=False, sentence="Click", rule="delete-files", agent="helper")


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def test_the_header_tells_an_action_from_a_confirmation(theme: Theme, parent: QWidget) -> None:
    action = Header(REQUEST, theme, 400, parent)
    confirm = Header(Request("r2", confirm=True, sentence="Re-arm"), theme, 400, parent)
    assert action.accessibleName() == "Waiting for your approval, agent helper"
    assert confirm.accessibleName() == "Please confirm"
    named = Header(replace(REQUEST, workflow="inv\u202eoices"), theme, 400, parent)
    assert named.accessibleName() == "Waiting for your approval, agent helper, workflow invoices"
    assert named.grab().toImage() != action.grab().toImage()
    urgent = Header(replace(REQUEST, urgent=True), theme, 400, parent)
    assert urgent.accessibleName() == "Urgent: waiting for your approval, agent helper"
    assert count(action.grab().toImage(), theme.palette.held) > 20
    assert count(confirm.grab().toImage(), theme.palette.coming) > 20


def test_an_endless_agent_name_leaves_the_title_whole(theme: Theme, parent: QWidget) -> None:
    short = Header(REQUEST, theme, 400, parent).grab().toImage()
    long_name = Request("r1", confirm=False, sentence="Click", agent="helper" * 100)
    long = Header(long_name, theme, 400, parent).grab().toImage()
    assert short.copy(0, 0, 180, short.height()) == long.copy(0, 0, 180, short.height())


def test_a_name_that_would_be_cut_beside_the_title_has_a_line_of_its_own(theme: Theme, parent: QWidget) -> None:
    named = replace(REQUEST, agent="spreadsheet helper", workflow="invoices")
    wide, narrow = Header(named, theme, 420, parent), Header(named, theme, 288, parent)
    assert narrow.height() == 2 * wide.height()
    line = wide.height()
    below, beside = narrow.grab().toImage(), wide.grab().toImage()
    bare = Header(replace(REQUEST, agent=""), theme, 288, parent).grab().toImage()
    assert below.copy(0, 0, 288, line) == bare, "the title has its line for itself"
    ink = theme.palette.quiet
    assert count(below.copy(0, line, 288, line), ink) > 0.9 * count(beside, ink), "all of the name is there"
    assert Header(REQUEST, theme, 288, parent).height() == line


def test_the_footer_tells_rule_time_and_queue(theme: Theme, parent: QWidget) -> None:
    footer = Footer(REQUEST, theme, 400, parent)
    assert (footer.accessibleName(), footer.remark) == ("Rule: delete-files", "")
    footer.set_waiting(2)
    assert footer.remark == "2 more waiting"
    footer.set_left(61.2)
    assert footer.remark == "ends in 1:01 · 2 more waiting"
    footer.set_left(-3)
    assert footer.remark == "ends in 0:00 · 2 more waiting"
    footer.set_waiting(0)
    footer.set_left(61.2, runs=False)
    assert footer.remark == "1:01 left, the time stands still"
    footer.set_left(None)
    assert footer.remark == ""
    assert count(footer.grab().toImage(), theme.palette.quiet) > 20


def test_the_footer_is_painted_anew_only_when_it_says_something_else(
    theme: Theme, parent: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    footer, updates = Footer(REQUEST, theme, 400, parent), list[str]()
    monkeypatch.setattr(footer, "update", lambda: updates.append(footer.remark))
    footer.set_waiting(0)
    footer.set_left(None)
    footer.set_waiting(2)
    footer.set_waiting(2)
    assert updates == ["2 more waiting"]


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_picture_keeps_its_pixels_at_any_scale(theme: Theme, parent: QWidget, scale: float) -> None:
    pixmap = QPixmap(round(100 * scale), round(60 * scale))
    pixmap.fill(QColor("blue"))
    picture = TargetPicture(pixmap, QSize(300, 150), scale, theme, parent)
    assert (picture.width(), picture.height()) == (300, 60)
    shown = picture.grab().toImage()
    assert count(shown, "blue") == pytest.approx(100 * 60, rel=0.1)
    assert picture.accessibleName() == "Picture of the target"


def test_without_a_rule_the_footer_says_that_the_supervisor_asks(theme: Theme, parent: QWidget) -> None:
    asked = Footer(Request("c1", confirm=True, sentence="Let agents work again?"), theme, 400, parent)
    assert asked.accessibleName() == "agent-supervisor"
    assert "agent-supervisor" not in Footer(REQUEST, theme, 400, parent).accessibleName()
