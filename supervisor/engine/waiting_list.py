"""The held actions as a list for the ui's window: told in pages while that window is open, and only then.

One page is on its way at a time: a thousand rows at once would fill the ui's socket, and a ui that does not read as
fast as it is told counts as absent.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from supervisor.core.ports import Timer
    from supervisor.engine.parts import Parts

PAGE_BYTES = 40_000
"""Of rows in one message; a packet may have 60,000."""
GATHER_S = 0.05
"""News are told no more often."""
_MAX_WORDS = 400
"""Longest text of a row, characters: what is asked is read in the popup."""


class WaitingList:
    """What waits, as the ui knows it.

    Attributes:
        opened: The ui's window is open.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._rows: dict[str, dict[str, Any]] = {}
        self._since_ns: dict[str, int] = {}
        self._news: dict[str, dict[str, Any]] = {}
        self._gone: list[str] = []
        self._asked = self._told_asked = ""
        self._members: list[str] = []
        self._on_its_way = False
        self._soon: Timer | None = None
        self.opened = False

    def add(self, request: str, row: Mapping[str, Any]) -> None:
        """Take an action that is held from now on."""
        words = {name: value[:_MAX_WORDS] if isinstance(value, str) else value for name, value in row.items()}
        self._rows[request] = words | {"id": request}
        self._since_ns[request] = self._parts.loop.now_ns()
        if self.opened:
            self._news[request] = self._rows[request]
            self._tell_soon()

    def drop(self, request: str) -> None:
        """Take that one is not held any more."""
        if self._rows.pop(request, None) is None:
            return
        self._since_ns.pop(request)
        if self.opened:
            if self._news.pop(request, None) is None:
                self._gone.append(request)
            self._tell_soon()

    def ask(self, request: str, members: Sequence[str] = ()) -> None:
        """Take which one the person is asked about; empty for none.

        Args:
            request: The question.
            members: Those that it asks about together; empty where it is about one.
        """
        self._asked, self._members = request, list(members)
        if self.opened and request != self._told_asked:
            self._tell_soon()

    def open(self) -> None:
        """Tell everything: the window has been opened."""
        self.opened = True
        self._news, self._gone = dict(self._rows), []
        self._on_its_way = False
        self._tell(fresh=True)

    def shut(self) -> None:
        """Tell nothing more: the window is closed, or the ui gone."""
        self.opened = False
        self._news, self._gone = {}, []
        if self._soon is not None:
            self._soon.cancel()
            self._soon = None

    def taken(self) -> None:
        """Take that the window shows what it was told last."""
        self._on_its_way = False
        if self.opened and (self._news or self._gone or self._asked != self._told_asked):
            self._tell()

    def _tell_soon(self) -> None:
        if self._soon is None and not self._on_its_way:
            self._soon = self._parts.loop.after(GATHER_S, self._tell)

    def _tell(self, *, fresh: bool = False) -> None:
        if self._soon is not None:
            self._soon.cancel()
            self._soon = None
        self._on_its_way = True
        gone, self._gone = self._gone, []
        self._told_asked = self._asked
        self._parts.mirror.tell(
            {
                "t": "held",
                "fresh": fresh,
                "rows": self._page(),
                "gone": gone,
                "asked": self._asked,
                "members": self._members,
            }
        )

    def _page(self) -> list[dict[str, Any]]:
        """Take the next rows out of the news."""
        now_ns, page, left = self._parts.loop.now_ns(), list[dict[str, Any]](), PAGE_BYTES
        for request in list(self._news):
            row = self._news[request] | {"age_s": round((now_ns - self._since_ns[request]) / 1e9, 1)}
            left -= len(json.dumps(row)) + 1
            if left < 0 and page:
                break
            page.append(row)
            del self._news[request]
        return page
