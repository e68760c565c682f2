"""How ordinary windows of ours look: the same colours and measures as the popup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from supervisor.resources import resource

if TYPE_CHECKING:
    from supervisor.ui.theme import Theme


def window_style(theme: Theme) -> str:
    """Give the style sheet."""
    palette, px = theme.palette, theme.px
    return f"""
        QWidget {{ background: {palette.ground}; color: {palette.text}; font-size: {max(9, px(13))}px }}
        QLabel[quiet="true"] {{ color: {palette.quiet} }}
        QLabel[title="true"] {{ font-size: {px(17)}px; font-weight: 600 }}
        QLabel[small="true"] {{ font-size: {max(9, px(12))}px }}
        QTableView {{ border: 1px solid {palette.line}; border-radius: {px(8)}px; outline: none;
            selection-background-color: {palette.raised}; selection-color: {palette.text} }}
        QHeaderView {{ background: {palette.ground} }}
        QHeaderView::section {{ background: {palette.ground}; color: {palette.quiet}; border: none;
            border-bottom: 1px solid {palette.line}; padding: {px(6)}px {px(10)}px; font-weight: 600 }}
        QLineEdit, QComboBox, QAbstractSpinBox {{ background: {palette.raised}; border: 1px solid {palette.line};
            border-radius: {px(6)}px; padding: {px(4)}px {px(8)}px; min-height: {px(20)}px }}
        QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus, QTableView:focus {{
            border: 1px solid {palette.coming} }}
        QTableView::item {{ padding: 0 {px(10)}px }}
        QCheckBox {{ spacing: {px(8)}px; min-height: {px(26)}px }}
        QCheckBox::indicator {{ width: {px(14)}px; height: {px(14)}px; background: {palette.raised};
            border: 1px solid {palette.quiet}; border-radius: {px(3)}px }}
        QCheckBox::indicator:checked {{ background: {palette.coming}; border: {px(3)}px solid {palette.raised} }}
        QCheckBox:focus {{ color: {palette.coming} }}
        QComboBox::drop-down {{ border: none; width: {px(20)}px }}
        QComboBox::down-arrow {{ image: url("{resource("icons/chevron.svg")}"); width: {px(12)}px;
            height: {px(12)}px }}
        QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: none; width: 0 }}
        QScrollBar:vertical {{ background: {palette.ground}; border: none; width: {px(12)}px; margin: 0 }}
        QScrollBar::handle:vertical {{ background: {palette.line}; border-radius: {px(4)}px; margin: {px(2)}px;
            min-height: {px(28)}px }}
        QScrollBar::handle:vertical:hover {{ background: {palette.quiet} }}
        QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: none;
            border: none; height: 0 }}
        QComboBox QAbstractItemView {{ background: {palette.ground}; color: {palette.text};
            selection-background-color: {palette.raised}; selection-color: {palette.text};
            border: 1px solid {palette.line} }}
        QPushButton {{ background: {palette.raised}; border: 1px solid {palette.line}; border-radius: {px(6)}px;
            padding: {px(4)}px {px(14)}px; min-height: {px(22)}px; font-weight: 600 }}
        QPushButton:hover {{ border: 1px solid {palette.quiet} }}
        QPushButton:focus {{ border: 1px solid {palette.coming} }}
        QPushButton:disabled {{ color: {palette.waiting} }}
        QToolTip {{ background: {palette.raised}; color: {palette.text}; border: 1px solid {palette.line} }}
    """


def dress_application(theme: Theme) -> None:
    """Give menus, tooltips and selections our colours; lines that only tell something stay readable."""
    colors = theme.palette
    palette = QPalette(QColor(colors.raised), QColor(colors.ground))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(role, QColor(colors.text))
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colors.quiet))
    palette.setColor(QPalette.ColorRole.Base, QColor(colors.ground))
    palette.setColor(QPalette.ColorRole.ToolTipBase, QColor(colors.raised))
    palette.setColor(QPalette.ColorRole.ToolTipText, QColor(colors.text))
    palette.setColor(QPalette.ColorRole.Highlight, QColor(colors.coming))
    palette.setColor(QPalette.ColorRole.HighlightedText, QColor(colors.ground))
    QApplication.setPalette(palette)
