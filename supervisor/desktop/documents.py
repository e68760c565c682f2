"""Which pages of a browser hold an element.

Asked anew at each look: an address that was remembered could be that of the page before. Browsers tell the address of
a document themselves, whatever its content says; without one, the page is unknown and never taken for another.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from supervisor.core.page_address import page_address
from supervisor.desktop.atspi_bus import ROOT, Node, answered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supervisor.desktop.atspi_bus import AtspiBus, Look

_PAGE = "document web"
_BROWSERS = frozenset({"chromium", "gecko", "webkitgtk"})
"""Toolkits that show pages."""
_BARE = frozenset({"frame", "window", "panel", "filler", "section", "internal frame", "unknown", ""})
"""Roles of what stands for a page whose content is not told: before it is loaded, or where nobody asked for it."""


async def pages_of(bus: AtspiBus, seen: Sequence[Look]) -> tuple[str, ...] | None:
    """Give the addresses of the pages that hold an element.

    Args:
        bus: The bus.
        seen: The element and its ancestors, nearest first.

    Returns:
        The address of the page that a person sees, then that of the innermost page where it is another one; nothing
        for what is on no page, None where that, or an address, cannot be told.
    """
    pages = [facts.node for facts in seen if facts.role == _PAGE]
    if not pages:
        return None if seen and seen[0].role in _BARE and await _browses(bus, seen[0].node) else ()
    told = await asyncio.gather(*(_address(bus, page) for page in dict.fromkeys((pages[-1], pages[0]))))
    known = [address for address in told if address is not None]
    return tuple(known) if len(known) == len(told) else None


async def _address(bus: AtspiBus, page: Node) -> str | None:
    return page_address(await answered(bus.address(page), ""))


async def _browses(bus: AtspiBus, node: Node) -> bool:
    return (await answered(bus.toolkit(Node(node.owner, ROOT)), "")).lower() in _BROWSERS
