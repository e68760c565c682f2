from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from supervisor.detect.shell.command import Command, shown
from supervisor.detect.shell.syntax import Word
from supervisor.detect.shell.verdict import ShellVerdict, read

if TYPE_CHECKING:
    from collections.abc import Sequence


class Nothing:
    def script(self, text: str) -> ShellVerdict:
        return read(text)

    def call(self, words: Sequence[Word], outer: Command | None = None) -> ShellVerdict:
        return read(f"{words} {outer}")


def command(line: str) -> Command:
    name, *args = line.split()
    return Command(name, tuple(Word(arg) for arg in args), Nothing())


def test_options_end_at_two_dashes() -> None:
    parsed = command("rm -rf a -- -b --c d")
    assert parsed.options == ["-rf"]
    assert parsed.operands == ["a", "-b", "--c", "d"]


@pytest.mark.parametrize(
    ("line", "given"), [("x -rf", True), ("x -f", True), ("x --force", False), ("x -- -f", False), ("x", False)]
)
def test_short_options_are_found_in_clusters(line: str, given: bool) -> None:
    assert command(line).short("f") is given


@pytest.mark.parametrize(
    ("line", "given"),
    [
        ("x --force", True),
        ("x --force=yes", True),
        ("x --forc", True),
        ("x --fo", False),
        ("x --forceful", False),
        ("x -force", False),
    ],
)
def test_long_options_may_be_cut_short(line: str, given: bool) -> None:
    assert command(line).long("--force") is given


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("x -o a", "a"),
        ("x -oa", "a"),
        ("x --out=a", "a"),
        ("x --out a", "a"),
        ("x -o", ""),
        ("x", None),
        ("x -- -o a", None),
    ],
)
def test_values_of_options(line: str, value: str | None) -> None:
    assert command(line).value("-o", "--out") == value


def test_what_is_shown_is_bounded() -> None:
    assert shown(["a", "b"]) == "`a b`"
    assert len(shown(["x" * 500])) < 50
