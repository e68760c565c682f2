"""What the service tells the ui: packets to checked, bounded values; pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, get_args

from supervisor.core.action import ActionKind, Point, Rect
from supervisor.core.answers import FirstGesture, is_extra_area
from supervisor.ui.levels import Autonomy, parse_autonomy

MAX_WORDS = 2_000
"""Longest text that is looked at, characters; longer ones are cut. A line of a popup holds some 60."""
_MAX_COORDINATE = 32_767  # X11 coordinates are INT16
_MAX_ITEMS = 50
_MAX_CHIP = 30
_MAX_LINES = 8


class MessageError(Exception):
    """The service's fault: a packet does not say what its type promises."""


class MirrorState(StrEnum):
    """How far the mirrored action has come."""

    COMING = "coming"
    HELD = "held"
    SENT = "sent"
    REFUSED = "refused"


class Activity(StrEnum):
    """The supervisor's state as the tray shows it."""

    IDLE = "idle"
    WORKING = "working"
    WAITING = "waiting"
    PAUSED = "paused"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Mirror:
    """One action to be shown before it is sent."""

    id: int
    """Same id: same action in a new state."""
    kind: ActionKind
    """What kind of gesture."""
    state: MirrorState
    """How far it has come."""
    point: Point | None = None
    """Where the pointer part lands; None for keys and text."""
    end: Point | None = None
    """Where a drag is dropped; None for anything else."""
    rect: Rect | None = None
    """Element or window that is hit or that the keys go to; None when unknown."""
    words: str = ""
    """What will happen, e.g. `click “Delete” in docs – Thunar`."""
    keys: str = ""
    """Chord in canonical form; empty for none. Masked by the service."""
    text: str = ""
    """Typed text; empty for none. Masked by the service."""
    button: int = 0
    """X11 button number, 4 to 7 for the directions of a scroll; 0 when not told."""
    ack: bool = False
    """True when `drawn` is awaited."""

    @property
    def aim(self) -> Point | None:
        """Where it takes effect: of a drag, where it is dropped; None for keys and text."""
        return self.end or self.point

    def is_aimed_at(self, point: Point | None, rect: Rect | None) -> bool:
        """Tell whether a request about this target is about this action."""
        if point is not None:
            return self.aim == point
        return self.aim is None and self.rect == rect

    def is_like(self, other: Mirror) -> bool:
        """Tell whether the same gesture at the same place is meant."""
        return (self.kind, self.point, self.end, self.rect) == (other.kind, other.point, other.end, other.rect)

    @property
    def is_motion(self) -> bool:
        """True for bare pointer motion, of which only the latest is worth drawing."""
        return self.kind is ActionKind.MOVE


@dataclass(frozen=True, slots=True)
class Choices:
    """How far a yes can reach, and reasons for a no."""

    breadths: tuple[str, ...] = ()
    """What may be chosen, by name, narrowest first; empty when nothing may."""
    spans: tuple[str, ...] = ()
    """For how long, likewise."""
    breadth: str = "once"
    """What is chosen."""
    span: str = ""
    """For how long, when something wider than this one action is."""
    says: str = ""
    """What a yes covers, in words."""
    reasons: tuple[tuple[str, str], ...] = ()
    """Reasons for a no: name and word."""
    change: str = ""
    """What of the action can be another: `text`, `keys` or `point`; empty for nothing."""


@dataclass(frozen=True, slots=True)
class Past:
    """One of the last actions."""

    words: str
    """What it was."""
    outcome: str
    """What became of it."""


@dataclass(frozen=True, slots=True)
class Request:
    """Something a person is asked."""

    id: str
    """Given back with everything said about it."""
    confirm: bool
    """True when the person asked for it (re-arm, resume, quit), False for an agent's action."""
    sentence: str
    """What will happen, to what."""
    why: str = ""
    """Why it was stopped."""
    rule: str = ""
    """Id of the rule that stopped it."""
    agent: str = ""
    """Name of the agent; empty for none."""
    workflow: str = ""
    """The task that the agent belongs to; empty for none."""
    point: Point | None = None
    """Where the pointer part lands; None for keys and text."""
    rect: Rect | None = None
    """Element or window concerned; None when unknown."""
    deadline_s: float | None = None
    """The request ends by itself after this; s; None for never."""
    masked: bool = False
    """True when the place may not be pictured (password fields)."""
    choices: Choices = Choices()
    """What can be said beside yes and no."""
    twice: bool = False
    """A yes takes two different gestures."""
    first: str = ""
    """Which of them was made: `press` or `chord`; empty for none."""
    practice: bool = False
    """It is about nothing: the person learns to answer."""
    count: int = 1
    """For how many actions the answer is."""
    lines: tuple[str, ...] = ()
    """What the answer is for, where it is for several that differ."""
    did: tuple[Past, ...] = ()
    """What the agent did so far, the newest last."""
    said: str = ""
    """What the agent says of it, quoted; empty for nothing."""
    like: str = ""
    """How the person answered what was like it, in a sentence; empty when nothing was."""
    advice: str = ""
    """The answer that is suggested, `approve` or `reject`; empty for none."""
    advice_ground: str = ""
    """Why."""
    opened: bool = False
    """What the agent did so far is shown."""
    beside: str = ""
    """What the answer is not for; empty for nothing to say."""
    extends: bool = False
    """The person may take more time for it."""
    urgent: bool = False
    """Nobody has answered in time, and it matters."""


@dataclass(frozen=True, slots=True)
class Agent:
    """One supervised agent."""

    name: str
    """As given to `run --name`."""
    contained: bool = False
    """False when a way past the gate is open to it."""
    containment: str = ""
    """How far it is contained, in words; empty when it was not told."""
    workflow: str = ""
    """The task that it belongs to; empty for none."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An answer that stands for more than one action."""

    id: str
    words: str
    """For what and how long."""


@dataclass(frozen=True, slots=True)
class State:
    """What tray and control show."""

    activity: Activity = Activity.IDLE
    """The supervisor's state."""
    agents: tuple[Agent, ...] = ()
    """All running agents."""
    last: tuple[Past, ...] = ()
    """Last actions, newest last."""
    note: str = ""
    """A remark that belongs beside the state, e.g. `not contained`."""
    grants: tuple[Standing, ...] = ()
    """Answers that stand."""
    refused_patterns: int = 0
    """How many things are refused without a question, because a person rejected them."""
    waiting: int = 0
    """How many requests wait for a person, the one that is asked included; 0 also when not told."""
    policy_waits: bool = False
    """A changed policy waits for a person to confirm it."""
    judge: str = ""
    """What is to be said of the external judge; empty when there is none."""
    autonomy: Autonomy = field(default_factory=Autonomy)
    """How much is left to the agents."""
    review: int = 0
    """How many actions passed without a question and wait to be gone through."""
    batch: bool = False
    """Some of them were presented, and the person has not opened the list since."""


@dataclass(frozen=True, slots=True)
class Config:
    """What the service tells once at the start."""

    labels: dict[str, str]
    """Chord labels as on the person's keyboard, by command (`stop`, `approve`, …)."""
    arm_ms: int = 500
    """A popup takes no answer before it has stood still this long; ms."""
    color_scheme: str = "system"
    """`light`, `dark`, or `system` to follow the desktop."""
    sound: bool = False
    """A sound when a question comes up."""
    bus: str = ""
    """Address of the session bus, for notifications; empty when the person wants none."""
    reduced_motion: str = "auto"
    """`on` when nothing shall move, `off`, or `auto` to follow the desktop."""


def parse_mirror(packet: dict[str, Any]) -> Mirror:
    """Read a `mirror` packet.

    Raises:
        MessageError: a field is missing or of the wrong kind.
    """
    try:
        return Mirror(
            id=_whole(packet["id"]),
            kind=ActionKind(packet["kind"]),
            state=MirrorState(packet["state"]),
            point=None if packet.get("x") is None else _point([packet["x"], packet["y"]]),
            end=_point(packet.get("end")),
            rect=_rect(packet.get("rect")),
            words=_text(packet, "words"),
            keys=_text(packet, "keys"),
            text=_text(packet, "text"),
            button=_whole(packet.get("button") or 0),
            ack=packet.get("ack") is True,
        )
    except (KeyError, TypeError, ValueError, OverflowError) as e:
        raise MessageError(f"bad `mirror`: {e!r}") from e


def parse_request(packet: dict[str, Any]) -> Request:
    """Read a `request` packet.

    Raises:
        MessageError: a field is missing or of the wrong kind.
    """
    try:
        deadline = packet.get("deadline_s")
        return Request(
            id=_identity(packet),
            confirm=packet["kind"] == "confirm",
            sentence=_text(packet, "sentence"),
            why=_text(packet, "why"),
            rule=_text(packet, "rule"),
            agent=_text(packet, "agent"),
            workflow=_text(packet, "workflow"),
            point=_point(packet.get("point")),
            rect=_rect(packet.get("rect")),
            deadline_s=None if deadline is None else max(0.0, float(deadline)),
            # A request that does not say that its place may be pictured is not pictured.
            masked=packet.get("masked") is not False,
            choices=parse_choices(packet.get("choices") or {}),
            twice=packet.get("twice") is True,
            first=parse_first(packet),
            practice=packet.get("practice") is True,
            count=max(1, _whole(packet.get("count") or 1)),
            lines=tuple(str(line)[:MAX_WORDS] for line in packet.get("lines", [])[:_MAX_LINES]),
            beside=_text(packet, "beside"),
            did=_parse_past(packet.get("did") or []),
            said=_text(packet, "said"),
            like=_text(packet, "like"),
            advice=_text(packet.get("advice") or {}, "answer"),
            advice_ground=_text(packet.get("advice") or {}, "ground"),
            opened=packet.get("opened") is True,
            extends=packet.get("extends") is True,
            urgent=packet.get("urgent") is True,
        )
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError) as e:
        raise MessageError(f"bad `request`: {e!r}") from e


def parse_first(packet: dict[str, Any]) -> str:
    """Read which of two gestures was made; what is no such gesture is none."""
    first = packet.get("first")
    return str(first) if first in get_args(FirstGesture) else ""


def parse_choices(packet: dict[str, Any]) -> Choices:
    """Read the choices of a request; names that make no area of a popup are left out.

    Raises:
        MessageError: a field is of the wrong kind.
    """
    try:
        reasons = tuple((str(name), str(word)[:_MAX_CHIP]) for name, word in packet.get("reasons", [])[:_MAX_ITEMS])
        return Choices(
            breadths=tuple(str(name) for name in packet.get("breadths", [])[:_MAX_ITEMS]),
            spans=tuple(str(name) for name in packet.get("spans", [])[:_MAX_ITEMS]),
            breadth=str(packet.get("breadth", "once")),
            span=str(packet.get("span", "")),
            says=str(packet.get("says", ""))[:MAX_WORDS],
            reasons=tuple((name, word) for name, word in reasons if is_extra_area(f"reject:{name}")),
            change=str(packet.get("change") or "")[:_MAX_CHIP],
        )
    except (TypeError, ValueError, AttributeError) as e:
        raise MessageError(f"bad `choices`: {e!r}") from e


def parse_state(packet: dict[str, Any]) -> State:
    """Read a `state` packet.

    Raises:
        MessageError: a field is missing or of the wrong kind.
    """
    try:
        agents = tuple(
            Agent(
                _text(item, "name"),
                item.get("contained") is True,
                _text(item, "containment"),
                _text(item, "workflow"),
            )
            for item in packet.get("agents", [])[:_MAX_ITEMS]
        )
        last = _parse_past(packet.get("last", []))
        waiting = max(0, _whole(packet.get("waiting") or 0))
        grants = tuple(
            Standing(str(item["id"])[:_MAX_CHIP], _text(item, "words"))
            for item in packet.get("grants", [])[-_MAX_ITEMS:]
        )
        patterns = max(0, _whole(packet.get("refused_patterns") or 0))
        note, waits = _text(packet, "note"), packet.get("policy_waits") is True
        judge, autonomy = _text(packet, "judge"), parse_autonomy(packet.get("autonomy") or {})
        review, activity = max(0, _whole(packet.get("review") or 0)), Activity(packet["state"])
        batch = packet.get("batch") is True
        return State(activity, agents, last, note, grants, patterns, waiting, waits, judge, autonomy, review, batch)
    except (KeyError, TypeError, ValueError, AttributeError) as e:
        raise MessageError(f"bad `state`: {e!r}") from e


def parse_config(packet: dict[str, Any]) -> Config:
    """Read a `config` packet.

    Raises:
        MessageError: a field is of the wrong kind.
    """
    try:
        labels = {str(name): str(label)[:40] for name, label in packet.get("labels", {}).items()}
        settings = packet.get("settings", {})
        scheme = settings.get("color_scheme", "system")
        scheme = scheme if scheme in {"light", "dark"} else "system"
        sound, bus = settings.get("sound") is True, packet.get("bus", "")
        bus = bus if settings.get("notifications") is True and isinstance(bus, str) else ""
        motion = settings.get("reduced_motion", "auto")
        motion = motion if motion in {"on", "off"} else "auto"
        return Config(labels, _whole(settings.get("arm_ms", 500)), scheme, sound, bus, motion)
    except (TypeError, ValueError, AttributeError) as e:
        raise MessageError(f"bad `config`: {e!r}") from e


def _parse_past(items: list[dict[str, Any]]) -> tuple[Past, ...]:
    return tuple(Past(_text(item, "words"), _text(item, "outcome")) for item in items[-_MAX_ITEMS:])


def _identity(packet: dict[str, Any]) -> str:
    value = packet["id"]
    if not isinstance(value, str) or not value:
        raise ValueError("`id` is not a word")
    return value


def _text(packet: dict[str, Any], key: str) -> str:
    value = packet.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise TypeError(f"`{key}` is not text")
    return value[:MAX_WORDS]


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{value!r} is not a whole number")
    return value


def _coordinate(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{value!r} is not a number")
    return max(-_MAX_COORDINATE, min(_MAX_COORDINATE, round(value)))


def _point(value: Any) -> Point | None:
    if value is None:
        return None
    x, y = value
    return Point(_coordinate(x), _coordinate(y))


def _rect(value: Any) -> Rect | None:
    if value is None:
        return None
    x, y, width, height = value
    return Rect(_coordinate(x), _coordinate(y), max(0, _coordinate(width)), max(0, _coordinate(height)))
