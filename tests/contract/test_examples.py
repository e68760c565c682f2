"""Each example does what it says: on the screen, and in what it is told. All share one supervisor and one window."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from supervisor.resources import resource
from tests.support.receiver import Receiver
from tests.support.supervised import COMMAND, Supervised

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop
EXAMPLES = resource("examples/x11.py").parent
SETTINGS = "yield_to_person_ms = 0\nmirror_lead_ms = 0\naccessibility_budget_ms = 1000\n"
RULES = """
[[rule]]
id = "no-log-out"
reason = "nobody leaves"
verdict = "deny"
when.keys = "ctrl+alt+Delete"
[[rule]]
id = "no-mail"
reason = "no mail today"
verdict = "deny"
when.tool = ["send_email", "mail/send_mail"]
"""
"""Refused where the shipped rules would ask a person."""
SNIPPETS = re.findall(r"```(?:sh|python) agent\n(.*?)```", resource("manual/x11.md").read_text("utf-8"), re.DOTALL)
"""Of the manual's page for programs that know of nothing: a shell script, and one in Python."""
SIGNS = {"space": " ", "minus": "-", "underscore": "_"}
SHIFTS = ("Shift_L", "Shift_R")
REFUSED = "Not executed: a rule refuses this action: nobody leaves."
SKIPPED = "Not executed: an earlier computer action in this turn failed."
SPOKEN = {
    "json_rpc.py": ["click done", "type done", "key denied nobody leaves"],
    "python_sync.py": ["click in editor", "type “hello from python” in editor", "not sent: no mail today"],
    "python_async.py": ["click in editor", "type “hello ", "type “", "not sent: no mail today"],
    "own_model.py": [
        "click in editor",
        "type “hello from my model”",
        "denied: nobody leaves; the same again is refused",
    ],
}
TYPED = ["hello from json-rpc", "hello from python", "hello from asyncio", "hello from my model"]
ANTHROPIC = ("computer_20241022", "computer_20250124", "computer_20251124", "computer_toolset_20260801")
MODELS = {
    **{
        f"model_anthropic.py {version}": [
            *(f"toolu_{turn}0 done: " for turn in range(3 if version == ANTHROPIC[0] else 2)),
            f"failed: {REFUSED}",
            f"failed: {SKIPPED}",
        ]
        for version in ANTHROPIC
    },
    "model_openai.py computer": [
        "call_0 answered with a computer_screenshot",
        "Action 1 of 3 (click): Done.",
        "Action 2 of 3 (type): Done.",
        f"Action 3 of 3 (keypress): {REFUSED}",
    ],
    "model_openai.py computer_use_preview": [
        *(f"call_{number} answered with a computer_screenshot" for number in range(3)),
        REFUSED,
    ],
    "model_gemini.py": [
        "type_text_at {",
        f"key_combination {{'url': '', 'error': '{REFUSED}",
        f"'error': '{SKIPPED}",
    ],
    "model_ui_tars.py": ["image_url", "image_url", REFUSED, SKIPPED, "finished: I said hello."],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder that has the command `agent-supervisor`, without a user interface: nothing here is asked."""
    command = tmp_path_factory.mktemp("bin") / "agent-supervisor"
    command.write_text(f'#!/bin/sh\nverb=$1; shift\nexec {shlex.join(COMMAND)} "$verb" --headless "$@"\n')
    command.chmod(0o755)
    return command.parent


@pytest.fixture(scope="module")
def supervised(
    desktop: VirtualDesktop, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Supervised]:
    policy = resource("policy/default.toml").read_text() + RULES
    home = tmp_path_factory.mktemp("supervisor") / "home"
    with Supervised(desktop, home, settings=SETTINGS, policy=policy) as running:
        running.env["PATH"] = f"{folder}{os.pathsep}{running.env['PATH']}"
        yield running


@pytest.fixture(scope="module")
def http(supervised: Supervised) -> Iterator[tuple[str, str]]:
    """Serve HTTP; gives address and token. The supervisor is there as long as this is."""
    with subprocess.Popen(
        [*COMMAND, "mcp", "--headless", "--http", "0"],
        env=supervised.env,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        supervised.agents.append(process)
        assert process.stderr is not None
        found = re.search(r"(http://\S+/mcp), token (\S+)", process.stderr.readline())
        assert found is not None
        supervised.wait_status(lambda status: status.get("agents"), timeout_s=60)
        yield found[1], found[2]
        process.terminate()


@pytest.fixture
def window(desktop: VirtualDesktop, http: tuple[str, str]) -> Iterator[Receiver]:
    assert http
    with Receiver(desktop, title="editor", geometry=(200, 150, 880, 500)) as receiver:
        yield receiver


def text_of(window: Receiver) -> str:
    """What was typed into the window."""
    return "".join(SIGNS.get(key, key) for key in window.keys if key not in SHIFTS)


def check_screen(window: Receiver, desktop: VirtualDesktop, *texts: str) -> None:
    """Wait until the window has got all of it, a click in the middle and a text for each, and nothing else."""
    width, height = desktop.size
    clicks = [(width // 2, height // 2)] * len(texts)

    def got(event: str) -> list[tuple[int, int]]:
        return [(line["root_x"], line["root_y"]) for line in window.of(event)]

    window.wait_for(lambda _: len(text_of(window)) >= len("".join(texts)), what=f"{texts}")
    window.wait_for(lambda _: len(got("button_release")) >= len(clicks), what="the clicks")
    assert text_of(window) == "".join(texts)
    assert (got("button_press"), got("button_release")) == (clicks, clicks)


def supervise(supervised: Supervised, *commands: str) -> list[str]:
    """Run commands, one after the other, as one agent; gives what each has written."""
    script = "\n".join(f"echo '#####'; {command} || exit 1" for command in commands)
    agent = supervised.run("sh", "-c", script, options=["--headless"], cwd=EXAMPLES)
    status, out = supervised.finish(agent, timeout_s=100)
    assert status == 0, out
    return out.split("#####\n")[1:]


def python(*argv: str) -> str:
    """Write a command that a shell reads."""
    return shlex.join((sys.executable, *argv))


def check_said(out: str, words: list[str]) -> None:
    """See that all of these were written, in this order."""
    assert re.search(".*".join(map(re.escape, words)), out, re.DOTALL), f"{out} has not {words}"


def test_every_example_is_here() -> None:
    tested = {name.partition(" ")[0] for name in (*SPOKEN, *MODELS)}
    others = {"x11.py", "mcp_stdio.py", "mcp_http.py", "mcp_proxy.py", "mail_server.py"}
    assert {path.name for path in EXAMPLES.glob("*.py")} == tested | others


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.py")), ids=lambda path: path.name)
def test_an_example_is_short(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 70


def test_a_program_that_knows_of_nothing(supervised: Supervised, window: Receiver, desktop: VirtualDesktop) -> None:
    shell, program = SNIPPETS
    (said, *silent) = supervise(supervised, python("x11.py"), shlex.join(("sh", "-c", shell)), python("-c", program))
    assert said == "done, as far as this program knows\n"
    assert silent == ["", ""]
    check_screen(window, desktop, "hello from x11", "hello from xdotool", "hello from pyautogui")
    assert [decision[1:] for decision in supervised.decisions() if decision[1] != "allow"] == [
        ("deny", "no-log-out")
    ] * 2


def test_agents_that_can_talk(supervised: Supervised, window: Receiver, desktop: VirtualDesktop) -> None:
    outs = supervise(supervised, *(python(name) for name in SPOKEN))
    for out, words in zip(outs, SPOKEN.values(), strict=True):
        check_said(out, words)
    check_screen(window, desktop, *TYPED)


def test_messages_of_each_model(supervised: Supervised, window: Receiver, desktop: VirtualDesktop) -> None:
    outs = supervise(supervised, *(python(*name.split()) for name in MODELS))
    for out, words in zip(outs, MODELS.values(), strict=True):
        check_said(out, words)
    names = [*ANTHROPIC, "computer", "computer_use_preview", "gemini", "ui-tars"]
    check_screen(window, desktop, *(f"hello from {name}" for name in names))


def test_clients_of_the_model_context_protocol(
    supervised: Supervised, window: Receiver, desktop: VirtualDesktop, http: tuple[str, str]
) -> None:
    said = ["click done: ", "type done: ", "propose_action failed: ", "no mail today"]
    check_said(unsupervised(supervised, "mcp_stdio.py"), ["tools: ", "screenshot done: image", *said])
    check_said(unsupervised(supervised, "mcp_http.py", *http), said)
    check_screen(window, desktop, "hello from mcp", "hello from http")
    mail = unsupervised(supervised, "mcp_proxy.py")
    check_said(mail, ["list_mail done: 1: Ann", "send_mail failed: ", "no mail today"])
    assert "sent to" not in mail


def unsupervised(supervised: Supervised, *argv: str) -> str:
    """Start a client that starts, or finds, what is supervised; gives what it has written."""
    done = subprocess.run(
        [sys.executable, *argv],
        cwd=EXAMPLES,
        env=supervised.env,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
