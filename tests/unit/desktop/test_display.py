from __future__ import annotations

import os
import socket
import stat
from contextlib import closing
from pathlib import Path

import pytest

from supervisor.desktop import display as module
from supervisor.desktop.display import (
    AgentDisplay,
    DesktopError,
    DisplayName,
    Upstream,
    connect_upstream,
    parse_display,
    upstream,
)
from supervisor.desktop.xauthority import write_xauthority

FIRST = 640
"""Numbers that no desktop of the tests uses."""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (":0", DisplayName("", 0, 0)),
        (":12.3", DisplayName("", 12, 3)),
        ("unix:1", DisplayName("", 1, 0)),
        ("unix/unix:1", DisplayName("", 1, 0)),
        ("localhost:10.0", DisplayName("localhost", 10, 0)),
        ("[::1]:2", DisplayName("::1", 2, 0)),
    ],
)
def test_names_of_displays(text: str, name: DisplayName) -> None:
    assert parse_display(text) == name


@pytest.mark.parametrize(
    "text", ["", "0", ":", ":x", "host", "a b:0", ":0.0.0", "/private/tmp/x:0", ":0\n", ":123456"]
)
def test_what_is_no_display_is_refused_with_the_remedy(text: str) -> None:
    with pytest.raises(DesktopError, match="set DISPLAY"):
        parse_display(text)


def test_without_a_display_it_says_why() -> None:
    with pytest.raises(DesktopError, match="DISPLAY is not set"):
        upstream({})
    with pytest.raises(DesktopError, match="Wayland session"):
        upstream({"WAYLAND_DISPLAY": "wayland-0"})


def test_the_cookie_is_found_through_the_environment(tmp_path: Path) -> None:
    write_xauthority(tmp_path / "a", 5, b"secret")
    environ = {"DISPLAY": ":5", "XAUTHORITY": str(tmp_path / "a")}
    assert upstream(environ) == Upstream(DisplayName("", 5, 0), b"secret")
    assert upstream(environ, ":6").cookie is None


def test_nobody_there_is_said() -> None:
    with pytest.raises(DesktopError, match="does not answer"):
        connect_upstream(DisplayName("", 7999, 0))


def test_our_display_listens_in_both_places_and_is_private() -> None:
    ours = AgentDisplay(FIRST)
    try:
        assert ours.name == f":{ours.number}"
        path = Path(f"/tmp/.X11-unix/X{ours.number}")
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert int(Path(f"/tmp/.X{ours.number}-lock").read_text()) == os.getpid()
        plain, abstract = ours.sockets
        for listening, address in ((plain, str(path)), (abstract, f"\0{path}")):
            with closing(socket.socket(socket.AF_UNIX)) as client:
                client.connect(address)
                listening.accept()[0].close()
        with closing(connect_upstream(DisplayName("", ours.number, 0))) as client:
            assert client.getpeername() == f"\0{path}".encode()
    finally:
        ours.close()
    assert not path.exists()
    assert not Path(f"/tmp/.X{ours.number}-lock").exists()
    ours.close()


def test_without_an_abstract_socket_the_path_is_all() -> None:
    with closing(AgentDisplay(FIRST, abstract=False)) as ours, closing(socket.socket(socket.AF_UNIX)) as client:
        path = f"/tmp/.X11-unix/X{ours.number}"
        with pytest.raises(ConnectionRefusedError):
            client.connect(f"\0{path}")
        client.connect(path)


def test_two_displays_get_two_numbers() -> None:
    with closing(AgentDisplay(FIRST)) as one, closing(AgentDisplay(FIRST)) as two:
        assert one.number != two.number


def test_a_number_somebody_listens_on_is_passed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "_FOLDER", tmp_path)
    monkeypatch.setattr(module, "_LOCKS", tmp_path)
    with closing(socket.socket(socket.AF_UNIX)) as by_path, closing(socket.socket(socket.AF_UNIX)) as abstract:
        by_path.bind(str(tmp_path / "X90"))
        by_path.listen()
        abstract.bind(f"\0{tmp_path}/X91")
        abstract.listen()
        (tmp_path / ".X92-lock").write_text(f"{os.getpid():>10}\n")
        with closing(AgentDisplay()) as ours:
            assert ours.number == 93
        assert (tmp_path / "X90").exists()
        assert (tmp_path / ".X92-lock").exists()


def test_what_a_dead_server_left_is_cleared_away(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "_FOLDER", tmp_path)
    monkeypatch.setattr(module, "_LOCKS", tmp_path)
    with closing(socket.socket(socket.AF_UNIX)) as dead:
        dead.bind(str(tmp_path / "X90"))
    (tmp_path / ".X90-lock").write_text(f"{4_000_000:>10}\n")
    with closing(AgentDisplay()) as ours:
        assert ours.number == 90


def test_no_free_number_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "_FOLDER", tmp_path / "missing/deeper")
    monkeypatch.setattr(module, "_LOCKS", tmp_path)
    with pytest.raises(DesktopError, match="remove stale files"):
        AgentDisplay(990)
    assert not list(tmp_path.iterdir())
