"""OpenAI's computer use, supervised."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supervisor.client.adapters.performing import Eyes, Hands, Performed, each_of, eyes_of, perform, url_of
from supervisor.wire import openai
from supervisor.wire.model_call import Ending, Size

if TYPE_CHECKING:
    from collections.abc import Iterable


class OpenAIComputer:
    """Answers the computer calls of a response, of the preview tool and of the batched one.

    computer = OpenAIComputer(hands)
    response = client.responses.create(input=computer.outputs(response.output), …)
    """

    def __init__(self, hands: Hands, size: tuple[int, int] | None = None, *, eyes: Eyes | None = None) -> None:
        """Begin.

        Args:
            hands: What makes gestures, e.g. a `Supervisor`.
            size: Width and height of the screenshots, px; None for the screen's.
            eyes: What looks at the screen, for an app that scales or zooms; None: the supervisor does.
        """
        self._hands = hands
        self._size = Size(*(size or hands.screen))
        self._eyes = eyes or eyes_of(hands, self._size)

    def outputs(self, items: Iterable[object]) -> list[dict[str, Any]]:
        """Do the computer calls of one response and give the input items that answer them.

        Items of other kinds are left to the app. After the first call that is not done none is tried. A message tells
        the model what was not done as it asked. Safety checks are acknowledged when a person said yes to them; the
        API takes no answer without that, so an app whose person said no begins anew.

        Args:
            items: Of the response's `output`: the package's objects, or JSON data.

        Raises:
            CallError: it is one object and no list.
        """
        found: list[dict[str, Any]] = []
        failed = False
        for item in each_of(items, "output"):
            if not openai.is_call(item):
                continue
            call = openai.read(item, self._size)
            performed = Performed(Ending()) if failed else perform(call, self._hands, self._eyes)
            failed = failed or not performed.ending.whole(call)
            found += openai.answer(call, performed.ending, image_url=url_of(self._eyes.screenshot()))
        return found
