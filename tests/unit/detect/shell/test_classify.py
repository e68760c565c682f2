from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervisor.core.assessment import Tier
from supervisor.core.facts import Shell
from supervisor.detect.shell import again, classify, classify_command, moves, painting, sending, unpacking, unseen
from supervisor.detect.shell.classify import LONGEST_COMMAND
from supervisor.detect.shell.syntax import parse_script
from supervisor.detect.shell.verdict import ShellVerdict

READ, REVERSIBLE, RISKY = Shell.READ, Shell.REVERSIBLE, Shell.RISKY
DESTRUCTIVE, UNKNOWN = Shell.DESTRUCTIVE, Shell.UNKNOWN


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", READ),
        ("   ", READ),
        ("ls -la", READ),
        ("cd docs && ls | grep x", READ),
        ("cat a 2>/dev/null", READ),
        ("/usr/bin/ls", READ),
        ("# rm -rf /", READ),
        ("echo 'rm -rf /'", READ),
        ("grep -r 'rm -rf' .", READ),
        ("rm --help", READ),
        ("man rm", READ),
        ("FOO=1", REVERSIBLE),
        ("mkdir a && touch a/b", REVERSIBLE),
        ("echo hi >> notes.txt", REVERSIBLE),
        ("vim a.txt", REVERSIBLE),
        ("make", UNKNOWN),
        ("rm x", DESTRUCTIVE),
        ("rm -rf old", DESTRUCTIVE),
        ("rm -- --help", DESTRUCTIVE),
        ("/bin/rm x", DESTRUCTIVE),
        ("./rm x", DESTRUCTIVE),
        (r"r\m x", DESTRUCTIVE),
        ("$'\\x72m' x", DESTRUCTIVE),
        ("ls; rm x", DESTRUCTIVE),
        ("true || rm x", DESTRUCTIVE),
        ("(rm x)", DESTRUCTIVE),
        ("echo $(rm x)", DESTRUCTIVE),
        ("x=$(rm y)", DESTRUCTIVE),
        ("echo `rm x`", DESTRUCTIVE),
        ("f() { rm x; }", DESTRUCTIVE),
        ("> important.txt", DESTRUCTIVE),
        ("echo hi > notes.txt", DESTRUCTIVE),
        ("cat a >| b", DESTRUCTIVE),
        ("rm x 'unterminated", DESTRUCTIVE),
        ("mkfs.ext4 /dev/sda1", DESTRUCTIVE),
        ("kill 12", RISKY),
        ("shutdown -h now", RISKY),
        ("LD_PRELOAD=/tmp/x.so ls", RISKY),
        ("PATH=/tmp:$PATH", RISKY),
        ("export PATH=/tmp", RISKY),
        ("read PATH", RISKY),
        ("printf -v PATH /tmp", RISKY),
        ("less '+!rm x' f", RISKY),
        ("vim -c ':!rm x'", RISKY),
        ("rg --pre ./evil x", RISKY),
        ("touch ~/.bashrc", RISKY),
        ("echo x >> ~/.ssh/authorized_keys", RISKY),
        (":(){ :|:& };:", RISKY),
        ("frobnicate", UNKNOWN),
        ("./build.sh", UNKNOWN),
        ("/tmp/ls", UNKNOWN),
        ("~/bin/ls", UNKNOWN),
        ("$CMD x", UNKNOWN),
        ("$(cat f) x", UNKNOWN),
        ("/bin/r? x", UNKNOWN),
        ("{rm,-rf,x}", UNKNOWN),
        ("!!", UNKNOWN),
        ("!rm", UNKNOWN),
        ("ls; !rm", UNKNOWN),
        ("echo 'a' !$", UNKNOWN),
        ("git commit -m 'wow!'", REVERSIBLE),
        ("echo 'open", UNKNOWN),
        ("hello world", UNKNOWN),
    ],
)
def test_a_command_line_is_judged(text: str, kind: Shell) -> None:
    assert classify_command(text).kind is kind


def test_tiers_follow_kinds() -> None:
    tiers = {
        classify_command(text).kind: classify_command(text).tier
        for text in ("ls", "mkdir a", "kill -9 12", "rm -r x", "$X")
    }
    assert tiers == {
        READ: Tier.READ,
        REVERSIBLE: Tier.REVERSIBLE,
        RISKY: Tier.HIGH_RISK,
        DESTRUCTIVE: Tier.IRREVERSIBLE,
        UNKNOWN: Tier.HIGH_RISK,
    }


def test_evidence_names_what_is_lost() -> None:
    assert classify_command("rm -rf old").evidence[0] == "deletes `old` for good"


def test_upper_case_is_no_hiding_place() -> None:
    assert classify_command("RM -rf x").tier.rank >= Tier.HIGH_RISK.rank
    assert classify_command("GIT CHECKOUT -- file").kind is DESTRUCTIVE


def test_attack_what_is_too_long_is_asked() -> None:
    assert classify_command("ls " + "a" * LONGEST_COMMAND).kind is UNKNOWN
    assert classify_command("ls;" * 1_000).kind is UNKNOWN


@pytest.mark.parametrize("wrap", ["sh -c {}", "env {}", "$({})"])
def test_attack_what_is_nested_too_deep_is_asked(wrap: str) -> None:
    text = "rm x"
    for _ in range(12):
        text = wrap.format(repr(text) if "sh" in wrap else text)[: LONGEST_COMMAND - 1]
    assert classify_command(text).kind in (UNKNOWN, DESTRUCTIVE)


@pytest.mark.parametrize(
    "piece", ["(", "$(", "{", "`", '"', "'", "<<A\n", "[[ ", "${", "if ", "\\", "|", "a=", "$((", '"$(']
)
def test_attack_nothing_nested_breaks_the_judge(piece: str) -> None:
    assert isinstance(classify_command(piece * (LONGEST_COMMAND // len(piece) // 4)), ShellVerdict)


COMMAND_TEXT = st.text(
    alphabet=st.one_of(st.sampled_from("rm -f/.*~$(){}[]<>|&;\"'`\\\n\t=!#%@"), st.characters()), max_size=120
)


@given(COMMAND_TEXT)
@settings(max_examples=200)
def test_any_text_has_a_verdict(text: str) -> None:
    verdict = classify_command(text)
    assert verdict.evidence
    assert all(phrase for phrase in verdict.evidence)


@given(
    st.sampled_from(["rm -rf {}", "sudo rm {}", "git push --force {}", "dd if=a of={}", "shred {}"]),
    st.text("abcxyz", min_size=1, max_size=8),
    st.sampled_from(
        [
            "{}",
            "ls; {}",
            "({})",
            "true && {}",
            "{} &",
            "if true; then {}; fi",
            "sh -c '{}'",
            "echo $({})",
            "env A=1 {}",
        ]
    ),
)
def test_what_deletes_is_found_wherever_it_stands(command: str, operand: str, place: str) -> None:
    assert classify_command(place.format(command.format(operand))).kind is DESTRUCTIVE


_CONCERNING = sorted(
    frozenset().union(*(rules.CONCERNS for rules in (again, moves, painting, sending, unpacking, unseen)))
    | unseen.GLOBBED
)


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *_CONCERNING,
                *(
                    "/bin/cp",
                    "*",
                    "*.txt",
                    "~",
                    "~/",
                    "/etc",
                    "/tmp/x",
                    ".",
                    "-r",
                    "-v",
                    "-x",
                    "sudo",
                    "command",
                    "ls",
                ),
                *("git", "-o", "x", "a=b", "'a b'", "dict://h/x", "s_client", "env", "~/.ssh/id_rsa", "./run", "sh"),
                *("|", "&&", ";", "> f", "2>&1", "$x", "--help", "PATH", "RANDOM", "'\\e[A'"),
            ]
        ),
        min_size=1,
        max_size=9,
    )
)
def test_rules_on_whole_lines_have_nothing_to_say_where_they_are_not_asked(words: list[str]) -> None:
    text = " ".join(words)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(classify, "parse_script", lambda line: replace(parse_script(line), plain=False))
        asked = classify_command.__wrapped__(text)
    assert classify_command.__wrapped__(text) == asked


@pytest.mark.parametrize(
    "text",
    [
        "show tables > ~/.bashrc",
        "explain select 1 `./x`",
        "select 1 < a",
        "<a sh",
        "< a bash",
        "x=1 <a sh",
        "! <a sh",
        "{ <a sh; }",
        "<a env sh",
        'python3 -c "$(cat a)"',
        'perl -e "$a"',
        "node -e `cat a`",
        "git --config-env=core.pager=A log",
        "echo ls 2> >(sh)",
    ],
)
def test_attack_what_a_shell_runs_or_writes_beside_the_words_is_asked(text: str) -> None:
    assert classify_command(text).kind not in (Shell.READ, Shell.REVERSIBLE)


@pytest.mark.parametrize(
    "text", ["show tables", "select a from b where c = '<d>'", "<a cat", "sh < /dev/null", "python3 -c 'print(1)'"]
)
def test_the_same_without_it_is_not(text: str) -> None:
    assert classify_command(text).kind in (Shell.READ, Shell.REVERSIBLE)
