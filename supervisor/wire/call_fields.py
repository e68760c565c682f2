"""The fields of a model's call, taken one by one out of what may be anything. Pure, standard library only.

A wrong field is a `CallError` whose one line names it; what was taken by nobody is refused at the end by its name.
`null` is the same as a field that is missing, because the vendors' own types write one for the other.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from supervisor.wire.model_call import Size

LONGEST_TEXT = 10_000
"""Characters of a text to be typed, as `vocabulary` has it."""
LONGEST_ID = 200
_SHOWN = 40


class CallError(Exception):
    """The model's: a call is not in its vocabulary; the sentence names the field."""


class Fields:
    """What a call says, by name.

    Attributes:
        where: Names what it is part of, e.g. `input.`; stands before each field's name.
    """

    def __init__(self, raw: object, where: str = "") -> None:
        """Begin with what was sent.

        Raises:
            CallError: it is no object.
        """
        if not isinstance(raw, dict):
            raise CallError(f"`{where.rstrip('.') or 'call'}` has to be an object, not {kind_of(raw)}")
        self.where = where
        self._raw: Mapping[object, object] = raw
        self._taken: set[str] = set()

    def has(self, name: str) -> bool:
        """Tell whether a field is there."""
        return self._raw.get(name) is not None

    def value(self, name: str) -> object:
        """Take a field as it is; None when it is not there."""
        self._taken.add(name)
        return self._raw.get(name)

    def wrong(self, name: str, what: str) -> CallError:
        """Give the error of a field."""
        return CallError(f"`{self.where}{name}` {what}")

    def text(self, name: str, longest: int = LONGEST_TEXT, default: str | None = None) -> str:
        """Take a text; one without a default has to be there, and not to be empty.

        Raises:
            CallError: it is none, or longer than `longest` characters.
        """
        found = self.value(name)
        if found is None and default is not None:
            return default
        if found is None:
            raise self.wrong(name, "is missing")
        if not isinstance(found, str):
            raise self.wrong(name, f"has to be text, not {kind_of(found)}")
        if not found and default is None:
            raise self.wrong(name, "is empty")
        if len(found) > longest:
            raise self.wrong(name, f"is longer than {longest} characters: do it in parts")
        if any(0xD800 <= ord(char) < 0xE000 for char in found):
            raise self.wrong(name, "has half a surrogate pair, which is no character")
        return found

    def typed(self, name: str) -> str:
        """Take a text to be typed; whatever its lines end with is one line feed."""
        return self.text(name).replace("\r\n", "\n").replace("\r", "\n")

    def choice(self, name: str, choices: Sequence[str]) -> str:
        """Take one of several words.

        Raises:
            CallError: it is none of them.
        """
        found = self.text(name, 100)
        if found not in choices:
            raise self.wrong(name, f"has to be one of {', '.join(choices)}, not `{shown(found)}`")
        return found

    def whole(self, name: str, low: int, high: int, default: int | None = None) -> int:
        """Take a whole number of a range, both ends included.

        Raises:
            CallError: it is none, or outside.
        """
        found = self.value(name)
        if found is None and default is not None:
            return default
        return self._whole(name, found, low, high)

    def number(self, name: str, low: float, high: float) -> float:
        """Take a number of a range, both ends included.

        Raises:
            CallError: it is none, or outside.
        """
        found = self.value(name)
        if found is None:
            raise self.wrong(name, "is missing")
        if isinstance(found, bool) or not isinstance(found, int | float):
            raise self.wrong(name, f"has to be a number, not {kind_of(found)}")
        if not low <= found <= high:
            raise self.wrong(name, f"has to be from {low} to {high}")
        return float(found)

    def inside(self, name: str, where: str = "") -> Fields:
        """Take an object with fields of its own; one that is missing has none.

        Args:
            name: The field.
            where: Names it before its own fields, with a point at the end; empty for the same name.

        Raises:
            CallError: it is no object.
        """
        found = self.value(name)
        return Fields({} if found is None else found, where or f"{name}.")

    def flag(self, name: str, *, default: bool) -> bool:
        """Take a yes or no.

        Raises:
            CallError: it is neither.
        """
        found = self.value(name)
        if found is None:
            return default
        if not isinstance(found, bool):
            raise self.wrong(name, f"has to be true or false, not {kind_of(found)}")
        return found

    def items(self, name: str, most: int) -> list[object]:
        """Take a list of one or more.

        Raises:
            CallError: it is none, is empty, or has more than `most`.
        """
        found = self.value(name)
        if found is None:
            raise self.wrong(name, "is missing")
        if not isinstance(found, list | tuple):
            raise self.wrong(name, f"has to be a list, not {kind_of(found)}")
        if not found:
            raise self.wrong(name, "is empty")
        if len(found) > most:
            raise self.wrong(name, f"has more than {most} entries: do it in parts")
        return list(found)

    def place(self, name: str, size: Size) -> tuple[int, int]:
        """Take a place, `[x, y]`, that lies on the picture.

        Raises:
            CallError: it is none, or outside.
        """
        found = self.items(name, 1_000)
        if len(found) != 2:
            raise self.wrong(name, "has to be two numbers, [x, y]")
        return self.on(size, (f"{name}[0]", found[0]), (f"{name}[1]", found[1]))

    def x_and_y(self, x: str, y: str, size: Size) -> tuple[int, int]:
        """Take a place whose numbers are fields of their own.

        Raises:
            CallError: it is none, or outside.
        """
        return self.on(size, (x, self.value(x)), (y, self.value(y)))

    def on(self, size: Size, x: tuple[str, object], y: tuple[str, object]) -> tuple[int, int]:
        """Check that a place lies on the picture; its right and bottom edges count as inside.

        Args:
            size: Of the picture.
            x: Name and value.
            y: Name and value.

        Raises:
            CallError: it does not.
        """
        return self._whole(*x, 0, size.width), self._whole(*y, 0, size.height)

    def nothing_else(self) -> None:
        """Refuse what nobody took.

        Raises:
            CallError: there is something.
        """
        for name, value in self._raw.items():
            if value is not None and name not in self._taken:
                raise CallError(f"`{self.where}{shown(name)}` is not known here: leave it out")

    def _whole(self, name: str, found: object, low: int, high: int) -> int:
        if found is None:
            raise self.wrong(name, "is missing")
        if isinstance(found, bool) or not isinstance(found, int | float):
            raise self.wrong(name, f"has to be a whole number, not {kind_of(found)}")
        if not low <= found <= high:
            raise self.wrong(name, f"has to be from {low} to {high}")
        # Numbers that came by way of a protocol buffer are all floats.
        if isinstance(found, float) and not (math.isfinite(found) and found.is_integer()):
            raise self.wrong(name, "has to be a whole number")
        return int(found)


def id_of(raw: object, name: str) -> str:
    """Give the id that a call is answered by; empty when it has none that can be used."""
    try:
        return Fields(raw).text(name, LONGEST_ID)
    except CallError:
        return ""


def kind_of(value: object) -> str:
    """Name what something is, without showing any of it."""
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "text"
        case list() | tuple():
            return "a list"
        case dict():
            return "an object"
        case _:
            return "something else"


def shown(value: object) -> str:
    """Show some of a word in an error: one line, short, without anything that does not print."""
    if not isinstance(value, str):
        return kind_of(value)
    line = "".join(char if char.isprintable() and char != "`" else "?" for char in value[:_SHOWN])
    return line + "…" if len(value) > _SHOWN else line
