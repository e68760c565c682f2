from __future__ import annotations

import os
import socket
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from supervisor.desktop import launcher
from supervisor.desktop.containment import Box, Proxy, build_box, clean_environment, open_start_up_files
from supervisor.desktop.containment_table import OFF, Mechanism
from supervisor.desktop.display import AgentDisplay
from supervisor.desktop.mechanisms import available
from supervisor.desktop.start_up_files import StartUpFiles
from supervisor.desktop.xauthority import write_xauthority

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Run = Callable[[str], str]

needs_bwrap = pytest.mark.skipif(not launcher.namespace_available(), reason="needs bubblewrap")


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    for name in ("home/.config", "runtime"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("config", "data", "state", "run"):
        (tmp_path / "ours" / name).mkdir(parents=True)
    (tmp_path / "real-cookie").write_text("the real cookie")
    return {
        "HOME": str(tmp_path / "home"),
        "XDG_RUNTIME_DIR": str(tmp_path / "runtime"),
        "XAUTHORITY": str(tmp_path / "real-cookie"),
        "PATH": os.environ["PATH"],
    }


@pytest.fixture
def run(tmp_path: Path, environ: dict[str, str]) -> Iterator[Run]:
    """Give what runs a script in the box and returns what it printed."""
    folders = tuple(tmp_path / "ours" / name for name in ("config", "data", "state", "run"))
    StartUpFiles.of(environ).place()
    with closing(AgentDisplay(abstract=False)) as display:
        proxy = Proxy(display.number, folders[-1] / "xauthority", ":0")
        write_xauthority(proxy.authority, display.number, b"c" * 16, *proxy.numbers)

        def contained(script: str) -> str:
            out = tmp_path / "out"
            with closing(build_box(environ, proxy=proxy, folders=folders, available=available())) as box:
                command = ["sh", "-c", f"exec >{out} 2>&1; {script}"]
                agent = launcher.start_agent(command, clean_environment(environ), tmp_path, box=box)
            agent.release()
            agent.wait(30)
            agent.close()
            return out.read_text()

        yield contained


@needs_bwrap
def test_home_and_folder_are_as_usual_and_start_up_files_cannot_be_written(run: Run, tmp_path: Path) -> None:
    said = run("pwd; echo kept > $HOME/notes; echo x >> $HOME/.bashrc; echo x > $HOME/.config/autostart/x.desktop")
    assert said.splitlines()[0] == str(tmp_path)
    assert (tmp_path / "home/notes").read_text() == "kept\n"
    assert said.count("Read-only") == 2
    assert "x" not in (tmp_path / "home/.bashrc").read_text().splitlines()


@needs_bwrap
def test_attack_folders_above_a_closed_one_cannot_be_renamed(run: Run, tmp_path: Path) -> None:
    said = run(
        "mv $HOME/.config $HOME/aside; mv ours aside; mv $HOME aside; rm -rf ours/config; mkdir -p $HOME/.config/x"
    )
    assert said.count("busy") >= 4
    assert (tmp_path / "ours/config").is_dir()
    assert (tmp_path / "home/.config/x").is_dir()


@needs_bwrap
def test_attack_our_folders_are_empty_and_cannot_be_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ours/config/policy.toml").write_text("the policy")
    (tmp_path / "ours/data/signing-key.pem").write_text("the key")
    said = run(
        "cat ours/config/policy.toml ours/data/*; for d in config data state run; do echo x > ours/$d/new; done"
    )
    assert "the policy" not in said
    assert "the key" not in said
    assert said.count("Read-only") == 4
    assert (tmp_path / "ours/config/policy.toml").read_text() == "the policy"


@needs_bwrap
def test_attack_sockets_of_programs_outside_are_closed(run: Run, tmp_path: Path) -> None:
    paths = [tmp_path / "home/editor", tmp_path / "runtime/bus"]
    with closing(socket.socket(socket.AF_UNIX)) as one, closing(socket.socket(socket.AF_UNIX)) as two:
        for listening, path in zip((one, two), paths, strict=True):
            listening.bind(str(path))
            listening.listen()
        script = "import socket, sys; socket.socket(socket.AF_UNIX).connect(sys.argv[1]); print('reached')"
        for path in paths:
            said = run(f'python3 -c "{script}" {path}')
            assert "Error" in said
            assert "reached" not in said


@needs_bwrap
def test_the_proxy_stands_where_the_display_was_with_its_own_cookie(run: Run) -> None:
    said = run("ls /tmp/.X11-unix; tr -cd 'a-zA-Z ' < real-cookie")
    assert said.split()[0] == "X0"
    assert "the real cookie" not in said
    assert "cccccccccccccccc" in said


@needs_bwrap
def test_devices_buses_and_control_groups(run: Run) -> None:
    said = run("ls /dev/input /run/dbus /run/user 2>&1; touch /sys/fs/cgroup/x; id -u; ls /dev/null /dev/tty")
    assert "event" not in said
    assert "system_bus_socket" not in said
    assert "Read-only" in said
    assert str(os.getuid()) in said.split()


def test_the_environment_names_nothing_outside() -> None:
    outside = {
        "DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/user/1000/bus",
        "SESSION_MANAGER": "local/x",
        "XAUTHORITY": "/home/u/.Xauthority",
        "TMUX": "/tmp/tmux-1000/default,1,0",
        "WAYLAND_DISPLAY": "wayland-0",
    }
    assert clean_environment(outside | {"HOME": "/h", "LANG": "C"}) == {"HOME": "/h", "LANG": "C"}


def test_a_display_on_another_host_has_no_number_here(tmp_path: Path) -> None:
    assert Proxy(90, tmp_path, ":3.1").numbers == (90, 3)
    assert Proxy(90, tmp_path, "localhost:10.0").numbers == (90,)
    assert Proxy(90, tmp_path, "nonsense").numbers == (90,)


def test_without_any_mechanism_nothing_is_promised(environ: dict[str, str], tmp_path: Path) -> None:
    with closing(build_box(environ, proxy=Proxy(90, tmp_path, ":0"), folders=(tmp_path,), available=())) as box:
        assert (box.options, box.missing, box.restrict) == ([], OFF, [])


def test_root_loses_what_could_undo_the_mounts(environ: dict[str, str], tmp_path: Path) -> None:
    offered = {Mechanism.MOUNTS, Mechanism.PROCESSES}
    with closing(build_box(environ, proxy=Proxy(90, tmp_path, ":0"), folders=(tmp_path,), available=offered)) as box:
        assert "CAP_SYS_ADMIN" in box.options
    with closing(
        build_box(
            environ,
            proxy=Proxy(90, tmp_path, ":0"),
            folders=(tmp_path,),
            available=offered | {Mechanism.ORDINARY_USER},
        )
    ) as box:
        assert "--cap-drop" not in box.options


def test_closing_a_box_twice_is_no_error() -> None:
    box = Box([], (), fds=[os.dup(0)], ruleset=os.dup(0))
    box.close()
    box.close()
    assert (box.fds, box.ruleset) == ([], -1)


def test_names_that_stay_open_are_known(environ: dict[str, str], tmp_path: Path) -> None:
    assert tmp_path / "home/.xsession" in open_start_up_files(environ)
