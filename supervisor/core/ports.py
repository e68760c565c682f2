"""What the engine needs of the rooms beside it; `app` hands each its part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from supervisor.core.action import Point, Rect
    from supervisor.core.context import Element, Window
    from supervisor.core.input_event import InputEvent
    from supervisor.core.opinion import Opinion
    from supervisor.core.spoken import Ending


@dataclass(frozen=True, slots=True)
class StandIn:
    """A pixmap that is read in the place of something else."""

    pixmap: int
    """Its X id; 0 when there is none, so that reading it fails."""
    visual: int
    """X id of the visual that the answer has to name; 0 as for any pixmap."""


class Timer(Protocol):
    """A pending call."""

    def cancel(self) -> None:
        """Never call it."""


class Loop(Protocol):
    """The one event loop of the service."""

    def now_ns(self) -> int:
        """Give CLOCK_MONOTONIC in ns."""

    def add(self, fd: int, on_event: Callable[[int], None], events: int) -> None:
        """Watch `fd` for epoll `events`."""

    def change(self, fd: int, events: int) -> None:
        """Watch `fd` for other events."""

    def remove(self, fd: int) -> None:
        """Stop watching `fd`."""

    def after(self, delay_s: float, call: Callable[[], None]) -> Timer:
        """Call once, `delay_s` from now."""


class Source(Protocol):
    """One client of an agent with an input request in flight."""

    @property
    def gone(self) -> bool:
        """The client has disconnected."""

    def settled(self) -> bool:
        """Tell whether the server has taken all that this client sent before the request."""

    def finish(self, *, refused: bool = False, ending: Ending | None = None) -> None:
        """End the request: the client goes on. Performed and refused look the same to most.

        Args:
            refused: It was not performed.
            ending: What became of what it proposed; None where it only belonged to something.
        """

    def mark_expired(self) -> None:
        """Refuse what the client has already queued behind the request."""


class Gate(Protocol):
    """Where intake submits; the engine."""

    def submit(self, source: Source, event: InputEvent, *, expired: bool) -> None:
        """Take one input event; the answer is `source.finish`."""

    def malformed(self, source: Source, why: str) -> None:
        """Take note of a broken request; the answer is `source.finish`."""

    def gone(self, source: Source) -> None:
        """Take note that the client has disconnected."""

    def asks_person(self) -> bool:
        """Tell whether something of the agent's waits for the person's answer."""

    def refused(self, door: str) -> None:
        """Take note that a request was refused, or made harmless, for what it is; the client went on."""


class PointerFacts(Protocol):
    """Where the pointer is and what is held."""

    @property
    def point(self) -> Point:
        """Root position, px."""

    @property
    def modifiers(self) -> int:
        """Core modifier mask, bits 0..7."""

    @property
    def buttons(self) -> int:
        """Mask of buttons down, bit 0 for button 1."""

    @property
    def group(self) -> int:
        """Keyboard layout group, from 0."""


class Desktop(Protocol):
    """What is on the screen."""

    def window_at(self, point: Point) -> Window | None:
        """Give the window that a press at `point` would reach."""

    def focused(self) -> Window | None:
        """Give the window that a key would reach."""

    def by_id(self, window: int) -> Window | None:
        """Give the top-level window that holds X window `window`; None when it is gone."""

    def translate(self, window: int, x: int, y: int) -> Point | None:
        """Turn window coordinates to root ones; None when the window is gone."""

    def pointer(self) -> PointerFacts:
        """Ask for pointer and modifiers."""

    def glance(
        self, point: Point | None, meanwhile: Callable[[], None] | None = None
    ) -> tuple[PointerFacts, Window | None]:
        """Give `pointer`, and `window_at` of a point, or `focused` without one, as of one moment.

        `meanwhile` is called while they are being found out.
        """

    def put_focus(self, window: int) -> object:
        """Give the focus back to a window."""

    def menu(self) -> Window | None:
        """Give the open menu that has the keyboard, as of the last question; None when there is none."""

    def screen_size(self) -> tuple[int, int]:
        """Give width and height of the screen, px."""

    def monitors(self) -> tuple[Rect, ...]:
        """Give the parts of the screen where the pointer can be; none when that is all of it, or unknown."""

    def is_ours(self, window: Window) -> bool:
        """Tell whether a window belongs to the supervisor itself."""

    def viewable(self, window: int) -> bool | None:
        """Tell whether a window is on the screen; None when nobody can tell just now."""

    def exists(self, window: int) -> bool | None:
        """Tell whether a window is still there, on the screen or not; None when nobody can tell just now."""


class Elements(Protocol):
    """The accessible elements."""

    def request(
        self,
        kind: Literal["point", "focus"],
        window: Window,
        point: Point | None,
        budget_s: float,
        done: Callable[[Element | None, str], None],
        *,
        whom: bool = False,
    ) -> None:
        """Look up the element at a `point` or in `focus`; `done(element, why unknown)` is called from the loop.

        With `whom` it is told as well to whom its window would send, as far as there is time.
        """

    def shows_none(self, window: Window) -> bool:
        """Tell whether it is known without asking that a window's program shows no elements."""


class Selections(Protocol):
    """What the programs' selections hold: PRIMARY, CLIPBOARD, and what is being dragged."""

    def read(self, names: tuple[str, ...], done: Callable[[tuple[str | None, ...]], None]) -> None:
        """Read selections and become the owner of a copy; `done(texts)` comes from the loop, in bounded time.

        A text is empty when there is none, None when it could not be read.
        """

    def secure(self, texts: dict[str, str | None]) -> bool:
        """Make sure that selections give these texts to whoever asks, None aside; False when that cannot be done."""

    def await_fetch(self, window: int, done: Callable[[bool], None]) -> None:
        """Call `done` when the program of `window` has fetched what `secure` made sure of, False when it does not."""


class ExternalJudge(Protocol):
    """A second opinion from outside."""

    @property
    def words(self) -> str:
        """Say for tray and `status` that there is one, and whether it answers."""

    def ask(self, question: str, done: Callable[[Opinion], None]) -> Timer:
        """Ask; `done` comes from the loop, in bounded time, and never once the timer is cancelled."""


class Outlet(Protocol):
    """The way out to the seat."""

    def send(
        self,
        events: Iterable[InputEvent],
        done: Callable[[], None],
        failed: Callable[[str, bool], None] | None = None,
    ) -> bool:
        """Write events in one go; `done` is called when the server has executed them. False when stopped.

        `failed` is called instead, with the reason and whether a part of it was made, moves aside, when not all of it
        could be. Then nothing is down any more.
        """


class StandIns(Protocol):
    """Copies of what is on the screen without some parts of it, to be read in its place."""

    def make(self, source: int, rect: Rect, hidden: Sequence[Rect], *, whole: bool) -> StandIn | None:
        """Copy `rect` of a window or pixmap, grey where `hidden` (on the root window) or covered by others.

        With `whole`, the copy cannot be read when the server would refuse to read `rect` of the source. None while
        the server does not answer.
        """

    def blank(self, width: int, height: int) -> StandIn | None:
        """Give one that is grey all over; None while the server does not answer."""

    def free(self, stand_in: StandIn) -> None:
        """Give the memory back to the server."""
