from __future__ import annotations

import os
import socket
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from supervisor.desktop import closed_paths
from supervisor.desktop.closed_paths import (
    changeable,
    cookie_files,
    hidden_folders,
    kept_devices,
    kept_of_run,
    listening_sockets,
    make_session_folders,
    outermost,
    own_code,
    pinned,
)

if TYPE_CHECKING:
    import pytest


def test_only_sockets_on_which_somebody_listens_are_found(tmp_path: Path) -> None:
    with (
        closing(socket.socket(socket.AF_UNIX)) as listening,
        closing(socket.socket(socket.AF_UNIX)) as bound,
        closing(socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)) as packets,
    ):
        for made, name in ((listening, "one"), (bound, "two"), (packets, "three")):
            made.bind(str(tmp_path / name))
        listening.listen()
        packets.listen()
        found = listening_sockets()
    assert tmp_path / "one" in found
    assert tmp_path / "three" in found
    assert tmp_path / "two" not in found


def test_lines_that_are_no_socket_file_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    table = "Num RefCount Protocol Flags Type St Inode Path\n"
    for path in ("@abstract", str(tmp_path / "file"), str(tmp_path / "missing"), ""):
        table += f"0000000000000000: 00000002 00000000 00010000 0001 01 12345 {path}\n"
    assert listening_sockets(table) == []


def test_devices_of_input_screen_and_terminals_are_left_out(tmp_path: Path) -> None:
    for name in ("null", "pts", "tty", "tty1", "ttyUSB0", "uinput", "hidraw0", "rfkill", "vcs1", "video0", "kmsg"):
        (tmp_path / name).touch()
    for name in ("input", "dri"):
        (tmp_path / name).mkdir()
    (tmp_path / "rtc").symlink_to("rtc0")
    assert dict(kept_devices(tmp_path)) == {
        tmp_path / "dri": "",
        tmp_path / "rtc": "rtc0",
        tmp_path / "ttyUSB0": "",
        tmp_path / "video0": "",
    }
    assert all(os.path.lexists(path) for path, _ in kept_devices())


def test_folders_that_the_persons_programs_make_later_are_made_and_hidden(tmp_path: Path) -> None:
    environ = {"HOME": str(tmp_path)}
    (tmp_path / ".cache").mkdir()
    make_session_folders(environ)
    made = {tmp_path / ".cache/at-spi", Path(f"/tmp/tmux-{os.getuid()}"), Path(f"/tmp/emacs{os.getuid()}")}
    assert made <= set(hidden_folders(environ))
    assert (tmp_path / ".cache/at-spi").stat().st_mode & 0o777 == 0o700
    make_session_folders(environ)
    make_session_folders({"HOME": "/proc/nowhere"})


def test_runtime_folders_are_hidden_and_the_home_never(tmp_path: Path) -> None:
    runtime, home = tmp_path / "runtime", tmp_path / "home"
    (home / ".cache/at-spi").mkdir(parents=True)
    runtime.mkdir()
    found = hidden_folders({"HOME": str(home), "XDG_RUNTIME_DIR": str(runtime)})
    assert runtime in found
    assert home / ".cache/at-spi" in found
    for silly in (str(home), str(tmp_path), "/", "/tmp", "relative", ""):
        assert not {home, tmp_path, Path("/"), Path("/tmp")} & set(
            hidden_folders({"HOME": str(home), "XDG_RUNTIME_DIR": silly})
        )


def test_cookies_are_found_by_name_and_by_environment(tmp_path: Path) -> None:
    for name in (".Xauthority", ".serverauth.123", "other", "notes.Xauthority.txt"):
        (tmp_path / name).touch()
    (tmp_path / "elsewhere").touch()
    found = cookie_files({"HOME": str(tmp_path), "XAUTHORITY": str(tmp_path / "elsewhere")})
    mine = {path.name for path in found if path.is_relative_to(tmp_path)}
    assert mine == {".Xauthority", ".serverauth.123", "elsewhere"}


def test_folders_that_could_be_renamed_are_pinned_outer_ones_first(tmp_path: Path) -> None:
    inner = tmp_path / "a/b/c"
    inner.mkdir(parents=True)
    found = pinned([inner])
    assert [path for path in found if path.is_relative_to(tmp_path)] == [tmp_path, tmp_path / "a", tmp_path / "a/b"]
    assert Path("/") not in found


def test_what_lies_inside_another_is_left_out() -> None:
    assert outermost([Path("/a/b"), Path("/a"), Path("/c/d"), Path("/ab")]) == [Path("/a"), Path("/ab"), Path("/c/d")]


def test_the_package_is_own_code_where_it_can_be_changed() -> None:
    package = Path(closed_paths.__file__).parents[1]
    covered = any(package.is_relative_to(path) for path in own_code())
    assert covered == changeable(package)


def test_attack_a_folder_of_python_that_an_agent_could_make_is_closed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / ".local/lib/python3/site-packages"
    monkeypatch.setattr("site.ENABLE_USER_SITE", True)
    monkeypatch.setattr("site.getusersitepackages", lambda: str(folder))
    monkeypatch.setattr("os.geteuid", lambda: os.getuid() or 1)
    assert folder in own_code()


def test_code_of_the_person_is_not_ours(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    monkeypatch.chdir(tmp_path)
    assert not any(tmp_path.is_relative_to(path) for path in own_code())


def test_of_run_only_what_is_there_is_kept() -> None:
    assert all(path.exists() for path, _writable in kept_of_run())
    assert not any(path.name in {"dbus", "user", "docker.sock", "private"} for path, _writable in kept_of_run())


def test_nothing_can_be_changed_that_is_not_there(tmp_path: Path) -> None:
    assert changeable(tmp_path)
    assert not changeable(tmp_path / "missing")
    if os.geteuid():
        assert not changeable(Path("/usr"))
