from __future__ import annotations

import pytest

from supervisor.core.chord import Chord


@pytest.mark.parametrize(
    ("text", "written", "label"),
    [
        ("ctrl+alt+s", "ctrl+alt+s", "Ctrl+Alt+S"),
        ("Alt+Ctrl+S", "ctrl+alt+s", "Ctrl+Alt+S"),
        ("super+F12", "super+F12", "Super+F12"),
        ("Pause", "Pause", "Pause"),
        ("shift+ctrl+1", "ctrl+shift+1", "Ctrl+Shift+1"),
    ],
)
def test_chords_have_one_spelling(text: str, written: str, label: str) -> None:
    chord = Chord.parse(text)
    assert str(chord) == written
    assert Chord.parse(written) == chord
    assert chord.label == label


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("ctrl+", "end it with a letter"),
        ("", "end it with a letter"),
        ("ctrl+delete", "end it with a letter"),
        ("a", "would fire while typing"),
        ("shift+a", "would fire while typing"),
        ("ctrl+ctrl+a", "once each"),
        ("hyper+a", "use ctrl, alt, shift, super"),
    ],
)
def test_an_unusable_chord_says_what_to_do(text: str, remedy: str) -> None:
    with pytest.raises(ValueError, match=remedy.replace("+", r"\+")):
        Chord.parse(text)
