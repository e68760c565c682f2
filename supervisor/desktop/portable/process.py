"""The process in which the libraries live: told what to do on standard input, it lets go of all when that ends.

Told `PYNPUT_BACKEND` or the like, pynput would take another way out than the display: such variables do not count.
"""

from __future__ import annotations

import argparse
import json
import mmap
import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from supervisor.core.shared_state import LATCH, SIZE
from supervisor.desktop.portable.hand import HandError
from supervisor.desktop.portable.monitors import Monitors, count_in_pixels
from supervisor.desktop.portable.performing import Performer, Refused
from supervisor.desktop.portable.pyautogui_hand import PyautoguiHand
from supervisor.desktop.portable.pynput_hand import PynputHand
from supervisor.desktop.portable.strokes import MOST_BYTES, StrokesError, decode

if TYPE_CHECKING:
    from collections.abc import Iterator

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
                performer.perform(write.strokes)
            except Refused as e:
                _say(answers_fd, {"n": write.number, "failed": str(e)})
            else:
                _say(answers_fd, {"n": write.number})
    except (StrokesError, OSError):
        # Who tells us has gone, or is out of its mind.
        return
    finally:
        performer.release()


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
    serve(Performer(hand, monitors, lambda: memory[LATCH] != 0), told, answers)
    return 0


if __name__ == "__main__":
    sys.exit(main())
