"""The part of the menu in which a person sees how much is left to the agents, and turns the dial.

What it says is only wanted: what is stricter holds at once, and of what is laxer the service has a person asked,
whose yes `human` hears from a hand. So a press of an agent's on a line here loosens nothing.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from supervisor.core.autonomy import Level
from supervisor.core.autonomy_stages import Stage
from supervisor.ui.levels import autonomy_line, counted, level_line, level_name
from supervisor.ui.mirroring import inserted
from supervisor.ui.stages import progress_line, stage_name
from supervisor.ui.text import cleaned, elided, isolated, sentence_case
from supervisor.ui.translation import direction, translate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction

    from supervisor.ui.levels import Autonomy, LevelDial, Proposed
    from supervisor.ui.stages import Progress

NAME = "agent-supervisor: menu"
"""Nobody sees it; other programs can tell the menu by it."""
_MOST_PATHS = 6
"""More who are on the way through the stages are counted."""
WIDEST, _WIDEST_GROUND = 64, 90
"""Characters of a line."""


class LevelMenu:
    """Fills one submenu.

    Attributes:
        menus: All submenus that were made.
    """

    def __init__(self, wanted: Callable[[str], None], now_ns: Callable[[], int]) -> None:
        """Begin with none.

        Args:
            wanted: Takes the word of the `want` message.
            now_ns: Gives the clock by which loans end, ns.
        """
        self._wanted = wanted
        self._now_ns = now_ns
        self._counting: list[tuple[QAction, Callable[[], str]]] = []
        self.menus: list[QMenu] = []

    def clear(self) -> None:
        """Take all submenus away; the menu that they hang in must have been cleared."""
        if self.menus:
            # The others hang in the first one.
            self.menus[0].deleteLater()
        self.menus = []
        self._counting = []

    def fill(self, menu: QMenu, autonomy: Autonomy) -> None:
        """Add the submenu to a menu, where the service has told anything."""
        dial = autonomy.all
        if dial is None:
            return
        levels = self._submenu(menu, autonomy_line(dial, self._now_ns()))
        self._count(levels.menuAction(), lambda: autonomy_line(dial, self._now_ns()))
        self._line(levels, translate("ui", "For all agents"))
        self._dial(levels, dial)
        for proposed in autonomy.proposed:
            self._proposal(levels, proposed)
        if len(autonomy.dials) > 1:
            levels.addSeparator()
        learners = {path.agent for path in autonomy.stages if path.stage is Stage.LAUNCH}
        for one in autonomy.dials[1:]:
            self._agent(levels, one, learns=one.agent in learners)
        self._stages(levels, autonomy.stages)
        if autonomy.narrower:
            words = translate(
                "ui",
                "%n more level(s) for other agents, programs, tasks or kinds: see {command}",
                "",
                autonomy.narrower,
            )
            self._line(levels, words.format(command=inserted("agent-supervisor level")))

    def tick(self) -> None:
        """Show what is left of each loan."""
        for action, words in self._counting:
            action.setText(words())

    def _dial(self, menu: QMenu, dial: LevelDial) -> None:
        group = QActionGroup(menu)
        for level in Level:
            self._level(menu, dial, level, group)
        if dial.highest is not Level.FULL_AUTONOMY:
            self._line(menu, _no_further(dial))
        if dial.ends_ns is not None:
            menu.addSeparator()
            ends = menu.addAction("")
            ends.setEnabled(False)
            self._count(ends, lambda: _end_line(dial, self._now_ns()))
            if dial.lent_here:
                self._offer(menu, f"level-end:{dial.agent}", translate("ui", "End it now"))

    def _level(self, menu: QMenu, dial: LevelDial, level: Level, group: QActionGroup) -> None:
        holds, lent = level is dial.level, level is dial.level and dial.ends_ns is not None
        if lent or dial.level.rank < level.rank <= dial.highest.rank:
            spans = self._spans(menu, dial, level)
            action = spans.menuAction()
        else:
            action = self._offer(menu, f"level:{level}@{dial.level}::{dial.agent}", level_line(level))
            action.setEnabled(level.rank <= dial.highest.rank)
        if level.rank <= dial.level.rank or level.rank > dial.highest.rank:
            action.setCheckable(True)
            action.setChecked(holds)
            group.addAction(action)
        if holds:
            action.setToolTip(cleaned(dial.why))
        if holds and not lent:
            # It lasts already: nothing is wanted, and what was earned at it stays.
            action.triggered.disconnect()

    def _spans(self, menu: QMenu, dial: LevelDial, level: Level) -> QMenu:
        """Offer times for a level: of one that is lent already those by which it would hold longer."""
        spans = self._submenu(menu, level_line(level))
        left_s = dial.left_s(self._now_ns()) or 0 if level is dial.level else 0
        lent = level is dial.level
        for span, span_s, words in (
            ("", math.inf, translate("ui", "Until I change it…")),
            ("15m", 900, translate("ui", "For 15 minutes from now…") if lent else translate("ui", "For 15 minutes…")),
            ("1h", 3600, translate("ui", "For an hour from now…") if lent else translate("ui", "For an hour…")),
        ):
            if span_s > left_s:
                self._offer(spans, f"level:{level}@{dial.level}:{span}:{dial.agent}", words)
        return spans

    def _stages(self, levels: QMenu, paths: Sequence[Progress]) -> None:
        """Say how far those have come that moved last."""
        if paths:
            levels.addSeparator()
        for path in paths[-_MOST_PATHS:]:
            self._line(levels, progress_line(path, inserted(plain(sentence_case(short(path.scope))))))
        if len(paths) > _MOST_PATHS:
            words, command = translate("ui", "{count} more: see {command}"), inserted("agent-supervisor stage")
            self._line(levels, words.format(count=len(paths) - _MOST_PATHS, command=command))

    def _agent(self, levels: QMenu, dial: LevelDial, *, learns: bool) -> None:
        def words() -> str:
            left_s = dial.left_s(self._now_ns())
            level = level_name(dial.level)
            if left_s is not None:
                level = translate("ui", "{level} {time}").format(level=level, time=counted(left_s))
            agent = inserted(plain(short(dial.agent)))
            return translate("ui", "Only for {agent}: {level}").format(agent=agent, level=level)

        menu = self._submenu(levels, words())
        self._count(menu.menuAction(), words)
        self._dial(menu, dial)
        if not learns:
            menu.addSeparator()
            self._offer(menu, f"stage-learn:{dial.agent}", translate("ui", "Ask about everything and let it learn"))

    def _proposal(self, menu: QMenu, proposed: Proposed) -> None:
        menu.addSeparator()
        scope = inserted(plain(short(proposed.scope)))
        if isinstance(proposed.what, Level):
            words = translate("ui", "Earned: {level} for {whom}")
            self._line(menu, words.format(level=level_name(proposed.what), whom=scope))
        else:
            words = translate("ui", "Earned: stage {stage} for {whom}")
            self._line(menu, words.format(stage=stage_name(proposed.what), whom=scope))
        self._line(menu, inserted(plain(sentence_case(short(proposed.why, _WIDEST_GROUND)))))
        self._offer(menu, f"level-accept:{proposed.id}", translate("ui", "Let it hold…"))
        self._offer(menu, f"level-decline:{proposed.id}", translate("ui", "Leave it as it is"))

    def _count(self, action: QAction, words: Callable[[], str]) -> None:
        action.setText(words())
        self._counting.append((action, words))

    def _submenu(self, menu: QMenu, text: str) -> QMenu:
        made = QMenu(text, menu)
        made.setWindowTitle(NAME)
        made.setLayoutDirection(direction())
        made.setToolTipsVisible(True)
        menu.addMenu(made)
        self.menus.append(made)
        return made

    def _offer(self, menu: QMenu, what: str, text: str) -> QAction:
        action = menu.addAction(text)
        action.setObjectName(f"want-{what}")
        action.triggered.connect(lambda _checked=False, what=what: self._wanted(what))
        return action

    def _line(self, menu: QMenu, text: str) -> QAction:
        action = menu.addAction(text)
        action.setEnabled(False)
        return action


def _no_further(dial: LevelDial) -> str:
    """Say where the policy would have to be changed for a laxer level."""
    if dial.limited:
        words = translate("ui", "Your policy goes no further for this agent: a {place} in it says so")
        return words.format(place=inserted("[[autonomy.limit]]"))
    words = translate("ui", "Your policy goes no further: set {key} under {place} in it to allow more")
    return words.format(key=inserted("highest"), place=inserted("[autonomy]"))


def _end_line(dial: LevelDial, now_ns: int) -> str:
    left = counted(dial.left_s(now_ns) or 0)
    words = translate("ui", "In {time} it is {level} again")
    return words.format(time=left, level=level_name(dial.lasting))


def short(text: str, widest: int = WIDEST) -> str:
    """Give what others wrote so that it fits a line of so many characters."""
    return elided(isolated(text), lambda part: len(part) <= widest)


def plain(text: str) -> str:
    """Keep an ampersand from becoming a mnemonic."""
    return text.replace("&", "&&")
