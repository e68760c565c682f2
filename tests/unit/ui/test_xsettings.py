from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.ui.xsettings import THEME_NAME, string_setting


def padded(text: bytes) -> bytes:
    return text + bytes(-len(text) % 4)


def settings(order: str = "<") -> bytes:
    """Write a number, a colour and a text, as xfsettingsd and others do."""
    data = bytes([order == ">", 0, 0, 0]) + struct.pack(f"{order}II", 1, 3)
    data += struct.pack(f"{order}BxH", 0, 7) + padded(b"Xft/DPI") + struct.pack(f"{order}Ii", 1, 98304)
    data += struct.pack(f"{order}BxH", 2, 5) + padded(b"Color") + struct.pack(f"{order}I4H", 1, 1, 2, 3, 4)
    name, value = THEME_NAME.encode(), b"Adwaita-dark"
    data += struct.pack(f"{order}BxH", 1, len(name)) + padded(name)
    return data + struct.pack(f"{order}II", 1, len(value)) + padded(value)


@pytest.mark.parametrize("order", ["<", ">"])
def test_the_theme_is_found_in_either_byte_order(order: str) -> None:
    assert string_setting(settings(order), THEME_NAME) == "Adwaita-dark"


def test_what_is_not_there_is_empty() -> None:
    assert string_setting(settings(), "Net/IconThemeName") == ""
    assert string_setting(settings(), "Xft/DPI") == ""


@given(st.integers(0, len(settings())))
def test_a_cut_property_is_no_harm(length: int) -> None:
    assert string_setting(settings()[:length], THEME_NAME) in {"", *("Adwaita-dark"[:n] for n in range(13))}


@given(st.binary(max_size=200))
def test_any_bytes_are_no_harm(data: bytes) -> None:
    string_setting(data, THEME_NAME)
