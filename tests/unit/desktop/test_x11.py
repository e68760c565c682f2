from __future__ import annotations

import os
import select
from time import monotonic
from typing import TYPE_CHECKING

import pytest
from Xlib import X, Xatom
from Xlib.protocol import request as xrequest

from supervisor.demo.virtual_desktop import VirtualDesktop
from supervisor.desktop import x11 as module
from supervisor.desktop.display import DesktopError
from supervisor.desktop.x11 import X11, DisplayLostError, answered, property_bytes, property_ints
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from pathlib import Path

    from Xlib.display import Display


def test_an_answer_comes_back(x11: X11) -> None:
    reply = x11.answer(x11.ask(xrequest.GetGeometry, drawable=x11.root))
    assert reply is not None
    assert (reply.width, reply.height) == (800, 600)


def test_questions_in_flight_are_answered_each_by_its_own_reply(x11: X11) -> None:
    atom = x11.ask(xrequest.InternAtom, name="WM_NAME", only_if_exists=1)
    tree = x11.ask(xrequest.QueryTree, window=x11.root)
    found_tree, found_atom = x11.answer(tree), x11.answer(atom)
    assert found_atom is not None
    assert found_atom.atom == Xatom.WM_NAME
    assert found_tree is not None
    assert found_tree.root.id == x11.root


def test_a_refused_question_is_unknown(x11: X11) -> None:
    question = x11.ask(xrequest.GetGeometry, drawable=0x123)
    assert x11.answer(question) is None
    assert answered(question)


def test_another_clients_server_grab_does_not_hold_us(x11: X11, other: Display) -> None:
    other.grab_server()
    other.sync()
    try:
        began = monotonic()
        assert x11.answer(x11.ask(xrequest.QueryPointer, window=x11.root), budget_s=0.05) is None
        assert monotonic() - began < 20
    finally:
        other.ungrab_server()
        other.sync()
    assert x11.answer(x11.ask(xrequest.QueryPointer, window=x11.root), budget_s=5) is not None


def test_many_questions_that_a_held_server_leaves_open_take_little_longer_than_one(
    x11: X11, other: Display, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "REPLY_BUDGET_S", 60)
    monkeypatch.setattr(module, "BEHIND_BUDGET_S", 0)
    other.grab_server()
    other.sync()
    try:
        first, *more = [x11.ask(xrequest.QueryPointer, window=x11.root) for _ in range(5)]
        assert x11.answer(first, budget_s=0.05) is None
        assert [x11.answer(question) for question in more] == [None] * 4
        assert not answered(first)
    finally:
        other.ungrab_server()
        other.sync()
    wait_for(lambda: x11.answer(more[-1]), "the server to answer again")
    assert answered(first)
    # One that is slow has its full time again.
    assert x11.answer(x11.ask(xrequest.QueryPointer, window=x11.root)) is not None


def test_events_arrive_with_the_reply_that_follows_them(x11: X11, other: Display) -> None:
    x11.tell(xrequest.ChangeWindowAttributes, window=x11.root, event_mask=X.SubstructureNotifyMask)
    x11.answer(x11.ask(xrequest.GetInputFocus))
    made = other.screen().root.create_window(0, 0, 5, 5, 0, X.CopyFromParent)
    other.sync()
    x11.answer(x11.ask(xrequest.GetInputFocus))
    assert made.id in [event.window.id for event in x11.events() if event.type == X.CreateNotify]


def _told(x11: X11) -> bool:
    return bool(select.select([x11], [], [], 0)[0])


def _calm(x11: X11) -> bool:
    """Whether there is nothing to be told, after all that there was."""
    for _ in x11.events():
        pass
    return not _told(x11)


@pytest.mark.parametrize("by", ["answer", "flush"])
def test_an_event_that_came_in_with_something_else_is_told_by_the_descriptor(
    x11: X11, other: Display, by: str
) -> None:
    x11.tell(xrequest.ChangeWindowAttributes, window=x11.root, event_mask=X.SubstructureNotifyMask)
    x11.answer(x11.ask(xrequest.GetInputFocus))
    wait_for(lambda: _calm(x11), "nothing to be told")
    made = other.screen().root.create_window(0, 0, 5, 5, 0, X.CopyFromParent)
    other.sync()
    if by == "answer":
        x11.answer(x11.ask(xrequest.GetInputFocus))
    else:
        wait_for(lambda: _told(x11), "the event")
        x11.flush()
        # All is read; what is left is in the library.
        assert x11.display.display.event_queue
    assert _told(x11)
    assert made.id in [event.window.id for event in x11.events() if event.type == X.CreateNotify]
    wait_for(lambda: _calm(x11), "nothing to be told")


def test_properties_are_read_in_their_own_format(x11: X11, other: Display) -> None:
    window = other.screen().root.create_window(0, 0, 5, 5, 0, X.CopyFromParent)
    window.set_wm_name("a title")
    window.change_property(other.intern_atom("NUMBERS"), Xatom.CARDINAL, 32, [7, 70_000])
    other.sync()
    name = x11.answer(x11.ask_property(window.id, Xatom.WM_NAME, 16))
    numbers = x11.answer(x11.ask_property(window.id, x11.atom("NUMBERS"), 16))
    missing = x11.answer(x11.ask_property(window.id, Xatom.WM_CLASS, 16))
    assert property_bytes(name) == b"a title"
    assert property_ints(name) == ()
    assert property_ints(numbers) == (7, 70_000)
    assert property_bytes(missing) == b""
    assert property_ints(None) == ()


def test_no_server_is_one_sentence_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(DesktopError, match=r"does not answer: .*set DISPLAY") as caught:
        X11(":7999", {"HOME": str(tmp_path)})
    assert "\n" not in str(caught.value)


def test_the_environment_lent_to_xlib_is_given_back(bare: VirtualDesktop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XAUTHORITY", "/somewhere/else")
    X11(environ=bare.env).close()
    assert os.environ["XAUTHORITY"] == "/somewhere/else"


def test_a_server_that_ends_is_told_from_an_unknown(tmp_path: Path) -> None:
    with VirtualDesktop(folder=tmp_path, window_manager=None, buses=False, size=(64, 64)) as short:
        connection = X11(environ=short.env)

    def ask() -> bool:
        try:
            connection.answer(connection.ask(xrequest.GetInputFocus))
        except DisplayLostError:
            return True
        return False

    wait_for(ask, "the end of the connection")
    # Whoever only watches the descriptor has to find out as well.
    assert _told(connection)
    with pytest.raises(DisplayLostError):
        list(connection.events())
    assert _told(connection)
    connection.close()
    connection.close()
