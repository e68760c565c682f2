"""What the engine is built of; `app` fills it in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from supervisor.engine.calendar import awake_or_asleep_ns, until_midnight_ns

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.core.action import Action
    from supervisor.core.assessment import Assessment, Decision, Tier
    from supervisor.core.autonomy import Level
    from supervisor.core.autonomy_terms import Terms
    from supervisor.core.autonomy_triggers import Trigger
    from supervisor.core.context import Context, Window
    from supervisor.core.keymap import Keymap
    from supervisor.core.opinion import Opinion
    from supervisor.core.ports import Desktop, Elements, ExternalJudge, Loop, Outlet, Selections
    from supervisor.core.settings import JudgeSettings, Settings
    from supervisor.core.time_limit import TimeLimit
    from supervisor.engine.mirror import Mirror
    from supervisor.engine.recorder import Recorder


class Judge(Protocol):
    """The judgement of the gate: detection and policy."""

    def version(self) -> int:
        """Number of the last change of its rules."""

    def levels_changed(self) -> None:
        """Take that another level holds for something: what was judged before may be decided otherwise now."""

    def terms(self) -> Terms:
        """Give what the policy says of levels."""

    def out_of_ordinary(
        self, action: Action, context: Context, raised: Tier | None
    ) -> tuple[frozenset[Trigger], Level | None]:
        """Give what is out of the ordinary about an action, and the laxest level at which a rule still asks.

        Args:
            action: The gesture.
            context: Where it would land.
            raised: The tier that the external judge took it to be, where that is graver than the rules say.
        """

    def judge(self, action: Action, context: Context) -> tuple[Assessment, Decision]:
        """Give what the action would do and what follows; the code path of `policy explain` too."""

    def question(self, action: Action, context: Context, settings: JudgeSettings) -> str:
        """Write what the external judge is to be asked, without secrets; empty where it is not asked."""

    def weighed(
        self, action: Action, context: Context, opinion: Opinion, settings: JudgeSettings
    ) -> tuple[Assessment, Decision]:
        """Give what follows with the external judge's opinion; never laxer than without."""

    def time_limit(self, rule_id: str) -> TimeLimit | None:
        """Give the time that the rule allows for an answer; None for as long as it takes."""

    def words(self, action: Action, context: Context) -> str:
        """Give the mirror's words, e.g. `click “Delete” in docs – Thunar`; passwords masked."""

    def sentence(self, action: Action, context: Context, assessment: Assessment) -> str:
        """Give the popup's one sentence."""

    def redacted(self, text: str) -> str:
        """Give a text without the secrets that it names as such, e.g. after `--password=`."""

    def ends_in_secret(self, text: str) -> bool:
        """Tell whether a line that is being typed ends inside a secret."""

    def masks(self, action: Action, context: Context) -> bool:
        """Tell whether what the action types there must not be shown or recorded."""

    def may_be_secret(self, action: Action, window: Window | None) -> bool:
        """Tell whether text for a field that did not say in time what it is may be a password."""

    def wheel_acts(self, window: Window | None) -> bool:
        """Tell whether the wheel may change something in a window, rather than only scroll."""

    def pastes(self, action: Action, context: Context) -> tuple[str, ...]:
        """Name the selections that the action would paste into a place where lines are commands; empty for none."""

    def is_terminal(self, window: Window) -> bool:
        """Tell whether a window is a terminal."""

    def is_launcher(self, window: Window) -> bool:
        """Tell whether a window takes a line that it starts a program by."""


class Hush(Protocol):
    """The way to `QuietLoop.hush`."""

    def __call__(self, *, quiet: bool) -> None:
        """Be quiet, or listen again."""


@dataclass(frozen=True, slots=True)
class Shells:
    """What is known of the shells in the person's terminals."""

    readline: bool = False
    """They are bash, and nothing is known to give its keys another meaning."""
    read: Callable[[int], bool] = lambda _pid: False
    """Tells whether shells have the keyboard in all terminals that a process shows."""


@dataclass(slots=True)
class Parts:
    """Ports and facts that do not change while the service runs, save the outlet."""

    loop: Loop
    desktop: Desktop
    elements: Elements
    selections: Selections
    judge: Judge
    recorder: Recorder
    mirror: Mirror
    settings: Settings
    tell_human: Callable[[dict[str, Any]], None]
    """Sends a message to `human`."""
    closed: Callable[[], bool]
    """Reads latch and pause from the shared memory."""
    headless: bool
    """No ui: nothing is shown, what must be asked is refused."""
    keymap: Callable[[], Keymap]
    """Gives the keyboard in use."""
    outlet: Outlet | None = None
    """None while there is no connection (before start, after stop)."""
    external_judge: ExternalJudge | None = None
    """None when the person wants none."""
    hush: Hush = lambda *, quiet: None  # noqa: ARG005 - nobody to hush
    """Stops hearing the agents' programs, or hears them again."""
    agents_settled: Callable[[], bool] = lambda: True
    """Tells whether the server has taken all that was passed on from the agents' programs."""
    latched: Callable[[], bool] = lambda: False
    """Reads the stop latch alone."""
    shells: Shells = field(default_factory=Shells)
    boot_ns: Callable[[], int] = awake_or_asleep_ns
    """The clock of grants, ns: it goes on in suspend."""
    until_midnight_ns: Callable[[], int] = until_midnight_ns
    """How long the person's day still lasts, ns."""
