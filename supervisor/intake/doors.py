"""The side doors of one agent's display: who owns which ids, the rules for each client, word of refusals."""

from __future__ import annotations

import collections
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from supervisor.intake.grabs import Grabs
from supervisor.wire.doors.acts import ACTS, SEND_EVENT, XI_SET_FOCUS, read_act
from supervisor.wire.doors.door import Territory
from supervisor.wire.doors.keeper import Keeper
from supervisor.wire.xtest import read_input

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from supervisor.core.input_event import InputEvent
    from supervisor.core.ports import Gate, Loop
    from supervisor.intake.grabs import Client
    from supervisor.wire.setup_reply import SetupReply
    from supervisor.wire.x11 import Look, Request
    from supervisor.wire.xtest import Opcodes


MAX_ASKED = 512
"""Transfers kept of one agent; a long one goes through one property bit by bit."""
MAX_LOOKUPS = 200
"""New names of atoms an agent is given in a second; its programs know some dozens."""
MAX_NAMES = 2048
"""Names kept of one agent."""
_MULTIPLE = "MULTIPLE"
_SPOKEN = re.compile(
    r"(_NET|WM|_MOTIF|_GTK|_MOZILLA|_KDE|_XEMBED|_VIM|_XKB|_OB|_XFCE)_.*|Xdnd.*|Comm|.*BUS.*|.*_S\d+|RESOURCE.*",
    re.DOTALL,
)
"""Properties by which programs and desktops are told something: no MULTIPLE asks for them."""


def _nameless(_atom: int) -> str:
    return ""


def _nothing(_what: str, _window: int) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class ServerFacts:
    """What the rules need of the real server."""

    extensions: Mapping[str, int] = field(default_factory=dict)
    """Major opcodes of all its extensions, by name."""
    atom_name: Callable[[int], str] = _nameless
    """Gives the name of an atom; empty when it has none."""
    decoy: int = 0
    """A window that is never shown; 0 for none."""
    end_grab: Callable[[str, int], bool] = _nothing
    """Ends the grab of pointer or keyboard on a window; tells whether there was one."""
    grab_limit_s: float = 0.0
    """Longest time of a grab, s; 0 for no bound."""


class Doors:
    """The rules for one agent.

    Attributes:
        territory: Whose ids are whose.
        client: Whose requests are being looked at right now.
    """

    def __init__(self, loop: Loop, server: ServerFacts, opcodes: Opcodes, gate: Gate) -> None:
        self.territory = Territory(decoy=server.decoy, name_of=self._name_of, asked=self._was_asked)
        self.client: Client | None = None
        self._keepers: dict[bool, Keeper] = {}
        self._loop = loop
        self._names: dict[int, str] = {}
        self._lookups = (0, 0)
        self._server = server
        self._opcodes = opcodes
        self._gate = gate
        self._grabs = Grabs(loop, server.grab_limit_s, self._end_grab, gate.asks_person)
        self._bases: collections.Counter[int] = collections.Counter()
        self._wanted: dict[tuple[int, int], None] = {}

    def looks(self, *, big_endian: bool) -> Sequence[Look | None]:
        """Give the rules for a client, by major opcode; made once for all of one byte order, they are many."""
        keeper = self._keepers.get(big_endian)
        if keeper is None:
            keeper = self._keepers[big_endian] = Keeper(
                self.territory,
                self._server.extensions,
                big_endian=big_endian,
                noted=self._noted,
                grabbed=self._grabbed,
            )
        return keeper.looks

    def came(self, hello: SetupReply) -> None:
        """Take note of a client's ids: from now on they are the agent's own."""
        if not hello.accepted:
            return
        territory = self.territory
        territory.outside = ~hello.resource_mask & 0xFFFF_FFFF
        territory.roots = frozenset(screen.root for screen in hello.screens)
        territory.colormaps = frozenset(screen.colormap for screen in hello.screens)
        self._bases[hello.resource_base] += 1
        territory.bases.add(hello.resource_base)

    def left(self, client: Client, hello: SetupReply) -> None:
        """Forget a client and its ids: the server gives them to another."""
        self._grabs.gone(client)
        if self.client is client:
            self.client = None
        base = hello.resource_base
        self._bases[base] -= 1
        if self._bases[base] <= 0:
            del self._bases[base]
            self.territory.bases.discard(base)

    def read(self, request: Request) -> InputEvent | None:
        """Understand a request that was stopped.

        Raises:
            WireError: it must not pass.
        """
        opcodes = self._opcodes
        if request.opcode in ACTS or (request.opcode == opcodes.xinput and request.minor == XI_SET_FOCUS):
            return read_act(request, self.territory.name_of, self.territory.roots)
        event = read_input(request, opcodes)
        if event is None and request.opcode == SEND_EVENT:
            return read_act(request, self.territory.name_of, self.territory.roots)
        return event

    def asked(self, requestor: int, target: int, into: int) -> None:
        """Take note that the server has handed a program of the agent's a request for a selection.

        Args:
            requestor: Whose window.
            target: What is wanted; MULTIPLE for several things, each into a property of its own.
            into: The property for the answer; 0 when it is named like the target (ICCCM 2.2, obsolete clients).
        """
        several = self._name_of(target) == _MULTIPLE
        self._wanted[requestor, 0 if several else into or target] = None
        while len(self._wanted) > MAX_ASKED:
            del self._wanted[next(iter(self._wanted))]

    def _was_asked(self, window: int, atom: int) -> bool:
        """Tell whether a property of another's window may be written: its program wants to paste."""
        if (window, atom) in self._wanted:
            return True
        name = self._name_of(atom)
        return (window, 0) in self._wanted and bool(name) and not _SPOKEN.fullmatch(name)

    def _name_of(self, atom: int) -> str:
        """Give an atom's name; empty also for an agent that asks for too many new ones: each is a round trip."""
        known = self._names.get(atom)
        if known is not None:
            return known
        second, count = self._loop.now_ns() // 1_000_000_000, 0
        if self._lookups[0] == second:
            count = self._lookups[1]
        if count >= MAX_LOOKUPS:
            return ""
        self._lookups = (second, count + 1)
        name = self._server.atom_name(atom)
        if name:
            if len(self._names) >= MAX_NAMES:
                self._names.clear()
            self._names[atom] = name
        return name

    def _grabbed(self, what: str, window: int) -> None:
        if self.client is not None:
            self._grabs.noted(self.client, what, window)

    def _end_grab(self, what: str, window: int) -> bool:
        ended = self._server.end_grab(what, window)
        if ended:
            self._gate.refused(f"a grab of the {what} that did not end")
        return ended

    def _noted(self, extension: str, name: str) -> None:
        self._gate.refused(f"{extension} {name}" if extension else name)
