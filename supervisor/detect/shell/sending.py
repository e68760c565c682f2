"""What a line sends to another machine: what commands print, and files, by the options of what carries them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supervisor.core.assessment import Tier
from supervisor.detect.shell.verdict import ShellVerdict, risky, unfamiliar
from supervisor.detect.shell.wrappers import unwrapped
from supervisor.detect.wordlist import wordlist

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from supervisor.detect.shell.command import Command
    from supervisor.detect.shell.syntax import Call

_CARRIERS = wordlist(
    """
    curl wget wget2 http https xh xhs aria2c axel yt-dlp youtube-dl ping ping6 dig drill host nslookup whois getent
    traceroute tracepath mtr finger firefox chromium chromium-browser google-chrome xdg-open open gio lynx w3m links
    elinks git svn hg openssl ssh scp sftp rsync ftp lftp telnet ffmpeg ffprobe ffplay mpv vlc mplayer identify
    convert magick pandoc xmllint psql mysql mariadb mongosh redis-cli snmpget snmpwalk ldapsearch logger pip pip3
    npm gem
    """
)
"""Programs that can be told an address: what stands in it reaches whoever has the name."""
_TAKING = frozenset({"ftp", "sftp", "lftp", "telnet"})
"""Programs that talk to another machine as they are told on their input."""
_OPENING = frozenset({"curl", "wget", "ffmpeg"})
CONCERNS = _TAKING | _OPENING | {"s_client"}
"""A plain line without one of these words has nothing that is judged here."""
_COMPUTED = re.compile(r"\$\(|`|<\(")
_HARMLESS = re.compile(
    r"\$\(\s*(?:date|uname|nproc|arch|hostname|whoami|id|pwd|seq|which|command -v|basename|dirname|mktemp|echo"
    r"|printf|dpkg --print-architecture|lsb_release|rpm -E|curl|wget|brew --\w+|go env|rustc|node -v|xdg-user-dir"
    r"|git (?:rev-parse|describe|branch|symbolic-ref|config|merge-base|log|rev-list|diff|remote|tag|show)"
    r"|minikube ip|docker-machine ip|kubectl get|docker (?:ps|inspect)|openssl rand|uuidgen)\b[^()`]*\)"
)
"""Commands that tell of this machine what anyone may know, or what came from another one."""
_VARIABLE = re.compile(r"://[^\s]*\$\{?(?!HOME\b|USER\b|PORT\b|HOST\b|VERSION\b)\w")
_REMOTE = re.compile(r"(?:[\w.-]+@)?[\w.-]{2,}:(?!\\)(?!//)|rsync://")
"""Where scp and rsync send to: `host:path`, no `C:`."""
_RAW = re.compile(
    r"(?:telnet|dict|gopher|ldaps?|smtps?|tftp|smbs?|imaps?|pop3s?|mqtt|rtmps?|rtsps?)://", re.IGNORECASE
)
"""Addresses by which what is read, or what stands in them, is sent as it is."""


def judge_sending(calls: Sequence[Call]) -> Iterator[ShellVerdict]:
    """Judge what a line puts into addresses.

    Args:
        calls: Every call of the line, its variables put in.

    Yields:
        A verdict for each.
    """
    for call in calls:
        words = unwrapped(call.words)
        name = words[0].text.rsplit("/", 1)[-1] if words else ""
        if name not in _CARRIERS:
            continue
        if call.piped and not call.fed and (name in _TAKING or "s_client" in [word.text for word in words[1:2]]):
            yield risky(f"sends what it reads to another machine, by `{name}`", Tier.REVERSIBLE)
        computed = [word.text for word in words[1:] if not word.fixed]
        if any(_COMPUTED.search(_HARMLESS.sub("", text)) for text in computed):
            yield risky(f"may send what a command prints to another machine, by `{name}`", Tier.REVERSIBLE)
        elif any(_VARIABLE.search(text) for text in computed):
            yield unfamiliar(f"may send what a variable holds to another machine, by `{name}`")
        addresses = [word.text for word in words[1:] if _RAW.search(word.text)] if name in _OPENING else []
        if addresses:
            yield risky(f"opens a raw connection to `{addresses[0][:40]}`", Tier.REVERSIBLE)


def is_remote(place: str) -> bool:
    """Tell whether scp or rsync send to another machine."""
    return _REMOTE.match(place) is not None


_CURL_VALUES = frozenset("ACDEFHKPQTUXYbcdehmortuwxyz")
"""Letters of curl that are followed by a value."""
_CURL_LONG = {
    "--config": "K",
    "--cookie-jar": "o",
    "--data": "d",
    "--data-ascii": "d",
    "--data-binary": "d",
    "--data-raw": "raw",
    "--data-urlencode": "d",
    "--doh-url": "x",
    "--dump-header": "o",
    "--engine": "K",
    "--etag-save": "o",
    "--form": "F",
    "--form-string": "raw",
    "--header": "H",
    "--hsts": "o",
    "--alt-svc": "o",
    "--json": "d",
    "--libcurl": "o",
    "--output": "o",
    "--output-dir": "o",
    "--postquote": "Q",
    "--preproxy": "x",
    "--prequote": "Q",
    "--proxy": "x",
    "--quote": "Q",
    "--request": "X",
    "--socks4": "x",
    "--socks4a": "x",
    "--socks5": "x",
    "--socks5-hostname": "x",
    "--stderr": "o",
    "--trace": "o",
    "--trace-ascii": "o",
    "--upload-file": "T",
    "--url-query": "d",
    "--variable": "d",
    "--write-out": "w",
}
_ALIASES = {"D": "o", "c": "o"}


def curl_options(command: Command) -> Iterator[tuple[str, str]]:
    """Give what the options of curl do, by the letter of the nearest, with their values: `-fsSLo a` is `o`, `a`.

    Args:
        command: The call.
    """
    args = command.args
    for index, arg in enumerate(args):
        following = args[index + 1] if index + 1 < len(args) else ""
        if arg.startswith("--"):
            name, equals, value = arg.partition("=")
            near = [letter for option, letter in _CURL_LONG.items() if option == name]
            near = near or [
                letter for option, letter in _CURL_LONG.items() if option.startswith(name) and len(name) > len("--ab")
            ]
            yield from ((letter, value if equals else following) for letter in dict.fromkeys(near))
        elif arg.startswith("-"):
            for at, letter in enumerate(arg[1:], 1):
                if letter in _CURL_VALUES:
                    yield _ALIASES.get(letter, letter), arg[at + 1 :] or following
                    break
