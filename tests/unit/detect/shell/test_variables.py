from __future__ import annotations

import pytest

from supervisor.core.assessment import Tier
from supervisor.core.facts import Shell
from supervisor.detect.shell import classify_command
from supervisor.detect.shell.variables import loads, names_place


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PATH", "/tmp/x:$PATH"),
        ("PATH", "$PATH:/x:$(pwd)"),
        ("LD_PRELOAD", "./x.so"),
        ("GIT_CONFIG_COUNT", "1"),
        ("GIT_CONFIG_GLOBAL", "./x"),
        ("GIT_EXEC_PATH", "."),
        ("GIT_PAGER", "rm -rf docs"),
        ("GIT_EDITOR", "vim -c '!rm docs'"),
        ("PAGER", "less; rm docs"),
        ("PSQL_PAGER", "sh"),
        ("BAT_PAGER", "./x"),
        ("VISUAL", "sh -c x"),
        ("PS4", "$(rm docs)"),
        ("PS1", "`rm docs`"),
        ("NODE_OPTIONS", "--require ./x.js"),
        ("NODE_OPTIONS", "-r evil"),
        ("MAKEFLAGS", "--eval=x"),
        ("GOFLAGS", "-toolexec=./x"),
        ("CC", "./x"),
        ("MAVEN_OPTS", "-javaagent:x.jar"),
        ("PYTEST_ADDOPTS", "-p evil"),
        ("npm_config_script_shell", "./x"),
        ("NPM_CONFIG_REGISTRY", "http://x.example"),
        ("HOME", "/tmp/x"),
        ("VIMINIT", ":!rm docs"),
        ("CDPATH", "/etc"),
        ("histchars", "@^#"),
        ("TERMINFO", "/tmp/x"),
        ("https_proxy", "http://x.example"),
        ("ALL_PROXY", "socks5://x.example"),
        ("DOCKER_HOST", "tcp://x.example"),
        ("GIT_TRACE", "/home/me/.bashrc"),
    ],
)
def test_attack_a_variable_that_runs_something_is_an_alarm(name: str, value: str) -> None:
    assert loads(name, value)
    quoted = f'{name}="{value}"' if "'" in value else f"{name}='{value}'"
    for text in (f"{quoted} ls", f"export {quoted}", f"env {quoted} ls", f"sudo {quoted} ls", f"declare -x {quoted}"):
        assert classify_command(text).tier.rank >= Tier.HIGH_RISK.rank


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PATH", "$PATH:/usr/local/go/bin"),
        ("PATH", "${PATH}:~/bin:/opt/x/bin"),
        ("PAGER", "cat"),
        ("GIT_PAGER", ""),
        ("GIT_PAGER", "less -FRX"),
        ("GIT_EDITOR", "true"),
        ("EDITOR", "code --wait"),
        ("GIT_AUTHOR_NAME", "me"),
        ("GIT_TERMINAL_PROMPT", "0"),
        ("PS1", "> "),
        ("NODE_OPTIONS", "--max-old-space-size=4096"),
        ("MAKEFLAGS", "-j8"),
        ("GOFLAGS", "-mod=mod"),
        ("CC", "clang"),
        ("MAVEN_OPTS", "-Xmx2g"),
        ("npm_config_loglevel", "silent"),
        ("NODE_ENV", "test"),
    ],
)
def test_variables_of_ordinary_work_are_none(name: str, value: str) -> None:
    assert not loads(name, value)
    assert classify_command(f"{name}='{value}' ls").kind is Shell.READ
    assert classify_command(f"env {name}='{value}' ls").kind is Shell.READ


@pytest.mark.parametrize("value", ["/tmp/x", "~/x", "./x", "../x/.git", "$HOME/x", "${HOME}/x", "http://x.example"])
def test_attack_a_place_in_any_variable_of_one_command_is_asked(value: str) -> None:
    assert names_place(value)
    for text in (f"MADE_UP={value} ls", f"MADE_UP={value} file a", f"env MADE_UP={value} ls"):
        assert classify_command(text).kind is Shell.UNKNOWN


@pytest.mark.parametrize("value", ["", "1", "x", "debug", "/dev/null", "a,b", "80"])
def test_other_values_are_not(value: str) -> None:
    assert not names_place(value)
    assert classify_command(f"MADE_UP={value} ls").kind is Shell.READ
