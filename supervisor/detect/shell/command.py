"""One call as a program would see it: name, flags, operands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from supervisor.detect.shell.syntax import Word
    from supervisor.detect.shell.verdict import ShellVerdict


class Nested(Protocol):
    """Judges what a command runs in turn; bounded in depth."""

    def script(self, text: str) -> ShellVerdict:
        """Judge a text that a shell would run."""

    def call(self, words: Sequence[Word], outer: Command | None = None) -> ShellVerdict:
        """Judge a command given as words; it reads what `outer` would read."""


@dataclass(frozen=True, slots=True)
class Command:
    """A call whose program is known by name."""

    name: str
    """Base name of the program."""
    words: tuple[Word, ...]
    """Arguments as words."""
    nested: Nested
    """Judge for what it runs in turn."""
    fed: tuple[str, ...] = ()
    """Here-documents and here-strings on its input."""
    piped: bool = False
    """True when its input comes from another command."""
    told: str = ""
    """All of its input, where `echo` right before it says so; empty when that is not known."""

    @property
    def args(self) -> list[str]:
        """Arguments as texts."""
        return [word.text for word in self.words]

    @property
    def options(self) -> list[str]:
        """Arguments that start with `-`, up to `--`."""
        out: list[str] = []
        for arg in self.args:
            if arg == "--":
                break
            if len(arg) > 1 and arg.startswith("-"):
                out.append(arg)
        return out

    @property
    def operands(self) -> list[str]:
        """Arguments that are no options; values of options are among them."""
        args = self.args
        end = args.index("--") if "--" in args else len(args)
        return [arg for arg in args[:end] if not arg.startswith("-") or arg == "-"] + args[end + 1 :]

    def short(self, letters: str) -> bool:
        """Tell whether any of these one-letter options is given, alone or in a cluster."""
        return any(
            not option.startswith("--") and set(letters) & set(option[1:].split("=", 1)[0]) for option in self.options
        )

    def long(self, *names: str) -> bool:
        """Tell whether any of these `--options` is given, cut short or with a value."""
        given = [option.split("=", 1)[0] for option in self.options if option.startswith("--")]
        return any(name == g or (len(g) > 4 and name.startswith(g)) for g in given for name in names)

    def single(self, *names: str) -> bool:
        """Tell whether any of these options is given exactly, e.g. `-delete`."""
        return any(option.split("=", 1)[0] in names for option in self.options)

    def value(self, *names: str) -> str | None:
        """Give the value of an option, `-o value`, `-ovalue` or `--option=value`; None when it is not given."""
        args = self.args
        for index, arg in enumerate(args):
            if arg == "--":
                return None
            for name in names:
                if arg == name:
                    return args[index + 1] if index + 1 < len(args) else ""
                if name.startswith("--") and arg.startswith(f"{name}="):
                    return arg[len(name) + 1 :]
                if len(name) == 2 and not name.startswith("--") and arg.startswith(name) and len(arg) > 2:
                    return arg[2:]
        return None


Handler = "Callable[[Command], ShellVerdict]"


def shown(words: Iterable[str], limit: int = 40) -> str:
    """Quote operands for a sentence, bounded."""
    text = " ".join(words)
    return f"`{text[:limit]}…`" if len(text) > limit else f"`{text}`"
