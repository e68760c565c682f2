from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.ui.xsettings import THEME_NAME, number_setting, string_setting
from tests.support.settings_daemon import announcement


def settings(order: str = "<") -> bytes:
    """Write a number, a colour and a text, as xfsettingsd and others do."""
    return announcement({"Xft/DPI": 98304, "Color": None, THEME_NAME: "Adwaita-dark"}, order)


@pytest.mark.parametrize("order", ["<", ">"])
def test_the_theme_is_found_in_either_byte_order(order: str) -> None:
    assert string_setting(settings(order), THEME_NAME) == "Adwaita-dark"


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_number_is_found_in_either_byte_order(order: str) -> None:
    assert number_setting(settings(order), "Xft/DPI") == 98304


def test_what_is_no_number_is_none() -> None:
    assert number_setting(settings(), THEME_NAME) is None
    assert number_setting(settings(), "Gtk/EnableAnimations") is None
    assert number_setting(b"", "Xft/DPI") is None


def test_what_is_not_there_is_empty() -> None:
    assert string_setting(settings(), "Net/IconThemeName") == ""
    assert string_setting(settings(), "Xft/DPI") == ""


@given(st.integers(0, len(settings())))
def test_a_cut_property_is_no_harm(length: int) -> None:
    assert string_setting(settings()[:length], THEME_NAME) in {"", *("Adwaita-dark"[:n] for n in range(13))}


@given(st.binary(max_size=200))
def test_any_bytes_are_no_harm(data: bytes) -> None:
    string_setting(data, THEME_NAME)
    number_setting(data, THEME_NAME)
