"""UI-TARS, supervised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from supervisor.client.adapters.performing import Eyes, Hands, eyes_of, perform, url_of
from supervisor.wire import ui_tars
from supervisor.wire.model_call import Kind, Size


@dataclass(frozen=True, slots=True)
class UiTarsReply:
    """What became of what the model wrote."""

    message: dict[str, Any]
    """The next message of the chat, with the screenshot after it."""
    finished: bool = False
    """The model says that it is done, and all before was."""
    calls_user: bool = False
    """The model needs the person."""
    text: str = ""
    """What it says with either; may be empty."""


class UiTarsComputer:
    """Answers what the model writes.

    computer = UiTarsComputer(hands)
    messages.append(computer.reply(completion.choices[0].message.content).message)
    """

    def __init__(
        self,
        hands: Hands,
        size: tuple[int, int] | None = None,
        *,
        eyes: Eyes | None = None,
        thousandths: bool = False,
    ) -> None:
        """Begin.

        Args:
            hands: What makes gestures, e.g. a `Supervisor`.
            size: Width and height of the screenshots, px; None for the screen's.
            eyes: What looks at the screen, for an app that scales or zooms; None: the supervisor does.
            thousandths: The model is 1.0, which counts in thousandths; else 1.5, which counts in resized pixels.

        Raises:
            CallError: the screenshots are too long for 1.5.
        """
        self._hands = hands
        shown = Size(*(size or hands.screen))
        self._size = ui_tars.GRID if thousandths else ui_tars.smart_resized(shown)
        self._eyes = eyes or eyes_of(hands, None if thousandths else shown)

    def look(self) -> dict[str, Any]:
        """Give a message of the chat with a screenshot: the first, before the model has written anything."""
        image = {"type": "image_url", "image_url": {"url": url_of(self._eyes.screenshot())}}
        return {"role": "user", "content": [image]}

    def reply(self, output: str) -> UiTarsReply:
        """Do what the model wrote, up to the first action that is not done."""
        call = ui_tars.read(output, self._size)
        performed = perform(call, self._hands, self._eyes)
        message = ui_tars.answer(call, performed.ending, image_url=url_of(self._eyes.screenshot()))
        said = [
            step
            for step, end in zip(call.steps, performed.ending.steps, strict=True)
            if step.kind in (Kind.FINISHED, Kind.CALL_USER) and end is not None
        ]
        if not said:
            return UiTarsReply(message)
        kinds = {step.kind for step in said}
        return UiTarsReply(message, Kind.FINISHED in kinds, Kind.CALL_USER in kinds, said[-1].text)
