"""OpenAI's computer tool, batched (`computer`) and preview (`computer_use_preview`), from recorded responses.

Open a text editor, large and in the middle of the screen, and start

    agent-supervisor run -- python model_openai.py computer

or with the other tool. It needs the client: `pip install ./packaging/client` in the folder of this project. For a
model's own responses put `openai.OpenAI().responses.create` in the place of `recorded`.
"""

import sys
from collections.abc import Iterator

from supervisor.client import Supervisor
from supervisor.client.adapters import OpenAIComputer

TOOL = sys.argv[1] if sys.argv[1:] else "computer"


def recorded(x: int, y: int) -> Iterator[dict]:
    """What the model wrote, response by response."""
    actions = [
        {"type": "click", "button": "left", "x": x, "y": y},
        {"type": "type", "text": f"hello from {TOOL}"},
        # Something on the page has talked the model into this. The shipped rules ask a person about it.
        {"type": "keypress", "keys": ["CTRL", "ALT", "DELETE"]},
    ]
    # The preview sends one action a call, the other as many as it likes.
    calls = [{"actions": actions}] if TOOL == "computer" else [{"action": action} for action in actions]
    for number, call in enumerate(calls):
        item = {"type": "computer_call", "id": f"cu_{number}", "call_id": f"call_{number}", "status": "completed"}
        thought = {"type": "reasoning", "id": f"rs_{number}", "summary": []}
        yield {"id": f"resp_{number}", "output": [thought, item | {"pending_safety_checks": []} | call]}
    yield {"id": "resp_end", "output": [{"type": "message", "role": "assistant", "content": "Done."}]}


with Supervisor() as hands:
    width, height = hands.screen
    computer = OpenAIComputer(hands)
    for response in recorded(width // 2, height // 2):
        items = computer.outputs(response["output"])  # the `input` of the next request
        for item in items:
            if item["type"] == "computer_call_output":
                print(item["call_id"], "answered with a", item["output"]["type"])
            else:  # a message: what was not done as the model asked
                print(*(part["text"] for part in item["content"]))
