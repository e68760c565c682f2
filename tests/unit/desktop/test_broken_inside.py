from __future__ import annotations

import pytest

from supervisor.desktop.broken_inside import BROKEN, broken, sentence


@pytest.mark.parametrize(
    ("argv", "program"),
    [
        (["sudo", "apt", "install", "x"], "sudo"),
        (["/usr/bin/docker", "run", "x"], "docker"),
        (["sh", "-c", "sudo id"], "sudo"),
        (["bash", "-c", "env A=1 timeout 5 snap run x; echo"], "snap"),
        (["env", "-i", "A=b", "flatpak", "run", "x"], "flatpak"),
        (["firefox"], "firefox"),
    ],
)
def test_a_program_that_fails_inside_is_explained_with_the_remedy(argv: list[str], program: str) -> None:
    kind = broken(argv)
    assert kind is not None
    assert program in kind.programs
    said = sentence(argv, 1)
    assert kind.remedy in said
    assert "\n" not in said


@pytest.mark.parametrize("argv", [["python3", "sudo.py"], ["sh", "-c", "echo 'sudo"], ["sh", "-c"], [], ["env"]])
def test_of_others_nothing_is_said(argv: list[str]) -> None:
    assert broken(argv) is None
    assert sentence(argv, 1) == ""


def test_what_went_well_needs_no_word() -> None:
    assert sentence(["docker", "ps"], 0) == ""


def test_each_program_is_named_once() -> None:
    every = [program for kind in BROKEN for program in kind.programs]
    assert len(every) == len(set(every))
    assert {"sudo", "snap", "docker", "firefox"} <= set(every)
