"""Keeps the supervisor's own windows out of what agents read of the screen.

A request that could see one of them reads a stand-in instead: a copy of the screen, made by us in the server, that is
grey there. The request keeps its length and place, so that the client notices nothing else. All other requests
pass as they are. Nothing is unmapped, so the person sees nothing of it.

A window with words that are the person's own business (the popup) comes up only when the ui has announced it and all
requests that passed before are answered. Marks go by themselves: a request waits for that, not for long.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from supervisor.core.action import Rect
from supervisor.wire.image_request import COPIES, GET_IMAGE, SHM_GET_IMAGE, ImageRequest, read_image_request
from supervisor.wire.x11 import PASSES, STOPS, WAITS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from supervisor.core.ports import Loop, StandIn, StandIns
    from supervisor.wire.setup_reply import SetupReply
    from supervisor.wire.x11 import Look, Request

_REPAINT_S = 0.04
"""What lay under a mark that has gone is painted again by its program within this time."""
_LOOK_S = 0.004
_HURRY_S = 0.04
_AGAIN_S = 0.05
_SETTLE_S = 0.0003
_SETTLE_LIMIT_S = 0.1
_IN_FLIGHT_LIMIT_S = 0.1
"""A popup does not wait longer than this for requests under way: a person has to answer it."""
_IMPATIENT_S = 1.0
"""A client that waited in vain for marks to go does not wait again for this long."""
_MAX_RECTS = 512


class Reading(StrEnum):
    """What becomes of a request."""

    PASSES = "passes"
    """It goes on and nobody needs to know when it is done."""
    IS_AWAITED = "is_awaited"
    """It goes on, and its answer has to be told by `answered`."""
    STAYS = "stays"
    """It stays until `Reader.read_instead`."""


class Reader(Protocol):
    """One client whose request is stopped."""

    @property
    def hello(self) -> SetupReply | None:
        """What the server told it at the start."""

    @property
    def closed(self) -> bool:
        """Its connection is no more."""

    def settled(self) -> bool:
        """Tell whether the server has taken all that it sent before."""

    def read_instead(self, stand_in: StandIn) -> None:
        """Let the request go on, reading this."""


@dataclass(slots=True)
class _Cover:
    """Something of ours on the screen."""

    rects: list[Rect]
    passing: bool
    """It goes by itself."""
    secret: bool
    """It may tell the agent what is the person's business."""


@dataclass(slots=True)
class _Job:
    """A request that has to read a stand-in."""

    reader: Reader
    image: ImageRequest
    ours: bool
    """It reads something of the ui."""
    began_ns: int
    hurried_ns: int = 0
    """When the ui was asked last to let marks go."""


@dataclass(slots=True)
class _Client:
    """What is known of one reader."""

    in_flight: int = 0
    """Requests that passed as they are and have not been answered."""
    impatient_until_ns: int = 0
    stand_ins: list[StandIn] = field(default_factory=list)
    """Of requests that are answered, in order."""
    copied: StandIn | None = None
    """Of its last copy, which has no answer."""


class Screenshots:
    """What the ui has on the screen, and the requests that could see it."""

    def __init__(self, loop: Loop, stand_ins: StandIns, *, wait_s: float) -> None:
        """Begin without a ui: everything passes.

        Args:
            loop: The service's loop.
            stand_ins: Makes copies of the screen.
            wait_s: Longest time for which a request waits for marks to go, s.
        """
        self._loop = loop
        self._stand_ins = stand_ins
        self._wait_ns = int(wait_s * 1e9)
        self._bases: frozenset[int] = frozenset()
        self._covers: dict[str, _Cover] = {}
        self._gone: list[tuple[int, Rect]] = []
        self._clients: dict[Reader, _Client] = {}
        self._tell_ui: Callable[[dict[str, Any]], object] = lambda _message: None

    # -- the ui

    def new_ui(self, bases: object, tell: Callable[[dict[str, Any]], object]) -> None:
        """A ui is there that has shown nothing yet.

        Args:
            bases: Resource bases of its connections to the X server.
            tell: Sends it a message.
        """
        self._covers.clear()
        self._bases = frozenset(b for b in bases if isinstance(b, int)) if isinstance(bases, list) else frozenset()
        self._tell_ui = tell

    def cover(self, message: Mapping[str, Any]) -> None:
        """Something of the ui's comes up, moves or changes.

        Args:
            message: `id`, `rects` on the root window, `passing` for what goes by itself, and `ask` when the ui waits
                for `covered` with the same id before it shows it.
        """
        name = str(message.get("id"))
        rects = _rects(message.get("rects"))
        before = self._covers.get(name)
        secret = message.get("ask") is True or (before is not None and before.secret)
        self._covers[name] = _Cover(rects, message.get("passing") is True, secret)
        if message.get("ask"):
            self._answer(name, self._loop.now_ns())

    def uncover(self, message: Mapping[str, Any]) -> None:
        """Something of the ui's has gone from the screen."""
        cover = self._covers.pop(str(message.get("id")), None)
        if cover is not None:
            until = self._loop.now_ns() + int(_REPAINT_S * 1e9)
            self._gone = [(at, rect) for at, rect in self._gone if at > self._loop.now_ns()]
            self._gone += [(until, rect) for rect in cover.rects]

    def _answer(self, name: str, began_ns: int) -> None:
        late = self._loop.now_ns() - began_ns > _IN_FLIGHT_LIMIT_S * 1e9
        if late or not any(client.in_flight for client in self._clients.values()):
            self._tell_ui({"t": "covered", "id": name})
        else:
            self._loop.after(_SETTLE_S, lambda: self._answer(name, began_ns))

    # -- requests

    def looks(
        self, reader: Reader, rules: Sequence[Look | None], shm_opcode: int, *, big_endian: bool
    ) -> list[Look | None]:
        """Add to the rules for a client a look at what may read the screen, for a few hundred nanoseconds each.

        Args:
            reader: The client.
            rules: By major opcode.
            shm_opcode: Major opcode of MIT-SHM; 0 when the server lacks it.
            big_endian: The client's byte order.
        """
        guarded, source_at = list(rules), struct.Struct(">I" if big_endian else "<I").unpack_from

        def guard(opcode: int) -> Look:
            rule = rules[opcode]

            def look(data: bytearray, start: int, body: int, end: int, there: int) -> int:
                outcome = 0 if rule is None else rule(data, start, body, end, there)
                if outcome or not self._bases or data[start] != opcode:
                    return outcome
                if opcode == shm_opcode and data[start + 1] != SHM_GET_IMAGE:
                    return PASSES
                if there < body + 4:
                    return WAITS if end >= body + 4 else PASSES
                if opcode not in COPIES:
                    return STOPS
                return STOPS if self._is_guarded(reader, source_at(data, body)[0]) else PASSES

            return look

        for opcode in {*COPIES, GET_IMAGE, shm_opcode} - {0}:
            guarded[opcode] = guard(opcode)
        return guarded

    def _is_guarded(self, reader: Reader, source: int) -> bool:
        """Tell whether a drawable is the root or something of the ui."""
        hello = reader.hello
        if hello is None:
            return True
        return source & ~hello.resource_mask in self._bases or any(source == s.root for s in hello.screens)

    def judge(self, reader: Reader, request: Request, shm_opcode: int) -> Reading:
        """Take a request that may read the screen; `read_instead` is never called from inside here."""
        hello = reader.hello
        image = read_image_request(request, shm_opcode) if self._bases else None
        if image is None or hello is None:
            return Reading.PASSES
        ours = image.source & ~hello.resource_mask in self._bases
        if not ours and self._passes(image, root=any(image.source == screen.root for screen in hello.screens)):
            if not image.answered:
                return Reading.PASSES
            self._client(reader).in_flight += 1
            return Reading.IS_AWAITED
        job = _Job(reader, image, ours, self._loop.now_ns())
        self._loop.after(0, lambda: self._look(job))
        return Reading.STAYS

    def answered(self, reader: Reader, expected: int) -> None:
        """The server has answered a request.

        Args:
            reader: Whose.
            expected: -1 for one that went on as it was, else the visual of the stand-in that it read.
        """
        client = self._client(reader)
        if expected < 0:
            client.in_flight = max(0, client.in_flight - 1)
        elif client.stand_ins:
            self._stand_ins.free(client.stand_ins.pop(0))

    def left(self, reader: Reader) -> None:
        """A client is no more."""
        client = self._clients.pop(reader, None)
        if client is not None:
            for stand_in in (*client.stand_ins, *([client.copied] if client.copied else [])):
                self._stand_ins.free(stand_in)

    def _client(self, reader: Reader) -> _Client:
        return self._clients.setdefault(reader, _Client())

    def _passes(self, image: ImageRequest, *, root: bool) -> bool:
        """Tell whether none of our windows can be in what is read.

        The server itself leaves out what lies above a window that is copied, and today's servers also what lies above
        one whose image is asked for; where that window is by then is up to the agent, so a popup does not rely on
        it. A copy from the root has no answer that would tell when it is done, so it never passes.
        """
        if not root:
            return not image.answered or not any(cover.secret for cover in self._covers.values())
        return image.answered and not self._seen(image.rect, passing_only=False) and not self._unpainted(image.rect)

    def _seen(self, rect: Rect | None, *, passing_only: bool) -> bool:
        return any(
            rect is None or _meets(rect, ours)
            for cover in self._covers.values()
            if cover.passing or not passing_only
            for ours in cover.rects
        )

    def _unpainted(self, rect: Rect | None) -> bool:
        now_ns = self._loop.now_ns()
        return any(until > now_ns and (rect is None or _meets(rect, gone)) for until, gone in self._gone)

    # -- one request

    def _look(self, job: _Job) -> None:
        if job.reader.closed:
            return
        now_ns = self._loop.now_ns()
        waited_ns = now_ns - job.began_ns
        if not job.reader.settled() and waited_ns < _SETTLE_LIMIT_S * 1e9:
            self._loop.after(_SETTLE_S, lambda: self._look(job))
            return
        if not job.ours and self._waits(job, now_ns, waited_ns):
            self._loop.after(_LOOK_S, lambda: self._look(job))
            return
        self._serve(job)

    def _waits(self, job: _Job, now_ns: int, waited_ns: int) -> bool:
        """Tell whether marks that will go by themselves are worth waiting for."""
        hello = job.reader.hello
        root = hello is not None and any(job.image.source == screen.root for screen in hello.screens)
        rect = job.image.rect if root else None
        client = self._client(job.reader)
        if now_ns < client.impatient_until_ns:
            return False
        passing = self._seen(rect, passing_only=True)
        if not passing and not self._unpainted(rect):
            return False
        if waited_ns >= self._wait_ns:
            client.impatient_until_ns = now_ns + int(_IMPATIENT_S * 1e9)
            return False
        if passing and now_ns - job.hurried_ns > _HURRY_S * 1e9:
            # Again and again: what is still under way now may be done with in a moment.
            job.hurried_ns = now_ns
            self._tell_ui({"t": "hurry"})
        return True

    def _serve(self, job: _Job) -> None:
        image, client = job.image, self._client(job.reader)
        if job.ours:
            stand_in = self._stand_ins.blank(image.rect.width, image.rect.height)
        else:
            hidden = [rect for cover in self._covers.values() for rect in cover.rects]
            stand_in = self._stand_ins.make(image.source, image.rect, hidden, whole=image.answered)
        if stand_in is None:
            # The server is busy or grabbed: the client would wait too, were it alone with it.
            self._loop.after(_AGAIN_S, lambda: self._look(job))
            return
        if image.answered:
            client.stand_ins.append(stand_in)
        else:
            before, client.copied = client.copied, stand_in
            if before is not None:
                self._stand_ins.free(before)
        job.reader.read_instead(stand_in)


def _rects(given: object) -> list[Rect]:
    """Read areas; what is none is left out."""
    rects = given if isinstance(given, list) else []
    return [
        Rect(*rect)
        for rect in rects[:_MAX_RECTS]
        if isinstance(rect, list) and len(rect) == 4 and all(type(number) is int for number in rect)
    ]


def _meets(one: Rect, other: Rect) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )
