"""What follows from what the person did and from what the service and the ui say."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from supervisor.core.answers import MODIFY, STOP
from supervisor.human.activity import EVERY_NS
from supervisor.human.answers import VERDICTS, Answers
from supervisor.human.kill import Target
from supervisor.human.messages import (
    AddAgent,
    AllowOutlet,
    ClosePopup,
    CloseUpstream,
    Configure,
    DropAgent,
    OpenUpstream,
    OrderPause,
    OrderPolicy,
    OrderRearm,
    OrderResume,
    OrderStop,
    OrderTrust,
    Ping,
    ReplaceUi,
    SetPending,
    ShowPopup,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from supervisor.core.action import Point
    from supervisor.human.alarm import Bypass
    from supervisor.human.answers import Answer, Look
    from supervisor.human.latch import Latch
    from supervisor.human.messages import ServiceMessage, UiMessage
    from supervisor.human.origin import Origin
    from supervisor.human.stop import Stop

_LAST_DEVICE = 0xFFFF
"""Devices have numbers of 16 bits; a higher one is the X client of a trusted program."""
_AGAIN_NS = 100_000_000
"""While all is stopped, input that comes past the gate stops it anew this often at most."""


class Eyes:
    """Looks at the screen for `Hand`, and keeps chords from the program in focus; answers come later, in the loop.

    This one sees nothing: for a display that cannot be asked.
    """

    def look(self, window: int, at_ns: int, then: Callable[[Look], None]) -> None:
        """Look at the popup `window` because of something that happened at `at_ns`; `then` gets what was seen."""

    def point(self, at_ns: int, then: Callable[[Point | None], None]) -> None:
        """Look where the person has put the pointer; None when that is not certain. Cheap: a press must not wait."""

    def watch(self, *, watch: bool) -> None:
        """Begin or end to tell `Hand.on_restack` when windows move."""

    def swallow(self, then: Callable[[], None]) -> None:
        """Begin to keep the answering chords from other programs; `then` is called when that is so."""

    def let_pass(self) -> None:
        """End to keep them."""


class Hand:
    """Joins gestures, orders and the stop. Lives in the loop's thread, save for `halt`, which any thread may call.

    Attributes:
        eyes: How it looks at the screen.
        name_of: Gives a device's name.
        on_ui: Takes the socket of a new ui.
        on_trust: Takes a program that the person trusts from now on.
        on_outlet: Takes the X client by which the gate's own input comes.
    """

    def __init__(
        self, config: Configure, latch: Latch, stop: Stop, tell: Callable[[Mapping[str, object]], object]
    ) -> None:
        self.eyes = Eyes()
        self.name_of: Callable[[int], str] = str
        self.on_ui: Callable[[int], None] = _ignore
        self.on_outlet: Callable[[int], None] = _ignore
        self.on_trust: Callable[[str], None] = _ignore
        self._latch = latch
        self._stop = stop
        self._tell = tell
        self._answers = Answers(config.arm_ms * 1_000_000)
        # A stop outlives its service: the latch may be set from the start, and all is stopped then.
        self._halted = latch.stopped
        self._attending = self._moved = False
        self._moved_ns = 0
        self._bypassed_ns = 0

    # Gestures, see `ears.Gestures`.

    def on_chord(self, name: str, device: int, now_ns: int) -> None:
        """Take a chord of the person's."""
        if name == "stop":
            self.halt("chord", self.name_of(device), now_ns)
        elif name == "pause":
            self._toggle_pause()
        elif name == "rearm":
            self._rearm("chord", device)
        elif name in VERDICTS:
            idle = self._answers.request is None
            answer = self._answers.chord(name, device, now_ns, stopped=self._latch.stopped)
            if answer is None and idle and name != MODIFY:
                self._tell({"t": "unasked", "verdict": name, "device": self.name_of(device)})
            self._give(answer)

    def on_escape(self, device: int, now_ns: int) -> None:
        """Take that Escape was held long enough."""
        self.halt("escape", self.name_of(device), now_ns)

    def on_press(self, device: int, now_ns: int) -> None:
        """Take a press of the first button."""
        window = self._answers.popup_window
        if window is not None:
            self.eyes.look(window, now_ns, lambda look: self._answers.press(look, device, now_ns))

    def on_release(self, device: int, now_ns: int) -> None:
        """Take its release."""
        window = self._answers.popup_window
        if window is not None:
            self.eyes.look(window, now_ns, lambda look: self._on_release_look(look, device, now_ns))

    def on_activity(self, now_ns: int, *, down: bool, keys: bool) -> None:
        """Take that the hand moves."""
        self._tell({"t": "activity", "t_ns": now_ns, "down": down, "keys": keys})
        if not keys:
            self._moved_ns, self._moved = now_ns, True

    def on_beat(self, now_ns: int) -> None:
        """Look, at each beat, whether the pointer is over the popup, when the person has moved it."""
        if self._answers.popup_window is not None and self._moved:
            # Of motion that follows at once nothing is told: it is looked for when it must have come.
            self._moved = now_ns - self._moved_ns <= EVERY_NS
            self.eyes.point(now_ns, self._attend)

    def _attend(self, point: Point | None) -> None:
        if point is None:
            self._moved = True  # it moves still, or an agent moved it: look again
        else:
            self._tell_attending(there=self._answers.holds(point))

    def _tell_attending(self, *, there: bool) -> None:
        if there != self._attending:
            self._attending = there
            self._tell({"t": "attends", "there": there})

    def on_backup(self, name: str, now_ns: int) -> None:
        """Take a chord that only the second listener heard; in its thread. It may tighten and nothing else."""
        if name == "stop":
            self.halt("chord", "", now_ns)
        elif name == "pause":
            self._pause("chord")

    def on_restack(self) -> None:
        """Take that windows moved."""
        window = self._answers.popup_window
        if window is not None:
            self.eyes.look(window, time.monotonic_ns(), self._answers.look)

    def on_bypass(self, bypass: Bypass) -> None:
        """Take that input came past the gate: stop everything, and say who it was."""
        if self._halted and bypass.t_ns - self._bypassed_ns < _AGAIN_NS:
            return
        self._bypassed_ns = bypass.t_ns
        origin = bypass.origin
        self._tell(
            {
                "t": "bypass",
                "what": bypass.what,
                "why": bypass.why,
                "client": bypass.client,
                "pid": origin.pid,
                "executable": origin.executable,
                "agent": origin.agent,
                "t_ns": bypass.t_ns,
            }
        )
        self.halt("bypass", "", bypass.t_ns)

    def on_foreign(self, origin: Origin, what: str) -> None:
        """Take that a program that is no agent's makes input."""
        self._tell({"t": "foreign", "what": what, "pid": origin.pid, "executable": origin.executable})

    def on_problem(self, problem: str) -> None:
        """Take that something stopped working: one sentence, with the remedy."""
        self._tell({"t": "problem", "problem": problem})

    # The stop.

    def halt(self, how: str, device: str, t_ns: int) -> None:
        """Stop everything; from any thread."""
        self._halted = True
        self._stop.trigger(how, device, t_ns)
        self._answers.void()

    def notice_latch(self, now_ns: int) -> None:
        """Carry the stop out when another process has set the latch; call it at each beat."""
        if self._latch.stopped and not self._halted:
            self.halt("command", "", now_ns)

    # What others say.

    def obey(self, message: ServiceMessage, fds: tuple[int, ...], now_ns: int) -> None:
        """Carry out what the service says; its descriptors are ours from now on.

        Raises:
            OSError: a descriptor is not what it should be; the caller closes it.
        """
        match message:
            case OpenUpstream(number):
                self._stop.add_upstream(number, fds[0])
                self._tell({"t": "upstream_ok", "n": number})
            case CloseUpstream(number):
                self._stop.drop_upstream(number)
            case AddAgent(agent, pid, mode):
                self._stop.add_agent(agent, Target(pid, fds[0], mode))
                self._tell({"t": "agent_ok", "id": agent})
            case DropAgent(agent):
                self._stop.agents.drop(agent)
            case SetPending(request, kind, twice):
                self._answers.ask(request, kind, now_ns, twice=twice)
                if request is None:
                    self.eyes.let_pass()
                else:
                    self.eyes.swallow(self._answers.swallowed)
                self._watch_popup()
            case AllowOutlet(client):
                self.on_outlet(client)
            case OrderStop(how):
                self.halt(how, "", now_ns)
            case OrderPause(how):
                self._pause(how)
            case OrderRearm(request):
                self._rearm_confirmed(request)
            case OrderResume(request):
                self._resume_confirmed(request)
            case OrderTrust(request, program):
                self._trust_confirmed(request, program)
            case OrderPolicy(request, digest):
                self._policy_confirmed(request, digest)
            case Ping(number):
                self._tell({"t": "pong", "n": number})
            case ReplaceUi():
                self.forget_ui()
                self.on_ui(fds[0])
            case Configure():
                pass  # said once, at the start; a second one changes nothing

    def obey_ui(self, message: UiMessage, now_ns: int) -> None:
        """Take what the ui says about its popup."""
        match message:
            case ShowPopup():
                self._answers.show(message, now_ns)
            case ClosePopup(request):
                self._answers.close(request)
        self._watch_popup()
        self.on_restack()

    def forget_ui(self) -> None:
        """Take that the ui is gone."""
        self._answers.forget_popup()
        self._watch_popup()

    def _watch_popup(self) -> None:
        shown = self._answers.popup_window is not None
        self.eyes.watch(watch=shown)
        if not shown:
            self._tell_attending(there=False)

    def _on_release_look(self, look: Look, device: int, now_ns: int) -> None:
        self._give(self._answers.release(look, device, now_ns, stopped=self._latch.stopped))

    def _give(self, answer: Answer | None) -> None:
        if answer is not None and answer.verdict == STOP:
            self.halt("press", self.name_of(answer.device), answer.t_ns)
        elif answer is not None:
            self._tell(
                {
                    "t": "answer",
                    "request": answer.request,
                    "verdict": answer.verdict,
                    "gesture": answer.gesture,
                    "device": self.name_of(answer.device),
                    "t_ns": answer.t_ns,
                }
            )

    def _pause(self, how: str) -> None:
        self._latch.pause()
        self._tell({"t": "paused", "how": how})

    def _toggle_pause(self) -> None:
        if self._latch.paused:
            self._latch.resume()
            self._tell({"t": "resumed", "how": "chord"})
        else:
            self._pause("chord")

    def _rearm(self, how: str, device: int) -> bool:
        """Clear the latch, unless a stop is still being carried out or there is none."""
        if not self._latch.stopped:
            return False
        if not self._stop.rearm():
            # Said and not kept for later: by then the person may have meant another stop.
            self._tell({"t": "refused", "what": "rearm", "why": "stopping", "request": None})
            return False
        self._halted = False
        self._tell({"t": "rearmed", "how": how, "device": self.name_of(device)})
        return True

    def _rearm_confirmed(self, request: str | None) -> None:
        device = self._answers.take_confirmed(request)
        if device is None or not self._rearm("confirm", device):
            self._tell({"t": "refused", "what": "rearm", "request": request})

    def _resume_confirmed(self, request: str) -> None:
        if self._answers.take_confirmed(request) is None:
            self._tell({"t": "refused", "what": "resume", "request": request})
        else:
            self._latch.resume()
            self._tell({"t": "resumed", "how": "confirm"})

    def _trust_confirmed(self, request: str, program: str) -> None:
        device = self._answers.take_confirmed(request)
        if device is None or device > _LAST_DEVICE:
            # One tool cannot vouch for another.
            self._tell({"t": "refused", "what": "trust", "request": request})
        else:
            self.on_trust(program)
            self._tell({"t": "trusted", "program": program})

    def _policy_confirmed(self, request: str, digest: str) -> None:
        device = self._answers.take_confirmed(request)
        if device is None or device > _LAST_DEVICE:
            # Whoever writes the file may also work a tool that types: rules are loosened by hardware alone.
            self._tell({"t": "refused", "what": "policy", "request": request, "digest": digest})
        else:
            self._tell({"t": "policy", "digest": digest, "device": self.name_of(device)})


def _ignore(_: object) -> None:
    return
