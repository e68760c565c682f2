"""An agent tries the side doors of a real X server: nothing of it happens, and the agent's program goes on."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from Xlib import X

from tests.support.connect import connect
from tests.support.receiver import Receiver
from tests.support.supervised import Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

    from Xlib.display import Display

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop
HOSTILE = Path(__file__).parents[1] / "support/agents/side_doors.py"
POLICY = """
version = 1
[tiers]
read = "allow"
reversible = "ask"
high_risk = "ask"
irreversible = "ask"
"""


@pytest.fixture(scope="module")
def supervised(desktop: VirtualDesktop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Supervised]:
    """Give a supervisor that nobody sits at, and that asks about everything: so what is an action is refused."""
    home = tmp_path_factory.mktemp("supervisor") / "home"
    settings = "yield_to_person_ms = 0\ngrab_limit_s = 3\n"
    with Supervised(desktop, home, settings=settings, policy=POLICY) as running:
        keeper = running.run("sleep", "600", options=("--headless",))
        running.wait_status(lambda s: s.get("agents"))
        yield running
        keeper.kill()


@pytest.fixture
def victim(desktop: VirtualDesktop) -> Iterator[Receiver]:
    """Give the window of a program of the person's."""
    with Receiver(desktop, title="victim") as window:
        yield window


@pytest.fixture
def server(desktop: VirtualDesktop) -> Iterator[Display]:
    """Give a look at the real server."""
    display = connect(desktop)
    yield display
    display.close()


class Attempt:
    """An agent at work."""

    def __init__(self, supervised: Supervised, attack: str, window: int, signal: Path | None = None) -> None:
        self._supervised = supervised
        self._signal = signal
        argv = [sys.executable, str(HOSTILE), attack, hex(window), *([str(signal)] if signal else [])]
        self.process: subprocess.Popen[str] = supervised.run(*argv, options=("--headless",))

    def wait(self) -> None:
        """Wait until it has done what it can, and stays."""
        signal = self._signal
        assert signal is not None
        wait_for(signal.exists, "the agent to have tried")

    def finish(self) -> list[str]:
        """Let it go on to its end; gives what it said."""
        if self._signal is not None:
            self._signal.unlink()
        status, out = self._supervised.finish(self.process)
        assert status == 0, out
        said = out.splitlines()
        assert said[-1].startswith("went on PRIMARY"), "its next round trip was answered, in order"
        return said[1:]


def attempt(supervised: Supervised, attack: str, victim: Receiver) -> list[str]:
    return Attempt(supervised, attack, victim.window).finish()


def doors(supervised: Supervised) -> set[str]:
    """Give the names of the doors that the record speaks of."""
    outcomes = [row["outcome"] for row in supervised.rows("outcome")]
    return {outcome["door"] for outcome in outcomes if isinstance(outcome, dict) and "door" in outcome}


def window(server: Display, victim: Receiver) -> Any:
    return server.create_resource_object("window", victim.window)


def look(server: Display, victim: Receiver) -> tuple[object, ...]:
    """Give all about a window that others could have changed."""
    seen = window(server, victim)
    attributes, geometry, tree = seen.get_attributes(), seen.get_geometry(), seen.query_tree()
    at = server.screen().root.translate_coords(seen, 0, 0)
    extents = seen.shape_query_extents()
    return (
        *(attributes.map_state, attributes.override_redirect, geometry.width, geometry.height, at.x, at.y),
        *(tree.parent.id, len(tree.children), seen.get_wm_name(), extents.bounding_shaped),
    )


# -- windows


@pytest.mark.parametrize(
    ("attack", "name"),
    [
        ("unmap", "UnmapSubwindows"),
        ("destroy_sub", "DestroySubwindows"),
        ("reparent", "ReparentWindow"),
        ("child", "CreateWindow"),
        ("attributes", "ChangeWindowAttributes"),
        ("properties", "ChangeProperty"),
        ("kill_temporary", "KillClient"),
    ],
)
def test_attack_another_programs_window(
    supervised: Supervised, victim: Receiver, server: Display, attack: str, name: str
) -> None:
    before = look(server, victim)
    attempt(supervised, attack, victim)
    assert look(server, victim) == before
    assert name in doors(supervised)


@pytest.mark.parametrize("attack", ["close", "kill", "destroy", "move", "focus"])
def test_what_a_tool_does_to_another_window_is_asked_about_and_refused_where_nobody_answers(
    supervised: Supervised, victim: Receiver, server: Display, attack: str
) -> None:
    with Receiver(victim._desktop, title="in use", geometry=(600, 100, 300, 200)):
        before, focused = look(server, victim), server.get_input_focus().focus
        attempt(supervised, attack, victim)
        assert look(server, victim) == before
        assert server.get_input_focus().focus == focused
    assert supervised.decisions()[-1] == ("window", "deny", "no-approver")


def test_attack_painting_over_another_window_and_over_the_desktop(
    supervised: Supervised, victim: Receiver, server: Display
) -> None:
    def pixels() -> set[bytes]:
        image = window(server, victim).get_image(0, 0, 200, 200, X.ZPixmap, 0xFFFFFF)
        data = bytes(image.data)
        return {data[at : at + 3] for at in range(0, len(data), 4)}

    before = pixels()
    attempt(supervised, "paint", victim)
    server.sync()
    assert pixels() == before
    assert {"PolyFillRectangle", "CopyArea"} <= doors(supervised)


def test_attack_words_on_the_desktop_and_a_command_to_the_window_manager(
    supervised: Supervised, victim: Receiver, server: Display
) -> None:
    root = server.screen().root
    attempt(supervised, "properties", victim)
    for name in ("AT_SPI_BUS", "RESOURCE_MANAGER", "_MOZILLA_COMMAND"):
        found = root.get_full_property(server.intern_atom(name), X.AnyPropertyType)
        assert found is None or b"unixexec" not in bytes(found.value)
        assert window(server, victim).get_full_property(server.intern_atom(name), X.AnyPropertyType) is None
    attempt(supervised, "command", victim)
    assert {"ChangeProperty", "DeleteProperty", "GetProperty", "SendEvent"} <= doors(supervised)


def test_attack_the_place_of_a_desktop_service(supervised: Supervised, victim: Receiver, server: Display) -> None:
    attempt(supervised, "selections", victim)
    for name in ("_XSETTINGS_S0", "WM_S0", "_NET_WM_CM_S0", "_NET_SYSTEM_TRAY_S0"):
        owner = server.get_selection_owner(server.intern_atom(name))
        known = owner and server.screen().root.query_tree().parent
        assert not owner or known != owner
    assert "SetSelectionOwner" in doors(supervised)


# -- the person's input


def test_attack_a_server_grab_does_not_stop_the_display(
    supervised: Supervised, victim: Receiver, server: Display, person: Person, tmp_path: Path
) -> None:
    agent = Attempt(supervised, "grab_server", victim.window, tmp_path / "go")
    agent.wait()
    began = time.monotonic()
    person.type("a")
    victim.wait_for(lambda lines: [line for line in lines if line.get("key") == "a"])
    server.sync()
    # Grabbed, the server would answer only when the agent lets go, after 20 s.
    assert time.monotonic() - began < 10
    agent.finish()


def test_attack_a_frozen_grab_does_not_freeze_the_person(
    supervised: Supervised, victim: Receiver, server: Display, person: Person, tmp_path: Path
) -> None:
    """Its own window may have the keys while it is in use; no key is lost for those who listen."""
    agent = Attempt(supervised, "grab_own_frozen", victim.window, tmp_path / "go")
    agent.wait()
    person.move(*victim.centre)
    wait_for(lambda: server.screen().root.query_pointer().root_x == victim.centre[0], "the pointer to move")
    person.key_down("Shift_L")
    wait_for(lambda: server.screen().root.query_pointer().mask & X.ShiftMask, "a modifier to be seen")
    person.key_up("Shift_L")
    assert agent.finish()[:2] == ["0", "0"], "its grabs were granted"
    assert {"GrabKeyboard", "GrabPointer"} <= doors(supervised)


def test_attack_a_grab_without_end_gives_the_person_their_keys_back(
    supervised: Supervised, victim: Receiver, person: Person, tmp_path: Path
) -> None:
    agent = Attempt(supervised, "grab_own_frozen", victim.window, tmp_path / "go")
    agent.wait()
    person.type("x")
    began = time.monotonic()

    def arrives() -> bool:
        person.type("y")
        return "y" in victim.keys

    wait_for(arrives, "the person's keys to arrive")
    assert time.monotonic() - began > 1
    assert "x" not in victim.keys, "the grab was one"
    agent.finish()
    assert "a grab of the keyboard that did not end" in doors(supervised)


@pytest.mark.parametrize("attack", ["grab_keyboard", "grab_pointer"])
def test_attack_a_grab_on_the_desktop_or_on_another_window_is_answered_as_not_viewable(
    supervised: Supervised, victim: Receiver, attack: str
) -> None:
    assert attempt(supervised, attack, victim)[0] == str(X.GrabNotViewable)


def test_attack_keys_that_lie_in_wait_on_the_desktop(
    supervised: Supervised, victim: Receiver, person: Person
) -> None:
    attempt(supervised, "passive_grab", victim)
    assert {"GrabKey", "GrabButton"} <= doors(supervised)
    person.type("b")
    victim.wait_for(lambda lines: [line for line in lines if line.get("key") == "b"])


def test_attack_listening_to_what_the_person_types(
    supervised: Supervised, victim: Receiver, person: Person, tmp_path: Path
) -> None:
    agent = Attempt(supervised, "listen", victim.window, tmp_path / "go")
    agent.wait()
    person.type("secret")
    victim.wait_for(lambda lines: [line for line in lines if line.get("key") == "t"])
    assert "heard 0" in agent.finish()
    assert {"ChangeWindowAttributes", "XInputExtension XISelectEvents"} <= doors(supervised)


def test_attack_recording_all_keys(supervised: Supervised, victim: Receiver) -> None:
    said = attempt(supervised, "record_keys", victim)
    assert said[0] != "went on PRIMARY 0", "it is told that it cannot"
    assert "RECORD CreateContext" in doors(supervised)


def test_attack_asking_which_keys_are_down(
    supervised: Supervised, victim: Receiver, server: Display, person: Person, tmp_path: Path
) -> None:
    agent = Attempt(supervised, "keymap", victim.window, tmp_path / "go")
    agent.wait()
    person.key_down("g")
    wait_for(lambda: any(server.query_keymap()), "the key to be down")
    said = agent.finish()
    person.key_up("g")
    assert said[0] == "0"


def test_attack_no_window_has_the_focus(supervised: Supervised, victim: Receiver, server: Display) -> None:
    attempt(supervised, "nowhere", victim)
    assert server.get_input_focus().focus != X.NONE


def test_attack_the_persons_devices(
    supervised: Supervised, victim: Receiver, server: Display, person: Person
) -> None:
    modifiers, buttons = server.get_modifier_mapping(), server.get_pointer_mapping()
    keyboard, pointer = server.get_keyboard_control(), server.get_pointer_control()
    said = attempt(supervised, "devices", victim)
    assert said[:2] == ["BadLength", "BadLength"]
    assert (server.get_modifier_mapping(), server.get_pointer_mapping()) == (modifiers, buttons)
    assert server.get_keyboard_control()._data == keyboard._data | {
        "sequence_number": server.get_keyboard_control()._data["sequence_number"] - 1
    }
    assert server.get_pointer_control().threshold == pointer.threshold
    assert not [device.name for device in server.xinput_query_device(0).devices if "evil" in device.name]
    person.type("c")
    (pressed,) = victim.wait_for(lambda lines: [line for line in lines if line.get("key") == "c"][:1])
    assert not pressed.get("state"), "no modifier is locked"


# -- the screen


def test_attack_the_persons_screen(supervised: Supervised, victim: Receiver, server: Display) -> None:
    before = look(server, victim)
    saver = server.get_screen_saver()
    said = attempt(supervised, "screen", victim)
    assert said[:2] == ["BadLength", "BadLength"]
    root = server.screen().root.get_geometry()
    assert (root.width, root.height) == (1280, 800)
    assert look(server, victim) == before
    assert server.get_screen_saver().timeout == saver.timeout
    assert {"RANDR SetScreenSize", "SetScreenSaver", "XFIXES HideCursor", "SHAPE Rectangles"} <= doors(supervised)


def test_an_extension_without_rules_is_not_there(supervised: Supervised, victim: Receiver) -> None:
    assert attempt(supervised, "hidden", victim)[:2] == ["0", "True"]


def test_attack_the_same_in_the_other_byte_order_and_in_the_long_form(
    supervised: Supervised, victim: Receiver, server: Display
) -> None:
    before = look(server, victim)
    said = attempt(supervised, "from_the_big_end", victim)
    assert look(server, victim) == before
    # The one with a reply is an error, BIG-REQUESTS and the focus are answered, all under their own numbers.
    assert said[0] == "[(0, 8), (1, 9), (1, 13)]"


# -- what stays allowed


def test_a_program_does_what_it_likes_with_its_own_windows(supervised: Supervised, victim: Receiver) -> None:
    said = attempt(supervised, "own_things", victim)
    assert said == ["0", "mine", "True", "went on PRIMARY 0"]


@pytest.mark.parametrize("size", [20, 3_000_000], ids=["short", "bit by bit"])
def test_what_an_agents_program_copies_the_person_pastes_and_the_other_way(
    supervised: Supervised, desktop: VirtualDesktop, tmp_path: Path, size: int
) -> None:
    text, file = ("words " * (size // 6 + 1))[:size], tmp_path / "text"
    file.write_text(text)

    def paste() -> str:
        return desktop.run(["xclip", "-o", "-selection", "clipboard"], check=False)

    agent = supervised.shell(
        f"xclip -selection clipboard -quiet {file} > {tmp_path}/log 2>&1", options=("--headless",)
    )
    wait_for(lambda: paste() == text, "what the agent copied")
    agent.kill()
    supervised.finish(agent)
    person = desktop.spawn(["xclip", "-selection", "clipboard", "-quiet", str(file)])
    wait_for(lambda: paste() == text, "what the person copied")
    status, out = supervised.finish(
        supervised.shell(f"xclip -o -selection clipboard > {tmp_path}/got", options=("--headless",))
    )
    assert status == 0, out
    assert (tmp_path / "got").read_text() == text
    desktop.end(person)


def test_attempts_are_counted(supervised: Supervised, victim: Receiver) -> None:
    before = supervised.status()["counts"]["side_doors"]
    attempt(supervised, "command", victim)
    assert supervised.status()["counts"]["side_doors"] > before
