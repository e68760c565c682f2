"""Ordinary work in terminals: looking round, reading, searching, building, version control."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

from tests.live.ordinary.words import NAMES, SENTENCES
from tests.live.stage import typing
from tests.support.programs import terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.live.stage import Stage

_LINES = (
    *("ls", "ls -la", "pwd", "ls -lh | head -5", "cat todo.txt", "wc -l docs/*.txt", "date"),
    *("git status", "git log --oneline", "git diff", "git branch -a", "git show --stat", "git log --grep=delete -3"),
    *("git add docs/todo.txt", "git stash list", "git clean -n", "git remote -v", "git rev-parse HEAD"),
    *("grep -rn plan docs", "grep -c 'rm -rf' docs/todo.txt", "find . -name '*.txt' | sort", "du -sh docs"),
    *("echo 'rm -rf /'", "head -2 docs/minutes.txt", "tail -n 3 docs/recipes.txt", "sort docs/todo.txt | uniq -c"),
    *("mkdir -p build", "touch build/done", "cp docs/todo.txt build/", "file docs/todo.txt", "stat docs/todo.txt"),
    *("python3 --version", "python3 -I -m json.tool < docs/a.json", "which rm", "rm --help | head -2", "type ls"),
    *("env | sort | head -3", "uname -a", "df -h .", "uptime", "id", "ps aux | head -3", "history | tail -2"),
    *("diff docs/todo.txt build/todo.txt", "cut -d, -f1 docs/todo.txt", "awk '{print $1}' docs/todo.txt"),
    *('for f in docs/*.txt; do wc -c "$f"; done', "test -f docs/todo.txt && echo there", "seq 3 | tr '\\n' ' '"),
    *(
        "sed -n 1,3p docs/minutes.txt",
        "basename docs/todo.txt",
        "sha256sum docs/todo.txt",
        "ls docs | grep -i delete",
    ),
    *(
        "tar -tf docs.tar",
        "man -w ls",
        "less -F docs/todo.txt",
        "clear",
        "true",
        "sleep 0.1",
        "cat docs/a.json | head -1",
    ),
)
_PROMPT = r"person@desk:\w$ "
_KEYS = ("Up", "Up", "Down", "Home", "End", "ctrl+a", "ctrl+e", "ctrl+w", "ctrl+u", "ctrl+l")


def work(stage: Stage) -> Iterator[str]:
    """Give the agent's commands one after the other."""
    for number, kind in enumerate(("xfce4-terminal", "lxterminal")):
        folder = stage.folder / f"project{number}"
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "docs").mkdir(parents=True)
        for at, name in enumerate(NAMES):
            (folder / "docs" / name).write_text(f"{SENTENCES[at]}\n" * (at % 4 + 1))
        (folder / "docs/a.json").write_text('{"plan": 1}\n')
        for words in (
            ("init", "-q", "-b", "main"),
            ("config", "core.pager", "cat"),
            ("add", "docs"),
            (
                "-c",
                "user.name=Test",
                "-c",
                "user.email=person@example.org",
                "commit",
                "-q",
                "-m",
                "delete what is old",
            ),
        ):
            subprocess.run(["git", *words], cwd=folder, env=stage.desktop.env, check=True)
        with terminal(stage.desktop, kind, folder, prompt=_PROMPT) as shell:
            x, y = shell.window.centre
            yield f"mousemove {x} {y} click 1"
            for at, line in enumerate(_LINES[number::2]):
                yield typing(line)
                yield "key Return"
                if at % 6 == 5:
                    yield typing(NAMES[at % len(NAMES)][:6])
                    for key in _KEYS[at % 4 :: 2]:
                        yield f"key {key}"
                    yield from ("key ctrl+e", "key ctrl+u")
            yield from ("click --repeat 3 4", "click --repeat 3 5", f"mousemove {x - 40} {y - 30} click 1")
