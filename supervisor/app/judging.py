"""The gate's judgement: detection and policy behind the engine's port."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from supervisor.core.autonomy_triggers import triggers
from supervisor.core.facts import Program
from supervisor.core.policy_in_force import InForce
from supervisor.detect import external_judge
from supervisor.detect.combine import gather, judge
from supervisor.detect.lexicon import prepare
from supervisor.detect.pastes import pasted_selections
from supervisor.detect.programs import program_kind
from supervisor.detect.sentence import ask_sentence, hides_text, words
from supervisor.detect.typed import may_be_secret

if TYPE_CHECKING:
    from supervisor.core.action import Action
    from supervisor.core.assessment import Assessment, Decision, Tier
    from supervisor.core.autonomy import Level
    from supervisor.core.autonomy_terms import Terms
    from supervisor.core.autonomy_triggers import Trigger
    from supervisor.core.context import Context, Window
    from supervisor.core.opinion import Opinion
    from supervisor.core.policy import Policy
    from supervisor.core.settings import JudgeSettings
    from supervisor.core.time_limit import TimeLimit


class PolicyJudge:
    """Judges by what holds; the code path of `policy explain` too."""

    def __init__(self, policy: Policy) -> None:
        self._policy = InForce.of(policy)
        self._redactor = policy.redactor
        self._version = 0
        self._said: tuple[Action, Context, str] | None = None
        # No decision of a live gate waits for the lexicons.
        prepare()

    def use(self, in_force: InForce) -> None:
        """Judge by something else from now on."""
        self._policy, self._redactor, self._said = in_force, in_force.redactor, None
        self._version += 1

    def version(self) -> int:
        """Give the number of the last change: what was judged under another may be judged otherwise now."""
        return self._version

    def levels_changed(self) -> None:
        """Take that another level holds for something."""
        self._version += 1

    def terms(self) -> Terms:
        """Give what the policy says of levels."""
        return self._policy.terms

    def out_of_ordinary(
        self, action: Action, context: Context, raised: Tier | None
    ) -> tuple[frozenset[Trigger], Level | None]:
        """Give what is out of the ordinary about an action, and the laxest level at which a rule still asks.

        Args:
            action: The gesture.
            context: Where it would land.
            raised: The tier that the external judge took it to be, where that is graver than the rules say.
        """
        facts = gather(action, context)
        if raised is not None:
            # The rules decided on that tier, and some speak of no other.
            facts = replace(facts, assessment=replace(facts.assessment, tier=raised))
        found = triggers(facts, self._policy.terms.bounds, warned=raised is not None)
        return found, self._policy.asks_to(facts)

    def fields(self, fields: dict[str, Any]) -> dict[str, Any]:
        """Give the fields of a row of the record without the secrets in them."""
        return self._redactor.fields(fields)

    def judge(self, action: Action, context: Context) -> tuple[Assessment, Decision]:
        """Give what the action would do and what follows."""
        assessment, decision = judge(action, context, self._policy)
        # Evidence and reason quote what was typed; they go to the popup, the tray and the record.
        return self._redactor.assessment(assessment), self._redactor.decision(decision)

    def question(self, action: Action, context: Context, settings: JudgeSettings) -> str:
        """Write what the external judge is to be asked, without secrets; empty where it is not asked."""
        if self.masks(action, context):
            return ""
        if not external_judge.worth_asking(action, context, self._policy, settings.tiers):
            return ""
        redactor = self._redactor
        return external_judge.question(redactor.action(action), redactor.context(context), redactor.value)

    def weighed(
        self, action: Action, context: Context, opinion: Opinion, settings: JudgeSettings
    ) -> tuple[Assessment, Decision]:
        """Give what follows with the external judge's opinion; never laxer than without."""
        ignores = settings.on_failure == "ignore"
        assessment, decision = external_judge.weighed(action, context, self._policy, opinion, ignores_failure=ignores)
        return self._redactor.assessment(assessment), self._redactor.decision(decision)

    def time_limit(self, rule_id: str) -> TimeLimit | None:
        """Give the time that the rule allows for an answer; None for as long as it takes."""
        return self._policy.time_limit(rule_id)

    def words(self, action: Action, context: Context) -> str:
        """Give the mirror's words."""
        # Mirror, list and agent are told the same of one action, one after the other.
        if self._said is None or self._said[0] is not action or self._said[1] is not context:
            self._said = action, context, self._redactor.text(words(self._redactor.action(action), context))
        return self._said[2]

    def sentence(self, action: Action, context: Context, assessment: Assessment) -> str:
        """Give the popup's one sentence."""
        return self._redactor.text(ask_sentence(self._redactor.action(action), context, assessment))

    def redacted(self, text: str) -> str:
        """Give a text without the secrets in it."""
        return self._redactor.text(text)

    def ends_in_secret(self, text: str) -> bool:
        """Tell whether a line that is being typed ends inside a secret."""
        return self._redactor.ends_in_secret(text)

    def masks(self, action: Action, context: Context) -> bool:
        """Tell whether what the action types there must not be shown or recorded."""
        return self._policy.masks(context) or hides_text(action, context)

    def wheel_acts(self, window: Window | None) -> bool:
        """Tell whether the wheel may change something in a window, rather than only scroll."""
        return window is not None and program_kind(window) is Program.SETTINGS

    def pastes(self, action: Action, context: Context) -> tuple[str, ...]:
        """Name the selections that the action would paste into a place where lines are commands."""
        return pasted_selections(action, context)

    def may_be_secret(self, action: Action, window: Window | None) -> bool:
        """Tell whether text for a field that did not say in time what it is may be a password."""
        return may_be_secret(action, window)

    def is_terminal(self, window: Window) -> bool:
        """Tell whether a window is a terminal."""
        return program_kind(window) is Program.TERMINAL

    def is_launcher(self, window: Window) -> bool:
        """Tell whether a window takes a line that it starts a program by."""
        return program_kind(window) is Program.RUN_DIALOG
