from __future__ import annotations

import gc
import os
import select
from typing import TYPE_CHECKING

import pytest
from Xlib import X
from Xlib.ext import record, xtest

from supervisor.human.errors import SeatError
from supervisor.human.recorded import Asked, ClientCame, ClientWent, Deed, RecordingBegan, RecordingEnded, Told
from supervisor.human.tripwire import Tripwire
from tests.support.bypass import ROUTES, client_number, send_extension_event
from tests.support.connect import connect
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop


class Listening:
    """A tripwire, and what it told."""

    def __init__(self) -> None:
        self.tripwire = Tripwire()
        self.told: list[Told] = []
        self.names: dict[int, int] = {}

    def wait(self, condition: Callable[[], object], what: str) -> None:
        def look() -> bool:
            telling, questions = self.tripwire.fds
            ready, _, _ = select.select([telling, questions], [], [], 0.01)
            if telling in ready:
                self.told += self.tripwire.read()
            if questions in ready:
                for _asked, names in self.tripwire.read_names():
                    self.names |= names
            return bool(condition())

        wait_for(look, what)

    @property
    def asked(self) -> list[Asked]:
        return [one for one in self.told if isinstance(one, Asked)]


@pytest.fixture
def listening(on_desktop: VirtualDesktop) -> Iterator[Listening]:
    """Give a tripwire that listens."""
    assert on_desktop.display
    made = Listening()
    made.wait(lambda: made.told == [RecordingBegan()], "the recording to begin")
    yield made
    made.tripwire.close()


@pytest.mark.parametrize("route", list(ROUTES))
def test_every_way_to_make_input_is_told(
    listening: Listening, on_desktop: VirtualDesktop, xtest_agent: Path, route: str
) -> None:
    on_desktop.run([str(xtest_agent), ROUTES[route]])

    def gone() -> bool:
        # The word of its end is the last one, which is kept back until the server writes something else.
        listening.tripwire.ask(0)
        return any(isinstance(one, ClientWent) for one in listening.told)

    listening.wait(gone, "the client to go")
    clients = {one.client for one in listening.told if isinstance(one, ClientCame)}
    assert {one.client for one in listening.asked} == clients, listening.told


def test_an_event_of_xinput_1_is_told(listening: Listening, on_desktop: VirtualDesktop) -> None:
    display = connect(on_desktop)
    send_extension_event(display)
    listening.wait(lambda: listening.asked, "the request")
    assert listening.asked[0].deed is Deed.SEND_EXTENSION_EVENT


def test_what_moves_something_is_told_at_once(listening: Listening, on_desktop: VirtualDesktop) -> None:
    """RECORD keeps its last word back; nobody else makes the server speak here."""
    display = connect(on_desktop)
    for kind, detail in ((X.MotionNotify, 0), (X.KeyPress, 38), (X.KeyRelease, 38)):
        count = len(listening.asked)
        xtest.fake_input(display, kind, detail, x=300, y=300)
        display.flush()
        listening.wait(lambda: len(listening.asked) > count, "the request")  # noqa: B023
    display.screen().root.warp_pointer(200, 200)
    display.flush()
    listening.wait(lambda: listening.asked[-1].deed is Deed.WARP_POINTER, "the warp")
    display.close()


def test_clients_are_named_one_by_one_and_all_at_once(listening: Listening, on_desktop: VirtualDesktop) -> None:
    display = connect(on_desktop)
    number = client_number(display)
    listening.wait(lambda: ClientCame(number) in listening.told, "the client")
    assert listening.tripwire.ask(number)
    listening.wait(lambda: listening.names == {number: os.getpid()}, "its name")
    assert listening.tripwire.ask(0)
    listening.wait(lambda: len(listening.names) > 2, "all names")
    display.close()


def test_a_client_that_has_gone_has_no_name(listening: Listening) -> None:
    assert listening.tripwire.ask(0x7F00000)
    assert listening.tripwire.ask(0)
    listening.wait(lambda: listening.names, "the second answer")
    assert 0x7F00000 not in listening.names


@pytest.mark.parametrize("how", ["unregister", "disable"])
def test_who_makes_it_deaf_is_told_first(listening: Listening, on_desktop: VirtualDesktop, how: str) -> None:
    display = connect(on_desktop)
    display.set_error_handler(lambda *_: None)
    first = client_number(listening.tripwire._questions.display)
    # As an attacker, who has to guess which of its numbers the context has.
    for context in range(first, first + 64):
        if how == "disable":
            display.record_disable_context(context)
        else:
            opcode = display.display.get_extension_major("RECORD")
            record.UnregisterClients(display.display, opcode=opcode, context=context, clients=[record.AllClients])
    display.sync()
    listening.wait(lambda: listening.asked, "the request")
    assert [(one.client, one.deed) for one in listening.asked] == [(client_number(display), Deed.DEAFENING)]
    if how == "disable":
        listening.wait(lambda: listening.told[-1] == RecordingEnded(), "the end")
    display.close()


def test_a_display_that_goes_is_an_error(on_desktop: VirtualDesktop) -> None:
    assert on_desktop
    tripwire = Tripwire()
    tripwire._telling.display.display.socket.shutdown(2)
    with pytest.raises(SeatError, match="gone"):
        wait_for(lambda: tripwire.read() != [] and None, "the end")
    tripwire.close()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_display_that_is_not_there_is_an_error() -> None:
    with pytest.raises(SeatError, match="cannot be opened"):
        Tripwire(":987")
    gc.collect()  # python-xlib leaves the sockets that it tried to the collector
