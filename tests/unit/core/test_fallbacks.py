from __future__ import annotations

import pytest

from supervisor.core.assessment import Verdict
from supervisor.core.fallbacks import FALLBACK_IDS, fallback


@pytest.mark.parametrize("rule_id", sorted(FALLBACK_IDS))
def test_no_fallback_allows_and_each_says_why(rule_id: str) -> None:
    decision = fallback(rule_id)
    assert decision.verdict in (Verdict.ASK, Verdict.DENY)
    assert decision.rule_id == rule_id
    assert decision.reason[0].islower()


def test_details_follow_a_colon() -> None:
    plain, more = fallback("rule-error"), fallback("rule-error", "`x`")
    assert more.reason == f"{plain.reason}: `x`"


def test_an_unknown_fallback_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        fallback("no-such-rule")
