"""Lines after which something else than the shell may read what is typed into a terminal, or goes by other keys."""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PLAIN = _words(
    "[[ for case ls pwd echo printf mkdir rmdir touch cp mv ln rm cd which type whereis stat file du df date whoami"
    " id uname hostname test [ export pip pip3 apt apt-get dpkg chmod chown wc true false sleep kill"
)
"""Programs that start no other one and read nothing that is typed; their arguments are not looked at."""
_READERS = _words(
    "ipython irb pry ghci iex erl jshell spark-shell bpython ptpython R octave gnuplot psql mysql mariadb sqlite"
    " sqlite3 redis-cli mongo mongosh cqlsh sqlplus influx isql tsql clickhouse-client ftp lftp sftp tftp telnet"
    " nc ncat netcat socat gdb lldb pdb jdb vi vim nvim vimdiff view nano pico emacs emacsclient ed ex red micro"
    " joe jed kak hx helix mcedit mc ranger nnn lf vifm editor sensible-editor less more most pager sensible-pager"
    " man info top htop btop atop watch ssh mosh su tmux screen byobu script expect rlwrap read readarray mapfile"
    " select bc dc at batch crontab vipw visudo mail mutt neomutt alpine fzf dialog whiptail w3m lynx links elinks"
    " machinectl virsh fdisk cfdisk parted gdisk nmcli bluetoothctl wpa_cli lftp gnuplot maxima gp sage coqtop"
    " ocaml utop scala sbt gpg minicom picocom cu nsenter chroot unshare newgrp sg login runuser pkexec toolbox"
    " distrobox flatpak-spawn adb wsl duckdb hive yash aptitude ncdu sk peco iotop nethogs gitui lazygit tig yazi"
    " broot"
)
"""Programs that read lines or keys, whatever their arguments are."""
_INTERPRETERS = _words(
    "sh bash zsh fish dash ksh mksh ash csh tcsh rbash busybox nu xonsh elvish pwsh python pypy node nodejs deno"
    " bun ruby perl php lua luajit tclsh wish expect guile racket sbcl clisp julia Rscript clojure clj groovy"
    " swift"
)
"""Programs that read what is typed unless they are given something to run."""
_KEYWORDS = _words("! if then elif else while until do time")
_WRAPPERS = _words(
    "env nohup timeout nice ionice chrt taskset xargs parallel command builtin exec setsid stdbuf strace ltrace sudo"
    " doas coproc find flock catchsegv eval"
)
_FILTERS = _words("cat tee xargs parallel")
_PAGED = _words("journalctl systemctl loginctl timedatectl hostnamectl localectl resolvectl")
_BOXES = _words("docker podman kubectl lxc incus nerdctl oc")
_GIT_EDITS = _words("commit rebase merge revert cherry-pick notes am bisect citool gui mergetool difftool")
_GIT_QUIET = ("-m", "-am", "-F", "-C", "--message", "--file", "--no-edit", "--abort", "--continue", "--quit")
_ENDS_WITH = {"less": ("-F", "--quit-if-one-screen"), "man": ("-w", "-k", "-f", "--path", "--where")}
"""Options with which a pager ends by itself, at least where the output fits on the screen."""
_TAKERS = _words("head od dd hexdump hd xxd cmp")
"""Programs that may take a part of a line, so that the shell reads the rest: behind a `#` anything may stand."""
_TYPED = re.compile(r"/proc/|/dev/(?!null\b|zero\b|u?random\b)")
"""Files that stand for what is typed."""
_REKEYS = _words(
    "bind bindkey zle stty reset tset fish_vi_key_bindings fish_hybrid_key_bindings fish_default_key_bindings"
)
"""Commands that give keys another meaning."""
_SETS = re.compile(
    r"[-+]\w*|(?:pipefail|errexit|nounset|xtrace|verbose|noclobber|noglob|noexec|allexport|notify|monitor|history)"
)
"""What `set` is given that does not change the keys."""
_TELLS = frozenset({"--version", "--help", "-V"})
_ASSIGNS = re.compile(r"[A-Za-z_]\w*\+?=")
_REDIRECTS = re.compile(r"\d*[<>]+[&|]?\s*[^\s<>;|&]*")
_ENDS = re.compile(r"([;|&\n(){}]+)")
_VERSION = re.compile(r"[-\d.]+$")


def opens_reader(text: str) -> bool:
    """Tell whether a line may start something that reads what is typed next; when in doubt it does.

    What a program that runs to its end leaves for the shell is read by the shell, so most lines change nothing.

    Args:
        text: One or more command lines, as typed.
    """
    # Quotes and backslashes do not change which program it is.
    bare = re.sub(r"\\\n|['\"\\]", "", text)
    if "`" in bare or "histchars" in bare:
        return True
    piped = "|" in bare
    parts = _ENDS.split(bare)
    commands = zip(["", *parts[1::2]], parts[::2], strict=True)
    return any(_reads(part, piped=piped, behind=end.strip("&") == "|") for end, part in commands)


def _reads(command: str, *, piped: bool, behind: bool) -> bool:
    """Tell it of one command; `piped`: a pipe is anywhere in the line, `behind`: it reads from one."""
    fed = "<" in command
    words = _REDIRECTS.sub(" ", command).replace(",", " ").split()
    while words and (words[0] in _KEYWORDS or _ASSIGNS.match(words[0])):
        words.pop(0)
    if not words or words[0] in _PLAIN:
        return False
    if re.search(r"[$*?\[~]", words[0].removeprefix("~/")) or (words[0] in _WRAPPERS and "$" in command):
        return True
    if words[0] in _FILTERS:
        return (not fed and not piped and _bare(words[1:])) or any(map(_named, words[1:]))
    if _TYPED.search(command) and not _TAKERS.isdisjoint(map(_name, words)):
        return True
    if not (behind or fed) and any(_name(words[at]) in _TAKERS and _unfed(words[at:]) for at in range(len(words))):
        return True
    return any(_starts(words[at:], piped=piped) for at in range(len(words)))


def _name(word: str) -> str:
    return word.rpartition("/")[2]


def _named(word: str) -> bool:
    name = _name(word)
    return name in _READERS or _VERSION.sub("", name) in _INTERPRETERS


def _starts(words: list[str], *, piped: bool) -> bool:
    """Tell whether the first word is a program that reads, with the rest as its arguments."""
    name, rest = _name(words[0]), words[1:]
    if name in _ENDS_WITH:
        return not any(word.startswith(_ENDS_WITH[name]) for word in rest)
    if name in _READERS or name in _REKEYS:
        return True
    if name == "set":
        return not all(map(_SETS.fullmatch, rest[: rest.index("--")] if "--" in rest else rest))
    if _VERSION.sub("", name) in _INTERPRETERS:
        return not _TELLS.intersection(rest) and (_bare(rest) or _interactive(name, rest))
    if name == "git":
        return _git(rest)
    if name in _PAGED:
        return not piped and "--no-pager" not in rest
    if name in _BOXES:
        return any(re.match(r"-[a-z]*[it]|--(?:interactive|tty)|attach$|edit$|login$", word) for word in rest)
    if name in ("sudo", "doas"):
        return _bare(rest) or any(word in ("-i", "-s", "--login", "--shell", "-e", "--edit") for word in rest)
    return False


def _unfed(words: list[str]) -> bool:
    """Tell whether a program is given no file to read."""
    if _name(words[0]) == "dd":
        return not any(word.startswith("if=") for word in words)
    files = [word for word in words[1:] if not re.match(r"[-+]?\d|-.", word)]
    return not files or "-" in files


def _bare(rest: list[str]) -> bool:
    return all(word.startswith(("-", "+")) for word in rest)


def _interactive(name: str, rest: list[str]) -> bool:
    letter = "d" if _VERSION.sub("", name) in ("perl", "ruby") else "is"
    return any(re.match(rf"-[A-Za-z]*[{letter}]|--(?:interactive|rcfile|init-file|login)", word) for word in rest)


def _git(rest: list[str]) -> bool:
    """Tell whether git opens an editor or asks; its pager ends by itself where the output fits on the screen."""
    told = set(rest)
    signs = "tag" in told and bool(told & {"-a", "-s", "--annotate", "--sign"})
    if signs or ("pull" in told and "--ff-only" not in told):
        return not any(word.startswith(_GIT_QUIET) for word in rest)
    if told & {"-p", "-i", "-e", "--patch", "--interactive", "--edit", "--paginate"}:
        return True
    return bool(told & _GIT_EDITS) and not any(word.startswith(_GIT_QUIET) for word in rest)
