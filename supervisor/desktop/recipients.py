"""To whom a window would send: what stands in its fields for To, Cc and Bcc, also in those scrolled out of sight.

Asked for only where a person is asked about something that is sent, and within the time of that look-up.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from supervisor.desktop.atspi_bus import Unanswered, answered, looks
from supervisor.desktop.toplevels import MENU_ROLES, find_toplevel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supervisor.core.context import Window
    from supervisor.desktop.applications import Memory
    from supervisor.desktop.atspi_bus import AtspiBus, Look, Node

MOST = 20
"""Recipients that are told."""
_MAX_WALK = 1500
_MAX_CHARS = 2000
_LONGEST = 120
"""Characters of one recipient."""
_HEADS = re.compile(
    r"(?i)(?:to|cc|bcc|recipients?|an|kopie|blindkopie|à|pour|para|destinatarios?|копия|кому|收件人|抄送|宛先|إلى)"
    r"(?: recipients?)?\s*[:\uff1a]?"
)
"""Names of such fields, in the languages of the ui and Russian."""
_FIELDS = frozenset({"text", "entry", "autocomplete"})
_CLOSED = frozenset({"menu bar", "table", "tree table", "tree", "terminal", "list box", *_FIELDS, *MENU_ROLES})
"""What has no such fields below it."""
_BETWEEN = re.compile(r"[,;\n]")


async def recipients_in(bus: AtspiBus, application: Node, window: Window, memory: Memory) -> tuple[str, ...]:
    """Give them in the order of the fields; none when they cannot be told, at most `MOST`."""
    top = await find_toplevel(bus, application, window, memory)
    level, seen, fields = [top.node] if top is not None else [], 0, list["Node"]()
    while level and seen < _MAX_WALK:
        below: list[Node] = []
        for node in level:
            children = await looks(bus, (await answered(bus.children(node), []))[: _MAX_WALK - seen])
            seen += len(children)
            fields += await _fields_of(bus, children)
            below += [child.node for child in children if not _is_closed(child)]
        level = below
    told = [part.strip() for node in fields for part in _BETWEEN.split(await _text(bus, node))]
    return tuple(part[:_LONGEST] for part in dict.fromkeys(told) if part)[:MOST]


def _is_closed(child: Look) -> bool:
    # A page that is not seen is another tab's.
    return child.role in _CLOSED or (child.role == "document web" and "showing" not in child.states)


async def _fields_of(bus: AtspiBus, children: Sequence[Look]) -> list[Node]:
    """Choose the fields that are named so themselves, or stand beside a box in which that is chosen."""
    found = [child.node for child in children if child.role in _FIELDS and _HEADS.fullmatch(child.name.strip())]
    for before, box in itertools.pairwise(children):
        if box.role == "combo box" and _HEADS.fullmatch(box.name.strip()):
            beside = await looks(bus, await answered(bus.children(before.node), []))
            found += [part.node for part in beside if part.role in _FIELDS]
    return found


async def _text(bus: AtspiBus, node: Node) -> str:
    try:
        return await bus.text(node, 0, _MAX_CHARS)
    except Unanswered:
        return ""
