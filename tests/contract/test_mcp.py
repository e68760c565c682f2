"""The official client of the Model Context Protocol against `agent-supervisor mcp`, on a real desktop."""

from __future__ import annotations

import asyncio
import base64
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx2
import pytest
from mcp import Client, MCPError, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from mcp_types import ImageContent, TextContent

from tests.support.programs import mousepad
from tests.support.supervised import COMMAND, Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator

    from mcp_types import CallToolResult

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop
MAIL = Path(__file__).parents[1] / "support/agents/mail_server.py"
POLICY = """version = 1
[[rule]]
id = "no-close"
reason = "a test"
verdict = "ask"
when = { keys = "ctrl+q" }
[[rule]]
id = "no-mail"
reason = "a test"
verdict = "deny"
when = { tool = "send_email" }
"""
SETTINGS = "yield_to_person_ms = 0\nmirror_lead_ms = 0\naccessibility_budget_ms = 1000\n"


@pytest.fixture
def supervised(desktop: VirtualDesktop, tmp_path: Path) -> Iterator[Supervised]:
    with Supervised(desktop, tmp_path / "home", settings=SETTINGS, policy=POLICY) as running:
        running.keep()
        yield running


def server(supervised: Supervised, *argv: str) -> StdioServerParameters:
    command, *rest = COMMAND
    return StdioServerParameters(command=command, args=[*rest, *(argv or ["mcp"])], env=supervised.env)


def run(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(work, 120))


def text(result: CallToolResult) -> str:
    return "\n".join(part.text for part in result.content if isinstance(part, TextContent))


def test_a_model_sees_clicks_and_types(desktop: VirtualDesktop, supervised: Supervised, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.touch()

    async def work(place: tuple[int, int]) -> None:
        async with Client(server(supervised)) as client:
            names = {tool.name for tool in (await client.list_tools()).tools}
            assert {"click", "type", "screenshot", "computer", "propose_action"} <= names
            (seen,) = (await client.call_tool("screenshot", {})).content
            assert isinstance(seen, ImageContent)
            assert base64.b64decode(seen.data).startswith(b"\x89PNG")
            x, y = place  # this screen is small enough to be shown as it is
            done = await client.call_tool("click", {"x": x, "y": y, "reason": "to write there"})
            assert not done.is_error, text(done)
            assert not (await client.call_tool("type", {"text": "Grüße, 世界"})).is_error
            # Anthropic's words for the same desktop.
            saved = await client.call_tool("computer", {"action": "key", "text": "ctrl+s"})
            assert not saved.is_error, text(saved)
            wrong = await client.call_tool("computer", {"action": "fly"})
            assert wrong.is_error
            assert "fly" in text(wrong)
            with pytest.raises(MCPError, match="no tool"):
                await client.call_tool("nope", {})

    with mousepad(desktop, file) as editor:
        run(work(editor.element(role="text").centre))
        wait_for(lambda: file.read_text().strip() == "Grüße, 世界", "the file to be saved")
    (first, *_) = supervised.rows("decided")
    assert (first["action"]["reason"], first["action"]["origin"]) == ("to write there", "mcp")


def test_what_is_asked_is_told_while_it_waits_and_a_no_is_a_result(
    desktop: VirtualDesktop, supervised: Supervised, person: Person, tmp_path: Path
) -> None:
    file = tmp_path / "notes.txt"
    file.touch()
    told: list[str] = []

    async def hear(progress: float, total: float | None, message: str | None) -> None:
        del progress, total
        told.append(message or "")

    async def work() -> None:
        async with Client(server(supervised)) as client:
            call = asyncio.ensure_future(client.call_tool("key", {"keys": "ctrl+q"}, progress_callback=hear))
            await asyncio.to_thread(supervised.wait_popup)
            await asyncio.to_thread(wait_for, lambda: told, "a sign of life")
            await asyncio.to_thread(supervised.reject, person)
            result = await call
            assert result.is_error
            assert "The person rejected it" in text(result)
            again = await client.call_tool("key", {"keys": "ctrl+q"})
            assert again.is_error, "the same again is refused without a question"
            mail = await client.call_tool("propose_action", {"kind": "send_email", "summary": "Send it to Ann"})
            assert mail.is_error
            assert "a test" in text(mail)
            look = await client.call_tool("propose_action", {"kind": "list_files", "summary": "See what there is"})
            assert text(look) == "Approved: do it now, as you said."

    with mousepad(desktop, file) as editor:
        editor.element(role="text")
        run(work())
    assert len(supervised.rows("approval_requested")) == 1


def test_a_call_that_is_cancelled_is_taken_back(
    desktop: VirtualDesktop, supervised: Supervised, tmp_path: Path
) -> None:
    file = tmp_path / "notes.txt"
    file.touch()

    async def work() -> None:
        async with Client(server(supervised)) as client:
            call = asyncio.ensure_future(client.call_tool("key", {"keys": "ctrl+q"}))
            await asyncio.to_thread(supervised.wait_held)
            call.cancel()
            await asyncio.to_thread(supervised.wait_status, lambda status: not status["requests"])

    with mousepad(desktop, file) as editor:
        editor.element(role="text")
        run(work())
    assert supervised.rows("sending") == []


def test_tools_of_another_server_come_under_the_same_hand(
    supervised: Supervised, person: Person, tmp_path: Path
) -> None:
    outbox = tmp_path / "outbox"
    proxy = server(supervised, "mcp-proxy", "--name", "mail", "--", sys.executable, str(MAIL), str(outbox))

    async def work() -> None:
        async with Client(proxy) as client:
            assert "no mail" in text(await client.call_tool("list_mail", {})), "what only reads is not asked"
            mail = {"to": "ann@example.org", "body": "Hello"}
            call = asyncio.ensure_future(client.call_tool("send_mail", mail))
            await asyncio.to_thread(supervised.wait_popup)
            assert not outbox.exists()
            await asyncio.to_thread(supervised.reject, person)
            assert "The person rejected it" in text(await call)
            assert (await client.call_tool("send_email", mail)).is_error, "a rule denies it by its name"
            assert "no mail either" in (await client.read_resource("mail://inbox")).model_dump_json()
            read = asyncio.ensure_future(client.read_resource("vault://password"))
            await asyncio.to_thread(supervised.wait_popup)
            await asyncio.to_thread(supervised.reject, person)
            with pytest.raises(MCPError, match="The person rejected it"):
                await read

    run(work())
    assert not outbox.exists()
    asked = [row["action"]["tool"] for row in supervised.rows("approval_requested")]
    assert asked == [{"server": "mail", "name": "send_mail"}, {"server": "mail", "name": "resources/read"}]


def test_over_http_only_who_shows_the_token_is_served(supervised: Supervised) -> None:
    with subprocess.Popen(
        [*COMMAND, "mcp", "--http", "0"],
        env=supervised.env,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        supervised.agents.append(process)
        assert process.stderr is not None
        found = re.search(r"(http://\S+/mcp), token (\S+)", process.stderr.readline())
        assert found is not None
        url, token = found.groups()

        async def work() -> None:
            async with httpx2.AsyncClient(headers={"Authorization": f"Bearer {token}"}, timeout=60) as http:
                async with Client(streamable_http_client(url, http_client=http)) as client:
                    assert "supervisor is" in text(await client.call_tool("supervisor_status", {}))
                assert (await http.post(url, headers={"Authorization": "Bearer other"})).status_code == 401
                strange = {"Origin": "https://evil.example", "Content-Type": "application/json"}
                assert (await http.post(url, headers=strange, json={})).status_code == 403

        run(work())
        process.terminate()
