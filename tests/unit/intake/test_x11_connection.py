from __future__ import annotations

import array
import os
import select
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from supervisor.core.input_event import EventKind, InputEvent
from supervisor.intake.pump import READ_BYTES
from supervisor.intake.x11_connection import MAX_QUEUED
from supervisor.wire.x11 import NO_OPERATION, write_setup
from tests.support.proxy_rig import COOKIE, REAL_COOKIE, ProxyRig
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

NOISE = bytes(i * 7 % 256 for i in range(300))
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


def rests(rig: ProxyRig) -> bool:
    """Tell whether nothing wakes the loop before its next timer."""
    rig.turn()
    rung: list[bool] = []
    rig.loop.after(0.05, lambda: rung.append(True))
    rig.loop.turn(1.0)
    return bool(rung)


def open_descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


# -- what is not input flows untouched


@BOTH
def test_bytes_that_are_not_input_flow_untouched_both_ways(rig: ProxyRig, big_endian: bool) -> None:
    client, server = rig.client(big_endian=big_endian)
    sent = b"".join(request((1, 2, 55, 72)[i % 4], i, NOISE[i : 5 * i], big_endian=big_endian) for i in range(60))
    client.sendall(sent)
    assert rig.read(server, len(sent)) == sent
    server.sendall(sent[::-1])
    assert rig.read(client, len(sent)) == sent[::-1]
    assert rig.gate.asked == []


def test_a_big_image_passes_though_it_is_longer_than_what_is_kept(rig: ProxyRig) -> None:
    client, server = rig.client()
    image = big_requests_enable() + request(72, 0, NOISE * 10_000, big_form=True)
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
                socket.send_fds(source, [request(55, number, bytes(8))], [opened.fileno()])
            source.sendall(request(1, 0, bytes(4)))
        got, fds = rig.read_fds(target, 3 * 20, 3)
        names = [read_all(fd) for fd in fds]
        assert names == [file.name for file in files]
        assert got == b"".join(request(55, i, bytes(8)) + request(1, 0, bytes(4)) for i in range(3))


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
    plain = request(1, 0, bytes(12), big_endian=big_endian)
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
    client.sendall(big_requests_enable() + fake_input(KEY_PRESS, 38, big_form=True) + request(1, 0))
    got = rig.read(server, 4 + 40 + 4)
    assert got == big_requests_enable() + request(NO_OPERATION, 0, bytes(32), big_form=True) + request(1, 0)


def test_a_held_request_holds_what_follows_and_no_other_client(rig: ProxyRig) -> None:
    held, held_server = rig.client()
    free, free_server = rig.client()
    held.sendall(request(1, 0) + fake_input(KEY_PRESS, 38) + request(2, 0))
    assert rig.read(held_server, 4) == request(1, 0)
    assert rig.silent(held_server)
    free.sendall(request(3, 0))
    assert rig.read(free_server, 4) == request(3, 0)
    held_server.sendall(b"an event for the held client....")
    assert rig.read(held, 32).startswith(b"an event")
    ((source, event, expired),) = rig.gate.asked
    assert (event, expired) == (InputEvent(EventKind.KEY_PRESS, 38), False)
    source.finish()
    assert rig.read(held_server, 40) == no_operation(36) + request(2, 0)


def test_finishing_from_inside_submit_walks_on_without_recursion(rig: ProxyRig) -> None:
    rig.gate.holds = False
    client, server = rig.client()
    client.sendall(fake_input(KEY_PRESS, 38) * 1500)
    rig.read(server, 36 * 1500)
    assert len(rig.gate.asked) == 1500
    assert rig.gate.deepest == 1


def test_finishing_twice_changes_nothing(rig: ProxyRig) -> None:
    client, server = rig.client()
    client.sendall(fake_input(KEY_PRESS, 38) + request(1, 0))
    rig.until(lambda: rig.gate.asked, "the key")
    source = rig.gate.asked[0][0]
    source.finish()
    source.finish()
    assert rig.read(server, 40) == no_operation(36) + request(1, 0)


def test_the_same_words_in_pieces_are_understood(rig: ProxyRig) -> None:
    rig.gate.holds = False
    client, server = rig.client()
    words = request(1, 0, bytes(8)) + fake_input(KEY_PRESS, 38) + request(72, 0, bytes(40))
    for i in range(len(words)):
        client.sendall(words[i : i + 1])
        rig.loop.turn(0.01)
    assert rig.read(server, len(words)) == request(1, 0, bytes(8)) + no_operation(36) + request(72, 0, bytes(40))
    assert len(rig.gate.asked) == 1


def test_broken_input_is_refused_and_the_client_goes_on(rig: ProxyRig) -> None:
    client, server = rig.client()
    client.sendall(request(XTEST, 2, bytes(8)) + request(1, 0))
    assert rig.read(server, 16) == no_operation(12) + request(1, 0)
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
    assert rig.read(server, len(change)) == change
    rig.until(lambda: rig.gate.asked, "the key")
    assert rig.gate.remaps == [(250, ((0xFF0D, 0),))]


# -- has the server taken what came before?


def test_the_server_has_settled_when_it_has_read_all_that_came_before(rig: ProxyRig) -> None:
    client, server = rig.client()
    client.sendall(request(1, 0) + fake_input(KEY_PRESS, 38))
    rig.until(lambda: rig.gate.asked, "the key")
    source = rig.gate.asked[0][0]
    assert not source.settled()
    rig.read(server, 4)
    assert source.settled()


def test_asking_a_client_whose_server_is_gone_is_no_error(rig: ProxyRig) -> None:
    client, server = rig.client()
    words = memoryview(request(2, 0, bytes(996)) * 240 + fake_input(KEY_PRESS, 38))

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
    client.sendall(request(1, 0) + fake_input(KEY_PRESS, 38))
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


# -- clients that leave


def test_a_client_that_leaves_while_held_is_told_once_and_the_loop_rests(rig: ProxyRig) -> None:
    client, _server = rig.client()
    client.sendall(fake_input(KEY_PRESS, 38))
    rig.until(lambda: rig.gate.asked, "the key")
    source = rig.gate.asked[0][0]
    stayed = not source.gone
    client.close()
    rig.until(lambda: rig.gate.gone_sources, "word that it left")
    assert (stayed, source.gone) == (True, True)
    assert rests(rig), "an end that nobody waits for must not wake the loop"
    assert rig.gate.gone_sources == [source]
    source.finish()
    assert not rig.proxy.connections


def test_a_client_that_writes_much_and_leaves_while_held_does_not_spin_the_loop(rig: ProxyRig) -> None:
    client, _server = rig.client()
    client.sendall(fake_input(KEY_PRESS, 38))
    rig.until(lambda: rig.gate.asked, "the key")
    fill = request(2, 0, bytes(60_000))
    for _ in range(200):
        if not select.select([], [client], [], 0)[1]:
            break
        client.send(fill)
        rig.loop.turn(0.001)
    client.close()
    rig.until(lambda: rig.gate.gone_sources, "word that it left")
    assert rests(rig)


def test_what_a_client_wrote_before_it_left_is_all_carried_out(rig: ProxyRig) -> None:
    rig.gate.holds = False
    client, server = rig.client()
    server.sendall(b"an event that nobody will read..")
    client.sendall(fake_input(KEY_PRESS, 38) * 4000)
    client.close()
    rig.read(server, 36 * 4000)
    assert len(rig.gate.asked) == 4000
    rig.until(lambda: rig.ended(server), "the end at the server")
    assert not rig.proxy.connections
    assert rig.unregistered == 1


def test_a_client_that_does_not_listen_any_more_is_still_heard(rig: ProxyRig) -> None:
    rig.gate.holds = False
    client, server = rig.client()
    client.shutdown(socket.SHUT_RD)
    server.sendall(b"an event that nobody will read..")
    rig.turn()
    client.sendall(fake_input(KEY_PRESS, 38))
    assert rig.read(server, 36) == no_operation(36)


def test_a_client_that_leaves_with_half_a_request_is_just_gone(rig: ProxyRig) -> None:
    client, server = rig.client()
    client.sendall(fake_input(KEY_PRESS, 38)[:20])
    client.close()
    rig.until(lambda: not rig.proxy.connections, "the end")
    assert rig.ended(server)
    assert rig.gate.asked == []


def test_a_server_that_closes_ends_the_client_and_cancels_what_was_held(rig: ProxyRig) -> None:
    client, server = rig.client()
    client.sendall(fake_input(KEY_PRESS, 38))
    rig.until(lambda: rig.gate.asked, "the key")
    server.sendall(b"a last word.....................")
    server.close()
    assert rig.read(client, 32).startswith(b"a last word")
    rig.until(lambda: not rig.proxy.connections, "the end")
    assert rig.gate.gone_sources == [rig.gate.asked[0][0]]
    assert rig.ended(client)


# -- bounds


def test_a_held_client_is_not_read_past_the_bound(rig: ProxyRig) -> None:
    client, server = rig.client()
    client.sendall(fake_input(KEY_PRESS, 38))
    rig.until(lambda: rig.gate.asked, "the key")
    chunk = request(2, 0, bytes(65_532))
    written = 0
    for _ in range(300):
        rig.loop.turn(0)
        if select.select([], [client], [], 0)[1]:
            written += client.send(chunk[written % len(chunk) :])
    kept = len(rig.connection()._to_server.data)
    assert MAX_QUEUED < kept <= MAX_QUEUED + READ_BYTES
    assert written < 4 * MAX_QUEUED
    rig.gate.asked[0][0].finish()
    got = 0

    def drain() -> bool:
        nonlocal got
        if select.select([server], [], [], 0)[0]:
            got += len(server.recv(1 << 20))
        return got >= 36 + written

    rig.until(drain, "everything that was kept")


def test_a_client_that_reads_nothing_does_not_make_us_read_its_server_past_the_bound(rig: ProxyRig) -> None:
    _client, server = rig.client()
    for _ in range(300):
        rig.loop.turn(0)
        if select.select([], [server], [], 0)[1]:
            server.send(bytes(65_536))
    assert len(rig.connection()._to_client.data) <= MAX_QUEUED + READ_BYTES


def test_attack_input_of_endless_length_ends_the_client_instead_of_hanging_it(rig: ProxyRig) -> None:
    client, server = rig.client()
    endless = big_requests_enable() + request(25, 0, bytes(MAX_QUEUED + 2 * READ_BYTES), big_form=True)
    rest = memoryview(endless)

    def push() -> bool:
        nonlocal rest
        if rest and rig.proxy.connections and select.select([], [client], [], 0)[1]:
            rest = rest[client.send(rest) :]
        return not rig.proxy.connections

    rig.until(push, "the end")
    assert rig.read(server, 4) == big_requests_enable()
    assert rig.ended(server)


def test_attack_a_zero_length_before_big_requests_ends_the_client(rig: ProxyRig) -> None:
    client, server = rig.client()
    client.sendall(fake_input(KEY_PRESS, 38, big_form=True))
    rig.until(lambda: not rig.proxy.connections, "the end")
    assert rig.ended(server)
    assert rig.gate.asked == []


def test_attack_descriptors_that_were_cut_off_end_the_client(rig: ProxyRig) -> None:
    client, server = rig.client()
    read, write = os.pipe()
    many = array.array("i", [read] * 40)
    client.sendmsg([request(1, 0)], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, many)])
    before = open_descriptors()
    rig.until(lambda: not rig.proxy.connections, "the end")
    assert rig.ended(server)
    assert open_descriptors() < before, "none of the descriptors stayed open"
    os.close(read)
    os.close(write)


def test_descriptors_of_the_server_that_were_cut_off_end_only_that_client(rig: ProxyRig) -> None:
    _client, server = rig.client()
    other, other_server = rig.client()
    many = array.array("i", [server.fileno()] * 40)
    server.sendmsg([bytes(32)], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, many)])
    rig.until(lambda: len(rig.proxy.connections) == 1, "the end of one")
    other.sendall(request(1, 0))
    assert rig.read(other_server, 4) == request(1, 0)


# -- connection setup, stop


def test_attack_a_wrong_cookie_is_refused_with_a_reason_and_no_server_is_called(rig: ProxyRig) -> None:
    for name, data in [
        (b"MIT-MAGIC-COOKIE-1", b"another cookie.."),
        (b"MIT-MAGIC-COOKIE-1", b""),
        (b"XDM-AUTHORIZATION-1", COOKIE),
        (b"", b""),
    ]:
        client = rig.connect()
        client.send(write_setup(big_endian=True, auth_name=name, auth_data=data))
        answer = rig.read(client, 8)
        assert answer[0] == 0
        reason = rig.read(client, int.from_bytes(answer[6:8], "big") * 4)
        assert b"cookie" in reason
        assert rig.ended(client)
    assert rig.servers == []
    assert not rig.proxy.connections


@pytest.mark.parametrize("words", [b"GET / HTTP/1.1\r\n", b"l" * 9000])
def test_attack_words_that_are_no_setup_end_the_client(rig: ProxyRig, words: bytes) -> None:
    client = rig.connect()
    client.send(words)
    rig.until(lambda: rig.ended(client), "the end")
    assert rig.servers == []


def test_a_client_that_leaves_during_the_setup_is_forgotten(rig: ProxyRig) -> None:
    client = rig.connect()
    client.send(b"l\0\x0b\0")
    rig.until(lambda: rig.proxy.connections, "the connection")
    client.close()
    rig.until(lambda: not rig.proxy.connections, "the end")


def test_without_a_real_server_a_client_is_refused(rig: ProxyRig) -> None:
    rig.server_answers = False
    client = rig.connect()
    client.send(write_setup(big_endian=False, auth_name=b"MIT-MAGIC-COOKIE-1", auth_data=COOKIE))
    assert rig.read(client, 1) == b"\0"


def test_no_byte_flows_before_a_stop_could_shut_the_connection_down(rig: ProxyRig) -> None:
    rig.human_answers = False
    client = rig.connect()
    client.send(write_setup(big_endian=False, auth_name=b"MIT-MAGIC-COOKIE-1", auth_data=COOKIE) + request(1, 0))
    rig.until(lambda: rig.held_back, "the registration")
    assert rig.silent(rig.servers[0])
    rig.held_back[0]()
    assert rig.read(rig.servers[0], 12)[:1] == b"l"


def test_a_registration_that_is_answered_after_the_client_left_is_no_error(rig: ProxyRig) -> None:
    rig.human_answers = False
    client = rig.connect()
    client.send(write_setup(big_endian=False, auth_name=b"MIT-MAGIC-COOKIE-1", auth_data=COOKIE))
    rig.until(lambda: rig.held_back, "the registration")
    client.close()
    rig.turn()
    rig.held_back[0]()
    rig.until(lambda: not rig.proxy.connections, "the end")
    assert rig.unregistered == 1


def test_descriptors_that_come_with_the_greeting_go_on_with_what_followed_it(rig: ProxyRig) -> None:
    client = rig.connect()
    read, write = os.pipe()
    client.send(write_setup(big_endian=False, auth_name=b"MIT-MAGIC-COOKIE-1", auth_data=COOKIE))
    socket.send_fds(client, [request(55, 0)], [read])
    rig.until(lambda: rig.servers, "the server")
    greeting = write_setup(big_endian=False, auth_name=b"MIT-MAGIC-COOKIE-1", auth_data=REAL_COOKIE)
    data, fds = rig.read_fds(rig.servers[0], len(greeting) + 4, 1)
    assert data.endswith(request(55, 0))
    for fd in (read, write, *fds):
        os.close(fd)


def test_after_a_stop_nothing_flows_and_new_clients_are_refused(rig: ProxyRig) -> None:
    rig.gate.holds = False
    client, server = rig.client()
    rig.latch = True
    client.sendall(request(1, 0) + fake_input(KEY_PRESS, 38))
    assert rig.silent(server)
    late = rig.connect()
    late.send(write_setup(big_endian=False, auth_name=b"MIT-MAGIC-COOKIE-1", auth_data=COOKIE))
    assert rig.read(late, 1) == b"\0"
    server.shutdown(socket.SHUT_RDWR)
    rig.until(lambda: not rig.proxy.connections, "the end")
