"""Doing the steps of a model's call, one proposal after the other, up to the first that is not done."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from supervisor.client.errors import CallError
from supervisor.wire.model_call import DONE, Call, Ended, Ending, Kind, Size, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Region: TypeAlias = tuple[int, int, int, int]
"""Left, top, right and bottom, in pixels of the picture that the model is given; right and bottom outside."""


class Hands(Protocol):
    """What makes a gesture under supervision: a `supervisor.client.Supervisor`, or another that can do the same."""

    @property
    def screen(self) -> tuple[int, int]:
        """Width and height of the desktop, physical px."""

    def call(self, method: str, params: Mapping[str, Any], /) -> Any:
        """Make a request of the protocol, here `propose` and `screenshot`, and wait for its answer.

        Args:
            method: Its name.
            params: JSON data.

        Returns:
            Its result, JSON data: an outcome, or a picture.
        """


@dataclass(frozen=True, slots=True)
class Eyes:
    """What looks at the screen, as the app has it."""

    screenshot: Callable[[], bytes]
    """Gives a PNG of the whole desktop, in the size that the model was told."""
    zoom: Callable[[Region], bytes] | None = None
    """Gives a PNG of a part of it, larger; None: the model cannot zoom."""
    pointer: Callable[[], tuple[int, int]] | None = None
    """Gives the pointer's place in pixels of that picture; None: the model cannot ask for it."""


def eyes_of(hands: Hands, size: Size | None) -> Eyes:
    """Look through the supervisor: the whole desktop without the supervisor's own windows, as large as it is.

    Args:
        hands: What has the protocol's `screenshot`.
        size: What the model was told; None when it counts in something else than pixels.
    """

    def screenshot() -> bytes:
        found = hands.call("screenshot", {})
        there, told = (found["width"], found["height"]), (size.width, size.height) if size is not None else None
        if told is not None and there != told:
            # The model would aim at places of another picture.
            wide, high = there
            raise ValueError(f"the screen is {wide}x{high} and the model was told {told[0]}x{told[1]}: pass `eyes`")
        return base64.b64decode(found["data"])

    return Eyes(screenshot)


@dataclass(frozen=True, slots=True)
class Performed:
    """What became of a call."""

    ending: Ending
    image: bytes | None = None
    """A PNG that a step asked for; None when none did."""
    pointer: tuple[int, int] | None = None
    """The pointer's place; None when no step asked for it."""


def perform(call: Call, hands: Hands, eyes: Eyes) -> Performed:
    """Do a call. One that was not understood is left alone.

    Nothing behind a step that was not done is tried, save what lets go of what was pressed. A safety check counts as
    acknowledged when a person said yes to every gesture that warned of it, and there was one.

    Raises:
        ConnectionLost: the supervisor has gone; the agent has nothing to act with any more.
    """
    ends: list[Ended | None] = []
    image, pointer = None, None
    answers: list[bool] = []
    for step in call.steps:
        if _over(ends) and not (step.cleanup and _begun(call, step.action, ends)):
            ends.append(None)
            continue
        try:
            if step.proposal is not None:
                outcome = hands.call("propose", step.proposal)
                ends.append(_ended(outcome))
                if step.proposal.get("statement", {}).get("warnings"):
                    answers.append(outcome.get("approved") is True)
                continue
            if step.kind is Kind.POINTER:
                pointer = _pointer(eyes)
            elif step.kind in (Kind.SCREENSHOT, Kind.ZOOM):
                image = _picture(step, eyes)
            ends.append(DONE)
        except (_CannotError, CallError) as e:
            ends.append(Ended("failed", str(e)))
    return Performed(Ending(tuple(ends), bool(answers) and all(answers)), image, pointer)


class _CannotError(Exception):
    """The app has no way to do this."""


def _over(ends: list[Ended | None]) -> bool:
    return any(end is None or not end.ran_through for end in ends)


def _begun(call: Call, action: int, ends: list[Ended | None]) -> bool:
    """Tell whether something of an action was tried, and agents were not stopped then."""
    tried = [end for step, end in zip(call.steps, ends, strict=False) if step.action == action and end is not None]
    return bool(tried) and all(end.status != "stopped" for end in tried)


def _ended(outcome: Mapping[str, Any]) -> Ended:
    words = {name: str(outcome.get(name) or "") for name in ("status", "reason", "ran")}
    return Ended(words["status"], words["reason"], words["ran"], partly=outcome.get("partly") is True)


def _pointer(eyes: Eyes) -> tuple[int, int]:
    if eyes.pointer is None:
        raise _CannotError("the place of the pointer is not known here")
    return eyes.pointer()


def _picture(step: Step, eyes: Eyes) -> bytes:
    if step.region is None:
        return eyes.screenshot()
    if eyes.zoom is None:
        raise _CannotError("there is no zoom here: take a screenshot")
    return eyes.zoom(step.region)


def data_of(given: object) -> object:
    """Give what an API gave as JSON data; the objects of the vendors' packages know how to write themselves."""
    dump = getattr(given, "model_dump", None)
    return dump(mode="json", exclude_none=True) if callable(dump) else given


def each_of(given: Iterable[object], part: str) -> list[object]:
    """Give each thing of a list that an API gave, as JSON data.

    Args:
        given: The list.
        part: Where it stands in what the model said.

    Raises:
        CallError: it is no list but one object, e.g. the whole message: nothing in that would be found to do.
    """
    if isinstance(given, Mapping) or callable(getattr(given, "model_dump", None)):
        raise CallError(f"this is one object and no list: give the list in `{part}` of what the model said")
    return [data_of(one) for one in given]


def base64_of(image: bytes) -> str:
    """Write a picture as text."""
    return base64.b64encode(image).decode("ascii")


def url_of(image: bytes) -> str:
    """Write a PNG as an address that has all of it inside."""
    return f"data:image/png;base64,{base64_of(image)}"
