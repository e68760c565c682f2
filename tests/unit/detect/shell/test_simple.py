from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from supervisor.detect.shell.simple import simple_commands
from supervisor.detect.shell.syntax import by_grammar, parse_script
from supervisor.detect.wordlist import wordlist

ORDINARY = Path(__file__).parents[3] / "data" / "ordinary"
PIECES = (
    *sorted(
        wordlist(
            """
            ls rm -rf a b.txt ~/x *.txt a?b .. // 1 2.5 -1 10:30 1,2 0x1f x=1 a= = == =~ --a=b += ^a^b % @ a@b:c ~user
            ? * '|' '' "" "x;y" 'a'b a'b'c a"c" 'a"b' '$x' '$[x' "#" 'a!' "a!b"
            if then else elif fi for while until do done case esac select function time coproc in declare typeset
            export readonly local unset unsetenv let echo printf eval exec test [ [[ { } ! : . _
            $x $(x) `x` <f >f 2>&1 & |& ;; # \\ é ' "
            """
        )
    ),
    *("'$(x)'", "'$'", "'(x)'", "'`x`'", "'${x@P}'", "env", "read", "wait", "'a b'", '"c d"', "'\\'", "\n", "\t"),
)


def recorded() -> list[str]:
    """Give every text that was typed in the recordings of ordinary work."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(ORDINARY.glob("*.jsonl"))]
    rows = [json.loads(line) for text in texts for line in text.splitlines()]
    return sorted({row["text"] for row in rows if row.get("text")})


@pytest.mark.parametrize(
    ("text", "commands"),
    [
        ("ls -l ~/docs", [("", [("ls", False), ("-l", False), ("~/docs", False)])]),
        ("  ls  ", [("", [("ls", False)])]),
        ("ls;", [("", [("ls", False)])]),
        ("a | b", [("", [("a", False)]), ("|", [("b", False)])]),
        ("a&&b;c", [("", [("a", False)]), ("&&", [("b", False)]), (";", [("c", False)])]),
        ("echo 'a b'", [("", [("echo", False), ("a b", True)])]),
        ("echo 'a'\"b\"", [("", [("echo", False), ("ab", True)])]),
        ("echo --m='a b'", [("", [("echo", False), ("--m=a b", False)])]),
    ],
)
def test_blanks_and_quotes_tell_the_words(text: str, commands: object) -> None:
    assert simple_commands(text) == commands


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "a=1", "a=1 ls", "if a", "echo $x", "echo `x`", 'echo "$x"', "a > f", "a &", "(a)", "{ a", "! a"),
        *("a |", "| a", "a || ", "a && b | c", "a ;; b", "a\nb", "echo a\\ b", "echo 'a", 'echo "a!b"', "let x", "é"),
        *(
            "export a=1",
            "if''x",
            "'ls'",
            "echo # a",
            "echo {a,b}",
            "echo =~ a",
            "a |& b",
            "a [b]",
            "a;" * 1000,
            "a '$''(b)'",
            "1 a",
            "a@b",
        ),
    ],
)
def test_the_grammar_is_asked_about_everything_else(text: str) -> None:
    assert simple_commands(text) is None


@pytest.mark.parametrize("text", recorded())
def test_what_was_recorded_is_cut_up_alike(text: str) -> None:
    assert parse_script(text) == by_grammar(text)


@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from([" ", " ", "", "  ", "|", " | ", ";", "&&"]))))
def test_pieces_of_shell_are_cut_up_alike(pieces: list[tuple[str, str]]) -> None:
    text = "".join(piece + sign for piece, sign in pieces)
    assert parse_script(text) == by_grammar(text)


@given(st.text("abifdn1 _./,:@%+=~*?^-'\"|&;", max_size=30))
@example("ls '$[a'")
@example('if""a')
@example("env '$''(a)'")
@example("a == b")
def test_any_signs_are_cut_up_alike(text: str) -> None:
    assert parse_script(text) == by_grammar(text)
