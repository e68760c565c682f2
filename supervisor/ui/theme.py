"""Colours and measures; light and dark.

All measures are in units of the system font, so a larger font (QT_FONT_DPI, accessibility settings) enlarges
everything with it. Every pair of text and ground has a contrast of at least 4.5:1 (WCAG 2.2, 1.4.3).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QGuiApplication

if TYPE_CHECKING:
    from supervisor.ui.messages import Activity, MirrorState

_BASE_PX = 13.0
"""Font height that the measures are drawn for, logical px."""


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as `#rrggbb`."""

    ground: str
    """Behind text: labels, popup, control."""
    raised: str
    """Key caps, text fields, the agent's chip."""
    line: str
    """Hair lines around things."""
    text: str
    """What is read first."""
    quiet: str
    """What is read second."""
    coming: str
    """About to be sent."""
    held: str
    """Waiting for a person."""
    sent: str
    """Was sent."""
    refused: str
    """Was refused."""
    paused: str
    """The gate is closed for now."""
    approve: str
    """Text and mark of the approve area."""
    approve_ground: str
    """Its ground."""
    approve_hover: str
    """Its ground under the pointer."""
    reject: str
    """Text and mark of the reject area."""
    reject_ground: str
    """Its ground."""
    reject_hover: str
    """Its ground under the pointer."""
    waiting: str
    """Text of both areas before they take an answer."""
    waiting_ground: str
    """Their ground then."""


LIGHT = Palette(
    ground="#ffffff",
    raised="#eef1f5",
    line="#cdd3dc",
    text="#161b24",
    quiet="#505a69",
    coming="#1d5fd6",
    held="#9a5700",
    sent="#12734a",
    refused="#c02626",
    paused="#5b46c4",
    approve="#0d6840",
    approve_ground="#e2f4ea",
    approve_hover="#cdebd9",
    reject="#ad1f1f",
    reject_ground="#fce9e8",
    reject_hover="#f8d7d5",
    waiting="#5b6472",
    waiting_ground="#eef1f5",
)
DARK = Palette(
    ground="#1b2029",
    raised="#2a313d",
    line="#3d4655",
    text="#f0f3f8",
    quiet="#aab4c3",
    coming="#6ea8ff",
    held="#f5b13d",
    sent="#4fcf92",
    refused="#ff8178",
    paused="#b3a4ff",
    approve="#6fe0a8",
    approve_ground="#16382a",
    approve_hover="#1c4a36",
    reject="#ff9a92",
    reject_ground="#45211f",
    reject_hover="#582926",
    waiting="#a3adbb",
    waiting_ground="#2a313d",
)
RING = {"coming": "#2f7bff", "held": "#f59e0b", "sent": "#16a567", "refused": "#e5322d"}
"""Colours of marks, the same in light and dark: they lie on a stranger's window, between white and dark lines."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Palette and measures in use."""

    palette: Palette
    """Colours."""
    unit: float
    """One thirteenth of the system font's height, logical px."""
    family: str
    """The system font."""
    is_dark: bool = False
    """True for the dark palette."""

    def px(self, units: float) -> int:
        """Give whole logical pixels."""
        return round(units * self.unit)

    def font(self, units: float = 13, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """Give the system font at a height in units."""
        font = QFont(self.family)
        font.setPixelSize(max(9, self.px(units)))
        font.setWeight(weight)
        return font

    def fixed_font(self, units: float = 13) -> QFont:
        """Give a font of even width, in which typed text is told apart."""
        font = self.font(units)
        font.setFamilies(["monospace", self.family])
        font.setStyleHint(QFont.StyleHint.Monospace)
        return font

    def state_color(self, state: MirrorState) -> QColor:
        """Give the text colour of an action's state."""
        return QColor(getattr(self.palette, state.value))

    def activity_color(self, activity: Activity) -> QColor:
        """Give the text colour of the supervisor's state."""
        names = {"idle": "quiet", "working": "coming", "waiting": "held", "paused": "paused", "stopped": "refused"}
        return QColor(getattr(self.palette, names[activity.value]))


def current_theme(scheme: str = "system", *, desktop_theme: str = "") -> Theme:
    """Build the theme from the running application.

    Args:
        scheme: `light`, `dark` or `system`.
        desktop_theme: Name of the desktop's theme, asked when Qt knows no colour scheme; may be empty.
    """
    dark = scheme == "dark" or (scheme == "system" and _system_is_dark(desktop_theme))
    info = QFontInfo(QGuiApplication.font())
    unit = max(0.7, info.pixelSize() / _BASE_PX)
    return Theme(DARK if dark else LIGHT, unit, QGuiApplication.font().family(), dark)


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    channels = (int(color[index : index + 2], 16) / 255 for index in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _system_is_dark(desktop_theme: str) -> bool:
    known = QGuiApplication.styleHints().colorScheme()
    if known is not Qt.ColorScheme.Unknown:
        return known is Qt.ColorScheme.Dark
    return "dark" in desktop_theme.lower()
