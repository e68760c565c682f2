from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.assessment import Tier
from supervisor.core.facts import Shell
from supervisor.detect.shell import classify_command
from supervisor.detect.shell.sed_awk import awk_acts, sed_acts


@pytest.mark.parametrize(
    "script",
    [
        "e",
        "e rm x",
        "1e rm x",
        "$e",
        "$!e rm x",
        "1!e rm x",
        "1~2e rm x",
        "2,+1!e rm x",
        "/a/,/b/ e rm x",
        "/a/Ie rm x",
        "\\,a,e rm x",
        "\\x[x]xe rm x",
        "/[/]/e rm x",
        "/[]/]/e rm x",
        "{e rm x\n}",
        "1{;;e x",
        ":a;e rm x",
        ":a\ne rm x",
        "b a;e rm x",
        "q5;e rm x",
        "p;p;e rm x",
        "a text\ne rm x",
        "y/a/e/;e rm x",
        "s/a/b/e",
        "s,a,b,pe",
        "sab/e/;e x",
        "saxbxe",
        "s/a\\/b/c/e",
        "s/[/]/x/e",
        "s/[a/b]/c/e",
        "s/[[:alpha:]/]/x/e",
        "s/[^/]*$//;e rm x",
        "s/a/b/\ne",
        "s/a/b/;e",
        "w out",
        "s/a/b/w out",
        "$X",
        "s/a",
        "p" * 5_000,
    ],
)
def test_attack_sed_that_runs_or_writes_or_cannot_be_read_is_found(script: str) -> None:
    assert sed_acts(script)


@pytest.mark.parametrize(
    "script",
    [
        "",
        "p",
        "1,20p",
        "$=",
        "10q",
        "$d",
        "0~3d",
        "/^$/d",
        "/a|b/d",
        "/a/!d",
        "/a/{n;d}",
        "/start/,/end/p",
        "s/a/b/",
        "s/e/w/g",
        "s|a|b|I",
        "s#/a#/b#g",
        "s/[^/]*$//",
        "s/[ \\t]*$//",
        "s/\\//e/",
        's/.*/"&"/',
        "s/a/b/;s/c/d/2g",
        "y/abc/xyz/",
        "1!G;h;$!d",
        ":a;N;$!ba;s/\\n/ /g",
        "a\\\ntext e",
        "i hello e",
        "# e\np",
        "r notes",
        "w /dev/stdout",
        "s/a/b/w /dev/stderr",
    ],
)
def test_sed_that_only_prints_is_not(script: str) -> None:
    assert not sed_acts(script)


@pytest.mark.parametrize(
    "program",
    [
        'BEGIN{system("x")}',
        "{system ($0)}",
        'BEGIN{x=1/1;system("x")/1}',
        '{print | "sh"}',
        "{print $0 | c}",
        '{ print "a" "b" | c }',
        '{x="\\""; print | c}',
        '{"x" | getline}',
        "{c |& getline}",
        "{a = b/c | d/e}",
        "$1/2 { print | c } /x/",
        "{x = y[1]/2; print | c; z = 1/2}",
        'x = a/b; if (1) /"/; print | c; y = "z/"',
        'function f() { return /"/; print | c; "/" }',
        '{ if (/[/"]/) print | c; "x/" }',
        'BEGIN { # "\n system("x") # "\n}',
        '{f = "system"; @f("x")}',
        '@load "x"',
        "{print}" * 1_000,
    ],
)
def test_attack_awk_that_runs_something_is_found(program: str) -> None:
    assert awk_acts(program)


@pytest.mark.parametrize(
    "program",
    [
        "{print $1}",
        "/a|b/{print}",
        '/"/ {print}',
        "$1 ~ /a|b/",
        "$0 !~ /x|y/ && /z|w/",
        "{a = b || c}",
        '{print "a|b"}',
        'BEGIN{FS="|"}{print $2}',
        "{split($0, a, /,|;/)}",
        "{s += $1} END {print s / NR}",
        "{print $1/2, $2/3}",
        "!seen[$0]++",
        "/rm -rf/ {print}",
    ],
)
def test_awk_that_only_prints_is_not(program: str) -> None:
    assert not awk_acts(program)


@pytest.mark.parametrize(
    ("text", "kind", "tier"),
    [
        ("awk -F , 'BEGIN{system(\"x\")}' f", Shell.RISKY, Tier.HIGH_RISK),
        ("awk -v a=b '{print | a}' f", Shell.RISKY, Tier.HIGH_RISK),
        ("gawk -e '{print}' -e '{print | a}' f", Shell.RISKY, Tier.HIGH_RISK),
        ("awk -F '|' '{print $2}' f", Shell.READ, Tier.READ),
        ("awk -v x='a|b' '{print x}' f", Shell.READ, Tier.READ),
        ("awk '{print ($1 > 2)}' f", Shell.READ, Tier.READ),
        ("awk '{print > $1}' f", Shell.DESTRUCTIVE, Tier.REVERSIBLE),
        ("awk '{print > \"/etc/hosts\"}' f", Shell.DESTRUCTIVE, Tier.HIGH_RISK),
        ("awk -f x.awk f", Shell.UNKNOWN, Tier.REVERSIBLE),
        ("gawk -E x.awk f", Shell.UNKNOWN, Tier.REVERSIBLE),
        ("sed -e p -e '1e rm x' f", Shell.RISKY, Tier.HIGH_RISK),
        ("sed -ne '1e rm x' f", Shell.RISKY, Tier.HIGH_RISK),
        ("sed -n --expression='1e rm x' f", Shell.RISKY, Tier.HIGH_RISK),
        ("sed -l 5 '1e rm x' f", Shell.RISKY, Tier.HIGH_RISK),
        ("sed -- '1e rm x' f", Shell.RISKY, Tier.HIGH_RISK),
        ("sed -n -e '/a/p' f.txt", Shell.READ, Tier.READ),
        ("sed -ie s/a/b/ f", Shell.REVERSIBLE, Tier.REVERSIBLE),
        ("sed -i -e s/a/b/ /etc/hosts", Shell.RISKY, Tier.HIGH_RISK),
        ("sed -f x.sed f", Shell.UNKNOWN, Tier.REVERSIBLE),
        ("sed", Shell.READ, Tier.READ),
    ],
)
def test_scripts_are_found_among_the_options(text: str, kind: Shell, tier: Tier) -> None:
    assert (classify_command(text).kind, classify_command(text).tier) == (kind, tier)


@given(st.text(alphabet="aesp/\\[]{};,!$1~ \n\"'|w", max_size=40))
def test_any_script_is_read_to_its_end(script: str) -> None:
    assert sed_acts(script) in (True, False)
    assert awk_acts(script) in (True, False)


@pytest.mark.parametrize(
    "text",
    [
        "sed -i d a",
        "sed -i '1,$d' a",
        "sed -i 's/.*//' a",
        "sed -ni 's/a/b/' a",
        "awk --source='BEGIN{system(\"x\")}'",
        "awk -e'BEGIN{system(\"x\")}'",
        "awk -onotes 1",
        "awk --dump-variables=notes 1",
        "awk --fil=orders a",
    ],
)
def test_attack_what_empties_files_or_hides_a_program_is_asked(text: str) -> None:
    assert classify_command(text).kind not in (Shell.READ, Shell.REVERSIBLE)


@pytest.mark.parametrize("text", ["sed -i 1d a", "sed -ni '/a/p' a", "sed -i '/a/d' b", "sed -i 's/.*a//' b"])
def test_editing_in_place_is_not(text: str) -> None:
    assert classify_command(text).kind is Shell.REVERSIBLE
