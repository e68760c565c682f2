"""All tables of side doors together, and the manual's page made of them."""

from __future__ import annotations

from supervisor.wire.doors.devices import CORE_DEVICES, DEVICES
from supervisor.wire.doors.door import CORE, Besides, Door, Extension, extension
from supervisor.wire.doors.drawing import CORE_DRAWING, DRAWING
from supervisor.wire.doors.screen import CORE_SCREEN, SCREEN
from supervisor.wire.doors.windows import CORE_WINDOWS

LAST_CORE = 127
_CORE_SPECIAL = (
    Door(41, "WarpPointer", "moves the pointer", rule="an action"),
    Door(
        98, "QueryExtension", "finds an extension that has no rules", rule="extensions without a table do not exist"
    ),
    Door(100, "ChangeKeyboardMapping", "changes what the person's keys mean", rule="keys that mean nothing so far"),
)
"""Looked at elsewhere: WarpPointer and ChangeKeyboardMapping by the gate, QueryExtension by the keeper itself."""

_CORE_DOORS = (*CORE_WINDOWS, *CORE_DEVICES, *CORE_DRAWING, *CORE_SCREEN, *_CORE_SPECIAL)
CORE_TABLE: Extension = extension(
    CORE, set(range(LAST_CORE + 1)) - {door.number for door in _CORE_DOORS}, *_CORE_DOORS
)
EXTENSIONS: dict[str, Extension] = {table.name: table for table in (*DEVICES, *DRAWING, *SCREEN)}
"""By name; an extension that is not here is hidden from agents, and its requests are refused."""

_BESIDES = {
    Besides.NOTHING: "",
    Besides.NONE: ", or none",
    Besides.ROOT: ", or the root window",
    Besides.COLORMAP: ", or the default colormap",
}


def rule_of(door: Door) -> str:
    """Say a door's rule in words."""
    if door.rule:
        return door.rule
    return f"own only{_BESIDES[door.besides]}" if door.own else "refused"


def page() -> str:
    """Give the manual's page in Markdown."""
    out = [_HEAD]
    for table in (CORE_TABLE, *EXTENSIONS.values()):
        out.append(f"## {table.name or 'Core protocol'}\n")
        if not table.doors:
            out.append("Passes whole.\n")
            continue
        out.append(
            "| request | what it could do | rule | what the client sees when it is refused |\n|---|---|---|---|"
        )
        out.extend(
            f"| {door.name} ({door.number}) | {door.harm} | {rule_of(door)} | {door.refusal.value} |"
            for door in sorted(table.doors, key=lambda door: door.number)
        )
        out.append("")
    return "\n".join(out).rstrip("\n") + "\n"


_HEAD = """# Side doors of X11

Made from the tables in `supervisor/wire/doors`, by `python -m tests.support.side_doors_page`; do not edit.

An agent's programs talk to the display through the supervisor. Requests that are not in these tables pass. *Own*
means made by any program of the same agent: the windows of other programs, of other agents and of the supervisor are
not. *An action* is judged, shown, held and recorded like a click. What is refused becomes a request of equal length
that does nothing, so no program waits for an answer that does not come. An extension without a table does not exist
for agents, and a request that its extension's table does not know is answered with an error.
"""
