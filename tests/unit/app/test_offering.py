from __future__ import annotations

import re
import socket
import subprocess
import sys

import pytest

from supervisor.app.offering import wrapping

SCRIPT = """
import os, socket, sys
from supervisor.app import offering
print(offering.listen(int(sys.argv[1])), flush=True)
with socket.socket(fileno=os.dup(0)) as listening:
    client, _ = listening.accept()
    client.sendall(os.environ[offering.TOKEN].encode())
"""


def test_standard_input_listens_and_the_token_is_in_the_environment() -> None:
    with subprocess.Popen([sys.executable, "-c", SCRIPT, "0"], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        found = re.fullmatch(
            r"MCP over HTTP at http://127\.0\.0\.1:(\d+)/mcp, token (\S{20,})", process.stdout.readline().strip()
        )
        assert found is not None
        with socket.create_connection(("127.0.0.1", int(found[1])), timeout=20) as client:
            assert client.recv(100).decode() == found[2]


def test_a_port_that_is_taken_is_said_with_the_remedy() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        run = subprocess.run([sys.executable, "-c", SCRIPT, str(port)], capture_output=True, text=True, check=False)
    assert run.returncode != 0
    assert f"cannot listen at port {port}" in run.stderr.splitlines()[-1]
    assert "choose another" in run.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("command", "called"),
    [
        (["npx", "-y", "@modelcontextprotocol/server-filesystem", "/home"], "filesystem"),
        (["uvx", "mcp-server-git@2.1"], "git"),
        (["/usr/bin/python3", "/opt/mail_server.py"], "mail_server.py"),
        (["gmail-mcp", "--stdio"], "gmail-mcp"),
        (["npx"], "npx"),
    ],
)
def test_a_wrapped_server_is_called_by_what_is_meant(command: list[str], called: str) -> None:
    name, whole = wrapping(command)
    assert name == called
    assert whole[-len(command) :] == command
    assert wrapping(command, "mine")[0] == "mine"
