from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING

import pytest

from supervisor.core.assessment import Tier
from supervisor.external_judge.endpoint import Endpoint, EndpointError
from tests.support.chat_server import ChatServer, completion, make_certificate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEY = "sk-do-not-tell"
LIMIT_S = 30.0


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with ChatServer() as running:
        yield running


def ask(server: ChatServer, limit_s: float = LIMIT_S) -> tuple[Tier | None, str]:
    opinion = Endpoint(server.url, "m", KEY).ask('{"action": "click"}', limit_s)
    return opinion.tier, opinion.words


def why_not(server: ChatServer, limit_s: float = LIMIT_S) -> str:
    with pytest.raises(EndpointError) as caught:
        ask(server, limit_s)
    said = str(caught.value)
    assert KEY not in said
    assert "hostile" not in said
    return said


def test_the_question_the_model_and_the_key_go_to_the_named_place(server: ChatServer) -> None:
    server.answers("high_risk", "it sends")
    assert ask(server) == (Tier.HIGH_RISK, "it sends")
    (seen,) = server.seen
    assert seen.path == "/v1/chat/completions"
    assert seen.headers["Authorization"] == f"Bearer {KEY}"
    assert (seen.body["model"], seen.facts) == ("m", {"action": "click"})


def test_without_a_key_none_is_sent(server: ChatServer) -> None:
    Endpoint(f"{server.url}/", "m", "").ask("{}", LIMIT_S)
    (seen,) = server.seen
    assert "Authorization" not in seen.headers
    assert seen.path == "/v1/chat/completions"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_attack_a_redirect_is_not_followed(server: ChatServer, status: int) -> None:
    with ChatServer() as elsewhere:
        server.says(b"hostile", status=status, headers={"Location": f"{elsewhere.url}/chat/completions"})
        assert why_not(server) == f"its server answers with status {status}"
        assert elsewhere.seen == []


@pytest.mark.parametrize("status", [201, 400, 401, 404, 429, 500, 503])
def test_another_status_is_no_answer(server: ChatServer, status: int) -> None:
    server.says(completion(json.dumps({"tier": "read", "reason": "hostile"})), status=status)
    assert why_not(server) == f"its server answers with status {status}"


def test_attack_ten_megabytes_are_not_read(server: ChatServer) -> None:
    padded = b" " * 10_000_000 + completion(json.dumps({"tier": "read", "reason": "x"}))
    server.says(padded)
    assert why_not(server) == "its answer is too long"


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "the connection to it failed"),
        (b"\x00\xff hostile\r\n\r\n", "what answers there does not speak HTTP"),
        (b"HTTP/1.1 hostile\r\n\r\n", "what answers there does not speak HTTP"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: hostile\r\n" * 1000 + b"\r\n", "what answers there does not speak HTTP"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"h" * 100_000 + b"\r\n\r\n", "what answers there does not speak HTTP"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: hostile\r\n\r\n{}", "its answer is no chat completion"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{}", "its answer is no chat completion"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "what answers there does not speak HTTP"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nhostile", "its answer is not JSON"),
    ],
)
def test_garbage_is_no_answer(server: ChatServer, raw: bytes, why: str) -> None:
    server.writes(raw)
    assert why_not(server) in (why, "the connection to it failed")


def test_one_that_hangs_takes_too_long(server: ChatServer) -> None:
    server.hangs()
    assert why_not(server, 0.2) == "it took too long"


def test_nothing_there_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(EndpointError, match="nothing listens at its address"):
        Endpoint(f"http://127.0.0.1:{port}/v1", "m", KEY).ask("{}", LIMIT_S)


def test_attack_a_name_that_leads_off_the_machine_gets_nothing_without_tls(
    server: ChatServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("supervisor.external_judge.endpoint.ipaddress.ip_address", _elsewhere)
        assert why_not(server) == "its address is not on this machine, and has no TLS"
    assert server.seen == []


class _Elsewhere:
    is_loopback = False


def _elsewhere(_address: str) -> _Elsewhere:
    return _Elsewhere()


def test_a_certificate_that_is_trusted_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate = make_certificate(tmp_path)
    with ChatServer(certificate=certificate) as server:
        assert why_not(server) == "its certificate does not prove that it is the one you named"
        assert server.seen == []
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert ask(server)[0] is Tier.READ


def test_attack_a_trusted_certificate_of_another_host_is_not_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = make_certificate(tmp_path, host="192.0.2.1")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with ChatServer(certificate=certificate) as server:
        assert why_not(server) == "its certificate does not prove that it is the one you named"
        assert server.seen == []


def test_a_server_without_tls_gets_nothing_where_tls_is_wanted(server: ChatServer) -> None:
    with pytest.raises(EndpointError, match="there is no TLS at its address"):
        Endpoint(server.url.replace("http:", "https:"), "m", KEY).ask("{}", LIMIT_S)
    assert server.seen == []
