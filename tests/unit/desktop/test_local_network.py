from __future__ import annotations

import os
import shutil
import socket
import subprocess
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from supervisor.desktop import local_network
from supervisor.desktop.local_network import (
    NAME_SERVER,
    REFUSED_PORTS,
    Network,
    NetworkError,
    connect,
    named_ports,
    reachable_ports,
    resolver_inside,
)
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from pathlib import Path


def listening() -> socket.socket:
    made = socket.socket()
    made.bind(("127.0.0.1", 0))
    made.listen()
    return made


def port_of(server: socket.socket) -> int:
    return int(server.getsockname()[1])


def test_only_ports_on_the_list_with_a_listener_stay_reachable() -> None:
    with closing(listening()) as one, closing(listening()) as two:
        allowed = port_of(one)
        assert reachable_ports([allowed, 1]) == [allowed]
        assert port_of(two) not in reachable_ports([allowed])
    assert reachable_ports([allowed]) == []


@pytest.mark.parametrize("program", ["Xtigervnc", "x11vnc", "sshd", "sshd-session", "chrome", "firefox", "xrdp"])
def test_attack_a_program_that_gives_input_away_is_refused_on_any_port(
    monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    monkeypatch.setattr(local_network, "executable", lambda _pid: program)
    with closing(listening()) as server:
        assert reachable_ports([port_of(server)]) == []


def test_ports_that_the_environment_names_are_found() -> None:
    environ = {
        "http_proxy": "http://127.0.0.1:3128/",
        "DATABASE_URL": "postgres://u:p@localhost:5433/db",
        "MODELS": "http://[::1]:9999,http://LOCALHOST:4001",
        "FAR": "http://192.0.2.1:1111 http://notlocalhost:2222",
        "SILLY": "localhost:99999 localhost:0 localhost:123456",
    }
    assert named_ports(environ) == {3128, 5433, 9999, 4001}


def test_attack_no_setting_opens_the_ports_of_remote_control(monkeypatch: pytest.MonkeyPatch) -> None:
    assert {22, 3389, 5900, 5901, 6000, 6063, 9222, 2375} <= REFUSED_PORTS
    table = [(port, "1") for port in (22, 5900, 8000)]
    monkeypatch.setattr(local_network, "listeners", lambda: table)
    assert reachable_ports([22, 5900, 8000]) == [8000]


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("nameserver 127.0.0.53\noptions edns0\nsearch home\n", True),
        ("nameserver ::1\n", True),
        ("", True),
        ("nameserver 192.0.2.1\n", False),
        ("nameserver nonsense\n", False),
    ],
)
def test_a_resolver_on_loopback_is_reached_another_way(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str, changed: bool
) -> None:
    (tmp_path / "stub").write_text(text)
    (tmp_path / "resolv.conf").symlink_to("stub")
    monkeypatch.setattr(local_network, "_RESOLVER", tmp_path / "resolv.conf")
    found = resolver_inside()
    assert (found is not None) is changed
    if found is not None:
        assert found[0] == tmp_path / "stub"
        lines = found[1].decode().splitlines()
        assert [line for line in lines if line.startswith("nameserver")] == [f"nameserver {NAME_SERVER}"]
        assert [line for line in text.splitlines() if not line.startswith("nameserver")] == lines[:-1]


def test_without_a_resolver_file_nothing_changes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(local_network, "_RESOLVER", tmp_path / "missing")
    assert resolver_inside() is None


def test_pasta_that_fails_is_an_error_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(NetworkError, match="did not start"):
        connect(os.getpid(), [])
    fake = tmp_path / "pasta"
    fake.write_text(
        '#!/bin/sh\nwhile [ "$1" != -P ]; do shift; done\necho $PPID > "$2"\necho no device >&2\nexit 1\n'
    )
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    closed: list[Network] = []
    monkeypatch.setattr(Network, "close", lambda network: closed.append(network))  # noqa: PLW0108 - has to be a method
    with pytest.raises(NetworkError, match="no device"):
        connect(os.getpid(), [8000])
    assert len(closed) == 1
    os.close(closed[0].pidfd)


def test_closing_ends_what_carries_the_traffic() -> None:
    with subprocess.Popen(["sleep", "600"]) as process:
        network = Network(os.pidfd_open(process.pid))
        network.close()
        network.close()
        wait_for(lambda: process.poll() is not None, "the end")


@pytest.mark.skipif(shutil.which("pasta") is None, reason="needs pasta")
def test_a_process_that_is_gone_cannot_be_connected() -> None:
    with pytest.raises(NetworkError):
        connect(4_000_000, [])
