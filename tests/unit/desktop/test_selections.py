"""Selections of other clients, read and taken over on a bare X server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from Xlib import X, Xatom
from Xlib.protocol import event
from Xlib.protocol import request as xrequest

from supervisor.desktop import selections, x11
from supervisor.desktop.selections import DRAGGED, MAX_BYTES, Selections
from supervisor.engine.loop import EventLoop
from tests.support.connect import connect
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from Xlib.display import Display

    from supervisor.demo.virtual_desktop import VirtualDesktop

PIECE = 30_000


class Owner:
    """Another client that owns a selection."""

    def __init__(
        self, desktop: VirtualDesktop, text: str | None, *, name: str = "PRIMARY", latin: bool = False
    ) -> None:
        server = self._server = connect(desktop)
        self.text = text
        self.window = server.screen().root.create_window(0, 0, 1, 1, 0, 0, window_class=X.InputOnly)
        self._target = server.intern_atom("STRING" if latin else "UTF8_STRING")
        self._latin = latin
        self.pieces: list[bytes] = []
        self.lost = False
        self.window.set_selection_owner(server.intern_atom(name), X.CurrentTime)
        server.sync()

    def serve(self) -> None:
        """Answer what was asked."""
        while self._server.pending_events():
            happened = self._server.next_event()
            if happened.type == X.SelectionRequest:
                self._answer(happened)
            elif happened.type == X.SelectionClear:
                self.lost = True
            elif happened.type == X.PropertyNotify and happened.state == X.PropertyDelete and self.pieces:
                happened.window.change_property(happened.atom, self._target, 8, self.pieces.pop(0))
        self._server.flush()

    def sync(self) -> None:
        """Wait until the server has all that was answered."""
        self._server.sync()

    def close(self) -> None:
        """Go, and leave the selection to nobody."""
        self._server.close()

    def _answer(self, asked: Any) -> None:
        if self.text is None:
            return
        given = asked.target == self._target
        data = self.text.encode("latin-1" if self._latin else "utf-8")
        if given and len(data) > PIECE:
            asked.requestor.change_attributes(event_mask=X.PropertyChangeMask)
            self.pieces = [data[at : at + PIECE] for at in range(0, len(data), PIECE)] + [b""]
            asked.requestor.change_property(asked.property, self._server.intern_atom("INCR"), 32, [len(data)])
        elif given:
            asked.requestor.change_property(asked.property, self._target, 8, data)
        asked.requestor.send_event(
            event.SelectionNotify(
                time=asked.time,
                requestor=asked.requestor,
                selection=asked.selection,
                target=asked.target,
                property=asked.property if given else X.NONE,
            )
        )


class Reading:
    """Our side, and the loop that it waits in."""

    def __init__(self, desktop: VirtualDesktop) -> None:
        self.desktop = desktop
        self.loop = EventLoop()
        self.ours = Selections(self.loop, environ=desktop.env)
        self.loop.add(self.ours.fileno(), lambda _events: self.ours.drain(), 1)
        self.owners: list[Owner] = []

    def turn(self) -> None:
        for owner in self.owners:
            owner.serve()
        self.loop.turn(0.002)

    def until(self, look: Callable[[], object], what: str) -> None:
        def looked() -> bool:
            self.turn()
            return bool(look())

        wait_for(looked, what)

    def read(self, *names: str) -> tuple[str | None, ...]:
        got: list[tuple[str | None, ...]] = []
        self.ours.read(names, got.append)
        self.until(lambda: got, "an answer")
        assert len(got) == 1
        return got[0]

    def owns(self, text: str | None, **more: Any) -> Owner:
        owner = Owner(self.desktop, text, **more)
        self.owners.append(owner)
        return owner


@pytest.fixture
def reading(bare: VirtualDesktop) -> Iterator[Reading]:
    made = Reading(bare)
    yield made
    for owner in made.owners:
        owner.close()
    made.ours.close()
    made.loop.close()


@pytest.mark.parametrize("text", ["rm -rf docs\n", "ünï → x", "a" * (MAX_BYTES - 10)])
def test_a_text_is_read_once_and_the_copy_is_ours_from_then_on(reading: Reading, text: str) -> None:
    owner = reading.owns(text)
    assert reading.read("PRIMARY") == (text,)
    reading.until(lambda: owner.lost, "the owner to lose it")
    owner.text = "something else"
    assert reading.read("PRIMARY") == (text,)
    reading.owns("something else")
    assert reading.read("PRIMARY") == ("something else",)


def test_an_old_program_has_latin_text_only(reading: Reading) -> None:
    reading.owns("grün", latin=True)
    assert reading.read("PRIMARY") == ("grün",)


@pytest.mark.parametrize("size", [MAX_BYTES + 1, 5 * MAX_BYTES])
def test_a_text_that_is_too_long_could_not_be_read(reading: Reading, size: int) -> None:
    owner = reading.owns("a" * size)
    assert reading.read("PRIMARY") == (None,)
    assert not owner.lost


def test_an_owner_that_is_silent_is_given_up_in_time_and_its_late_answer_is_not_heard(
    reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selections, "READ_S", 0.05)
    owner = reading.owns(None)
    reading.owns("copied", name="CLIPBOARD")
    assert reading.read("PRIMARY", "CLIPBOARD") == (None, "copied")
    owner.text = "late"
    assert reading.read("PRIMARY") == ("late",)


def test_an_answer_that_comes_in_with_another_is_heard(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    # Nothing else is to happen that would have it found.
    monkeypatch.setattr(selections, "READ_S", 60)
    owner = reading.owns("quick")
    ours, really = reading.ours._x11, reading.ours._owner_of

    def owner_of(name: str) -> int | None:
        if name == "CLIPBOARD":
            ours.answer(ours.ask(xrequest.GetInputFocus))
            owner.serve()
            owner.sync()
        return really(name)

    monkeypatch.setattr(reading.ours, "_owner_of", owner_of)
    assert reading.read("PRIMARY", "CLIPBOARD") == ("quick", "")


def test_a_server_that_does_not_answer_has_not_said_that_there_is_nothing(
    reading: Reading, other: Display, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(x11, "REPLY_BUDGET_S", 0.05)
    other.grab_server()
    other.sync()
    try:
        assert reading.read("PRIMARY", "CLIPBOARD", DRAGGED) == (None, None, None)
        assert not reading.ours.secure({"PRIMARY": "text"})
        assert not reading.ours.secure({DRAGGED: None})
    finally:
        other.ungrab_server()
        other.sync()


def test_where_there_is_no_text_the_cut_buffer_is_what_xterm_takes(reading: Reading, other: Display) -> None:
    assert reading.read("PRIMARY", "CLIPBOARD") == ("", "")
    other.screen().root.change_property(other.intern_atom("CUT_BUFFER0"), Xatom.STRING, 8, b"cut\n")
    other.sync()
    assert reading.read("PRIMARY", "CLIPBOARD") == ("cut\n", "")
    other.screen().root.delete_property(other.intern_atom("CUT_BUFFER0"))
    other.sync()


def paste(reading: Reading, server: Display, target: str, name: str = "PRIMARY") -> tuple[Any, bytes | None]:
    """Ask as a program that pastes would; gives its window and what it got, None when refused."""
    window = server.screen().root.create_window(0, 0, 1, 1, 0, 0, window_class=X.InputOnly)
    into = server.intern_atom("HERE")
    window.convert_selection(server.intern_atom(name), server.intern_atom(target), into, X.CurrentTime)
    server.flush()
    got: list[Any] = []

    def answered() -> bool:
        got.extend(
            found for _ in range(server.pending_events()) if (found := server.next_event()).type == X.SelectionNotify
        )
        return bool(got)

    reading.until(answered, "an answer to the paste")
    if got[0].property == X.NONE:
        return window, None
    reply = window.get_full_property(into, X.AnyPropertyType)
    value = reply.value if reply is not None else b""
    return window, value if isinstance(value, bytes) else bytes(len(value))


def test_what_was_judged_is_what_everybody_gets(reading: Reading, other: Display) -> None:
    reading.owns("ünï\n")
    reading.read("PRIMARY")
    reading.owns("something else")
    assert reading.ours.secure({"PRIMARY": "ünï\n"})
    for target in ("UTF8_STRING", "TEXT", "text/plain;charset=utf-8"):
        assert paste(reading, other, target)[1] == "ünï\n".encode()
    assert paste(reading, other, "STRING")[1] == "ünï\n".encode("latin-1")
    assert paste(reading, other, "TARGETS")[1]
    assert paste(reading, other, "image/png")[1] is None
    assert reading.ours.secure({"PRIMARY": "→"})
    assert paste(reading, other, "STRING")[1] is None
    assert reading.ours.secure({"CLIPBOARD": ""})
    assert paste(reading, other, "UTF8_STRING", "CLIPBOARD")[1] == b""


@pytest.mark.parametrize("mine", [True, False])
def test_the_fetch_of_the_program_that_pastes_is_told_and_no_other(
    reading: Reading, other: Display, monkeypatch: pytest.MonkeyPatch, *, mine: bool
) -> None:
    monkeypatch.setattr(selections, "FETCH_S", 0.2)
    assert reading.ours.secure({"PRIMARY": "text"})
    window = other.screen().root.create_window(0, 0, 1, 1, 0, 0, window_class=X.InputOnly)
    told: list[bool] = []
    reading.ours.await_fetch(window.id if mine else window.id + 0x4000000, told.append)
    paste(reading, other, "UTF8_STRING")
    reading.until(lambda: told, "word of it")
    assert told == [mine]


def test_nobody_tells_of_what_was_not_read(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selections, "BLIND_S", 0.05)
    assert reading.ours.secure({"PRIMARY": None})
    told: list[bool] = []
    reading.ours.await_fetch(1, told.append)
    reading.until(lambda: told, "word of it")
    assert told == [False]


def test_what_is_dragged_is_read_but_not_taken_and_must_keep_its_owner(
    reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = reading.owns("dragged\n", name=DRAGGED)
    # Our own process is at the other end, as it is with the programs of agents.
    assert reading.read(DRAGGED) == (None,)
    monkeypatch.setattr(reading.ours, "_is_of_agent", lambda _window: False)
    assert reading.read(DRAGGED) == ("dragged\n",)
    assert reading.ours.secure({DRAGGED: "dragged\n"})
    assert not owner.lost
    reading.owns("another", name=DRAGGED)
    assert not reading.ours.secure({DRAGGED: "dragged\n"})


def test_made_up_events_of_other_clients_do_no_harm(reading: Reading, other: Display) -> None:
    mine = reading.ours._owner.id
    target = other.create_resource_object("window", mine)
    none = other.create_resource_object("window", 0)
    primary, time = other.intern_atom("PRIMARY"), X.CurrentTime
    more: Any = {"selection": primary, "target": 31, "property": 0, "time": time}
    target.send_event(event.SelectionRequest(owner=target, requestor=none, **more))
    target.send_event(event.SelectionNotify(requestor=none, **more))
    target.send_event(event.SelectionNotify(requestor=target, **more))
    target.send_event(event.SelectionClear(window=target, atom=31, time=time))
    target.send_event(event.PropertyNotify(window=none, atom=31, time=time, state=X.PropertyNewValue))
    other.sync()
    reading.turn()
    reading.owns("still there")
    assert reading.read("PRIMARY") == ("still there",)
