"""What tray and control offer and tell; the same for both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from supervisor.ui.messages import Activity
from supervisor.ui.text import cleaned, elided, isolated

if TYPE_CHECKING:
    from supervisor.ui.messages import Agent, State

NAME = "agent-supervisor: menu"
"""Nobody sees it; other programs can tell the menu by it."""
NOT_CONTAINED = "not contained"
_LAST = 10
_WIDEST = 64
_TITLES = {
    Activity.IDLE: "Idle",
    Activity.WORKING: "An agent is working",
    Activity.WAITING: "Waiting for you",
    Activity.PAUSED: "Paused",
    Activity.STOPPED: "Stopped",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing a person can want."""

    what: str
    """Word of the `want` message."""
    text: str
    """As it stands in the menu."""


PRACTICE = Offer("show:welcome", "Practise stop, approve and reject")

SETTINGS = Offer("show:settings", "Settings")


def title(activity: Activity) -> str:
    """Give the name of a state."""
    return _TITLES[activity]


def tooltip(state: State) -> str:
    """Give state, agents and remark in a few lines of plain text."""
    lines = [f"agent-supervisor: {_TITLES[state.activity].lower()}"]
    if state.agents:
        lines.append(_short(", ".join(_named(agent) for agent in state.agents)))
    lines += _remarks(state)
    return "\n".join(lines)


def offers(state: State, labels: dict[str, str]) -> list[Offer]:
    """Give what can be wanted in a state. Whatever loosens only asks: the service raises a confirmation."""

    def named(text: str, command: str) -> str:
        return f"{text}\t{labels[command]}" if labels.get(command) else text

    if state.activity is Activity.STOPPED:
        return [Offer("rearm", named("Re-arm…", "rearm")), Offer("quit", "Quit…")]
    pausing = (
        Offer("resume", named("Resume…", "pause"))
        if state.activity is Activity.PAUSED
        else Offer("pause", named("Pause", "pause"))
    )
    again = (
        [Offer("ask-again", "Ask again about what is refused since you rejected it…")]
        if state.refused_patterns
        else []
    )
    policy = [Offer("use-policy", "Use the changed policy…")] if state.policy_waits else []
    return [Offer("stop", named("Stop now", "stop")), pausing, *again, *policy, Offer("quit", "Quit…")]


def windows(state: State) -> list[Offer]:
    """Give the windows that can be opened."""
    count = f" ({state.waiting})" if state.waiting else ""
    grants = [Offer("show:grants", f"Standing approvals ({len(state.grants)})")] if state.grants else []
    return [
        Offer("show:queue", f"What waits for you{count}"),
        Offer("show:past", "What was asked"),
        *grants,
        PRACTICE,
        SETTINGS,
    ]


class SupervisorMenu(QObject):
    """The menu; filled anew whenever the state changes.

    Attributes:
        menu: The menu itself.

    Signals:
        wanted: The person chose something; carries the word of the `want` message.
    """

    wanted = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.menu = QMenu()
        self.menu.setObjectName("supervisor-menu")
        self.menu.setWindowTitle(NAME)
        self.menu.setToolTipsVisible(True)

    def fill(self, state: State, labels: dict[str, str]) -> None:
        """Show a state."""
        menu = self.menu
        menu.clear()
        self._line(f"{_TITLES[state.activity]}")
        for remark in _remarks(state):
            self._line(remark)
        menu.addSection("Agents")
        for agent in state.agents:
            how = "" if agent.contained else f" ({cleaned(agent.containment) or NOT_CONTAINED})"
            self._line(f"{_named(agent)}{how}")
        if not state.agents:
            self._line("none")
        if state.last:
            menu.addSection("Last actions")
        for past in reversed(state.last[-_LAST:]):
            self._line(f"{past.words}: {past.outcome}" if past.outcome else past.words)
        if state.grants:
            menu.addSection("Standing approvals")
        for grant in state.grants:
            self._offer(Offer(f"revoke:{grant.id}", f"Take back: {_plain(_short(grant.words))}"))
        if len(state.grants) > 1:
            self._offer(Offer("revoke:", "Take all back"))
        menu.addSeparator()
        for offer in windows(state):
            self._offer(offer)
        menu.addSeparator()
        for offer in offers(state, labels):
            self._offer(offer)

    def dispose(self) -> None:
        """End the menu, which has no parent of its own."""
        self.menu.close()
        self.menu.deleteLater()

    def _offer(self, offer: Offer) -> None:
        action = self.menu.addAction(offer.text)
        action.setObjectName(f"want-{offer.what}")
        action.triggered.connect(lambda _checked=False, what=offer.what: self.wanted.emit(what))

    def _line(self, text: str) -> None:
        action = self.menu.addAction(_plain(_short(text)))
        action.setToolTip(_plain(cleaned(text)))
        action.setEnabled(False)


def _named(agent: Agent) -> str:
    """Give an agent's name with the task that it belongs to."""
    return " · ".join(cleaned(name) for name in (agent.name, agent.workflow) if name)


def _remarks(state: State) -> list[str]:
    remarks = [state.note] if state.note else []
    if any(not agent.contained for agent in state.agents) and NOT_CONTAINED not in state.note:
        words = {
            agent.containment.partition(" (")[0] or NOT_CONTAINED for agent in state.agents if not agent.contained
        }
        remarks.append(f"{', '.join(sorted(words))}: ways past the gate are open")
    remarks += [state.judge] if state.judge else []
    return [cleaned(remark) for remark in remarks]


def _short(text: str) -> str:
    return elided(isolated(text), lambda part: len(part) <= _WIDEST)


def _plain(text: str) -> str:
    """Keep an ampersand from becoming a mnemonic."""
    return text.replace("&", "&&")
