from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.detect.shell.command import Command
from supervisor.detect.shell.generic import TABLES
from supervisor.detect.shell.phrases import Effect, effect_of, phrases, spoken_words
from supervisor.detect.shell.syntax import Word
from supervisor.detect.shell.verdict import ShellVerdict, read

if TYPE_CHECKING:
    from collections.abc import Sequence

TABLE = phrases(
    looks="list|ls, thing show, sync --preview",
    makes="thing, sync",
    changes="thing pause",
    risks="thing stop, apply -f|--force",
    destroys="delete|rm, thing delete, sync --remove, apply -f|--force --all",
)


class Nothing:
    def script(self, text: str) -> ShellVerdict:
        return read(text)

    def call(self, words: Sequence[Word], outer: Command | None = None) -> ShellVerdict:
        return read(f"{words} {outer}")


def command(line: str) -> Command:
    name, *args = line.split()
    return Command(name, tuple(Word(arg) for arg in args), Nothing())


@pytest.mark.parametrize(
    ("line", "effect"),
    [
        ("t list", Effect.LOOKS),
        ("t LS", Effect.LOOKS),
        ("t thing show x", Effect.LOOKS),
        ("t thing make x", Effect.MAKES),
        ("t thing pause x", Effect.CHANGES),
        ("t thing delete x", Effect.DESTROYS),
        ("t rm x", Effect.DESTROYS),
        ("t sync a b", Effect.MAKES),
        ("t sync a b --remove", Effect.DESTROYS),
        ("t sync --preview a b", Effect.LOOKS),
        ("t apply x", None),
        ("t apply -f x", Effect.RISKS),
        ("t apply -vf x", Effect.RISKS),
        ("t apply --force=yes x", Effect.RISKS),
        ("t apply --force=false x", None),
        ("t apply -favourite x", None),
        ("t apply --force --all x", Effect.DESTROYS),
        ("t unheard of", None),
        ("t", None),
    ],
)
def test_the_longest_phrase_that_fits_counts(line: str, effect: Effect | None) -> None:
    assert effect_of(command(line), TABLE) is effect


def test_attack_the_value_of_an_option_hides_no_verb() -> None:
    assert effect_of(command("t -n default delete x"), TABLE) is Effect.DESTROYS
    assert effect_of(command("t -n list delete x"), TABLE) is Effect.DESTROYS
    assert effect_of(command("t --region us thing --project p delete x"), TABLE) is Effect.DESTROYS


def test_what_stands_among_the_operands_is_no_verb() -> None:
    assert effect_of(command("t list delete"), TABLE) is Effect.LOOKS
    assert effect_of(command("t list --search delete"), TABLE) is Effect.LOOKS
    assert effect_of(command("t list --only=x delete"), TABLE) is Effect.LOOKS
    assert effect_of(command("t -- delete"), TABLE) is None


def test_words_say_whether_they_may_be_values() -> None:
    spoken = spoken_words(command("t --a b c --d=e f"))
    assert [(word.text, word.after_option) for word in spoken] == [("b", True), ("c", False), ("f", False)]


@pytest.mark.parametrize("tool", sorted(TABLES))
def test_no_table_contradicts_itself(tool: str) -> None:
    seen: dict[object, Effect] = {}
    for phrase in TABLES[tool]:
        for first in phrase.words[0] if phrase.words else {""}:
            key = (first, phrase.words[1:], phrase.options)
            assert seen.setdefault(key, phrase.effect) is phrase.effect, key
        assert all(word == word.lower() for words in phrase.words for word in words)


@given(st.lists(st.sampled_from(["list", "delete", "-n", "--force", "-vf", "thing", "--", "x=1", "-"]), max_size=12))
def test_any_words_have_an_answer(args: list[str]) -> None:
    effect_of(command(" ".join(["t", *args])), TABLE)
