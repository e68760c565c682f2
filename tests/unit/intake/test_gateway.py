from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from supervisor.engine.loop import EventLoop
from supervisor.intake import gateway as module
from supervisor.intake import gateway_session
from supervisor.intake.gateway import Gateway, GatewayError, Names
from supervisor.wire.jsonrpc import Request, read
from supervisor.wire.vocabulary import Outcome, Status
from tests.support.gateway_rig import FakeAgent, GatewayRig

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from supervisor.engine.loop import Timer


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[GatewayRig]:
    made = GatewayRig(tmp_path / "agent.sock")
    yield made
    made.close()


def test_the_socket_is_the_persons_alone_and_goes_with_the_agent(rig: GatewayRig) -> None:
    assert stat.S_IMODE(rig.path.stat().st_mode) == 0o600
    rig.gateway.close()
    assert not rig.path.exists()
    rig.gateway.close()


def test_a_socket_that_was_left_behind_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "agent.sock"
    path.write_text("left")
    rig = GatewayRig(path)
    assert "result" in rig.connect().greet()
    rig.close()


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    loop = EventLoop()
    with pytest.raises(GatewayError, match="cannot listen"):
        Gateway(loop, tmp_path / "none" / "agent.sock", FakeAgent(), "t")
    loop.close()


def test_there_is_a_bound_to_connections(rig: GatewayRig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_SESSIONS", 2)
    for _ in range(2):
        rig.greeted()
    third = rig.connect()
    rig.until(third.ends)
    assert len(rig.gateway.sessions) == 2


def test_closing_ends_every_connection(rig: GatewayRig) -> None:
    client = rig.greeted()
    rig.gateway.close()
    assert client.ends()


def test_names_are_kept_and_their_outcomes_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_OUTCOMES", 2)
    monkeypatch.setattr(module, "MAX_NAMES", 3)
    names = Names()
    for name in "abc":
        assert not names.full
        names.used.add(name)
        names.ended(name, Outcome(status=Status.DONE))
    assert list(names.outcomes) == ["b", "c"]
    assert names.used == {"a", "b", "c"}
    assert names.full


def test_attack_lines_without_end_keep_nobody_else_waiting(rig: GatewayRig, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line of two bytes costs the service as much as a real one: it would do nothing else for seconds."""
    loud, other = rig.connect(), rig.greeted()
    served: list[bytes] = []

    def counted(line: bytes) -> Request:
        served.append(line)
        return read(line)

    monkeypatch.setattr(gateway_session, "read", counted)
    loud.write(b"x\n" * 8_000)
    assert "result" in other.answer(other.asks("status"))
    assert len(served) < 8_000

    def all_answered() -> bool:
        loud.listen()
        return len(loud.answers) == 8_000

    rig.until(all_answered)


def test_attack_who_says_much_with_a_button_down_has_one_timer(
    rig: GatewayRig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Timers that were taken back stay in the loop until they would have been due."""
    client = rig.connect()
    client.greet(via="mcp")
    client.asks("propose", {"gesture": {"type": "down", "button": "left"}})
    rig.until(lambda: rig.agent.made)
    begun: list[float] = []
    after = rig.loop.after

    def counted(delay_s: float, call: Callable[[], None]) -> Timer:
        begun.extend([delay_s] if delay_s else [])
        return after(delay_s, call)

    monkeypatch.setattr(rig.loop, "after", counted)
    for _ in range(50):
        client.gets("status")
    assert begun == []
