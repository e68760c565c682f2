from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.assignment import LONGEST_NAME, UNASSIGNED, Assignment, wrong_name


@pytest.mark.parametrize("name", ["", "invoices", "Rechnungen 2026", "büro/außen", "発注", "a" * LONGEST_NAME])
def test_a_name_is_what_a_person_can_read(name: str) -> None:
    assert not wrong_name(name)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("a" * (LONGEST_NAME + 1), "keep it to 60 characters"),
        ("invoices\n", "plain letters"),
        ("in\u202evoices", "plain letters"),
        ("in\u200bvoices", "plain letters"),
        ("\ud800", "plain letters"),
        ("bu\u0308ro", "plain letters"),
        (" invoices", "leave out the blanks"),
        ("in  voices", "leave out the blanks"),
    ],
)
def test_a_name_that_would_be_shown_otherwise_than_it_is_is_refused(name: str, why: str) -> None:
    assert why in wrong_name(name)


@given(st.text())
def test_any_text_is_a_name_or_has_one_reason_why_not(text: str) -> None:
    why = wrong_name(text)
    assert "\n" not in why
    assert why or (len(text) <= LONGEST_NAME and text.strip() == text and text.isprintable())


def test_the_record_gets_what_is_known() -> None:
    assert UNASSIGNED.recorded("bot") == {"user": None, "team": None, "workflow": None}
    told = Assignment("bot", "anna", "ops", "invoices")
    assert told.recorded("bot") == {"user": "anna", "team": "ops", "workflow": "invoices"}
    assert told.recorded("bot-2")["called"] == "bot"
