from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from supervisor.ui.text import ELLIPSIS, isolated
from supervisor.ui.wrapped_text import WrappedText, laid_out
from tests.unit.ui.pictures import count

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from supervisor.ui.theme import Theme


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def text_of(text: str, theme: Theme, parent: QWidget, lines: int = 3) -> WrappedText:
    return WrappedText(text, theme.font(), QColor("black"), room=(200, lines), parent=parent)


def test_text_wraps_and_ends_after_its_lines(theme: Theme, parent: QWidget) -> None:
    one = text_of("short", theme, parent)
    three = text_of("word " * 15, theme, parent)
    endless = text_of("word " * 500, theme, parent)
    assert one.height() < three.height() <= endless.height() <= 3 * one.height()
    assert ELLIPSIS in endless.shown
    assert endless.shown.startswith("word")
    assert endless.width() == 200


def test_one_endless_word_is_broken(theme: Theme, parent: QWidget) -> None:
    assert text_of("w" * 60, theme, parent).height() > text_of("w", theme, parent).height()


def test_markup_is_shown_as_it_is_written(theme: Theme, parent: QWidget) -> None:
    widget = text_of("<b>bold</b> &amp; <img src=x>", theme, parent)
    assert widget.shown == "<b>bold</b> &amp; <img src=x>"


def test_all_of_it_is_readable_to_assistive_programs(theme: Theme, parent: QWidget) -> None:
    assert text_of("word " * 500, theme, parent).accessibleName() == "word " * 500


def test_it_is_painted(theme: Theme, parent: QWidget) -> None:
    drawn, empty = (text_of(text, theme, parent).grab().toImage() for text in ("word", " "))
    # Fonts are smoothed: how many pixels are wholly black differs from machine to machine.
    background = empty.pixelColor(0, 0)
    assert count(empty, background) == empty.width() * empty.height()
    assert count(drawn, background) < drawn.width() * drawn.height() - 20


def test_our_words_stay_left_of_an_arabic_title(theme: Theme) -> None:
    text = isolated("in مستندات – (1)")
    layout = laid_out(text, theme.font(), 400)  # kept: its lines are only views of it

    def left_edge(position: int) -> float:
        found: Any = layout.lineAt(0).cursorToX(position)
        return float(found[0] if isinstance(found, tuple) else found)

    assert left_edge(0) == 0
    start = text.index("م")
    # Inside the title an earlier letter is further right: it is read from right to left.
    assert left_edge(start + 1) > left_edge(start + 5) > left_edge(2)


@pytest.mark.parametrize("title", ["W" * 60, "﷽" * 60, "ش" * 60], ids=["wide", "very wide", "leftwards"])
def test_attack_a_wide_title_leaves_what_the_action_does(theme: Theme, parent: QWidget, title: str) -> None:
    words = isolated(f"This click presses “Delete” in Thunar ({title}): it deletes “{title}”, perhaps for good.")
    alone = isolated(f"This click presses “Delete” in {title}: it deletes “{title}”, perhaps for good.")
    for text, ours in ((words, "): it deletes “"), (alone, ": it deletes “")):
        shown = WrappedText(text, theme.font(), QColor("black"), room=(400, 4), parent=parent).shown
        plain = shown.replace("\u2068", "").replace("\u2069", "")
        assert plain.startswith("This click presses “Delete” in ")
        assert ours in plain
        assert plain.endswith("”, perhaps for good.")
