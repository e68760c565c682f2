"""A model's call, understood: steps in our own words, and how they ended, before either is any vendor's. Pure.

One file beside this one for each vocabulary (`anthropic`, `openai`, `gemini`, `ui_tars`) reads that vendor's calls
into a `Call` and writes an answer out of its `Ending`. They import nothing but the standard library, because the
adapters for agents do too; what they make is the JSON that `vocabulary.read_proposal` understands, and the gate reads
it there once more: nothing here is trusted by anybody.

Reading raises nothing: a call that is not understood has an `error` that names the field, for the model to read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Proposal: TypeAlias = dict[str, Any]
"""JSON of a `vocabulary.Proposal`."""

LONGEST_WAIT_S = 60
"""Of one `wait`; a longer one becomes several."""
NOT_EXECUTED = "Not executed: an earlier computer action in this turn failed."
"""What stands behind the first that was not done is told so; the words are Anthropic's."""


class Kind(StrEnum):
    """What a step asks for."""

    GESTURE = "gesture"
    SCREENSHOT = "screenshot"
    ZOOM = "zoom"
    POINTER = "pointer"
    """Where the agent's pointer is."""
    FINISHED = "finished"
    """Nothing: the model says that it is done."""
    CALL_USER = "call_user"
    """Nothing: the model needs the person."""


@dataclass(frozen=True, slots=True)
class Size:
    """Of the picture in whose pixels a model counts; it shows the whole desktop."""

    width: int
    """px, 1 or more."""
    height: int
    """px, 1 or more."""

    def from_screen(self, x: int, y: int, screen: Size) -> tuple[int, int]:
        """Give the pixel of the picture that shows a physical pixel; what lies outside counts as the edge."""
        across = min(max(x, 0) * self.width // screen.width, self.width - 1)
        return across, min(max(y, 0) * self.height // screen.height, self.height - 1)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do for a call."""

    kind: Kind
    """What it asks for."""
    action: int = 0
    """Which of the call's actions it belongs to, from 0."""
    proposal: Proposal | None = None
    """Of a gesture; None for anything else."""
    region: tuple[int, int, int, int] | None = None
    """Of a zoom: left, top, right and bottom, in pixels of the picture, right and bottom outside; None otherwise."""
    cleanup: bool = False
    """It lets go of what an earlier step pressed, and is done whatever became of those."""
    text: str = ""
    """What the model says with it, for FINISHED and CALL_USER; empty otherwise."""


@dataclass(frozen=True, slots=True)
class SafetyCheck:
    """What the model's maker warns of."""

    id: str
    """To be acknowledged by; empty where the vendor has none."""
    code: str | None = None
    """What kind; None when it is not said."""
    message: str | None = None
    """In words; None when it is not said."""

    @property
    def warning(self) -> str:
        """In one line, for the person."""
        return (self.message or self.code or "the model's maker wants a person to confirm this")[:LONGEST_WARNING]


LONGEST_WARNING = 500
MOST_WARNINGS = 8


@dataclass(frozen=True, slots=True)
class Call:
    """A model's call."""

    id: str
    """By which it is answered; empty when it has none that can be used."""
    names: tuple[str, ...] = ()
    """Each action of the call in the model's words."""
    steps: tuple[Step, ...] = ()
    """In this order; empty when it was not understood."""
    error: str = ""
    """What is wrong with it, one line that names the field; empty when it was understood."""
    checks: tuple[SafetyCheck, ...] = ()
    """What a person has to acknowledge."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How one step ended."""

    status: str
    """Of `vocabulary.Status`, a word."""
    reason: str = ""
    """Why, in one line; may be empty."""
    ran: str = ""
    """What really ran; counts for `modified`."""
    partly: bool = False
    """A part of it was made before it ended otherwise than done."""

    @property
    def ran_through(self) -> bool:
        """True when something was done."""
        return self.status in ("done", "modified")


DONE = Ended("done")


@dataclass(frozen=True, slots=True)
class Ending:
    """How a call ended: what its answer is written from."""

    steps: tuple[Ended | None, ...] = ()
    """How each step of the call ended; None, or missing, for what was not tried."""
    acknowledged: bool = False
    """A person said yes to what the safety checks are about. Never set without one."""

    def of(self, call: Call, action: int) -> Ended | None:
        """Give how one action of a call ended: its first step that failed, else one that was changed, else done."""
        ends = self.ends(call, action)
        failed = next((end for end in ends if end is None or not end.ran_through), DONE)
        if failed is not DONE:
            return failed
        return next((end for end in ends if end is not None and end.status == "modified"), DONE)

    def ends(self, call: Call, action: int) -> list[Ended | None]:
        """Give how each step of one action ended."""
        known = dict(enumerate(self.steps))
        return [known.get(number) for number, step in enumerate(call.steps) if step.action == action]

    def whole(self, call: Call) -> bool:
        """Tell whether all of a call was done."""
        if call.error:
            return False
        ends = [self.of(call, action) for action in range(len(call.names))]
        return all(end is not None and end.ran_through for end in ends)


def told(call: Call, ending: Ending) -> str:
    """Say in words what became of a call, for the model; empty when there is nothing to say but that it was done."""
    if call.error:
        return f"Not executed: {call.error}"
    lines = [_line(call, ending, action) for action in range(len(call.names))]
    if len(lines) == 1:
        return lines[0]
    return "\n".join(
        f"Action {number} of {len(lines)} ({call.names[number - 1]}): {line or 'Done.'}"
        for number, line in enumerate(lines, 1)
        if any(lines)
    )


def _line(call: Call, ending: Ending, action: int) -> str:
    end = ending.of(call, action)
    if end is None:
        return NOT_EXECUTED
    said = sentence(end)
    done = _done_before(call, ending, action) if not end.ran_through else 0
    return f"{said} The first {done} of its {_count(call, action)} steps had been done." if done else said


def _count(call: Call, action: int) -> int:
    return sum(step.action == action for step in call.steps)


def _done_before(call: Call, ending: Ending, action: int) -> int:
    ends = ending.ends(call, action)
    return next((n for n, end in enumerate(ends) if end is None or not end.ran_through), 0)


def because(reason: str) -> str:
    """Give a reason as it goes behind a sentence; of a person's no, what it says beyond that they said it."""
    more = reason.removeprefix("a person rejected it").removeprefix(": ")
    return f": {more}" if more else ""


_OF_THE_REST = {
    "rejected": "a person rejected the rest",
    "denied": "the rest was refused",
    "expired": "the rest expired",
    "stopped": "a person stopped all agents",
}


def of_the_rest(status: str) -> str:
    """Say what became of the rest of what was done in part, by the word for how it ended."""
    return _OF_THE_REST.get(status, "it failed")


def sentence(end: Ended) -> str:
    """Say what became of an action; empty for one that was done as it was."""
    why = because(end.reason)
    if end.partly and not end.ran_through:
        return f"Executed in part, and then {of_the_rest(end.status)}{why}. Look at the screen first."
    match end.status:
        case "done":
            return ""
        case "modified":
            return f"A person changed this action before it was done. What was done: {end.ran or 'not known'}."
        case "rejected":
            return f"Not executed: a person rejected this action{why}. Do not try it again in another way."
        case "denied":
            return f"Not executed: a rule refuses this action{why}. Do not try it again in another way."
        case "expired":
            return f"Not executed: the screen changed or time ran out{why}. Look at the screen again first."
        case "stopped":
            return f"Not executed: a person stopped all agents{why}. Do nothing more and end your turn."
        case _:
            return f"Not executed{why or ': the action failed'}."


# -- making steps


def gesture(action: int, kind: str, size: Size | None, **fields: object) -> Step:
    """Make the step of a gesture.

    Args:
        action: Which of the call's actions it belongs to, from 0.
        kind: Our word for it: `click`, `key`, ….
        size: Of the picture that its places count in; None when it has none.
        fields: Of the gesture; what is None is left out.
    """
    said = {"type": kind} | {name: value for name, value in fields.items() if value is not None}
    proposal: Proposal = {"gesture": said}
    if size is not None and {"x", "path"} & said.keys():
        proposal["picture"] = {"width": size.width, "height": size.height}
    return Step(Kind.GESTURE, action, proposal)


def held(action: int, keys: str, between: Iterable[Step]) -> list[Step]:
    """Make the steps that press keys, do something, and let go of them again whatever became of it."""
    up = gesture(action, "up", None, keys=keys)
    return [gesture(action, "down", None, keys=keys), *between, replace(up, cleanup=True)]


def waits(action: int, seconds: float) -> list[Step]:
    """Make the steps of a wait, none longer than a wait may be."""
    whole, rest = divmod(seconds, LONGEST_WAIT_S)
    parts = [LONGEST_WAIT_S] * int(whole) + ([rest] if rest or not whole else [])
    return [gesture(action, "wait", None, seconds=part) for part in parts]


def pressed(action: int, chords: Iterable[str], count: int = 1) -> list[Step]:
    """Make the steps that press chords, one after the other."""
    return [gesture(action, "key", None, keys=keys, count=count if count != 1 else None) for keys in chords]


def stated(steps: Sequence[Step], *, reason: str = "", checks: Sequence[SafetyCheck] = ()) -> tuple[Step, ...]:
    """Say with the first gesture of each action what the model and its maker say of it.

    A wait carries nothing, as nobody is asked about it. One question for an action is enough: the person is told
    what the whole of it is, and the gate judges each of the others by itself.
    """
    statement: dict[str, Any] = {}
    if reason:
        statement["reason"] = reason[:LONGEST_REASON]
    if checks:
        statement["warnings"] = [check.warning for check in checks[:MOST_WARNINGS]]
    if not statement:
        return tuple(steps)
    found: list[Step] = []
    said: set[int] = set()
    for step in steps:
        if step.proposal is None or step.proposal["gesture"]["type"] == "wait" or step.action in said:
            found.append(step)
            continue
        said.add(step.action)
        found.append(replace(step, proposal=step.proposal | {"statement": statement}))
    return tuple(found)


LONGEST_REASON = 2_000
"""Characters of a model's reason that are kept."""
