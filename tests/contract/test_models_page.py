"""The snippets of the manual's pages on models' computer tools, run on messages as the models write them."""

from __future__ import annotations

import contextlib
import json
import re
import runpy
import tempfile
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Self, get_type_hints

from openai.types.responses import ComputerUsePreviewToolParam

import supervisor.client
from supervisor.client.adapters import Eyes
from tests.support.scripted_hands import REJECTED, ScriptedHands

if TYPE_CHECKING:
    import pytest

MANUAL = Path(__file__).parents[2] / "resources/manual"
PAGES = [MANUAL / f"{name}.md" for name in ("models", "anthropic", "openai", "gemini", "ui_tars")]
SNIPPETS = {
    name: code
    for page in PAGES
    for name, code in re.findall(r"```python ([a-z-]+)\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
}


class Recorded:
    """A client whose every method gives the next of the recorded messages, and keeps what it was given."""

    def __init__(self, *messages: Any) -> None:
        self.asked: list[dict[str, Any]] = []
        self._messages = list(messages)

    def __getattr__(self, _name: str) -> Any:
        return self

    def __call__(self, **asked: Any) -> Any:
        self.asked.append({name: list(value) if isinstance(value, list) else value for name, value in asked.items()})
        return self._messages.pop(0)


class Hands(ScriptedHands):
    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        pass


def done(name: str, given: dict[str, Any] | None = None) -> dict[str, Any]:
    """Run a snippet as a program of its own; gives what it has made."""
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / f"{name}.py"
        program.write_text(SNIPPETS[name], "utf-8")
        return runpy.run_path(str(program), init_globals=given)


def run(name: str, hands: Hands, monkeypatch: pytest.MonkeyPatch, *messages: Any) -> list[dict[str, Any]]:
    monkeypatch.setattr(supervisor.client, "Supervisor", lambda: hands, raising=False)
    client = Recorded(*messages)
    done(name, {"client": client, "MODEL": "m", "CONFIG": {}, "PROMPT": "p"})
    return client.asked


def test_every_snippet_is_run() -> None:
    assert set(SNIPPETS) == {"eyes", "anthropic", "anthropic-older", "openai", "openai-preview", "gemini", "ui-tars"}
    assert isinstance(done("eyes")["eyes"], Eyes)


def test_the_snippet_for_pictures_takes_one(monkeypatch: pytest.MonkeyPatch) -> None:
    shot = SimpleNamespace(rgb=bytes(3 * 2 * 1), size=(2, 1))
    screen = SimpleNamespace(monitors=["all of it"], grab={"all of it": shot}.__getitem__)
    monkeypatch.setattr("mss.MSS", lambda: contextlib.nullcontext(screen))
    assert done("eyes")["screenshot"]().startswith(b"\x89PNG")


def test_anthropic(monkeypatch: pytest.MonkeyPatch) -> None:
    call = {"type": "tool_use", "toolset_name": "computer"}
    calls = [
        call | {"id": "toolu_01A", "name": "left_click", "input": {"coordinate": [640, 400]}},
        call | {"id": "toolu_01B", "name": "type", "input": {"text": "hi"}},
    ]
    end = {"type": "text", "text": "It is open."}
    hands = Hands(at_0=REJECTED)
    asked = run("anthropic", hands, monkeypatch, SimpleNamespace(content=calls), SimpleNamespace(content=[end]))
    assert hands.made == [{"type": "click", "x": 640, "y": 400, "button": "left"}]
    assert asked[0]["tools"] == [{"type": "computer_toolset_20260801", "configs": {"zoom": {"enabled": False}}}]
    (page,) = re.findall(r"```json\n(.*?)```", (MANUAL / "anthropic.md").read_text("utf-8"), re.DOTALL)
    assert asked[1]["messages"][-1]["content"] == json.loads(page), "as the page says"


def test_older_tools_of_anthropic(monkeypatch: pytest.MonkeyPatch) -> None:
    click = {"action": "left_click", "coordinate": [640, 400]}
    call = {"type": "tool_use", "id": "toolu_01A", "name": "computer", "input": click}
    hands = Hands()
    (asked,) = run("anthropic-older", hands, monkeypatch, SimpleNamespace(content=[call]))
    assert hands.kinds == ["click"]
    assert asked["betas"] == ["computer-use-2025-11-24"]


def test_openai(monkeypatch: pytest.MonkeyPatch) -> None:
    actions = [{"type": "click", "button": "left", "x": 640, "y": 400, "keys": None}, {"type": "type", "text": "hi"}]
    call = {
        "type": "computer_call",
        "id": "cu_1",
        "call_id": "call_1",
        "pending_safety_checks": [],
        "actions": actions,
    }
    first, last = (
        SimpleNamespace(id="resp_1", output=[call]),
        SimpleNamespace(id="resp_2", output=[{"type": "message"}]),
    )
    hands = Hands(at_1=REJECTED)
    asked = run("openai", hands, monkeypatch, first, last)
    assert hands.kinds == ["click", "type"]
    assert asked[1]["previous_response_id"] == "resp_1"
    output, message = asked[1]["input"]
    assert output["call_id"] == "call_1"
    assert "Action 2 of 2 (type): Not executed: a person rejected" in message["content"][0]["text"]


def test_the_preview_of_openai(monkeypatch: pytest.MonkeyPatch) -> None:
    action = {"type": "click", "button": "left", "x": 640, "y": 400}
    call = {"type": "computer_call", "id": "cu_1", "call_id": "call_1", "pending_safety_checks": [], "action": action}
    hands = Hands()
    (asked,) = run("openai-preview", hands, monkeypatch, SimpleNamespace(id="resp_1", output=[call]))
    assert hands.kinds == ["click"]
    (tool,) = asked["tools"]
    assert tool.keys() == get_type_hints(ComputerUsePreviewToolParam).keys()


def test_gemini(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = {"name": "type_text_at", "args": {"x": 500, "y": 500, "text": "hi", "press_enter": True}}
    parts = [SimpleNamespace(function_call=None), SimpleNamespace(function_call=typed)]
    turns = [[*parts], [SimpleNamespace(function_call=None)]]
    answers = [SimpleNamespace(candidates=[SimpleNamespace(content=SimpleNamespace(parts=turn))]) for turn in turns]
    hands = Hands()
    asked = run("gemini", hands, monkeypatch, *answers)
    assert hands.kinds == ["click", "key", "key", "type", "key"]
    assert asked[1]["contents"][-1]["parts"][0]["function_response"]["name"] == "type_text_at"


def test_ui_tars(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [
        "Thought: There.\nAction: click(point='<point>640 400</point>')",
        "Action: finished(content='Open.')",
    ]
    said = [SimpleNamespace(choices=[SimpleNamespace(message=SimpleNamespace(content=text))]) for text in texts]
    hands = Hands()
    asked = run("ui-tars", hands, monkeypatch, *said)
    assert hands.kinds == ["click"]
    assert [message["content"][0]["type"] for message in asked[0]["messages"][1:]] == ["image_url"]
    assert asked[1]["messages"][-1]["content"][0]["type"] == "image_url"
