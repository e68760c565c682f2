from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.input_event import EventKind, InputEvent
from supervisor.wire.x11 import Framer, Request, WireError
from supervisor.wire.xtest import (
    CHANGE_KEYBOARD_MAPPING,
    MAX_DELAY_MS,
    Opcodes,
    read_input,
    write_fake_input,
)
from tests.support.x11_bytes import (
    BIG_REQUESTS,
    BUTTON_PRESS,
    BUTTON_RELEASE,
    KEY_PRESS,
    KEY_RELEASE,
    MOTION,
    SHM,
    XINPUT,
    XINPUT_FIRST_EVENT,
    XTEST,
    change_keyboard,
    core_event,
    device_input,
    fake_input,
    request,
    send_event,
    warp_pointer,
    xi_warp_pointer,
)

OPCODES = Opcodes(xtest=XTEST, xinput=XINPUT, xinput_first_event=XINPUT_FIRST_EVENT, big_requests=BIG_REQUESTS)
BOTH = pytest.mark.parametrize("big_endian", [False, True], ids=["little", "big"])
INT16 = st.integers(-32768, 32767)
KINDS = {
    KEY_PRESS: EventKind.KEY_PRESS,
    KEY_RELEASE: EventKind.KEY_RELEASE,
    BUTTON_PRESS: EventKind.BUTTON_PRESS,
    BUTTON_RELEASE: EventKind.BUTTON_RELEASE,
    MOTION: EventKind.MOTION,
}


def cut(data: bytes, *, big_endian: bool = False) -> Request:
    """Frame one watched request."""
    walker = Framer(big_endian=big_endian, watched=OPCODES.watched(), big_requests_opcode=BIG_REQUESTS)
    walker.big_enabled = True
    _position, stop = walker.walk(bytearray(data), 0, len(data))
    assert stop is not None
    assert stop.length_bytes == len(data)
    return stop


def read(data: bytes, *, big_endian: bool = False) -> InputEvent | None:
    return read_input(cut(data, big_endian=big_endian), OPCODES)


def test_every_opcode_that_can_carry_input_is_watched_also_when_the_server_lacks_extensions() -> None:
    assert OPCODES.watched() == {25, 41, 100, XTEST, XINPUT}
    assert Opcodes().watched() == {25, 41, 100}


def test_every_opcode_that_can_read_the_screen_is_known() -> None:
    assert Opcodes().images() == {62, 63, 73}
    assert Opcodes(shm=SHM).images() == {62, 63, 73, SHM}


# -- FakeInput, core form


@BOTH
@pytest.mark.parametrize("big_form", [False, True], ids=["short", "big-form"])
@pytest.mark.parametrize("kind", [KEY_PRESS, KEY_RELEASE, BUTTON_PRESS, BUTTON_RELEASE])
def test_a_core_key_or_button_is_understood(big_endian: bool, big_form: bool, kind: int) -> None:
    data = fake_input(kind, 38, delay_ms=70, big_endian=big_endian, big_form=big_form)
    assert read(data, big_endian=big_endian) == InputEvent(KINDS[kind], 38, delay_ms=70)


@given(st.booleans(), INT16, INT16, st.booleans())
def test_a_core_motion_is_understood(big_endian: bool, x: int, y: int, relative: bool) -> None:
    data = fake_input(MOTION, int(relative), at=(x, y), big_endian=big_endian)
    assert read(data, big_endian=big_endian) == InputEvent(EventKind.MOTION, x=x, y=y, relative=relative)


def test_the_send_event_bit_in_the_type_hides_nothing() -> None:
    assert read(fake_input(KEY_PRESS | 0x80, 36)) == InputEvent(EventKind.KEY_PRESS, 36)
    device = bytearray(device_input(1, 36))
    device[4] |= 0x80
    assert read(bytes(device)) == InputEvent(EventKind.KEY_PRESS, 36)


def test_an_endless_delay_is_cut() -> None:
    event = read(fake_input(KEY_PRESS, 38, delay_ms=0xFFFFFFFF))
    assert event is not None
    assert event.delay_ms == MAX_DELAY_MS


@pytest.mark.parametrize("size", [0, 4, 28, 33, 36, 48])
def test_a_fake_input_that_is_not_made_of_whole_events_is_refused(size: int) -> None:
    with pytest.raises(WireError, match="whole events"):
        read(request(XTEST, 2, bytes([KEY_PRESS]) + bytes(size - 1) if size else b""))


def test_a_second_core_event_cannot_ride_behind_the_first() -> None:
    with pytest.raises(WireError, match="one event"):
        read(request(XTEST, 2, core_event(KEY_PRESS, 38) + core_event(KEY_PRESS, 36)))


@pytest.mark.parametrize("kind", [0, 1, 7, 33, 63, 65, XINPUT_FIRST_EVENT, XINPUT_FIRST_EVENT + 6, 127])
def test_a_fake_input_of_another_event_is_refused(kind: int) -> None:
    with pytest.raises(WireError, match="unknown"):
        read(fake_input(kind, 38))


def test_a_device_event_is_refused_when_the_server_has_no_xinput() -> None:
    with pytest.raises(WireError, match="unknown event"):
        read_input(cut(device_input(1, 38)), dataclasses.replace(OPCODES, xinput=0, xinput_first_event=0))


@pytest.mark.parametrize("minor", [0, 1, 3])
def test_other_xtest_requests_pass(minor: int) -> None:
    assert read(request(XTEST, minor, bytes(32))) is None


# -- FakeInput, device form


@BOTH
@pytest.mark.parametrize(
    ("offset", "kind"),
    [
        (1, EventKind.KEY_PRESS),
        (2, EventKind.KEY_RELEASE),
        (3, EventKind.BUTTON_PRESS),
        (4, EventKind.BUTTON_RELEASE),
    ],
)
@pytest.mark.parametrize("axes", [(), (1, 2)], ids=["one-event", "with-valuators"])
def test_the_device_form_becomes_a_core_event(
    big_endian: bool, offset: int, kind: EventKind, axes: tuple[int, ...]
) -> None:
    data = device_input(offset, 9, axes=axes, delay_ms=5, big_endian=big_endian)
    assert read(data, big_endian=big_endian) == InputEvent(kind, 9, delay_ms=5)


@BOTH
def test_a_device_motion_goes_where_its_valuators_say(big_endian: bool) -> None:
    data = device_input(5, 0, axes=(300, 40000), big_endian=big_endian)
    assert read(data, big_endian=big_endian) == InputEvent(EventKind.MOTION, x=300, y=32767)
    relative = device_input(5, 1, axes=(-7, 8), big_endian=big_endian)
    assert read(relative, big_endian=big_endian) == InputEvent(EventKind.MOTION, x=-7, y=8, relative=True)


def test_a_device_motion_of_one_axis_or_of_many_is_understood() -> None:
    assert read(device_input(5, 1, axes=(9,), first_axis=1)) == InputEvent(EventKind.MOTION, y=9, relative=True)
    many = device_input(5, 1, axes=(1, 2, 3, 4, 5, 6, 7, 8))
    assert len(many) == 4 + 3 * 32
    assert read(many) == InputEvent(EventKind.MOTION, x=1, y=2, relative=True)


def test_a_device_motion_without_valuators_is_refused() -> None:
    with pytest.raises(WireError, match="without valuators"):
        read(device_input(5, 0))


# -- SendEvent


@BOTH
def test_a_send_event_of_a_key_reaches_one_window_and_goes_out_in_little_endian(big_endian: bool) -> None:
    numbers = {"time": 7, "root": (100, -200), "event": (10, -20), "window": 0x600003, "state": 0x4}
    event = core_event(KEY_PRESS, 38, **numbers, big_endian=big_endian)  # type: ignore[arg-type]
    # Programs go by the window that the event speaks of, so it must be the one that it is sent to and judged by.
    told = core_event(KEY_PRESS, 38, **(numbers | {"window": 0x600001}))  # type: ignore[arg-type]
    got = read(send_event(0x600001, event, mask=1, propagate=1, big_endian=big_endian), big_endian=big_endian)
    assert got == InputEvent(
        EventKind.KEY_PRESS,
        38,
        x=10,
        y=-20,
        window=0x600001,
        sent_to_window=True,
        state=4,
        raw=send_event(0x600001, told, mask=1, propagate=1),
    )


@pytest.mark.parametrize("kind", [KEY_PRESS, KEY_RELEASE, BUTTON_PRESS, BUTTON_RELEASE, MOTION])
def test_the_send_event_bit_in_a_sent_events_type_hides_nothing(kind: int) -> None:
    event = read(send_event(1, core_event(kind | 0x80, 1)))
    assert event is not None
    assert (event.kind, event.sent_to_window) == (KINDS[kind], True)


@pytest.mark.parametrize("kind", [0, 7, 28, 33, 35, 0x80 | 33])
def test_a_send_event_of_something_else_passes(kind: int) -> None:
    assert read(send_event(1, core_event(kind, 1))) is None


@pytest.mark.parametrize("size", [0, 8, 36, 44, 72])
def test_a_send_event_of_a_wrong_length_is_refused(size: int) -> None:
    with pytest.raises(WireError, match="length"):
        read(request(25, 0, bytes(size)))


# -- warps


@given(st.booleans(), INT16, INT16, st.sampled_from([0, 0x123]))
def test_warp_pointer_to_a_window_or_by_an_offset(big_endian: bool, x: int, y: int, window: int) -> None:
    for data in (
        warp_pointer(x, y, window=window, big_endian=big_endian),
        xi_warp_pointer(x, y, window=window, big_endian=big_endian),
    ):
        event = read(data, big_endian=big_endian)
        assert event == InputEvent(EventKind.MOTION, x=x, y=y, relative=not window, window=window)


@BOTH
def test_a_conditional_warp_is_left_to_the_server(big_endian: bool) -> None:
    area = (1, -2, 30, 40)
    for data in (
        warp_pointer(5, -6, window=8, source=9, area=area, big_endian=big_endian),
        xi_warp_pointer(5, -6, window=8, source=9, area=area, big_endian=big_endian),
    ):
        event = read(data, big_endian=big_endian)
        assert event is not None
        assert event.raw == warp_pointer(5, -6, window=8, source=9, area=area)


@pytest.mark.parametrize("data", [request(41, 0, bytes(16)), request(XINPUT, 41, bytes(24))])
def test_a_warp_that_is_too_short_is_refused(data: bytes) -> None:
    with pytest.raises(WireError, match="too short"):
        read(data)


def test_other_xinput_requests_pass() -> None:
    assert read(request(XINPUT, 46, bytes(12))) is None


# -- writing


@pytest.mark.parametrize("kind", [KEY_PRESS, KEY_RELEASE, BUTTON_PRESS, BUTTON_RELEASE])
def test_what_is_written_is_what_a_client_writes(kind: int) -> None:
    written = write_fake_input(XTEST, InputEvent(KINDS[kind], 200, delay_ms=900))
    assert len(written) == 36
    assert read(written) == InputEvent(KINDS[kind], 200), "the delay was waited for in the proxy"


@given(st.integers(-100_000, 100_000), st.integers(-100_000, 100_000), st.booleans())
def test_a_motion_is_written_within_the_servers_numbers(x: int, y: int, relative: bool) -> None:
    got = read(write_fake_input(XTEST, InputEvent(EventKind.MOTION, x=x, y=y, relative=relative)))
    bounded = (max(-32768, min(32767, x)), max(-32768, min(32767, y)))
    assert got == InputEvent(EventKind.MOTION, x=bounded[0], y=bounded[1], relative=relative)


def test_the_device_form_is_never_written() -> None:
    for data in (device_input(1, 38, device=7), device_input(5, 0, axes=(3, 4), device=7)):
        event = read(data)
        assert event is not None
        written = write_fake_input(XTEST, event)
        assert len(written) == 36
        assert written[4] in KINDS
        assert written[35] == 0, "the byte that names a device"


@pytest.mark.parametrize("named", [0, 1])
def test_attack_a_send_event_to_a_name_speaks_of_a_window_and_is_judged_by_that(named: int) -> None:
    got = read(send_event(named, core_event(KEY_PRESS, 38, window=0x600003)))
    assert got is not None
    assert got.window == 0x600003
    assert got.raw == send_event(0x600003, core_event(KEY_PRESS, 38, window=0x600003))


def test_attack_a_send_event_to_the_focus_speaks_of_no_other_window_by_calling_it_the_root() -> None:
    forged = bytearray(send_event(1, core_event(KEY_PRESS, 38, window=0x600003)))
    forged[20:24] = forged[24:28]
    got = read(bytes(forged))
    assert got is not None
    assert (got.window, got.raw[4:8], got.raw[24:28]) == (1, bytes([1, 0, 0, 0]), bytes(4))


# -- ChangeKeyboardMapping


@BOTH
def test_a_borrowed_keycode_is_read(big_endian: bool) -> None:
    data = change_keyboard(250, ((0xFF0D, 0), (0x61, 0x41)), big_endian=big_endian)
    change = read_input(cut(data, big_endian=big_endian), OPCODES)
    rows = ((0xFF0D, 0), (0x61, 0x41))
    assert change == InputEvent(EventKind.REMAP, 250, symbols=rows, raw=change_keyboard(250, rows))


@pytest.mark.parametrize(
    ("count", "body"),
    [
        (1, bytes([250, 2, 0, 0]) + bytes(12)),
        (1, bytes([250, 200, 0, 0]) + bytes(8)),
        (1, bytes([36, 0, 0, 0])),
        (1, bytes([7, 1, 0, 0]) + bytes(4)),
        (10, bytes([250, 1, 0, 0]) + bytes(40)),
    ],
)
def test_attack_a_keyboard_change_that_the_server_would_refuse_is_not_taken_for_done(count: int, body: bytes) -> None:
    with pytest.raises(WireError, match="ChangeKeyboardMapping"):
        read_input(cut(request(CHANGE_KEYBOARD_MAPPING, count, body)), OPCODES)


# -- whatever comes


@given(
    st.sampled_from([25, 41, XTEST, XINPUT]),
    st.sampled_from([0, 2, 41]),
    st.booleans(),
    st.one_of(st.binary(max_size=120), st.binary(min_size=32, max_size=32), st.binary(min_size=40, max_size=40)),
)
def test_random_bodies_are_input_or_pass_or_are_a_wire_error(
    opcode: int, minor: int, big_endian: bool, body: bytes
) -> None:
    made = Request(opcode, minor, body, big_endian=big_endian, length_bytes=4 + len(body), big_form=False)
    try:
        event = read_input(made, OPCODES)
    except WireError:
        return
    if event is None:
        assert opcode != 41, "a warp is always input"
        return
    out = event.raw or write_fake_input(XTEST, event)
    assert len(out) in (24, 36, 44)
    assert out[0] in (25, 41, XTEST)


@BOTH
@pytest.mark.parametrize(("kind", "detail"), [(KEY_PRESS, 0), (KEY_RELEASE, 7), (BUTTON_PRESS, 0)])
def test_keys_and_buttons_that_no_server_has_are_refused(big_endian: bool, kind: int, detail: int) -> None:
    with pytest.raises(WireError, match="does not exist"):
        read(fake_input(kind, detail, big_endian=big_endian), big_endian=big_endian)
    with pytest.raises(WireError, match="does not exist"):
        read(device_input(kind - 1, detail, big_endian=big_endian), big_endian=big_endian)


@BOTH
def test_a_sent_event_in_the_long_form_is_refused_whatever_it_is(big_endian: bool) -> None:
    body = bytes(8) + core_event(33, 0, big_endian=big_endian)
    with pytest.raises(WireError, match="long form"):
        read(request(25, 0, body, big_endian=big_endian, big_form=True), big_endian=big_endian)
