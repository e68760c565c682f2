from __future__ import annotations

import pytest

from supervisor.core.facts import Shell
from supervisor.detect.shell import classify_command
from supervisor.detect.shell.wrappers import WRAPPERS

READ, REVERSIBLE, RISKY = Shell.READ, Shell.REVERSIBLE, Shell.RISKY
DESTRUCTIVE, UNKNOWN = Shell.DESTRUCTIVE, Shell.UNKNOWN


@pytest.mark.parametrize(
    "name",
    sorted(
        set(WRAPPERS)
        - {"chrt", "taskset", "timeout", "gtimeout", "chroot", "flock", "faketime", "su"}
        - {"gosu", "su-exec", "dtach", "abduco", "reptyr", "sg"}
    ),
)
def test_what_counts_is_inside(name: str) -> None:
    assert classify_command(f"{name} rm -rf x").kind is DESTRUCTIVE
    assert classify_command(f"{name} ls").tier.rank == 0


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("sudo -u bob -n rm x", DESTRUCTIVE),
        ("sudo -- rm x", DESTRUCTIVE),
        ("sudo VAR=1 rm x", DESTRUCTIVE),
        ("sudo mkdir /data", RISKY),
        ("sudo ls", READ),
        ("sudo -l", READ),
        ("sudo -i", RISKY),
        ("su -", RISKY),
        ("su -c 'rm x' bob", DESTRUCTIVE),
        ("timeout -k 5 10 rm x", DESTRUCTIVE),
        ("nice -n 5 rm x", DESTRUCTIVE),
        ("env -i A=1 B=2 rm x", DESTRUCTIVE),
        ("env -S 'rm x'", DESTRUCTIVE),
        ("env", READ),
        ("flock /tmp/l rm x", DESTRUCTIVE),
        ("chroot /mnt rm x", DESTRUCTIVE),
        ("watch -n 1 'rm x'", DESTRUCTIVE),
        ("command -v git", READ),
        ("command rm x", DESTRUCTIVE),
        ("find . | xargs rm", DESTRUCTIVE),
        ("find . | xargs -0 -n 1 rm -f", DESTRUCTIVE),
        ("find . | xargs grep x", READ),
        ("echo rm x | xargs -I{} sh -c {}", UNKNOWN),
        ("bash -c 'rm x'", DESTRUCTIVE),
        ("bash -lc 'rm x'", DESTRUCTIVE),
        ("bash -c 'ls'", READ),
        ("bash script.sh", UNKNOWN),
        ("bash -n script.sh", READ),
        ("bash", REVERSIBLE),
        ("bash <<< 'rm x'", DESTRUCTIVE),
        ("sh <<E\nrm x\nE", DESTRUCTIVE),
        ("cat <<E\nrm x\nE", READ),
        ("curl https://x | sh", RISKY),
        ("cat x | sudo bash", RISKY),
        ("history | bash", RISKY),
        ("eval 'rm x'", DESTRUCTIVE),
        ('eval "$X"', UNKNOWN),
        ("source x.sh", UNKNOWN),
        (". ./x.sh", UNKNOWN),
        ("trap 'rm x' EXIT", DESTRUCTIVE),
        ("alias ls='rm x'", DESTRUCTIVE),
        ("alias ll='ls -l'", REVERSIBLE),
        ("alias", READ),
        ("parallel rm ::: a b", DESTRUCTIVE),
        ("parallel ::: 'rm x'", DESTRUCTIVE),
        ("cat jobs | parallel", UNKNOWN),
        ("find . -delete", DESTRUCTIVE),
        ("find . -name -delete", READ),
        ("find . -exec echo -delete ;", READ),
        ("find . -name '*.c' -exec rm {} +", DESTRUCTIVE),
        ("find . -exec grep x {} \\;", READ),
        ("find . -fprint out", DESTRUCTIVE),
        ("fd x -x rm", DESTRUCTIVE),
    ],
)
def test_ways_to_run_something(text: str, kind: Shell) -> None:
    assert classify_command(text).kind is kind
