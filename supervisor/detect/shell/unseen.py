"""Words that an earlier line decides, where they name what is written or may be an option that runs something."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supervisor.detect.shell.expansion import told_variables
from supervisor.detect.shell.moves import keeps_settings
from supervisor.detect.shell.places import is_scratch
from supervisor.detect.shell.verdict import ShellVerdict, unfamiliar
from supervisor.detect.shell.wrappers import unwrapped
from supervisor.detect.wordlist import wordlist

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from supervisor.detect.shell.syntax import Call, Script, Word

_MIGHTY = wordlist(
    """
    cp gcp mv gmv ln install rsync scp sftp ssh tee touch patch sed gsed truncate tar gtar bsdtar unzip zip 7z 7za
    cpio split csplit convert magick mogrify ffmpeg gcc g++ cc c++ clang clang++ pandoc openssl gpg gpg2 ssh-keygen
    script sort find gfind fd fdfind bfs rg curl wget aria2c yt-dlp youtube-dl less man vi vim nvim view ex emacs
    awk gawk mawk strace ltrace tcpdump nmap
    """
)
"""Programs that write where they are told, or have an option that makes them run or write something."""
_GIVEN = re.compile(r"\$\{?(?:HOME|PWD|USER|LOGNAME|TMPDIR|XDG_RUNTIME_DIR|HOSTNAME|UID)\b")
"""Variables that hold the same on every machine."""
_NAMED = re.compile(r"\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*))")
_OPEN = re.compile(r"-{0,2}[\w-]*=?(?:[$`])")
_GLOB = re.compile(r"[*?\[]")
CONCERNS = frozenset({"cd", "pushd"})
"""A plain line without one of these words has nothing that is judged here."""
GLOBBED = frozenset({"tar", "gtar", "bsdtar", "zip", "rsync", "scp", "ssh", "find", "gfind", "git"})
"""Programs for which a file that is called like an option is enough: `tar cf a.tar *`."""
_LISTING = re.compile(r"\$\(\s*(?:mktemp|pwd|nproc|date|which|command -v|brew --prefix|git rev-parse)\b[^()`]*\)")
"""What names a place of the person's, or no place at all."""


def judge_unseen(script: Script) -> Iterator[ShellVerdict]:
    """Judge the words of a line that nobody can read here.

    Args:
        script: The line, cut up.

    Yields:
        A verdict for each.
    """
    if any(_goes_to_scratch(call) for call in script.calls) and any(_is_git(call) for call in script.calls):
        yield unfamiliar("works by the settings of a folder for temporary files")
    gone = next((place for call in script.calls if (place := _goes_to_settings(call))), "")
    if gone:
        # What later lines write there they name without the folder.
        yield unfamiliar(f"goes to `{gone[:40]}`, where programs keep what they run and read when they start")
    for redirect in script.redirects:
        if redirect.operator in (">>", "&>>", "<>") and _is_unseen(redirect.target, script):
            yield unfamiliar(f"writes to a place that is computed: `{redirect.target.text[:40]}`")
    for call in script.calls:
        words = unwrapped(call.words)
        name = words[0].text.rsplit("/", 1)[-1] if words else ""
        if name in _MIGHTY and any(_is_unseen(word, script) for word in words[1:]):
            yield unfamiliar(f"gives `{name}` what nobody can read here")
        if name in GLOBBED and _may_be_options(words[1:]):
            yield unfamiliar(f"a file that is called like an option makes `{name}` run something")


def _goes_to_settings(call: Call) -> str:
    words = [word.text for word in call.words]
    goes = words[:1] in (["cd"], ["pushd"])
    return next((word for word in words[1:] if keeps_settings(word)), "") if goes else ""


def _goes_to_scratch(call: Call) -> bool:
    words = [word.text for word in call.words]
    return words[:1] in (["cd"], ["pushd"]) and any(is_scratch(f"{word}/x") for word in words[1:])


def _is_git(call: Call) -> bool:
    return any(word.text == "git" for word in call.words[:3])


def _is_unseen(word: Word, script: Script) -> bool:
    """Tell whether what a word begins with is decided elsewhere."""
    if word.fixed:
        return False
    text = word.text.lstrip("'\"")
    if _OPEN.match(text) is None or is_scratch(f"{text}/x"):
        return False
    text = _LISTING.sub("x", text)
    if _OPEN.match(text) is None:
        return False
    start = text.index(next(sign for sign in text if sign in "$`"))
    if _GIVEN.match(text, start):
        return False
    named = _NAMED.match(text, start)
    return named is None or (named[1] or named[2]) not in told_variables(script)


def _may_be_options(words: Sequence[Word]) -> bool:
    """Tell whether a pattern stands where what it finds is read as options."""
    for word in words:
        if word.text == "--":
            return False
        if not word.quoted and _GLOB.match(word.text):
            return True
    return False
