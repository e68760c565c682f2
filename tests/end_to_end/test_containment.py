"""A contained agent works as usual and finds no way past the gate. Attempts are first shown to work uncontained."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import select
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from supervisor.desktop.containment_table import Mechanism
from supervisor.desktop.display import parse_display
from supervisor.desktop.landlock import scope_available
from supervisor.desktop.launcher import namespace_available
from supervisor.desktop.mechanisms import available
from supervisor.desktop.own_addresses import own_addresses
from supervisor.desktop.xauthority import find_cookie, read_entries
from tests.support.accessible import Accessible
from tests.support.supervised import COMMAND, Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(not (namespace_available() and scope_available()), reason="needs bubblewrap and Landlock 6"),
]
OFF = ["--contain=off"]
ALLOWED = 28_471
"""A port that the settings of these tests let agents reach."""
needs_pasta = pytest.mark.skipif(Mechanism.NETWORK not in available(), reason="needs pasta")

_GREET = """
import socket, struct, sys
address, cookie = sys.argv[1].replace("@", "\\0"), bytes.fromhex(sys.argv[2])
s = socket.socket(socket.AF_UNIX)
s.settimeout(5)
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
    home = tmp_path_factory.mktemp("supervisor") / "home"
    with Supervised(
        desktop, home, settings=f"mirror_lead_ms = 0\naccessibility_budget_ms = 1000\nlocalhost_ports = [{ALLOWED}]\n"
    ) as running:
        running.keep()
        yield running


def said(supervised: Supervised, *argv: str, options: list[str] | None = None) -> list[str]:
    """Run an agent and give the lines that it printed."""
    out = supervised.finish(supervised.run(*argv, options=options or []))[1]
    return [line for line in out.splitlines() if not line.startswith("agent-supervisor: ")]


def python(supervised: Supervised, program: str, *argv: str, options: list[str] | None = None) -> list[str]:
    """Run a Python program as an agent and give the lines that it printed."""
    return said(supervised, sys.executable, "-c", program, *argv, options=options)


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


_NAMES = ("--print-reply", "--dest=org.freedesktop.DBus", "/", "org.freedesktop.DBus.ListNames")


def test_attack_the_session_bus_does_not_answer(supervised: Supervised, desktop: VirtualDesktop) -> None:
    real = ["dbus-send", f"--bus={desktop.env['DBUS_SESSION_BUS_ADDRESS']}", *_NAMES]
    assert any("org.a11y.Bus" in line for line in said(supervised, *real, options=OFF))
    assert not any("string" in line for line in said(supervised, *real))
    own = said(supervised, "dbus-send", "--session", *_NAMES)
    assert any("org.freedesktop.DBus" in line for line in own)
    assert not any("org.a11y.Bus" in line for line in own)


def test_attack_on_the_accessibility_bus_no_other_program_is_seen(
    supervised: Supervised, desktop: VirtualDesktop
) -> None:
    ask = ["dbus-send", "--session", "--print-reply=literal", "--dest=org.a11y.Bus", "/org/a11y/bus"]
    address = desktop.run([*ask, "org.a11y.Bus.GetAddress"]).strip()
    root = ["--print-reply", "--dest=org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root"]
    look = ["dbus-send", f"--bus={address}", *root, "org.a11y.atspi.Accessible.GetChildren"]
    assert any("array" in line for line in said(supervised, *look, options=OFF))
    assert not any("array" in line for line in said(supervised, *look))
    names = said(supervised, "dbus-send", f"--bus={address}", *_NAMES)
    assert len([line for line in names if '":1.' in line]) <= 2, "itself and the registry"


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
    process.communicate(timeout=30)
    assert process.returncode == 137


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
    assert "/dev/pts/" in shown
    assert "rows" in shown


_TYPE = """
import fcntl, termios
try:
    fcntl.ioctl(0, termios.TIOCSTI, b"x")
    print("typed")
except OSError as e:
    print(e.strerror)
"""


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


def test_a_program_started_inside_tells_its_elements_and_opens_its_file_dialog(
    supervised: Supervised, desktop: VirtualDesktop, tmp_path: Path
) -> None:
    (tmp_path / "inside.txt").write_text("words\n")
    before = len(supervised.rows("decided"))
    agent = supervised.shell("mousepad inside.txt & read -r _ < go; xdotool $(cat click); wait", cwd=tmp_path)
    os.mkfifo(tmp_path / "go")
    text = Accessible(desktop).wait(role="text", window="inside.txt")
    x, y = text.rect[0] + 20, text.rect[1] + 20
    (tmp_path / "click").write_text(f"mousemove {x} {y} click 1 key ctrl+o")
    (tmp_path / "go").write_text("\n")
    dialog = Accessible(desktop).wait(role="file chooser")
    assert dialog.application == "mousepad"
    rows = [row for row in supervised.rows("decided")[before:] if row["action"]["kind"] == "click"]
    assert [row["context"]["element"]["role"] for row in rows] == ["text"]
    assert rows[0]["context"]["window"]["executable"] == "mousepad"
    agent.terminate()
    supervised.finish(agent)


_CALL = """
import socket, sys
for word in sys.argv[1:]:
    host, _, port = word.rpartition("/")
    try:
        socket.create_connection((host, int(port)), timeout=5).close()
        print(word, "reached")
    except OSError as e:
        print(word, "not")
"""


class Server:
    """Listens on all addresses of this machine.

    Attributes:
        port: Where.
    """

    def __init__(self, port: int = 0) -> None:
        self._socket = socket.create_server(("::", port), family=socket.AF_INET6, dualstack_ipv6=True)
        self._socket.setblocking(False)
        self.port = int(self._socket.getsockname()[1])

    def callers(self) -> int:
        """Count who has come since the last count, whether they stayed or not."""
        count = 0
        with contextlib.suppress(BlockingIOError):
            while True:
                self._socket.accept()[0].close()
                count += 1
        return count

    def close(self) -> None:
        """Stop listening."""
        self._socket.close()


@needs_pasta
def test_attack_servers_on_localhost_are_out_of_reach_by_any_address_of_the_machine(supervised: Supervised) -> None:
    linked = [f"{name}%{device}" for device, name in _link_addresses()]
    with contextlib.closing(Server()) as server:
        hosts = ["127.0.0.1", "::1", *(name for name in own_addresses() if not name.startswith("fe80")), *linked]
        words = [f"{host}/{server.port}" for host in hosts]
        outside = python(supervised, _CALL, *words, options=OFF)
        assert [line for line in outside if line.endswith("reached")]
        assert server.callers()
        assert python(supervised, _CALL, *words) == [f"{word} not" for word in words]
        assert not server.callers()


def _link_addresses() -> list[tuple[str, str]]:
    """List device and IPv6 address of the link, for what is up."""
    found = []
    for line in Path("/proc/net/if_inet6").read_text().splitlines():
        digits, _, _, scope, _, device = line.split()
        if scope == "20":
            found.append((device, socket.inet_ntop(socket.AF_INET6, bytes.fromhex(digits))))
    return found


@needs_pasta
def test_a_server_that_the_settings_name_is_reached_as_localhost(supervised: Supervised) -> None:
    with contextlib.closing(Server(ALLOWED)):
        words = [f"{host}/{ALLOWED}" for host in ("127.0.0.1", "::1")]
        assert python(supervised, _CALL, *words) == [f"{word} reached" for word in words]


@needs_pasta
def test_a_display_that_is_hard_coded_works_and_is_the_proxy(supervised: Supervised, desktop: VirtualDesktop) -> None:
    before = len(supervised.rows("decided"))
    moves = "xdotool mousemove 33 44 click 1 getmouselocation"
    lines = said(supervised, "sh", "-c", f"DISPLAY={desktop.display} {moves}")
    assert any(line.startswith("x:33 y:44") for line in lines), lines
    assert [row["action"]["kind"] for row in supervised.rows("decided")[before:]] == ["click"]


@needs_pasta
def test_the_network_namespace_goes_with_the_agent(supervised: Supervised) -> None:
    def carriers() -> set[int]:
        found = set()
        for comm in Path("/proc").glob("[0-9]*/comm"):
            with contextlib.suppress(OSError):
                if comm.read_text().startswith(("pasta", "passt")) and comm.stat().st_uid == os.getuid():
                    found.add(int(comm.parent.name))
        return found

    before = carriers()
    agent = supervised.shell("sleep 60")
    wait_for(lambda: carriers() - before, "what carries the agent's traffic")
    agent.kill()
    agent.wait()
    wait_for(lambda: not carriers() - before, "its end")


@needs_pasta
@pytest.mark.skipif(os.geteuid() == 0, reason="root is not contained wholly")
def test_strict_starts_where_everything_is_there(supervised: Supervised) -> None:
    status, out = supervised.finish(supervised.run("true", options=["--contain=strict"]))
    assert (status, "supervised and contained" in out) == (0, True)


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


@needs_pasta
@pytest.mark.parametrize(("way", "status"), [("auto", 0), ("strict", 125)])
def test_where_the_network_cannot_be_made_auto_goes_on_and_says_so_and_strict_does_not_start(
    supervised: Supervised, tmp_path: Path, way: str, status: int
) -> None:
    (tmp_path / "pasta").write_text("#!/bin/sh\necho no device here >&2\nexit 1\n")
    (tmp_path / "pasta").chmod(0o755)
    done = subprocess.run(
        [*COMMAND, "run", f"--contain={way}", "--", "touch", str(tmp_path / "ran")],
        env=supervised.env | {"PATH": f"{tmp_path}:{supervised.env['PATH']}"},
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == status, done.stderr
    assert (tmp_path / "ran").exists() == (status == 0)
    assert len(done.stderr.strip().splitlines()) == 1
    assert "pasta" in done.stderr
    if status == 0:
        assert "partly contained (open: display-tcp, local-servers)" in done.stderr
        started = supervised.rows("agent_started")[-1]["outcome"]
        assert (started["contained"], "local-servers" in started["containment"]) == (False, True)


def test_a_command_that_cannot_work_inside_is_explained_with_the_remedy(supervised: Supervised) -> None:
    out = supervised.finish(supervised.run("sh", "-c", "sudo -n true || exit 7"))[1]
    assert "run that command yourself" in out
    assert "run that command yourself" not in supervised.finish(supervised.run("sh", "-c", "exit 7"))[1]


_ANSWER = """
import asyncio, os
from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus
REGISTRY, ROOT = "org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root"
async def main():
    bus = await MessageBus(bus_address=os.environ["AT_SPI_BUS_ADDRESS"]).connect()
    def handle(message):
        if message.message_type is MessageType.METHOD_CALL:
            return Message.new_method_return(message, "s", ["unixexec:path=/bin/touch,argv1=/tmp/ran"])
    bus.add_message_handler(handle)
    body = [[bus.unique_name, ROOT]]
    await bus.call(Message(REGISTRY, ROOT, "org.a11y.atspi.Socket", "Embed", signature="(so)", body=body))
    print(bus.unique_name, flush=True)
    await bus.wait_for_disconnect()
asyncio.run(main())
"""


def test_attack_no_reader_outside_is_told_a_bus_address_by_a_program_inside(
    supervised: Supervised, desktop: VirtualDesktop
) -> None:
    ask = ["dbus-send", "--session", "--print-reply=literal", "--dest=org.a11y.Bus", "/org/a11y/bus"]
    bus = desktop.run([*ask, "org.a11y.Bus.GetAddress"]).strip()

    def asked(name: str, member: str) -> str:
        words = [f"--dest={name}", "/org/a11y/atspi/accessible/root", f"org.a11y.atspi.Application.{member}"]
        command = ["dbus-send", f"--bus={bus}", "--print-reply", "--reply-timeout=5000", *words]
        done = subprocess.run(command, env=desktop.env, capture_output=True, text=True, check=False)
        return done.stdout + done.stderr

    agent = supervised.run(sys.executable, "-c", _ANSWER)
    try:
        assert agent.stdout
        name = next(line.strip() for line in agent.stdout if line.startswith(":"))
        assert "unixexec" in asked(name, "GetLocale"), "other questions reach it"
        assert "NotSupported" in asked(name, "GetApplicationBusAddress")
        assert "unixexec" in asked(name, "GetLocale"), "and it is still there"
    finally:
        agent.terminate()
        agent.communicate()
