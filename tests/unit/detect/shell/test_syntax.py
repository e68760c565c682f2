from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.detect.shell.syntax import Script, parse_script


def words(script: Script) -> set[tuple[str, ...]]:
    return {tuple(word.text for word in call.words) for call in script.calls if call.words}


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        ("ls -l", {("ls", "-l")}),
        ("a; b && c || d & e | f\ng", {("a",), ("b",), ("c",), ("d",), ("e",), ("f",), ("g",)}),
        (
            "echo $(rm x) `rm y` <(rm z)",
            {("rm", "x"), ("rm", "y"), ("rm", "z"), ("echo", "$(rm x)", "`rm y`", "<(rm z)")},
        ),
        ("if a; then b; else c; fi", {("a",), ("b",), ("c",)}),
        ("for i in *; do rm $i; done", {("rm", "$i")}),
        ("f() { rm x; }; f", {("rm", "x"), ("f",)}),
        ("case $x in a) rm b;; esac", {("rm", "b")}),
        ("[[ -f x ]] && rm x", {("rm", "x")}),
        ("x=$(rm a) ls", {("rm", "a"), ("ls",)}),
        ("! rm x", {("rm", "x")}),
        ("echo $((1+$(rm a)))", {("rm", "a"), ("echo", "$((1+$(rm a)))")}),
        (">f rm -rf y", {("rm", "-rf", "y")}),
        ("echo >f rm -rf y", {("echo", "rm", "-rf", "y")}),
        ("git checkout 2>/dev/null -- foo", {("git", "checkout", "--", "foo")}),
        ("cat <<E -n\nx\nE", {("cat", "-n")}),
        ("# rm -rf /", set()),
        ("", set()),
    ],
)
def test_every_call_is_found(text: str, calls: set[tuple[str, ...]]) -> None:
    script = parse_script(text)
    assert words(script) == calls
    assert not script.broken


@pytest.mark.parametrize(
    ("text", "word", "fixed"),
    [
        (r"r\m", "rm", True),
        ("r''m", "rm", True),
        ('"rm"', "rm", True),
        (r"$'r\x6d'", "rm", True),
        (r"$'r\155'", "rm", True),
        (r"$'\u0072m'", "rm", True),
        ('"a\\"b\\$c"', 'a"b$c', True),
        ("'$x'", "$x", True),
        ("$x", "$x", False),
        ('"a$x"', "a$x", False),
        ("a$(b)", "a$(b)", False),
        ("r{m,x}", "r{m,x}", False),
        ("a{1..3}", "a{1..3}", False),
    ],
)
def test_quotes_are_taken_off(text: str, word: str, fixed: bool) -> None:
    call = next(c for c in parse_script(f"echo {text}").calls if c.words[0].text == "echo")
    assert (call.words[1].text, call.words[1].fixed) == (word, fixed)


def test_what_is_fed_and_piped_is_known() -> None:
    calls = {call.words[0].text: call for call in parse_script("cat <<E | sh\nrm x\nE\n").calls}
    assert calls["sh"].piped
    assert not calls["cat"].piped
    assert calls["cat"].fed == ("rm x\n",)
    (here,) = parse_script("bash <<< 'rm x'").calls
    assert here.fed == ("rm x",)


def test_assignments_are_kept_apart() -> None:
    call = next(c for c in parse_script("A=1 B='x y' ls").calls if c.words)
    assert call.assignments == (("A", "1"), ("B", "x y"))


def test_redirections_are_found() -> None:
    script = parse_script("a > x 2>&1; b >> y; c &> 'z z'; d < in; e 2>err")
    assert {(r.operator, r.target.text, r.descriptor) for r in script.redirects} == {
        (">", "x", ""),
        (">&", "1", "2"),
        (">>", "y", ""),
        ("&>", "z z", ""),
        ("<", "in", ""),
        (">", "err", "2"),
    }


@pytest.mark.parametrize("text", ["echo 'open", "a &&& b", "if x; then", "{rm,-rf,x}", "${" * 50])
def test_what_does_not_fit_is_broken(text: str) -> None:
    assert parse_script(text).broken


def test_functions_are_named() -> None:
    assert parse_script("f() { ls; }; function g { ls; }").functions == {"f", "g"}


@given(st.text(alphabet=st.sampled_from("abr m-\"'`$(){}[]<>|&;\\\n\t=!#*?~0\x00\ud800é"), max_size=80))
def test_any_text_is_cut_up(text: str) -> None:
    script = parse_script(text)
    assert isinstance(script.broken, bool)


def test_letters_from_elsewhere_keep_their_places() -> None:
    script = parse_script("echo 'ü🚀' 日本\u3000語 > \U000f0000.txt; rm é")
    assert words(script) == {("echo", "ü🚀", "日本\u3000語"), ("rm", "é")}
    assert script.redirects[0].target.text == "\U000f0000.txt"


@pytest.mark.parametrize("sign", ["\U0009ce5a", "🚀", "\uffff", "\x00", "\ud800", "\x80"])
def test_attack_foreign_letters_never_reach_the_parser(sign: str) -> None:
    for text in (
        f"{{{sign}",
        f"${sign}",
        f"[[ -{sign} ]]",
        f"{{{sign}..3}}",
        f"<<{sign}\n${sign}\n{sign}",
        f"{sign}=",
    ):
        for _ in range(50):
            parse_script(text)


def test_attack_huge_trees_are_bounded() -> None:
    assert parse_script("a;" * 20_000).broken


def test_what_is_written_into_a_substitution_is_its_input() -> None:
    assert [call.piped for call in parse_script("ls > >(sh)").calls if call.words[0].text == "sh"] == [True]
    assert [call.piped for call in parse_script("cat <(sh)").calls if call.words[0].text == "sh"] == [False]
