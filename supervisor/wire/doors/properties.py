"""Properties and selections: how programs leave words with each other and with the desktop.

Many programs act on what they find: GTK loads what `_XSETTINGS_S0` names, Tk and Vim run what lies in `Comm`,
browsers obey `_MOZILLA_COMMAND`, AT-SPI's bus address may start a program. So an agent writes on its own windows;
elsewhere only what a program asked it for (a paste), and what two toolkits need. Offsets: X11 protocol; names: ICCCM
2.0.
"""

from __future__ import annotations

import re

from supervisor.wire.doors.door import Besides, Outcome, View

PROPERTY_RULE = "own windows; of others what they asked for by a paste, and what input methods need"
SELECTION_OWNER_RULE = "ordinary selections; not those that stand for a desktop service"
SELECTION_RULE = "reads selections for own windows; the targets that change something are refused"

_STAMP = re.compile(r"CLIP_TEMPORARY|_QT_GET_TIMESTAMP|_GDK_TIMESTAMP_PROP")
"""Qt appends nothing to one of these on the root window to learn the time."""
_INPUT_METHOD = re.compile(r"_client\d{1,9}")
"""Properties in which Xlib hands long requests to an input method."""
_MANAGER = re.compile(r".*_S\d+|@server=.*|CLIPBOARD_MANAGER|.*_MANAGER|_XSETTINGS.*|AT_SPI.*", re.DOTALL)
"""Selections that stand for a service: whoever owns one is believed by every program."""
_CHANGING_TARGETS = frozenset({"DELETE", "INSERT_SELECTION", "INSERT_PROPERTY", "MULTIPLE"})
"""MULTIPLE may have any of the others in its list."""
_APPEND = 2


def change_property(view: View) -> Outcome:
    """Judge ChangeProperty: mode in the header; window, property, type, format, length, data."""
    if view.owns(0):
        return Outcome.PASS
    window, atom, territory = view.u32(0), view.u32(4), view.territory
    name = territory.name_of(atom)
    if window in territory.roots:
        appends_nothing = view.data[view.start + 1] == _APPEND and not view.u32(16)
        return Outcome.PASS if appends_nothing and _STAMP.fullmatch(name) else Outcome.REFUSE
    asked = territory.asked(window, atom) or _INPUT_METHOD.fullmatch(name)
    return Outcome.PASS if asked else Outcome.REFUSE


def read_property(view: View) -> Outcome:
    """Judge GetProperty: whether to delete it in the header; window."""
    if not view.data[view.start + 1] or view.owns(0):
        return Outcome.PASS
    view.data[view.start + 1] = 0
    return Outcome.CHANGED


def own_selection(view: View) -> Outcome:
    """Judge SetSelectionOwner: owner, selection, time. Nobody's name is no permission: it may be one too long ago."""
    if not view.owns(0, Besides.NONE):
        return Outcome.REFUSE
    name = view.territory.name_of(view.u32(4))
    return Outcome.REFUSE if not name or _MANAGER.fullmatch(name) else Outcome.PASS


def convert_selection(view: View) -> Outcome:
    """Judge ConvertSelection: requestor, selection, target, property, time."""
    if not view.owns(0):
        return Outcome.REFUSE
    name = view.territory.name_of(view.u32(8))
    return Outcome.REFUSE if not name or name in _CHANGING_TARGETS else Outcome.PASS
