"""A policy that changes while the supervisor runs: stricter at once, looser when a person has confirmed it by hand.

What a broken file says counts for nothing: what held goes on, and the person is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supervisor.core.policy_changes import changes_in_words
from supervisor.core.policy_in_force import InForce
from supervisor.core.record import Event

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from supervisor.app.configuration import NamedPolicy
    from supervisor.app.judging import PolicyJudge
    from supervisor.core.record_fields import Approval
    from supervisor.engine.engine import Engine
    from supervisor.engine.recorder import Recorder

_ASK_AGAIN = "`agent-supervisor policy use` asks again"


class Reloading:
    """Decides what holds when the file changes.

    Attributes:
        confirmed: What was read at the start, or last confirmed, or only tightened since.
        waiting: What waits for a person; None for nothing. As far as it tightens it holds already.
    """

    def __init__(
        self,
        loaded: NamedPolicy,
        *,
        judge: PolicyJudge,
        engine: Engine,
        recorder: Recorder,
        tell_human: Callable[[Mapping[str, object]], None],
        headless: bool,
    ) -> None:
        """Begin with what was read at the start.

        Args:
            loaded: That.
            judge: Judges by what holds.
            engine: Asks the person, and judges anew what it holds.
            recorder: Ours.
            tell_human: Sends a message.
            headless: Nobody can be asked.
        """
        self.confirmed = loaded
        self.waiting: NamedPolicy | None = None
        self._in_force = InForce.of(loaded.policy)
        self._judge = judge
        self._engine = engine
        self._recorder = recorder
        self._tell_human = tell_human
        self._headless = headless
        self._refused = ""
        self._broken = ""

    @property
    def problems(self) -> list[str]:
        """What the person should know of it, a sentence each."""
        found = [f"{self._broken} (the policy that held goes on)"] if self._broken else []
        if self._in_force.unsettled:
            found.append(f"the policy changed too often unconfirmed, so all is refused: {_ASK_AGAIN}")
        if self.waiting is not None:
            found.append(
                f"the changed policy `{self.waiting.name}` holds only where it is stricter: {self._remedy()}"
            )
        return found

    def _remedy(self) -> str:
        if self._headless:
            return "nobody can be asked here: it is used when the next supervisor starts"
        return self._refused or "a person has to confirm it at the screen"

    def found(self, new: NamedPolicy | str) -> None:
        """Take what the file says now: a policy, or the sentence why it is none."""
        if isinstance(new, str):
            if new != self._broken:
                self._broken = new
                self._withdraw()
                self._record("broken", sentence=new)
                self._tell()
            return
        mended, self._broken = bool(self._broken), ""
        last = self.waiting or self.confirmed
        if new.digest == last.digest and new.name == last.name:
            if mended:
                self._record("mended", new)
                self._tell()
                self._ask_unless_refused()
            return
        self._changed(new)

    def _changed(self, new: NamedPolicy) -> None:
        before = self._in_force
        words = changes_in_words(new.policy, self.confirmed.policy)
        self._withdraw()
        self._refused = ""
        self._in_force = before.changed(new.policy)
        if self._in_force.is_just(new.policy):
            self.confirmed, self.waiting = new, None
            self._record("tightened", new, changes=words)
            self._use()
            return
        self.waiting = new
        self._record("waiting", new, changes=words)
        self._use(changed=self._in_force is not before)
        if not self._in_force.unsettled:
            self._ask_unless_refused()

    def _use(self, *, changed: bool = True) -> None:
        if changed:
            self._judge.use(self._in_force)
            self._engine.policy_changed()
        self._tell()

    def _tell(self) -> None:
        self._engine.telling.policy = " ".join(self.problems)
        self._engine.telling.policy_waits = self.waiting is not None and not self._headless
        self._engine.publish()

    def _record(self, what: str, of: NamedPolicy | None = None, **more: Any) -> bool:
        outcome = {"change": what, "policy": (of or self.confirmed).name, "digest": (of or self.confirmed).digest}
        return self._recorder.write(Event.POLICY_LOADED, durable=True, outcome=outcome | more)

    # -- the question

    def ask(self) -> str:
        """Have the person asked, also after a no; says what became of it."""
        if self.waiting is None:
            return "nothing to do"
        if self._headless:
            return "nobody can be asked here: the changed policy is used when the next supervisor starts"
        if self._broken:
            return f"{self._broken}: mend it first"
        self._refused = ""
        self._put(self.waiting)
        self._tell()
        return "asked: a person must confirm it at the screen"

    def ask_anew(self) -> None:
        """Ask again after a stop, which took all questions back."""
        self._ask_unless_refused()

    def _ask_unless_refused(self) -> None:
        if self.waiting is not None and not (self._refused or self._headless or self._broken):
            self._put(self.waiting)

    def _put(self, new: NamedPolicy) -> None:
        old = self.confirmed.policy
        words = [changes_in_words(new.policy, old)]
        if any(policy is not new.policy and policy is not old for policy in self._in_force.policies):
            words.append("it takes back what was made stricter meanwhile")
        self._engine.holds.confirm(
            _question(new),
            f"Use the changed policy {new.path.name}?",
            "; ".join(part for part in words if part) or "it says the same in other words",
            lambda yes, approval: self._answered(new, yes, approval),
        )

    def _withdraw(self) -> None:
        if self.waiting is not None:
            self._engine.holds.withdraw(_question(self.waiting))

    def _answered(self, new: NamedPolicy, yes: bool, approval: Approval) -> None:
        outcome = {"question": "policy", "policy": new.name, "digest": new.digest}
        outcome["answer"] = "approve" if yes else "reject"
        recorded = self._recorder.write(Event.ANSWERED, durable=True, approval=approval, outcome=outcome)
        if not yes:
            self._refuse(f"a person rejected it: {_ASK_AGAIN}")
        elif recorded:
            self._tell_human({"t": "policy", "request": self._engine.holds.last_answered, "digest": new.digest})

    def refused_by_hand(self, message: Mapping[str, Any]) -> None:
        """Take the word of `human` that it saw no hand confirm something; only of the policy that waits it counts."""
        if self.waiting is None or message.get("digest") != self.waiting.digest:
            return
        self._refuse(f"a keyboard or pointer of this machine has to confirm it: {_ASK_AGAIN}")

    def _refuse(self, why: str) -> None:
        self._refused = why
        self._tell()

    def confirmed_by_hand(self, message: Mapping[str, Any]) -> None:
        """Take the word of `human` that a person confirmed a policy; only the one that waits is used."""
        new = self.waiting
        if new is None or message.get("digest") != new.digest:
            return
        device = str(message.get("device"))
        words = changes_in_words(new.policy, self.confirmed.policy)
        if not self._record("confirmed", new, changes=words, device=device):
            self._refuse(f"it could not be recorded: {_ASK_AGAIN}")
            return
        self.confirmed, self.waiting, self._refused = new, None, ""
        self._in_force = InForce.of(new.policy)
        self._use()


def _question(new: NamedPolicy) -> str:
    return f"policy {new.digest[:12]}"
