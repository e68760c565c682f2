"""An agent of four models: each clicks into a text and types its line there, by recorded calls in its own words.

Its arguments are the place to click at. It prints the answers, one JSON list a line.
"""

from __future__ import annotations

import json
import sys

from supervisor.client import Supervisor
from supervisor.client.adapters import AnthropicComputer, GeminiComputer, OpenAIComputer, UiTarsComputer

TOOLSET = {"type": "computer_toolset_20260801"}
APART_PX = 40
"""Between clicks: two of them in one place would be a double click."""


def main() -> None:
    x, y = int(sys.argv[1]), int(sys.argv[2])
    with Supervisor() as hands:
        wide, high = hands.screen
        block = {"type": "tool_use", "toolset_name": "computer"}
        anthropic = AnthropicComputer(hands, TOOLSET, size=hands.screen)
        say(
            anthropic.tool_results(
                [
                    block | {"id": "1", "name": "left_click", "input": {"coordinate": [x, y]}},
                    block | {"id": "2", "name": "type", "input": {"text": "eins\n"}},
                ]
            )
        )
        actions = [{"type": "click", "button": "left", "x": x + APART_PX, "y": y}, {"type": "type", "text": "zwei\n"}]
        item = {"type": "computer_call", "call_id": "3", "pending_safety_checks": [], "actions": actions}
        say(OpenAIComputer(hands).outputs([item]))
        place = {"x": (x - APART_PX) * 1000 // wide, "y": y * 1000 // high}
        args = place | {"text": "drei", "press_enter": True, "clear_before_typing": False}
        say(GeminiComputer(hands, rest=True).function_responses([{"name": "type_text_at", "args": args}]))
        point = f"<point>{x * 1000 // wide} {(y + APART_PX) * 1000 // high}</point>"
        old = UiTarsComputer(hands, thousandths=True)
        text = f"Thought: I write.\nAction: click(point='{point}')\n\ntype(content='vier\\n')\n\nhotkey(key='ctrl s')"
        say([old.reply(text).message])


def say(answers: list[dict[str, object]]) -> None:
    sys.stdout.write(json.dumps(answers) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
