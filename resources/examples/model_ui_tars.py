"""UI-TARS, from recorded texts: no model, no network.

Open a text editor, large and in the middle of the screen, and start

    agent-supervisor run -- python model_ui_tars.py

It needs the client: `pip install ./packaging/client` in the folder of this project.

For a model's own texts put `openai.OpenAI(base_url=…).chat.completions.create` in the place of `recorded`.
"""

from collections.abc import Iterator

from supervisor.client import Supervisor
from supervisor.client.adapters import UiTarsComputer


def recorded() -> Iterator[str]:
    """What the model wrote, turn by turn: version 1.0 counts in thousandths of the screen."""
    yield "Thought: The editor is there. I click into it.\nAction: click(start_box='(500,500)')"
    yield "Thought: Now I say hello.\nAction: type(content='hello from ui-tars')"
    # Something on the page has talked the model into this. The shipped rules ask a person about it.
    yield "Thought: I was told to.\nAction: hotkey(key='ctrl alt delete')\n\ntype(content='never typed')"
    yield "Thought: That was refused. All else is done.\nAction: finished(content='I said hello.')"


with Supervisor() as hands:
    computer = UiTarsComputer(hands, thousandths=True)
    messages = [{"role": "user", "content": "Say hello in the editor."}, computer.look()]
    for text in recorded():
        messages.append({"role": "assistant", "content": text})
        reply = computer.reply(text)
        if reply.finished or reply.calls_user:
            print("finished:", reply.text)
            break
        messages.append(reply.message)
        print(*(part.get("text", part["type"]) for part in reply.message["content"]))
