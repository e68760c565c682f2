from __future__ import annotations

import pytest

from supervisor.core.facts import Shell
from supervisor.detect.shell import classify_command

PASSES = (Shell.READ, Shell.REVERSIBLE)


@pytest.mark.parametrize(
    "text",
    [
        "cp a $x",
        'cp a "$x"',
        "cp a ${x}rc",
        "echo b >> $x",
        "echo b >> $(cat names)",
        "echo b | tee -a $x",
        "ln -sf a $x",
        "sed -i s/a/b/ $x",
        "mv a $x",
        "install a $x",
        "rsync a $x",
        "wget -O $x http://x.example/a",
        "curl -o$x http://x.example/a",
        "patch $x < a",
        "tar xf a.tar -C $x",
        "tar xf a.tar --directory=$x",
        "unzip a.zip -d $x",
        "cp a $(cat names)",
        "cp a `cat names`",
        "x=$(cat names); cp a $x",
        "x=a; read x < names; cp a $x",
        "for f in $(cat names); do cp a $f; done",
        "f() { cp $1 $2; }",
        "/bin/cp a $x",
    ],
)
def test_attack_a_place_that_an_earlier_line_decides_is_asked(text: str) -> None:
    assert classify_command(text).kind not in PASSES


@pytest.mark.parametrize(
    "text",
    [
        "find . $x",
        "find $x",
        "sort $x a",
        "rg $x a",
        "ssh $x host",
        "curl $x",
        "rsync $x a b",
        "tar cf a.tar $x b",
        "tar cf a.tar *",
        "zip -r a.zip *",
        "rsync * host:",
        "find *",
    ],
)
def test_attack_words_that_may_be_options_are_asked(text: str) -> None:
    assert classify_command(text).kind not in PASSES


@pytest.mark.parametrize(
    "text",
    [
        "cp a $HOME/docs",
        'cp a "${HOME}/docs/"',
        "x=docs; cp a $x",
        "x=$HOME/docs; cp a $x/b",
        "for f in *.txt; do cp $f $f.bak; done",
        "for f in a b; do mv $f docs/; done",
        "d=$(mktemp -d); cp a $d",
        "cp a $TMPDIR/b",
        "cp a docs/$x",
        "ls $x",
        "cat $x",
        "grep a $x",
        "echo $x >> notes.txt",
        "find $HOME -name a",
        "tar cf a.tar -- *",
        "tar cf a.tar ./*",
        "tar cf a.tar docs/*",
        "tar cf a.tar '*'",
        "cp * docs/",
        "git add a*",
    ],
)
def test_what_the_line_itself_tells_is_not(text: str) -> None:
    assert classify_command(text).kind in PASSES
