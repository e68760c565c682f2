from __future__ import annotations

import dataclasses

from supervisor.core.timeline_entry import Entry


def test_it_goes_into_a_message_and_comes_back_the_same() -> None:
    entry = Entry(1, "bot", "click “Delete”", "ask", "rejected", "refused", "r1", told=True)
    assert Entry(**dataclasses.asdict(entry)) == entry
