from __future__ import annotations

import array
import os
import select
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from supervisor.intake.pump import READ_BYTES
from supervisor.intake.x11_connection import MAX_QUEUED
from supervisor.wire.x11 import NO_OPERATION, write_setup
from tests.support.proxy_rig import COOKIE, ID_MASK, REAL_COOKIE, ProxyRig
from tests.support.x11_bytes import (
    KEY_PRESS,
    big_requests_enable,
    fake_input,
    request,
    setup_reply,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[ProxyRig]:
    with ProxyRig(tmp_path) as made:
        yield made


def no_operation(length: int, *, big_endian: bool = False) -> bytes:
    return request(NO_OPERATION, 0, bytes(length - 4), big_endian=big_endian)


def rests(rig: ProxyRig) -> bool:
    """Tell whether nothing wakes the loop before its next timer."""
    rig.turn()
    rung: list[bool] = []
    rig.loop.after(0.05, lambda: rung.append(True))
    rig.loop.turn(1.0)
    return bool(rung)


def open_descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


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
    fill = request(101, 0, bytes(60_000))
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
    chunk = request(101, 0, bytes(65_532))
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
    endless = big_requests_enable() + request(
        25, 0, bytes(8) + bytes([KEY_PRESS]) + bytes(MAX_QUEUED + 2 * READ_BYTES), big_form=True
    )
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
    client.sendmsg([request(101, 0)], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, many)])
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
    other.sendall(request(101, 0))
    assert rig.read(other_server, 4) == request(101, 0)


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
    client.send(write_setup(big_endian=False, auth_name=b"MIT-MAGIC-COOKIE-1", auth_data=COOKIE) + request(101, 0))
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
    _, fds = rig.read_fds(rig.servers[0], len(greeting), 1)
    rig.servers[0].sendall(setup_reply(1 << 21, ID_MASK))
    assert rig.read(rig.servers[0], 4) == request(55, 0)
    for fd in (read, write, *fds):
        os.close(fd)


@pytest.mark.parametrize("big_endian", [False, True])
def test_no_request_is_looked_at_before_the_server_has_said_who_the_client_is(
    rig: ProxyRig, big_endian: bool
) -> None:
    client = rig.connect()
    greeting = write_setup(big_endian=big_endian, auth_name=b"MIT-MAGIC-COOKIE-1", auth_data=COOKIE)
    client.send(greeting + request(101, 0, big_endian=big_endian))
    rig.until(lambda: rig.servers, "the server")
    server = rig.servers[0]
    wanted = write_setup(big_endian=big_endian, auth_name=b"MIT-MAGIC-COOKIE-1", auth_data=REAL_COOKIE)
    assert rig.read(server, len(wanted)) == wanted
    hello = setup_reply(5 << 21, ID_MASK, big_endian=big_endian)
    server.sendall(hello[:100])
    assert rig.silent(server)
    assert rig.silent(client)
    server.sendall(hello[100:])
    assert rig.read(server, 4) == request(101, 0, big_endian=big_endian)
    assert rig.read(client, len(hello)) == hello
    told = rig.connection().hello
    assert told is not None
    assert told.owns((5 << 21) + 7)
    assert not told.owns((4 << 21) + 7)


def test_what_a_client_wrote_before_it_left_is_carried_out_when_the_server_answers_late(rig: ProxyRig) -> None:
    client = rig.connect()
    greeting = write_setup(big_endian=False, auth_name=b"MIT-MAGIC-COOKIE-1", auth_data=COOKIE)
    client.send(greeting + request(101, 0))
    client.close()
    rig.until(lambda: rig.servers, "the server")
    server = rig.servers[0]
    rig.read(server, len(write_setup(big_endian=False, auth_name=b"MIT-MAGIC-COOKIE-1", auth_data=REAL_COOKIE)))
    assert rig.silent(server)
    server.sendall(setup_reply(1 << 21, ID_MASK))
    assert rig.read(server, 4) == request(101, 0)
    rig.until(lambda: not rig.proxy.connections, "the end")


def test_after_a_stop_nothing_flows_and_new_clients_are_refused(rig: ProxyRig) -> None:
    rig.gate.holds = False
    client, server = rig.client()
    rig.latch = True
    client.sendall(request(101, 0) + fake_input(KEY_PRESS, 38))
    assert rig.silent(server)
    late = rig.connect()
    late.send(write_setup(big_endian=False, auth_name=b"MIT-MAGIC-COOKIE-1", auth_data=COOKIE))
    assert rig.read(late, 1) == b"\0"
    server.shutdown(socket.SHUT_RDWR)
    rig.until(lambda: not rig.proxy.connections, "the end")


def test_attack_a_held_client_whose_server_has_left_does_not_end_the_service(rig: ProxyRig) -> None:
    """The gate expires what is behind the held request when it hears of the end: the socket is closed by then."""
    client, server = rig.client()
    client.send(fake_input(KEY_PRESS, 38))
    rig.until(lambda: rig.gate.asked, "the press at the gate")
    server.close()
    rig.until(lambda: rig.gate.gone_sources, "the end at the gate")
    (source,) = rig.gate.gone_sources
    source.mark_expired()
    assert source.gone
