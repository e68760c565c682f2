from __future__ import annotations

import socket
import struct
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervisor.core.input_event import EventKind, InputEvent
from supervisor.core.shared_state import BUTTONS_DOWN, DRAGGED_FROM, KEYS_DOWN, LATCH, SIZE, bits, read_point
from supervisor.desktop.outlet import Outlet, OutletError
from supervisor.engine.loop import EventLoop
from supervisor.wire.x11 import read_setup
from tests.support.x11_bytes import BUTTON_PRESS, KEY_RELEASE, MOTION, XTEST, core_event, request

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SYNC = request(43, 0)
PRESS, RELEASE = InputEvent(EventKind.KEY_PRESS, 38), InputEvent(EventKind.KEY_RELEASE, 38)


def reply(*, extra: bytes = b"") -> bytes:
    return struct.pack("<BxHI24x", 1, 0, len(extra) // 4) + extra


def fake(kind: int, detail: int, at: tuple[int, int] = (0, 0)) -> bytes:
    """Give the request that should come; byte 0 of the padding says same-screen in a client's, and not in ours."""
    body = bytearray(core_event(kind, detail, root=at))
    body[30] = 0
    return request(XTEST, 2, bytes(body))


class Rig:
    """An outlet with the server's end of its connection."""

    def __init__(self, greeting: bytes = struct.pack("<BxHHH", 1, 11, 0, 2) + bytes(8)) -> None:
        self.loop = EventLoop()
        self.memory = memoryview(bytearray(SIZE))
        self.lost = 0
        self.done: list[int] = []
        ours, self.server = socket.socketpair()
        self.server.setblocking(False)
        self.server.send(greeting)
        if not greeting:
            self.server.shutdown(socket.SHUT_WR)
        try:
            self.outlet = Outlet(
                loop=self.loop,
                upstream=ours,
                auth=(b"MIT-MAGIC-COOKIE-1", b"cookie"),
                xtest_opcode=XTEST,
                memory=self.memory,
                on_lost=self._lost,
            )
        except OutletError:
            self.server.close()
            self.loop.close()
            raise
        setup = read_setup(self.server.recv(4096))
        assert setup is not None
        assert (setup.big_endian, setup.auth_data) == (False, b"cookie")

    def _lost(self) -> None:
        self.lost += 1

    def send(self, *events: InputEvent) -> bool:
        number = len(self.done) + len(self.outlet._waiting)
        return self.outlet.send(events, lambda: self.done.append(number))

    def written(self) -> bytes:
        try:
            return self.server.recv(1 << 16)
        except BlockingIOError:
            return b""

    def answer(self, data: bytes) -> None:
        self.server.send(data)
        self.loop.turn(0.05)

    def down(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        return bits(self.memory, KEYS_DOWN), bits(self.memory, BUTTONS_DOWN)

    def close(self) -> None:
        self.outlet.close()
        self.server.close()
        self.loop.close()


@pytest.fixture
def rig() -> Iterator[Rig]:
    made = Rig()
    yield made
    made.close()


def test_motion_and_press_leave_in_one_write_with_the_question_whether_they_are_done(rig: Rig) -> None:
    assert rig.send(InputEvent(EventKind.MOTION, x=30, y=-4), InputEvent(EventKind.BUTTON_PRESS, 1))
    assert rig.written() == fake(MOTION, 0, (30, -4)) + fake(BUTTON_PRESS, 1) + SYNC
    assert rig.done == []
    rig.answer(reply())
    assert rig.done == [0]


def test_raw_requests_leave_as_they_are(rig: Rig) -> None:
    sent = InputEvent(EventKind.KEY_PRESS, 38, window=7, sent_to_window=True, raw=b"SendEvent of 44 bytes")
    assert rig.send(sent)
    assert rig.written() == b"SendEvent of 44 bytes" + SYNC
    assert rig.down() == ((), ())


def test_with_the_latch_set_nothing_is_written(rig: Rig) -> None:
    rig.memory[LATCH] = 1
    assert not rig.send(PRESS)
    assert rig.written() == b""
    assert rig.done == []


def test_letting_go_passes_the_latch_and_pressing_does_not(rig: Rig) -> None:
    rig.memory[LATCH] = 1
    rig.outlet.send_releases([RELEASE, PRESS, InputEvent(EventKind.BUTTON_RELEASE, 1), InputEvent(EventKind.MOTION)])
    assert rig.written() == fake(KEY_RELEASE, 38) + fake(5, 1)


def test_where_a_drag_began_is_known_from_before_its_motion_is_sent_until_its_release_is_done(rig: Rig) -> None:
    rig.send(InputEvent(EventKind.MOTION, x=40, y=50), InputEvent(EventKind.BUTTON_PRESS, 1))
    rig.memory[LATCH] = 1
    rig.send(InputEvent(EventKind.MOTION, x=400, y=50))
    rig.memory[LATCH] = 0
    assert read_point(rig.memory, DRAGGED_FROM) == (40, 50)
    rig.send(InputEvent(EventKind.BUTTON_RELEASE, 1))
    rig.answer(reply())
    assert read_point(rig.memory, DRAGGED_FROM) == (40, 50), "it may still be down"
    rig.answer(reply())
    assert read_point(rig.memory, DRAGGED_FROM) is None


def test_taking_a_drag_back_passes_the_latch(rig: Rig) -> None:
    rig.memory[LATCH] = 1
    rig.outlet.take_back(InputEvent(EventKind.MOTION, x=40, y=50))
    assert rig.written() == fake(MOTION, 0, (40, 50))


def test_what_will_be_down_is_known_before_it_is_sent_and_until_it_is_up(rig: Rig) -> None:
    rig.send(PRESS, InputEvent(EventKind.BUTTON_PRESS, 3))
    assert rig.down() == ((38,), (3,))
    rig.answer(reply())
    rig.send(RELEASE, InputEvent(EventKind.BUTTON_RELEASE, 3))
    assert rig.down() == ((38,), (3,)), "it may still be down"
    rig.answer(reply())
    assert rig.down() == ((), ())


def test_a_key_pressed_again_stays_known_when_its_earlier_release_is_done(rig: Rig) -> None:
    rig.send(PRESS)
    rig.send(RELEASE)
    rig.send(PRESS)
    rig.answer(reply() * 2)
    assert rig.down() == ((38,), ())
    rig.answer(reply())
    assert rig.down() == ((38,), ())


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(1, 3), st.booleans()), max_size=25))
def test_nothing_that_may_be_down_is_ever_unknown(steps: list[tuple[bool, int, bool]]) -> None:
    rig = Rig()
    executed: set[int] = set()
    waiting: list[tuple[bool, int]] = []
    for down, key, answered in steps:
        rig.send(InputEvent(EventKind.KEY_PRESS if down else EventKind.KEY_RELEASE, key))
        waiting.append((down, key))
        if answered:
            now_down, done_key = waiting.pop(0)
            (executed.add if now_down else executed.discard)(done_key)
            rig.answer(reply())
        may_be_down = executed | {key for down, key in waiting if down}
        assert set(rig.down()[0]) >= may_be_down
    rig.answer(reply() * len(waiting))
    for down, key in waiting:
        (executed.add if down else executed.discard)(key)
    assert set(rig.down()[0]) == executed
    rig.close()


def test_errors_events_and_long_messages_in_between_are_no_answers(rig: Rig) -> None:
    rig.send(PRESS)
    rig.send(RELEASE)
    error, mapping_notify = bytes(32), bytes([34]) + bytes(31)
    generic = struct.pack("<BBHI24x", 35, 131, 0, 3) + bytes(12)
    everything = error + mapping_notify + generic + reply(extra=bytes(20)) + error
    for i in range(0, len(everything), 7):
        rig.answer(everything[i : i + 7])
    assert rig.done == [0]
    rig.answer(reply())
    assert rig.done == [0, 1]


def test_an_answer_that_nobody_asked_for_is_ignored(rig: Rig) -> None:
    rig.answer(reply())
    rig.send(PRESS)
    rig.answer(reply())
    assert rig.done == [0]


@pytest.mark.parametrize("how", ["the server closes", "writing fails", "no room"])
def test_a_lost_connection_is_told_once_and_nothing_waits_for_it(rig: Rig, how: str) -> None:
    rig.send(PRESS)
    if how == "the server closes":
        rig.server.close()
        rig.loop.turn(0.05)
    elif how == "writing fails":
        rig.server.close()
        assert not rig.send(RELEASE)
    else:
        while rig.send(PRESS):
            pass
    assert rig.lost == 1
    assert not rig.send(PRESS)
    rig.loop.turn(0.01)
    assert (rig.lost, rig.done) == (1, [])


def test_closing_on_purpose_is_no_loss(rig: Rig) -> None:
    rig.send(PRESS)
    rig.outlet.close()
    rig.outlet.close()
    assert (rig.lost, rig.done) == (0, [])


def test_the_stop_may_close_it_from_inside_an_answer(rig: Rig) -> None:
    closing: Callable[[], None] = rig.outlet.close
    rig.outlet.send([PRESS], closing)
    rig.send(RELEASE)
    rig.answer(reply() * 2)
    assert rig.done == []


@pytest.mark.parametrize(
    ("greeting", "sentence"),
    [
        (struct.pack("<BBHHH", 0, 4, 11, 0, 1) + b"nope", "refused the connection: check XAUTHORITY"),
        (b"", "closed the connection"),
    ],
)
def test_a_display_that_refuses_is_one_sentence_with_the_remedy(greeting: bytes, sentence: str) -> None:
    with pytest.raises(OutletError, match=sentence):
        Rig(greeting)


def test_it_knows_its_number_at_the_server() -> None:
    rig = Rig(struct.pack("<BxHHH", 1, 11, 0, 2) + struct.pack("<II", 21101007, 0xA00000))
    assert rig.outlet.client == 0xA00000
    rig.close()
