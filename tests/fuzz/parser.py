"""The gate's reader against the server's, on drawn streams.

What must hold of every stream, at every split: server and gate cut alike; nothing that is input is among the bytes
that go on to the server, not even the beginning of it; what is harmless goes on unchanged; where the framing is
nobody's, the connection ends.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from supervisor.engine.loop import EventLoop
from supervisor.intake.doors import Doors, ServerFacts
from supervisor.wire.setup_reply import ServerScreen, SetupReply
from supervisor.wire.x11 import Framer, WireError, no_operation
from supervisor.wire.xtest import Opcodes
from tests.fuzz.reference import Numbers, is_forbidden, is_input, read
from tests.fuzz.streams import HARMLESS, Streams
from tests.support.proxy_rig import RecordingGate
from tests.support.x11_bytes import BIG_REQUESTS, EXTENSIONS, SHM, XINPUT, XINPUT_FIRST_EVENT, XTEST

if TYPE_CHECKING:
    from collections.abc import Iterable

NUMBERS = Numbers(XTEST, XINPUT, BIG_REQUESTS)
OPCODES = Opcodes(XTEST, XINPUT, XINPUT_FIRST_EVENT, BIG_REQUESTS, SHM)
GET_PROPERTY, QUERY_KEYMAP, QUERY_EXTENSION = 20, 44, 98
UNCHANGED = frozenset(HARMLESS) - {GET_PROPERTY, QUERY_KEYMAP, QUERY_EXTENSION}
"""Others' properties are not deleted, extensions without rules not found, and who asks for keys is noted."""
STREAM = 60
"""Requests of one stream; after a request that breaks the framing the rest is not looked at."""


class UngatedError(AssertionError):
    """A stream for which something does not hold; its message can be kept as a seed."""


@dataclass(slots=True)
class Tally:
    """What came of many streams."""

    streams: int = 0
    requests: int = 0
    """Requests that the server would have run."""
    judged: int = 0
    """Input requests among them that stopped at the gate."""
    refused: int = 0
    """Broken input among those."""
    ended: int = 0
    """Connections ended for their framing."""


@dataclass(slots=True)
class Passage:
    """What the gate made of one stream."""

    out: bytearray
    """Bytes that go on to the server; what was judged is a NoOperation of its length."""
    held: int
    """Bytes still here: the beginning of something."""
    judged: int = 0
    refused: int = 0
    ended: bool = False


class Rules:
    """The rules for the clients of an agent that has nothing on the screen."""

    def __init__(self) -> None:
        self.doors = Doors(EventLoop(), ServerFacts(EXTENSIONS), OPCODES, RecordingGate())
        self.doors.came(_HELLO)
        self.looks = {big: self.doors.looks(big_endian=big) for big in (False, True)}


_HELLO = SetupReply(True, 8, 0x0040_0000, 0x001F_FFFF, screens=(ServerScreen(0x2A1, 0x20, 1280, 800, 24),))


def through_the_gate(parts: Iterable[bytes], rules: Rules, *, big_endian: bool) -> Passage:
    """Do what a connection of the proxy does."""
    framer = Framer(big_endian=big_endian, looks=rules.looks[big_endian], big_requests_opcode=OPCODES.big_requests)
    passage = Passage(bytearray(), 0)
    buffer, at = bytearray(), 0
    try:
        for part in parts:
            buffer += part
            while True:
                before = at
                at, stop = framer.walk(buffer, at, len(buffer))
                passage.out += buffer[before:at]
                if stop is None:
                    break
                try:
                    event = rules.doors.read(stop)
                except WireError:
                    event = None
                    passage.refused += 1
                    passage.out += no_operation(stop)
                else:
                    passage.judged += event is not None
                    passage.out += buffer[at : at + stop.length_bytes] if event is None else no_operation(stop)
                at += stop.length_bytes
    except WireError:
        passage.ended = True
    passage.held = len(buffer) - at
    return passage


def check(data: bytes, parts: Iterable[bytes], rules: Rules, *, big_endian: bool, tally: Tally) -> None:
    """Hold one stream against the reference.

    Raises:
        UngatedError: something does not hold.
    """
    order: Literal["little", "big"] = "big" if big_endian else "little"
    try:
        passage = through_the_gate(parts, rules, big_endian=big_endian)
        out = bytes(passage.out)
        meant = read(data, order=order, big_requests=BIG_REQUESTS)
        done = read(out, order=order, big_requests=BIG_REQUESTS)
        assert passage.ended == meant.broken, "the connection ends exactly where the framing is nobody's"
        assert not done.broken, "what goes on is always agreed on"
        whole = [cut for cut in meant.requests if cut.end <= len(data)]
        # What came in one read with the break may be lost with the connection.
        alike = sum(cut.end <= len(out) for cut in done.requests) if passage.ended else len(whole)
        assert done.requests[:alike] == whole[:alike], "server and gate cut alike"
        assert len(out) <= len(data), "nothing is put in"
        for cut in done.requests:
            assert not is_input(out, cut, NUMBERS), f"input goes on at {cut.start}"
            assert not is_forbidden(out, cut, NUMBERS), f"a side door is open at {cut.start}"
        for cut in whole[:alike]:
            if data[cut.start] in UNCHANGED:
                assert out[cut.start : cut.end] == data[cut.start : cut.end], f"changed on its way at {cut.start}"
    except AssertionError as e:
        raise UngatedError(f"{e}: {order} {data.hex()}") from e
    tally.streams += 1
    tally.requests += len(whole)
    tally.judged += passage.judged
    tally.refused += passage.refused
    tally.ended += passage.ended


def fuzz(requests: int, seed: int) -> Tally:
    """Check drawn streams until the server would have run so many requests.

    Raises:
        UngatedError: for a stream something does not hold.
    """
    rng = random.Random(seed)  # noqa: S311 - streams are to be the same for the same seed
    streams, tally, rules = Streams(rng, NUMBERS, XINPUT_FIRST_EVENT), Tally(), Rules()
    while tally.requests < requests:
        big_endian, data = streams.draw(STREAM)
        check(data, streams.parts(data), rules, big_endian=big_endian, tally=tally)
    return tally
