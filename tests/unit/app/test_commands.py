"""What a person's programs are answered."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from supervisor.app.commands import Commands

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from supervisor.app.service import Service
    from supervisor.intake.control import Peer


class FakeService:
    """Takes note of what it is told."""

    def __init__(self, *, headless: bool = False) -> None:
        self.happened: list[object] = []
        standing = SimpleNamespace(listed=list, revoke=self._revoke)
        self.engine = SimpleNamespace(standing=standing, state=lambda: "idle")
        self.plan = SimpleNamespace(headless=headless)
        self.showing = SimpleNamespace(open=self.happened.append)
        self.practice = SimpleNamespace(first_run=lambda: self.happened.append("first run"))
        self.reviewing = SimpleNamespace(take=self._review)
        self.wants = SimpleNamespace(take=lambda what, how, _more: f"{what} by {how}")
        self.later: list[Callable[[str], None]] = []

    def status(self) -> dict[str, Any]:
        return {"state": "idle"}

    def _revoke(self, one: str | None, how: str) -> int:
        self.happened.append((one, how))
        return 3

    def settles(self) -> None:
        self.happened.append("stays")

    def _review(self, message: Mapping[str, object], how: str, says: Callable[[str], None]) -> None:
        self.happened.append((message["mark"], how))
        self.later.append(says)


class FakePeer:
    def __init__(self) -> None:
        self.stays = False
        self.told: list[dict[str, Any]] = []

    def tell(self, message: dict[str, Any]) -> None:
        self.told.append(message)


class Rig:
    def __init__(self, *, headless: bool = False) -> None:
        self.service, self.peer = FakeService(headless=headless), FakePeer()
        self.commands = Commands(cast("Service", self.service))

    def say(self, kind: str, **more: object) -> list[dict[str, Any]]:
        self.peer.told.clear()
        self.commands.take(kind, cast("Peer", self.peer), {"t": kind, **more})
        return self.peer.told


def test_the_tray_has_the_service_stay() -> None:
    rig = Rig()
    assert rig.say("tray") == [{"t": "ok"}]
    assert rig.peer.stays
    assert rig.service.happened == ["stays", "first run"]


def test_a_window_has_the_service_stay_where_there_is_a_screen() -> None:
    rig = Rig()
    assert rig.say("review-window") == [{"t": "ok"}]
    assert rig.peer.stays
    assert rig.service.happened == ["stays", rig.peer]
    rig = Rig(headless=True)
    assert rig.say("review-window")[0]["t"] == "refused"
    assert not rig.peer.stays


@pytest.mark.parametrize(
    "kind", ["stop", "pause", "resume", "rearm", "quit", "ask-again", "use-policy", "level", "stage"]
)
def test_what_is_wanted_is_answered_with_what_became_of_it(kind: str) -> None:
    assert Rig().say(kind) == [{"t": "ok", "state": "idle", "says": f"{kind} by command"}]


def test_a_mark_is_answered_once_the_record_was_looked_up() -> None:
    rig = Rig()
    assert rig.say("review", mark="wrong", rows="1") == []
    assert rig.service.happened == [("wrong", "command")]
    rig.service.later[0]("marked wrong: 1 of 1")
    assert rig.peer.told == [{"t": "ok", "state": "idle", "says": "marked wrong: 1 of 1"}]


def test_the_rest_is_told_or_taken_back() -> None:
    rig = Rig()
    assert rig.say("status") == [{"t": "status", "status": {"state": "idle"}}]
    assert rig.say("grants") == [{"t": "ok", "grants": []}]
    assert rig.say("revoke", grant=7) == [{"t": "ok", "revoked": 3}]
    assert rig.say("revoke", grant=None) == [{"t": "ok", "revoked": 3}]
    assert rig.service.happened == [("7", "command"), (None, "command")]
    assert rig.say("what is that") == []
