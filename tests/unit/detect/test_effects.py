from __future__ import annotations

import pytest

from supervisor.core.assessment import Tier
from supervisor.core.facts import Control
from supervisor.detect.effects import EFFECTS


@pytest.mark.parametrize("control", list(Control))
def test_every_meaning_has_an_effect_that_is_asked(control: Control) -> None:
    tier, _, words = EFFECTS[control]
    assert tier.rank >= Tier.HIGH_RISK.rank or control is Control.TRASH
    assert words[0].islower()
    assert not words.endswith(".")


def test_what_cannot_be_called_back_is_irreversible() -> None:
    irreversible = {control for control, (tier, _, _) in EFFECTS.items() if tier is Tier.IRREVERSIBLE}
    assert {Control.DELETE, Control.EMPTY_TRASH, Control.SEND, Control.PAY} <= irreversible
    assert EFFECTS[Control.TRASH][0] is Tier.REVERSIBLE
