"""A morning of mixed work: mostly ordinary, with the few things in it that are worth a question."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from tests.live.claws import Mail
from tests.live.ordinary import editor, files, shell
from tests.live.stage import typing
from tests.live.thunar import Files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.live.stage import Stage


def work(stage: Stage) -> Iterator[str]:
    """Give the agent's commands one after the other."""
    yield from islice(editor.work(stage), 90)
    yield from islice(files.work(stage), 70)
    folder = Files(stage)
    folder.fresh(chosen="budget.txt")
    yield "key Delete"
    folder.close()
    yield from islice(shell.work(stage), 60)
    mail = Mail(stage)
    mail.inbox()
    yield from ("key n", "key n", "key p", "click --repeat 2 5")
    mail.compose()
    yield from (typing("And thank you for the map."), "key Home", "key End", "key ctrl+Return")
    mail.close()
    yield from islice(editor.work(stage), 60)
