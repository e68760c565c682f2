from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from supervisor.desktop import trash as room
from supervisor.desktop.trash import Trashed, TrashError, looking_for, put_back, trashes, why_not

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

DAY = "2026-11-21T10:00:{:02d}"
TIMES_S = (0.0, 4e9)


def run(looking: Generator[None, None, list[Trashed]]) -> list[Trashed]:
    """Have all of it looked through at once."""
    while True:
        try:
            next(looking)
        except StopIteration as e:
            return list(e.value)


class Rig:
    """A home with a trash, and a folder that things were in."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.docs = folder / "docs"
        self.trash = self.home / ".local/share/Trash"
        for one in (self.docs, self.trash / "files", self.trash / "info"):
            one.mkdir(parents=True)
        self.mounts = folder / "mounts"
        self.mounts.write_text("")
        self.environ = {"HOME": str(self.home)}

    def put(
        self, path: str, *, second: int = 0, name: str = "", text: str = "old", trash: Path | None = None
    ) -> None:
        """Put something into the trash as its specification says."""
        folder = trash or self.trash
        name = name or os.path.basename(path)  # noqa: PTH119
        (folder / "files" / name).write_text(text or "old")
        said = f"[Trash Info]\nPath={quote(path)}\nDeletionDate={DAY.format(second)}\n"
        (folder / "info" / f"{name}.trashinfo").write_text(said)

    def found(self, *names: str, count: int = 0, times_s: tuple[float, float] = TIMES_S) -> list[Trashed]:
        return run(looking_for(self.environ, names, count, times_s, self.mounts))

    def one(self, name: str) -> Trashed:
        (found,) = self.found(name)
        return found


@pytest.fixture
def rig(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Rig:
    monkeypatch.setattr(room, "_BEFORE_S", 0.0)
    return Rig(tmp_path)


def seconds(rig: Rig, name: str) -> float:
    return rig.one(name).deleted_s


def test_what_went_there_is_found_by_name_and_put_back(rig: Rig) -> None:
    rig.put(f"{rig.docs}/my notes.txt", name="my notes.2.txt")
    rig.put(f"{rig.docs}/other.txt")
    one = rig.one("my notes.txt")
    assert why_not(one) == ""
    put_back(one)
    assert (rig.docs / "my notes.txt").read_text() == "old"
    assert [entry.name for entry in (rig.trash / "info").iterdir()] == ["other.txt.trashinfo"]
    assert [entry.name for entry in (rig.trash / "files").iterdir()] == ["other.txt"]
    assert rig.found("my notes.txt") == []


def test_a_folder_comes_back_with_all_that_is_in_it(rig: Rig) -> None:
    rig.put(f"{rig.docs}/box")
    (rig.trash / "files/box").unlink()
    (rig.trash / "files/box/in").mkdir(parents=True)
    put_back(rig.one("box"))
    assert (rig.docs / "box/in").is_dir()


@pytest.mark.parametrize("there", ["file", "folder", "link", "empty folder"])
@pytest.mark.parametrize("kind", ["file", "folder"])
def test_nothing_that_exists_is_written_over(rig: Rig, there: str, kind: str) -> None:
    rig.put(f"{rig.docs}/box")
    if kind == "folder":
        (rig.trash / "files/box").unlink()
        (rig.trash / "files/box").mkdir()
        (rig.trash / "files/box/old").touch()
    one, taken = rig.one("box"), rig.docs / "box"
    if there == "file":
        taken.write_text("new")
    elif there == "link":
        taken.symlink_to("/nowhere")
    else:
        taken.mkdir()
        if there == "folder":
            (taken / "new").touch()
    before = sorted(str(path) for path in rig.docs.rglob("*"))
    assert "nothing is written over" in why_not(one)
    with pytest.raises(TrashError, match="nothing is written over"):
        put_back(one)
    assert sorted(str(path) for path in rig.docs.rglob("*")) == before
    assert (rig.trash / "info/box.trashinfo").exists()
    assert (rig.trash / "files/box").exists()


def test_of_one_place_the_first_that_went_there_in_that_time_is_meant(rig: Rig) -> None:
    path = f"{rig.docs}/a.txt"
    rig.put(path, second=1, name="a.txt", text="first")
    rig.put(path, second=9, name="a.2.txt", text="second")
    assert rig.one("a.txt").name == "a.txt"
    later = seconds(rig, "a.txt") + 5
    assert [one.name for one in rig.found("a.txt", times_s=(later, 4e9))] == ["a.2.txt"]
    assert rig.found("a.txt", times_s=(later, later + 1)) == []


def test_of_many_that_went_together_those_that_nobody_named_are_found_too(rig: Rig) -> None:
    for number in range(5):
        rig.put(f"{rig.docs}/{number}.txt", second=number)
    assert len(rig.found("0.txt", "1.txt", count=5)) == 5
    assert len(rig.found("0.txt", "1.txt", count=4)) == 2
    assert len(rig.found("0.txt", count=1)) == 1
    rig.put(f"{rig.home}/9.txt", second=9)
    assert len(rig.found("0.txt", "1.txt", count=5)) == 5


@pytest.mark.parametrize("name", ["txt", "otes.txt", "", "/notes.txt", "docs/other"])
def test_a_part_of_a_name_is_none(rig: Rig, name: str) -> None:
    rig.put(f"{rig.docs}/notes.txt")
    assert rig.found(name) == []
    assert len(rig.found("docs/notes.txt")) == len(rig.found(f"{rig.docs}/notes.txt")) == 1


@pytest.mark.parametrize("path", [".bashrc", ".config/autostart/evil.desktop", "docs/.git/hooks/pre-commit"])
def test_attack_nothing_is_put_where_programs_are_started_from(rig: Rig, path: str) -> None:
    place = rig.home / path
    place.parent.mkdir(parents=True, exist_ok=True)
    rig.put(str(place))
    (one,) = rig.found(place.name)
    assert "hidden" in why_not(one)
    with pytest.raises(TrashError, match="hidden"):
        put_back(one)
    assert not place.exists()


def test_attack_nothing_is_put_through_a_link(rig: Rig) -> None:
    (rig.docs / "real").mkdir()
    (rig.docs / "link").symlink_to(rig.docs / "real")
    rig.put(f"{rig.docs}/link/a.txt")
    rig.put(f"{rig.docs}/link/in/b.txt")
    (rig.docs / "real/in").mkdir()
    for name in ("a.txt", "b.txt"):
        one = rig.one(name)
        assert why_not(one)
        with pytest.raises(TrashError):
            put_back(one)
    assert list((rig.docs / "real").rglob("*.txt")) == []


@pytest.mark.parametrize("path", ["../../etc/x", "/srv/../etc/x", "/srv//x", "x\0y"])
def test_attack_what_tells_of_no_plain_place_is_passed_over(rig: Rig, path: str) -> None:
    rig.put(path, name="x")
    assert rig.found("x", path) == []


@pytest.mark.parametrize(
    "text",
    ["", "[Trash Info]\n", "[Trash Info]\nPath=/a\n", "[Other]\nPath=/a\nDeletionDate=2026-11-21T10:00:00\n"],
)
def test_what_is_no_word_of_a_trash_is_passed_over(rig: Rig, text: str) -> None:
    (rig.trash / "info/a.trashinfo").write_text(text)
    (rig.trash / "info/b.trashinfo").write_text("[Trash Info]\nPath=/b\nDeletionDate=yesterday\n")
    (rig.trash / "info/c.trashinfo").write_bytes(b"[Trash Info]\nPath=/\xff\nDeletionDate=2026-11-21T10:00:00\n")
    os.mkfifo(rig.trash / "info/d.trashinfo")
    assert rig.found("a", "b", "c", "d") == []


def test_a_folder_that_is_gone_is_not_made_again(rig: Rig) -> None:
    rig.put(f"{rig.docs}/gone/a.txt")
    with pytest.raises(TrashError, match="not there any more"):
        put_back(rig.one("a.txt"))
    assert not (rig.docs / "gone").exists()


def test_what_was_taken_out_of_the_trash_meanwhile_is_told(rig: Rig) -> None:
    rig.put(f"{rig.docs}/a.txt")
    one = rig.one("a.txt")
    (rig.trash / "files/a.txt").unlink()
    assert "not in the trash any more" in why_not(one)
    with pytest.raises(TrashError, match="not in the trash any more"):
        put_back(one)


def test_other_disks_have_trashes_of_their_own_and_a_link_is_none(rig: Rig, tmp_path: Path) -> None:
    disk, uid = tmp_path / "my disk", os.getuid()
    own, shared = disk / f".Trash-{uid}", disk / ".Trash"
    for folder in (own, shared / str(uid)):
        (folder / "files").mkdir(parents=True)
        (folder / "info").mkdir()
    place = str(disk).replace(" ", "\\040")
    rig.mounts.write_text(
        f"30 1 8:1 / {place} rw - ext4 /dev/sdb1 rw\n31 1 0:5 / {tmp_path}/net rw - nfs server:/x rw\nbroken\n"
    )
    assert [folder for folder, _ in trashes(rig.environ, rig.mounts)] == [str(rig.trash), str(own)]
    shared.chmod(0o1777)
    assert len(trashes(rig.environ, rig.mounts)) == 3
    (disk / "box").mkdir()
    rig.put("box/a.txt", trash=own)
    one = rig.one("a.txt")
    assert one.path == f"{disk}/box/a.txt"
    put_back(one)
    assert (disk / "box/a.txt").exists()
    (own / "info").rename(disk / "info")
    (disk / "files").symlink_to(own / "files")
    own.rename(disk / "elsewhere")
    own.symlink_to(disk)
    assert len(trashes(rig.environ, rig.mounts)) == 2


def test_the_data_folder_of_the_session_holds_the_trash(rig: Rig, tmp_path: Path) -> None:
    other = tmp_path / "data"
    (other / "Trash/info").mkdir(parents=True)
    assert trashes({"HOME": "/nowhere", "XDG_DATA_HOME": str(other)}, rig.mounts) == [(f"{other}/Trash", "/")]
    assert trashes({"HOME": str(rig.home), "XDG_DATA_HOME": "data"}, rig.mounts) == [(str(rig.trash), "/")]


def test_a_trash_with_too_much_in_it_is_not_gone_through(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_LOOKED_AT", 3)
    for number in range(5):
        rig.put(f"{rig.docs}/{number}")
    with pytest.raises(TrashError, match="too much"):
        rig.found("1")


def test_what_holds_the_note_of_it_back_changes_nothing_of_what_was_put_back(rig: Rig) -> None:
    rig.put(f"{rig.docs}/a.txt")
    one = rig.one("a.txt")
    note = rig.trash / "info/a.txt.trashinfo"
    note.unlink()
    note.mkdir()
    put_back(one)
    assert (rig.docs / "a.txt").read_text() == "old"


def test_a_trash_full_of_long_notes_is_left_to_the_person(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_READ", 3)
    for number in range(4):
        rig.put(f"{rig.docs}/{number}", second=number)
    with pytest.raises(TrashError, match="too much"):
        rig.found("1")


def test_a_note_that_takes_long_to_read_takes_turns(rig: Rig) -> None:
    rig.put(f"{rig.docs}/a.txt")
    note = rig.trash / "info/a.txt.trashinfo"
    said = note.read_text()
    steps = [sum(1 for _ in looking_for(rig.environ, ["a.txt"], 1, TIMES_S, rig.mounts))]
    note.write_text(said.replace("Path=/", "Path=/" + "%61" * 3000 + "/"))
    steps.append(sum(1 for _ in looking_for(rig.environ, ["a.txt"], 1, TIMES_S, rig.mounts)))
    assert steps[1] - steps[0] > 10


def test_a_note_that_is_longer_than_any_path_says_nothing(rig: Rig) -> None:
    rig.put(f"{rig.docs}/a.txt")
    note = rig.trash / "info/a.txt.trashinfo"
    note.write_text(note.read_text() + "x" * 20_000)
    assert rig.found("a.txt") == []
