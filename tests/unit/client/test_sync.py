from __future__ import annotations

import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from supervisor.client import (
    CallError,
    ConnectionLost,
    Expired,
    Modified,
    NotSupervised,
    Outcome,
    Rejected,
    Stopped,
    Supervisor,
)
from supervisor.client.messages import Address
from supervisor.wire.vocabulary import Click, Proposal, Status, ToolProposal
from tests.support.gateway_rig import PNG
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.client.conftest import TurningRig


def test_a_gesture_is_done_and_told(rig: TurningRig) -> None:
    rig.agent.at_once = Status.DONE
    with Supervisor(rig.address) as supervisor:
        assert supervisor.screen == (1000, 800)
        assert supervisor.click(5, 6, reason="to open it") == Outcome("done")
        (made,) = rig.agent.made
        assert isinstance(made.proposal, Proposal)
        assert made.proposal.gesture == Click(x=5, y=6)
        assert made.proposal.statement.reason == "to open it"
        assert made.origin == "python"


def test_an_agent_says_which_model_it_has(rig: TurningRig) -> None:
    for model in ("", "m-1"):
        with Supervisor(rig.address, model=model):
            assert rig.agent.models == [said for said in (model,) if said]


def test_a_socket_with_a_long_name_is_reached(far_rig: TurningRig) -> None:
    far_rig.agent.at_once = Status.DONE
    with Supervisor(far_rig.address) as supervisor:
        assert supervisor.click(5, 6) == Outcome("done")


def test_a_folder_that_is_gone_is_told_by_its_name(tmp_path: Path) -> None:
    address = Address(str(tmp_path / ("gone" * 30) / "gateway"), "token")
    with pytest.raises(NotSupervised, match=r"gone/gateway`: No such file"):
        Supervisor(address)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (Status.REJECTED, Rejected),
        (Status.DENIED, Rejected),
        (Status.EXPIRED, Expired),
        (Status.STOPPED, Stopped),
        (Status.MODIFIED, Modified),
    ],
)
def test_what_was_not_done_is_raised(rig: TurningRig, status: Status, kind: type[Exception]) -> None:
    rig.agent.at_once = status
    with Supervisor(rig.address) as supervisor, pytest.raises(kind):
        supervisor.key("Return")


def test_gestures_in_order_tell_how_far_they_came(rig: TurningRig) -> None:
    rig.agent.at_once = Status.REJECTED
    with Supervisor(rig.address) as supervisor:
        found = supervisor.act([{"type": "key", "keys": "a"}, {"type": "key", "keys": "b"}], reason="both")
    assert [each.status for each in found] == ["rejected"]


def test_a_tool_is_asked_for(rig: TurningRig) -> None:
    rig.agent.at_once = Status.DONE
    with Supervisor(rig.address) as supervisor:
        assert supervisor.ask("send_email", {"to": "ann@example.org"}, server="gmail").done
    (made,) = rig.agent.made
    assert isinstance(made.proposal, ToolProposal)
    assert made.proposal.server == "gmail"


def test_a_screenshot_is_a_png(rig: TurningRig) -> None:
    with Supervisor(rig.address) as supervisor:
        rig.agent.picture_at_once = PNG
        assert supervisor.screenshot() == PNG


def test_a_call_that_is_asked_about_is_told_as_held(rig: TurningRig) -> None:
    held = threading.Event()

    def work(supervisor: Supervisor) -> None:
        supervisor.type("hello")

    with Supervisor(rig.address) as supervisor:
        supervisor.on_held = held.set
        working = threading.Thread(target=work, args=[supervisor])
        working.start()
        (made,) = wait_for(lambda: rig.agent.made, "the call")
        rig.loop.after(0, made.on_held)
        assert held.wait(20)
        rig.loop.after(0, made.end)
        working.join(20)
        assert not working.is_alive()


def test_a_mistake_is_told_and_the_connection_goes_on(rig: TurningRig) -> None:
    rig.agent.at_once = Status.DONE
    with Supervisor(rig.address) as supervisor:
        with pytest.raises(CallError, match="gesture"):
            supervisor.propose({"type": "fly"})
        assert supervisor.status()["state"] == "idle"


def test_a_supervisor_that_ends_is_told(rig: TurningRig) -> None:
    supervisor = Supervisor(rig.address)
    rig.stop()
    with pytest.raises(ConnectionLost, match=r"^the supervisor has ended the connection$"):
        supervisor.status()
    supervisor.close()
    supervisor.close()


def test_who_calls_after_it_was_closed_is_told_that_it_is_their_own_doing(rig: TurningRig) -> None:
    with Supervisor(rig.address) as supervisor:
        pass
    with pytest.raises(ConnectionLost, match=r"not open: call it inside of its `with`$"):
        supervisor.status()


def test_another_token_is_refused(rig: TurningRig) -> None:
    with pytest.raises(CallError, match="token"):
        Supervisor(Address(rig.address.socket, "another"))


def test_without_a_supervisor_one_sentence_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotSupervised, match="does not answer"):
        Supervisor(Address(str(tmp_path / "none"), "t"))


def test_it_needs_nothing_but_the_standard_library() -> None:
    script = (
        "import sys; before = set(sys.modules); import supervisor.client; "
        "print(*{name.partition('.')[0] for name in set(sys.modules) - before})"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert set(run.stdout.split()) - set(sys.stdlib_module_names) == {"supervisor"}
    assert "asyncio" not in run.stdout.split(), "a program that waits starts without it"
