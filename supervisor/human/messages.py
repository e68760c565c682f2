"""What the service and the ui may say to us, checked; anything else is an error and changes nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, TypeVar

from supervisor.core.action import Rect
from supervisor.core.answers import is_extra_area
from supervisor.core.chord import Chord
from supervisor.human.errors import MessageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

CHORDS = ("stop", "pause", "approve", "second", "reject", "rearm", "modify")
"""Names of the chords, each of which has to be given."""

_MAX_ID = 200
_MAX_OTHERS = 24
_MAX_PIXELS = 1 << 20


@dataclass(frozen=True, slots=True)
class Configure:
    """Comes first: nothing is heard before."""

    chords: Mapping[str, Chord]
    """One for each name in `CHORDS`."""
    escape_hold_s: float
    """Escape alone held this long stops; s."""
    arm_ms: int
    """No answer counts before the question has stood this long; ms."""
    trusted: tuple[str, ...]
    """Programs that type for the person."""
    fds: ClassVar[int] = 0


@dataclass(frozen=True, slots=True)
class OpenUpstream:
    """The gate opened a connection to the real X server; comes with a duplicate of its socket."""

    number: int
    fds: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class CloseUpstream:
    """That connection is gone."""

    number: int
    fds: ClassVar[int] = 0


@dataclass(frozen=True, slots=True)
class AddAgent:
    """An agent was started; comes with a pidfd."""

    id: str
    pid: int
    """Process that the pidfd names."""
    mode: str
    """`pidns`: killing it kills all. `tree`: its descendants are to be killed, itself not."""
    fds: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class DropAgent:
    """That agent has ended."""

    id: str
    fds: ClassVar[int] = 0


@dataclass(frozen=True, slots=True)
class AllowOutlet:
    """By this client of the X server the gate's own input comes, and by no other of its clients."""

    client: int
    """Its resource id base."""
    fds: ClassVar[int] = 0


@dataclass(frozen=True, slots=True)
class SetPending:
    """What the person is asked now."""

    request: str | None
    """None: nothing is asked."""
    kind: str
    """`action`: may an agent do it. `confirm`: may the supervisor be loosened. `edit`: nothing, they
    write what shall be done instead."""
    twice: bool = False
    """A yes takes two different gestures, since what it is for cannot be undone."""
    fds: ClassVar[int] = 0


@dataclass(frozen=True, slots=True)
class OrderStop:
    """Stop, on a request that did not come by hardware."""

    how: str
    """`command` or `tray`."""
    fds: ClassVar[int] = 0


@dataclass(frozen=True, slots=True)
class OrderPause:
    """Pause, likewise."""

    how: str
    """`command` or `tray`."""
    fds: ClassVar[int] = 0


@dataclass(frozen=True, slots=True)
class OrderRearm:
    """Clear the latch, because a person approved `request`."""

    request: str | None
    fds: ClassVar[int] = 0


@dataclass(frozen=True, slots=True)
class OrderResume:
    """Clear the pause, likewise."""

    request: str
    fds: ClassVar[int] = 0


@dataclass(frozen=True, slots=True)
class OrderTrust:
    """Trust a program, because a person approved `request`."""

    request: str
    program: str
    """Its path."""
    fds: ClassVar[int] = 0


@dataclass(frozen=True, slots=True)
class OrderPolicy:
    """Say whether a person confirmed a changed policy by approving `request`."""

    request: str
    digest: str
    """Names the policy."""
    fds: ClassVar[int] = 0


@dataclass(frozen=True, slots=True)
class Ping:
    """Are you there."""

    number: int
    fds: ClassVar[int] = 0


@dataclass(frozen=True, slots=True)
class ReplaceUi:
    """A new ui was started; comes with our end of its socket."""

    fds: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class ShowPopup:
    """From the ui: the popup of `request` is on the screen here."""

    request: str
    window: int
    """X id of the popup's window."""
    approve: Rect
    """The approve button, px on the root window."""
    reject: Rect
    """The reject button, likewise."""
    others: Mapping[str, Rect] = field(default_factory=dict)
    """Further areas by what they stand for: a no with its reason, a choice of how far a yes reaches."""
    fds: ClassVar[int] = 0


@dataclass(frozen=True, slots=True)
class ClosePopup:
    """From the ui: that popup is gone."""

    request: str
    fds: ClassVar[int] = 0


ServiceMessage = (
    Configure
    | OpenUpstream
    | CloseUpstream
    | AddAgent
    | DropAgent
    | AllowOutlet
    | SetPending
    | OrderStop
    | OrderPause
    | OrderRearm
    | OrderResume
    | OrderTrust
    | OrderPolicy
    | Ping
    | ReplaceUi
)
UiMessage = ShowPopup | ClosePopup


_T = TypeVar("_T")


def from_service(message: Mapping[str, object], fds: int) -> ServiceMessage:
    """Read a message of the service.

    Args:
        message: The JSON object.
        fds: How many descriptors came with it.

    Raises:
        MessageError: it is not one of the contract's.
    """
    read = _reader(_FROM_SERVICE, message)(message)
    if fds != read.fds:
        raise MessageError(f"{fds} descriptors came with it instead of {read.fds}")
    return read


def from_ui(message: Mapping[str, object], fds: int) -> UiMessage:
    """Read a message of the ui, which may send no descriptors.

    Raises:
        MessageError: it is not one of the contract's.
    """
    if fds:
        raise MessageError(f"{fds} descriptors came with it")
    return _reader(_FROM_UI, message)(message)


def _reader(readers: Mapping[str, _T], message: Mapping[str, object]) -> _T:
    kind = _text(message, "t")
    reader = readers.get(kind)
    if reader is None:
        raise MessageError(f"unknown message `{kind}`")
    return reader


def _configure(message: Mapping[str, object]) -> Configure:
    given = message.get("chords")
    if not isinstance(given, dict):
        raise MessageError("`config` has no chords")
    try:
        chords = {name: Chord.parse(_text(given, name)) for name in CHORDS}
    except ValueError as e:
        raise MessageError(f"`config` has a bad chord: {e}") from e
    trusted = message.get("trusted", [])
    if not isinstance(trusted, list) or not all(isinstance(name, str) for name in trusted):
        raise MessageError("`config` needs `trusted` to be a list of names")
    hold_s = message.get("escape_hold_s")
    if isinstance(hold_s, bool) or not isinstance(hold_s, int | float) or not 0.1 <= hold_s <= 60:
        raise MessageError("`config` needs `escape_hold_s` between 0.1 and 60")
    return Configure(chords, float(hold_s), _number(message, "arm_ms", 0, 60_000), tuple(trusted))


def _pending(message: Mapping[str, object]) -> SetPending:
    request = _optional_text(message, "request")
    if request is None:
        return SetPending(None, "action", twice=False)
    return SetPending(request, _word(message, "kind", ("action", "confirm", "edit")), twice=_flag(message, "twice"))


def _add_agent(message: Mapping[str, object]) -> AddAgent:
    mode = _word(message, "mode", ("pidns", "tree"))
    return AddAgent(_text(message, "id"), _number(message, "pid", 2, 1 << 31), mode)


def _show_popup(message: Mapping[str, object]) -> ShowPopup:
    return ShowPopup(
        _text(message, "request"),
        _number(message, "window", 1, (1 << 32) - 1),
        _rect(message, "approve"),
        _rect(message, "reject"),
        _others(message),
    )


def _others(message: Mapping[str, object]) -> Mapping[str, Rect]:
    given = message.get("others", {})
    if not isinstance(given, dict) or len(given) > _MAX_OTHERS:
        raise MessageError("`others` is not a short table")
    for name in given:
        if not isinstance(name, str) or not is_extra_area(name):
            raise MessageError("`others` has an area that stands for nothing")
    return {name: _rect(given, name) for name in given}


_FROM_SERVICE: Mapping[str, Callable[[Mapping[str, object]], ServiceMessage]] = {
    "config": _configure,
    "upstream": lambda m: OpenUpstream(_number(m, "n", 0, 1 << 62)),
    "upstream_gone": lambda m: CloseUpstream(_number(m, "n", 0, 1 << 62)),
    "agent": _add_agent,
    "agent_gone": lambda m: DropAgent(_text(m, "id")),
    "outlet": lambda m: AllowOutlet(_number(m, "client", 1, (1 << 32) - 1)),
    "pending": _pending,
    "stop": lambda m: OrderStop(_word(m, "how", ("command", "tray"))),
    "pause": lambda m: OrderPause(_word(m, "how", ("command", "tray"))),
    "rearm": lambda m: OrderRearm(_optional_text(m, "request")),
    "resume": lambda m: OrderResume(_text(m, "request")),
    "trust": lambda m: OrderTrust(_text(m, "request"), _text(m, "program")),
    "policy": lambda m: OrderPolicy(_text(m, "request"), _text(m, "digest")),
    "ping": lambda m: Ping(_number(m, "n", 0, 1 << 62)),
    "ui": lambda _: ReplaceUi(),
}
_FROM_UI: Mapping[str, Callable[[Mapping[str, object]], UiMessage]] = {
    "popup": _show_popup,
    "popup_gone": lambda m: ClosePopup(_text(m, "request")),
}


def _text(message: Mapping[str, object], key: str) -> str:
    value = message.get(key)
    if not isinstance(value, str) or not 0 < len(value) <= _MAX_ID:
        raise MessageError(f"`{key}` is not a short text")
    return value


def _optional_text(message: Mapping[str, object], key: str) -> str | None:
    return None if message.get(key) is None else _text(message, key)


def _word(message: Mapping[str, object], key: str, allowed: tuple[str, ...]) -> str:
    value = _text(message, key)
    if value not in allowed:
        raise MessageError(f"`{key}` is `{value}`: it is one of {', '.join(allowed)}")
    return value


def _flag(message: Mapping[str, object], key: str) -> bool:
    value = message.get(key)
    if not isinstance(value, bool):
        raise MessageError(f"`{key}` is neither true nor false")
    return value


def _number(message: Mapping[str, object], key: str, low: int, high: int) -> int:
    value = message.get(key)
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise MessageError(f"`{key}` is not a whole number from {low} to {high}")
    return value


def _rect(message: Mapping[str, object], key: str) -> Rect:
    value = message.get(key)
    if not isinstance(value, list) or len(value) != 4:
        raise MessageError(f"`{key}` is not [x, y, width, height]")
    for number in value:
        if isinstance(number, bool) or not isinstance(number, int) or abs(number) > _MAX_PIXELS:
            raise MessageError(f"`{key}` is not made of pixels")
    x, y, width, height = value
    if width < 0 or height < 0:
        raise MessageError(f"`{key}` has a negative size")
    return Rect(x, y, width, height)
