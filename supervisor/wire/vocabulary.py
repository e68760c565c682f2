"""Our own words for what an agent wants: one gesture a call, whichever model or tool thought of it. Pure.

The vocabularies of the big models (`wire/` one file each) are turned into these words, and nothing else goes on to
the gate: an adapter makes a `Proposal` out of a model's call, and the model's answer out of an `Outcome`. A call that
holds more than one gesture (`clear, then type, then Enter`) becomes several proposals in order; the first that is not
done ends the rest.

Places are pixels. Without a `picture` they are physical pixels of the whole desktop, as X11 and mss count them; with
one they are pixels of a picture of that size that shows the whole desktop, and are scaled up or down by the gate. So
an adapter whose model counts in thousandths says `Picture(width=1000, height=1000)` and passes the numbers on.

Here nobody decides anything, and nothing is guessed: an unknown word, a missing place, a number out of its range is
a `VocabularyError` that names the field. What an agent says of itself (`Statement`) may raise a tier, never lower it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal, Self, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from supervisor.core.action import Point, Rect
from supervisor.core.tool_call import LONGEST_NAME, ToolCall, ToolCallError, ToolHints
from supervisor.wire.mistakes import in_plain_words

VERSION = 1
"""Of this vocabulary and of the protocol that carries it; raised when a word changes its meaning."""

FURTHEST_PX = 65_535
"""X11 counts places in 16 bits."""
LONGEST_TEXT = 10_000
"""Characters of one text: at 2 ms a key twenty seconds, and more than a person reads before a yes."""
LONGEST_CHORD = 100
MOST_STEPS = 100
"""Clicks of the wheel, places of a drag's path: beyond, somebody counts in another unit."""
LONGEST_WAIT_S = 60.0
LONGEST_WORDS = 2_000
"""Characters of a reason."""

Place: TypeAlias = Annotated[int, Field(ge=0, le=FURTHEST_PX)]
"""Pixels from the left or the top edge."""
Chord: TypeAlias = Annotated[str, Field(min_length=1, max_length=LONGEST_CHORD)]
"""Keys pressed together, joined by `+`, in any common spelling: `ctrl+s`, `Return`, `alt+Tab`, `Page_Down`."""
Keysym: TypeAlias = Annotated[int, Field(ge=1, le=0x1FFFFFFF)]
"""A key by the number that X gives to what stands on it: 0xFF0D for Return, 0x61 for `a`."""
Sign: TypeAlias = Annotated[str, Field(min_length=1, max_length=1)]
"""One character."""
Modifier: TypeAlias = Literal["ctrl", "alt", "shift", "super", "altgr"]


class VocabularyError(Exception):
    """The agent's: a call is not in this vocabulary; the sentence names the field."""


class Button(StrEnum):
    """A button of the mouse."""

    LEFT = "left"
    MIDDLE = "middle"
    RIGHT = "right"
    BACK = "back"
    FORWARD = "forward"

    @property
    def number(self) -> int:
        """As X11 counts them."""
        return {"left": 1, "middle": 2, "right": 3, "back": 8, "forward": 9}[self.value]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, use_attribute_docstrings=True)


class _Placed(_Strict):
    x: Place | None = None
    """Pixels from the left edge; left out together with `y`: where the agent's pointer is."""
    y: Place | None = None
    """Pixels from the top edge."""

    @model_validator(mode="after")
    def _both_or_none(self) -> _Placed:
        if (self.x is None) is not (self.y is None):
            raise ValueError("say both `x` and `y`, or neither")
        return self

    @property
    def point(self) -> Point | None:
        """The place; None for where the agent's pointer is."""
        return Point(self.x, self.y) if self.x is not None and self.y is not None else None


class Move(_Strict):
    """Move the pointer."""

    type: Literal["move"] = "move"
    x: Place
    y: Place

    @property
    def point(self) -> Point:
        """The place."""
        return Point(self.x, self.y)


class Click(_Placed):
    """Click, once or more."""

    type: Literal["click"] = "click"
    button: Annotated[Button, Field(strict=False)] = Button.LEFT
    count: Annotated[int, Field(ge=1, le=3)] = 1
    """2 for a double click."""
    held: Annotated[tuple[Modifier, ...], Field(strict=False)] = ()
    """Modifiers that are down meanwhile."""


class Drag(_Strict):
    """Press at the first place, move along the others, let go at the last."""

    type: Literal["drag"] = "drag"
    path: Annotated[
        tuple[Annotated[tuple[Place, Place], Field(strict=False)], ...],
        Field(strict=False, min_length=1, max_length=MOST_STEPS),
    ]
    """`[x, y]` each; a path of one place begins where the agent's pointer is."""
    button: Annotated[Button, Field(strict=False)] = Button.LEFT
    held: Annotated[tuple[Modifier, ...], Field(strict=False)] = ()
    """Modifiers that are down meanwhile."""

    @property
    def points(self) -> tuple[Point, ...]:
        """The path."""
        return tuple(Point(x, y) for x, y in self.path)


class Scroll(_Placed):
    """Turn the wheel."""

    type: Literal["scroll"] = "scroll"
    dx: Annotated[int, Field(ge=-MOST_STEPS, le=MOST_STEPS)] = 0
    """Clicks of the wheel to the right; negative to the left."""
    dy: Annotated[int, Field(ge=-MOST_STEPS, le=MOST_STEPS)] = 0
    """Clicks of the wheel down, as a reader goes on; negative up."""
    held: Annotated[tuple[Modifier, ...], Field(strict=False)] = ()
    """Modifiers that are down meanwhile."""


class Key(_Strict):
    """Press keys together and let them go."""

    type: Literal["key"] = "key"
    keys: Chord
    count: Annotated[int, Field(ge=1, le=MOST_STEPS)] = 1
    """How many times."""


class Type(_Strict):
    """Type text, in any script; a line feed presses Enter and a tab Tab."""

    type: Literal["type"] = "type"
    text: Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]


class _OneKeyOrButton(_Placed):
    button: Annotated[Button, Field(strict=False)] | None = None
    keys: Chord | None = None
    """A chord, or modifiers: any key that means it."""
    keysym: Keysym | None = None
    """Instead: the one key that has this keysym of X, and nothing with it; so the right Ctrl is not the left one."""
    char: Sign | None = None
    """Instead: the key that types this character; what it needs with it is down for the press alone."""

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        if sum(each is not None for each in (self.button, self.keys, self.keysym, self.char)) != 1:
            raise ValueError("say one of `button`, `keys`, `keysym` and `char`")
        return self


class Down(_OneKeyOrButton):
    """Press a button or keys and leave them down, for what takes several calls.

    The gate lets go when the agent ends, when anything of it is held, and of keys that type after a moment.
    """

    type: Literal["down"] = "down"


class Up(_OneKeyOrButton):
    """Let a button or keys go; what is not down stays so. A button that has been moved drops what it drags."""

    type: Literal["up"] = "up"


class Wait(_Strict):
    """Do nothing for a while."""

    type: Literal["wait"] = "wait"
    seconds: Annotated[float, Field(ge=0, le=LONGEST_WAIT_S, strict=False)] = 1.0


Gesture: TypeAlias = Annotated[
    Move | Click | Drag | Scroll | Key | Type | Down | Up | Wait, Field(discriminator="type")
]
"""What an agent may do. A screenshot and the pointer's place are questions of the protocol, not gestures."""


class Picture(_Strict):
    """The picture in whose pixels a call counts; it shows the whole desktop."""

    width: Annotated[int, Field(ge=1, le=FURTHEST_PX)]
    height: Annotated[int, Field(ge=1, le=FURTHEST_PX)]

    def on_screen(self, point: Point, screen: Rect) -> Point:
        """Give the physical pixel that a pixel of the picture shows the middle of.

        Raises:
            VocabularyError: it lies outside of the picture. The far edges, 1000 of 1000, count as inside.
        """
        if point.x > self.width or point.y > self.height:
            raise VocabularyError(f"`{point.x},{point.y}` lies outside of the picture: {self.width}x{self.height}")
        x = min((2 * point.x + 1) * screen.width // (2 * self.width), screen.width - 1)
        y = min((2 * point.y + 1) * screen.height // (2 * self.height), screen.height - 1)
        return Point(screen.x + x, screen.y + y)


class Trust(StrEnum):
    """Where the wish for it comes from, as far as the agent knows."""

    USER = "user"
    DOCUMENT = "document"
    WEB = "web"
    UNKNOWN = "unknown"


class Statement(_Strict):
    """What the agent says of its proposal: shown to the person, recorded, believed only where it makes it graver."""

    reason: Annotated[str, Field(max_length=LONGEST_WORDS)] = ""
    """Why it wants this; one or two sentences."""
    confidence: Annotated[float, Field(ge=0, le=1, strict=False)] | None = None
    """How sure it is that this is right; None when it does not say."""
    alternatives: Annotated[tuple[Annotated[str, Field(max_length=300)], ...], Field(strict=False, max_length=8)] = ()
    """What else it could do."""
    task: Annotated[str, Field(max_length=200)] = ""
    """The task or workflow that this is a step of, in its words."""
    amount: Annotated[float, Field(ge=0, le=1e15, allow_inf_nan=False, strict=False)] | None = None
    """Money that it moves; None for none."""
    currency: Annotated[str, Field(max_length=12)] = ""
    recipients: Annotated[tuple[Annotated[str, Field(max_length=300)], ...], Field(strict=False, max_length=100)] = ()
    """Whom it reaches."""
    affected_count: Annotated[int, Field(ge=0, le=10**12)] | None = None
    """How many things it changes."""
    source_trust: Annotated[Trust, Field(strict=False)] = Trust.UNKNOWN
    warnings: Annotated[tuple[Annotated[str, Field(max_length=500)], ...], Field(strict=False, max_length=8)] = ()
    """What the model's maker warns of (`pending_safety_checks`, `safety_decision`): with one a person is asked."""


class Proposal(_Strict):
    """One gesture and what the agent says of it."""

    gesture: Gesture
    statement: Statement = Statement()
    picture: Picture | None = None
    """None: places are physical pixels."""


class ToolProposal(_Strict):
    """A wish to do something without input, by a tool; only decided here, and done by whoever asks."""

    tool: Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]
    """Its name, e.g. `send_email`."""
    server: Annotated[str, Field(max_length=LONGEST_NAME)] = ""
    """What the person calls the server that has it; empty for the agent's own."""
    arguments: dict[str, Any] = {}
    """What it is given, whole: what is decided is what has to be called."""
    annotations: dict[str, Any] = {}
    """What its server says of it (MCP, `ToolAnnotations`): may make it graver, never milder."""
    redefined: Annotated[str, Field(max_length=LONGEST_NAME)] = ""
    """Where its server no longer says of it what it said first: a digest of what it says. No earlier yes counts."""
    statement: Statement = Statement()

    @property
    def call_made(self) -> ToolCall:
        """The call of the tool.

        Raises:
            VocabularyError: it is too long to be decided.
        """
        try:
            hints = ToolHints.of(self.annotations)
            return ToolCall.of(self.server, self.tool, self.arguments, hints, redefined=self.redefined)
        except ToolCallError as e:
            raise VocabularyError(f"`arguments`: {e}") from e


class Status(StrEnum):
    """How a proposal ended."""

    DONE = "done"
    MODIFIED = "modified"
    """A person changed it, and that was done."""
    REJECTED = "rejected"
    """A person said no."""
    DENIED = "denied"
    """A rule said no, or what was needed to ask was missing."""
    EXPIRED = "expired"
    """Its target, its caller or its time was gone."""
    STOPPED = "stopped"
    """A person stopped all agents: nothing is to be tried again."""


class Outcome(_Strict):
    """What became of it, for the agent."""

    status: Annotated[Status, Field(strict=False)]
    rule: str = ""
    """Id of the rule that decided."""
    reason: str = ""
    """Why, in one line."""
    note: str = ""
    """What the agent had best do next."""
    ran: str = ""
    """What really ran, in the words of the mirror; of MODIFIED what the person made of it. Empty when nothing ran."""
    action_id: str = ""
    """Its id in the record; empty when it never became an action."""
    partly: bool = False
    """A part of it was made before it ended otherwise than done."""
    approved: bool = False
    """A person was asked about this very call and said yes, and it was done."""

    @property
    def ran_through(self) -> bool:
        """True when something was done."""
        return self.status in (Status.DONE, Status.MODIFIED)


def read_proposal(raw: object) -> Proposal:
    """Understand a proposal.

    Args:
        raw: JSON data: `{"gesture": {"type": "click", "x": 1, "y": 2}, "statement": {…}, "picture": {…}}`.

    Raises:
        VocabularyError: it is none; the sentence names the field.
    """
    try:
        return Proposal.model_validate(raw)
    except ValidationError as e:
        raise VocabularyError(sentence(e)) from e


def sentence(error: ValidationError) -> str:
    """Say in one line what is wrong first, and where."""
    first = error.errors(include_url=False, include_input=False)[0]
    where = one_line(".".join(str(part) for part in first["loc"]))
    what = in_plain_words(first["type"], first["msg"], first.get("ctx", {}))
    return f"`{where}`: {what}" if where else what


def read_tool_proposal(raw: object) -> ToolProposal:
    """Understand a wish to use a tool.

    Args:
        raw: JSON data: `{"tool": "send_email", "server": "gmail", "arguments": {…}, "statement": {…}}`.

    Raises:
        VocabularyError: it is none; the sentence names the field.
    """
    try:
        found = ToolProposal.model_validate(raw)
    except ValidationError as e:
        raise VocabularyError(sentence(e)) from e
    _ = found.call_made
    return found


def one_line(name: str) -> str:
    """Make a name that an agent chose fit to stand in a sentence."""
    return "".join(sign if sign.isprintable() else "\N{MIDDLE DOT}" for sign in name[:LONGEST_NAME])


def schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of a proposal."""
    return Proposal.model_json_schema()
