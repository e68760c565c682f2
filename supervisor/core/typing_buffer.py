"""What an agent has typed into windows since the last submit, as far as can be known."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field

MAX_TEXT = 100_000
"""Characters kept; beyond it the text is a guess."""
SUBMIT_KEYS = frozenset({"Return", "KP_Enter", "Linefeed", "ISO_Enter"})
"""Keysym names that hand a line over."""
_LINE_LETTERS = frozenset("jmo")
"""Letters that hand a line over together with Ctrl in a terminal (readline, stty)."""
_HARMLESS = frozenset({"Shift_L", "Shift_R", "Caps_Lock", "Num_Lock"})
_MAX_WINDOWS = 64
_JOINS = ("\\", "|", "&&", "||")
_BEGINS = frozenset({"do", "then", "else", "elif", "if", "while", "until", "for", "case", "in", "select", "function"})


def submits(keys: str) -> bool:
    """Tell whether a canonical chord hands a line over.

    Other modifiers change nothing: a terminal takes Shift+Return for Return and Ctrl+Shift+M for Ctrl+M.
    """
    *modifiers, key = keys.split("+")
    return key in SUBMIT_KEYS or ("ctrl" in modifiers and key in _LINE_LETTERS)


@dataclass(frozen=True, slots=True)
class TypingBuffer:
    """A line in the making."""

    text: str = ""
    """Typed so far."""
    exact: bool = True
    """False when something else may be in the field, or editing keys made the text a guess."""
    above: bool = False
    """Lines that were pasted and count as handed over may still stand before it."""

    def typed(self, char: str) -> TypingBuffer:
        """Add a character."""
        if len(self.text) >= MAX_TEXT:
            return self.guess()
        return TypingBuffer(self.text + char, self.exact, self.above)

    def pasted(self, text: str) -> TypingBuffer:
        """Add what was pasted.

        Whole lines of it count as handed over: they were judged so. Some shells run them at once, others leave them
        on the prompt until Enter.
        """
        whole = self.text + text.replace("\r\n", "\n").replace("\r", "\n")
        plain = all(sign.isprintable() or sign == "\n" for sign in whole)
        exact = self.exact and plain and len(whole) <= MAX_TEXT
        handed, ends, rest = whole.rpartition("\n")
        if ends and not _goes_on(handed):
            return TypingBuffer(rest[:MAX_TEXT], exact, above=True)
        return TypingBuffer(whole[:MAX_TEXT], exact and not ends, self.above)

    def pressed(self, keys: str, *, terminal: bool) -> TypingBuffer:
        """Follow a key that types nothing.

        Args:
            keys: Canonical chord.
            terminal: It goes to a terminal; elsewhere Ctrl+C copies and Ctrl+U does whatever the program likes.
        """
        if submits(keys):
            return TypingBuffer()
        if not terminal and keys in ("ctrl+c", "ctrl+u"):
            return self if keys == "ctrl+c" else self.guess()
        if keys == "ctrl+c":
            return TypingBuffer()
        if keys == "BackSpace":
            into = self.above and not self.text
            return TypingBuffer(self.text[:-1], self.exact and not into, self.above)
        if keys == "ctrl+u":
            return TypingBuffer("", self.exact, self.above)
        return self if keys in _HARMLESS else self.guess()

    def guess(self) -> TypingBuffer:
        """Give the same text as a guess."""
        return TypingBuffer(self.text, exact=False, above=self.above)


def _goes_on(lines: str) -> bool:
    """Tell whether a shell may still wait for the rest of what the lines began."""
    last = lines.rstrip().rpartition("\n")[2]
    word = last.rpartition(" ")[2].rpartition(";")[2]
    quotes = any(lines.count(sign) % 2 for sign in "\"'`")
    open_pair = any(lines.count(a) > lines.count(b) for a, b in ("()", "{}", "[]"))
    return quotes or open_pair or "<<" in lines or last.endswith(_JOINS) or word in _BEGINS


@dataclass(slots=True)
class TypingBuffers:
    """The lines as one agent knows them, one a window; what was typed into them is shared by all agents.

    Attributes:
        unseen_exact: A window that the agent has not typed into yet has an empty line.
    """

    unseen_exact: bool = True
    _lines: OrderedDict[int, TypingBuffer] = field(default_factory=OrderedDict)
    _terminals: set[int] = field(default_factory=set)

    def for_agent(self) -> TypingBuffers:
        """Give them to an agent that begins: it knows what others have left unfinished, and nothing else."""
        for window in [w for w, line in self._lines.items() if not line.text]:
            del self._lines[window]
            self._terminals.discard(window)
        return TypingBuffers(_lines=self._lines, _terminals=self._terminals)

    def line(self, window: int) -> TypingBuffer:
        """Give the line in `window`."""
        return self._lines.get(window) or TypingBuffer("", self.unseen_exact)

    def store(self, window: int, line: TypingBuffer, *, terminal: bool) -> None:
        """Keep the line of `window`; of too many the one longest untouched is forgotten, which makes it a guess."""
        self._lines[window] = line
        self._lines.move_to_end(window)
        (self._terminals.add if terminal else self._terminals.discard)(window)
        if len(self._lines) > _MAX_WINDOWS:
            self.unseen_exact = False
            self._terminals.discard(self._lines.popitem(last=False)[0])

    def guess_all(self) -> None:
        """The person typed, nobody knows where: any line may hold more than the agent typed."""
        self.unseen_exact = False
        for window, line in self._lines.items():
            self._lines[window] = line.guess()

    def clicked(self, button: int) -> None:
        """A click may put the caret into another field, or bring another terminal to the front of the same window.

        The line in a terminal stays, for a click does not move it, and an empty one stays empty: clicking into a
        terminal is how one begins to type there. A middle click pastes.
        """
        for window, line in self._lines.items():
            if window not in self._terminals:
                self._lines[window] = TypingBuffer("", exact=False)
            elif line.text or button == 2:
                self._lines[window] = line.guess()
