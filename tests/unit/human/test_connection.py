from __future__ import annotations

import gc
import struct
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from Xlib import X
from Xlib.ext import xtest
from Xlib.protocol import request as xrequest

from supervisor.human.connection import Connection, GetDeviceKeyMapping, read_device_state
from supervisor.human.devices import read_equipment
from supervisor.human.errors import SeatError

if TYPE_CHECKING:
    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop


def test_it_tells_xinput_our_version(connection: Connection) -> None:
    assert connection.xinput


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("name", [":65000", ":199", "nonsense"])
def test_no_display_is_a_sentence_with_the_remedy(name: str) -> None:
    with pytest.raises(SeatError, match="set DISPLAY and XAUTHORITY"):
        Connection(name)
    gc.collect()  # python-xlib leaves the sockets that it tried to the collector


def test_an_answer_that_is_an_error_is_none(connection: Connection) -> None:
    assert connection.ask(xrequest.GetGeometry, drawable=0x7FFFFFF) is None
    assert connection.ask_device(GetDeviceKeyMapping, deviceid=99, first_keycode=8, count=1) is None
    windows: list[dict[str, object]] = [{"drawable": one} for one in (connection.root, 0x7FFFFFF, connection.root)]
    answers = list(connection.ask_all(xrequest.GetGeometry, windows))
    assert [answer is not None for answer in answers] == [True, False, True]


def test_attack_a_press_of_a_button_that_does_not_exist_disturbs_no_answer(connection: Connection) -> None:
    """A BadValue comes before the answer that is waited for; python-xlib's RANDR makes nonsense of its number."""
    opcode = connection.opcode("XTEST")
    fields: dict[str, object] = {"time": 0, "root": 0, "x": 0, "y": 0}
    connection.tell(xtest.FakeInput, opcode=opcode, event_type=X.ButtonRelease, detail=200, **fields)
    assert connection.ask(xrequest.GetInputFocus) is not None


def test_unknown_extensions_have_no_opcode(connection: Connection) -> None:
    assert connection.opcode("XTEST")
    assert connection.opcode("NO-SUCH-THING") is None


def test_what_is_down_on_a_device(connection: Connection, person: Person) -> None:
    devices = {device.name: device.id for device in read_equipment(connection).devices}
    keyboard, pointer = devices["TigerVNC keyboard"], devices["TigerVNC pointer"]
    person.key_down("a")
    person.button_down(1)
    assert connection.device_state(keyboard)[0] == {38}
    assert connection.device_state(pointer)[1] == {1}
    person.key_up("a")
    person.button_up(1)
    assert connection.device_state(keyboard) == (frozenset(), frozenset())
    assert connection.device_state(99) == (frozenset(), frozenset())


def test_a_closed_connection_says_so(on_desktop: VirtualDesktop) -> None:
    connection = Connection(on_desktop.display)
    connection.close()
    connection.close()
    with pytest.raises(SeatError):
        connection.ask(xrequest.GetInputFocus)


def test_device_states_are_read_class_by_class() -> None:
    valuators = struct.pack("=BBBB", 2, 12, 2, 0) + b"\xff" * 8
    keys = struct.pack("=BBBB", 0, 36, 248, 0) + bytes([0, 0x40]).ljust(32, b"\0")
    buttons = struct.pack("=BBBB", 1, 36, 10, 0) + bytes([0b1010]).ljust(32, b"\0")
    assert read_device_state(valuators + keys + buttons) == (frozenset({14}), frozenset({1, 3}))


@given(st.binary(max_size=120))
def test_any_device_state_is_read_to_an_end(states: bytes) -> None:
    keys, buttons = read_device_state(states)
    assert all(0 <= code < 256 for code in keys | buttons)
