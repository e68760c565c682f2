"""Windows of ours that lie over what a person has said yes to: they go below the others until it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supervisor.core.context import Context
    from supervisor.engine.parts import Parts
    from supervisor.engine.way import Way


class SteppingAside:
    """Asks the ui for it while at least one approved action needs it.

    # INVARIANT: nothing is sent through a window of ours; a target is looked at again once that is out of the way.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._ways: list[Way] = []

    def is_needed(self, way: Way, context: Context) -> bool:
        """Tell whether a window of ours is where there was another one when the person was asked."""
        ours, before = self._parts.desktop.is_ours, way.context.window
        return context.window is not None and ours(context.window) and not (before is not None and ours(before))

    def begin(self, way: Way) -> None:
        """Let our windows go below the others."""
        if way not in self._ways:
            self._ways.append(way)
            # Told again for each: the person may have brought one back meanwhile.
            self._parts.mirror.tell({"t": "aside", "away": True})

    def end(self, way: Way) -> None:
        """Let them come back, when nothing else needs it."""
        if way in self._ways:
            self._ways.remove(way)
            if not self._ways:
                self._parts.mirror.tell({"t": "aside", "away": False})
