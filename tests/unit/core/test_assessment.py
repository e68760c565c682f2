from __future__ import annotations

from supervisor.core.assessment import Assessment, Category, Tier, Verdict


def test_tiers_are_ranked_mildest_first() -> None:
    assert [tier.rank for tier in (Tier.READ, Tier.REVERSIBLE, Tier.HIGH_RISK, Tier.IRREVERSIBLE)] == [0, 1, 2, 3]


def test_words_in_record_and_policy_stay() -> None:
    assert [str(verdict) for verdict in Verdict] == ["allow", "ask", "deny"]
    assert [str(tier) for tier in Tier] == ["read", "reversible", "high_risk", "irreversible"]
    assert {"email", "files", "settings", "shell", "finance", "other"} <= set(Category)


def test_without_a_category_it_is_other() -> None:
    assert Assessment(Tier.READ).category is Category.OTHER
