"""Keys as they are printed on keyboards; pure."""

from __future__ import annotations

_NAMES = {
    "ctrl": "Ctrl",
    "alt": "Alt",
    "shift": "Shift",
    "super": "Super",
    "altgr": "AltGr",
    "Return": "Enter",
    "KP_Enter": "Enter",
    "Escape": "Esc",
    "BackSpace": "Backspace",
    "Prior": "Page Up",
    "Page_Up": "Page Up",
    "Next": "Page Down",
    "Page_Down": "Page Down",
    "Left": "←",
    "Up": "↑",
    "Right": "→",
    "Down": "↓",
    "space": "Space",
    "plus": "+",
    "minus": "-",
    "comma": ",",
    "period": ".",
    "slash": "/",
}
_MOST = 8
"""More keys than this in one chord are not shown one by one."""


def key_caps(keys: str) -> list[str]:
    """Give the caps of a chord in canonical form, e.g. `ctrl+shift+Delete` → Ctrl, Shift, Delete."""
    parts = [part for part in keys.split("+") if part]
    return [_cap(part) for part in parts[:_MOST]]


def _cap(part: str) -> str:
    if part in _NAMES:
        return _NAMES[part]
    return part.upper() if len(part) == 1 else part.removeprefix("KP_").replace("_", " ")
