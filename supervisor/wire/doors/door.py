"""The words of the tables of side doors: one row a request, and what is known about who owns which id."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

WHOLE = -1
"""A check that has to see the whole request."""
CORE = ""
"""In place of an extension's name."""


class Outcome(IntEnum):
    """What a look at a request comes to."""

    PASS = 0
    """It goes on, perhaps changed in place."""
    WAIT = 1
    """Not enough of it has arrived."""
    STOP = 2
    """It goes to the gate."""
    REFUSE = 3
    """It is taken out."""
    CHANGED = 4
    """It goes on without what was forbidden in it."""


class Besides(StrEnum):
    """Ids that are nobody's, and are allowed beside one's own."""

    NOTHING = ""
    NONE = "none"
    """0: no window, no id."""
    ROOT = "the root window"
    COLORMAP = "the default colormap"


class Refusal(StrEnum):
    """What takes the place of a refused request, of the same length, so that sequence numbers stay exact."""

    NOTHING = "nothing happens"
    """A NoOperation."""
    ERROR = "an error (BadLength)"
    """For requests with a reply: a client that waits for it must not wait for ever."""


@dataclass(slots=True)
class Territory:
    """Which ids belong to one agent; all its clients share it."""

    bases: set[int] = field(default_factory=set)
    """Resource bases of its clients."""
    outside: int = 0xFFE0_0000
    """The bits of an id that tell whose it is."""
    roots: frozenset[int] = frozenset()
    """Root windows."""
    colormaps: frozenset[int] = frozenset()
    """Default colormaps."""
    decoy: int = 0
    """A window that is never on the screen: a grab on it is answered with GrabNotViewable."""
    name_of: Callable[[int], str] = lambda _atom: ""
    """Gives the name of an atom, empty when it has none."""
    asked: Callable[[int, int], bool] = lambda _window, _atom: False
    """Tells whether this window asked the agent's programs for a selection, to be put into this property."""

    def owns(self, resource: int) -> bool:
        """Tell whether an id was made by a client of this agent."""
        return resource & self.outside in self.bases

    def allows(self, resource: int, besides: Besides) -> bool:
        """Tell whether an id is one's own, or nobody's and allowed."""
        if resource & self.outside in self.bases:
            return True
        if besides is Besides.NONE:
            return resource == 0
        if besides is Besides.ROOT:
            return resource in self.roots
        return besides is Besides.COLORMAP and resource in self.colormaps


def _nobody(_what: str, _window: int) -> None:
    return


class View:
    """One request of one client, looked at where it lies in the buffer.

    Attributes:
        territory: Whose ids are whose.
        data: The client's bytes; a check may change the request in place, never its length.
        start: Where the request begins.
        body: Where its body begins, after the 4 or 8 bytes of the header.
        end: Where it ends.
        grabbed: Told what is grabbed (`pointer` or `keyboard`), and on which window; 0 when it is let go.
    """

    __slots__ = ("_u16", "_u32", "big_endian", "body", "data", "end", "grabbed", "start", "territory")

    def __init__(self, territory: Territory, *, big_endian: bool) -> None:
        self.territory = territory
        self.big_endian = big_endian
        self._u16 = struct.Struct(">H" if big_endian else "<H")
        self._u32 = struct.Struct(">I" if big_endian else "<I")
        self.grabbed: Callable[[str, int], None] = _nobody
        self.data = bytearray()
        self.start = self.body = self.end = 0

    def byte(self, offset: int) -> int:
        """Give a byte of the body."""
        return self.data[self.body + offset]

    def put_byte(self, offset: int, value: int) -> None:
        """Change a byte of the body."""
        self.data[self.body + offset] = value

    def u16(self, offset: int) -> int:
        """Give a 16-bit number of the body."""
        value: int = self._u16.unpack_from(self.data, self.body + offset)[0]
        return value

    def u32(self, offset: int) -> int:
        """Give a 32-bit number of the body."""
        value: int = self._u32.unpack_from(self.data, self.body + offset)[0]
        return value

    def put_u32(self, offset: int, value: int) -> None:
        """Change a 32-bit number of the body."""
        self._u32.pack_into(self.data, self.body + offset, value)

    def put_u16(self, offset: int, value: int) -> None:
        """Change a 16-bit number of the body."""
        self._u16.pack_into(self.data, self.body + offset, value)

    def owns(self, offset: int, besides: Besides = Besides.NOTHING) -> bool:
        """Tell whether the id at an offset of the body may be touched."""
        return self.territory.allows(self.u32(offset), besides)


Check = Callable[[View], Outcome]
"""A look at one request; it may change the request in place."""


@dataclass(frozen=True, slots=True)
class Door:
    """One request and its rule.

    Without `own` and `check` it is refused always. With `own` it passes when each of these ids belongs to the agent.
    """

    number: int
    """Core opcode, or minor opcode of the extension."""
    name: str
    """The request's name in the protocol."""
    harm: str
    """What it could do, in words."""
    own: tuple[int, ...] = ()
    """Where in the body the ids are that have to be the agent's own."""
    besides: Besides = Besides.NOTHING
    """What else may stand there."""
    check: Check | None = None
    """A look of its own, in place of `own`."""
    need: int = WHOLE
    """How many bytes of the body `check` looks at."""
    rule: str = ""
    """What `check` does, in words."""
    refusal: Refusal = Refusal.NOTHING
    """What the client sees of a refusal."""


@dataclass(frozen=True, slots=True)
class Extension:
    """An extension that agents may use, with what is guarded in it; a request that it does not list is refused."""

    name: str
    """As in QueryExtension; empty for the core protocol."""
    passes: frozenset[int]
    """Requests that pass unseen."""
    doors: tuple[Door, ...] = ()
    """Those that are looked at."""


def extension(name: str, passes: Iterable[int], *doors: Door) -> Extension:
    """Make an extension's table; a request in both lists, or twice in one, is a mistake.

    Raises:
        ValueError: it is.
    """
    free, guarded = frozenset(passes), [door.number for door in doors]
    if free & set(guarded) or len(set(guarded)) != len(guarded):
        raise ValueError(f"`{name}` lists a request twice")
    return Extension(name, free, doors)


def never(number: int, name: str, harm: str, *, replies: bool = False) -> Door:
    """Make a row for a request that no agent may make.

    Args:
        number: Its opcode.
        name: Its name.
        harm: What it could do.
        replies: It has a reply, so the client is told by an error.
    """
    return Door(number, name, harm, refusal=Refusal.ERROR if replies else Refusal.NOTHING)


def own(
    number: int,
    name: str,
    harm: str,
    *offsets: int,
    besides: Besides = Besides.NOTHING,
    replies: bool = False,
) -> Door:
    """Make a row for a request that is allowed on the agent's own ids.

    Args:
        number: Its opcode.
        name: Its name.
        harm: What it could do to others.
        offsets: Where in the body the ids are; the first four bytes without any.
        besides: What else may stand there.
        replies: It has a reply, so the client is told by an error.
    """
    refusal = Refusal.ERROR if replies else Refusal.NOTHING
    return Door(number, name, harm, own=offsets or (0,), besides=besides, refusal=refusal)
