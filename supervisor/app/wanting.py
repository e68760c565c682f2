"""What commands and the tray want of the gate: what tightens is done at once, what loosens is asked first."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from supervisor.app.leveling import LevelError, TrayWord, tray_word, wanted_level
from supervisor.app.staging import learning_word, want_stage
from supervisor.core.record import Event

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from supervisor.core.record_fields import Approval
    from supervisor.core.settings import Chords
    from supervisor.engine.engine import Engine
    from supervisor.engine.recorder import Recorder

_QUESTIONS = {
    "rearm": ("Let agents work again after the stop?", "a person pressed stop; only a person can undo it"),
    "resume": ("Open the gate for the agents again?", "a person paused the agents; only a person can undo it"),
    "ask-again": (
        "Ask again about what is refused since you rejected it?",
        "until now the agents are refused it without a question; only a person can undo it",
    ),
    "quit": ("End the supervisor and the agents that run under it?", "while it is gone nothing is supervised"),
}
_NOTHING = {
    "rearm": "nothing is stopped",
    "resume": "nothing is paused",
    "ask-again": "nothing is refused since you rejected it",
    "quit": "nothing is supervised",
}
"""Said where there is nothing to ask a person about."""


class Wants:
    """Carries out what is wanted, or has the person asked.

    Attributes:
        use_policy: Has the person asked whether a changed policy is to be used; says what became of it.
        policy_confirmed: Takes the word of `human` that a hand confirmed a policy.
    """

    def __init__(
        self,
        engine: Engine,
        recorder: Recorder,
        tell_human: Callable[[Mapping[str, object]], None],
        *,
        quit_: Callable[[], None],
        chords: Chords | None,
    ) -> None:
        """Join the parts.

        Args:
            engine: Ours.
            recorder: Ours.
            tell_human: Sends a message.
            quit_: Ends the service.
            chords: What a person can press where there is no screen to ask on; None where there is one.
        """
        self._engine = engine
        self._recorder = recorder
        self._tell_human = tell_human
        self._quit = quit_
        self._chords = chords
        self.use_policy: Callable[[], str] = lambda: "nothing to do"
        self.policy_confirmed: Callable[[Mapping[str, Any]], None] = lambda _message: None

    def confirmed_by_hand(self, message: Mapping[str, Any]) -> None:
        """Take the word of `human` that a hand at keyboard or pointer confirmed what loosens the rules."""
        self._engine.levels.confirmed_by_hand(str(message.get("digest")))
        self.policy_confirmed(message)

    def _level(self, message: Mapping[str, object], how: str) -> str:
        try:
            return self._engine.levels.want(wanted_level(message), how)
        except LevelError as e:
            return str(e)

    def _of_tray(self, word: TrayWord, how: str) -> str:
        levels = self._engine.levels
        # Stages that were earned have names of their own.
        taker = levels.stages if word.proposal.startswith("s") else levels
        if word.kind == "level-accept":
            return taker.accept(word.proposal)
        if word.kind == "level-decline":
            return taker.decline(word.proposal, how)
        if word.kind == "level-end":
            return levels.end_loan(word.scope, how)
        return self._level(word.wanted, how)

    def take(self, what: str, how: str, more: Mapping[str, object] = MappingProxyType({})) -> str:
        """Tighten at once; ask the person before loosening.

        Args:
            what: What is wanted.
            how: `command` or `tray`.
            more: Of a level or stage, which and for what.

        Returns:
            What became of it, in a few words.
        """
        engine = self._engine
        if what.startswith("revoke:"):
            engine.standing.revoke(what.partition(":")[2] or None, how)
            return "taken back"
        if (word := tray_word(what)) is not None:
            return self._of_tray(word, how)
        stage = more if what == "stage" else learning_word(what)
        if stage is not None:
            return want_stage(engine.levels.stages, stage, how)
        if what == "stop":
            self._tell_human({"t": "stop", "how": how})
            return "stopped"
        if what == "pause":
            self._tell_human({"t": "pause", "how": how})
            return "paused"
        if what == "quit" and not engine.agents and not engine.stopped:
            self._quit()
            return "quitting"
        there_is = {
            "resume": engine.anything_paused,
            "rearm": engine.stopped,
            "ask-again": engine.standing.refused_patterns() > 0,
        }
        if what == "level":
            return self._level(more, how)
        if what == "use-policy":
            return self.use_policy()
        if what not in _QUESTIONS or not there_is.get(what, True):
            return _NOTHING.get(what, "nothing to do")
        if self._chords is not None:
            chord = {"resume": self._chords.pause, "rearm": self._chords.rearm}.get(what)
            return f"a person must press {chord} at the machine" if chord else "end the agents first"
        sentence, why = _QUESTIONS[what]
        engine.holds.confirm(what, sentence, why, lambda yes, approval: self._answered(what, yes, approval))
        return "asked: a person must confirm it at the screen"

    def _answered(self, what: str, yes: bool, approval: Approval) -> None:
        outcome = {"question": what, "answer": "approve" if yes else "reject"}
        self._recorder.write(Event.ANSWERED, durable=True, approval=approval, outcome=outcome)
        if not yes:
            return
        if what == "quit":
            self._quit()
        elif what == "ask-again":
            self._engine.standing.ask_again()
            self._engine.publish()
        elif what == "resume" and not self._engine.paused:
            self._engine.resume("confirmed")
        else:
            self._tell_human({"t": what, "request": self._engine.holds.last_answered})
