"""What an agent has typed into windows since the last submit, as far as can be known."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field, replace

from supervisor.core import line_editing
from supervisor.core.readers import opens_reader

MAX_TEXT = 100_000
"""Characters kept; beyond it the text is a guess."""
INTERRUPTED_MS = 1000
"""How long after Ctrl+C what is typed is a guess."""
RETURNED_MS = 2000
"""How long after a line a shell has to have the keyboard still, or again, for the line not to be about to start
something that reads."""
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


_CERTAIN = SUBMIT_KEYS | {"ctrl+j", "ctrl+m"}
"""Chords after which every shell begins with an empty line. Ctrl+O brings the next one of the history, and with Alt
bash changes into vi's keys, zsh and fish go on below."""


def submits(keys: str) -> bool:
    """Tell whether a canonical chord may hand a line over.

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
    edits: str = ""
    """Editing keys pressed in a terminal since the line was exact; empty when other things made it a guess."""
    behind: str = ""
    """What may still stand behind the text where the shell has vi's keys; see `line_editing`."""
    last: str = ""
    """What Up brings back: the line before; empty when unknown."""
    swallows: bool = False
    """The shell may take the key that comes next, also Enter, for a part of the line."""
    interrupted: bool = False
    """Ctrl+C emptied it, and no key came since."""
    since_ms: int = 0
    """When it began, monotonic; kept for lines that are interrupted or astray."""

    def typed(self, char: str) -> TypingBuffer:
        """Add a character."""
        if len(self.text) >= MAX_TEXT:
            return self.guess()
        return replace(self, text=self.text + char, prefixed=False, edits=self._and("typed"))

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
            return TypingBuffer(rest[:MAX_TEXT], exact and not (astray or self.behind), above=True, astray=astray)
        return replace(self, text=whole[:MAX_TEXT], exact=exact and not ends, prefixed=False, edits="")

    def at(self, now_ms: int) -> TypingBuffer:
        """Give the line as it is for a key that comes now.

        A shell that is just beginning to read when Ctrl+C comes may keep a part of what came before, and lose the
        first sign of what comes behind, which may be a `#`.
        """
        if not self.interrupted:
            return self
        line = self if now_ms - self.since_ms >= INTERRUPTED_MS else self.guess()
        return replace(line, interrupted=False)

    def sent(self, now_ms: int) -> TypingBuffer:
        """Give the line as it is once the key that began it was sent, which may have been held before."""
        return replace(self, since_ms=now_ms) if self.interrupted or (self.astray and not self.since_ms) else self

    def pressed(
        self, keys: str, *, terminal: bool, readline: bool = False, shell_reads_ms: int | None = None
    ) -> TypingBuffer:
        """Follow a key that types nothing.

        Args:
            keys: Canonical chord.
            terminal: It goes to a terminal; elsewhere Ctrl+C copies and Ctrl+U does whatever the program likes.
            readline: The shells of this terminal edit their lines as bash does.
            shell_reads_ms: Now, monotonic, when a shell is known to have its keyboard; None when that is not known.
        """
        if submits(keys):
            return self._handed_over(keys, terminal=terminal, shell_reads_ms=shell_reads_ms)
        if not terminal:
            kept = keys in _HARMLESS or keys in ("ctrl+c", "BackSpace")
            line = replace(self, text=self.text[:-1]) if keys == "BackSpace" else self
            return line if kept else self.guess()
        if keys in _HARMLESS:
            return self
        if keys == "BackSpace":
            into = self.above and not self.text
            text, edits = self.text[:-1], self._and(keys)
            return replace(self, text=text, exact=self.exact and not into, prefixed=False, edits=edits)
        # Not so on a line that is a guess: after Ctrl+V the shell takes the key as text, elsewhere a caret that
        # stands at the start has nothing to be deleted before it.
        if keys == "ctrl+c" and (self.exact or self.edits):
            return TypingBuffer(last=self.last, interrupted=True)
        if keys == "ctrl+u" and self.exact:
            return replace(self, text="", prefixed=False)
        if keys == "ctrl+u" and readline and not (self.above or self.behind):
            left = line_editing.emptied(self.edits, self.text, self.last)
            if left is not None:
                return TypingBuffer(behind=left, last=self.last)
        return self._edited(keys)

    def either(self, char: str, pressed: TypingBuffer) -> TypingBuffer:
        """Give the line where nobody can say whether a key did what its chord does, or was pressed alone.

        Args:
            char: What it types alone; empty for nothing.
            pressed: The line after the chord.
        """
        typed = self.typed(char) if char else self
        return replace(typed.guess(), astray=pressed.astray, since_ms=pressed.since_ms)

    def _edited(self, keys: str) -> TypingBuffer:
        line = replace(self, exact=False, edits="", prefixed=keys == "ctrl+x")
        if not line_editing.settles(keys):
            return replace(line, swallows=True)
        if len(self.edits) > line_editing.MAX_EDITS:
            return self.guess()
        return replace(line, edits=f"{self.edits}{keys} ") if self.exact or self.edits else line

    def _and(self, keys: str) -> str:
        """Give the editing keys with another one, where any came before."""
        return self.edits if not self.edits or self.edits.endswith(f"{keys} ") else f"{self.edits}{keys} "

    def _handed_over(self, keys: str, *, terminal: bool, shell_reads_ms: int | None) -> TypingBuffer:
        """Give the line after a key that hands this one over, or should."""
        if not terminal:
            return TypingBuffer()
        back = shell_reads_ms is not None and self.since_ms and shell_reads_ms - self.since_ms >= RETURNED_MS
        astray = (self.astray and not back) or any(map(opens_reader, {self.text, self.text + self.behind}))
        if self.swallows or keys.removeprefix("shift+") not in _CERTAIN:
            return TypingBuffer(self.text, exact=False, astray=astray)
        last = self.text if self.exact and not (self.behind or self.above) else ""
        if not last.strip():
            last = self.last if self.exact and not self.behind else ""
        return TypingBuffer(exact=not astray, astray=astray, last=last if line_editing.is_kept(last) else "")

    def may_run(self, keys: str) -> bool:
        """Tell whether a key in a terminal may run something of the line without handing it over.

        Shells have keys that expand what is typed (bash on Ctrl+Alt+E or Escape and Ctrl+E, zsh on Tab), which runs
        the commands in it, one that opens the line in an editor and runs it after that (Ctrl+X Ctrl+E), and one that
        types anew what was recorded, Enter included (Ctrl+X E).
        """
        if keys in _HARMLESS or keys in ("BackSpace", "ctrl+c", "ctrl+u"):
            return False
        *held, key = keys.split("+")
        prefixed = self.prefixed and ("ctrl" in held or key == "e")
        return prefixed or any(sign in self.text + self.behind for sign in _RUNS)

    @property
    def unfinished(self) -> bool:
        """True while agents have left something on the line, or may have."""
        return bool(self.text or self.edits or self.behind or self.swallows or self.astray)

    def guess(self) -> TypingBuffer:
        """Give the same text as a guess."""
        swallows = self.swallows or bool(self.edits)
        return replace(self, exact=False, prefixed=False, edits="", last="", swallows=swallows)


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
        readline: The person's shells edit their lines as bash does.
    """

    unseen_exact: bool = True
    readline: bool = False
    _lines: OrderedDict[int, TypingBuffer] = field(default_factory=OrderedDict)
    _terminals: set[int] = field(default_factory=set)

    def for_agent(self) -> TypingBuffers:
        """Give them to an agent that begins: it knows what others have left unfinished, and nothing else."""
        for window in [w for w, line in self._lines.items() if not line.unfinished]:
            del self._lines[window]
            self._terminals.discard(window)
        return TypingBuffers(readline=self.readline, _lines=self._lines, _terminals=self._terminals)

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
            elif line.unfinished or button == 2:
                self._lines[window] = line.guess()
            else:
                self._lines[window] = replace(line, last="")
