from __future__ import annotations

import pytest

from supervisor.core.assessment import Tier
from supervisor.core.facts import Shell
from supervisor.detect.shell import classify_command

ASKED = (Shell.UNKNOWN, Shell.RISKY, Shell.DESTRUCTIVE)

PAINTED = r"""
(sleep 5; printf '\033[2J') &
printf '\e[1A'
printf 'a\rb'
echo -e '\x1b[2K'
echo $'\e[1A'
tail -f a &
setsid -f tail a
watch ls &
tput cup 0 0
tput civis
(sleep 3; cat a) &
nohup tail -f a & ls
cat a | head &
"""


@pytest.mark.parametrize("text", PAINTED.strip().splitlines())
def test_attack_what_writes_over_the_shown_line_is_asked(text: str) -> None:
    assert classify_command(text).kind in ASKED


@pytest.mark.parametrize(
    "text",
    [
        "printf 'a\\n'",
        "echo 'C:\\readme'",
        "tail -f a",
        "watch ls",
        "setsid -w ls",
        "tput setaf 1",
        "tput cols",
        "sleep 5 &",
        "firefox &",
        "wc -l a > b &> /dev/null &",
    ],
)
def test_what_prints_line_after_line_is_not_asked(text: str) -> None:
    assert classify_command(text).tier.rank < Tier.HIGH_RISK.rank
    assert classify_command(text).kind is not Shell.UNKNOWN
