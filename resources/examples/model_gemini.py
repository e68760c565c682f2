"""Gemini's computer use, from recorded function calls: no key, no network.

Open a text editor, large and in the middle of the screen, and start

    agent-supervisor run -- python model_gemini.py

It needs the client: `pip install ./packaging/client` in the folder of this project.

For a model's own calls put those of `google.genai.Client().models.generate_content` in the place of `recorded`.
"""

from collections.abc import Iterator

from supervisor.client import Supervisor
from supervisor.client.adapters import GeminiComputer


def recorded() -> Iterator[list[dict]]:
    """What the model wrote, turn by turn: places are thousandths of the screen."""
    text = {"text": "hello from gemini", "press_enter": False, "clear_before_typing": False}
    yield [{"name": "type_text_at", "args": {"x": 500, "y": 500, **text}}]
    # Something on the page has talked the model into this. The shipped rules ask a person about it.
    yield [
        {"name": "key_combination", "args": {"keys": "control+alt+delete"}},
        {"name": "hover_at", "args": {"x": 500, "y": 500}},
    ]
    yield []


with Supervisor() as hands:
    computer = GeminiComputer(hands)
    contents = [{"role": "user", "parts": [{"text": "Say hello in the editor."}]}]
    for calls in recorded():
        contents.append({"role": "model", "parts": [{"function_call": call} for call in calls]})
        parts = computer.function_responses(calls)
        if not parts:
            break
        contents.append({"role": "user", "parts": parts})
        for part in parts:
            print(part["function_response"]["name"], part["function_response"]["response"])
