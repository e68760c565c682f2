"""An agent that speaks JSON-RPC over a plain socket: for any language, here in Python without a library.

Open a text editor, large and in the middle of the screen, and start

    agent-supervisor run -- python json_rpc.py
"""

import itertools
import json
import os
import socket

if "AGENT_SUPERVISOR_SOCKET" not in os.environ:
    raise SystemExit("no supervisor is there: start this with `agent-supervisor run -- python json_rpc.py`")
connection = socket.socket(socket.AF_UNIX)
connection.connect(os.environ["AGENT_SUPERVISOR_SOCKET"])
stream = connection.makefile("rw", encoding="utf-8")
numbers = itertools.count(1)


def call(method, **params):
    """Write a request, one line, and read its answer, one line."""
    request = {"jsonrpc": "2.0", "id": next(numbers), "method": method, "params": params}
    stream.write(json.dumps(request) + "\n")
    stream.flush()
    answer = json.loads(stream.readline())
    if "error" in answer:
        raise SystemExit(answer["error"]["message"])
    return answer["result"]


hello = call("hello", protocol=1, token=os.environ["AGENT_SUPERVISOR_TOKEN"])
x, y = hello["screen"]["width"] // 2, hello["screen"]["height"] // 2

for gesture in [
    {"type": "click", "x": x, "y": y},
    {"type": "type", "text": "hello from json-rpc"},
    # The shipped rules ask a person about this one: Ctrl+Alt+Y approves, Ctrl+Alt+N rejects.
    {"type": "key", "keys": "ctrl+alt+Delete"},
]:
    outcome = call("propose", gesture=gesture, statement={"reason": "to say hello"})
    print(gesture["type"], outcome["status"], outcome["reason"])
    if outcome["status"] == "stopped":
        break
