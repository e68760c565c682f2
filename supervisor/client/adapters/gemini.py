"""Gemini's computer use, supervised."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supervisor.client.adapters.performing import Eyes, Hands, Performed, base64_of, each_of, eyes_of, perform
from supervisor.wire import gemini
from supervisor.wire.model_call import Ending, Size

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class GeminiComputer:
    """Answers the computer calls of a candidate.

    computer = GeminiComputer(hands)
    contents.append({"role": "user", "parts": computer.function_responses(calls)})
    """

    def __init__(
        self,
        hands: Hands,
        size: tuple[int, int] | None = None,
        *,
        eyes: Eyes | None = None,
        url: Callable[[], str] = str,
        rest: bool = False,
    ) -> None:
        """Begin.

        Args:
            hands: What makes gestures, e.g. a `Supervisor`.
            size: Width and height of the screenshots, px; None for the screen's.
            eyes: What looks at the screen, for an app that scales or zooms; None: the supervisor does.
            url: Gives the address that the browser shows; left out: none is told.
            rest: The parts go out as JSON, with pictures in base64; else to `google-genai`, which takes bytes.
        """
        self._hands = hands
        self._size = Size(*(size or hands.screen))
        self._eyes = eyes or eyes_of(hands, None)
        self._url = url
        self._rest = rest

    def function_responses(self, calls: Iterable[object]) -> list[dict[str, Any]]:
        """Do the computer calls of one turn and give the parts with their responses, in order.

        Functions of the app's own are left to it. After the first call that is not done none is tried.

        Args:
            calls: Function calls: the package's objects, or JSON data.

        Raises:
            CallError: it is one object and no list.
        """
        found: list[dict[str, Any]] = []
        failed = False
        for raw in each_of(calls, "function_calls"):
            if not gemini.is_call(raw):
                continue
            name = raw["name"] if isinstance(raw, dict) else ""
            call = gemini.read(raw, self._size)
            performed = Performed(Ending()) if failed else perform(call, self._hands, self._eyes)
            failed = failed or not performed.ending.whole(call)
            image = performed.image or self._eyes.screenshot()
            picture = base64_of(image) if self._rest else image
            found.append(gemini.answer(call, performed.ending, name, image=picture, url=self._url()))
        return found
