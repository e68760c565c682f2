"""Whether what was done can be taken back, by the record of it: by its program's Ctrl+Z, or out of the trash.

What is not known to be taken back so is not offered: Ctrl+Z that finds nothing of it takes back something else.
"""

from __future__ import annotations

import json
import re
import shlex
from typing import TYPE_CHECKING, Any

from supervisor.core.assessment import Tier
from supervisor.core.undo import ORIGIN, Offer, Undo
from supervisor.detect.wordlist import wordlist

if TYPE_CHECKING:
    from supervisor.core.record import Record

EDITORS = wordlist(
    "mousepad gedit gnome-text-editor org.gnome.texteditor pluma xed kate kwrite featherpad leafpad l3afpad geany"
    " notepadqq code codium soffice.bin abiword"
)
"""Programs that hold a document, whose changes Ctrl+Z takes back one by one, from the last on."""
FILE_MANAGERS = wordlist("thunar nautilus org.gnome.nautilus nemo caja dolphin")
"""Programs that move, rename and trash files, and take that back by Ctrl+Z."""

_EDITS = wordlist(
    "Return KP_Enter BackSpace Delete KP_Delete Tab space ctrl+v ctrl+x shift+Insert shift+Delete ctrl+BackSpace"
    " ctrl+Delete ctrl+Return"
)
_FILES = wordlist("ctrl+v Delete KP_Delete")
_TRASHES = wordlist("Delete KP_Delete")
_TEXT = ("type", "type+enter")
_PRESSES = ("click", "double_click", "key")
_ROLES = frozenset({"menu item", "push button", "button"})
_TRASH = re.compile(
    r"\btrash\b|\bwastebasket\b|\brubbish bin\b|papierkorb|corbeille|papelera|ごみ箱|ゴミ箱|回收站|المهملات",
    re.IGNORECASE,
)
_NO_CHANGE = re.compile(
    r"\b(?:save|open|print|close|quit|exit|new|undo|redo|copy|find|search|view|zoom|cancel|back|forward|up|home|"
    r"reload|refresh|properties|preferences|about|help|select|all|empty|permanently)\b",
    re.IGNORECASE,
)
_COMMANDS = (("gio", "trash"), ("trash-put",), ("trash",), ("gvfs-trash",))
_SHELL_SIGNS = frozenset(";&|<>$`*?(){}[]~#\n\\")
"""With one of these in it, nobody can tell from the line alone what it names."""
_LONGEST = 4096


def offer_of(record: Record) -> Offer:
    """Tell whether something that was done can be taken back, and how.

    Args:
        record: The row that decided it.
    """
    action, context = record.action or {}, record.context or {}
    if action.get("origin") == ORIGIN:
        return _none("it took something back itself")
    if (record.assessment or {}).get("tier") == Tier.READ:
        return _none("it changed nothing")
    trashed = _trashed(action, context)
    if trashed is not None and trashed.names:
        return trashed
    if action.get("kind") == "tool":
        return _none("what a tool does only its server can take back")
    window = context.get("window")
    if not isinstance(window, dict) or not window.get("id") or not window.get("pid"):
        return _none("the record does not say in which window it was done")
    program = str(window.get("executable") or "").lower()
    if program not in EDITORS | FILE_MANAGERS:
        return _none("its program is not known to take things back by Ctrl+Z")
    if (record.assessment or {}).get("tier") == Tier.IRREVERSIBLE:
        return _none("it cannot be undone")
    why = _no_change(action, context, program)
    return _none(why) if why else Offer(Undo.CTRL_Z, "Ctrl+Z in its window, where it was the last change")


def _none(why: str) -> Offer:
    return Offer(None, why)


def _no_change(action: dict[str, Any], context: dict[str, Any], program: str) -> str:
    """Say why Ctrl+Z would take back something else; empty when it would not."""
    kind, keys = str(action.get("kind")), str(action.get("keys") or "")
    element = _element(context)
    if action.get("masked"):
        return "what was typed is hidden"
    if kind in _TEXT or kind == "drag":
        return ""
    if kind == "key" and keys in (_EDITS if program in EDITORS else _FILES):
        return ""
    if kind in _PRESSES and element.get("role") in _ROLES and keys in ("", *_PRESSING):
        name = str(element.get("name") or "")
        return "" if name and not _NO_CHANGE.search(name) else "it changed nothing that Ctrl+Z takes back"
    return "it changed nothing that Ctrl+Z takes back"


_PRESSING = ("Return", "KP_Enter", "space")


def _trashed(action: dict[str, Any], context: dict[str, Any]) -> Offer | None:
    """Tell what went to the trash; None where nothing is known to have."""
    kind, text = str(action.get("kind")), str(action.get("text") or "")
    if kind == "tool":
        tool = action.get("tool")
        named = str(tool.get("name")) if isinstance(tool, dict) else ""
        return _offer(_of_call(text)) if _TRASH.search(named.replace("_", " ").replace("-", " ")) else None
    if kind == "type+enter":
        return _offer(_of_line(text) if action.get("text_exact") else ())
    window, element = context.get("window"), _element(context)
    program = str(window.get("executable") or "").lower() if isinstance(window, dict) else ""
    if program not in FILE_MANAGERS:
        return None
    by_key = kind == "key" and str(action.get("keys")) in _TRASHES
    if not by_key and not (kind in _PRESSES and _TRASH.search(str(element.get("name") or ""))):
        return None
    names, count = element.get("selected_names"), element.get("selected")
    told = tuple(str(name) for name in names) if isinstance(names, list) else ()
    return _offer(told, count if isinstance(count, int) else 0)


def _offer(names: tuple[str, ...], count: int = 0) -> Offer:
    return Offer(Undo.TRASH, "put back from the trash, where it still lies there", names, count or len(names))


def _of_line(line: str) -> tuple[str, ...]:
    """Give what a command line moves to the trash; nothing where that does not stand there plainly."""
    if len(line) > _LONGEST or _SHELL_SIGNS & set(line.rstrip("\n")):
        return ()
    try:
        words = shlex.split(line)
    except ValueError:
        return ()
    for command in _COMMANDS:
        given = words[len(command) :]
        if tuple(words[: len(command)]) == command and not any(
            word.startswith("--") and word != "--" for word in given
        ):
            return tuple(word for word in given if not word.startswith("-"))
    return ()


def _of_call(arguments: str) -> tuple[str, ...]:
    try:
        given = json.loads(arguments)
    except (ValueError, RecursionError):
        return ()
    values = [given] if isinstance(given, str) else list(given.values()) if isinstance(given, dict) else []
    found: list[str] = []
    for value in values:
        found += [str(one) for one in (value if isinstance(value, list) else [value]) if isinstance(one, str) and one]
    return tuple(name for name in found if "\n" not in name and len(name) <= _LONGEST)


def _element(context: dict[str, Any]) -> dict[str, Any]:
    element = context.get("element")
    return element if isinstance(element, dict) else {}
