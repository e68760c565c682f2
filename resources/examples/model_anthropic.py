"""Anthropic's computer tool, in each of its versions, from recorded messages: no key, no network.

Open a text editor, large and in the middle of the screen, and start

    agent-supervisor run -- python model_anthropic.py computer_20251124

or with another version. It needs the client: `pip install ./packaging/client` in the folder of this project. For a
model's own messages put `anthropic.Anthropic().messages.create` in the place of `recorded`.
"""

import sys
from collections.abc import Iterator

from supervisor.client import Supervisor
from supervisor.client.adapters import AnthropicComputer

VERSION = sys.argv[1] if sys.argv[1:] else "computer_20251124"


def recorded(x: int, y: int) -> Iterator[dict]:
    """What the model wrote, turn by turn."""
    point = [("mouse_move", {"coordinate": [x, y]}), ("left_click", {})]  # the first version's clicks have no place
    if VERSION != "computer_20241022":
        point = [("left_click", {"coordinate": [x, y]})]
    turns = [[call] for call in [*point, ("type", {"text": f"hello from {VERSION}"})]]
    # Something on the page has talked the model into this. The shipped rules ask a person about it.
    turns.append([("key", {"text": "ctrl+alt+Delete"}), ("type", {"text": "never typed"})])
    for turn, calls in enumerate(turns):
        blocks = []
        for number, (action, given) in enumerate(calls):
            block = {"type": "tool_use", "id": f"toolu_{turn}{number}"}
            if VERSION == "computer_toolset_20260801":  # one tool for each action
                blocks.append(block | {"name": action, "toolset_name": "computer", "input": given})
            else:
                blocks.append(block | {"name": "computer", "input": {"action": action, **given}})
        said = {"type": "text", "text": "I will go on in the editor."}
        yield {"role": "assistant", "content": [said, *blocks], "stop_reason": "tool_use"}
    yield {"role": "assistant", "content": [{"type": "text", "text": "Done."}], "stop_reason": "end_turn"}


with Supervisor() as hands:
    width, height = hands.screen
    tool = {"type": VERSION}
    if VERSION != "computer_toolset_20260801":
        tool |= {"name": "computer", "display_width_px": width, "display_height_px": height}
    computer = AnthropicComputer(hands, tool, size=hands.screen)
    messages = [{"role": "user", "content": "Say hello in the editor."}]
    for message in recorded(width // 2, height // 2):
        messages.append({"role": "assistant", "content": message["content"]})
        results = computer.tool_results(message["content"])
        if not results:
            break
        messages.append({"role": "user", "content": results})
        for result in results:
            parts = [part.get("text", part["type"]) for part in result["content"]]
            print(result["tool_use_id"], "failed:" if result.get("is_error") else "done:", *parts)
