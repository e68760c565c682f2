from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from supervisor.demo.audience import RealPerson, ScriptedPerson
from tests.support.receiver import Receiver

if TYPE_CHECKING:
    from pathlib import Path

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop


@pytest.mark.desktop
@pytest.mark.parametrize(
    ("what", "keys"),
    [
        ("approve", ["Control_L", "Alt_L", "y"]),
        ("reject", ["Control_L", "Alt_L", "n"]),
        ("stop", ["Control_L", "Alt_L", "s"]),
    ],
)
def test_the_scripted_person_answers_by_chord(
    what: str, keys: list[str], desktop: VirtualDesktop, person: Person, tmp_path: Path
) -> None:
    said: list[str] = []
    scripted = ScriptedPerson(person, tmp_path, said.append)
    with Receiver(desktop) as receiver:
        if what == "stop":
            scripted.stop()
        else:
            scripted.answer(what, "popup", lambda: len(receiver.keys) == len(keys))
            assert (tmp_path / "popup.png").stat().st_size > 100
        receiver.wait_for(lambda _: receiver.keys == keys)
    assert len(said) == 1


@pytest.mark.desktop
def test_the_mark_is_seen_when_it_is_drawn(desktop: VirtualDesktop, person: Person, tmp_path: Path) -> None:
    scripted = ScriptedPerson(person, tmp_path, print)
    person.move(300, 300)
    scripted.expect_mark(300, 300)
    with Receiver(desktop, geometry=(250, 250, 100, 100), bare=True):
        scripted.see_mark("drawn")
        drawn = (tmp_path / "drawn.png").read_bytes()
        person.look().save(tmp_path / "after.png")
    assert drawn == (tmp_path / "after.png").read_bytes()


@pytest.mark.desktop
def test_a_chord_that_came_too_early_is_pressed_again(person: Person, tmp_path: Path) -> None:
    pressed: list[str] = []
    scripted = ScriptedPerson(person, tmp_path, print)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(person, "chord", pressed.append)
        scripted.answer("reject", "popup", lambda: len(pressed) == 2)
    assert pressed == ["ctrl+alt+n"] * 2


def test_a_real_person_is_told_whose_turn_it_is() -> None:
    said: list[str] = []
    real = RealPerson(said.append)
    real.answer("reject", "popup", lambda: False)
    real.stop()
    assert ["your turn: reject it" in said[0], "hold Escape" in said[1]] == [True, True]


def test_no_picture_of_a_real_screen_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    real = RealPerson(print)
    real.see("screen")
    real.expect_mark(1, 1)
    real.see_mark("mark")
    assert list(tmp_path.iterdir()) == []
