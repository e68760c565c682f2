"""What the manual's pages on the Model Context Protocol say: the settings of clients, the tools, the rule."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest
import typer.main

from supervisor.app.offering import wrapping
from supervisor.cli import app
from supervisor.core.action import Action, ActionKind
from supervisor.core.context import Context
from supervisor.core.policy_file import parse_policy
from supervisor.core.tool_call import ToolCall
from supervisor.detect.combine import judge
from supervisor.wire.mcp_tools import tools

RESOURCES = Path(__file__).parents[2] / "resources"
PAGE = (RESOURCES / "manual/mcp.md").read_text("utf-8")
PROXY_PAGE = (RESOURCES / "manual/mcp_proxy.md").read_text("utf-8")


def settings(page: str) -> dict[str, Any]:
    """Give the server that a page tells to name in a client's settings."""
    (block,) = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    (server,) = json.loads(block)["mcpServers"].values()
    assert server.pop("command") == "agent-supervisor"
    return dict(server)


def args_of(example: str) -> list[str]:
    """Give the words of the command that an example starts, which a test runs."""
    tree = ast.parse((RESOURCES / "examples" / example).read_text("utf-8"))
    (found,) = [word.value for word in ast.walk(tree) if isinstance(word, ast.keyword) and word.arg == "args"]
    assert isinstance(found, ast.List)
    return [word.value for word in found.elts if isinstance(word, ast.Constant) and isinstance(word.value, str)]


def test_the_settings_are_those_of_the_examples() -> None:
    assert settings(PAGE) == {"args": args_of("mcp_stdio.py")}
    before, wrapped = (words := settings(PROXY_PAGE)["args"])[:4], words[4:]
    assert before == args_of("mcp_proxy.py")
    assert wrapping(wrapped, before[2])[1][-3:] == ["npx", "-y", "some-mail-server"]


@pytest.mark.parametrize("page", [PAGE, PROXY_PAGE])
def test_the_settings_are_a_command(page: str) -> None:
    command = typer.main.get_command(app)
    name, *rest = settings(page)["args"]
    assert isinstance(command, typer.core.TyperGroup)
    found = command.commands[name].make_context(name, rest)
    assert found.params["http"] is None if name == "mcp" else found.params["command"][0] == "npx"


def test_every_tool_has_its_place_in_the_table() -> None:
    rows = [row.split("|")[1] for row in PAGE.splitlines() if row.startswith("| `")]
    told = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert told == {tool.name for tool in tools()} | {"computer"}


def test_the_rule_asks_for_the_tools_of_the_named_server() -> None:
    (rule,) = re.findall(r"```toml\n(.*?)```", PROXY_PAGE, re.DOTALL)
    policy = parse_policy(f"version = 1\n{rule}", "page.toml")
    server = settings(PROXY_PAGE)["args"][2]

    def decided(tool: str) -> str:
        call = Action("1", "bot", ActionKind.TOOL, tool=ToolCall.of(server, tool, {}))
        return judge(call, Context(), policy)[1].rule_id

    assert decided("send_newsletter") == "no-mail-outside"
    assert decided("list_mail") != "no-mail-outside"
