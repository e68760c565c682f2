from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.wire.vocabulary import Status
from tests.support.routed import program, runs

if TYPE_CHECKING:
    from tests.unit.client.conftest import TurningRig

BEGIN = "from pynput import keyboard\nkeys = keyboard.Controller()\n"


def test_a_callback_that_says_no_ends_its_listener_and_no_other(rig: TurningRig) -> None:
    rig.agent.at_once = Status.DONE
    code = """
heard = []
short = keyboard.Listener(on_press=lambda key: heard.append(("short", key.char)) or False)
long = keyboard.Listener(on_press=lambda key: heard.append(("long", key.char)))
for listener in (short, long):
    listener.start()
    listener.wait()
keys.tap("a")
short.join(30)
keys.tap("b")
long.stop()
long.join(30)
keys.tap("c")
print(heard, short.running, long.running)
"""
    (line,) = runs(BEGIN + code, rig.address)
    assert line == "[('short', 'a'), ('long', 'a'), ('long', 'b')] False False"


def test_events_can_be_gone_through(rig: TurningRig) -> None:
    rig.agent.at_once = Status.DONE
    code = """
with keyboard.Events() as events:
    keys.tap("a")
    print(events.get(30), events.get(30))
"""
    (line,) = runs(BEGIN + code, rig.address)
    assert line == "Press(key='a', injected=True) Release(key='a', injected=True)"


def test_input_cannot_be_kept_from_the_person(rig: TurningRig) -> None:
    status, _, err = program(BEGIN + "keyboard.Listener(suppress=True)", rig.address)
    assert status != 0
    assert "`suppress` is not offered" in err


def test_what_a_program_itself_presses_is_no_hot_key(rig: TurningRig) -> None:
    rig.agent.at_once = Status.DONE
    code = """
with keyboard.GlobalHotKeys({"<ctrl>+a": lambda: print("pressed")}):
    with keys.pressed(keyboard.Key.ctrl):
        keys.tap("a")
"""
    assert runs(BEGIN + code, rig.address) == []
