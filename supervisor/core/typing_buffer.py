"""What an agent has typed into windows since the last submit, as far as can be known."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field, replace

from supervisor.core.readers import opens_reader

MAX_TEXT = 100_000
"""Characters kept; beyond it the text is a guess."""
SUBMIT_KEYS = frozenset({"Return", "KP_Enter", "Linefeed", "ISO_Enter"})
"""Keysym names that hand a line over."""
_LINE_LETTERS = frozenset("jmo")
"""Letters that hand a line over together with Ctrl in a terminal (readline, stty)."""
_HARMLESS = frozenset({"Shift_L", "Shift_R", "Caps_Lock", "Num_Lock"})
_MAX_WINDOWS = 64
_RUNS = ("$(", "`", "<(", ">(", "=(", "${", "$[")
"""Signs of what a shell runs when it expands a line."""
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
    astray: bool = False
    """Something else than the shell may read this terminal, since a line that may have started it; see `readers`."""
    prefixed: bool = False
    """The key before was Ctrl+X: with the next one a shell may open the line in an editor, and run it after that."""

    def typed(self, char: str) -> TypingBuffer:
        """Add a character."""
        if len(self.text) >= MAX_TEXT:
            return self.guess()
        return replace(self, text=self.text + char, prefixed=False)

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
            astray = self.astray or opens_reader(handed)
            return TypingBuffer(rest[:MAX_TEXT], exact and not astray, above=True, astray=astray)
        return replace(self, text=whole[:MAX_TEXT], exact=exact and not ends, prefixed=False)

    def pressed(self, keys: str, *, terminal: bool) -> TypingBuffer:
        """Follow a key that types nothing.

        Args:
            keys: Canonical chord.
            terminal: It goes to a terminal; elsewhere Ctrl+C copies and Ctrl+U does whatever the program likes.
        """
        if submits(keys):
            astray = terminal and (self.astray or opens_reader(self.text))
            return TypingBuffer(exact=not astray, astray=astray)
        if not terminal:
            kept = keys in _HARMLESS or keys in ("ctrl+c", "BackSpace")
            line = replace(self, text=self.text[:-1]) if keys == "BackSpace" else self
            return line if kept else self.guess()
        if keys == "BackSpace":
            into = self.above and not self.text
            return replace(self, text=self.text[:-1], exact=self.exact and not into, prefixed=False)
        if keys in ("ctrl+c", "ctrl+u") and self.exact:
            # Not so on a line that is a guess: after Ctrl+V the shell takes the key as text, elsewhere a caret that
            # stands at the start has nothing to be deleted before it.
            return TypingBuffer(above=self.above and keys == "ctrl+u")
        if keys == "ctrl+x":
            return replace(self, exact=False, prefixed=True)
        return self if keys in _HARMLESS else self.guess()

    def may_run(self, keys: str) -> bool:
        """Tell whether a key in a terminal may run something of the line without handing it over.

        Shells have keys that expand what is typed (bash on Ctrl+Alt+E or Escape and Ctrl+E, zsh on Tab), which runs
        the commands in it, and one that opens the line in an editor and runs it after that (Ctrl+X Ctrl+E).
        """
        if keys in _HARMLESS or keys in ("BackSpace", "ctrl+c", "ctrl+u"):
            return False
        return any(sign in self.text for sign in _RUNS) or (self.prefixed and "ctrl" in keys.split("+"))

    def guess(self) -> TypingBuffer:
        """Give the same text as a guess."""
        return replace(self, exact=False, prefixed=False)


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
        for window in [w for w, line in self._lines.items() if not line.text and not line.astray]:
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
