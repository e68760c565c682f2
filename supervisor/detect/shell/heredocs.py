"""Here-documents: lines that a program reads as its text, and no shell as commands."""

from __future__ import annotations

import re

from supervisor.core.assessment import Tier
from supervisor.core.facts import Shell
from supervisor.detect.shell.classify import classify_command
from supervisor.detect.shell.syntax import parse_script
from supervisor.detect.wordlist import wordlist

_LONGEST = 8_000
"""Characters; longer commands are asked anyway, and this is looked at before the grammar is."""
_START = re.compile(r"<< ?(?P<quote>['\"]?)(?P<end>[A-Za-z_]\w{0,30})(?P=quote)(?=[ \t]|$)")
_PLAIN = re.compile(r"[^;&|`$(){}\\#!<\n]*")
"""Signs that begin no other command, comment, substitution or here-document."""
_READERS = wordlist(
    "cat tac nl tee head tail grep egrep fgrep rg sed awk sort uniq wc tr cut rev fold fmt column base64 md5sum"
    " sha1sum sha256sum sha512sum xxd od hexdump jq diff curl git gh glab"
)
"""Programs that take their input for text. Not those that find commands in it: shells, interpreters, `ed`, `psql`."""


def _blanked(before: str, after: str) -> str:
    """Give the command without what single quotes hold, where nothing else can hold such a quote."""
    if any(sign in before + after for sign in '"\\\\') or before.count("'") % 2 or after.count("'") % 2:
        return before + after
    return re.sub(r"'[^']*'", "''", before) + re.sub(r"'[^']*'", "''", after)


def is_text_for_program(text: str) -> bool:
    """Tell whether all lines after the first are one here-document, read by a program that runs none of it.

    INVARIANT: true only where a plain reading of the lines and the grammar agree, for either may be wrong about where
    the text ends: one command, an end that is a plain word and stands alone on the last line and on no other, nothing
    in the lines that the shell would expand or join.

    Args:
        text: Lines as they are handed to a shell.
    """
    first, _, rest = text.rstrip("\n").partition("\n")
    found = _START.search(first)
    if found is None or len(text) > _LONGEST:
        return False
    command = _blanked(first[: found.start()], first[found.end() :])
    lines = rest.split("\n")
    if _PLAIN.fullmatch(command) is None or lines.count(found["end"]) != 1 or lines[-1] != found["end"]:
        return False
    if not found["quote"] and re.search(r"[`\\]|\$\(|\$\{", rest):
        return False
    script = parse_script(text)
    if script.broken or len(script.calls) != 1 or parse_script(command).broken:
        return False
    words = script.calls[0].words
    if not words or words[0].text not in _READERS:
        return False
    verdict = classify_command(text)
    return verdict.kind is not Shell.UNKNOWN and verdict.tier.rank < Tier.HIGH_RISK.rank
