from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.assessment import Tier
from supervisor.core.facts import Shell
from supervisor.detect.shell import classify_command
from supervisor.detect.shell.expansion import MOST_VARIANTS, line_variables, variants
from supervisor.detect.shell.syntax import parse_script


def run(text: str) -> set[str]:
    """Give every call of a line as it would run."""
    script = parse_script(text)
    known = line_variables(script)
    return {
        " ".join(w.text for w in one.words) for call in script.calls for one in variants(call, known) if one.words
    }


@pytest.mark.parametrize(
    ("text", "call"),
    [
        ("D=old; rm -rf $D", "rm -rf old"),
        ('D=old; rm -rf "$D/x"', "rm -rf old/x"),
        ("D=old; rm -rf ${D}s", "rm -rf olds"),
        ("export D=old && rm -rf $D", "rm -rf old"),
        ("C='rm -rf'; $C old", "rm -rf old"),
        ("A=r; B=m; $A$B old", "rm old"),
        ("for d in a b; do rm -r $d; done", "rm -r b"),
        ("$(echo rm) old", "rm old"),
        ("`echo rm` old", "rm old"),
        ("$(which rm) old", "rm old"),
        ("$(command -v rm) old", "rm old"),
        ("rm${IFS}-rf${IFS}old", "rm -rf old"),
        ("r$@m old", "rm old"),
        ("rm -rf {src,docs}", "rm -rf src docs"),
        ("ls '{a,b}'", "ls {a,b}"),
        ("ls $UNKNOWN", "ls $UNKNOWN"),
        ("ls '$D'", "ls $D"),
    ],
)
def test_what_the_line_itself_says_is_put_in(text: str, call: str) -> None:
    assert call in run(text)


@pytest.mark.parametrize(
    "text",
    [
        "X=rm; $X -rf docs",
        "X='rm -rf docs'; $X",
        "X='rm -rf docs'; eval $X",
        "X=docs; find . -name $X -delete",
        "for d in a /; do rm -rf $d; done",
        "A=ls A=rm; $A -rf docs",
        "rm$IFS-rf${IFS}docs",
        "$(printf rm) -rf docs",
        "TMPDIR=/; rm -rf $TMPDIR/x",
        "git push $(echo --force)",
        "D=~; rm -rf $D/*",
    ],
)
def test_attack_variables_hide_nothing(text: str) -> None:
    assert classify_command(text).tier.rank >= Tier.HIGH_RISK.rank


@pytest.mark.parametrize("text", ["D=docs; ls $D", "for f in a b; do cat $f; done", "C=ls; $C", "$(echo ls) -l"])
def test_harmless_variables_stay_harmless(text: str) -> None:
    assert classify_command(text).tier.rank < Tier.HIGH_RISK.rank


def test_what_stays_computed_is_unknown() -> None:
    assert classify_command("$(cat f) x").kind is Shell.UNKNOWN
    assert classify_command("$X x").kind is Shell.UNKNOWN


def test_attack_many_values_are_bounded() -> None:
    text = ";".join(f"A={n};B={n};C={n};D={n}" for n in range(20)) + "; echo $A$B$C$D"
    script = parse_script(text)
    call = next(call for call in script.calls if call.words)
    assert len(variants(call, line_variables(script))) <= MOST_VARIANTS


def test_attack_braces_are_bounded() -> None:
    assert classify_command("echo " + "{a,b,c,d,e,f}" * 12).kind in set(Shell)


@given(st.text(alphabet=st.sampled_from("ab=$(){},` '\"@1;"), max_size=60))
def test_any_line_is_expanded(text: str) -> None:
    run(text)
