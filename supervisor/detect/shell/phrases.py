"""A small language for what a tool's subcommands do: `repo delete`, `upgrade --force`, `volume|volumes rm`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from supervisor.detect.shell.command import Command

MOST_WORDS = 8
"""Words of a call that may be subcommands."""
_LONGEST_CLUSTER = 5
"""Signs of `-abcd`; what is longer is one option with one dash, as in `-auto-approve`."""
_OFF = frozenset({"false", "none", "no", "0", "off"})


class Effect(IntEnum):
    """What a subcommand does, mildest first."""

    LOOKS = 0
    """Changes nothing."""
    MAKES = 1
    """Adds, or changes what can be set back."""
    CHANGES = 2
    """Changes what is in use, or what others see, in a way that is set back as easily: worth a question, no alarm."""
    RISKS = 3
    """Stops or changes something others rely on."""
    DESTROYS = 4
    """Removes what does not come back."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Subcommands, with the options that give them this effect."""

    words: tuple[frozenset[str], ...]
    """One set of spellings for each subcommand."""
    options: tuple[frozenset[str], ...]
    """Options that all have to be given, with their spellings."""
    effect: Effect
    """What it does."""


class Table(tuple[Phrase, ...]):  # noqa: SLOT001 - its dictionary keeps `by_first`
    """All phrases of a tool."""

    @cached_property
    def by_first(self) -> dict[str | None, list[Phrase]]:
        """The phrases by their first subcommand, those without any under None: some tools have hundreds."""
        found: dict[str | None, list[Phrase]] = {}
        for phrase in self:
            for first in phrase.words[0] if phrase.words else (None,):
                found.setdefault(first, []).append(phrase)
        return found


class Spoken(NamedTuple):
    """One word of a call that may be a subcommand."""

    text: str
    """As typed, cut short."""
    after_option: bool
    """True when it may as well be the value of the option before it."""


def phrases(*, looks: str = "", makes: str = "", changes: str = "", risks: str = "", destroys: str = "") -> Table:
    """Read a table.

    Args:
        looks: Phrases divided by commas; `a|b` is either, words that start with `-` are options that must be given.
        makes: The same, for each effect.
        changes: See above.
        risks: See above.
        destroys: See above.

    Returns:
        The phrases.
    """
    out: list[Phrase] = []
    given = (looks, makes, changes, risks, destroys)
    for effect, text in zip(Effect, given, strict=True):
        for part in text.split(","):
            tokens = [frozenset(token.split("|")) for token in part.split()]
            words = tuple(token for token in tokens if not min(token).startswith("-"))
            options = tuple(token for token in tokens if min(token).startswith("-"))
            if tokens:
                out.append(Phrase(words, options, effect))
    return Table(out)


def spoken_words(command: Command) -> Sequence[Spoken]:
    """Give the words that may be subcommands, with what is known about them."""
    if command.spoken is not None:
        return command.spoken
    out: list[Spoken] = []
    after_option = False
    for arg in command.args:
        if len(out) >= MOST_WORDS or arg == "--":
            break
        if arg.startswith("-") and len(arg) > 1:
            after_option = "=" not in arg
            continue
        out.append(Spoken(arg[:80], after_option))
        after_option = False
    command.spoken = out
    return out


def effect_of(command: Command, table: Table) -> Effect | None:
    """Look a call up.

    What stands before the first subcommand may be the value of an option, `-n default delete`; where that cannot be
    told the worse reading counts.

    Args:
        command: The call.
        table: The tool's phrases.

    Returns:
        The effect of the longest phrase that fits; None when none does.
    """
    spoken = spoken_words(command)
    found: dict[int, tuple[int, Effect]] = {}
    for start, phrase in _spoken_in(spoken, table):
        if phrase.options and not all(has_option(command, option) for option in phrase.options):
            continue
        weight = len(phrase.words) * 4 + len(phrase.options)
        found[start] = max(found.get(start, (-1, Effect.LOOKS)), (weight, phrase.effect))
    return max((effect for _, effect in found.values()), default=None)


def _spoken_in(spoken: Sequence[Spoken], table: Table) -> Iterator[tuple[int, Phrase]]:
    """Give every phrase whose words are there, with every place where they may begin."""
    by_first = table.by_first
    for phrase in by_first.get(None, ()):
        yield 0, phrase
    for start, word in enumerate(spoken):
        for phrase in by_first.get(word.text.lower(), ()):
            if len(phrase.words) == 1 or _continues(spoken[start + 1 :], phrase.words[1:]):
                yield start, phrase
        if not word.after_option:
            return


def _continues(spoken: Sequence[Spoken], words: Sequence[frozenset[str]]) -> bool:
    if not words:
        return True
    for index, word in enumerate(spoken):
        if word.text.lower() in words[0] and _continues(spoken[index + 1 :], words[1:]):
            return True
        if not word.after_option:
            return False
    return False


def has_option(command: Command, spellings: frozenset[str]) -> bool:
    """Tell whether an option is given in any of its spellings, alone, in a cluster or with a value that means yes."""
    for option in command.options:
        name, equals, value = option.partition("=")
        if equals and value.lower() in _OFF:
            continue
        if name in spellings:
            return True
        cluster = name[1:] if not name.startswith("--") and len(name) <= _LONGEST_CLUSTER else ""
        if any(len(spelling) == 2 and spelling[1] in cluster for spelling in spellings):
            return True
    return False
