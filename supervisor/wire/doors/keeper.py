"""The doorkeeper of one client: looks at each guarded request where it lies, in a few hundred nanoseconds.

Each request's rule is made into a function once a client; the walk over the stream calls it by the major opcode.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from supervisor.wire.doors.door import WHOLE, Door, Outcome, Refusal, View
from supervisor.wire.doors.tables import CORE_TABLE, EXTENSIONS
from supervisor.wire.x11 import NO_OPERATION, mistake

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from supervisor.wire.doors.door import Extension, Territory
    from supervisor.wire.x11 import Look

_QUERY_EXTENSION = 98
_FIRST_EXTENSION = 128
_MINORS = 256
_UNKNOWN = Door(0, "a request that its extension's table does not know", "", refusal=Refusal.ERROR)
_HIDDEN = Door(0, "a request of an extension without a table", "", refusal=Refusal.ERROR)
_PASS, _WAIT, _STOP, _REFUSE = Outcome.PASS, Outcome.WAIT, Outcome.STOP, Outcome.REFUSE


class Keeper:
    """Rules for one client's stream.

    Attributes:
        looks: A function for each major opcode; None where everything passes.
    """

    def __init__(
        self,
        territory: Territory,
        majors: Mapping[str, int],
        *,
        big_endian: bool,
        noted: Callable[[str, str], None],
        grabbed: Callable[[str, int], None] | None = None,
    ) -> None:
        """Make the rules.

        Args:
            territory: Whose ids are whose.
            majors: Opcodes of the server's extensions, all of them.
            big_endian: The client's byte order.
            noted: Told the extension and the request's name when something was refused or changed.
            grabbed: Told what is grabbed and on which window, and 0 when it is let go.
        """
        self._territory = territory
        self._view = View(territory, big_endian=big_endian)
        self._noted = noted
        if grabbed is not None:
            self._view.grabbed = grabbed
        self._u32 = struct.Struct(">I" if big_endian else "<I").unpack_from
        self._u16 = struct.Struct(">H" if big_endian else "<H").unpack_from
        self._hidden = frozenset(name.encode("latin-1", "replace") for name in majors if name not in EXTENSIONS)
        self.looks: list[Look | None] = [None] * _MINORS
        for door in CORE_TABLE.doors:
            self.looks[door.number] = self._look(CORE_TABLE.name, door)
        # The gate knows these two.
        self.looks[41] = self.looks[100] = _stop
        self.looks[_QUERY_EXTENSION] = self._query_extension
        for name, major in majors.items():
            table = EXTENSIONS.get(name)
            self.looks[major] = self._refusing(name, _HIDDEN) if table is None else self._by_minor(table)

    def _by_minor(self, table: Extension) -> Look | None:
        """Make one function of an extension's rules."""
        if len(table.passes) == _MINORS:
            return None
        unknown = self._refusing(table.name, _UNKNOWN)
        minors = [None if number in table.passes else unknown for number in range(_MINORS)]
        for door in table.doors:
            minors[door.number] = self._look(table.name, door)

        def look(data: bytearray, start: int, body: int, end: int, there: int) -> int:
            rule = minors[data[start + 1]]
            return 0 if rule is None else rule(data, start, body, end, there)

        return look

    def _look(self, name: str, door: Door) -> Look:
        if door.check is not None:
            return self._checking(name, door)
        if not door.own:
            return self._refusing(name, door)
        return self._owning_one(name, door) if len(door.own) == 1 else self._owning(name, door)

    # -- the kinds of rules

    def _refusing(self, name: str, door: Door) -> Look:
        def look(data: bytearray, start: int, body: int, end: int, _there: int) -> int:
            return self._refuse(name, door, data, start, end - body)

        return look

    def _owning_one(self, name: str, door: Door) -> Look:
        """Look at one id: the hot path of drawing."""
        offset, besides, territory, u32 = door.own[0], door.besides, self._territory, self._u32
        bases, allows = territory.bases, territory.allows

        def look(data: bytearray, start: int, body: int, end: int, there: int) -> int:
            at = body + offset
            if at + 4 > there or at + 4 > end:
                # A request too short to name anything is none that the server would take.
                return _WAIT if at + 4 <= end else self._refuse(name, door, data, start, end - body)
            resource = u32(data, at)[0]
            if resource & territory.outside in bases or not resource or (besides and allows(resource, besides)):
                # 0 is nobody's: the server calls it a mistake, and some programs ask for just that (Mesa does).
                return _PASS
            return self._refuse(name, door, data, start, end - body)

        return look

    def _owning(self, name: str, door: Door) -> Look:
        last, besides, territory, u32 = max(door.own) + 4, door.besides, self._territory, self._u32

        def look(data: bytearray, start: int, body: int, end: int, there: int) -> int:
            if body + last > end:
                return self._refuse(name, door, data, start, end - body)
            if body + last > there:
                return _WAIT
            for offset in door.own:
                resource = u32(data, body + offset)[0]
                if resource and not territory.allows(resource, besides):
                    return self._refuse(name, door, data, start, end - body)
            return _PASS

        return look

    def _checking(self, name: str, door: Door) -> Look:
        check, need, view = door.check, door.need, self._view
        if check is None:
            raise AssertionError("only rows with a check come here")

        def look(data: bytearray, start: int, body: int, end: int, there: int) -> int:
            if there < (end if need == WHOLE else body + need) and there < end:
                return _WAIT
            if body + need > end:
                return self._refuse(name, door, data, start, end - body)
            view.data, view.start, view.body, view.end = data, start, body, end
            try:
                outcome = check(view)
            except struct.error:
                outcome = _REFUSE
            if outcome <= _STOP:
                return outcome
            if outcome is _REFUSE:
                return self._refuse(name, door, data, start, end - body)
            self._noted(name, door.name)
            return _PASS

        return look

    def _query_extension(self, data: bytearray, _start: int, body: int, end: int, there: int) -> int:
        """Hide extensions without a table: asked for by another name, they are not there."""
        if there < end:
            return _WAIT
        if body + 4 > end:
            return _PASS
        length = self._u16(data, body)[0]
        if bytes(data[body + 4 : min(end, body + 4 + length)]) in self._hidden:
            data[body + 4] = ord("-")
        return _PASS

    def _refuse(self, name: str, door: Door, data: bytearray, start: int, body_bytes: int) -> int:
        """Take a request out: its length and what follows its header may stay as they are."""
        data[start] = mistake(body_bytes) if door.refusal is Refusal.ERROR else NO_OPERATION
        self._noted(name, door.name)
        return _PASS


def _stop(_data: bytearray, _start: int, _body: int, _end: int, _there: int) -> int:
    return _STOP
