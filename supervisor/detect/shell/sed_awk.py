"""sed and awk: small languages that can run commands and write files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supervisor.core.assessment import Tier
from supervisor.detect.shell.files import overwriting
from supervisor.detect.shell.places import is_guarded, is_sink
from supervisor.detect.shell.syntax import Word
from supervisor.detect.shell.verdict import ShellVerdict, destructive, read, reversible, risky, unfamiliar, worst

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from supervisor.detect.shell.command import Command

_LONGEST = 2_000
_SED_CLUSTER = re.compile(r"-[nrsuzE]*e(.*)", re.DOTALL)
_SED_ADDRESS = re.compile(r"\d+(?:~\d+)?|\$|[+~]\d+")
_SED_FLAGS = re.compile(r"[gpiImM0-9]*")
_SED_BRACKET = re.compile(r"\^?\]?(?:\[[:.=][^\]]*[:.=]\]|[^\]])*\]")
_SED_ALONE = frozenset("{}=dDgGhHnNpPxFz")
_SED_LABELS = frozenset(":btTv")
_SED_LINES = frozenset("aicrR#")


class _LostError(Exception):
    """A script that is not understood."""


class _Sed:
    """Reads a script of sed, to find what runs commands or writes files.

    Attributes:
        text: The script.
        at: How far it is read.
        brackets: Whether `[/]` hides a slash; makes of sed differ.
    """

    def __init__(self, text: str, *, brackets: bool) -> None:
        self.text = text
        self.at = 0
        self.brackets = brackets

    def acts(self) -> bool:
        """Tell whether a command of it runs or writes something.

        Raises:
            _LostError: it is not understood.
        """
        while True:
            self._skip(" \t\n;")
            if self.at >= len(self.text):
                return False
            if self._address():
                self._skip(" \t")
                if self._peek() == ",":
                    self.at += 1
                    self._skip(" \t")
                    if not self._address():
                        raise _LostError
            self._skip(" \t!")
            if self._command():
                return True

    def _command(self) -> bool:
        name = self._peek()
        self.at += 1
        if name in ("e", "w", "W"):
            return name == "e" or not is_sink(self._line().strip())
        if name in ("s", "y"):
            return self._replaces(flags=name == "s")
        if name in _SED_LINES:
            self._line()
        elif name in _SED_LABELS:
            self._until("\n;")
        elif name in ("l", "L", "q", "Q"):
            self._skip(" \t0123456789")
        elif not name or name not in _SED_ALONE:
            raise _LostError
        return False

    def _replaces(self, *, flags: bool) -> bool:
        end = self._peek()
        if end in ("", "\n", "\\"):
            raise _LostError
        self.at += 1
        self._pattern(end, brackets=self.brackets and flags)
        self._pattern(end, brackets=False)
        while flags:
            found = _SED_FLAGS.match(self.text, self.at)
            self.at = found.end() if found else self.at
            sign = self._peek()
            if sign == "e":
                return True
            if sign == "w":
                self.at += 1
                return not is_sink(self._line().strip())
            break
        self._skip(" \t")
        if self._peek() not in ("", "\n", ";", "}", "#"):
            raise _LostError
        return False

    def _address(self) -> bool:
        found = _SED_ADDRESS.match(self.text, self.at)
        if found:
            self.at = found.end()
            return True
        sign = self._peek()
        if sign == "\\":
            self.at += 1
            sign = self._peek()
        elif sign != "/":
            return False
        self.at += 1
        self._pattern(sign, brackets=self.brackets)
        self._skip("IM")
        return True

    def _pattern(self, end: str, *, brackets: bool) -> None:
        """Read up to the sign that ends a pattern."""
        while (sign := self._peek()) != end:
            if not sign:
                raise _LostError
            self.at += 1
            if sign == "\\":
                self.at += 1
            elif sign == "[" and brackets:
                found = _SED_BRACKET.match(self.text, self.at)
                if not found:
                    raise _LostError
                self.at = found.end()
        self.at += 1

    def _line(self) -> str:
        """Read the rest of the line, and of the lines that a backslash joins to it."""
        began = self.at
        while self.at < len(self.text) and self.text[self.at] != "\n":
            self.at += 2 if self.text[self.at] == "\\" else 1
        return self.text[began : self.at]

    def _until(self, signs: str) -> None:
        while self.at < len(self.text) and self.text[self.at] not in signs:
            self.at += 1

    def _skip(self, signs: str) -> None:
        while self.at < len(self.text) and self.text[self.at] in signs:
            self.at += 1

    def _peek(self) -> str:
        return self.text[self.at : self.at + 1]


def sed_acts(script: str) -> bool:
    """Tell whether a script of sed runs commands or writes files; also where it cannot be told.

    Args:
        script: Its lines.
    """
    if len(script) > _LONGEST:
        return True
    try:
        if _Sed(script, brackets=True).acts():
            return True
    except _LostError:
        return True
    try:
        return _Sed(script, brackets=False).acts()
    except _LostError:
        return False


def _sed_scripts(args: Sequence[str]) -> list[str]:
    """Give the scripts among the arguments: those after `-e`, else the first that is no option."""
    given: list[str] = []
    plain: list[str] = []
    words = iter(args)
    for arg in words:
        found = _SED_CLUSTER.fullmatch(arg)
        if arg == "--":
            plain += words
        elif found or arg == "--expression":
            given.append((found[1] if found else "") or next(words, ""))
        elif arg.startswith("--expression="):
            given.append(arg.partition("=")[2])
        elif arg in ("-l", "--line-length", "-f", "--file"):
            next(words, "")
        elif not arg.startswith("-") or arg == "-":
            plain.append(arg)
    return given or plain[:1]


_SED_EMPTIES = re.compile(r"\s*(?:1,\$)?\s*(?:d|s/\.\*//g?;?d?|Q|q)\s*;?\s*|\s*1,\$\s*d\s*")
"""Scripts that leave nothing, or no more than a line."""
_SED_PRINTS = re.compile(r"[pPwl]")


def _sed(command: Command) -> ShellVerdict:
    verdicts = [read()]
    scripts = _sed_scripts(command.args)
    if command.value("-f", "--file") is not None:
        verdicts.append(unfamiliar("runs a sed script from a file"))
    elif sed_acts("\n".join(scripts)):
        verdicts.append(risky("writes files or runs commands from a sed script"))
    if any(re.match(r"-[A-Za-z]*i|--in-place", option) for option in command.options):
        if any(_SED_EMPTIES.fullmatch(script) for script in scripts) or (
            command.short("n") and not any(_SED_PRINTS.search(script) for script in scripts)
        ):
            verdicts.append(destructive("empties files in place", Tier.HIGH_RISK))
        guarded = any(is_guarded(operand) for operand in command.operands if operand not in scripts)
        verdicts.append(risky("rewrites a guarded file") if guarded else reversible("rewrites files in place"))
    return worst(verdicts)


_AWK_TOKEN = re.compile(r'"(?:[^"\\\n]|\\[^\n])*"|/(?:[^/\\\n]|\\[^\n])+/')
_AWK_DUMPS = ("-o", "-d", "-p", "--dump", "--profile", "--pretty")
"""Options of gawk that write a file."""
_AWK_SYSTEM = re.compile(r"\bsystem\s*\(")
_AWK_RUNS = re.compile(r"(?<!\|)\|(?!\|)|@")
"""A pipe, or a function called by a name that is computed."""
_AWK_WRITES = re.compile(r"\bprintf?\b[^;}\n]*>")
_AWK_NESTED = re.compile(r"\([^()]*\)")
_AWK_STATEMENTS = re.compile(r"\b(?:print|printf|return|in|getline|exit|else|do|case)$")


def _awk_bare(program: str) -> tuple[str, bool]:
    """Take strings and patterns out of a program of awk.

    Returns:
        What is left, and whether each `/` was surely a division or surely began a pattern: where not, a quote in a
        pattern may have hidden code.
    """
    out = ""
    at = 0
    sure = True
    while found := _AWK_TOKEN.search(program, at):
        before = (out + program[at : found.start()]).rstrip(" \t")
        pattern = found[0][0] == "/"
        operand = pattern and (before[-1:].isalnum() or before[-1:] in tuple('_)]$"+-'))
        if operand:
            sure = sure and before[-1] != ")" and not _AWK_STATEMENTS.search(before[-12:])
            out += program[at : found.start() + 1]
            at = found.start() + 1
            continue
        sure = sure and not (pattern and found[0].rfind("[") > found[0].rfind("]"))
        out += program[at : found.start()] + ('""' if not pattern else " ")
        at = found.end()
    return out + program[at:], sure


def awk_acts(program: str) -> bool:
    """Tell whether a program of awk runs commands; also where it cannot be told."""
    if len(program) > _LONGEST or _AWK_SYSTEM.search(program):
        return True
    bare, sure = _awk_bare(program)
    return _AWK_RUNS.search(bare if sure else program) is not None


def _awk_programs(args: Sequence[str]) -> list[str]:
    """Give the programs among the arguments."""
    words = iter(args)
    given: list[str] = []
    for arg in words:
        if arg in ("-F", "-v", "--field-separator", "--assign"):
            next(words, "")
        elif arg in ("-e", "--source"):
            given.append(next(words, ""))
        elif arg.startswith(("-e", "--so")):
            given.append(arg.partition("=")[2] or arg.removeprefix("-e"))
        elif arg == "--" or not arg.startswith("-"):
            return given or [next(words, "") if arg == "--" else arg]
    return given


def _awk(command: Command) -> ShellVerdict:
    if (
        command.single("-f", "-E", "-i", "-l")
        or command.value("-f")
        or command.long("--file", "--exec", "--include", "--load")
    ):
        return unfamiliar("runs an awk script from a file")
    programs = _awk_programs(command.args)
    if any(awk_acts(program) for program in programs):
        return risky("runs commands from an awk script")
    verdicts = [read()]
    dumps = [option[2:] for option in command.options if option.startswith(_AWK_DUMPS)]
    verdicts += [overwriting(Word(written.partition("=")[2] or written)) for written in dumps]
    for program in programs:
        bare, _ = _awk_bare(program)
        while (inner := _AWK_NESTED.sub("", bare)) != bare:
            bare = inner
        if _AWK_WRITES.search(bare):
            texts = [text[1:-1] for text in re.findall(r'"(?:[^"\\]|\\.)*"', program)]
            tier = Tier.HIGH_RISK if any(is_guarded(text) for text in texts) else Tier.REVERSIBLE
            verdicts.append(destructive("writes files from an awk script", tier))
    return worst(verdicts)


HANDLERS: dict[str, Callable[[Command], ShellVerdict]] = {
    **dict.fromkeys(("sed", "gsed"), _sed),
    **dict.fromkeys(("awk", "gawk", "mawk", "nawk"), _awk),
}
"""Programs of this module."""
