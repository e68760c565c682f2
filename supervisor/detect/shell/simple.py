"""Lines so simple that blanks and quotes alone tell their words: most of what is typed, and cut up without a grammar.

INVARIANT: what is given for a line is what the grammar of bash makes of it, and where that is not certain nothing is.
"""

from __future__ import annotations

import re

from supervisor.detect.shell.script import Call, Redirect, Script, Word, printed_text
from supervisor.detect.wordlist import wordlist

_QUOTED = r"'[^'\n]*'|\"[^\"$`\\!\n]*\""
_SENT = r" +(?:[12]?>>?|&>>?|<) *(?:[\w./~][\w./,:@%+=~^-]*|" + _QUOTED + r")(?=[ |;&]|$)| +[12]?>&[12](?=[ |;&]|$)"
_TOKEN = re.compile(rf"{_SENT}| +|(?!=)[\w./,:@%+=~*?^-]+|{_QUOTED}|\|\|?|&&|;", re.ASCII)
_REDIRECT = re.compile(r" +(\d?)(>>|>&|>|&>>|&>|<) *(.*)")
_NAME = re.compile(r"[A-Za-z_./][\w./-]*", re.ASCII)
_AGAIN = re.compile(r"`|\$[({\[]")
"""What runs something when quoted words are evaluated once more: the tree tells whether they are."""
_RESERVED = wordlist(
    "if then elif else fi for while until do done case esac select function time coproc in declare typeset export"
    " readonly local unset unsetenv"
)
"""First words that begin something else than a simple command."""
_LONGEST = 1_000
"""Characters; of a longer line the tree may be too large to be looked at as a whole."""
_REACH = 3
"""Words among which `let` is looked for, as it is by those who read the grammar's tree."""


def simple_script(text: str) -> Script | None:
    """Cut up a line of words, quoted texts without expansions, redirections behind them, and `|`, `&&`, `||`, `;`.

    Args:
        text: A command line.

    Returns:
        Its calls and redirections in the order of those who read the tree, the last first; None for any other line.
    """
    if len(text) > _LONGEST:
        return None
    tokens = _TOKEN.findall(text)
    if "".join(tokens) != text:
        return None
    line = _Line(text)
    words: list[Word] = []
    joined = False
    for token in tokens:
        first = token[0]
        if first == " ":
            joined = False
            if token[-1] != " " and not line.redirect(token, words):
                return None
        elif first in "|&;":
            joined = False
            if not line.end(words, token):
                return None
            words = []
        else:
            quoted = first in "'\""
            piece = token[1:-1] if quoted else token
            if not joined:
                words.append(Word(piece, True, quoted))
                joined = True
            elif len(words) > 1:
                before = words[-1]
                if "{" in piece or "{" in before.text:
                    # Whether braces are spread is left to those who see where the quotes are.
                    return None
                words[-1] = Word(before.text + piece, True, before.quoted and quoted)
            else:
                # The grammar sees the keyword in `if""x`.
                return None
            if line.sent:
                # `echo >f more words`.
                return None
    if (words and line.end(words, "")) or (not words and line.sign == ";"):
        line.script.calls.reverse()
        line.script.redirects.reverse()
        return line.script
    # Nothing at all, or a line that goes on.
    return None


class _Line:
    """What has been read of a line.

    Attributes:
        script: Calls and redirections, in the order in which they were typed.
        sign: The one before the command that is being read: `|`, `&&`, `||`, `;`; empty for the first.
        sent: True when its output or input was sent elsewhere.
    """

    def __init__(self, text: str) -> None:
        self.script = Script(plain=True)
        self.sign = ""
        self.sent = False
        self._fed = False
        self._peculiar = "$" in text or "`" in text or "let" in text
        self._printed: tuple[str, ...] = ()
        self._told = ""

    def redirect(self, token: str, words: list[Word]) -> bool:
        """Note a redirection; False where the grammar has to be asked about it."""
        found = _REDIRECT.fullmatch(token)
        if found is None or not words or words[-1].text == "-":
            # The grammar loses the `-` of `a - 2>f`.
            return False
        descriptor, operator, target = found.groups()
        if self._peculiar and _AGAIN.search(target):
            return False
        if operator == "<":
            if self.sign not in ("", ";"):
                # It would be the input of all commands so far.
                return False
            self._fed = not target.endswith("/dev/null")
        quoted = target[0] in "'\""
        self.script.redirects.append(
            Redirect(operator, Word(target[1:-1] if quoted else target, True, quoted), descriptor)
        )
        self.sent = True
        return True

    def end(self, words: list[Word], sign: str) -> bool:
        """Note a command that ends at `sign`; False where the grammar has to be asked about it."""
        if not words:
            return False
        name = words[0]
        if name.quoted or _NAME.fullmatch(name.text) is None or name.text in _RESERVED:
            return False
        if self._peculiar and _is_peculiar(words):
            return False
        piped = self.sign == "|"
        if (piped and sign in ("&&", "||")) or (sign == "|" and self.sign in ("&&", "||")):
            # The grammar has its own mind about those side by side.
            return False
        given = tuple(words)
        if piped:
            self.script.calls.append(Call(given, (), self._printed, True, self._told))
        else:
            self.script.calls.append(Call(given, (), (), self._fed))
        if sign == "|":
            self._printed = () if self.sent else printed_text(given)
            # A backslash means something else to `echo`, to `printf` and to the one who reads: not known then.
            plain = not self._printed or not any("\\" in word.text for word in words)
            self._told = "".join(self._printed) if plain else ""
        self.sign, self.sent, self._fed = sign, False, False
        return True


def _is_peculiar(words: list[Word]) -> bool:
    """Tell whether a command reckons, or holds what may be run when it is evaluated again."""
    return any(word.text == "let" for word in words[:_REACH]) or any(_AGAIN.search(word.text) for word in words)
