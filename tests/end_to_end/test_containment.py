"""A contained agent works as usual and finds no way past the gate. Attempts are first shown to work uncontained."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from supervisor.desktop.display import parse_display
from supervisor.desktop.xauthority import find_cookie, read_entries
from tests.support import kernel_keys
from tests.support.contained import MARKS, OFF, containing, python, said
from tests.support.supervised import COMMAND, Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = MARKS

_GREET = """
import socket, struct, sys
address, cookie = sys.argv[1].replace("@", "\\0"), bytes.fromhex(sys.argv[2])
s = socket.socket(socket.AF_UNIX)
s.settimeout(30)
try:
    s.connect(address)
    name = b"MIT-MAGIC-COOKIE-1"
    s.sendall(struct.pack("<BxHHHHxx", 0x6C, 11, 0, len(name), len(cookie)) + name + b"\\0\\0" + cookie)
    print("accepted" if s.recv(1) == b"\\1" else "refused")
except OSError as e:
    print(type(e).__name__)
"""


@pytest.fixture(scope="module")
def supervised(desktop: VirtualDesktop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Supervised]:
    """Give a supervisor that keeps running."""
    with containing(desktop, tmp_path_factory.mktemp("supervisor") / "home") as running:
        yield running


@pytest.mark.parametrize("kind", ["path", "abstract"])
def test_attack_the_real_display_does_not_take_its_own_cookie(
    supervised: Supervised, desktop: VirtualDesktop, kind: str
) -> None:
    number = parse_display(desktop.display).number
    cookie = find_cookie(read_entries(desktop.runtime / "Xauthority"), number)
    assert cookie
    address = ("@" if kind == "abstract" else "") + f"/tmp/.X11-unix/X{number}"
    assert python(supervised, _GREET, address, cookie.hex(), options=OFF) == ["accepted"]
    (answer,) = python(supervised, _GREET, address, cookie.hex())
    assert answer in {"refused", "PermissionError", "ConnectionRefusedError"}


def test_attack_the_real_cookie_is_nowhere_to_be_read(supervised: Supervised, desktop: VirtualDesktop) -> None:
    real = desktop.env["XAUTHORITY"]
    number = parse_display(desktop.display).number
    cookie = find_cookie(read_entries(desktop.runtime / "Xauthority"), number)
    assert cookie
    show = ["od", "-An", "-v", "-tx1", "-w1000000", real]
    assert cookie.hex(" ") in "".join(said(supervised, *show, options=OFF))
    shown = "".join(said(supervised, *show))
    assert shown
    assert cookie.hex(" ") not in shown
    assert cookie.hex() not in "".join(said(supervised, "sh", "-c", "xauth list; env"))


def test_attack_settings_and_code_of_the_supervisor_cannot_be_written(supervised: Supervised) -> None:
    home = supervised.home
    script = f"""for f in {home}/config/policy.toml {home}/state/stopped-x.json {home}/data/new; do
        echo x > $f && echo wrote $f; done; ls {home}/data {home}/run; mv {home}/config {home}/aside && echo moved"""
    lines = said(supervised, "sh", "-c", script)
    assert not [line for line in lines if line.startswith(("wrote", "moved"))]
    assert not [line for line in lines if line.endswith((".sqlite3", ".json", ".pem"))]
    assert not (home / "config/policy.toml").exists()


def test_attack_start_up_files_cannot_be_written_made_or_moved(
    supervised: Supervised, desktop: VirtualDesktop
) -> None:
    script = """cd; mkdir -p .config/autostart .ssh
        for f in .bashrc .profile .bash_profile .config/autostart/x.desktop .ssh/rc .ssh/authorized_keys \
            .config/systemd/user/x.service .local/share/dbus-1/services/x.service .local/share/applications/x.desktop
        do mkdir -p $(dirname $f); echo hijacked >> $f && echo wrote $f; done
        mv .config .aside && echo moved; mv .local/share .aside && echo moved; echo kept > usual"""
    lines = said(supervised, "bash", "-c", script)
    assert not [line for line in lines if line.startswith(("wrote", "moved"))], lines
    home = desktop.folder / "home"
    assert (home / "usual").read_text() == "kept\n"
    assert not [path for path in home.rglob("*") if path.is_file() and b"hijacked" in path.read_bytes()]
    wait_for(lambda: not supervised.status()["agents"], "the agent to be forgotten")
    assert not (home / ".bash_profile").exists()


def test_home_folder_and_network_are_as_usual(supervised: Supervised, tmp_path: Path) -> None:
    agent = supervised.run("sh", "-c", "pwd; echo $HOME; echo mine > here; id -u; umask", cwd=tmp_path)
    status, out = supervised.finish(agent)
    assert status == 0
    folder, home, user, _mask = out.splitlines()[-4:]
    assert (folder, home, user) == (str(tmp_path), supervised.env["HOME"], str(os.getuid()))
    assert (tmp_path / "here").stat().st_uid == os.getuid()


def test_what_an_agent_inherits(supervised: Supervised) -> None:
    program = """
import json, os
fds = [fd for fd in os.listdir("/proc/self/fd") if os.path.lexists(f"/proc/self/fd/{fd}")]
print(json.dumps([fds, dict(os.environ)]))
"""
    (line,) = python(supervised, program)
    fds, env = json.loads(line)
    assert set(fds) == {"0", "1", "2"}
    real = supervised.desktop.env
    assert env["DISPLAY"] != real["DISPLAY"]
    assert env["HOME"] == real["HOME"]
    leaked = {name for name in ("XAUTHORITY", "DBUS_SESSION_BUS_ADDRESS") if env.get(name) == real[name]}
    assert not leaked


def test_attack_other_processes_are_not_there(supervised: Supervised) -> None:
    lines = said(supervised, "sh", "-c", f"kill -0 {os.getpid()} && echo reached; ls /proc | grep -c '^[0-9]*$'")
    assert "reached" not in lines
    assert int(lines[-1]) < 12


def test_attack_killing_its_process_group_kills_only_the_agent(supervised: Supervised) -> None:
    process = subprocess.Popen(
        [*COMMAND, "run", "--", "sh", "-c", "kill -KILL 0"],
        env=supervised.env,
        cwd=supervised.desktop.folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 137, said


def on_a_terminal(supervised: Supervised, *command: str, options: list[str] | None = None) -> tuple[int, str]:
    """Run an agent on a terminal of its own; gives status and all that the terminal showed."""
    fd, theirs = pty.openpty()
    with subprocess.Popen(
        ["setsid", "--ctty", "--wait", *COMMAND, "run", *(options or []), "--", *command],
        env=supervised.env,
        cwd=supervised.desktop.folder,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        shown = all_of(fd)
    os.close(fd)
    return process.returncode, shown.decode()


def all_of(fd: int) -> bytes:
    """Read a terminal until the last program has closed it."""
    shown = b""
    while select.select([fd], [], [], 30)[0]:
        try:
            part = os.read(fd, 4096)
        except OSError:
            break
        if not part:
            break
        shown += part
    return shown


def test_the_terminal_is_the_agents_own(supervised: Supervised) -> None:
    status, shown = on_a_terminal(
        supervised, "sh", "-c", "test -t 0 && test -t 1 && tty && stty -a | head -1; exit 7"
    )
    assert status == 7
    assert "/dev/console" in shown, "those of others are not even there by name"
    assert "rows" in shown


_TYPE = """
import fcntl, termios
try:
    fcntl.ioctl(0, termios.TIOCSTI, b"x")
    print("typed")
except OSError as e:
    print(e.strerror)
"""


_OPEN_TERMINALS = """
import os, pathlib, pty, sys, time
print("ready", flush=True)
told = pathlib.Path(sys.argv[1])
while not told.exists() or not (name := told.read_text()): time.sleep(0.02)
try: os.write(os.open(name, os.O_RDWR | os.O_NOCTTY), b"forged")
except OSError: pass
own, its = pty.openpty()
os.write(its, b"mine")
print(os.read(own, 9).decode(), os.ttyname(its))
"""


def test_attack_terminals_that_are_opened_later_are_closed(supervised: Supervised, tmp_path: Path) -> None:
    go = tmp_path / "go"
    for options, forged in ((OFF, True), ([], False)):
        go.unlink(missing_ok=True)
        agent = supervised.run(sys.executable, "-c", _OPEN_TERMINALS, go, options=options)
        assert agent.stdout is not None
        while agent.stdout.readline() != "ready\n":
            pass
        master, slave = pty.openpty()
        try:
            go.write_text(os.ttyname(slave))
            words = supervised.finish(agent)[1].split()
            assert (words[-2], words[-1].startswith("/dev/pts/")) == ("mine", True), "it has terminals of its own"
            reached = bool(select.select([master], [], [], 0)[0]) and b"forged" in os.read(master, 4096)
            assert reached is forged
        finally:
            os.close(master)
            os.close(slave)


def test_attack_nothing_can_be_typed_into_the_terminal(supervised: Supervised) -> None:
    before = on_a_terminal(supervised, sys.executable, "-c", _TYPE, options=OFF)[1]
    assert "typed" in before or "Input/output error" in before
    assert "Operation not permitted" in on_a_terminal(supervised, sys.executable, "-c", _TYPE)[1]


def test_standard_input_and_the_exit_status_pass_through(supervised: Supervised) -> None:
    done = subprocess.run(
        [*COMMAND, "run", "--", "sh", "-c", "cat; exit 9"],
        env=supervised.env,
        cwd=supervised.desktop.folder,
        input="words\n",
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert (done.returncode, done.stdout) == (9, "words\n")


def test_attack_devices_and_control_groups_are_closed(supervised: Supervised) -> None:
    script = """ls /dev/input 2>/dev/null | grep event; for d in /dev/uinput /dev/uhid; do
        test -e $d && echo x > $d && test -c $d && ls -l $d | grep -v '1, *3' ; done
        find /sys/fs/cgroup -name cgroup.procs -writable 2>/dev/null | head -3; touch /sys/fs/cgroup/new"""
    (line,) = said(supervised, "sh", "-c", script)
    assert line.endswith("Read-only file system")


_SERVER = """
import socket, sys
s = socket.socket(socket.AF_UNIX)
s.bind(sys.argv[1])
s.listen()
while True:
    s.accept()
"""


def test_attack_sockets_of_programs_outside_are_closed(supervised: Supervised, desktop: VirtualDesktop) -> None:
    path = desktop.folder / "home/editor.sock"
    process = desktop.spawn([sys.executable, "-c", _SERVER, str(path)])
    program = "import socket, sys; socket.socket(socket.AF_UNIX).connect(sys.argv[1]); print('reached')"
    wait_for(path.exists, "the server outside")
    try:
        assert python(supervised, program, str(path), options=OFF) == ["reached"]
        system = ("/run/dbus/system_bus_socket", "/run/systemd/private", "/run/docker.sock")
        for target in (str(path), str(desktop.runtime / "bus"), str(desktop.vnc), *system):
            assert "reached" not in python(supervised, program, target)
    finally:
        desktop.end(process)


def test_attack_a_multiplexer_that_is_started_later_is_closed(
    supervised: Supervised, desktop: VirtualDesktop
) -> None:
    folder = Path(f"/tmp/tmux-{os.getuid()}")
    late, go = folder / f"late-{os.getpid()}", desktop.folder / "home/go"
    program = (
        "import os, sys, time\n"
        "print('ready', flush=True)\n"
        "while not os.path.exists(sys.argv[2]): time.sleep(0.02)\n"
        "print(os.path.exists(sys.argv[1]))"
    )
    try:
        for options, seen in ((OFF, "True"), (None, "False")):
            go.unlink(missing_ok=True)
            late.unlink(missing_ok=True)
            with suppress(OSError):  # not there, or in use by the person
                folder.rmdir()
            agent = supervised.run(sys.executable, "-c", program, late, go, options=options or [])
            wait_for(lambda: supervised.status()["agents"], "the agent")
            assert agent.stdout is not None
            while agent.stdout.readline() != "ready\n":
                pass
            folder.mkdir(mode=0o700, exist_ok=True)
            late.touch()
            go.touch()
            assert supervised.finish(agent)[1].splitlines()[-1] == seen
    finally:
        late.unlink(missing_ok=True)


def test_status_and_record_say_how_far_it_is_contained(supervised: Supervised) -> None:
    agent = supervised.shell("sleep 60")

    def told() -> Any:
        agents = supervised.status()["agents"]
        return agents[0] if agents and agents[0]["containment"] != "not contained" else None

    found = wait_for(told, "the agent in the status")
    assert found["contained"] == (found["containment"] == "contained")
    row = supervised.rows("agent_started")[-1]["outcome"]
    assert (row["contained"], row["containment"]) == (found["contained"], found["containment"])
    agent.terminate()
    supervised.finish(agent)


@pytest.mark.skipif(not kernel_keys.available(), reason="needs the kernel's keys")
def test_attack_keys_of_the_session_are_not_the_agents(supervised: Supervised) -> None:
    name = f"kept-{os.getpid()}"
    look = [sys.executable, "-m", "tests.attacks.agent", "kernel-keys", name]
    with kernel_keys.kept(kernel_keys.SESSION, name, b"a ticket"):
        assert any("reached a ticket" in line for line in said(supervised, *look, options=OFF))
        held = said(supervised, *look)
    assert held
    assert not [line for line in held if "reached" in line], held


def test_inside_the_commands_speak_for_the_agent_alone(supervised: Supervised) -> None:
    other = supervised.shell("sleep 600", options=["--name", "other"])
    wait_for(lambda: [a for a in supervised.status()["agents"] if a["name"] == "other"] or None, "the other agent")
    command = f"AGENT_SUPERVISOR_HOME={supervised.home} {sys.executable} -m supervisor"
    script = f"{command} status; {command} resume; {command} stop; sleep 60"
    lines = said(supervised, "sh", "-c", script, options=["--name", "itself"])
    assert not [line for line in lines if "other" in line], lines
    assert [line for line in lines if line.startswith("  itself: ")], lines
    assert "other" in [agent["name"] for agent in supervised.status()["agents"]]
    assert supervised.status()["state"] != "stopped"
    other.terminate()
    supervised.finish(other)


def test_a_command_that_cannot_work_inside_is_explained_with_the_remedy(supervised: Supervised) -> None:
    out = supervised.finish(supervised.run("sh", "-c", "sudo -n true || exit 7"))[1]
    assert "run that command yourself" in out
    assert "run that command yourself" not in supervised.finish(supervised.run("sh", "-c", "exit 7"))[1]


def test_a_start_up_file_for_which_there_is_no_placeholder_is_told(
    supervised: Supervised, desktop: VirtualDesktop
) -> None:
    made = desktop.folder / "home/.xsession"
    out = supervised.finish(supervised.shell("echo hijacked > ~/.xsession"))[1]
    assert f"`{made}` was made" in out
    made.unlink()
    assert "was made" not in supervised.finish(supervised.shell("true"))[1]
