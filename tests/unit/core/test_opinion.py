from __future__ import annotations

import pytest

from supervisor.core.assessment import Verdict
from supervisor.core.fallbacks import FALLBACK_IDS, fallback
from supervisor.core.opinion import ABSENT, RULE_ID, Opinion
from supervisor.core.policy_file import PolicyError, parse_policy


def test_a_judge_that_does_not_answer_is_a_named_fallback_that_asks() -> None:
    assert ABSENT in FALLBACK_IDS
    decision = fallback(ABSENT, "it took longer than 1500 ms")
    assert decision.verdict is Verdict.ASK
    assert decision.reason == "the external judge did not answer: it took longer than 1500 ms"


def test_no_rule_of_a_policy_may_pass_for_the_judge() -> None:
    rule = 'version = 1\n[[rule]]\nid = "{}"\nreason = "r"\nverdict = "allow"\nwhen = {{ app = "x" }}\n'
    for taken in (RULE_ID, ABSENT):
        with pytest.raises(PolicyError, match=taken):
            parse_policy(rule.format(taken), "p")


def test_no_answer_has_no_tier() -> None:
    assert Opinion(None).tier is None
