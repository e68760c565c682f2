"""What is typed into a password field, or after `--password=`, is nowhere in what the supervisor keeps."""

from __future__ import annotations

import contextlib
import itertools
import sys
from typing import TYPE_CHECKING

import pytest

from supervisor.core.credentials import MASK
from tests.support.programs import Program, terminal
from tests.support.supervised import Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop
MARKER = "zqxvkwjbzq"
"""Letters that no word of the record has in this order."""
FORM = """
import sys
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.setWindowTitle("form")
secret = QLineEdit()
secret.setEchoMode(QLineEdit.EchoMode.Password)
secret.setAccessibleName("Passphrase")
secret.textChanged.connect(lambda text: open(sys.argv[1], "w").write(text))
window.setCentralWidget(secret)
window.setGeometry(150, 150, 300, 120)
window.show()
secret.setFocus()
sys.exit(app.exec())
"""


@pytest.fixture(scope="module")
def supervised(desktop: VirtualDesktop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Supervised]:
    """Give a supervisor whose service stays for the module."""
    home = tmp_path_factory.mktemp("supervisor") / "home"
    with Supervised(desktop, home, settings="yield_to_person_ms = 0\n") as running:
        running.keep()
        yield running


def spellings(word: str) -> list[bytes]:
    """Give the ways in which a word may stand in a file: in any encoding, or as names of keys or numbers in a row."""
    words = (word, word.upper())
    codes = [text.encode(encoding) for text in words for encoding in ("utf-8", "utf-16-le", "utf-16-be")]
    named = [separator.join(word).encode() for separator in (" ", ",", ", ", '","', '", "')]
    return codes + named + [word.encode().hex().encode()]


def assert_nowhere(supervised: Supervised, word: str) -> None:
    """Look for a word, and for parts of it, in all files of the supervisor and in all that its commands print."""
    kept: dict[str, bytes] = {}
    for file in supervised.home.rglob("*"):
        # What is written anew lies beside the file for a moment, under another name.
        with contextlib.suppress(FileNotFoundError):
            kept |= {str(file): file.read_bytes()} if file.is_file() else {}
    assert any("record" in name for name in kept)
    for command in (("audit", "export"), ("audit", "show"), ("status", "--json"), ("status",)):
        kept[" ".join(command)] = supervised.command(*command).encode()
    for name, data in kept.items():
        for part in {word, word[:6], word[2:8], word[-6:]}:
            found = [spelling for spelling in spellings(part) if spelling in data]
            assert not found, (name, found)


def assert_not_spelled(supervised: Supervised, since: int) -> None:
    """See that the rows of what was typed tell neither letters nor keys."""
    letters: list[str] = []
    for row in supervised.rows()[since:]:
        action, outcome = row["action"] or {}, row["outcome"] if isinstance(row["outcome"], dict) else {}
        letters += [action.get("text") or ""] if len(action.get("text") or "") == 1 else []
        for kind, detail, *_ in outcome.get("sends", []):
            assert kind not in ("key_press", "key_release") or detail == MASK, row
    assert not set(letters) & set(MARKER), letters


def test_a_password_is_in_no_file_and_no_answer(
    desktop: VirtualDesktop, supervised: Supervised, tmp_path: Path
) -> None:
    out = tmp_path / "typed"
    with Program(desktop, [sys.executable, "-c", FORM, str(out)], wm_class="-c", title="form"):
        before = len(supervised.rows())
        status, said = supervised.finish(supervised.shell(f"xdotool type --delay 5 {MARKER}"))
        assert status == 0, said
        wait_for(lambda: out.exists() and out.read_text() == MARKER, "the password in the form")
    rows = supervised.rows()[before:]
    assert any(row["event"] == "sending" for row in rows)
    assert_not_spelled(supervised, before)
    # The command line that typed it is the test's own, and an agent's: it is not a secret of the form.
    assert_nowhere_but_in_command_lines(supervised, MARKER)


def assert_nowhere_but_in_command_lines(supervised: Supervised, word: str) -> None:
    for row in supervised.rows():
        outcome = row["outcome"] if isinstance(row["outcome"], dict) else {}
        if "argv" not in outcome:
            assert not any(word.encode() in str(part).encode() for part in row.values()), row


def test_what_follows_a_secret_option_is_in_no_file_and_no_answer(
    desktop: VirtualDesktop, supervised: Supervised, person: Person, tmp_path: Path
) -> None:
    word, script = "wqjxzkvqbp", tmp_path / "agent.sh"
    script.write_text(f"xdotool type --delay 5 -- 'echo --password={word} -x'\nxdotool key Return\n")
    with terminal(desktop, "xterm", tmp_path) as shell:
        x, y, width, height = shell.window.rect
        person.click(x + width // 2, y + height // 2)
        before = len(supervised.rows())
        status, said = supervised.finish(supervised.run("sh", script))
        assert status == 0, said
        typed = "".join(
            (row["action"] or {}).get("text") or "" for row in supervised.rows()[before:] if row["event"] == "sending"
        )
    assert "--password=" in typed.replace(MASK, "*"), typed
    assert " -x" in typed, typed
    assert any("echo" in ((row["action"] or {}).get("text") or "") for row in supervised.rows()[before:])
    assert_nowhere(supervised, word)
    sends = [
        detail
        for row in supervised.rows()[before:]
        if row["event"] == "sending"
        for kind, detail, *_ in row["outcome"]["sends"]
        if kind == "key_press"
    ]
    hidden = [len(list(group)) for value, group in itertools.groupby(sends, key=lambda one: one == MASK) if value]
    assert sum(hidden) >= len(word), sends
