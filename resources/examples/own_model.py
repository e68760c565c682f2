"""Bring your own model: one function to replace, the rest is the loop around it.

Open a text editor, large and in the middle of the screen, and start

    agent-supervisor run -- python own_model.py

It needs the client: `pip install ./packaging/client` in the folder of this project.
"""

from supervisor.client import NotDone, Stopped, Supervisor


def ask_model(picture: bytes, history: list[str]) -> dict | None:
    """Say what to do next: replace this by your model.

    Args:
        picture: The screen as a PNG, without the supervisor's own windows.
        history: What was done so far, and what was not done and why, in sentences for the model.

    Returns:
        A gesture (its words are in json_rpc.md), or None when the task is over. Places are thousandths of the screen.
    """
    assert picture.startswith(b"\x89PNG")
    script = [
        {"type": "click", "x": 500, "y": 500},
        {"type": "type", "text": "hello from my model"},
        # The shipped rules ask a person about this one: Ctrl+Alt+Y approves, Ctrl+Alt+N rejects.
        {"type": "key", "keys": "ctrl+alt+Delete"},
    ]
    return script[len(history)] if len(history) < len(script) else None


with Supervisor() as hands:
    hands.picture = (1000, 1000)
    history: list[str] = []
    while True:
        gesture = ask_model(hands.screenshot(), history)
        if gesture is None:
            break
        try:
            history.append(str(hands.propose(gesture, reason="the model says so")))
        except Stopped:  # a person stopped all agents: nothing is to be tried again
            break
        except NotDone as no:  # rejected, denied, changed by a person, or expired: the model is told
            history.append(str(no))
        print(history[-1])
