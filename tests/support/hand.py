"""An agent's hand on a recogniser: feeds it as the engine does, each step settled before the next."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from supervisor.core.action import Point
from supervisor.core.gesture import Recogniser
from supervisor.core.input_event import EventKind, InputEvent
from supervisor.core.step import StepKind, Surroundings
from tests.support.keyboard import code, keymap

if TYPE_CHECKING:
    from supervisor.core.step import Draft, Step

TERMINAL, FORM = 70, 80


class Hand:
    """What one agent does, and what came of it."""

    def __init__(self) -> None:
        self.recogniser = Recogniser(keymap())
        self.around = Surroundings(now_ms=1000, pointer=Point(5, 5), focus=TERMINAL, terminal=True)
        self.sent: list[InputEvent] = []
        self.proposed: list[Draft] = []

    def wait(self, ms: int) -> None:
        self.around = dataclasses.replace(self.around, now_ms=self.around.now_ms + ms)

    def focus(self, window: int, *, terminal: bool = False) -> None:
        self.around = dataclasses.replace(self.around, focus=window, terminal=terminal)

    def feed(self, event: InputEvent) -> Step:
        return self.recogniser.feed(event, self.around)

    def perform(self, step: Step, *, allowed: bool = True) -> Step:
        if step.kind is StepKind.PROPOSE:
            assert step.draft is not None
            self.proposed.append(step.draft)
            if not allowed:
                self.recogniser.refused(step)
                return step
        if step.kind in (StepKind.PROPOSE, StepKind.FOLLOW):
            for event in self.recogniser.plan(step):
                self.recogniser.seat.note(event)
                self.sent.append(event)
            self.recogniser.done(step, self.around.now_ms)
        return step

    def do(self, event: InputEvent, *, allowed: bool = True) -> Step:
        return self.perform(self.feed(event), allowed=allowed)

    def press(self, key: str, *, allowed: bool = True) -> Step:
        return self.do(InputEvent(EventKind.KEY_PRESS, code(key)), allowed=allowed)

    def release(self, key: str) -> Step:
        return self.do(InputEvent(EventKind.KEY_RELEASE, code(key)))

    def tap(self, key: str) -> Step:
        step = self.press(key)
        self.release(key)
        return step

    def type(self, text: str) -> None:
        for char in text:
            if char.isupper():
                self.press("Shift_L")
            self.tap(char.lower())
            if char.isupper():
                self.release("Shift_L")

    def move(self, x: int, y: int) -> Step:
        return self.do(InputEvent(EventKind.MOTION, x=x, y=y))

    def down(self, button: int = 1, *, allowed: bool = True) -> Step:
        return self.do(InputEvent(EventKind.BUTTON_PRESS, button), allowed=allowed)

    def up(self, button: int = 1) -> Step:
        return self.do(InputEvent(EventKind.BUTTON_RELEASE, button))

    def lift(self) -> None:
        """Do what a hold does."""
        for event in self.recogniser.lift():
            self.recogniser.seat.note(event)
            self.sent.append(event)

    def take(self) -> list[tuple[str, int]]:
        """Give kind and detail of what was sent since the last call."""
        sent, self.sent = self.sent, []
        return [(event.kind.value, event.detail) for event in sent]

    @property
    def last(self) -> Draft:
        return self.proposed[-1]


def key(kind: str, name: str) -> tuple[str, int]:
    """Name a key event as `take` does."""
    return (f"key_{kind}", code(name))


def sent_key(name: str, *, window: int = 300, state: int = 0, up: bool = False) -> InputEvent:
    """Give a key that SendEvent brings to one window."""
    kind = EventKind.KEY_RELEASE if up else EventKind.KEY_PRESS
    return InputEvent(kind, code(name), window=window, sent_to_window=True, state=state, raw=b"SendEvent")
