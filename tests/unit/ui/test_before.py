from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from supervisor.ui.before import Before, said_before
from supervisor.ui.messages import Past, Request
from supervisor.ui.wrapped_text import WrappedText

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from supervisor.ui.theme import Theme

BARE = Request("r1", confirm=False, sentence="Click “Delete”")
FULL = replace(
    BARE,
    did=(Past("click “Open” in docs", "done"), Past("type “x”", "refused: no")),
    like="Of what this rule asked about you approved 2.",
    advice="approve",
    advice_ground="you approved the very same 2 times",
)


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def lines(before: Before) -> list[str]:
    return [line.shown for line in before.findChildren(WrappedText)]


def test_where_there_is_nothing_nothing_is_shown(parent: QWidget, theme: Theme) -> None:
    assert Before(BARE, theme, 400, parent).empty
    assert said_before(BARE) == []


def test_what_the_agent_says_comes_first_and_is_read_out(parent: QWidget, theme: Theme) -> None:
    request = replace(FULL, said="The agent says: “it is old”")
    assert lines(Before(request, theme, 400, parent))[0] == "The agent says: “it is old”"
    assert said_before(request)[0] == "The agent says: “it is old”"


def test_what_is_suggested_is_said_with_its_ground(parent: QWidget, theme: Theme) -> None:
    suggested = "Suggested: approve. You approved the very same 2 times."
    assert lines(Before(FULL, theme, 400, parent)) == ["Of what this rule asked about you approved 2.", suggested]
    assert said_before(FULL)[-1] == suggested


@pytest.mark.parametrize("more", [{"advice": "select:kind"}, {"advice_ground": ""}])
def test_nothing_is_suggested_without_answer_and_ground(more: dict[str, str]) -> None:
    assert len(said_before(replace(FULL, **more))) == 1  # type: ignore[arg-type]  # texts alone


def test_what_the_agent_did_is_shown_when_it_is_opened(parent: QWidget, theme: Theme) -> None:
    opened = Before(replace(FULL, opened=True), theme, 400, parent)
    assert lines(opened)[2:] == ["Click “Open” in docs: done", "Type “x”: refused: no"]
    assert opened.height() > Before(FULL, theme, 400, parent).height()


def test_strangers_names_cannot_turn_the_line_around(parent: QWidget, theme: Theme) -> None:
    turned = replace(FULL, opened=True, did=(Past("click “\u202eelif” in docs", "done"),))
    assert not any("\u202e" in line for line in lines(Before(turned, theme, 400, parent)))
