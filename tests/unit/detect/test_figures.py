from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.context import Element
from supervisor.detect.figures import amount_in, amount_of, items_of


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Permanently delete 3 items?", 3),
        ("Delete both files?", 2),
        ("Empty all items from Trash?", None),
        ("1 folder and 12 files will go", 12),
        ("Delete 1,234 messages?", 1234),
        ("Delete 1.234 messages?", 1234),
        ("Delete 12 345 messages?", 12345),
        ("Delete 123456789 files", 123_456_789),
        ("Delete 10 selected photos", 10),
        ("Delete file 3?", None),
        ("", None),
    ],
)
def test_how_many_things_a_dialog_is_about(text: str, items: int | None) -> None:
    assert items_of(Element("OK", "push button", dialog_text=text)) == items
    assert items_of(Element(text, "push button")) == items


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Pay $12.50", 12.5),
        ("Pay 12,50 €", 12.5),
        ("Pay €1,234.56 now", 1234.56),
        ("1.234,56 EUR bezahlen", 1234.56),
        ("Pay 1 234,56 €", 1234.56),
        ("Pay CHF 1'234.50", 1234.5),
        ("Pay $1,234", 1234),
        ("Pay 1.234 €", 1234),
        ("Pay $1,234,567", 1_234_567),
        ("Send ₹1,23,456.00", 123_456),
        ("Transfer $5k", 5000),
        ("Transfer 1.5 million USD", 1_500_000),
        ("Pay 2 mio. EUR", 2_000_000),
        ("Fee $1, total $250.", 250),
        ("Pay 1000000000000005 €", 1e15),
        ("¥5000", 5000),
        ("Pay now", None),
        ("Room 5", None),
        ("", None),
    ],
)
def test_how_much_money_a_control_is_about(text: str, amount: float | None) -> None:
    found = amount_of(Element(text, "push button"))
    assert found == (None if amount is None else pytest.approx(amount, rel=1e-12))
    assert (amount_of(Element("OK", "push button", dialog_text=text)) is None) is (amount is None)


def test_what_is_not_known_has_no_number() -> None:
    assert items_of(None) is None
    assert amount_of(None) is None


@given(st.text("0123456789.,' €$kmitems\u00a0²٣", max_size=60))
def test_any_text_is_read(text: str) -> None:
    element = Element(text, dialog_text=text)
    assert (items_of(element) or 0) >= 0
    assert (amount_of(element) or 0) >= 0


def test_what_is_selected_counts_where_a_control_acts_on_it() -> None:
    element = Element("Delete 12 files", "menu item", selected=30)
    assert items_of(element, of_selection=True) == 30
    assert items_of(element) == 12
    assert items_of(Element("Delete 50 files", selected=3), of_selection=True) == 50
    assert items_of(Element("Delete"), of_selection=True) is None


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("12.50", 12.5),
        ("12,5", 12.5),
        ("0.125 BTC", 0.125),
        ("1,250.50 EUR", 1250.5),
        ("1.234.567,89", 1_234_567.89),
        ("1.250", 1250),
        ("$ 5", 5),
        ("-1000", 1000),
        ("1e9", 1e9),
        ("1E400", math.inf),
        ("1_000_000", 1e6),
        ("\uff11\uff10\uff10", 100),
        ("5k", 5000),
        ("2 million", 2e6),
        ("5b", 5e9),
        ("1-1000", math.inf),
        ("10 * 100000", math.inf),
        ("0x7fffffff", math.inf),
        ("5 0000", math.inf),
        ("9" * 50, math.inf),
        (" " * 80 + "5", math.inf),
        ("all", math.inf),
        ("Infinity", math.inf),
        ("-NaN", math.inf),
        ("one million", math.inf),
        ("free", None),
        ("", None),
    ],
)
def test_attack_an_amount_that_can_be_read_in_two_ways_is_the_larger_one(text: str, amount: float | None) -> None:
    assert amount_in(text) == amount


@given(st.text(max_size=80))
def test_any_text_is_an_amount_or_none(text: str) -> None:
    assert (amount_in(text) or 0) >= 0
