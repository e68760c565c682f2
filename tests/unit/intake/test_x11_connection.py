from __future__ import annotations

import contextlib
import os
import select
import socket
from typing import TYPE_CHECKING

import pytest

from supervisor.core.input_event import EventKind, InputEvent
from supervisor.intake.pump import READ_BYTES
from supervisor.wire.x11 import NO_OPERATION
from tests.support.proxy_rig import ProxyRig
from tests.support.x11_bytes import (
    BUTTON_PRESS,
    KEY_PRESS,
    KEY_RELEASE,
    XINPUT,
    XTEST,
    big_requests_enable,
    change_keyboard,
    core_event,
    fake_input,
    request,
    send_event,
    warp_pointer,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOISE = bytes(i * 7 % 256 for i in range(300))
OWN_ID = (1 << 21 | 5).to_bytes(4, "little")
"""Something that the first client has made."""
BOTH = pytest.mark.parametrize("big_endian", [False, True], ids=["little", "big"])


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[ProxyRig]:
    with ProxyRig(tmp_path) as made:
        yield made


def no_operation(length: int, *, big_endian: bool = False) -> bytes:
    return request(NO_OPERATION, 0, bytes(length - 4), big_endian=big_endian)


def read_all(fd: int) -> str:
    with os.fdopen(fd) as opened:
        return opened.read()


# -- what is not input flows untouched


@BOTH
def test_bytes_that_are_not_input_flow_untouched_both_ways(rig: ProxyRig, big_endian: bool) -> None:
    client, server = rig.client(big_endian=big_endian)
    sent = b"".join(request((101, 43, 55, 119)[i % 4], i, NOISE[i : 5 * i], big_endian=big_endian) for i in range(60))
    client.sendall(sent)
    assert rig.read(server, len(sent)) == sent
    server.sendall(sent[::-1])
    assert rig.read(client, len(sent)) == sent[::-1]
    assert rig.gate.asked == []


def test_a_big_image_passes_though_it_is_longer_than_what_is_kept(rig: ProxyRig) -> None:
    client, server = rig.client()
    image = big_requests_enable() + request(72, 0, OWN_ID + NOISE * 10_000, big_form=True)
    rest = memoryview(image)
    got = bytearray()

    def pump() -> bool:
        nonlocal rest
        if rest and select.select([], [client], [], 0)[1]:
            rest = rest[client.send(rest) :]
        if select.select([server], [], [], 0)[0]:
            got.extend(server.recv(1 << 20))
        return len(got) >= len(image)

    rig.until(pump, "the image")
    assert got == image


def test_descriptors_travel_with_their_bytes_in_order_both_ways(rig: ProxyRig, tmp_path: Path) -> None:
    client, server = rig.client()
    for source, target in ((client, server), (server, client)):
        files = [tmp_path / f"{source.fileno()}-{i}" for i in range(3)]
        for number, file in enumerate(files):
            file.write_text(file.name)
            with file.open() as opened:
                socket.send_fds(source, [request(55, number, bytes(28))], [opened.fileno()])
            source.sendall(request(101, 0, bytes(28)))
        got, fds = rig.read_fds(target, 3 * 64, 3)
        names = [read_all(fd) for fd in fds]
        assert names == [file.name for file in files]
        assert got == b"".join(request(55, i, bytes(28)) + request(101, 0, bytes(28)) for i in range(3))


def test_a_descriptor_behind_a_held_request_waits_and_is_not_lost(rig: ProxyRig, tmp_path: Path) -> None:
    client, server = rig.client()
    (tmp_path / "file").write_text("x")
    client.sendall(fake_input(KEY_PRESS, 38))
    with (tmp_path / "file").open() as opened:
        socket.send_fds(client, [request(55, 0)], [opened.fileno()])
    rig.until(lambda: rig.gate.asked, "the key")
    assert rig.silent(server)
    rig.gate.asked[0][0].finish()
    # The kernel may hand a descriptor over with bytes that were written just before its own: early is harmless.
    data, fds = rig.read_fds(server, 40, 1)
    assert (data, read_all(fds[0])) == (no_operation(36) + request(55, 0), "x")


# -- input stops at the gate


@BOTH
def test_input_never_reaches_the_server_and_a_no_operation_of_equal_length_takes_its_place(
    rig: ProxyRig, big_endian: bool
) -> None:
    rig.gate.holds = False
    client, server = rig.client(big_endian=big_endian)
    inputs = [
        fake_input(KEY_PRESS, 38, big_endian=big_endian),
        send_event(9, core_event(BUTTON_PRESS, 1, big_endian=big_endian), big_endian=big_endian),
        warp_pointer(1, 2, window=3, big_endian=big_endian),
        fake_input(KEY_RELEASE, 38, big_endian=big_endian),
    ]
    plain = request(101, 0, bytes(12), big_endian=big_endian)
    client.sendall(b"".join(i + plain for i in inputs))
    wanted = b"".join(no_operation(len(i), big_endian=big_endian) + plain for i in inputs)
    assert rig.read(server, len(wanted)) == wanted
    assert [event.kind for _source, event, _expired in rig.gate.asked] == [
        EventKind.KEY_PRESS,
        EventKind.BUTTON_PRESS,
        EventKind.MOTION,
        EventKind.KEY_RELEASE,
    ]


def test_a_big_form_input_is_replaced_by_a_big_form_no_operation(rig: ProxyRig) -> None:
    rig.gate.holds = False
    client, server = rig.client()
    client.sendall(big_requests_enable() + fake_input(KEY_PRESS, 38, big_form=True) + request(101, 0))
    got = rig.read(server, 4 + 40 + 4)
    assert got == big_requests_enable() + request(NO_OPERATION, 0, bytes(32), big_form=True) + request(101, 0)


def test_a_held_request_holds_what_follows_and_no_other_client(rig: ProxyRig) -> None:
    held, held_server = rig.client()
    free, free_server = rig.client()
    held.sendall(request(101, 0) + fake_input(KEY_PRESS, 38) + request(101, 0))
    assert rig.read(held_server, 4) == request(101, 0)
    assert rig.silent(held_server)
    free.sendall(request(3, 0))
    assert rig.read(free_server, 4) == request(3, 0)
    held_server.sendall(b"an event for the held client....")
    assert rig.read(held, 32).startswith(b"an event")
    ((source, event, expired),) = rig.gate.asked
    assert (event, expired) == (InputEvent(EventKind.KEY_PRESS, 38), False)
    source.finish()
    assert rig.read(held_server, 40) == no_operation(36) + request(101, 0)


def test_finishing_from_inside_submit_walks_on_without_recursion(rig: ProxyRig) -> None:
    rig.gate.holds = False
    client, server = rig.client()
    client.sendall(fake_input(KEY_PRESS, 38) * 1500)
    rig.read(server, 36 * 1500)
    assert len(rig.gate.asked) == 1500
    assert rig.gate.deepest == 1


def test_finishing_twice_changes_nothing(rig: ProxyRig) -> None:
    client, server = rig.client()
    client.sendall(fake_input(KEY_PRESS, 38) + request(101, 0))
    rig.until(lambda: rig.gate.asked, "the key")
    source = rig.gate.asked[0][0]
    source.finish()
    source.finish()
    assert rig.read(server, 40) == no_operation(36) + request(101, 0)


def test_the_same_words_in_pieces_are_understood(rig: ProxyRig) -> None:
    rig.gate.holds = False
    client, server = rig.client()
    words = request(101, 0, bytes(8)) + fake_input(KEY_PRESS, 38) + request(72, 0, OWN_ID + bytes(36))
    for i in range(len(words)):
        client.sendall(words[i : i + 1])
        rig.loop.turn(0.01)
    assert rig.read(server, len(words)) == request(101, 0, bytes(8)) + no_operation(36) + request(
        72, 0, OWN_ID + bytes(36)
    )
    assert len(rig.gate.asked) == 1


def test_broken_input_is_refused_and_the_client_goes_on(rig: ProxyRig) -> None:
    client, server = rig.client()
    client.sendall(request(XTEST, 2, bytes(8)) + request(101, 0))
    assert rig.read(server, 16) == no_operation(12) + request(101, 0)
    assert rig.gate.broken == ["a FakeInput is not made of whole events"]


def test_other_requests_of_a_watched_extension_pass(rig: ProxyRig) -> None:
    client, server = rig.client()
    query = request(XINPUT, 47, bytes(8))
    client.sendall(query)
    assert rig.read(server, len(query)) == query


def test_a_changed_keyboard_is_told_before_the_key_that_uses_it_and_reaches_the_server(rig: ProxyRig) -> None:
    client, server = rig.client()
    change = change_keyboard(250, ((0xFF0D, 0),))
    client.sendall(change + fake_input(KEY_PRESS, 250))
    rig.until(lambda: rig.gate.asked, "the change")
    source, event, _ = rig.gate.asked[0]
    assert (event.kind, event.detail, event.raw) == (EventKind.REMAP, 250, change)
    source.finish()
    assert rig.read(server, len(change))[0] == NO_OPERATION, "the gate makes the change, in order with the keys"
    assert [event.kind for _, event, _ in rig.gate.asked] == [EventKind.REMAP, EventKind.KEY_PRESS]


# -- has the server taken what came before?


def test_the_server_has_settled_when_it_has_read_all_that_came_before(rig: ProxyRig) -> None:
    client, server = rig.client()
    client.sendall(request(101, 0) + fake_input(KEY_PRESS, 38))
    rig.until(lambda: rig.gate.asked, "the key")
    source = rig.gate.asked[0][0]
    assert not source.settled()
    rig.read(server, 4)
    assert source.settled()


def test_asking_a_client_whose_server_is_gone_is_no_error(rig: ProxyRig) -> None:
    client, server = rig.client()
    words = memoryview(request(101, 0, bytes(996)) * 240 + fake_input(KEY_PRESS, 38))

    def write() -> bool:
        nonlocal words
        if words and select.select([], [client], [], 0)[1]:
            words = words[client.send(words) :]
        return bool(rig.gate.asked)

    rig.until(write, "the key")
    assert rig.connection()._cleared, "the server has not taken everything"
    server.close()
    assert rig.gate.asked[0][0].settled()
    rig.until(lambda: not rig.proxy.connections, "the end")
    assert rig.gate.asked[0][0].settled()
    rig.gate.asked[0][0].finish()


def test_no_question_is_raised_for_a_client_whose_server_is_gone(rig: ProxyRig) -> None:
    client, server = rig.client()
    server.close()
    client.sendall(request(101, 0) + fake_input(KEY_PRESS, 38))
    rig.until(lambda: not rig.proxy.connections, "the end")
    held = [source for source, _event, _expired in rig.gate.asked if source not in rig.gate.gone_sources]
    assert held == []


# -- queued input expires


def test_what_was_written_behind_a_held_request_expires_and_what_comes_later_does_not(rig: ProxyRig) -> None:
    client, _server = rig.client()
    client.sendall(fake_input(KEY_PRESS, 38) + fake_input(KEY_PRESS, 39))
    rig.until(lambda: rig.gate.asked, "the key")
    client.sendall(fake_input(KEY_PRESS, 40))
    rig.gate.asked[0][0].mark_expired()
    client.sendall(fake_input(KEY_PRESS, 41))
    for _ in range(4):
        rig.gate.asked[-1][0].finish()
        rig.turn()
    assert [(event.detail, expired) for _source, event, expired in rig.gate.asked] == [
        (38, False),
        (39, True),
        (40, True),
        (41, False),
    ]


def test_all_that_lies_in_the_socket_expires_not_only_the_first_read(rig: ProxyRig) -> None:
    client, _server = rig.client()
    client.sendall(fake_input(KEY_PRESS, 38))
    rig.until(lambda: rig.gate.asked, "the key")
    burst = fake_input(KEY_PRESS, 39) * (2 * READ_BYTES // 36)
    client.sendall(burst)
    rig.gate.asked[0][0].mark_expired()
    rig.gate.holds = False
    rig.gate.asked[0][0].finish()
    rig.until(lambda: len(rig.gate.asked) == 1 + len(burst) // 36, "the burst")
    assert all(expired for _source, _event, expired in rig.gate.asked[1:])


def test_what_a_client_wrote_beyond_what_is_read_ahead_expires_too(rig: ProxyRig) -> None:
    client, server = rig.client()
    client.setblocking(False)
    server.setblocking(False)
    key = fake_input(KEY_PRESS, 38)
    flood, sent = key * 100_000, 0
    with contextlib.suppress(BlockingIOError):
        while True:
            sent += client.send(flood[sent:])
            rig.turn()
    rig.gate.asked[0][0].mark_expired()
    assert sent > rig.connection()._offset + 256 * 1024, "more than is read ahead"
    rig.gate.holds = False
    rig.gate.asked[0][0].finish()

    def served() -> bool:
        with contextlib.suppress(BlockingIOError):
            server.recv(1 << 20)
        return len(rig.gate.asked) == sent // len(key)

    rig.until(served, "all of it to be served")
    assert all(expired for _source, _event, expired in rig.gate.asked[1:])
    client.sendall(flood[sent : sent - sent % len(key) + len(key)] + key)
    before = len(rig.gate.asked)
    rig.until(lambda: len(rig.gate.asked) >= before + 1 and rig.gate.asked[-1][2] is False, "later input to be fresh")
