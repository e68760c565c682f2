from __future__ import annotations

from typing import Any

import pytest

from supervisor.core.timeline_entry import Entry
from supervisor.ui.messages import MAX_WORDS, MessageError
from supervisor.ui.past import parse_past

ROW: dict[str, Any] = {
    "time_ns": 1_500_000_000,
    "agent": "bot",
    "words": "click “Delete”",
    "verdict": "ask",
    "answer": "approved",
    "outcome": "done",
    "request": "r1",
    "told": True,
}


def test_a_packet_becomes_checked_values() -> None:
    rows, fresh = parse_past({"t": "past", "fresh": True, "rows": [ROW, ROW | {"words": "x" * 10_000, "told": 1}]})
    assert rows[0] == Entry(1_500_000_000, "bot", "click “Delete”", "ask", "approved", "done", "r1", told=True)
    assert (len(rows[1].words), rows[1].told, fresh) == (MAX_WORDS, False, True)


@pytest.mark.parametrize(
    "packet",
    [{}, {"rows": None}, {"rows": [{}]}, {"rows": ["x"]}, {"rows": [ROW | {"time_ns": "soon"}]}, {"rows": 5}],
)
def test_what_is_not_in_the_contract_is_an_error(packet: dict[str, Any]) -> None:
    with pytest.raises(MessageError, match="bad `past`"):
        parse_past(packet)
