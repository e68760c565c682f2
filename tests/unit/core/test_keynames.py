from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.keynames import MODIFIERS, canonical_chord, canonical_key, chord_label, split_chord


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("ctrl+Return", "ctrl+Return"),
        ("Ctrl+Enter", "ctrl+Return"),
        ("CTRL-ALT-DEL", "ctrl+alt+Delete"),
        ("ctrl c", "ctrl+c"),
        ("shift+delete", "shift+Delete"),
        ("Shift+Ctrl+T", "ctrl+shift+t"),
        ("cmd+v", "super+v"),
        ("control+pagedown", "ctrl+Page_Down"),
        ("Prior", "Page_Up"),
        ("ISO_Left_Tab", "shift+Tab"),
        ("Control_L", "ctrl"),
        ("shift+ctrl", "ctrl+shift"),
        ("ctrl++", "ctrl+plus"),
        ("ctrl+-", "ctrl+minus"),
        ("ctrl--", "ctrl+minus"),
        ("ctrl+", "ctrl"),
        ("+", "plus"),
        ("#", "numbersign"),
        (" ", "space"),
        ("A", "a"),
        ("f12", "F12"),
        ("KP_Enter", "KP_Enter"),
        ("num7", "KP_7"),
        ("XF86PowerOff", "XF86PowerOff"),
        ("alt + F4", "alt+F4"),
        ("", ""),
        ("  ", "space"),
    ],
)
def test_every_spelling_has_one_form(written: str, canonical: str) -> None:
    assert canonical_chord(written) == canonical


@given(st.text(max_size=30))
def test_the_form_is_stable_and_never_fails(text: str) -> None:
    once = canonical_chord(text)
    assert canonical_chord(once) == once


@given(st.sets(st.sampled_from(MODIFIERS)), st.sampled_from(["Delete", "a", "Return", "F5", "plus"]))
def test_a_chord_comes_apart_again(held: set[str], key: str) -> None:
    chord = canonical_chord("+".join([*sorted(held, reverse=True), key]))
    assert split_chord(chord) == (frozenset(held), key)


def test_modifiers_alone_have_no_key() -> None:
    assert split_chord("ctrl+shift") == (frozenset({"ctrl", "shift"}), "")


def test_a_chord_is_cut_before_it_is_read() -> None:
    assert len(canonical_chord("x" * 10_000)) <= 200


@pytest.mark.parametrize(
    ("name", "key"), [("Esc", "Escape"), ("ä", "ä"), ("Ä", "ä"), ("dot", "period"), ("Shift_R", "shift")]
)
def test_single_keys(name: str, key: str) -> None:
    assert canonical_key(name) == key


@pytest.mark.parametrize(
    ("chord", "label"),
    [
        ("ctrl+shift+Delete", "Ctrl+Shift+Delete"),
        ("ctrl+Return", "Ctrl+Enter"),
        ("alt+y", "Alt+Y"),
        ("altgr+q", "AltGr+Q"),
    ],
)
def test_people_read_labels(chord: str, label: str) -> None:
    assert chord_label(chord) == label
