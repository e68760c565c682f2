"""The process in which the libraries live: told what to do on standard input, it lets go of all when that ends.

Told `PYNPUT_BACKEND` or the like, pynput would take another way out than the display: such variables do not count.
"""

from __future__ import annotations

import argparse
import json
import mmap
import os
import select
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from supervisor.core.shared_state import LATCH, REARMED, SIZE, read_count
from supervisor.desktop.portable.hand import HandError
from supervisor.desktop.portable.monitors import Monitors, count_in_pixels
from supervisor.desktop.portable.performing import Performer, Refused
from supervisor.desktop.portable.pyautogui_hand import PyautoguiHand
from supervisor.desktop.portable.pynput_hand import PynputHand
from supervisor.desktop.portable.strokes import MOST_BYTES, StrokesError, decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from supervisor.desktop.portable.hand import Hand

_HANDS: dict[str, type[PynputHand | PyautoguiHand]] = {"pynput": PynputHand, "pyautogui": PyautoguiHand}
_READ_BYTES = 65536


def choose_hand(names: tuple[str, ...] = tuple(_HANDS)) -> Hand:
    """Load the first library that can be used.

    Raises:
        HandError: none can.
    """
    problems = []
    for name in names:
        try:
            return _HANDS[name]()
        except HandError as e:
            problems.append(str(e))
    raise HandError("; ".join(problems))


def lines(fd: int) -> Iterator[bytes]:
    """Give what comes, line by line, until there is nothing more; a line that is too long ends it."""
    rest = b""
    while len(rest) <= MOST_BYTES:
        try:
            data = os.read(fd, _READ_BYTES)
        except OSError:
            return
        if not data:
            return
        *whole, rest = (rest + data).split(b"\n")
        yield from whole


def serve(performer: Performer, told_fd: int, answers_fd: int) -> None:
    """Do what is told until the end of it."""
    try:
        for line in lines(told_fd):
            write = decode(line)
            try:
                performer.perform(write.strokes, write.armed)
            except Refused as e:
                _say(answers_fd, {"n": write.number, "failed": str(e), "partly": e.partly})
            else:
                _say(answers_fd, {"n": write.number})
    except (StrokesError, OSError):
        # Who tells us has gone, or is out of its mind.
        return
    finally:
        performer.release()


def closing(memory: memoryview | mmap.mmap, told_fd: int) -> Callable[[int], bool]:
    """Give what tells whether a write may still be done.

    A stop shuts the socket, but what was written before can still be read from it, and a person may have re-armed by
    then: what is left belongs to what was stopped.

    Args:
        memory: Shared with `human`.
        told_fd: The socket that the writes come by.
    """
    hung_up = select.poll()
    hung_up.register(told_fd, 0)

    def closed(armed: int) -> bool:
        # The latch first: whoever re-arms counts on before it is cleared.
        return memory[LATCH] != 0 or read_count(memory, REARMED) != armed or bool(hung_up.poll(0))

    return closed


def _say(fd: int, message: dict[str, object]) -> None:
    data = json.dumps(message).encode() + b"\n"
    while data:
        data = data[os.write(fd, data) :]


def main() -> int:
    """Serve one gate."""
    parser = argparse.ArgumentParser(prog="supervisor.desktop.portable")
    parser.add_argument("--latch-fd", type=int, required=True)
    parser.add_argument("--hand", choices=tuple(_HANDS))
    given = parser.parse_args()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The libraries print, and start programs: neither may reach the gate.
    told, answers = os.dup(0), os.dup(1)
    os.dup2(2, 1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    for name in [name for name in os.environ if name.startswith("PYNPUT_")]:
        del os.environ[name]
    memory = mmap.mmap(given.latch_fd, SIZE, access=mmap.ACCESS_READ)
    try:
        count_in_pixels()
        hand = choose_hand((given.hand,) if given.hand else tuple(_HANDS))
        monitors = Monitors()
        size = monitors.geometry().size
    except Exception as e:  # noqa: BLE001 - the top of this process: whatever it is, the gate gets to know it
        with suppress(OSError):
            _say(answers, {"error": str(e)})
        return 1
    with suppress(OSError):
        _say(answers, {"ready": hand.name, "clients": hand.clients, "size": size})
    serve(Performer(hand, monitors, closing(memory, told)), told, answers)
    return 0


if __name__ == "__main__":
    sys.exit(main())
