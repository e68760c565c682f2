from __future__ import annotations

import struct

import pytest

from supervisor.human.raw_events import StreamError
from supervisor.human.recorded import (
    Asked,
    ClientCame,
    ClientWent,
    Deed,
    RecordCutter,
    RecordingBegan,
    RecordingEnded,
    Told,
)
from tests.support import x11_bytes
from tests.support.x11_bytes import BUTTON_PRESS, KEY_PRESS, KEY_RELEASE, MOTION, XINPUT, XTEST

RECORD, CONTEXT, CLIENT = 146, 0x600001, 0xA00000
FROM_SERVER, FROM_CLIENT, STARTED, DIED, START, END = range(6)


def reply(category: int, data: bytes = b"", *, client: int = CLIENT, big_endian: bool = False) -> bytes:
    head = struct.pack("=BBHIBBxxIII8x", 1, category, 7, len(data) // 4, 0, big_endian, client, 0, 0)
    return head + data


def cutter() -> RecordCutter:
    return RecordCutter(xtest=XTEST, xinput=XINPUT, record=RECORD, context=CONTEXT)


def tell(*data: bytes, big_endian: bool = False) -> list[Told]:
    return cutter().feed(reply(FROM_CLIENT, b"".join(data), big_endian=big_endian))


@pytest.mark.parametrize("big_endian", [False, True])
@pytest.mark.parametrize("big_form", [False, True])
def test_fake_input_is_told_in_every_form(big_endian: bool, big_form: bool) -> None:
    data = x11_bytes.fake_input(KEY_PRESS, 38, big_endian=big_endian, big_form=big_form)
    data += x11_bytes.fake_input(KEY_RELEASE, 38, delay_ms=5, big_endian=big_endian, big_form=big_form)
    assert tell(data, big_endian=big_endian) == [
        Asked(CLIENT, Deed.FAKE_INPUT, KEY_PRESS, 38, delayed=False),
        Asked(CLIENT, Deed.FAKE_INPUT, KEY_RELEASE, 38, delayed=True),
    ]


def test_the_device_form_and_the_mark_of_a_sent_event_do_not_hide_it() -> None:
    assert [told.kind for told in tell(x11_bytes.fake_input(70, 38)) if isinstance(told, Asked)] == [70]
    assert [told.kind for told in tell(x11_bytes.fake_input(0x82, 38)) if isinstance(told, Asked)] == [KEY_PRESS]


@pytest.mark.parametrize("big_endian", [False, True])
def test_sent_input_is_told_and_other_sent_events_are_not(big_endian: bool) -> None:
    def sent(kind: int) -> bytes:
        order = x11_bytes.order(big_endian=big_endian)
        event = x11_bytes.core_event(kind, 1, big_endian=big_endian)
        return x11_bytes.request(25, 0, struct.pack(order + "II", 5, 0) + event, big_endian=big_endian)

    told = tell(*map(sent, (KEY_PRESS, BUTTON_PRESS | 0x80, MOTION, 33, 7)), big_endian=big_endian)
    assert [(one.deed, one.kind) for one in told if isinstance(one, Asked)] == [
        (Deed.SEND_EVENT, kind) for kind in (KEY_PRESS, BUTTON_PRESS, MOTION)
    ]


def test_warps_and_events_of_devices_are_told() -> None:
    told = tell(
        x11_bytes.request(41, 0, bytes(20)),
        x11_bytes.request(XINPUT, 41, bytes(32)),
        x11_bytes.request(XINPUT, 31, bytes(12) + bytes([68]) + bytes(31)),
    )
    assert [(one.deed, one.kind) for one in told if isinstance(one, Asked)] == [
        (Deed.WARP_POINTER, MOTION),
        (Deed.XI_WARP_POINTER, MOTION),
        (Deed.SEND_EXTENSION_EVENT, 68),
    ]


def test_only_who_deafens_our_own_context_is_told() -> None:
    ours, others = (x11_bytes.request(RECORD, 3, struct.pack("<II", c, 0)) for c in (CONTEXT, CONTEXT + 1))
    assert tell(ours, others) == [Asked(CLIENT, Deed.DEAFENING, 0, 0, delayed=False)]


def test_requests_too_short_to_be_run_are_not_input() -> None:
    assert tell(x11_bytes.request(XTEST, 2, bytes(8)), x11_bytes.request(25, 0, bytes(8))) == []
    assert tell(x11_bytes.request(XTEST, 0, bytes(4)), x11_bytes.request(RECORD, 6)) == []


def test_clients_and_the_recording_itself_come_and_go() -> None:
    data = reply(START) + reply(STARTED, bytes(8)) + reply(DIED) + reply(END)
    assert cutter().feed(data) == [RecordingBegan(), ClientCame(CLIENT), ClientWent(CLIENT), RecordingEnded()]


def test_what_is_no_request_is_passed_over() -> None:
    mapping_notify = bytes([34]) + bytes(31)
    error = bytes([0, 3]) + bytes(30)
    device = reply(FROM_SERVER, x11_bytes.core_event(KEY_PRESS, 38))
    assert cutter().feed(mapping_notify + error + device + reply(DIED)) == [ClientWent(CLIENT)]


def test_bytes_come_in_pieces() -> None:
    data = reply(FROM_CLIENT, x11_bytes.fake_input(KEY_PRESS, 38)) + reply(DIED)
    made = cutter()
    told = [one for byte in data for one in made.feed(bytes([byte]))]
    assert told == [Asked(CLIENT, Deed.FAKE_INPUT, KEY_PRESS, 38, delayed=False), ClientWent(CLIENT)]


@pytest.mark.parametrize("data", [struct.pack("=BBHI24x", 1, 1, 0, 1 << 30), reply(FROM_CLIENT, bytes(8))])
def test_nonsense_is_an_error(data: bytes) -> None:
    with pytest.raises(StreamError):
        cutter().feed(data)
