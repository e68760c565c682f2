"""Gives the question that a person really has about what an agent does: by engine, detection and default policy."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from supervisor.app.judging import PolicyJudge
from supervisor.core.action import Point, Rect
from supervisor.core.context import Window
from supervisor.core.policy_file import parse_policy
from tests.support.fake_service import ROOT
from tests.support.playbook import DOCS, Stage, chord

if TYPE_CHECKING:
    from tests.support.playbook import SimulatedAgent
    from tests.ui.ten_seconds_cases import Case

POLICY = ROOT / "resources/policy/default.toml"
AT, SIZE = (60, 120), (680, 300)
BUTTON = Rect(250, 230, 230, 34)
_WINDOW = Rect(*AT, *SIZE)
PRESSED = Point(BUTTON.x + BUTTON.width - 22, BUTTON.y + BUTTON.height // 2)
_LIMIT = """
[[rule]]
id = "answer-soon"
reason = "mail waits five minutes for an answer, then it is rejected"
when.program = "mail"
when.control = "send"
verdict = "ask"
deadline_s = 300
"""
_SIGNS = {" ": "space", "-": "minus", "/": "slash"}


@dataclass(slots=True)
class Asker:
    """One engine with the real judgement, and the agents of one case."""

    case: Case
    stage: Stage

    @classmethod
    def of(cls, case: Case) -> Asker:
        """Make the engine, and the window that the case is about."""
        stage = Stage(yield_to_person_ms=0)
        words = POLICY.read_text(encoding="utf-8") + (_LIMIT if case.limited else "")
        judge = PolicyJudge(parse_policy(words, "balanced"))
        stage.engine.parts.judge = judge
        stage.desktop.windows.clear()
        about = Window(DOCS, case.title, case.app, executable=case.executable, rect=_WINDOW)
        stage.desktop.put(replace(about, transient_for=case.dialog_of))
        stage.desktop.focus = DOCS
        return cls(case, stage)

    def ask(self) -> dict[str, Any]:
        """Let the agents do it, and give the question that the person has."""
        case, stage = self.case, self.stage
        for number in range(case.approved_before):
            self._act(stage.agent("before", case.workflow), 0)
            assert stage.asked, (case.name, number)
            stage.approve()
            stage.advance(2)
        if len(case.elements) > 1:
            # The first stands for itself until it is answered; then the others are asked about together.
            self._act(stage.agent("helper", case.workflow), 0)
        for number in range(len(case.elements)):
            self._act(stage.agent("helper", case.workflow), number)
        if len(case.elements) > 1:
            stage.approve()
            stage.settle()
        assert stage.asked, f"{case.name}: nothing is asked"
        asked = next(m for m in reversed(stage.ui.all("request")) if m["id"] == stage.asked)
        return {name: value for name, value in asked.items() if name not in ("t", "id")}

    def _act(self, agent: SimulatedAgent, number: int) -> None:
        element, stage = self.case.elements[number], self.stage
        stage.elements.places[:] = [(BUTTON, element)]
        stage.elements.focused[DOCS] = element
        if self.case.line:
            for sign in self.case.line:
                agent.chord(_SIGNS.get(sign, sign))
            agent.does(*chord("Return"))
        else:
            agent.click(PRESSED)
        stage.settle()
