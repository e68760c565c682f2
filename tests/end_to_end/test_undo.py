"""Taking back what was done, with real programs: by Ctrl+Z in their window, and out of the trash."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.programs import mousepad, terminal, thunar
from tests.support.supervised import Supervised
from tests.support.waiting import wait_for
from tests.support.windows import Windows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop

POLICY = """
[[rule]]
id = "tidy"
reason = "the agent tidies up"
when = { app = ["thunar", "mousepad", "xterm"] }
verdict = "allow"
"""
SETTINGS = "yield_to_person_ms = 0\nmirror_lead_ms = 0\naccessibility_budget_ms = 1000\n"


@pytest.fixture
def supervised(desktop: VirtualDesktop, tmp_path: Path) -> Iterator[Supervised]:
    with Supervised(desktop, tmp_path / "home", settings=SETTINGS, policy=POLICY) as it:
        it.keep()
        yield it


def listed(supervised: Supervised, kind: str) -> dict[str, Any]:
    """Give what was done last of a kind, as the list to go through has it."""
    rows = {row["seq"]: row["action"]["kind"] for row in supervised.rows("decided")}
    return next(
        one for one in json.loads(supervised.command("review", "--all", "--json")) if rows[one["seq"]] == kind
    )


def undone(supervised: Supervised, person: Person, row: dict[str, Any], how: str) -> None:
    """Order it, confirm it by hand, and see it recorded."""
    assert row["undo"] == how, row
    before = len(supervised.rows("undone"))
    supervised.command("review", "undo", str(row["seq"]))
    supervised.wait_held()
    assert len(supervised.rows("undone")) == before, "nothing is taken back unasked"
    supervised.approve(person)
    wait_for(lambda: len(supervised.rows("undone")) > before, "it to be recorded")
    done = supervised.rows("undone")[-1]["outcome"]
    assert (done["seq"], done["how"], done["result"]) == (row["seq"], how, "done"), done
    undo = supervised.rows("decided")[-1]
    assert (undo["agent"], undo["action"]["origin"]) == (f"undo of row {row['seq']}", "undo")
    assert undo["decision"]["rule_id"] == "undo"


def asked(supervised: Supervised, row: dict[str, Any]) -> bool:
    """Order it; tell whether a person is asked."""
    supervised.command("review", "undo", str(row["seq"]))
    return bool(supervised.status()["requests"] or supervised.status()["agents"])


def test_a_file_that_an_agent_moved_to_the_trash_is_put_back(
    desktop: VirtualDesktop, supervised: Supervised, person: Person, tmp_path: Path
) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    for name in ("old.txt", "keep.txt"):
        (folder / name).write_text(name)
    with terminal(desktop, "xterm", folder):
        agent = supervised.shell("xdotool type --delay 20 'gio trash old.txt' && xdotool key Return")
        assert supervised.finish(agent)[0] == 0
        wait_for(lambda: not (folder / "old.txt").exists(), "the file to go to the trash")
        row = listed(supervised, "type+enter")
        undone(supervised, person, row, "trash")
    assert (folder / "old.txt").read_text() == "old.txt"
    assert not asked(supervised, row), "it is in the trash no more"


def test_a_file_that_an_agent_renamed_has_its_name_again(
    desktop: VirtualDesktop, supervised: Supervised, person: Person, tmp_path: Path
) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "old.txt").write_text("old")
    with thunar(desktop, folder) as files:
        x, y = files.element(name="old.txt", role="table cell").centre
        script = (
            f"xdotool mousemove {x} {y} click 1; sleep 0.5; xdotool key F2; sleep 1.5; xdotool type --delay 30 new"
        )
        agent = supervised.shell(f"{script}; xdotool key Return")
        assert supervised.finish(agent)[0] == 0
        wait_for((folder / "new.txt").exists, "the file to have another name")
        row = listed(supervised, "type+enter")
        undone(supervised, person, row, "ctrl-z")
        wait_for((folder / "old.txt").exists, "the file to have its name again")
    assert not (folder / "new.txt").exists()


def test_what_an_agent_typed_is_taken_back_by_its_program(
    desktop: VirtualDesktop, supervised: Supervised, person: Person, tmp_path: Path
) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("mine\n")

    with mousepad(desktop, file), Windows(desktop) as windows:

        def changed() -> bool:
            window = windows.find(wm_class="mousepad")
            return window is not None and window.title.startswith("*")

        agent = supervised.shell("xdotool key ctrl+End && xdotool type --delay 30 wrong")
        assert supervised.finish(agent)[0] == 0
        wait_for(changed, "the text to be there")
        row = listed(supervised, "type")
        undone(supervised, person, row, "ctrl-z")
        wait_for(lambda: not changed(), "the text to be gone")
        assert not asked(supervised, row), "it was taken back already"


def trashed_in_thunar(desktop: VirtualDesktop, supervised: Supervised, person: Person, folder: Path) -> None:
    """Have an agent trash one file, and then all of them, and take both back."""
    names = ["four.txt", "keep.txt", "old.txt", "three.txt"]
    folder.mkdir()
    for name in names:
        (folder / name).write_text(name)
    with thunar(desktop, folder) as files:
        for more in ("", "xdotool key ctrl+a; sleep 0.7; "):
            x, y = files.element(name="old.txt", role="table cell").centre
            script = f"xdotool mousemove {x} {y} click 1; sleep 0.7; {more}xdotool key Delete"
            assert supervised.finish(supervised.shell(script))[0] == 0
            wait_for(lambda: not (folder / "old.txt").exists(), "the file to go to the trash")
            undone(supervised, person, listed(supervised, "key"), "trash")
            assert sorted(path.name for path in folder.iterdir()) == names


@pytest.mark.skipif(not Path("/usr/libexec/gvfsd-trash").exists(), reason="needs the trash of GVfs")
def test_files_that_an_agent_trashed_in_a_file_manager_are_put_back(
    desktop: VirtualDesktop,
    supervised: Supervised,
    person: Person,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(desktop.env, "GIO_USE_VFS")
    trashed_in_thunar(desktop, supervised, person, tmp_path / "docs")
