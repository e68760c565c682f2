from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLabel, QToolTip, QWidget

from supervisor.ui import plots
from supervisor.ui.plots import Course, Plot, round_above
from supervisor.ui.theme import DARK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from supervisor.ui.theme import Theme

DATES = ("1/11", "2/11", "3/11")
ASKED = Course("asked", "held", (1.0, 0.0, 3.0))
PASSED = Course("not <asked>", "coming", (10.0, 0.0, 6.5))


@pytest.fixture
def host(qtbot: QtBot) -> Iterator[QWidget]:  # noqa: ARG001 - Qt has to be there first
    widget = QWidget()
    yield widget
    widget.close()
    widget.deleteLater()


def shown(host: QWidget, theme: Theme, *, stacked: bool, unit: str = "") -> Plot:
    plot = Plot("Actions", theme, stacked=stacked, unit=unit, parent=host)
    plot.resize(400, 200)
    host.resize(400, 200)
    host.show()
    return plot


@pytest.mark.parametrize(
    ("value", "above"),
    [(0, 1), (-3, 1), (0.03, 0.04), (1, 1), (1.01, 2), (9, 10), (10, 10), (17, 20), (61, 80), (1.2e9, 2e9)],
)
def test_a_scale_ends_at_a_round_number(value: float, above: float) -> None:
    assert round_above(value) == pytest.approx(above)


def test_each_day_is_told_to_who_does_not_see_it(host: QWidget, theme: Theme) -> None:
    plot = shown(host, theme, stacked=True)
    plot.show_courses(DATES, (ASKED, PASSED))
    assert plot.spoken.splitlines() == [
        "1/11, asked: 1, not <asked>: 10",
        "2/11, asked: 0, not <asked>: 0",
        "3/11, asked: 3, not <asked>: 6.5",
    ]
    canvas = plot.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)[-1]
    assert (canvas.accessibleName(), canvas.accessibleDescription()) == ("Actions", plot.spoken)


def test_what_is_not_known_is_not_told_as_nothing(host: QWidget, theme: Theme) -> None:
    plot = shown(host, theme, stacked=False, unit="s")
    plot.show_courses(DATES, (Course("", "coming", (None, 2.5, None)),))
    assert [plot.told_at(place) for place in range(3)] == ["1/11", "2/11\n2.5 s", "3/11"]


def test_colours_are_named_and_names_are_no_markup(host: QWidget, theme: Theme) -> None:
    plot = shown(host, theme, stacked=True)
    plot.show_courses(DATES, (ASKED, PASSED))
    keys = plot.findChildren(QLabel)[1]
    assert "not\u00a0&lt;asked&gt;" in keys.text()
    assert theme.palette.coming in keys.text()
    plot.set_theme(replace(theme, palette=DARK))
    assert DARK.coming in keys.text()


def test_bars_have_the_colours_that_are_named(host: QWidget, theme: Theme) -> None:
    plot = shown(host, theme, stacked=True)
    plot.show_courses(DATES, (ASKED, PASSED))
    picture = plot.grab().toImage()
    colors = {picture.pixelColor(x, y).name() for x in range(0, 400, 2) for y in range(0, 200, 2)}
    assert {theme.palette.held, theme.palette.coming, theme.palette.ground} <= colors


@pytest.mark.parametrize("count", [0, 1, 2, 7, 30, 92])
def test_few_dates_stand_below_however_many_days_there_are(host: QWidget, theme: Theme, count: int) -> None:
    plot = shown(host, theme, stacked=True)
    plot.show_courses([str(day) for day in range(count)], (replace(ASKED, values=(1.0,) * count),))
    dated = plot._dated()
    assert min(count, 1) <= len(dated) <= 5
    assert all(0 <= place < count for place in dated)


def test_the_day_under_the_pointer_is_told(host: QWidget, theme: Theme, qapp: QApplication, qtbot: QtBot) -> None:
    plot = shown(host, theme, stacked=True)
    plot.show_courses(DATES, (ASKED, PASSED))
    qtbot.waitExposed(host)
    viewport = plot._canvas.viewport()

    def point(x: float) -> None:
        place = QPointF(x, viewport.height() / 2)
        nothing = Qt.MouseButton.NoButton
        over = QPointF(viewport.mapToGlobal(QPoint(int(x), int(place.y()))))
        event = QMouseEvent(QEvent.Type.MouseMove, place, over, nothing, nothing, Qt.KeyboardModifier.NoModifier)
        qapp.sendEvent(viewport, event)

    point(viewport.width() - 20)
    assert QToolTip.text() == plot.told_at(2)
    point(60)
    assert QToolTip.text() == plot.told_at(0)
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_days_run_from_the_right_where_the_language_does(
    host: QWidget, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plots, "direction", lambda: Qt.LayoutDirection.RightToLeft)
    plot = shown(host, theme, stacked=True)
    plot.show_courses(DATES, (replace(ASKED, values=(9.0, 0.0, 0.0)),))
    picture = plot.grab().toImage()
    held = [x for x in range(400) if picture.pixelColor(x, 120).name() == theme.palette.held]
    assert min(held) > 200
