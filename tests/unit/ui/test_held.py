from __future__ import annotations

from typing import Any

import pytest

from supervisor.core.assessment import Category, Tier
from supervisor.ui.held import parse_held
from supervisor.ui.messages import MAX_WORDS, MessageError

ROW: dict[str, Any] = {
    "id": "r1",
    "sentence": "click “Delete” in docs",
    "agent": "helper",
    "tier": "high_risk",
    "category": "files",
    "age_s": 3,
}
PACKET: dict[str, Any] = {"t": "held", "fresh": True, "rows": [ROW], "gone": ["r0"], "asked": "r1"}


def test_a_packet_becomes_checked_values() -> None:
    news = parse_held(PACKET)
    (row,) = news.rows
    assert (row.id, row.tier, row.category, row.age_s) == ("r1", Tier.HIGH_RISK, Category.FILES, 3.0)
    assert (row.why, row.workflow, row.confidence) == ("", "", None)
    assert (news.gone, news.asked, news.fresh) == (("r0",), "r1", True)


def test_what_is_too_much_is_cut() -> None:
    row = ROW | {"sentence": "x" * 10_000, "age_s": -1, "confidence": 7}
    (held,) = parse_held(PACKET | {"rows": [row]}).rows
    assert (len(held.sentence), held.age_s, held.confidence) == (MAX_WORDS, 0.0, 1.0)


@pytest.mark.parametrize(
    "packet",
    [
        {},
        PACKET | {"rows": [{}]},
        PACKET | {"rows": None},
        PACKET | {"rows": [ROW | {"tier": "harmless"}]},
        PACKET | {"rows": [ROW | {"category": "x"}]},
        PACKET | {"rows": [ROW | {"age_s": "long"}]},
        PACKET | {"rows": ["r1"]},
        PACKET | {"gone": None},
    ],
)
def test_what_is_not_in_the_contract_is_an_error(packet: dict[str, Any]) -> None:
    with pytest.raises(MessageError, match="bad `held`"):
        parse_held(packet)
