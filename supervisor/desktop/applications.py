"""Which accessible application is which process, and what in it had the focus last."""

from __future__ import annotations

import asyncio
from typing import TypeVar

from supervisor.desktop.atspi_bus import AtspiBus, Node, answered
from supervisor.desktop.processes import parents, runs_module

RELAY = "supervisor.desktop.bus_relay"
"""What speaks to the bus for all programs of a contained agent."""
_MAX_OWNERS = 256
_MAX_SHOWN = 16
_MAX_LATELY = 4

T = TypeVar("T")


class Applications:
    """Maps processes to application roots; bus names are never used twice, so what is known stays true."""

    def __init__(self, bus: AtspiBus) -> None:
        self._bus = bus
        self._pids: dict[str, int] = {}
        self._roots: list[Node] = []
        self._starters: dict[int, int] = {}
        self._watching: set[asyncio.Task[None]] = set()

    async def of_process(self, pid: int) -> list[Node]:
        """List the application roots that process `pid` shows; empty when it speaks no AT-SPI.

        Of a contained agent the bus knows only the filter that all its programs speak through: of these, all are
        listed that speak through the same one.

        Raises:
            Unanswered: the registry does not answer.
        """
        if not any(self._pids.get(root.owner) == pid for root in self._roots):
            await self._refresh()
        found = [root for root in self._roots if self._pids.get(root.owner) == pid]
        return found or self._through_filter(pid)

    def _through_filter(self, pid: int) -> list[Node]:
        """Whoever started the filter started the agent."""
        above: tuple[int, ...] | None = None
        found = []
        for root in self._roots:
            speaker = self._pids.get(root.owner, 0)
            if speaker not in self._starters:
                is_filter = runs_module(speaker, RELAY)
                self._starters[speaker] = next(iter(parents(speaker)), 0) if is_filter else 0
            starter = self._starters[speaker]
            if starter > 1:
                above = parents(pid) if above is None else above
                if starter in above:
                    found.append(root)
        return found

    def forget(self, owner: str) -> None:
        """Drop an application that no longer answers."""
        self._roots = [root for root in self._roots if root.owner != owner]

    async def _watch(self, root: Node) -> None:
        """Qt lists a context menu nowhere before one of its items is chosen; that it opened is all it tells."""
        if (await answered(self._bus.toolkit(root), "")).lower() == "qt":
            await answered(self._bus.watch("showing", root.owner), None)

    async def _refresh(self) -> None:
        roots = (await self._bus.applications())[:_MAX_OWNERS]
        new = [root.owner for root in roots if root.owner not in self._pids]
        pids = await asyncio.gather(*(answered(self._bus.pid(owner), 0) for owner in new))
        known = self._pids | dict(zip(new, pids, strict=True))
        self._roots = roots
        self._pids = {root.owner: known[root.owner] for root in roots}
        for root in roots:
            if root.owner in new:
                # Nobody waits for it: one that hangs would keep the elements of all others from being found.
                task = asyncio.create_task(self._watch(root))
                self._watching.add(task)
                task.add_done_callback(self._watching.discard)
        self._starters = {pid: who for pid, who in self._starters.items() if pid in self._pids.values()}


class Memory:
    """What the applications' own events told: what had the focus last, and what opened and is still shown."""

    def __init__(self) -> None:
        self._focused: dict[str, Node] = {}
        self._lately: dict[str, list[Node]] = {}
        self._shown: dict[str, list[Node]] = {}

    def note(self, node: Node, state: str, value: bool) -> None:
        """Take in that `node` got or lost a state."""
        if state == "focused":
            if value:
                _keep(self._focused, node.owner, node)
                others = [other for other in self._lately.get(node.owner, []) if other != node]
                _keep(self._lately, node.owner, [node, *others][:_MAX_LATELY])
            elif self._focused.get(node.owner) == node:
                del self._focused[node.owner]
        elif state == "showing":
            others = [other for other in self._shown.get(node.owner, []) if other != node]
            _keep(self._shown, node.owner, ([node, *others] if value else others)[:_MAX_SHOWN])

    def focused(self, owner: str) -> Node | None:
        """Give the object that had the focus last in the application called `owner`; None when unknown."""
        return self._focused.get(owner)

    def lately(self, owner: str) -> list[Node]:
        """List what had the focus in `owner`, the last first; a menu that is open may have it now."""
        return list(self._lately.get(owner, []))

    def shown(self, owner: str) -> list[Node]:
        """List what opened in `owner`, the last first; only applications that hide their menus are watched."""
        return list(self._shown.get(owner, []))


def _keep(memory: dict[str, T], owner: str, value: T) -> None:
    """Remember for the applications that spoke last."""
    memory.pop(owner, None)
    memory[owner] = value
    if len(memory) > _MAX_OWNERS:
        del memory[next(iter(memory))]
