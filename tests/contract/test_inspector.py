"""The command line of the MCP inspector against `agent-supervisor mcp` and a public server behind `mcp-proxy`."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from supervisor.wire.mcp_tools import tools
from tests.support.npm import FILES, INSPECTOR, program
from tests.support.supervised import COMMAND, Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future
    from pathlib import Path

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop
TOOL_ERROR = 5
"""What the inspector ends with after a result that is an error."""
POLICY = """version = 1
[[rule]]
id = "no-money"
reason = "a test"
verdict = "ask"
when = { tool = "pay" }
[[rule]]
id = "no-files"
reason = "a test"
verdict = "ask"
when = { tool = "files/write_file" }
"""
NAMES = {tool.name for tool in tools()} | {"computer"}


@pytest.fixture
def supervised(desktop: VirtualDesktop, tmp_path: Path) -> Iterator[Supervised]:
    with Supervised(desktop, tmp_path / "home", settings="mirror_lead_ms = 0\n", policy=POLICY) as running:
        running.keep()
        yield running


@dataclass(frozen=True)
class Ended:
    """How the inspector ended."""

    status: int
    printed: str
    complained: str

    @property
    def result(self) -> Any:
        return json.loads(self.printed)["result"]

    @property
    def text(self) -> str:
        return "\n".join(part["text"] for part in self.result["content"])


def inspect(supervised: Supervised, *argv: str) -> Ended:
    done = subprocess.run(
        [*program(INSPECTOR), "--cli", *argv, "--format", "json"],
        env=supervised.env | {"HOME": str(supervised.home), "NO_COLOR": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def started(supervised: Supervised, *words: str) -> list[str]:
    """Name a server that is started by its command, as people do: in a file."""
    file = supervised.home / "servers.json"
    command, *args = words
    file.write_text(json.dumps({"mcpServers": {"it": {"command": command, "args": args, "env": supervised.env}}}))
    return ["--config", str(file), "--server", "it"]


def call(tool: str, **given: object) -> list[str]:
    return ["--method", "tools/call", "--tool-name", tool, "--tool-args-json", json.dumps(given)]


@pytest.fixture
def aside() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor() as pool:
        yield pool


def wait_asked(supervised: Supervised, asked: Future[Ended]) -> None:
    """Wait until the person is asked; what ended before is told with what it said."""
    wait_for(lambda: asked.done() or supervised.status().get("requests"), "the person to be asked", timeout_s=60)
    assert not asked.done(), asked.result()
    supervised.wait_popup()


def test_over_standard_streams(
    supervised: Supervised, person: Person, aside: ThreadPoolExecutor, tmp_path: Path
) -> None:
    server = started(supervised, *COMMAND, "mcp")
    listed = inspect(supervised, *server, "--method", "tools/list", "--strict")
    assert listed.status == 0, listed
    assert {tool["name"] for tool in listed.result["tools"]} == NAMES
    moved = inspect(supervised, *server, *call("move", x=40, y=50, reason="to look"))
    assert moved.status == 0, moved
    assert moved.text.startswith("Done"), moved
    heard = tmp_path / "heard"
    tapped = started(supervised, "sh", "-c", f"{shlex.join(COMMAND)} mcp | tee {shlex.quote(str(heard))}")
    pay = [*call("propose_action", kind="pay", summary="9 €"), "--tool-metadata", "progressToken=sign"]
    asked = aside.submit(inspect, supervised, *tapped, *pay)
    wait_asked(supervised, asked)
    wait_for(lambda: '"progressToken":"sign"' in heard.read_text("utf-8"), "a sign of life for the inspector")
    supervised.reject(person)
    refused = asked.result()
    assert refused.status == TOOL_ERROR, refused
    assert refused.result["isError"]
    assert "The person rejected it" in refused.text
    assert [row["action"]["origin"] for row in supervised.rows("approval_requested")] == ["mcp"]


def test_over_http(supervised: Supervised, person: Person, aside: ThreadPoolExecutor) -> None:
    with subprocess.Popen(
        [*COMMAND, "mcp", "--http", "0"],
        env=supervised.env,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        supervised.agents.append(server)
        assert server.stderr is not None
        found = re.search(r"(http://\S+/mcp), token (\S+)", server.stderr.readline())
        assert found is not None
        at = ["--server-url", found[1], "--transport", "http"]
        shown = ["--header", f"Authorization: Bearer {found[2]}"]
        listed = inspect(supervised, *at, *shown, "--method", "tools/list")
        assert listed.status == 0, listed
        assert {tool["name"] for tool in listed.result["tools"]} == NAMES
        strange = inspect(supervised, *at, "--stored-auth-only", "--method", "tools/list")
        assert strange.status != 0, strange
        asked: Future[Ended] = aside.submit(
            inspect, supervised, *at, *shown, *call("propose_action", kind="pay", summary="9 €")
        )
        wait_asked(supervised, asked)
        supervised.approve(person)
        assert asked.result().text == "Approved: do it now, as you said."
        server.terminate()


def test_the_tools_of_a_public_server_come_under_the_same_hand(
    supervised: Supervised, person: Person, aside: ThreadPoolExecutor, tmp_path: Path
) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    file = folder / "notes.txt"
    proxied = started(supervised, *COMMAND, "mcp-proxy", "--name", "files", "--", *program(FILES), str(folder))
    asked = aside.submit(inspect, supervised, *proxied, *call("write_file", path=str(file), content="Hello"))
    wait_asked(supervised, asked)
    assert not file.exists()
    supervised.approve(person)
    wrote = asked.result()
    assert wrote.status == 0, wrote
    assert file.read_text() == "Hello"
    (row,) = supervised.rows("approval_requested")
    assert row["action"]["tool"] == {"server": "files", "name": "write_file"}
    read = inspect(supervised, *proxied, *call("read_text_file", path=str(file)))
    assert "Hello" in read.text, read
    assert len(supervised.rows("approval_requested")) == 1, "what only reads is not asked"
