from __future__ import annotations

import math
from typing import Any

import pytest

from supervisor.core.tool_call import ToolCall
from supervisor.detect.tool_amounts import amount_of_call, items_of_call
from supervisor.detect.tool_calls import judge_call


def call(server: str, name: str, /, **arguments: Any) -> ToolCall:
    return ToolCall.of(server, name, arguments)


def test_numbers_that_rules_can_match() -> None:
    found = judge_call(call("mail", "delete_emails", ids=["1", "2", "3"]))
    assert (found.items, found.amount) == (3, None)
    assert judge_call(call("bank", "transfer", amount="1,250.50 EUR")).amount == 1250.5
    assert judge_call(call("bank", "transfer", total_amount=99)).amount == 99


@pytest.mark.parametrize(
    ("arguments", "amount"),
    [
        ({"amount": "1e6"}, 1e6),
        ({"amount": -5000}, 5000),
        ({"price": 10, "quantity": 1000}, 10_000),
        ({"unit_amount": 10, "qty": "1e3"}, 10_000),
        ({"price": 10, "quantity": 0.5}, 10),
        ({"price": 10, "quantity": 0}, 10),
        ({"price": 10**400, "quantity": 0}, math.inf),
        ({"amount": {"value": "250", "currency": "EUR"}}, 250),
        ({"value": "2024-05-01"}, None),
        ({"amount": True}, None),
        ({"quantity": 5}, None),
    ],
)
def test_attack_an_amount_is_the_largest_that_may_be_meant(arguments: dict[str, Any], amount: float | None) -> None:
    assert judge_call(call("bank", "pay", **arguments)).amount == amount


def test_attack_a_number_that_no_float_holds_is_larger_than_any() -> None:
    assert judge_call(call("bank", "transfer", amount=10**400)).amount == math.inf
    assert judge_call(call("bank", "transfer", amount=-(10**400))).amount == math.inf


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("transfer", {"amount": "NaN"}),
        ("transfer", {"amount": "-Infinity"}),
        ("transfer", {"amount": "fifty"}),
        ("transfer", {"amount": "{{total}}"}),
        ("place_order", {"price": "market", "quantity": 10}),
        ("place_order", {"price": 5, "quantity": "nan"}),
        ("place_order", {"price": 0, "quantity": "all"}),
    ],
)
def test_attack_an_amount_that_is_no_number_is_larger_than_any(name: str, arguments: dict[str, Any]) -> None:
    assert amount_of_call(call("x", name, **arguments)) == math.inf


@pytest.mark.parametrize(
    ("server", "name", "arguments", "amount"),
    [
        ("sequential", "sequentialthinking", {"totalThoughts": 300}, None),
        ("computer", "scroll", {"direction": "down", "amount": 500}, None),
        ("computer", "mouse", {"scroll_amount": 500}, None),
        ("x", "list_files", {"total_pages": 900}, None),
        ("home", "set_brightness", {"value": 500}, None),
        ("x", "set_config_value", {"value": 5000}, None),
        ("x", "fill_form", {"fields": [{"name": "year", "value": 2026}]}, None),
        ("shop", "create_product", {"price": "free"}, 0),
        ("shop", "get_page", {"price": "high"}, None),
        ("eth", "send_transaction", {"value": 5000}, 5000),
        ("x", "frobnicate", {"value": 5000}, 5000),
        ("x", "create_invoice", {"total": 5000}, 5000),
        ("x", "create_note", {"price": {"value": 5000}}, 5000),
        ("x", "zoom_to", {"scroll_price": 500}, 500),
    ],
)
def test_a_number_that_is_no_money_is_no_amount(
    server: str, name: str, arguments: dict[str, Any], amount: float | None
) -> None:
    assert amount_of_call(call(server, name, **arguments)) == (amount or None)


def test_the_longest_list_counts() -> None:
    assert items_of_call(call("x", "delete", ids=[1, 2, 3], names=["a", "b"])) == 3
    assert items_of_call(call("x", "delete", id=1)) is None
