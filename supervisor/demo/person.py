"""A scripted person: a VNC viewer with hands and eyes.

To the X server its keys and buttons come from `TigerVNC keyboard` and `TigerVNC pointer`, which are devices of their
own and not XTEST's: what it does is physical input. What it sees is what is on the screen, the pointer included,
whatever X clients are told. Protocol: RFC 6143 (RFB 3.8), security type None.
"""

from __future__ import annotations

import contextlib
import socket
import string
import struct
import time
from typing import TYPE_CHECKING, Self

from Xlib import XK

from supervisor.demo.picture import Picture

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

_TIMEOUT_S = 20.0
_CHORD_KEYS = {"ctrl": "Control_L", "alt": "Alt_L", "shift": "Shift_L", "super": "Super_L"}
_CHARACTERS = {"\n": "Return", "\t": "Tab"}
_SHIFTED = frozenset(string.ascii_uppercase + '~!@#$%^&*()_+{}|:"<>?')
"""Characters that need Shift on the US layout, which is the one of the virtual desktop."""
_UNICODE_KEYSYMS = 0x01000000
_MAX_TEXT_BYTES = 1 << 20
_PIXEL_FORMAT = struct.pack(">B3xBBBBHHHBBB3x", 0, 32, 24, 0, 1, 255, 255, 255, 16, 8, 0)
"""SetPixelFormat: 32 bits a pixel, little endian, so in memory blue, green, red, nothing."""


class PersonError(RuntimeError):
    """The VNC server refused us or went away."""


def keysym_of(name: str) -> int:
    """Give the X keysym of a key name (`Escape`, `y`, `Control_L`) or of one character.

    Raises:
        ValueError: there is no such key.
    """
    if len(name) == 1 and name not in _CHARACTERS:
        code = ord(name)
        return code if 0x20 <= code <= 0xFF else _UNICODE_KEYSYMS + code
    keysym = XK.string_to_keysym(_CHARACTERS.get(name, name))
    if keysym == 0:
        raise ValueError(f"unknown key `{name}`: use an X keysym name such as `Escape` or `Control_L`")
    return int(keysym)


class Person:
    """A person at a virtual desktop. Each call returns when the server has taken the input in.

    Attributes:
        position: Where the person last put the pointer, in pixels.
        size: Width and height of the screen in pixels.
    """

    def __init__(self, address: Path | int) -> None:
        """Sit down.

        Args:
            address: The server's UNIX socket, or its TCP port on this machine.

        Raises:
            PersonError: no VNC server there that lets us in.
        """
        self.position = (0, 0)
        self._buttons = 0
        self._socket = _connect(address)
        try:
            self.size = self._greet()
            self._send(_PIXEL_FORMAT)
            # Raw pixels only: the one we ask for after each input is then of known length.
            self._send(struct.pack(">BxHi", 2, 1, 0))
            self.sync()
        except BaseException:
            self._socket.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of everything and leave."""
        with contextlib.suppress(OSError):
            self._socket.close()

    def key_down(self, name: str) -> None:
        """Press a key and keep it down."""
        self._key(name, down=True)

    def key_up(self, name: str) -> None:
        """Let a key go."""
        self._key(name, down=False)

    def tap(self, name: str) -> None:
        """Press and release a key."""
        self._key(name, down=True)
        self._key(name, down=False)

    def hold_key(self, name: str, seconds: float) -> None:
        """Keep a key down for a while."""
        self._key(name, down=True)
        time.sleep(seconds)
        self._key(name, down=False)

    def chord(self, text: str) -> None:
        """Press a chord such as `ctrl+alt+y`: left modifiers in the order given, the key, and back."""
        names = [_CHORD_KEYS.get(part.strip().lower(), part.strip()) for part in text.split("+")]
        for name in names:
            self._key(name, down=True)
        for name in reversed(names):
            self._key(name, down=False)

    def type(self, text: str) -> None:
        """Type text, a key at a time, with Shift where the layout wants it."""
        for character in text:
            # Left alone, the server would find a way of its own to a capital: Caps Lock.
            shifted = character in _SHIFTED
            if shifted:
                self._key("Shift_L", down=True)
            self.tap(character)
            if shifted:
                self._key("Shift_L", down=False)

    def move(self, x: int, y: int) -> None:
        """Put the pointer at a pixel of the screen."""
        self.position = (x, y)
        self._pointer()

    def button_down(self, button: int = 1) -> None:
        """Press a button (1 left, 2 middle, 3 right, 4 to 7 wheel) where the pointer is."""
        self._buttons |= 1 << (button - 1)
        self._pointer()

    def button_up(self, button: int = 1) -> None:
        """Let a button go where the pointer is."""
        self._buttons &= ~(1 << (button - 1))
        self._pointer()

    def click(self, x: int, y: int, button: int = 1) -> None:
        """Move to a pixel and click there."""
        self.move(x, y)
        self.button_down(button)
        self.button_up(button)

    def drag(self, start: tuple[int, int], end: tuple[int, int], *, button: int = 1, steps: int = 8) -> None:
        """Drag from one pixel to another in `steps` motions."""
        self.move(*start)
        self.button_down(button)
        for step in range(1, steps + 1):
            self.move(
                start[0] + (end[0] - start[0]) * step // steps,
                start[1] + (end[1] - start[1]) * step // steps,
            )
        self.button_up(button)

    def scroll(self, clicks: int) -> None:
        """Turn the wheel where the pointer is: up when positive, down when negative."""
        button = 4 if clicks > 0 else 5
        for _ in range(abs(clicks)):
            self.button_down(button)
            self.button_up(button)

    def look(self) -> Picture:
        """See the whole screen."""
        self._send(struct.pack(">BBHHHH", 3, 0, 0, 0, *self.size))
        width, height = self.size
        screen = bytearray(4 * width * height)
        seen = 0
        while seen < len(screen):
            for (x, y, part_width, part_height), pixels in self._read_update():
                for row in range(part_height):
                    at = 4 * ((y + row) * width + x)
                    screen[at : at + 4 * part_width] = pixels[4 * row * part_width : 4 * (row + 1) * part_width]
                seen += len(pixels)
        return Picture.of_bgrx(width, height, screen)

    def sync(self) -> None:
        """Wait until the server has handled all input sent so far.

        A pixel is asked for twice: the first answer shows that the input was read, the second that the server's
        loop went round since and gave it to its clients.
        """
        for _ in range(2):
            self._send(struct.pack(">BBHHHH", 3, 0, 0, 0, 1, 1))
            self._read_update()

    def _key(self, name: str, *, down: bool) -> None:
        self._send(struct.pack(">BBxxI", 4, int(down), keysym_of(name)))
        self.sync()

    def _pointer(self) -> None:
        self._send(struct.pack(">BBHH", 5, self._buttons & 0xFF, *self.position))
        self.sync()

    def _greet(self) -> tuple[int, int]:
        """Go through the handshake and give the size of the screen."""
        version = self._read(12)
        if not version.startswith(b"RFB 003."):
            raise PersonError(f"the server speaks `{version!r}`: RFB 3.8 is needed")
        self._send(b"RFB 003.008\n")
        (count,) = self._read(1)
        if count == 0:
            raise PersonError(f"the VNC server refused us: {self._read_text()}")
        if 1 not in self._read(count):
            raise PersonError("the VNC server wants a password: start it with `-SecurityTypes None`")
        self._send(b"\x01")
        if self._read(4) != b"\0\0\0\0":
            raise PersonError(f"the VNC server refused us: {self._read_text()}")
        self._send(b"\x01")  # shared with other viewers
        width, height = struct.unpack(">HH16x", self._read(20))
        self._read_text()
        return width, height

    def _read_update(self) -> list[tuple[tuple[int, int, int, int], bytes]]:
        """Read up to and including one framebuffer update and give its parts: place and pixels."""
        while True:
            (kind,) = self._read(1)
            if kind == 0:
                (count,) = struct.unpack(">xH", self._read(3))
                parts = []
                for _ in range(count):
                    x, y, width, height = struct.unpack(">HHHH4x", self._read(12))
                    parts.append(((x, y, width, height), self._read(4 * width * height)))
                return parts
            if kind == 1:
                (colours,) = struct.unpack(">xxxH", self._read(5))
                self._read(colours * 6)
            elif kind == 3:
                self._read(3)
                self._read_text()
            elif kind != 2:  # 2 is the bell, a single byte
                raise PersonError(f"the VNC server sent the unknown message {kind}: use Xtigervnc")

    def _read_text(self) -> str:
        (length,) = struct.unpack(">I", self._read(4))
        return self._read(min(length, _MAX_TEXT_BYTES)).decode("latin-1")

    def _read(self, count: int) -> bytes:
        data = bytearray()
        while len(data) < count:
            try:
                chunk = self._socket.recv(count - len(data))
            except OSError as e:
                raise PersonError(f"the VNC server does not answer: {e}") from e
            if not chunk:
                raise PersonError("the VNC server closed the connection: is the virtual desktop still running?")
            data += chunk
        return bytes(data)

    def _send(self, data: bytes) -> None:
        try:
            self._socket.sendall(data)
        except OSError as e:
            raise PersonError(f"the VNC server closed the connection: {e}") from e


def _connect(address: Path | int) -> socket.socket:
    by_port = isinstance(address, int)
    connection = socket.socket(socket.AF_INET if by_port else socket.AF_UNIX)
    connection.settimeout(_TIMEOUT_S)
    try:
        connection.connect(("127.0.0.1", address) if by_port else str(address))
    except OSError as e:
        connection.close()
        raise PersonError(f"no VNC server at `{address}`: start a virtual desktop first: {e}") from e
    if by_port:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection
