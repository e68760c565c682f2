from __future__ import annotations

import pytest

from tests.support.doorway import ATOMS, FOREIGN, OWN, OWN_TOO, ROOT, Doorway

BOTH = pytest.mark.parametrize("big_endian", [False, True])
SEND_EVENT = 25
REDIRECT = 0x18_0000


def message(way: Doorway, to: int, about: int, name: str, *data: int, mask: int = REDIRECT) -> bytes:
    words = [*data, *[0] * (5 - len(data))]
    return way.pack("IIBBHII5I", to, mask, 33, 32, 0, about, ATOMS.get(name, 9999), *words)


def event(way: Doorway, to: int, kind: int, *fields: int) -> bytes:
    words = [*fields, *[0] * (7 - len(fields))]
    return way.pack("IIBBH7I", to, 0, kind, 0, 0, *words)


@BOTH
@pytest.mark.parametrize("kind", range(2, 7))
def test_keys_buttons_and_motion_go_to_the_gate_whoever_they_are_for(kind: int, big_endian: bool) -> None:
    way = Doorway(big_endian=big_endian)
    for to in (FOREIGN, OWN, ROOT, 0, 1):
        assert way.stops(SEND_EVENT, event(way, to, kind)) is not None
        assert way.stops(SEND_EVENT, event(way, to, kind | 0x80)) is not None


@BOTH
def test_between_the_agents_own_programs_anything_may_be_said(big_endian: bool) -> None:
    way = Doorway(big_endian=big_endian)
    assert way.passes(SEND_EVENT, message(way, OWN, FOREIGN, "_OB_CONTROL"))
    assert all(way.passes(SEND_EVENT, event(way, OWN, kind)) for kind in range(7, 35))


def test_attack_a_message_to_an_own_window_that_goes_on_to_the_root_window() -> None:
    way = Doorway()
    data = way.request(SEND_EVENT, message(way, OWN, FOREIGN, "_NET_CLOSE_WINDOW"), 1)
    out, stop = way.send(data)
    assert stop is None
    assert (out[1], out[0:1] + out[2:]) == (0, data[0:1] + data[2:]), "it ends at that window"
    assert way.noted


@BOTH
@pytest.mark.parametrize(
    "name", ["_NET_ACTIVE_WINDOW", "_NET_CLOSE_WINDOW", "_NET_WM_STATE", "_NET_WM_MOVERESIZE", "WM_CHANGE_STATE"]
)
def test_the_window_manager_is_asked_about_own_windows(name: str, big_endian: bool) -> None:
    way = Doorway(big_endian=big_endian)
    assert way.passes(SEND_EVENT, message(way, ROOT, OWN, name))


@BOTH
@pytest.mark.parametrize(
    "name",
    [
        *("_NET_ACTIVE_WINDOW", "_NET_CLOSE_WINDOW", "_NET_WM_STATE", "WM_CHANGE_STATE", "_NET_RESTACK_WINDOW"),
        "_NET_MOVERESIZE_WINDOW",
    ],
)
def test_about_another_window_it_is_an_action(name: str, big_endian: bool) -> None:
    way = Doorway(big_endian=big_endian)
    assert way.stops(SEND_EVENT, message(way, ROOT, FOREIGN, name)) is not None
    assert way.refused(SEND_EVENT, message(way, ROOT, 0, name)) == 127
    assert way.refused(SEND_EVENT, message(way, ROOT, ROOT, name)) == 127


@BOTH
def test_the_desktop_may_be_switched_by_an_action_and_not_rebuilt(big_endian: bool) -> None:
    way = Doorway(big_endian=big_endian)
    assert way.stops(SEND_EVENT, message(way, ROOT, ROOT, "_NET_CURRENT_DESKTOP", 1)) is not None
    assert way.refused(SEND_EVENT, message(way, ROOT, ROOT, "_NET_NUMBER_OF_DESKTOPS", 1)) == 127


@BOTH
@pytest.mark.parametrize("name", ["_OB_CONTROL", "MANAGER", "_NET_WM_MOVERESIZE", "no such atom"])
def test_attack_other_words_to_the_desktop(name: str, big_endian: bool) -> None:
    way = Doorway(big_endian=big_endian)
    assert way.refused(SEND_EVENT, message(way, ROOT, FOREIGN, name)) == 127
    assert way.refused(SEND_EVENT, message(way, ROOT, ROOT, name)) == 127


@BOTH
def test_a_program_says_that_it_has_started_and_still_answers(big_endian: bool) -> None:
    way = Doorway(big_endian=big_endian)
    assert way.passes(SEND_EVENT, message(way, ROOT, ROOT, "_NET_STARTUP_INFO"))
    ping = ATOMS["_NET_WM_PING"]
    assert way.passes(SEND_EVENT, message(way, ROOT, ROOT, "WM_PROTOCOLS", ping, 0, OWN))
    assert way.refused(SEND_EVENT, message(way, ROOT, ROOT, "WM_PROTOCOLS", ping, 0, FOREIGN)) == 127


@BOTH
def test_closing_and_dropping_go_to_the_gate(big_endian: bool) -> None:
    way = Doorway(big_endian=big_endian)
    assert (
        way.stops(SEND_EVENT, message(way, FOREIGN, FOREIGN, "WM_PROTOCOLS", ATOMS["WM_DELETE_WINDOW"])) is not None
    )
    assert way.stops(SEND_EVENT, message(way, FOREIGN, FOREIGN, "XdndDrop", OWN)) is not None
    assert way.refused(SEND_EVENT, message(way, FOREIGN, FOREIGN, "WM_PROTOCOLS", ATOMS["WM_TAKE_FOCUS"])) == 127


@BOTH
def test_drags_docks_and_input_methods_are_spoken_to(big_endian: bool) -> None:
    way = Doorway(big_endian=big_endian)
    assert way.passes(SEND_EVENT, message(way, FOREIGN, FOREIGN, "XdndEnter", OWN))
    assert way.passes(SEND_EVENT, message(way, FOREIGN, OWN, "_XIM_XCONNECT"))
    tray = "_NET_SYSTEM_TRAY_OPCODE"
    assert way.passes(SEND_EVENT, message(way, FOREIGN, FOREIGN, tray, 0, 0, OWN))
    assert way.refused(SEND_EVENT, message(way, FOREIGN, FOREIGN, tray, 0, 0, FOREIGN)) == 127
    assert way.refused(SEND_EVENT, message(way, FOREIGN, FOREIGN, tray, 0, 7, OWN)) == 127
    assert way.passes(SEND_EVENT, message(way, FOREIGN, FOREIGN, "_XEMBED", 0, 3))
    assert way.refused(SEND_EVENT, message(way, FOREIGN, FOREIGN, "_XEMBED", 0, 4)) == 127


@BOTH
def test_the_answer_to_a_paste_goes_where_it_was_asked_for(big_endian: bool) -> None:
    way = Doorway(big_endian=big_endian)
    wanted = ATOMS["GDK_SELECTION"]
    assert way.refused(SEND_EVENT, event(way, FOREIGN, 31, 0, FOREIGN, 1, 31, wanted)) == 127
    way.asked.add((FOREIGN, wanted))
    assert way.passes(SEND_EVENT, event(way, FOREIGN, 31, 0, FOREIGN, 1, 31, wanted))
    assert way.passes(SEND_EVENT, event(way, FOREIGN + 8, 31, 0, FOREIGN + 8, 1, 31, 0)), "a refusal"


@BOTH
def test_a_window_is_taken_back_as_iccm_says(big_endian: bool) -> None:
    way = Doorway(big_endian=big_endian)
    assert way.passes(SEND_EVENT, event(way, ROOT, 18, ROOT, OWN))
    assert way.passes(SEND_EVENT, event(way, ROOT, 23, ROOT, OWN_TOO))
    assert way.refused(SEND_EVENT, event(way, ROOT, 18, ROOT, FOREIGN)) == 127
    assert way.refused(SEND_EVENT, event(way, FOREIGN, 18, ROOT, OWN)) == 127


@BOTH
@pytest.mark.parametrize("kind", [7, 9, 12, 17, 19, 22, 28, 29, 30, 34, 66, 67, 90, 0x80 | 67])
def test_attack_forged_events_of_other_kinds(kind: int, big_endian: bool) -> None:
    way = Doorway(big_endian=big_endian)
    for to in (FOREIGN, ROOT, 0, 1):
        assert way.refused(SEND_EVENT, event(way, to, kind, OWN, OWN)) == 127


def test_attack_a_message_to_whatever_has_the_focus() -> None:
    way = Doorway()
    for to in (0, 1):
        assert way.refused(SEND_EVENT, message(way, to, FOREIGN, "WM_PROTOCOLS", ATOMS["WM_DELETE_WINDOW"])) == 127
