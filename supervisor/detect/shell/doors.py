"""Options by which a program runs another one, runs code or loads a library; from the manual page of each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supervisor.detect.shell.files import overwriting
from supervisor.detect.shell.places import is_guarded, is_sink
from supervisor.detect.shell.syntax import Word
from supervisor.detect.shell.verdict import ShellVerdict, risky, unfamiliar
from supervisor.detect.wordlist import wordlist

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.detect.shell.command import Command

_TEX = wordlist("tex latex pdftex pdflatex xetex xelatex luatex lualatex latexmk tectonic")
_VI = wordlist("vi vim nvim ex view rvim rview vimdiff")
_VI_LOADS = (
    *("-s", "-S", "-u", "-U", "-i", "-q", "-W", "-w", "-l", "--startuptime", "--listen", "--server"),
    *("--remote-send", "--remote-expr", "--remote", "--servername"),
)
_MAGICK = wordlist("convert magick identify mogrify montage composite compare import display animate")
_BROWSERS = wordlist(
    "firefox firefox-esr chromium chromium-browser google-chrome google-chrome-stable brave brave-browser opera"
    " microsoft-edge thunderbird"
)
_BROWSER_PLAIN = re.compile(
    r"--?(?:new-window|new-tab|private-window|private|incognito|headless(?:=\w+)?|version|help|url|search|kiosk"
    r"|app=.*"
    r"|window-size(?:=.*)?|start-maximized|guest|new-instance|safe-mode|compose|mail|width|height)"
)
"""Options with which a browser shows a page; others load extensions and profiles, or let programs steer it."""
_COMPILERS = wordlist("gcc g++ cc c++ clang clang++")
_APT = wordlist("apt apt-get apt-cache apt-config aptitude")

RUNS: dict[str, tuple[str, ...]] = {
    "certbot": (
        "--pre-hook",
        "--post-hook",
        "--deploy-hook",
        "--renew-hook",
        "--manual-auth-hook",
        "--manual-cleanup-hook",
    ),
    "cpio": ("--rsh-command",),
    "aria2c": (
        "--on-download-start",
        "--on-download-complete",
        "--on-download-error",
        "--on-download-pause",
        "--on-download-stop",
        "--on-bt-download-complete",
    ),
    "dbus-run-session": ("--dbus-daemon",),
    "feh": ("-A", "--action", "--info", *(f"--action{number}" for number in range(1, 10))),
    "hyperfine": ("-p", "--prepare", "-s", "--setup", "-c", "--cleanup", "--conclude", "-S", "--shell"),
    "parallel": ("--limit", "--filter"),
    "rlwrap": ("-z", "--filter"),
    "start-stop-daemon": ("-x", "--exec", "-a", "--startas"),
    "dmsetup": ("--exec",),
    "gem": ("-e", "--editor"),
    "mysql": ("--pager",),
    "nano": ("-s", "--speller"),
    "npx": ("-c", "--call"),
    "rpm": ("--pipe",),
    "scp": ("-S",),
    "sftp": ("-S",),
    "split": ("--filter",),
    "tar": ("-F", "--info-script", "--new-volume-script", "--rsh-command", "--rmt-command"),
    "tcpdump": ("-z",),
    "tmux": ("-c",),
    "wget": ("--use-askpass",),
    **dict.fromkeys(_COMPILERS, ("-wrapper",)),
}
"""Program to the options whose value it runs as a command."""

LOADS: dict[str, tuple[str, ...]] = {
    "cowsay": ("-f",),
    "cowthink": ("-f",),
    "aria2c": ("--conf-path", "-i", "--input-file"),
    "dbus-run-session": ("--config-file",),
    "dig": ("-f",),
    "fish": ("-C", "--init-command"),
    "nano": ("-f", "--rcfile"),
    "redis-cli": ("load",),
    "emacs": (
        "--script",
        "--daemon",
        "--eval",
        "-eval",
        "--execute",
        "-execute",
        "--funcall",
        "-funcall",
        "-f",
        "--load",
        "-load",
        "-l",
    ),
    "ghc": ("-e",),
    "gnuplot": ("-e", "-c"),
    **dict.fromkeys(
        ("gpg", "gpg2"),
        (
            "--homedir",
            "--options",
            "--exec-path",
            "--photo-viewer",
            "--agent-program",
            "--dirmngr-program",
            "--pinentry-program",
        ),
    ),
    "ip": ("-b", "-batch"),
    **dict.fromkeys(("iperf", "iperf3"), ("-F", "--file")),
    "less": ("-k", "--lesskey-file", "--lesskey-src", "--lesskey-content"),
    **dict.fromkeys(_VI, _VI_LOADS),
    "hx": ("-c", "--config", "--log"),
    "joe": ("-macro",),
    "kak": ("-e", "-E", "-f"),
    "micro": ("-config-dir", "-plugin"),
    "code": ("--user-data-dir", "--extensions-dir"),
    "info": ("--restore", "--dribble"),
    "vlc": ("--extraintf", "--intf", "-I", "--sout", "--lua-config"),
    "xprop": ("-set", "-remove"),
    "mpv": (
        *("--script", "--scripts", "--config-dir", "--include", "--input-conf", "--ytdl-raw-options"),
        *("--input-ipc-server", "-o", "--o", "--stream-record", "--dump-stats"),
    ),
    "nmap": ("--script", "--datadir"),
    "make": ("--eval",),
    **dict.fromkeys(
        ("mysql", "mariadb"), ("--default-auth", "--defaults-file", "--defaults-extra-file", "--plugin-dir", "--tee")
    ),
    "psql": ("-L", "--log-file", "-v", "--set", "--variable"),
    "neofetch": ("--config",),
    "openssl": ("-engine", "-provider", "-provider-path", "-config"),
    "perf": ("-s", "--script"),
    "pandoc": ("-L", "--lua-filter", "-F", "--filter"),
    "sftp": ("-b",),
    **dict.fromkeys(
        ("yt-dlp", "youtube-dl"), ("--config-locations", "--config-location", "--plugin-dirs", "--downloader")
    ),
    "rake": ("-e", "--execute", "-E", "--execute-continue", "-p", "--execute-print", "-f", "--rakefile"),
    "ssh": ("-F", "-I"),
    "ssh-add": ("-s", "-S"),
    "ssh-keygen": ("-D", "-w"),
    "wget": ("-e", "--execute", "--config"),
    "bun": ("--preload", "-r", "--require"),
    "lua": ("-l",),
    "perl": ("-I",),
    "ruby": ("-r", "-I"),
    **dict.fromkeys(("node", "nodejs"), ("-r", "--require", "--import", "--loader", "--experimental-loader")),
    **dict.fromkeys(_COMPILERS, ("-fplugin", "-specs")),
}
"""Program to the options whose value is code, a library or a file of commands."""

WRITES: dict[str, tuple[str, ...]] = {
    "identify": ("-write",),
    "info": ("-o", "--output"),
    "mediainfo": ("--LogFile",),
    "nmap": ("-oN", "-oX", "-oG", "-oS"),
    "sdiff": ("-o", "--output"),
    "tcpdump": ("-w",),
    "tree": ("-o",),
    "tshark": ("-w",),
    "xmllint": ("-o", "--output"),
    "xwd": ("-out",),
}
"""Programs that look, to the options whose value is a file that they write over."""

_FROM_PATHS = frozenset({"cowsay", "cowthink", "ruby", "nmap"})
"""Programs that load what came with them by its name, and anything by a path."""
_APT_RUNS = re.compile(
    r"invoke|exec|command|dir::|pager|editor|autodetect|apt::(?:solver|planner)|hook|::methods", re.IGNORECASE
)
_SSH_RUNS = re.compile(r"\s*(?:proxycommand|localcommand|permitlocalcommand|knownhostscommand)\b", re.IGNORECASE)
_MAGICK_RUNS = re.compile(r"\||(?:msl|mvg|ephemeral|text|url|ftp|win|x|x11|show):|.*\.(?:msl|mvg)$")
"""Pictures of ImageMagick that are programs, scripts, or other places."""
_COMMANDED = _VI | wordlist(
    "ed ex red dc m4 gnuplot octave maxima gp expect virsh bluetoothctl nmcli mongosh redis-cli fdisk"
)
"""Programs that do what they read."""
_TEX_RUNS = re.compile(r"write18|directlua|\\input\s*\{?\s*\"?\|", re.IGNORECASE)
_TEX_OPENS = frozenset({"shell-escape", "enable-write18"})
_VI_PLAIN = re.compile(
    r":*\s*(?:\d+|\$|/[^|]*|se(?:t|tlocal)?\b[^|]*|syntax \w+|colorscheme \w+|w?qa?!?|x|wq|help\b[^|]*|"
    r"(?:tab|v)?(?:new|split)|noh\w*)?"
)
"""Commands of the editor that look, set how it shows, save or quit."""
_OUTPUTS = (
    "-o",
    "--output",
    "--output-file",
    "--output-document",
    "--log-file",
    "-O",
    "--out",
    "--joblog",
    "--results",
)


_LOOKED_AT = _COMMANDED | _MAGICK | {"hyperfine", "openssl", "parallel"}
"""Programs that have other doors than options."""


def through_doors(command: Command) -> Iterator[ShellVerdict]:
    """Judge what a call runs or loads by its options, beside what its program does.

    Args:
        command: The call.

    Yields:
        A verdict for each.
    """
    plain = not command.options and not any(arg[:1] in ("-", "+") for arg in command.args)
    if plain and command.name not in _TEX and command.name not in _LOOKED_AT:
        return
    for name in RUNS.get(command.name, ()):
        for text in _values(command, name):
            yield risky(f"makes `{command.name}` run `{text[:40]}`")
            yield command.nested.script(text)
    for name in LOADS.get(command.name, ()):
        for text in _values(command, name):
            if command.name not in _FROM_PATHS or text.startswith(".") or "/" in text:
                yield unfamiliar(f"makes `{command.name}` run or load `{text[:40]}`")
    for name in WRITES.get(command.name, ()):
        yield from (overwriting(Word(text)) for text in _values(command, name) if not is_sink(text))
    if command.name == "ffmpeg" and "-y" in command.options and command.operands:
        yield overwriting(Word(command.operands[-1]))
    yield from _peculiar(command)
    if any(option.startswith(_OUTPUTS) for option in command.options) and any("/" in arg for arg in command.args):
        written = (text for name in _OUTPUTS for text in _values(command, name))
        if any(is_guarded(text) for text in written):
            yield risky(f"makes `{command.name}` write to a guarded place")


def _peculiar(command: Command) -> Iterator[ShellVerdict]:
    """Judge the doors that are not a plain option with a value."""
    found = False
    if command.name == "hyperfine":
        yield from (
            command.nested.script(operand) for operand in command.operands if " " in operand or "/" in operand
        )
    if command.name in _APT:
        found = any(_APT_RUNS.search(text) for name in ("-o", "--option") for text in _values(command, name))
    elif command.name in ("scp", "sftp"):
        found = any(_SSH_RUNS.match(text) for text in _values(command, "-o"))
    elif command.name in _TEX:
        opened = {option.lstrip("-") for option in command.options} & _TEX_OPENS
        found = bool(opened) or any(_TEX_RUNS.search(arg) for arg in command.args)
    elif command.name in ("rpm", "rpmdb", "rpmspec"):
        found = any("%(" in text for name in ("-E", "--eval", "-D", "--define") for text in _values(command, name))
    elif command.name == "debugfs":
        found = any(text.lstrip().startswith("!") for text in _values(command, "-R"))
        found = found or command.short("wf")
    elif command.name in _MAGICK:
        found = any(_MAGICK_RUNS.match(arg) for arg in command.args)
    elif command.name in _BROWSERS:
        found = not all(_BROWSER_PLAIN.fullmatch(option) for option in command.options)
    elif command.name == "psql":
        found = any(text.lstrip().startswith("|") for name in ("-o", "--output") for text in _values(command, name))
    elif command.name in _COMMANDED and (command.fed or command.piped) and "-" not in command.args:
        yield unfamiliar(f"gives `{command.name}` commands that nobody can read here")
    elif command.name == "parallel":
        found = any("{=" in arg for arg in command.args)
    elif command.name == "openssl":
        found = command.args[:1] == ["engine"] and any("/" in arg for arg in command.args)
    elif command.name == "php":
        found = any("_file" in text for text in _values(command, "-d"))
    if found:
        yield risky(f"makes `{command.name}` run another program")
    if command.name in _VI:
        plus = [arg[1:] for arg in command.args if arg.startswith("+")]
        said = [*plus, *(text for name in ("-c", "--cmd") for text in _values(command, name))]
        if not all(_VI_PLAIN.fullmatch(text) for text in said):
            yield unfamiliar("gives the editor a command")


def _values(command: Command, name: str) -> Iterator[str]:
    """Give every value of an option: `-o value`, `-ovalue`, `--option=value`."""
    args = command.args
    for index, arg in enumerate(args):
        if arg == "--":
            return
        if arg == name and index + 1 < len(args):
            yield args[index + 1]
        elif arg.startswith(f"{name}=") and len(name) > len("-o"):
            yield arg[len(name) + 1 :]
        elif len(name) == len("-o") and arg.startswith(name) and arg != name:
            yield arg[len(name) :]
