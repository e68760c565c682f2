"""What tray and control offer and tell; the same for both."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from supervisor.ui.level_menu import NAME, WIDEST, LevelMenu, plain, short
from supervisor.ui.levels import autonomy_line
from supervisor.ui.messages import Activity
from supervisor.ui.mirroring import inserted
from supervisor.ui.text import cleaned
from supervisor.ui.timers import awake_or_asleep_ns, timer
from supervisor.ui.translation import direction, translate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from supervisor.ui.messages import Agent, State

NOT_CONTAINED = "not contained"
"""As the service says it."""
_NO_LABELS: Mapping[str, str] = MappingProxyType({})
_LAST = 10
_WIDEST_HINT = 100
"""Characters of a line that says what to do, and is not to be cut."""
_SECOND_MS = 1000
_OPEN_MS = 60_000
"""A panel that shows the menu itself and never tells that it has closed is not waited for any longer."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing a person can want."""

    what: str
    """Word of the `want` message."""
    text: str
    """As it stands in the menu."""


def title(activity: Activity) -> str:
    """Give the name of a state."""
    return {
        Activity.IDLE: translate("ui", "Idle"),
        Activity.WORKING: translate("ui", "An agent is working"),
        Activity.WAITING: translate("ui", "Waiting for you"),
        Activity.PAUSED: translate("ui", "Paused"),
        Activity.STOPPED: translate("ui", "Stopped"),
    }[activity]


def rearm_hint(state: State, labels: Mapping[str, str]) -> str:
    """Say how agents can work again; empty unless all is stopped.

    Args:
        state: What is shown.
        labels: Chord labels by command.
    """
    if state.activity is not Activity.STOPPED:
        return ""
    chord, entry = labels.get("rearm", ""), translate("ui", "Re-arm…")
    if not chord:
        return translate("ui", "Agents stay stopped until you choose “{entry}” in the menu").format(entry=entry)
    words = translate("ui", "Agents stay stopped until you press {chord} or choose “{entry}” in the menu")
    return words.format(chord=chord, entry=entry)


def tooltip(state: State, labels: Mapping[str, str] = _NO_LABELS) -> str:
    """Give state, what to do about it, agents and remark in a few lines of plain text."""
    lines = [f"agent-supervisor: {title(state.activity)}", *filter(None, [rearm_hint(state, labels)])]
    dial = state.autonomy.all
    lines += [autonomy_line(dial, awake_or_asleep_ns())] if dial is not None else []
    if state.agents:
        lines.append(short(", ".join(_named(agent) for agent in state.agents)))
    lines += _remarks(state)
    return "\n".join(lines)


def offers(state: State, labels: dict[str, str]) -> list[Offer]:
    """Give what can be wanted in a state. Whatever loosens only asks: the service raises a confirmation."""

    def named(text: str, command: str) -> str:
        return f"{text}\t{labels[command]}" if labels.get(command) else text

    if state.activity is Activity.STOPPED:
        return [Offer("rearm", named(translate("ui", "Re-arm…"), "rearm")), Offer("quit", translate("ui", "Quit…"))]
    pausing = (
        Offer("resume", named(translate("ui", "Resume…"), "pause"))
        if state.activity is Activity.PAUSED
        else Offer("pause", named(translate("ui", "Pause"), "pause"))
    )
    again = (
        [Offer("ask-again", translate("ui", "Ask again about what is refused since you rejected it…"))]
        if state.refused_patterns
        else []
    )
    policy = [Offer("use-policy", translate("ui", "Use the changed policy…"))] if state.policy_waits else []
    return [
        Offer("stop", named(translate("ui", "Stop now"), "stop")),
        pausing,
        *again,
        *policy,
        Offer("quit", translate("ui", "Quit…")),
    ]


def windows(state: State) -> list[Offer]:
    """Give the windows that can be opened."""
    waiting = (
        translate("ui", "What waits for you ({count})") if state.waiting else translate("ui", "What waits for you")
    )
    standing = translate("ui", "Standing approvals ({count})").format(count=len(state.grants))
    grants = [Offer("show:grants", standing)] if state.grants else []
    review = translate("ui", "Review… ({count})") if state.review else translate("ui", "Review…")
    return [
        Offer("show:queue", waiting.format(count=state.waiting)),
        Offer("show:past", translate("ui", "What was asked")),
        Offer("show:review", review.format(count=state.review)),
        *grants,
        Offer("show:welcome", translate("ui", "Practise stop, approve and reject")),
        Offer("show:settings", translate("ui", "Settings")),
    ]


class SupervisorMenu(QObject):
    """The menu; filled anew when what it shows has changed, and never while it is open.

    Attributes:
        menu: The menu itself.

    Signals:
        wanted: The person chose something; carries the word of the `want` message.
        made: A submenu was made, which agents are not to read off the screen; carries it and a name for it.
        ticked: A second has passed while something is lent.
    """

    wanted = Signal(str)
    made = Signal(QMenu, str)
    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._levels = LevelMenu(self._want, awake_or_asleep_ns)
        self._seconds = timer(self, "menu-seconds", _SECOND_MS, self._tick)
        self._shown: tuple[State, dict[str, str]] | None = None
        self._filled: tuple[State, dict[str, str]] | None = None
        self._news = timer(self, "menu-news", 0, self._take_news, repeats=False)
        self.menu = QMenu()
        self.menu.setObjectName("supervisor-menu")
        self.menu.setWindowTitle(NAME)
        self.menu.setLayoutDirection(direction())
        self.menu.setToolTipsVisible(True)
        # A panel may show it by itself, from a copy: to Qt it is not visible then.
        self._open = timer(self, "menu-open", _OPEN_MS, self._take_news, repeats=False)
        self.menu.aboutToShow.connect(self._open.start)
        self.menu.aboutToHide.connect(self._open.stop)
        self.menu.aboutToHide.connect(self._news.start)

    def fill(self, state: State, labels: dict[str, str]) -> None:
        """Show a state; while the menu is open, once it has closed: under a hand on its way nothing may change."""
        self._shown = state, labels
        if not state.autonomy.counts:
            self._seconds.stop()
        elif not self._seconds.isActive():
            self._seconds.start()
        self._take_news()

    def dispose(self) -> None:
        """End the menu, which has no parent of its own."""
        self.menu.close()
        for ours in (self._open, self._news, self._seconds):
            ours.stop()
        self.menu.deleteLater()

    def _tick(self) -> None:
        self._levels.tick()
        self.ticked.emit()

    def _want(self, what: str) -> None:
        self.wanted.emit(what)
        # What was ticked is not so because it was chosen.
        self._filled = None
        self._news.start()

    def _take_news(self) -> None:
        # Not before what was chosen is told: that comes after the menu has closed, from one of the old lines.
        if self._shown is None or self._shown == self._filled or self.menu.isVisible() or self._open.isActive():
            return
        self._filled = self._shown
        self._fill(*self._shown)

    def _fill(self, state: State, labels: dict[str, str]) -> None:
        menu = self.menu
        menu.clear()
        self._levels.clear()
        self._line(title(state.activity))
        if state.activity is Activity.STOPPED:
            self._line(rearm_hint(state, labels), _WIDEST_HINT)
        for remark in _remarks(state):
            self._line(remark)
        self._levels.fill(menu, state.autonomy)
        for number, made in enumerate(self._levels.menus):
            self.made.emit(made, f"levels-{number}")
        self._heading(translate("ui", "Agents"))
        for agent in state.agents:
            how = "" if agent.contained else f" ({_containment(cleaned(agent.containment))})"
            self._line(f"{_named(agent)}{how}")
        if not state.agents:
            self._line(translate("ui", "none"))
        if state.last:
            self._heading(translate("ui", "Last actions"))
        for past in reversed(state.last[-_LAST:]):
            self._line(f"{past.words}: {past.outcome}" if past.outcome else past.words)
        if state.grants:
            self._heading(translate("ui", "Standing approvals"))
        for grant in state.grants:
            self._offer(
                Offer(
                    f"revoke:{grant.id}",
                    translate("ui", "Take back: {what}").format(what=inserted(plain(short(grant.words)))),
                )
            )
        if len(state.grants) > 1:
            self._offer(Offer("revoke:", translate("ui", "Take all back")))
        menu.addSeparator()
        for offer in windows(state):
            self._offer(offer)
        menu.addSeparator()
        for offer in offers(state, labels):
            self._offer(offer)

    def _offer(self, offer: Offer) -> None:
        action = self.menu.addAction(offer.text)
        action.setObjectName(f"want-{offer.what}")
        action.triggered.connect(lambda _checked=False, what=offer.what: self._want(what))

    def _heading(self, text: str) -> None:
        """Begin a part of the menu, by a line like others: a panel that shows the menu by itself drops sections."""
        self.menu.addSeparator()
        heading = self.menu.addAction(text)
        heading.setEnabled(False)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)

    def _line(self, text: str, widest: int = WIDEST) -> None:
        action = self.menu.addAction(plain(short(text, widest)))
        action.setToolTip(plain(cleaned(text)))
        action.setEnabled(False)


def _named(agent: Agent) -> str:
    """Give an agent's name with the task that it belongs to."""
    return " · ".join(cleaned(name) for name in (agent.name, agent.workflow) if name)


def _remarks(state: State) -> list[str]:
    remarks = [state.note] if state.note else []
    if any(not agent.contained for agent in state.agents) and NOT_CONTAINED not in state.note:
        words = {_containment(agent.containment.partition(" (")[0]) for agent in state.agents if not agent.contained}
        how = ", ".join(sorted(words))
        remarks.append(translate("ui", "{containment}: ways past the gate are open").format(containment=how))
    remarks += [state.judge] if state.judge else []
    remarks += [translate("ui", "A laxer level is earned: see Autonomy")] if state.autonomy.proposed else []
    remarks += [translate("ui", "A batch is ready to be gone through: see Review")] if state.batch else []
    return [cleaned(remark) for remark in remarks]


def _containment(told: str) -> str:
    """Give how far an agent is contained, in words."""
    return translate("ui", "not contained") if told in ("", NOT_CONTAINED) else told
