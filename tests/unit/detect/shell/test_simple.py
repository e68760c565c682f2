from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from supervisor.detect.shell.simple import simple_script
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
            $x $(x) `x` <f >f 2>f >>f &>f < > >> 2> 2>&1 >&2 & |& ;; # \\ é ' "
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
    ("text", "words"),
    [
        ("ls -l ~/docs", [["ls", "-l", "~/docs"]]),
        ("  ls  ", [["ls"]]),
        ("ls;", [["ls"]]),
        ("a | b", [["b"], ["a"]]),
        ("a&&b;c", [["c"], ["b"], ["a"]]),
        ("echo 'a b'", [["echo", "a b"]]),
        ("echo 'a'\"b\"", [["echo", "ab"]]),
        ("echo --m='a b'", [["echo", "--m=a b"]]),
        ("a > f 2>&1", [["a"]]),
    ],
)
def test_blanks_and_quotes_tell_the_words(text: str, words: list[list[str]]) -> None:
    script = simple_script(text)
    assert script is not None
    assert [[word.text for word in call.words] for call in script.calls] == words


def test_redirections_behind_a_command_are_read() -> None:
    script = simple_script("a 2>/dev/null > 'b c'; d < e | f")
    assert script is not None
    assert [(one.operator, one.target.text, one.descriptor) for one in script.redirects] == [
        ("<", "e", ""),
        (">", "b c", ""),
        (">", "/dev/null", "2"),
    ]
    assert [call.piped for call in script.calls] == [True, True, False]


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "a=1", "a=1 ls", "if a", "echo $x", "echo `x`", 'echo "$x"', "a &", "(a)", "{ a", "! a"),
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
            "a >f b",
            "> f",
            "a | b < f",
            "a > $x",
            "a >f >",
            "a;" * 1000,
            "a '$''(b)'",
            "1 a",
            "a@b",
        ),
    ],
)
def test_the_grammar_is_asked_about_everything_else(text: str) -> None:
    assert simple_script(text) is None


def test_what_was_recorded_is_cut_up_alike() -> None:
    assert [text for text in recorded() if parse_script(text) != by_grammar(text)] == []


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from([" ", " ", "", "  ", "|", " | ", ";", "&&"]))))
def test_pieces_of_shell_are_cut_up_alike(pieces: list[tuple[str, str]]) -> None:
    text = "".join(piece + sign for piece, sign in pieces)
    assert parse_script(text) == by_grammar(text)


@settings(deadline=None)
@given(st.text("abifdn12 _./,:@%+=~*?^-'\"|&;<>", max_size=30))
@example("ls '$[a'")
@example('if""a')
@example("env '$''(a)'")
@example("a == b")
@example("a - 2>b")
@example("a < '$[b'")
def test_any_signs_are_cut_up_alike(text: str) -> None:
    assert parse_script(text) == by_grammar(text)
