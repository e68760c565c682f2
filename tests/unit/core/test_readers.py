from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.readers import opens_reader


@pytest.mark.parametrize(
    "line",
    [
        *(
            "python3",
            "/usr/bin/python3.12",
            "py''thon3",
            "FOO=1 python3",
            "env -i python3",
            "date; python3",
            "cd x && node",
        ),
        *(
            "python3 -i x.py",
            "python3 -",
            "bash",
            "bash -i",
            "bash --rcfile x",
            "zsh",
            "perl -de 1",
            "$SHELL",
            "env $(x)",
        ),
        *("`echo vi`", "/usr/bin/pytho?3", "{vi,f}", "ls | less", "less f", "man ls", "vi f", "psql", "gdb x", "top"),
        *(
            "ssh host",
            "su",
            "sudo -i",
            "sudo vi f",
            "tmux attach",
            "screen -r",
            "nc h 1",
            "docker exec -it x sh",
            "read x",
        ),
        *(
            "cat",
            "cat > f",
            "tee f.txt > /dev/null; cat",
            "xargs -n1",
            "xargs bash",
            "git commit",
            "git pull",
            "git tag -a v1",
            "adb shell",
            "ncdu",
            "git add -p",
        ),
        *(
            "journalctl",
            "systemctl status x",
            "if true; then python3",
            "! python3",
            "timeout 9 bash",
            "busybox sh; sh",
        ),
        *("head -c1", "timeout 3 head -c 1 -", "head -c1 | cat", "dd bs=1 count=1", "od -N1", "cat x; hexdump -n1"),
        *("head -c1 < /dev/tty", "ls | head -c1 /dev/tty", "ls || head -c1", "x=$(head -c1)", "cmp -n 1 - f"),
        *("set -o vi", "set -eo vi", "set -o $x", "command set -o v\\i", "bind x", "bindkey -v", "stty erase x"),
        *("reset", "histchars=x", "export histchars=x"),
        *("ls\npython3", "pyth\\\non3", "for x in python3; do $x; done"),
    ],
)
def test_attack_programs_that_read_what_is_typed_next(line: str) -> None:
    assert opens_reader(line)


@pytest.mark.parametrize(
    "line",
    [
        *(
            "",
            "ls",
            "ls -l",
            "pwd",
            "mkdir x",
            "echo hi",
            "echo python3",
            "which bash",
            "ls | head -3",
            "cat f",
            "cd ~/x",
        ),
        *(
            "python3 x.py",
            "python3 -m pytest",
            "python3 --version",
            "bash x.sh",
            "cat <<END > f\nhello\nEND",
            "grep -r x .",
        ),
        *(
            "git log --oneline",
            "git pull --ff-only",
            "git tag v1",
            "git tag -a v1 -m x",
            "git diff",
            "less -F f",
            "man -w ls",
            "git status",
            "git --no-pager log",
            "git log | cat",
            "git commit -m x",
            "git add .",
            "journalctl --no-pager",
        ),
        *(
            "docker ps",
            "make test",
            "sudo apt-get update",
            "find . -name x",
            "ls > f",
            "echo $HOME",
            "[ -f x ]",
            "[[ -f x ]]",
            "cat $x *.txt",
        ),
        *("for f in *.txt; do wc -c $f; done", "time make", "ls | head -c 100", "head -2 f", "grep head f"),
        *("head -c 16 /dev/urandom | base64", "dd if=a of=b", "ls |& head", "ls 2>/dev/null | head -1"),
        *("set -e", "set -euo pipefail", "set -- a b"),
    ],
)
def test_lines_after_which_the_shell_reads_on(line: str) -> None:
    assert not opens_reader(line)


@given(st.text(max_size=80))
def test_any_text_is_taken(text: str) -> None:
    assert opens_reader(text) in (True, False)
