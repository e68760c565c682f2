"""The external judge's word on an action that the rules allow: asked before it is shown, while its agent waits."""

from __future__ import annotations

import functools
import logging
from typing import TYPE_CHECKING

from supervisor.core.assessment import Assessment, Tier, Verdict
from supervisor.core.fallbacks import fallback
from supervisor.engine.look import same_place

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.core.context import Context
    from supervisor.core.opinion import Opinion
    from supervisor.core.ports import Timer
    from supervisor.engine.look import Look
    from supervisor.engine.way import Way

_log = logging.getLogger(__name__)


class SecondOpinion:
    """Asks for one action; only the answer to the latest question counts.

    Attributes:
        raised: The tier that the judge took it to be, where that is graver than the rules say; else None.
    """

    def __init__(self, look: Look) -> None:
        """Begin.

        Args:
            look: The action's eyes.
        """
        self._look = look
        self._turn = 0
        self._asked: Timer | None = None
        self._patient = False
        self.raised: Tier | None = None

    def seek(self, way: Way, decided: Callable[[], None], anew: Callable[[Context], None]) -> None:
        """Ask, where that is wanted and could change what follows.

        Args:
            way: The action, judged; gets assessment and decision with the answer.
            decided: Called when they stand.
            anew: Called with what is there now, when that is another place.
        """
        external, self.raised = way.parts.external_judge, None
        if external is None or way.decision.verdict is not Verdict.ALLOW:
            decided()
            return
        try:
            question = way.parts.judge.question(way.action, way.context, way.parts.settings.judge)
        except Exception:  # noqa: BLE001 - whatever goes wrong in judging, the gate must refuse and record
            _failed(way)
            question = ""
        if not question:
            decided()
        elif "element-timeout" in way.context.unknown and not self._patient:
            # The agent waits for the judge anyway: a busy program gets more time to say what it is about.
            self._patient = True
            self._look.begin(anew, patient=True)
        else:
            self._turn += 1
            heard = functools.partial(self._heard, self._turn, way, decided, anew)
            self._asked = external.ask(question, heard)

    def end(self) -> None:
        """Take the question back."""
        self._turn += 1
        asked, self._asked = self._asked, None
        if asked is not None:
            asked.cancel()

    def _heard(
        self, turn: int, way: Way, decided: Callable[[], None], anew: Callable[[Context], None], opinion: Opinion
    ) -> None:
        if turn != self._turn:
            return
        self._asked = None
        try:
            judge, settings, tier = way.parts.judge, way.parts.settings.judge, opinion.tier
            self.raised = tier if tier is not None and tier.rank > way.assessment.tier.rank else None
            way.assessment, way.decision = judge.weighed(way.action, way.context, opinion, settings)
        except Exception:  # noqa: BLE001 - as above
            _failed(way)
        if way.decision.verdict is not Verdict.ALLOW:
            decided()
            return

        def compare(context: Context) -> None:
            if same_place(way.context, context):
                decided()
            else:
                anew(context)

        # The answer took its time, and something else may lie there by now.
        self._look.begin(compare, patient=True)


def _failed(way: Way) -> None:
    _log.exception("asking the external judge failed")
    way.assessment, way.decision = Assessment(Tier.HIGH_RISK), fallback("engine-error")
