"""The service process: builds the real parts, joins them, and goes down safely."""

from __future__ import annotations

import gc
import itertools
import json
import logging
import mmap
import os
import secrets
import signal
import socket
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from supervisor import traces
from supervisor.app.agents import AgentRun, Agents
from supervisor.app.answering import take_answer
from supervisor.app.callers import Callers, close_all
from supervisor.app.changing_settings import ChangingSettings
from supervisor.app.commands import Commands
from supervisor.app.human_link import HumanLink
from supervisor.app.judge_link import open_judge
from supervisor.app.judging import PolicyJudge
from supervisor.app.levels_file import LevelsFile
from supervisor.app.locking import Locking
from supervisor.app.noticing import Noticing
from supervisor.app.past import Past
from supervisor.app.practice import Practice
from supervisor.app.recalling import Recalling
from supervisor.app.reloading import Reloading
from supervisor.app.review_pages import ReviewPages
from supervisor.app.review_showing import ReviewShowing
from supervisor.app.reviewing import Reviewing
from supervisor.app.screen import Screen, open_screen
from supervisor.app.summing import Summing
from supervisor.app.trusting import Trusting
from supervisor.app.turns import Turns
from supervisor.app.ui_link import UiLink
from supervisor.app.wanting import Wants
from supervisor.app.windows import Review, Windows
from supervisor.audit.journal import Journal
from supervisor.audit.signing import Signer
from supervisor.audit.storage import JournalError
from supervisor.core.chord import Chord
from supervisor.core.record import Event
from supervisor.core.shared_state import LATCH, PAUSED, SERVICE_BEAT, SIZE
from supervisor.desktop.atspi_bus import session_address
from supervisor.desktop.foreground import shell_reads
from supervisor.desktop.login_shell import edits_like_bash
from supervisor.desktop.screen_lock import ScreenLock
from supervisor.engine.canaries import Canaries
from supervisor.engine.engine import Engine
from supervisor.engine.loop import EventLoop
from supervisor.engine.mirror import Mirror
from supervisor.engine.parts import Parts, Shells
from supervisor.engine.quiet_loop import QuietLoop
from supervisor.engine.recorder import Recorder, sends
from supervisor.intake.control import Control, Peer
from supervisor.intake.screenshots import Screenshots

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from supervisor.app.configuration import NamedPolicy
    from supervisor.app.paths import DisplayPaths, Paths
    from supervisor.app.policy_watch import PolicyWatch
    from supervisor.core.settings import Settings

_log = logging.getLogger(__name__)
BEAT_S = 0.05
FIRST_PEER_S = 15.0
"""Whoever started the service comes within this time; a mere question in between must not end it."""
LINGER_S = 0.5
"""The service stays this long after the last peer has left: a script may bring the next agent at once."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a service is started with."""

    display: str
    """The real display."""
    paths: Paths
    files: DisplayPaths
    policy: NamedPolicy
    watch: PolicyWatch
    """Notices when the policy changes."""
    settings: Settings
    headless: bool


class Service:
    """One supervisor of one display; implements `intake.control.Handler`."""

    def __init__(self, plan: Plan) -> None:
        """Build everything; nothing runs yet.

        Raises:
            DesktopError: the display cannot be used.
            JournalError: the record cannot be opened.
            ControlError: the control socket cannot be made.
        """
        self.plan = plan
        self.loop = EventLoop()
        self.external_judge = open_judge(self.loop, plan.settings.judge, os.environ)
        self.agents_loop = QuietLoop(self.loop)
        self._memory_fd = os.memfd_create("agent-supervisor", os.MFD_CLOEXEC)
        os.ftruncate(self._memory_fd, SIZE)
        self._mmap = mmap.mmap(self._memory_fd, SIZE)
        self.memory = memoryview(self._mmap)
        self.journal = Journal.open(plan.files.record, Signer.load_or_create(plan.paths.data / "signing-key.pem"))
        self.judge, self.summing = PolicyJudge(plan.policy.policy), Summing(self.loop, self.journal)
        self.recorder = Recorder(self.journal, JournalError, self._record_failed, self.loop, clean=self.judge.fields)
        self.mirror = Mirror(self.loop, self.judge.words, self.judge.redacted)
        self.human = HumanLink(self.loop, self.memory, self._memory_fd)
        self.ui = UiLink(self.loop, lambda end: self.human.tell({"t": "ui"}, (end.fileno(),)))
        self.screen: Screen = open_screen(
            plan.display, self.loop, self._display_lost, plan.paths.runtime, grab_limit_s=plan.settings.grab_limit_s
        )
        self.screenshots = Screenshots(self.loop, self.screen.copies, wait_s=plan.settings.screenshot_wait_ms / 1000)
        parts = Parts(
            loop=self.loop,
            desktop=self.screen.desktop,
            elements=self.screen.elements,
            selections=self.screen.selections,
            judge=self.judge,
            recorder=self.recorder,
            mirror=self.mirror,
            settings=plan.settings,
            tell_human=self.human.tell,
            closed=lambda: bool(self.memory[LATCH] or self.memory[PAUSED]),
            headless=plan.headless,
            keymap=self.screen.keymap,
            hush=self.agents_loop.hush,
            agents_settled=lambda: bool(self.agents.settled()),
            latched=lambda: bool(self.memory[LATCH]),
            shells=Shells(edits_like_bash(), shell_reads),
            external_judge=self.external_judge,
        )
        numbers, prefix = itertools.count(1), secrets.token_hex(4)
        self.engine = Engine(parts, lambda: f"{prefix}-{next(numbers)}")
        self.screen.on_keyboard = self.engine.keyboard_changed
        self.agents, self.callers = Agents(self), Callers(self)
        self.screen.desktop.behind_proxy = self.agents.owner_of
        self.locking = Locking(self.engine, self.screen.desktop, ScreenLock(os.environ))
        self._build_questions()
        self.control = Control(self.loop, plan.files.control, self)
        self._ready_fd = -1
        self._lost = False
        self._expecting = True
        if plan.files.latch.exists():
            # A stop outlives its service: it ends only when a person re-arms.
            self.memory[LATCH] = 1
            self.engine.stopped = True

    def _build_questions(self) -> None:
        """Build what asks the person before anything is loosened, and what tells them that something waits."""
        self.noticing, self.canaries = Noticing(self.engine), Canaries(self.engine, secrets.SystemRandom().random)
        plan, tell, engine, record = self.plan, self.human.tell, self.engine, self.recorder
        kept, named = plan.paths.data / "trusted.json", plan.settings.trusted
        self.trusting = Trusting(kept, named, holds=self.engine.holds, recorder=self.recorder, tell_human=tell)
        self.reloading = Reloading(
            plan.policy, judge=self.judge, engine=engine, recorder=record, tell_human=tell, headless=plan.headless
        )
        chords = plan.settings.chords if plan.headless else None
        self.wants = Wants(self.engine, self.recorder, tell, quit_=self._quit, chords=chords)
        self.wants.use_policy, self.wants.policy_confirmed = self.reloading.ask, self.reloading.confirmed_by_hand
        past = Past(self.loop, plan.files.record, self.mirror.tell)
        self.practice = Practice(self.engine, plan.paths.data / "welcomed")
        settings = ChangingSettings(self.engine, plan.paths.config / "settings.toml")
        turns = Turns(self.loop)
        self.reviewing = Reviewing(self.engine, plan.files.record, turns)
        pages = ReviewPages(self.summing, plan.files.record, turns, self.mirror.tell)
        pages.on_count = self.engine.telling.waits_to_be_gone_through
        self.reviewing.reviews.on_marked, self.showing = pages.marked, ReviewShowing(self.mirror)
        review = Review(pages, self.reviewing, self.showing, self.engine.telling.presenting)
        self.windows = Windows(self.engine.holds, past, self.practice, settings, review)
        self.commands = Commands(self)

    # -- running

    def run(self, ready_fd: int) -> int:
        """Run until the last peer has gone.

        Args:
            ready_fd: Gets one line of JSON, `{"ok": true}` or `{"error": sentence}`, once it is clear.

        Returns:
            Exit status.
        """
        self._ready_fd = ready_fd
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, lambda _signal, _frame: self.loop.after(0, self._terminated))
        self.human.on_message = self._from_human
        self.human.on_lost = self._human_lost
        self.ui.on_ready = self._ui_ready
        self.ui.on_lost = self.engine.ui_lost
        self.ui.on_message = self._from_ui
        self.ui.on_started = self.screen.desktop.own_pids.add
        human_end, ui_end = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        settings = self.plan.settings
        chords = settings.chords.model_dump()
        config = {"t": "config", "chords": chords, "escape_hold_s": settings.escape_hold_s}
        self.human.start(human_end, config | {"arm_ms": settings.arm_ms, "trusted": self.trusting.trusted})
        if self.plan.headless:
            self._ui_end = ui_end
        else:
            self.ui.start(self._ui_config({name: Chord.parse(chord).label for name, chord in chords.items()}), ui_end)
        self._beat()
        self.locking.start(self.loop)
        self.noticing.start()
        Recalling(self.loop, self.journal.path, self.journal.public_key).start(self.engine.past.recall)
        gc.collect()
        gc.freeze()
        try:
            self.loop.run()
        finally:
            self._close()
        return 1 if self._lost else 0

    def _ui_config(self, labels: Mapping[str, str]) -> dict[str, Any]:
        settings = self.plan.settings.model_dump(mode="json")
        return {"t": "config", "labels": dict(labels), "settings": settings, "bus": session_address(os.environ)}

    def _beat(self) -> None:
        now_ns = self.loop.now_ns()
        self.memory[SERVICE_BEAT : SERVICE_BEAT + 8] = now_ns.to_bytes(8, "little")
        with suppress(JournalError):
            self.journal.tick(now_ns / 1e9)
        self.loop.after(BEAT_S, self._beat)

    def _said(self, message: dict[str, Any]) -> None:
        """Tell whoever started us, once."""
        if self._ready_fd >= 0:
            with suppress(OSError):
                os.write(self._ready_fd, json.dumps(message).encode() + b"\n")
            os.close(self._ready_fd)
            self._ready_fd = -1

    # -- human

    def _from_human(self, message: Mapping[str, Any]) -> None:
        kind = message.get("t")
        handler = {
            "ready": self._human_ready,
            "activity": self._activity,
            "attends": lambda m: self.engine.attends(there=m.get("there") is True),
            "unasked": self._unasked,
            "answer": lambda m: take_answer(self.engine.holds, m),
            "stopped": self._stopped,
            "stop_done": self._stop_done,
            "bypass": self._bypassed,
            "foreign": self._foreign,
            "trusted": self.trusting.confirmed,
            "policy": self.wants.confirmed_by_hand,
            "refused": self._confirmation_refused,
            "paused": lambda m: self.engine.pause(str(m.get("how"))),
            "resumed": lambda m: self.engine.resume(str(m.get("how"))),
            "rearmed": self._rearmed,
        }.get(str(kind))
        if handler is not None:
            handler(message)

    def _human_ready(self, message: Mapping[str, Any]) -> None:
        self._open_outlet()
        outcome = {"display": self.plan.display, "headless": self.plan.headless}
        outcome |= {"policy": self.plan.policy.name, "policy_digest": self.plan.policy.digest}
        outcome |= {key: message.get(key) for key in ("physical", "problems")} | {"trusted": self.trusting.trusted}
        outcome |= {"judge": self.external_judge.words if self.external_judge is not None else None}
        if not self.recorder.write(Event.SUPERVISOR_STARTED, durable=True, outcome=outcome):
            self._said({"error": self.recorder.failure})
            self.loop.stop()
            return
        self.engine.levels.kept.restore(LevelsFile(self.plan.files.record))
        if not self.plan.headless:
            # Only `human` knows what the keys are called on the keyboard in use.
            self.ui.configure(self._ui_config(message.get("labels", {})))
            self.trusting.ask()
        self.plan.watch.start(self.loop, self.reloading.found)
        self._said({"ok": True, "problems": message.get("problems", [])})
        self.loop.after(FIRST_PEER_S, self._first_peer_due)

    def _open_outlet(self) -> None:
        portable = self.plan.settings.outlet == "portable"
        self.screen.open_outlet(
            self.engine,
            self.memory,
            self.human.hold_socket,
            self.human.allow_outlet,
            portable_fd=self._memory_fd if portable else None,
        )

    def _first_peer_due(self) -> None:
        """Whoever started us has had time to come."""
        self._expecting = False
        self._maybe_end()

    def _activity(self, message: Mapping[str, Any]) -> None:
        t_ns = message.get("t_ns")
        if isinstance(t_ns, int):
            self.engine.person_moved(t_ns=t_ns, down=bool(message.get("down")), keys=bool(message.get("keys", True)))

    def _unasked(self, message: Mapping[str, Any]) -> None:
        word, device = str(message.get("verdict")), str(message.get("device"))
        self.engine.holds.too_late.answered("", word, approver=device, gesture="chord")

    def _stopped(self, message: Mapping[str, Any]) -> None:
        detail = {k: message.get(k) for k in ("how", "device", "t_ns", "closed_ns")}
        with suppress(OSError):
            self.plan.files.latch.write_text(json.dumps(detail))
        self.control.tell_all({"t": "stopped", "how": message.get("how")})
        self.engine.stop(detail)
        self.noticing.stopped(str(message.get("how")))
        self.practice.stopped()
        self.screen.close_outlet(self.engine)
        with suppress(JournalError):
            self.journal.seal()

    def _bypassed(self, message: Mapping[str, Any]) -> None:
        """Input came past the gate; the word of the stop follows."""
        known = ("what", "why", "client", "pid", "executable", "agent", "t_ns")
        self.engine.bypassed({k: message.get(k) for k in known})

    def _foreign(self, message: Mapping[str, Any]) -> None:
        outcome = {k: message.get(k) for k in ("what", "pid", "executable")}
        self.recorder.write(Event.FOREIGN_INPUT, outcome=outcome)

    def _stop_done(self, message: Mapping[str, Any]) -> None:
        outcome = {k: message.get(k) for k in ("how", "t_ns", "closed_ns", "killed_ns", "released_ns")}
        self.recorder.write(Event.OUTCOME, outcome=outcome | {"result": "stop_done"})
        self.control.tell_all({"t": "stop_done"} | outcome)
        self.engine.stop_done()

    def _confirmation_refused(self, message: Mapping[str, Any]) -> None:
        if message.get("what") == "policy":
            self.engine.levels.refused_by_hand(str(message.get("digest")))
            self.reloading.refused_by_hand(message)
        elif message.get("what") == "rearm" and message.get("why") == "stopping":
            self.engine.rearm_refused()

    def _rearmed(self, message: Mapping[str, Any]) -> None:
        self.plan.files.latch.unlink(missing_ok=True)
        self.engine.rearm(str(message.get("how")), None)
        self._open_outlet()
        self.practice.rearmed()
        self.reloading.ask_anew()
        self.control.tell_all({"t": "rearmed"})
        self._maybe_end()

    def _human_lost(self, why: str) -> None:
        """Nobody hears the person any more: end the agents and ourselves."""
        _log.error("the process that hears the person is gone: %s", why)
        self._lost = True
        self.memory[LATCH] = 1
        self._said({"error": f"cannot listen to the person's keyboard: {why}: see `{self.plan.files.log}`"})
        self.agents.kill_all()
        releases = self.screen.releases(self.memory)
        self.recorder.write(Event.SENDING, outcome=sends(releases, None) | {"by": "supervisor"})
        self.screen.release(releases)
        self.engine.stop({"how": "human-lost", "why": why})
        self.noticing.human_lost()
        self.loop.stop()

    def _display_lost(self, why: str) -> None:
        _log.error("the display is gone: %s", why)
        self._lost = True
        self.memory[LATCH] = 1
        self._said({"error": f"the display `{self.plan.display}` is gone: {why}"})
        self.engine.stop({"how": "display-lost", "why": why})
        self.agents.kill_all()
        self.loop.stop()

    # -- ui

    def _ui_ready(self, send: Any) -> None:
        self.mirror.attach(send)
        self.engine.ui_ready()
        self.practice.ui_ready()
        self.showing.ui_ready()

    def _from_ui(self, message: Mapping[str, Any]) -> None:
        kind = message.get("t")
        if kind == "drawn" and isinstance(message.get("id"), int):
            self.mirror.on_drawn(int(message["id"]))
        elif kind == "chosen":
            words = (str(message.get(key)) for key in ("id", "breadth", "span"))
            self.engine.holds.choice_shown(*words)
        elif kind == "written":
            self.engine.holds.written(message)
        elif kind == "shown":
            self.noticing.shown(str(message.get("id")))
        elif kind == "cover":
            self.screenshots.cover(message)
        elif kind == "uncover":
            self.screenshots.uncover(message)
        elif kind == "ready":
            self.screenshots.new_ui(message.get("bases"), self.mirror.tell)
        elif kind == "want":
            self.wants.take(str(message.get("what")), "tray")
        else:
            self.windows.take(message)

    # -- commands

    def on_message(self, peer: Peer, message: dict[str, Any], fds: tuple[int, ...]) -> None:
        """Serve a command."""
        kind = message.get("t")
        if self.callers.refused(peer, message):
            close_all(fds)
            return
        if kind in ("run", "display", "started", "replaced", "ended"):
            self.agents.on_message(peer, message, fds)
            self.settles()
            return
        close_all(fds)
        self.commands.take(str(kind), peer, message)

    def settles(self) -> None:
        """Take that somebody is here whom we stay for."""
        self._expecting = False

    def on_gone(self, peer: Peer) -> None:
        """A command has ended."""
        if isinstance(peer.agent, AgentRun):
            self.agents.gone(peer.agent)
        self.loop.after(LINGER_S, self._maybe_end)

    def status(self) -> dict[str, Any]:
        """Give what `status --json` prints."""
        facts = self.human.facts
        found, more = self.engine.status(), [*self.trusting.problems, *self.reloading.problems]
        return found | {
            "display": self.plan.display,
            "policy": self.reloading.confirmed.name,
            "policy_waits": self.reloading.waiting.name if self.reloading.waiting else None,
            "record": str(self.plan.files.record),
            "contained": all(agent["contained"] for agent in found["agents"]),
            "physical": facts.get("physical", []),
            "problems": [*facts.get("problems", []), *self.screen.problems, *more],
        }

    # -- the end

    def _record_failed(self, sentence: str) -> None:
        self.loop.after(0, self.engine.publish)
        _log.error("%s", sentence)

    def _maybe_end(self) -> None:
        """End when nobody needs us: no agent, no tray, and no stop that still waits for its re-arm on a screen."""
        if self._expecting or any(peer.stays for peer in self.control.peers.values()):
            return
        if self.engine.stopped and not self.plan.headless:
            return
        self._quit()

    def _terminated(self) -> None:
        """End for good: the agents go with us and their keys are let go, but no latch stays: nobody pressed stop."""
        _log.info("ended by SIGTERM")
        self._lost = bool(self.engine.agents)
        self._quit()

    def _quit(self) -> None:
        self.loop.stop()

    def _close(self) -> None:
        """Leave nothing behind: agents first, then the gate, the record last."""
        self._said({"error": "the supervisor ended before it was ready"})
        self.memory[LATCH] = 1
        self.plan.watch.close(self.loop)
        self.locking.close()
        self.agents.close()
        self.control.close()
        if self.external_judge is not None:
            self.external_judge.close()
        self.ui.close()
        self.human.close()
        self.engine.flood.end()
        self.summing.close()
        self.recorder.write(Event.SUPERVISOR_ENDED, durable=True, outcome={"lost": self._lost})
        with suppress(JournalError):
            self.journal.close()
        self.screen.close()


def log_to(path: Path) -> None:
    """Send log lines to a file, or to standard error when it cannot be written."""
    with suppress(OSError):
        fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        os.dup2(fd, 2)
        os.close(fd)
    traces.install()
    traces.log_to_stderr()
