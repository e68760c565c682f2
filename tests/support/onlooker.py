"""Drives the agent that looks at the screen, see `tests/support/agents/onlooker.py`."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from tests.support.supervised import COMMAND

if TYPE_CHECKING:
    from types import TracebackType

    from tests.support.supervised import Supervised

_PROGRAM = Path(__file__).parent / "agents/onlooker.py"
GREY = (0x80, 0x80, 0x80)


@dataclass(frozen=True)
class Shot:
    """What was seen.

    Attributes:
        data: Four bytes a pixel: blue, green, red and one that means nothing.
        took_ms: How long it took.
    """

    data: bytes
    width: int
    height: int
    took_ms: float

    def part(self, rect: tuple[int, int, int, int]) -> bytes:
        """Give the colours of an area, row by row, without the bytes that mean nothing."""
        x, y, width, height = rect
        rows = (
            self.data[4 * (row * self.width + x) : 4 * (row * self.width + x + width)] for row in range(y, y + height)
        )
        return _colours(b"".join(rows))

    def outside(self, rects: list[tuple[int, int, int, int]]) -> bytes:
        """Give the colours of all but some areas, which are black."""
        data = bytearray(self.data)
        for x, y, width, height in rects:
            for row in range(max(0, y), min(self.height, y + height)):
                start = 4 * (row * self.width + max(0, x))
                end = 4 * (row * self.width + min(self.width, x + width))
                data[start:end] = bytes(end - start)
        return _colours(bytes(data))


def _colours(data: bytes) -> bytes:
    kept = bytearray(data)
    kept[3::4] = bytes(len(kept) // 4)
    return bytes(kept)


def colours(data: bytes) -> set[tuple[int, int, int]]:
    """Give the red, green and blue of all pixels."""
    return {(data[i + 2], data[i + 1], data[i]) for i in range(0, len(data), 4)}


class Onlooker:
    """One such agent; a context manager."""

    def __init__(self, folder: Path, process: subprocess.Popen[str]) -> None:
        self._folder = folder
        self.process = process

    @classmethod
    def supervised(cls, supervised: Supervised, folder: Path) -> Onlooker:
        """Start it as an agent."""
        command = [*COMMAND, "run", "--", sys.executable, str(_PROGRAM), str(folder)]
        return cls._start(command, supervised.env, folder)

    @classmethod
    def direct(cls, env: dict[str, str], folder: Path) -> Onlooker:
        """Start it as the person's own program."""
        return cls._start([sys.executable, str(_PROGRAM), str(folder)], env, folder)

    @classmethod
    def _start(cls, command: list[str], env: dict[str, str], folder: Path) -> Onlooker:
        folder.mkdir()
        process = subprocess.Popen(
            command, env=env, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        made = cls(folder, process)
        try:
            made._hear_ready()
        except BaseException:
            made.end()
            raise
        return made

    def end(self) -> None:
        """End it, whether it listens or not."""
        for end in (self.process.stdin, self.process.stdout):
            if end is not None:
                end.close()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def _hear_ready(self) -> None:
        said = self._line()
        while said and said != '"ready"':
            said = self._line()
        assert said == '"ready"', "the onlooker ended"

    def _line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def ask(self, command: str, *arguments: str) -> dict[str, Any]:
        """Have it do something; gives its answer."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps([command, *arguments]) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._line())
        return answer

    def look(self, way: str, *arguments: str) -> Shot:
        """Have it look at the screen."""
        answer = self.ask("look", way, *arguments)
        assert "error" not in answer, (way, answer)
        return Shot(Path(answer["pixels"]).read_bytes(), answer["width"], answer["height"], answer["took_ms"])
