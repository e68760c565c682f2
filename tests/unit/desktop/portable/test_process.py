"""The process with the libraries, from inside; tests/unit/desktop/portable/test_outlet.py has it from outside."""

from __future__ import annotations

import json
import os
import socket
import threading
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from supervisor.core.action import Rect
from supervisor.core.shared_state import LATCH, REARMED, SIZE
from supervisor.desktop.portable import process
from supervisor.desktop.portable.geometry import Geometry
from supervisor.desktop.portable.hand import HandError
from supervisor.desktop.portable.monitors import Monitors
from supervisor.desktop.portable.performing import Performer
from supervisor.desktop.portable.strokes import MOST_BYTES, Key, Move, Write, encode
from tests.unit.desktop.portable.simulated_hand import SimulatedHand

A = Key(0x61, "a", down=True)
SCREEN = Rect(0, 0, 100, 100)


class OneMonitor(Monitors):
    def geometry(self) -> Geometry:
        return Geometry(SCREEN, (SCREEN,), 100, 100)


def served(*data: bytes, hand: SimulatedHand | None = None) -> tuple[list[str], list[dict[str, object]]]:
    """Give what was done and answered when this was told, and then nothing more."""
    hand = hand or SimulatedHand()
    ours, theirs = socket.socketpair()
    for part in data:
        ours.sendall(part)
    ours.shutdown(socket.SHUT_WR)
    process.serve(Performer(hand, OneMonitor(), lambda _armed: False), theirs.fileno(), theirs.fileno())
    theirs.close()
    with ours.makefile("rb") as answers:
        said = [json.loads(line) for line in answers]
    ours.close()
    return hand.did, said


def test_each_write_is_answered_and_the_end_lets_everything_go() -> None:
    first, second = encode(Write(1, 0, (A,))), encode(Write(2, 0, (Move(500, 5),)))
    assert served(first[:4], first[4:] + second) == (["+a", "@99,5", "-a"], [{"n": 1}, {"n": 2}])


def test_what_could_not_be_done_is_answered_with_the_reason() -> None:
    hand = SimulatedHand()
    hand.cannot = "no such key"
    assert served(encode(Write(7, 0, (A,))), hand=hand) == (
        [],
        [{"n": 7, "failed": "no such key: 1", "partly": False}],
    )


def test_a_message_that_is_none_ends_it_with_everything_let_go() -> None:
    assert served(encode(Write(1, 0, (A,))), b"nonsense\n", encode(Write(2, 0, (A,)))) == (["+a", "-a"], [{"n": 1}])


@pytest.mark.parametrize("how", ["latch", "re-armed since", "shut", "gone"])
def test_what_a_stop_found_waiting_is_never_done_not_even_after_it_is_over(how: str) -> None:
    memory = memoryview(bytearray(SIZE))
    hand = SimulatedHand()
    ours, theirs = socket.socketpair()
    ours.sendall(encode(Write(1, 0, (A, replace(A, down=False)))) + encode(Write(2, 0, (A,))))
    if how in ("latch", "re-armed since"):
        ours.shutdown(socket.SHUT_WR)

    def stop() -> None:
        if hand.did:
            return
        if how == "latch":
            memory[LATCH] = 1
        elif how == "re-armed since":
            memory[REARMED] = 1
        elif how == "shut":
            ours.shutdown(socket.SHUT_RDWR)
        else:
            ours.close()

    hand.before = stop
    performer = Performer(hand, OneMonitor(), process.closing(memory, theirs.fileno()))
    with Path(os.devnull).open("wb") as nobody:
        process.serve(performer, theirs.fileno(), nobody.fileno())
    theirs.close()
    ours.close()
    assert hand.did == ["+a", "-a"], "the first key, let go, and nothing more"


def test_what_is_written_after_a_re_arming_is_done() -> None:
    memory = memoryview(bytearray(SIZE))
    memory[REARMED] = 3
    ours, theirs = socket.socketpair()
    closed = process.closing(memory, theirs.fileno())
    assert (closed(2), closed(3)) == (True, False)
    ours.close()
    theirs.close()


def test_a_line_without_an_end_ends_it() -> None:
    ours, theirs = socket.socketpair()
    sending = threading.Thread(target=_send_for_ever, args=(ours,))
    sending.start()
    assert list(process.lines(theirs.fileno())) == [b"one"]
    theirs.close()
    sending.join()
    ours.close()


def _send_for_ever(end: socket.socket) -> None:
    with suppress(OSError):
        end.sendall(b"one\n")
        while True:
            end.sendall(bytes(MOST_BYTES))


def test_the_first_library_that_works_is_taken_and_all_are_named_when_none_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Broken:
        def __init__(self) -> None:
            raise HandError("broken")

    monkeypatch.setattr(process, "_HANDS", {"pynput": Broken, "pyautogui": SimulatedHand})
    assert process.choose_hand(("pynput", "pyautogui")).name == "simulated"
    with pytest.raises(HandError, match=r"^broken; broken$"):
        process.choose_hand(("pynput", "pynput"))
