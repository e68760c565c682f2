"""Which accessible application is which process, and what in it had the focus last."""

from __future__ import annotations

import asyncio

from supervisor.desktop.atspi_bus import AtspiBus, Node, answered

_MAX_OWNERS = 256


class Applications:
    """Maps processes to application roots; bus names are never used twice, so what is known stays true."""

    def __init__(self, bus: AtspiBus) -> None:
        self._bus = bus
        self._pids: dict[str, int] = {}
        self._roots: list[Node] = []

    async def of_process(self, pid: int) -> list[Node]:
        """List the application roots that process `pid` shows; empty when it speaks no AT-SPI.

        Raises:
            Unanswered: the registry does not answer.
        """
        if not any(self._pids.get(root.owner) == pid for root in self._roots):
            await self._refresh()
        return [root for root in self._roots if self._pids.get(root.owner) == pid]

    def forget(self, owner: str) -> None:
        """Drop an application that no longer answers."""
        self._roots = [root for root in self._roots if root.owner != owner]

    async def _refresh(self) -> None:
        roots = (await self._bus.applications())[:_MAX_OWNERS]
        new = [root.owner for root in roots if root.owner not in self._pids]
        pids = await asyncio.gather(*(answered(self._bus.pid(owner), 0) for owner in new))
        known = self._pids | dict(zip(new, pids, strict=True))
        self._roots = roots
        self._pids = {root.owner: known[root.owner] for root in roots}


class FocusMemory:
    """What had the focus last in each application, by its own events."""

    def __init__(self) -> None:
        self._last: dict[str, Node] = {}

    def note(self, node: Node, focused: bool) -> None:
        """Take in a focus event."""
        if focused:
            self._last.pop(node.owner, None)
            self._last[node.owner] = node
            if len(self._last) > _MAX_OWNERS:
                del self._last[next(iter(self._last))]
        elif self._last.get(node.owner) == node:
            del self._last[node.owner]

    def focused(self, owner: str) -> Node | None:
        """Give the object that had the focus last in the application called `owner`; None when unknown."""
        return self._last.get(owner)
