"""The dial in the menu: what it shows, and that choosing there only says what is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QMenu

from supervisor.core.autonomy import Level
from supervisor.core.autonomy_stages import Stage
from supervisor.ui.level_menu import NAME, LevelMenu, plain, short
from supervisor.ui.levels import Autonomy, LevelDial, Proposed
from supervisor.ui.stages import Progress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QApplication

SECOND = 10**9
GATES = LevelDial(highest=Level.FULL_AUTONOMY)
LENT = LevelDial(
    level=Level.BATCH_REVIEW, highest=Level.FULL_AUTONOMY, ends_ns=900 * SECOND, lent_here=True, why="by a person"
)
EARNED = Proposed("p1", Level.CONFIDENCE_BASED, "agent bot, app R&D", "you were for 65 of 65")


class Rig:
    """A menu with a dial in it, and a clock that stands still.

    Attributes:
        wanted: What was chosen.
        now_ns: The clock.
    """

    def __init__(self) -> None:
        self.menu = QMenu()
        self.wanted: list[str] = []
        self.now_ns = 0
        self.levels = LevelMenu(self.wanted.append, lambda: self.now_ns)

    def fill(
        self,
        *dials: LevelDial,
        proposed: tuple[Proposed, ...] = (),
        narrower: int = 0,
        stages: tuple[Progress, ...] = (),
    ) -> None:
        self.menu.clear()
        self.levels.clear()
        self.levels.fill(self.menu, Autonomy(dials, proposed, narrower, stages))

    @property
    def dial(self) -> QMenu:
        """The submenu for all agents."""
        return self.levels.menus[0]

    def action(self, text: str, menu: QMenu | None = None) -> QAction:
        """Give the line that begins so."""
        (found,) = (one for one in (menu or self.dial).actions() if one.text().startswith(text))
        return found

    def submenu(self, text: str, menu: QMenu | None = None) -> QMenu:
        """Give the submenu whose line begins so."""
        action = self.action(text, menu)
        return next(one for one in self.levels.menus if one.menuAction() is action)


@pytest.fixture
def rig(qapp: QApplication) -> Iterator[Rig]:  # noqa: ARG001 - Qt has to be there first
    made = Rig()
    yield made
    made.menu.deleteLater()


def names(menu: QMenu) -> list[str]:
    return [action.objectName() for action in menu.actions() if action.objectName()]


def test_without_news_there_is_no_dial(rig: Rig) -> None:
    rig.fill()
    assert rig.menu.actions() == []


def test_all_six_levels_stand_there_and_the_one_that_holds_is_marked(rig: Rig) -> None:
    rig.fill(GATES)
    assert rig.menu.actions()[0].text() == "Autonomy: Approval gates"
    lines = [action for action in rig.dial.actions() if ": " in action.text()]
    assert len(lines) == len(Level)
    assert [action.text().partition(":")[0] for action in lines if action.isChecked()] == ["Approval gates"]


def test_what_is_stricter_is_one_line_away_and_of_what_is_laxer_the_time_is_chosen(rig: Rig) -> None:
    rig.fill(GATES)
    rig.action("Full oversight").trigger()
    assert rig.wanted == ["level:full-oversight@approval-gates::"]
    spans = rig.submenu("Full autonomy")
    assert [action.text() for action in spans.actions()] == ["Until I change it…", "For 15 minutes…", "For an hour…"]
    for action in spans.actions():
        action.trigger()
    assert rig.wanted[1:] == [
        "level:full-autonomy@approval-gates::",
        "level:full-autonomy@approval-gates:15m:",
        "level:full-autonomy@approval-gates:1h:",
    ]


def test_whatever_is_laxer_is_marked_as_a_question(rig: Rig) -> None:
    rig.fill(GATES, LevelDial("bot", highest=Level.FULL_AUTONOMY), proposed=(EARNED,))
    order = {level.value: level.rank for level in Level}
    for menu in rig.levels.menus:
        for action in menu.actions():
            kind, _, rest = action.objectName().removeprefix("want-").partition(":")
            laxer = kind == "level" and order[rest.partition("@")[0]] > Level.APPROVAL_GATES.rank
            assert action.text().endswith("…") == (laxer or kind == "level-accept"), action.text()


def test_the_level_that_lasts_wants_nothing(rig: Rig) -> None:
    rig.fill(LevelDial(level=Level.BATCH_REVIEW, highest=Level.FULL_AUTONOMY, why="by a person"))
    rig.action("Batch review").trigger()
    assert rig.wanted == []
    assert rig.action("Batch review").toolTip() == "by a person"


def test_what_is_lent_can_be_kept_for_longer_and_for_no_shorter(rig: Rig) -> None:
    rig.fill(LENT)
    marked = rig.action("Batch review")
    assert marked.isChecked()
    assert marked.toolTip() == "by a person"
    kept = rig.submenu("Batch review")
    assert [action.text() for action in kept.actions()] == ["Until I change it…", "For an hour from now…"]
    for action in kept.actions():
        action.trigger()
    assert rig.wanted == ["level:batch-review@batch-review::", "level:batch-review@batch-review:1h:"]
    rig.now_ns = 60 * SECOND
    rig.fill(LENT)
    assert len(rig.submenu("Batch review").actions()) == 3


def test_what_is_past_the_policy_cannot_be_chosen_and_it_says_why(rig: Rig) -> None:
    rig.fill(LevelDial(highest=Level.CONFIDENCE_BASED))
    assert rig.action("Confidence-based").isEnabled()
    for name in ("Batch review", "Exception-only", "Full autonomy"):
        assert not rig.action(name).isEnabled()
    says = "Your policy goes no further: set highest under [autonomy] in it to allow more"
    assert rig.action("Your policy goes no further").text() == says
    rig.fill(LevelDial(highest=Level.CONFIDENCE_BASED, limited=True))
    says = "Your policy goes no further for this agent: a [[autonomy.limit]] in it says so"
    assert rig.action("Your policy goes no further").text() == says
    rig.fill(GATES)
    assert not [action for action in rig.dial.actions() if "policy goes" in action.text()]


def test_what_is_lent_is_shown_running_and_can_be_ended(rig: Rig) -> None:
    rig.fill(LENT)
    assert rig.menu.actions()[0].text() == "Autonomy: Batch review, 15:00 left"
    end = rig.action("In 15:00 it is Approval gates again")
    assert not end.isEnabled()
    rig.now_ns = 61 * SECOND
    rig.levels.tick()
    assert rig.menu.actions()[0].text() == "Autonomy: Batch review, 13:59 left"
    assert end.text() == "In 13:59 it is Approval gates again"
    rig.action("End it now").trigger()
    assert rig.wanted == ["level-end:"]


def test_an_agent_has_its_own_dial(rig: Rig) -> None:
    bot = LevelDial("a:b & c", Level.FULL_OVERSIGHT, Level.FULL_OVERSIGHT, Level.FULL_AUTONOMY)
    rig.fill(GATES, bot)
    dial = rig.submenu("Only for a:b && c: Full oversight")
    rig.submenu("Approval gates", dial).actions()[1].trigger()
    assert rig.wanted == ["level:approval-gates@full-oversight:15m:a:b & c"]


def test_what_is_lent_to_all_is_ended_where_it_was_lent(rig: Rig) -> None:
    rig.fill(LENT, LevelDial("bot", Level.BATCH_REVIEW, highest=Level.FULL_AUTONOMY, ends_ns=900 * SECOND))
    dial = rig.submenu("Only for bot: Batch review 15:00")
    assert "want-level-end:bot" not in names(dial)
    assert "want-level-end:" in names(rig.dial)


def test_what_was_earned_is_taken_or_refused_there(rig: Rig) -> None:
    rig.fill(GATES, proposed=(EARNED,))
    assert rig.action("Earned").text() == "Earned: Confidence-based for agent bot, app R&&D"
    assert rig.action("You were for 65 of 65")
    rig.action("Let it hold…").trigger()
    rig.action("Leave it as it is").trigger()
    assert rig.wanted == ["level-accept:p1", "level-decline:p1"]


def test_levels_for_something_narrower_are_told(rig: Rig) -> None:
    rig.fill(GATES, narrower=3)
    assert rig.action("3 more levels for other agents, programs, tasks or kinds: see agent-supervisor level")
    rig.fill(GATES, narrower=1)
    assert rig.action("1 more level for other agents, programs, tasks or kinds: see agent-supervisor level")


def test_filling_again_leaves_no_old_submenu(rig: Rig) -> None:
    rig.fill(LENT, LevelDial("bot"))
    old = rig.dial
    rig.fill(GATES)
    assert rig.dial is not old
    rig.levels.tick()
    assert [one.windowTitle() for one in rig.levels.menus] == [NAME] * len(rig.levels.menus)


def test_what_others_wrote_is_made_fit_for_a_line() -> None:
    assert plain("a & b") == "a && b"
    assert len(short("x" * 500)) <= 64
    assert len(short("x" * 500, 90)) <= 90


def test_a_stage_that_was_earned_is_taken_or_refused_there(rig: Rig) -> None:
    rig.fill(GATES, proposed=(Proposed("s1", Stage.EARLY_PRODUCTION, "agent bot", "you were for 65 of 65"),))
    assert rig.action("Earned").text() == "Earned: stage Early production for agent bot"
    rig.action("Let it hold…").trigger()
    rig.action("Leave it as it is").trigger()
    assert rig.wanted == ["level-accept:s1", "level-decline:s1"]


def test_how_far_somebody_is_stands_there(rig: Rig) -> None:
    bot = LevelDial("bot", Level.FULL_OVERSIGHT, highest=Level.FULL_AUTONOMY)
    learns = Progress("agent bot", Stage.LAUNCH, "bot", 23, 65, 0.768, 0.9)
    rig.fill(GATES, bot, stages=(learns, Progress("workflow R&D", Stage.OPTIMISED)))
    line = rig.action("Agent bot")
    assert line.text() == "Agent bot: Launch, 23 of 65 answers, lower bound 0.77 of 0.90"
    assert not line.isEnabled()
    assert rig.action("Workflow R&&D").text() == "Workflow R&&D: Optimised"
    assert not [name for name in names(rig.submenu("Only for bot")) if "learn" in name], "it learns already"
    many = tuple(Progress(f"workflow {number}", Stage.OPTIMISED) for number in range(50))
    rig.fill(GATES, stages=many)
    shown = [action.text() for action in rig.dial.actions() if action.text().startswith("Workflow")]
    assert shown == [f"Workflow {number}: Optimised" for number in range(44, 50)]
    assert rig.action("44 more").text() == "44 more: see agent-supervisor stage"


def test_an_agent_is_made_to_learn_by_one_line(rig: Rig) -> None:
    rig.fill(GATES, LevelDial("a:b", highest=Level.FULL_AUTONOMY))
    rig.action("Ask about everything and let it learn", rig.submenu("Only for a:b")).trigger()
    assert rig.wanted == ["stage-learn:a:b"]
