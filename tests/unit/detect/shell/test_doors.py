from __future__ import annotations

import pytest

from supervisor.core.assessment import Tier
from supervisor.core.facts import Shell
from supervisor.detect.shell import classify_command
from supervisor.detect.shell.doors import LOADS, RUNS, WRITES


@pytest.mark.parametrize(("name", "option"), [(name, option) for name, options in RUNS.items() for option in options])
def test_attack_a_command_in_an_option_counts(name: str, option: str) -> None:
    verdict = classify_command(f"{name} {option} 'rm -rf docs' x")
    assert verdict.tier is Tier.IRREVERSIBLE
    joined = f"{option}='rm -rf docs'" if option.startswith("--") else f"{option}'rm -rf docs'"
    if option.startswith("--") or len(option) == len("-o"):
        assert classify_command(f"{name} {joined} x").tier.rank >= Tier.HIGH_RISK.rank


@pytest.mark.parametrize(
    ("name", "option"), [(name, option) for name, options in LOADS.items() for option in options]
)
def test_attack_code_in_an_option_is_asked(name: str, option: str) -> None:
    assert classify_command(f"{name} {option} ./x y").kind not in (Shell.READ, Shell.REVERSIBLE)


@pytest.mark.parametrize(
    "text",
    [
        "apt-get update -o APT::Update::Pre-Invoke::=/tmp/x",
        "apt update -oDpkg::Pre-Invoke=/tmp/x",
        "apt-cache search x --option Dir::Bin::dpkg=/tmp/x",
        "scp -o ProxyCommand='rm -rf docs' a host:",
        "sftp -oKnownHostsCommand=/tmp/x host",
        "pdflatex --shell-escape a.tex",
        "latex '\\immediate\\write18{rm -rf docs}'",
        "lualatex '\\directlua{os.execute(1)}'",
        "rpm --eval '%(rm -rf docs)'",
        "rpm -E '%(rm -rf docs)'",
        "debugfs -R '!rm -rf docs' /dev/sda1",
        "debugfs -w /dev/sda1",
        "vim -es -c 'call delete(1)' -c q",
        "vi +'call delete(1)' a",
        "rview -c ':!rm -rf docs' a",
        "view --cmd 'py3 import os' a",
        "git grep -O'rm -rf docs' x",
        "git grep --open-files-in-pager='rm -rf docs' x",
        "git difftool -x 'rm -rf docs'",
        "git difftool --extcmd='rm -rf docs'",
        "git log --output=/etc/motd",
        "iconv -f utf8 -o /etc/motd a",
        'perl -e \'exec "rm", "docs"\'',
        "ruby -e \"exec 'rm docs'\"",
        "yarn exec rm -rf docs",
        "npx -c 'rm -rf docs'",
        "perf stat rm -rf docs",
        "node -r ./x.js -e 'console.log(1)'",
        "node --import=./x.mjs -p 1",
        "ruby -r./x -e 'puts 1'",
        "perl -I. -MX -e 'print 1'",
        "php -d auto_prepend_file=x -r 'echo 1;'",
        "lua -l x -e 'print(1)'",
        "hyperfine true './x y'",
        "openssl engine ./x.so",
        "parallel --joblog ~/.bashrc echo ::: a",
        "ssh -o PKCS11Provider=./x.so host",
        "ssh -oRemoteForward=2222:localhost:22 host",
    ],
)
def test_attack_other_doors_are_asked(text: str) -> None:
    assert classify_command(text).kind not in (Shell.READ, Shell.REVERSIBLE)


@pytest.mark.parametrize(
    "text",
    [
        "apt-get install --dry-run -o Debug::pkgProblemResolver=yes vim",
        "scp -o Port=22 host:a .",
        "sftp host",
        "pdflatex a.tex",
        "rpm -qa",
        "rpm --eval '%{_topdir}'",
        "debugfs -R 'stat a' /dev/sda1",
        "vim +12 a.txt",
        "vim -c 'set number' -c wq a.txt",
        "nvim + a.txt",
        "git grep -n x",
        "git log --oneline",
        "git diff -Oorder",
        "perf list",
        "perf report",
        "emacs a.txt",
        "cowsay -f tux hi",
        "pandoc a.md -o a.html",
        "split -b 1M a",
        "tcpdump -i lo",
        "tmux ls",
        "gcc -o a a.c",
        "ruby -rjson -e 'puts 1'",
        "php -d memory_limit=1G -r 'echo 1;'",
    ],
)
def test_other_options_of_them_are_not(text: str) -> None:
    assert classify_command(text).kind in (Shell.READ, Shell.REVERSIBLE)


@pytest.mark.parametrize(
    ("name", "option"), [(name, option) for name, options in WRITES.items() for option in options]
)
def test_attack_a_file_that_a_looking_program_writes_over_is_asked(name: str, option: str) -> None:
    assert classify_command(f"{name} {option} notes a").kind is Shell.DESTRUCTIVE


@pytest.mark.parametrize(
    "text",
    [
        "ed a <<< '!x'",
        "printf 'd\\nwq\\n' | ed a",
        "ex -s a < orders",
        "dc <<< '!x'",
        "nvim -es < orders",
        "vim -s orders a",
        "vim --remote-expr 'x()'",
        "convert '|x' a.png",
        "identify '|x'",
        "convert a.msl b",
        "chromium --renderer-cmd-prefix=x",
        "google-chrome --load-extension=x",
        "firefox --profile x",
        "psql -o '|x' -c 'select 1'",
        "redis-cli module load x.so",
        "ffmpeg -y -i a b",
        "gio mime text/plain a.desktop",
        "gio copy a ~/.bashrc",
        "xdg-settings set default-web-browser a.desktop",
        "xprop -root -set A b",
    ],
)
def test_attack_doors_that_are_no_plain_option_are_asked(text: str) -> None:
    assert classify_command(text).kind not in (Shell.READ, Shell.REVERSIBLE)


@pytest.mark.parametrize(
    "text",
    [
        "ed a",
        "vim -d a b",
        "ls | vim -",
        "convert a.png b.jpg",
        "identify a.png",
        "firefox --new-window http://x.example",
        "chromium --incognito",
        "ffmpeg -i a b",
        "tree -a",
        "tcpdump -w -",
        "gio mime text/plain",
        "xdg-settings get default-web-browser",
    ],
)
def test_the_same_programs_otherwise_pass(text: str) -> None:
    assert classify_command(text).kind in (Shell.READ, Shell.REVERSIBLE)
