from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

import pytest

from supervisor.core.action import Rect
from supervisor.core.ports import StandIn
from tests.support.proxy_rig import ROOT, ProxyRig
from tests.support.x11_bytes import SHM, request

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator
    from pathlib import Path

UI_BASE = 9 << 21
POPUP = {"t": "cover", "id": "popup", "rects": [[100, 100, 50, 50]]}
MARK = {"t": "cover", "id": "mark-1", "rects": [[400, 400, 20, 20]], "passing": True}
WINDOW = (3 << 21) + 5
PIXMAP_OF_UI = UI_BASE + 77
OWN = 1 << 21
"""An id of the first client's."""
ALL = (0, 0, 1920, 1080)


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[ProxyRig]:
    with ProxyRig(tmp_path) as made:
        yield made


@pytest.fixture
def told(rig: ProxyRig) -> list[dict[str, Any]]:
    """Have a ui; gives what it is told."""
    heard: list[dict[str, Any]] = []
    rig.screenshots.new_ui([UI_BASE], heard.append)
    return heard


def get_image(source: int, rect: tuple[int, int, int, int] = ALL) -> bytes:
    return request(73, 2, struct.pack("<IhhHHI", source, *rect, 0xFFFFFFFF))


def shm_get_image(source: int, rect: tuple[int, int, int, int] = ALL) -> bytes:
    return request(SHM, 4, struct.pack("<IhhHHIB3xII", source, *rect, 0xFFFFFFFF, 2, OWN + 2, 0))


def copy_area(source: int, rect: tuple[int, int, int, int] = ALL) -> bytes:
    x, y, width, height = rect
    return request(62, 0, struct.pack("<IIIhhhhHH", source, OWN, OWN + 1, x, y, 0, 0, width, height))


def reply(number: int, visual: int = 0, more: int = 0) -> bytes:
    return struct.pack("<BBHII20x", 1, 24, number, more, visual) + bytes(4 * more)


def passes(rig: ProxyRig, ends: tuple[socket.socket, socket.socket], data: bytes) -> bool:
    """Send a request; tells whether it goes on as it is rather than reading something else."""
    client, server = ends
    client.sendall(data)
    return rig.read(server, len(data)) == data


def replaced(rig: ProxyRig, ends: tuple[socket.socket, socket.socket], data: bytes) -> int:
    """Send a request; gives what it reads instead."""
    client, server = ends
    client.sendall(data)
    out = rig.read(server, len(data))
    assert out != data
    source: int = struct.unpack_from("<I", out, 4)[0]
    return source


WAYS = pytest.mark.parametrize("way", [get_image, shm_get_image, copy_area])
ANSWERED = pytest.mark.parametrize("way", [get_image, shm_get_image])


@WAYS
def test_without_a_ui_everything_passes(rig: ProxyRig, way: Any) -> None:
    assert passes(rig, rig.client(), way(ROOT))


@ANSWERED
def test_with_nothing_of_ours_on_the_screen_images_pass(rig: ProxyRig, told: list[Any], way: Any) -> None:
    ends = rig.client()
    assert passes(rig, ends, way(ROOT))
    assert passes(rig, ends, way(WINDOW))
    assert rig.screen.made == told == []


def test_a_copy_from_the_root_never_passes_as_nothing_would_tell_when_it_is_done(
    rig: ProxyRig, told: list[Any]
) -> None:
    ends = rig.client()
    assert replaced(rig, ends, copy_area(ROOT)) == 0xABC01
    assert passes(rig, ends, copy_area(WINDOW))
    assert told == []


@WAYS
def test_under_a_popup_the_root_is_read_from_a_copy_without_it(rig: ProxyRig, told: list[Any], way: Any) -> None:
    rig.screenshots.cover(POPUP)
    assert replaced(rig, rig.client(), way(ROOT, (90, 90, 200, 200))) == 0xABC01
    assert rig.screen.made == [(ROOT, Rect(90, 90, 200, 200), [Rect(100, 100, 50, 50)])]
    assert told == []


@ANSWERED
def test_a_part_of_the_root_beside_the_popup_passes(rig: ProxyRig, told: list[Any], way: Any) -> None:
    rig.screenshots.cover(POPUP)
    ends = rig.client()
    for rect in ((0, 0, 100, 1080), (150, 0, 10, 1080), (0, 0, 1920, 100), (0, 150, 1920, 10)):
        assert passes(rig, ends, way(ROOT, rect))
    for rect in ((0, 0, 101, 1080), (149, 0, 10, 1080), (0, 0, 1920, 101), (0, 149, 1920, 10)):
        assert replaced(rig, ends, way(ROOT, rect))
    assert told == []


@ANSWERED
@pytest.mark.usefixtures("told")
def test_under_a_popup_another_window_is_read_from_a_copy_as_it_may_be_below_by_then(rig: ProxyRig, way: Any) -> None:
    rig.screenshots.cover(MARK)
    ends = rig.client()
    assert passes(rig, ends, way(WINDOW))
    rig.screenshots.cover(POPUP | {"ask": True})
    rig.screenshots.cover(POPUP)
    rig.screenshots.uncover({"id": "mark-1"})
    assert replaced(rig, ends, way(WINDOW)) == 0xABC01
    rig.screenshots.uncover({"id": "popup"})
    assert passes(rig, ends, way(WINDOW))


@WAYS
def test_what_is_the_uis_is_grey_whatever_is_on_the_screen(rig: ProxyRig, told: list[Any], way: Any) -> None:
    assert replaced(rig, rig.client(), way(PIXMAP_OF_UI, (5, 5, 30, 40))) == 0xDEF01
    assert rig.screen.blanks == [(30, 40)]
    assert told == rig.screen.made == []


@ANSWERED
def test_the_answer_names_the_windows_visual_and_ends_the_copy(rig: ProxyRig, told: list[Any], way: Any) -> None:
    rig.screenshots.cover(POPUP)
    client, server = ends = rig.client()
    assert passes(rig, ends, request(101, 0))
    assert replaced(rig, ends, way(ROOT))
    assert rig.screen.freed == []
    server.sendall(reply(1, 0x5) + reply(2, 0x0, 100))
    assert rig.read(client, 64 + 400) == reply(1, 0x5) + reply(2, 0x21, 100)
    assert rig.screen.freed == [StandIn(0xABC01, 0x21)]
    assert told == []


def test_the_copy_that_a_copy_was_made_from_ends_with_the_next_and_the_last_with_the_client(
    rig: ProxyRig, told: list[Any]
) -> None:
    client, _server = ends = rig.client()
    replaced(rig, ends, copy_area(ROOT))
    assert rig.screen.freed == []
    replaced(rig, ends, copy_area(ROOT))
    assert [one.pixmap for one in rig.screen.freed] == [0xABC01]
    client.close()
    rig.until(lambda: len(rig.screen.freed) == 2, "the end of the copy")
    assert told == []


def test_requests_behind_one_that_stays_keep_their_order(rig: ProxyRig, told: list[Any]) -> None:
    rig.screenshots.cover(POPUP)
    client, server = rig.client()
    rig.screen.answers = False
    client.sendall(get_image(ROOT) + request(101, 7))
    assert rig.silent(server)
    rig.screen.answers = True
    assert rig.read(server, 20 + 4)[-4:] == request(101, 7)
    assert told == []


def test_a_popup_that_asks_waits_for_images_under_way(rig: ProxyRig, told: list[Any]) -> None:
    client, server = ends = rig.client()
    assert passes(rig, ends, get_image(ROOT))
    rig.screenshots.cover(POPUP | {"ask": True})
    rig.turn()
    assert told == []
    server.sendall(reply(1))
    assert rig.read(client, 32) == reply(1)
    rig.until(lambda: told == [{"t": "covered", "id": "popup"}], "the leave to show")


def test_it_does_not_wait_for_ever(rig: ProxyRig, told: list[Any]) -> None:
    assert passes(rig, rig.client(), get_image(ROOT))
    rig.screenshots.cover(POPUP | {"ask": True})
    rig.until(lambda: told == [{"t": "covered", "id": "popup"}], "the leave to show")


def test_nor_for_a_client_that_has_left(rig: ProxyRig, told: list[Any]) -> None:
    client, _server = ends = rig.client()
    assert passes(rig, ends, get_image(ROOT))
    client.close()
    rig.until(lambda: not rig.proxy.connections, "the end of the client")
    rig.screenshots.cover(POPUP | {"ask": True})
    assert told == [{"t": "covered", "id": "popup"}]


def test_marks_are_waited_for_and_the_ui_is_asked_to_hurry(rig: ProxyRig, told: list[Any]) -> None:
    rig.screenshots.cover(MARK)
    client, server = rig.client()
    client.sendall(get_image(ROOT))
    rig.until(lambda: told == [{"t": "hurry"}], "the ui to be asked")
    assert rig.silent(server)
    rig.screenshots.uncover({"id": "mark-1"})
    rig.read(server, 20)
    assert rig.screen.made[0][2] == []
    assert told[0] == {"t": "hurry"}


def test_marks_that_stay_are_left_out_after_a_while_and_then_at_once(rig: ProxyRig, told: list[Any]) -> None:
    rig.screenshots.cover(MARK)
    ends = rig.client()
    assert replaced(rig, ends, get_image(ROOT))
    assert rig.screen.made[0][2] == [Rect(400, 400, 20, 20)]
    began_ns = rig.loop.now_ns()
    assert replaced(rig, ends, get_image(ROOT))
    assert rig.loop.now_ns() - began_ns < 45_000_000
    assert told[0] == {"t": "hurry"}


def test_a_new_ui_has_shown_nothing(rig: ProxyRig, told: list[Any]) -> None:
    rig.screenshots.cover(POPUP)
    rig.screenshots.new_ui([UI_BASE], told.append)
    assert passes(rig, rig.client(), get_image(ROOT))


def test_a_client_that_leaves_while_its_request_stays_is_forgotten(rig: ProxyRig, told: list[Any]) -> None:
    rig.screenshots.cover(POPUP)
    rig.screen.answers = False
    client, _server = rig.client()
    client.sendall(get_image(ROOT))
    rig.turn()
    client.close()
    rig.screen.answers = True
    rig.until(lambda: not rig.proxy.connections, "the end of the client")
    rig.until(lambda: len(rig.screen.freed) == len(rig.screen.made), "the end of the copies")
    assert told == []


@pytest.mark.usefixtures("told")
def test_what_the_ui_says_amiss_is_left_out(rig: ProxyRig) -> None:
    for rects in (None, 7, "x", [[1, 2, 3]], [["a", 0, 1, 1]], [None], {"x": 1}, [[1.5, 0, 1, 1]]):
        rig.screenshots.cover({"id": "odd", "rects": rects})
        rig.screenshots.uncover({"id": "odd"})
    rig.screenshots.cover({})
    rig.screenshots.uncover({})
    assert passes(rig, rig.client(), get_image(ROOT))
