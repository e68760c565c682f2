from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from supervisor.app.review_showing import ReviewShowing
from tests.support.playbook import Stage

if TYPE_CHECKING:
    from supervisor.intake.control import Peer


class FakePeer:
    def __init__(self) -> None:
        self.stays = True
        self.told: list[dict[str, Any]] = []

    def tell(self, message: dict[str, Any]) -> None:
        self.told.append(message)


def test_a_command_lasts_until_the_window_is_closed() -> None:
    stage, peer = Stage(), FakePeer()
    showing = ReviewShowing(stage.engine.parts.mirror)
    showing.ui_ready()
    assert stage.ui.all("review_open") == []
    showing.open(cast("Peer", peer))
    assert stage.ui.all("review_open") == [{"t": "review_open"}]
    assert peer.told == []
    showing.shut()
    assert (peer.told, peer.stays) == ([{"t": "over"}], False)
    showing.shut()
    assert len(peer.told) == 1


def test_a_window_that_nobody_can_show_yet_is_shown_by_the_next_ui() -> None:
    stage, peer = Stage(), FakePeer()
    showing = ReviewShowing(stage.engine.parts.mirror)
    stage.ui_dies()
    showing.open(cast("Peer", peer))
    assert stage.ui.all("review_open") == []
    stage.ui_comes()
    showing.ui_ready()
    assert stage.ui.all("review_open") == [{"t": "review_open"}]
