"""Anthropic's computer use, supervised."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supervisor.client.adapters.performing import Eyes, Hands, Performed, base64_of, each_of, eyes_of, perform
from supervisor.wire import anthropic
from supervisor.wire.model_call import Ending, Size

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class AnthropicComputer:
    """Answers the computer calls of a message.

        computer = AnthropicComputer(hands, tool)
        messages.append({"role": "user", "content": computer.tool_results(response.content)})

    Attributes:
        tool: As it is offered to the model.
    """

    def __init__(
        self,
        hands: Hands,
        tool: Mapping[str, Any],
        *,
        size: tuple[int, int] | None = None,
        eyes: Eyes | None = None,
    ) -> None:
        """Begin.

        Args:
            hands: What makes gestures, e.g. a `Supervisor`.
            tool: The entry of `tools` as it goes to the API, e.g. `{"type": "computer_20251124", …}`.
            size: Of the screenshots, px, for the toolset, whose entry has none; None to take the entry's.
            eyes: What looks at the screen, for an app that scales or zooms; None: the supervisor does.

        Raises:
            CallError: the entry is no computer tool that is known here, or there is no size.
        """
        self.tool = anthropic.Tool.from_param(tool, Size(*size) if size is not None else None)
        self._hands = hands
        self._eyes = eyes or eyes_of(hands, self.tool.size)

    def tool_results(self, content: Iterable[object]) -> list[dict[str, Any]]:
        """Do the computer calls of one message and give the `tool_result` blocks, in order.

        Blocks of other kinds and of other tools are left to the app. After the first call that is not done none is
        tried: what follows was meant for a screen that never came. The last that was done has a screenshot with it.

        Args:
            content: Of the model's message: the package's objects, or JSON data.

        Raises:
            CallError: it is one object and no list.
        """
        blocks = [block for block in each_of(content, "content") if anthropic.is_call(block, self.tool)]
        calls = [anthropic.read(block, self.tool) for block in blocks]
        results: list[dict[str, Any]] = []
        failed = False
        for number, call in enumerate(calls):
            performed = Performed(Ending()) if failed else perform(call, self._hands, self._eyes)
            failed = failed or not performed.ending.whole(call)
            image = performed.image
            if not failed and number == len(calls) - 1 and image is None and performed.pointer is None:
                image = self._eyes.screenshot()
            picture = None if image is None else base64_of(image)
            results.append(
                anthropic.answer(call, performed.ending, self.tool, image=picture, pointer=performed.pointer)
            )
        return results
