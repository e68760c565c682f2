from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

from supervisor.app.judging import PolicyJudge
from supervisor.engine.parts import Judge
from tests.support.playbook import BESIDE, Stage
from tests.support.simulators import SimulatedJudge

if TYPE_CHECKING:
    from supervisor.audit.journal import Journal
    from supervisor.engine import recorder

    def _mypy_holds_that_these_fit(
        judge: PolicyJudge, simulated: SimulatedJudge, journal: Journal
    ) -> tuple[Judge, Judge, recorder.Journal]:
        return judge, simulated, journal


def test_the_real_judge_and_the_simulated_one_take_the_same_arguments() -> None:
    for name in vars(Judge):
        if name.startswith("_"):
            continue
        real = inspect.signature(getattr(PolicyJudge, name)).parameters.values()
        simulated = inspect.signature(getattr(SimulatedJudge, name)).parameters.values()
        assert len(real) == len(simulated), name


def test_without_an_outlet_everything_waits_for_one() -> None:
    stage = Stage()
    outlet, stage.engine.parts.outlet = stage.engine.parts.outlet, None
    stage.agent().click(BESIDE)
    stage.advance(5)
    assert stage.sent() == ""
    stage.engine.parts.outlet = outlet
    stage.engine.pump()
    stage.settle()
    assert stage.sent() == "@500,500 @500,500 +b1 @500,500 -b1"
