from __future__ import annotations

import pytest

from tests.support.doorway import ATOMS, FOREIGN, OWN, ROOT, Doorway

BOTH = pytest.mark.parametrize("big_endian", [False, True])
REPLACE, PREPEND, APPEND = 0, 1, 2


def change(way: Doorway, window: int, name: str, data: bytes = b"word") -> bytes:
    return way.pack("IIIB3xI", window, ATOMS.get(name, 9999), 31, 8, len(data)) + data + bytes(-len(data) % 4)


@BOTH
def test_an_agent_writes_on_its_own_windows(big_endian: bool) -> None:
    way = Doorway(big_endian=big_endian)
    assert way.passes(18, change(way, OWN, "_MOZILLA_COMMAND"), REPLACE)


@BOTH
@pytest.mark.parametrize("window", [FOREIGN, ROOT])
@pytest.mark.parametrize("name", ["_MOZILLA_COMMAND", "AT_SPI_BUS", "GDK_SELECTION", "_NET_WM_STATE", "no such atom"])
def test_attack_words_are_left_with_others(window: int, name: str, big_endian: bool) -> None:
    way = Doorway(big_endian=big_endian)
    for mode in (REPLACE, PREPEND, APPEND):
        assert way.refused(18, change(way, window, name), mode) == 127


@BOTH
def test_what_was_asked_for_by_a_paste_is_delivered(big_endian: bool) -> None:
    way = Doorway(big_endian=big_endian)
    way.asked.add((FOREIGN, ATOMS["GDK_SELECTION"]))
    assert way.passes(18, change(way, FOREIGN, "GDK_SELECTION"), REPLACE)
    assert way.refused(18, change(way, FOREIGN, "_MOZILLA_COMMAND"), REPLACE) == 127
    assert way.refused(18, change(way, FOREIGN + 1, "GDK_SELECTION"), REPLACE) == 127
    way.asked.add((ROOT, ATOMS["GDK_SELECTION"]))
    assert way.refused(18, change(way, ROOT, "GDK_SELECTION"), REPLACE) == 127, "the root window asks for nothing"


def test_a_long_property_is_judged_by_its_head_and_need_not_be_whole() -> None:
    way = Doorway()
    for window, first in ((OWN, 18), (FOREIGN, 127)):
        data = way.request(18, change(way, window, "GDK_SELECTION", bytes(200_000)))
        out, stop = way.send(data[:100])
        assert (len(out), out[0], stop) == (100, first, None)
        rest, _ = way.send(data[100:] + way.request(101, b""))
        assert rest == data[100:] + way.request(101, b""), "what follows is cut in the same place"


def test_qt_asks_for_the_time_by_appending_nothing_to_the_root_window() -> None:
    way = Doorway()
    assert way.passes(18, change(way, ROOT, "CLIP_TEMPORARY", b""), APPEND)
    assert way.refused(18, change(way, ROOT, "CLIP_TEMPORARY", b""), REPLACE) == 127
    assert way.refused(18, change(way, ROOT, "CLIP_TEMPORARY"), APPEND) == 127
    assert way.refused(18, change(way, ROOT, "AT_SPI_BUS", b""), APPEND) == 127
    assert way.refused(18, change(way, FOREIGN, "CLIP_TEMPORARY", b""), APPEND) == 127


def test_an_input_method_is_handed_long_requests() -> None:
    way = Doorway()
    assert way.passes(18, change(way, FOREIGN, "_client3"), APPEND)
    assert way.refused(18, change(way, ROOT, "_client3"), APPEND) == 127


@BOTH
def test_reading_anothers_property_does_not_delete_it(big_endian: bool) -> None:
    way = Doorway(big_endian=big_endian)
    body = way.pack("IIIII", FOREIGN, 39, 0, 0, 100)
    assert way.passes(20, body, 0)
    data = way.request(20, body, 1)
    assert way.send(data) == (way.request(20, body, 0), None)
    assert way.noted == [("", "GetProperty")]
    assert way.passes(20, way.pack("IIIII", OWN, 39, 0, 0, 100), 1)


@BOTH
def test_ordinary_selections_may_be_owned(big_endian: bool) -> None:
    way = Doorway(big_endian=big_endian)
    assert way.passes(22, way.pack("III", OWN, ATOMS["CLIPBOARD"], 0))
    assert way.passes(22, way.pack("III", 0, ATOMS["CLIPBOARD"], 0))
    assert way.refused(22, way.pack("III", FOREIGN, ATOMS["CLIPBOARD"], 0)) == 127


@BOTH
@pytest.mark.parametrize("name", ["_XSETTINGS_S0", "WM_S0", "@server=ibus", "CLIPBOARD_MANAGER", "no such atom"])
def test_attack_a_selection_that_stands_for_a_service(name: str, big_endian: bool) -> None:
    way = Doorway(big_endian=big_endian)
    assert way.refused(22, way.pack("III", OWN, ATOMS.get(name, 9999), 0)) == 127


@BOTH
def test_selections_are_read_but_not_changed(big_endian: bool) -> None:
    way = Doorway(big_endian=big_endian)
    ask = ("IIIII", OWN, ATOMS["CLIPBOARD"])
    assert way.passes(24, way.pack(*ask, ATOMS["UTF8_STRING"], 99, 0))
    assert way.refused(24, way.pack(*ask, ATOMS["DELETE"], 99, 0)) == 127
    assert way.refused(24, way.pack(*ask, ATOMS["MULTIPLE"], 99, 0)) == 127
    assert way.refused(24, way.pack("IIIII", FOREIGN, ATOMS["CLIPBOARD"], ATOMS["UTF8_STRING"], 99, 0)) == 127
