from __future__ import annotations

import os
import socket
import stat
from typing import TYPE_CHECKING

import pytest

from supervisor.demo.children import Children, VirtualDesktopError
from supervisor.demo.x_server import start_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENV = {"PATH": os.environ["PATH"]}


@pytest.fixture
def children(tmp_path: Path) -> Iterator[Children]:
    running = Children(tmp_path, mark=f"mark-of-{tmp_path.name}")
    yield running
    running.end_all()


@pytest.mark.desktop
def test_two_servers_get_different_displays_and_private_sockets(children: Children, tmp_path: Path) -> None:
    servers = []
    for name in ("a", "b"):
        runtime = tmp_path / name
        runtime.mkdir()
        servers.append(start_server(children, ENV, runtime, size=(320, 200), number=None))
    assert servers[0].number != servers[1].number
    for server in servers:
        assert server.process.poll() is None
        assert stat.S_IMODE(server.authority.stat().st_mode) == 0o600
        assert stat.S_IMODE(server.vnc.stat().st_mode) == 0o600


@pytest.mark.desktop
def test_a_display_that_is_taken_is_refused_by_its_number(children: Children, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    first = start_server(children, ENV, tmp_path / "a", size=(320, 200), number=None)
    with pytest.raises(VirtualDesktopError, match=f"display :{first.number} is taken: choose another number"):
        start_server(children, ENV, tmp_path, size=(320, 200), number=first.number)


@pytest.mark.desktop
def test_a_display_that_another_tmp_folder_uses_is_passed_over(
    children: Children, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket(socket.AF_UNIX) as elsewhere:
        number = next(n for n in range(210, 300) if _bound(elsewhere, f"\0/tmp/.X11-unix/X{n}"))
        elsewhere.listen(1)
        monkeypatch.setattr("supervisor.demo.x_server._AUTOMATIC", range(number, 300))
        assert start_server(children, ENV, tmp_path, size=(320, 200), number=None).number > number


def _bound(trial: socket.socket, address: str) -> bool:
    try:
        trial.bind(address)
    except OSError:
        return False
    return True


def test_a_missing_server_is_named_with_the_remedy(
    children: Children, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(
        VirtualDesktopError, match="install it with `sudo apt-get install tigervnc-standalone-server`"
    ):
        start_server(children, ENV, tmp_path, size=(320, 200), number=None)


@pytest.mark.desktop
def test_a_server_that_ends_at_once_is_quoted(children: Children, tmp_path: Path) -> None:
    runtime = tmp_path / ("too-long-for-a-socket" * 6)
    runtime.mkdir()
    with pytest.raises(VirtualDesktopError, match=r"`Xtigervnc` did not start: .+"):
        start_server(children, ENV, runtime, size=(320, 200), number=None)
