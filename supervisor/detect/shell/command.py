"""One call as a program would see it: name, flags, operands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from supervisor.detect.shell.phrases import Spoken
    from supervisor.detect.shell.syntax import Word
    from supervisor.detect.shell.verdict import ShellVerdict


class Nested(Protocol):
    """Judges what a command runs in turn; bounded in depth."""

    def script(self, text: str) -> ShellVerdict:
        """Judge a text that a shell would run."""

    def call(self, words: Sequence[Word], outer: Command | None = None) -> ShellVerdict:
        """Judge a command given as words; it reads what `outer` would read."""


class Command:
    """A call whose program is known by name; it is never changed.

    A plain class rather than a dataclass: one is made for every program of every line, most are asked for their
    options many times, and each list is worked out once.

    Attributes:
        name: Base name of the program.
        words: Arguments as words.
        nested: Judge for what it runs in turn.
        fed: Here-documents and here-strings on its input.
        piped: True when its input comes from another command.
        told: All of its input, where `echo` right before it says so; empty when that is not known.
        args: Arguments as texts.
        options: Arguments that start with `-`, up to `--`.
        operands: Arguments that are no options; values of options are among them.
        spoken: Arguments that may be subcommands; None until `phrases.spoken_words` is asked for them.
    """

    __slots__ = (
        "_clusters",
        "_long",
        "args",
        "fed",
        "name",
        "nested",
        "operands",
        "options",
        "piped",
        "spoken",
        "told",
        "words",
    )

    def __init__(
        self,
        name: str,
        words: tuple[Word, ...],
        nested: Nested,
        fed: tuple[str, ...] = (),
        piped: bool = False,
        *,
        told: str = "",
    ) -> None:
        self.name = name
        self.words = words
        self.nested = nested
        self.fed = fed
        self.piped = piped
        self.told = told
        self.spoken: Sequence[Spoken] | None = None
        self.args: Sequence[str] = [word.text for word in words]
        options: list[str] = []
        operands: list[str] = []
        for index, arg in enumerate(self.args):
            if not arg.startswith("-") or arg == "-":
                operands.append(arg)
            elif arg == "--":
                operands += self.args[index + 1 :]
                break
            else:
                options.append(arg)
        self.options: Sequence[str] = options
        self.operands: Sequence[str] = operands
        self._clusters: list[str] = []
        self._long: list[str] = []
        for option in options:
            if option.startswith("--"):
                self._long.append(option.split("=", 1)[0])
            else:
                self._clusters.append(option[1:].split("=", 1)[0])

    def short(self, letters: str) -> bool:
        """Tell whether any of these one-letter options is given, alone or in a cluster."""
        if not self._clusters:
            return False
        return any(letter in cluster for cluster in self._clusters for letter in letters)

    def long(self, *names: str) -> bool:
        """Tell whether any of these `--options` is given, cut short or with a value."""
        if not self._long:
            return False
        return any(name == g or (len(g) > 4 and name.startswith(g)) for g in self._long for name in names)

    def single(self, *names: str) -> bool:
        """Tell whether any of these options is given exactly, e.g. `-delete`."""
        if not self.options:
            return False
        return any(option.split("=", 1)[0] in names for option in self.options)

    def value(self, *names: str) -> str | None:
        """Give the value of an option, `-o value`, `-ovalue` or `--option=value`; None when it is not given."""
        args = self.args
        for index, arg in enumerate(args):
            if arg[:1] != "-" and arg not in names:
                continue
            if arg == "--":
                return None
            for name in names:
                if arg == name:
                    return args[index + 1] if index + 1 < len(args) else ""
                if name.startswith("--") and _is_short_for(arg, name):
                    _, equals, text = arg.partition("=")
                    return text if equals else "".join(args[index + 1 : index + 2])
                if len(name) == 2 and not name.startswith("--") and arg.startswith(name) and len(arg) > 2:
                    return arg[2:]
        return None


_SHORTEST = len("--abc")
"""Long options may be cut short, but hardly below this."""


def _is_short_for(arg: str, name: str) -> bool:
    """Tell whether an argument is a long option, `--output=x` for `--output`, or what its start may stand for."""
    given, equals, _ = arg.partition("=")
    return (bool(equals) and given == name) or (len(given) >= _SHORTEST and given != name and name.startswith(given))


Handler = "Callable[[Command], ShellVerdict]"


def shown(words: Iterable[str], limit: int = 40) -> str:
    """Quote operands for a sentence, bounded."""
    text = " ".join(words)
    return f"`{text[:limit]}…`" if len(text) > limit else f"`{text}`"
