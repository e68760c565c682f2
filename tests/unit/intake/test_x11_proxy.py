from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

import pytest

from supervisor.intake.x11_proxy import MAX_CLIENTS, MAX_QUEUED_FDS
from tests.support.proxy_rig import COOKIE, ROOT, ProxyRig
from tests.support.x11_bytes import KEY_PRESS, fake_input, request

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[ProxyRig]:
    with ProxyRig(tmp_path) as made:
        yield made


def test_only_the_proxys_own_cookie_opens_the_door(rig: ProxyRig) -> None:
    assert rig.proxy.authorised(b"MIT-MAGIC-COOKIE-1", COOKIE)
    for name, data in [
        (b"MIT-MAGIC-COOKIE-1", COOKIE[:-1]),
        (b"MIT-MAGIC-COOKIE-1", COOKIE + b"\0"),
        (b"MIT-MAGIC-COOKIE-1", b""),
        (b"mit-magic-cookie-1", COOKIE),
        (b"", b""),
    ]:
        assert not rig.proxy.authorised(name, data)


def test_it_is_known_whose_client_made_a_resource(rig: ProxyRig) -> None:
    client, _server = rig.client()
    (connection,) = rig.proxy.connections
    assert connection.hello is not None
    base = connection.hello.resource_base
    assert rig.proxy.owner_of(base | 7) == os.getpid()
    assert rig.proxy.owner_of(ROOT) == 0
    client.close()
    rig.until(lambda: rig.proxy.owner_of(base | 7) == 0, "the end of the client")


def test_many_clients_have_a_connection_each(rig: ProxyRig) -> None:
    pairs = [rig.client() for _ in range(20)]
    for number, (client, _server) in enumerate(pairs):
        client.sendall(request(101, number))
    assert [rig.read(server, 4)[1] for _client, server in pairs] == list(range(20))
    assert len(rig.proxy.connections) == 20


def test_attack_an_agent_with_more_connections_than_it_may_have_leaves_descriptors_for_others(rig: ProxyRig) -> None:
    ends = [rig.connect() for _ in range(MAX_CLIENTS + 1)]
    rig.until(lambda: rig.ended(ends[-1]), "the last one to be turned away")
    assert len(rig.proxy.connections) == MAX_CLIENTS


def test_attack_descriptors_queued_behind_held_requests_are_bounded(rig: ProxyRig) -> None:
    clients = [rig.client()[0] for _ in range(20)]
    for client in clients:
        client.sendall(fake_input(KEY_PRESS, 38))
    rig.until(lambda: len(rig.gate.asked) == len(clients), "the keys")
    for client in clients:
        socket.send_fds(client, [request(101, 0)], [client.fileno()] * 14)
    rig.turn(40)
    assert sum(connection.queued_fds for connection in rig.proxy.connections) <= MAX_QUEUED_FDS
    assert rig.proxy.connections, "the others live"


def test_closing_ends_every_client_on_both_sides_and_cancels_what_was_held(rig: ProxyRig) -> None:
    pairs = [rig.client() for _ in range(3)]
    pairs[0][0].sendall(fake_input(KEY_PRESS, 38))
    rig.until(lambda: rig.gate.asked, "the key")
    rig.proxy.close()
    assert all(rig.ended(end) for pair in pairs for end in pair)
    assert rig.gate.gone_sources == [rig.gate.asked[0][0]]
    assert rig.unregistered == 3
    with pytest.raises(OSError, match="refused"):
        rig.connect()


def test_finishing_after_the_end_is_no_error(rig: ProxyRig) -> None:
    client, _server = rig.client()
    client.sendall(fake_input(KEY_PRESS, 38))
    rig.until(lambda: rig.gate.asked, "the key")
    rig.proxy.close()
    rig.proxy.close()
    rig.gate.asked[0][0].finish()
    rig.gate.asked[0][0].mark_expired()
