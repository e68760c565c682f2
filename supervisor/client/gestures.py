"""The words of the vocabulary as methods: the same for programs that wait and for asyncio."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

R = TypeVar("R")
"""What a method gives: an `Outcome`, or a promise of one."""

_STATEMENT = frozenset(
    {
        *("reason", "confidence", "alternatives", "task", "amount", "currency", "recipients", "affected_count"),
        *("source_trust", "warnings"),
    }
)
"""What may be said with every gesture."""


def without_none(**fields: Any) -> dict[str, Any]:
    """Give the fields that are said."""
    return {name: value for name, value in fields.items() if value is not None}


def statement_of(said: Mapping[str, Any]) -> dict[str, Any]:
    """Check what an agent says of its proposal.

    Raises:
        TypeError: there is no such word.
    """
    unknown = sorted(said.keys() - _STATEMENT)
    if unknown:
        raise TypeError(f"`{unknown[0]}` is nothing that can be said of an action: {', '.join(sorted(_STATEMENT))}")
    return without_none(**said)


class Gestures(ABC, Generic[R]):
    """What an agent may do.

    Places are physical pixels of the whole desktop, or pixels of the picture that `picture` names. With each gesture
    may be said: `reason`, `confidence` (0 to 1), `alternatives`, `task`, `amount`, `currency`, `recipients`,
    `affected_count`, `source_trust` (user, document, web, unknown) and `warnings`. It is shown to the person and
    recorded, and believed only where it makes the action graver.

    Attributes:
        picture: Width and height of the picture in whose pixels places count; None for physical ones.
        accept_modified: What a person made of a gesture counts as done; else it raises `Modified`.
    """

    picture: tuple[int, int] | None = None
    accept_modified: bool = False

    @abstractmethod
    def propose(self, gesture: Mapping[str, Any], **said: Any) -> R:
        """Do one gesture, once it is allowed.

        Args:
            gesture: As the protocol has it: `{"type": "click", "x": 1, "y": 2}`.
            said: What is said of it, see the class.

        Raises:
            Rejected: a person, or a rule (`Denied`), said no.
            Modified: a person changed it, and that was done.
            Expired: its target or its time was gone.
            Stopped: a person stopped all agents.
            CallError: it was not understood.
            ConnectionLost: the supervisor has gone.
        """

    def move(self, x: int, y: int, **said: Any) -> R:
        """Move the pointer; raises as `propose`."""
        return self.propose({"type": "move", "x": x, "y": y}, **said)

    def click(
        self,
        x: int | None = None,
        y: int | None = None,
        *,
        button: str = "left",
        count: int = 1,
        held: Sequence[str] = (),
        **said: Any,
    ) -> R:
        """Click at a place, or where the pointer is; raises as `propose`.

        Args:
            x: px from the left edge; None, with `y`, for where the pointer is.
            y: px from the top edge.
            button: `left`, `middle`, `right`, `back` or `forward`.
            count: 2 for a double click, 3 for a triple click.
            held: Modifiers that are down meanwhile: `ctrl`, `alt`, `shift`, `super`, `altgr`.
            said: See the class.
        """
        gesture = without_none(type="click", x=x, y=y, button=button, count=count)
        return self.propose(gesture | ({"held": list(held)} if held else {}), **said)

    def drag(
        self, path: Sequence[tuple[int, int]], *, button: str = "left", held: Sequence[str] = (), **said: Any
    ) -> R:
        """Press at the first place, move along the others, let go at the last; raises as `propose`."""
        gesture: dict[str, Any] = {"type": "drag", "path": [list(place) for place in path], "button": button}
        return self.propose(gesture | ({"held": list(held)} if held else {}), **said)

    def scroll(
        self,
        dx: int = 0,
        dy: int = 0,
        *,
        x: int | None = None,
        y: int | None = None,
        held: Sequence[str] = (),
        **said: Any,
    ) -> R:
        """Turn the wheel: `dy` 3 goes on reading, negative goes back; raises as `propose`."""
        gesture = without_none(type="scroll", x=x, y=y, dx=dx, dy=dy)
        return self.propose(gesture | ({"held": list(held)} if held else {}), **said)

    def key(self, keys: str, *, count: int = 1, **said: Any) -> R:
        """Press keys together, e.g. `ctrl+s`; raises as `propose`."""
        return self.propose({"type": "key", "keys": keys, "count": count}, **said)

    def type(self, text: str, **said: Any) -> R:
        """Type text in any script; a line feed presses Enter; raises as `propose`."""
        return self.propose({"type": "type", "text": text}, **said)

    def down(
        self,
        *,
        button: str | None = None,
        keys: str | None = None,
        keysym: int | None = None,
        char: str | None = None,
        x: int | None = None,
        y: int | None = None,
        **said: Any,
    ) -> R:
        """Press a button or keys, or one key by keysym or character, and leave it down; raises as `propose`."""
        gesture = without_none(type="down", button=button, keys=keys, keysym=keysym, char=char, x=x, y=y)
        return self.propose(gesture, **said)

    def up(
        self,
        *,
        button: str | None = None,
        keys: str | None = None,
        keysym: int | None = None,
        char: str | None = None,
        x: int | None = None,
        y: int | None = None,
        **said: Any,
    ) -> R:
        """Let a button or keys go, or one key by keysym or character; raises as `propose`."""
        gesture = without_none(type="up", button=button, keys=keys, keysym=keysym, char=char, x=x, y=y)
        return self.propose(gesture, **said)

    def wait(self, seconds: float = 1.0, **said: Any) -> R:
        """Do nothing for a while; raises as `propose`."""
        return self.propose({"type": "wait", "seconds": seconds}, **said)

    def proposal(self, gesture: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
        """Give the parameters of `propose` as the protocol has them."""
        params: dict[str, Any] = {"gesture": dict(gesture)}
        statement = statement_of(said)
        if statement:
            params["statement"] = statement
        if self.picture is not None:
            params["picture"] = {"width": self.picture[0], "height": self.picture[1]}
        return params
