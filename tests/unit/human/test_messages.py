from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.action import Rect
from supervisor.human import messages
from supervisor.human.errors import MessageError
from supervisor.human.messages import from_service, from_ui

CHORDS = {
    "stop": "ctrl+alt+s",
    "pause": "ctrl+alt+p",
    "approve": "ctrl+alt+y",
    "second": "ctrl+alt+o",
    "reject": "ctrl+alt+n",
    "modify": "ctrl+alt+e",
    "rearm": "ctrl+alt+r",
}
CONFIG = {"t": "config", "chords": CHORDS, "escape_hold_s": 0.7, "arm_ms": 500, "trusted": ["onboard"]}
POPUP = {"t": "popup", "request": "r", "window": 5, "approve": [1, 2, 3, 4], "reject": [5, 6, 7, 8]}


def test_the_configuration_is_read() -> None:
    read = from_service(CONFIG, 0)
    assert isinstance(read, messages.Configure)
    assert str(read.chords["stop"]) == "ctrl+alt+s"
    assert (read.escape_hold_s, read.arm_ms, read.trusted) == (0.7, 500, ("onboard",))


@pytest.mark.parametrize(
    ("message", "fds", "read"),
    [
        ({"t": "upstream", "n": 3}, 1, messages.OpenUpstream(3)),
        ({"t": "upstream_gone", "n": 3}, 0, messages.CloseUpstream(3)),
        ({"t": "agent", "id": "a", "pid": 77, "mode": "tree"}, 1, messages.AddAgent("a", 77, "tree")),
        ({"t": "agent_gone", "id": "a"}, 0, messages.DropAgent("a")),
        (
            {"t": "pending", "request": "r", "kind": "confirm", "twice": False},
            0,
            messages.SetPending("r", "confirm"),
        ),
        (
            {"t": "pending", "request": "r", "kind": "action", "twice": True},
            0,
            messages.SetPending("r", "action", True),
        ),
        ({"t": "pending", "request": None}, 0, messages.SetPending(None, "action")),
        ({"t": "outlet", "client": 0x600000}, 0, messages.AllowOutlet(0x600000)),
        ({"t": "stop", "how": "tray"}, 0, messages.OrderStop("tray")),
        ({"t": "pause", "how": "command"}, 0, messages.OrderPause("command")),
        ({"t": "rearm", "request": None}, 0, messages.OrderRearm(None)),
        ({"t": "resume", "request": "r"}, 0, messages.OrderResume("r")),
        ({"t": "trust", "request": "r", "program": "/bin/x"}, 0, messages.OrderTrust("r", "/bin/x")),
        ({"t": "policy", "request": "r", "digest": "0a"}, 0, messages.OrderPolicy("r", "0a")),
        ({"t": "ping", "n": 1}, 0, messages.Ping(1)),
        ({"t": "ui"}, 1, messages.ReplaceUi()),
    ],
)
def test_the_contract_is_read(message: dict[str, Any], fds: int, read: object) -> None:
    assert from_service(message, fds) == read
    with pytest.raises(MessageError, match="descriptors"):
        from_service(message, fds + 1)


def test_the_uis_two_messages_are_read() -> None:
    shown = from_ui(POPUP, 0)
    assert shown == messages.ShowPopup("r", 5, Rect(1, 2, 3, 4), Rect(5, 6, 7, 8))
    assert from_ui({"t": "popup_gone", "request": "r"}, 0) == messages.ClosePopup("r")


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"t": 5},
        {"t": "answer"},
        {"t": "popup_gone", "request": "r"},
        {"t": "upstream", "n": True},
        {"t": "upstream", "n": -1},
        {"t": "agent", "id": "a", "pid": 1, "mode": "tree"},
        {"t": "agent", "id": "a", "pid": 7, "mode": "all"},
        {"t": "agent", "id": "", "pid": 7, "mode": "tree"},
        {"t": "pending", "request": "x" * 201, "kind": "action", "twice": False},
        {"t": "pending", "request": "r", "kind": "action"},
        {"t": "pending", "request": "r", "kind": "action", "twice": None},
        {"t": "pending", "request": "r", "kind": "action", "twice": 1},
        {"t": "stop", "how": "chord"},
        {"t": "resume", "request": None},
        CONFIG | {"chords": {}},
        CONFIG | {"chords": CHORDS | {"stop": "s"}},
        CONFIG | {"escape_hold_s": 0},
        CONFIG | {"escape_hold_s": "1"},
        CONFIG | {"arm_ms": None},
        CONFIG | {"trusted": [1]},
    ],
)
def test_anything_else_from_the_service_is_an_error(message: dict[str, Any]) -> None:
    with pytest.raises(MessageError):
        from_service(message, 0)


@pytest.mark.parametrize(
    "message",
    [
        CONFIG,
        {"t": "rearm", "request": None},
        {"t": "pending", "request": None},
        POPUP | {"window": 0},
        POPUP | {"approve": [1, 2, 3]},
        POPUP | {"approve": [1, 2, 3, -4]},
        POPUP | {"approve": [1, 2, 3, 4.5]},
        POPUP | {"reject": [1, 2, 3, 1 << 40]},
    ],
)
def test_the_ui_may_say_nothing_else(message: dict[str, Any]) -> None:
    with pytest.raises(MessageError):
        from_ui(message, 0)


def test_the_ui_may_send_no_descriptors() -> None:
    with pytest.raises(MessageError):
        from_ui(POPUP, 1)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=5), inner, max_size=5),
    max_leaves=10,
)


@given(st.sampled_from(["config", "upstream", "agent", "pending", "rearm", "ui", "popup"]), JSON, JSON)
def test_no_message_raises_anything_else(kind: str, first: object, second: object) -> None:
    keys = ("n", "id", "pid", "mode", "request", "kind", "how", "chords", "window", "approve", "reject")
    message = {"t": kind, **{key: first if index % 2 else second for index, key in enumerate(keys)}}
    for read in (from_service, from_ui):
        try:
            read(message, 0)
        except MessageError:
            continue


def test_further_areas_are_read() -> None:
    others = {"reject:too-risky": [1, 2, 3, 4], "select:today": [5, 6, 7, 8]}
    read = from_ui({**POPUP, "others": others}, 0)
    assert isinstance(read, messages.ShowPopup)
    assert read.others == {"reject:too-risky": Rect(1, 2, 3, 4), "select:today": Rect(5, 6, 7, 8)}


@pytest.mark.parametrize(
    "others",
    [
        [],
        {"approve": [1, 2, 3, 4]},
        {"approve:kind": [1, 2, 3, 4]},
        {"": [1, 2, 3, 4]},
        {"select:today": [1, 2, 3]},
        {f"select:{'a' * (n + 1)}": [1, 2, 3, 4] for n in range(25)},
    ],
)
def test_areas_that_stand_for_nothing_are_no_message(others: Any) -> None:
    with pytest.raises(MessageError):
        from_ui({**POPUP, "others": others}, 0)
