"""The gate's reader against the server's, on drawn streams.

What must hold of every stream, at every split: server and gate cut alike; nothing that is input is among the bytes
that go on to the server, not even the beginning of it; what is harmless goes on unchanged; where the framing is
nobody's, the connection ends.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from supervisor.wire.doors.acts import ACTS, SEND_EVENT
from supervisor.wire.doors.door import Territory
from supervisor.wire.doors.keeper import Keeper
from supervisor.wire.x11 import Framer, WireError, no_operation
from supervisor.wire.xtest import Opcodes, read_input
from tests.fuzz.reference import Numbers, is_input, read
from tests.fuzz.streams import HARMLESS, Streams
from tests.support.x11_bytes import BIG_REQUESTS, EXTENSIONS, XINPUT, XINPUT_FIRST_EVENT, XTEST

if TYPE_CHECKING:
    from collections.abc import Iterable

GET_PROPERTY, QUERY_KEYMAP, QUERY_EXTENSION = 20, 44, 98
NUMBERS = Numbers(XTEST, XINPUT, BIG_REQUESTS)
OPCODES = Opcodes(XTEST, XINPUT, XINPUT_FIRST_EVENT, BIG_REQUESTS)
TERRITORY = Territory(bases={0x0060_0000})
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


def through_the_gate(parts: Iterable[bytes], *, big_endian: bool) -> Passage:
    """Do what a connection of the proxy does."""
    keeper = Keeper(TERRITORY, EXTENSIONS, big_endian=big_endian, noted=lambda _extension, _name: None)
    framer = Framer(big_endian=big_endian, looks=keeper.looks, big_requests_opcode=OPCODES.big_requests)
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
                    event = read_input(stop, OPCODES)
                    # What is done to another's window comes to the gate as well.
                    passage.judged += event is not None or stop.opcode in (*ACTS, XINPUT, SEND_EVENT)
                except WireError:
                    passage.refused += 1
                passage.out += no_operation(stop)
                at += stop.length_bytes
    except WireError:
        passage.ended = True
    passage.held = len(buffer) - at
    return passage


def check(data: bytes, parts: Iterable[bytes], *, big_endian: bool, tally: Tally) -> None:
    """Hold one stream against the reference.

    Raises:
        UngatedError: something does not hold.
    """
    order: Literal["little", "big"] = "big" if big_endian else "little"
    try:
        passage = through_the_gate(parts, big_endian=big_endian)
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
    streams, tally = Streams(rng, NUMBERS, XINPUT_FIRST_EVENT), Tally()
    while tally.requests < requests:
        big_endian, data = streams.draw(STREAM)
        check(data, streams.parts(data), big_endian=big_endian, tally=tally)
    return tally
