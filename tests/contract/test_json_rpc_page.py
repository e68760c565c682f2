"""What the manual's page of the protocol says: each method, status and error, and an exchange that runs."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from supervisor.wire import agent_protocol
from supervisor.wire.agent_protocol import METHODS
from supervisor.wire.vocabulary import Status
from tests.support.gateway_rig import TOKEN, GatewayRig

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = (Path(__file__).parents[2] / "resources/manual/json_rpc.md").read_text("utf-8")
ROWS = re.findall(r"^\| `?([\w-]+)`? \|", PAGE, re.MULTILINE)


def messages() -> list[dict[str, Any]]:
    """Give what the first block of the page says, message by message."""
    (block, *_) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    found, rest = [], block.strip()
    while rest:
        message, end = json.JSONDecoder().raw_decode(rest)
        found.append(message)
        rest = rest[end:].strip()
    return found


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[GatewayRig]:
    made = GatewayRig(tmp_path / "agent.sock")
    yield made
    made.close()


def test_every_method_status_and_error_has_its_row() -> None:
    assert set(METHODS) <= set(ROWS)
    assert {status.value for status in Status} <= set(ROWS)
    codes = {value for name, value in vars(agent_protocol).items() if name.isupper() and isinstance(value, int)}
    assert {str(code) for code in codes if -32100 < code <= -32000} <= set(ROWS)


def test_what_the_page_says_is_answered(rig: GatewayRig) -> None:
    client = rig.connect()
    rig.agent.at_once = Status.DONE
    said = messages()
    assert len(said) == 2
    for message in said:
        params = message["params"] | ({"token": TOKEN} if message["method"] == "hello" else {})
        answer = client.gets(message["method"], params, id=message["id"])
        assert "result" in answer, answer
