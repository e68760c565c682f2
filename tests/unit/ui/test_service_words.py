from __future__ import annotations

import ast
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale, Qt, QTranslator

import supervisor.app
from supervisor.core.assessment import Verdict
from supervisor.core.fallbacks import FALLBACK_IDS, fallback
from supervisor.engine.too_late import SAYS as TOO_LATE
from supervisor.resources import resource
from supervisor.ui import service_words
from supervisor.ui.service_words import full_stop, in_our_language
from supervisor.ui.translation import install

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

ASKS = "your policy asks before anything is sent"
CONSTANTS = {
    "wanting.py": {"_QUESTIONS"},
    "practice.py": {"_QUESTIONS", "_WHY", "_BUSY", "_STOPPED", "_WRONG"},
    "changing_settings.py": {"_SAVED"},
    "noticing.py": {"_LOST"},
}
"""Sentences of the service that are told as they are, by the names that hold them."""


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    before = set(qapp.findChildren(QTranslator))
    assert install(qapp, QLocale("de_DE"))
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    for translator in set(qapp.findChildren(QTranslator)) - before:
        qapp.removeTranslator(translator)
        translator.deleteLater()


def sentences(node: ast.AST) -> set[str]:
    """Give the sentences, not the names, below a node."""
    found = {part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)}
    return {text for text in found if " " in text}


def held_by(path: Path, names: set[str]) -> set[str]:
    """Give the sentences that these names hold in a file."""
    found: set[str] = set()
    left = set(names)
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id in left:
            left.remove(node.targets[0].id)
            found |= sentences(node.value)
    assert not left, f"{path} has no {left}"
    return found


def known() -> set[str]:
    """Give the sentences that are marked."""
    return sentences(ast.parse(Path(service_words.__file__).read_text()))


def test_why_a_shipped_policy_asks_is_known() -> None:
    asking = {
        rule["reason"]
        for policy in resource("policy").glob("*.toml")
        for rule in tomllib.loads(policy.read_text())["rule"]
        if rule["verdict"] == "ask"
    }
    assert len(asking) > 20
    assert asking <= known()


def test_why_the_supervisor_itself_asks_is_known() -> None:
    decisions = [fallback(name) for name in FALLBACK_IDS]
    assert {decision.reason for decision in decisions if decision.verdict is Verdict.ASK} <= known()


@pytest.mark.parametrize("name", CONSTANTS)
def test_what_the_service_asks_and_remarks_of_itself_is_known(name: str) -> None:
    assert held_by(Path(supervisor.app.__file__).parent / name, CONSTANTS[name]) <= known()


def test_a_late_answer_is_known() -> None:
    assert TOO_LATE in known()


@pytest.mark.usefixtures("german")
def test_a_known_sentence_is_said_in_the_persons_language() -> None:
    assert in_our_language(ASKS) == "Ihre Richtlinie fragt, bevor etwas gesendet wird"
    warned = f"{fallback('agent-warns').reason}: I am not sure"
    assert in_our_language(warned) == "Der Agent selbst warnt davor: I am not sure"


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    "said", ["", "agents do not use my bank", "mail: waits", "click “Delete” in docs: it deletes"]
)
def test_any_other_sentence_stays_as_it_came(said: str) -> None:
    assert in_our_language(said) == said


def test_english_stays_as_it_came() -> None:
    assert in_our_language(ASKS) == ASKS
    assert in_our_language(f"{ASKS}: more") == f"{ASKS}: more"
    assert full_stop("It deletes files") == "It deletes files."
