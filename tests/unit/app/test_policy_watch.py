"""The policy's file is noticed whatever is done to it, and read when it is whole."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from supervisor.app.configuration import NamedPolicy, policy_files, read_policy, read_policy_anew
from supervisor.app.policy_watch import CALM_S, LOOK_S, PATIENCE_S, PolicyWatch
from supervisor.engine.loop import EventLoop

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FIRST = '[[rule]]\nid = "one"\nreason = "x"\nverdict = "deny"\nwhen.app = "gimp"\n'
OTHER = FIRST.replace('"one"', '"other"')


class Rig:
    """A folder with a policy, and a watch of it that is driven by hand."""

    def __init__(self, folder: Path, *, given: Path | None = None, text: str = FIRST) -> None:
        self.folder = folder
        self.file = given or folder / "policy.toml"
        if text:
            self.file.write_text(text)
        self.now_s = 100.0
        self.loaded = read_policy(given, folder)
        self.watch = PolicyWatch(policy_files(given, folder), lambda: read_policy_anew(given, folder, self.loaded))

    def look(self, seconds: float = 0.0) -> NamedPolicy | str | None:
        self.now_s += seconds
        return self.watch.look(self.now_s)

    def found(self) -> NamedPolicy | str:
        """Give what is found within a second, as often as it looks."""
        for _ in range(int(1.0 / LOOK_S)):
            found = self.look(LOOK_S)
            if found is not None:
                return found
        raise AssertionError("nothing was noticed within a second")

    def rules(self) -> list[str]:
        found = self.found()
        assert isinstance(found, NamedPolicy), found
        return [rule.id for rule in found.policy.rules]


@pytest.fixture
def rig(tmp_path: Path) -> Rig:
    return Rig(tmp_path)


def test_nothing_is_read_while_nothing_changes(rig: Rig) -> None:
    assert [rig.look(LOOK_S) for _ in range(20)] == [None] * 20


def write(file: Path) -> None:
    file.write_text(OTHER)


def replace(file: Path) -> None:
    beside = file.with_name("beside")
    beside.write_text(OTHER)
    beside.rename(file)


def link(file: Path) -> None:
    real = file.with_name("real")
    real.write_text(OTHER)
    file.unlink()
    file.symlink_to(real)


def same_size_and_times(file: Path) -> None:
    before = file.stat()
    file.write_text(FIRST.replace('"one"', '"two"'))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize(
    ("how", "rule"),
    [(write, "other"), (replace, "other"), (link, "other"), (same_size_and_times, "two")],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_a_change_is_noticed(rig: Rig, how: Callable[[Path], None], rule: str) -> None:
    how(rig.file)
    assert rig.rules() == [rule]
    assert rig.look(5) is None, "once"


def test_a_link_that_is_turned_to_another_file_is_a_change(tmp_path: Path) -> None:
    (tmp_path / "first").write_text(FIRST)
    (tmp_path / "other").write_text(OTHER)
    (tmp_path / "policy.toml").symlink_to("first")
    rig = Rig(tmp_path, text="")
    (tmp_path / "new").symlink_to("other")
    (tmp_path / "new").rename(rig.file)
    assert rig.rules() == ["other"]


def test_a_file_in_the_middle_of_writing_is_waited_for(rig: Rig) -> None:
    rig.file.write_text(OTHER[:20])
    assert rig.look(LOOK_S) is None
    rig.file.write_text(OTHER[:40])
    assert rig.look(LOOK_S) is None
    rig.file.write_text(OTHER)
    assert rig.look(LOOK_S) is None
    assert rig.rules() == ["other"]


def test_one_that_is_written_all_the_time_is_read_all_the_same(rig: Rig) -> None:
    waited_s, found = 0.0, None
    while found is None:
        rig.file.write_text(OTHER + "#" * int(waited_s * 100))
        found = rig.look(LOOK_S)
        waited_s += LOOK_S
        assert waited_s < 1.0
    assert waited_s > PATIENCE_S
    assert isinstance(found, NamedPolicy)
    assert isinstance(rig.look(CALM_S), NamedPolicy), "and once more when it is calm"
    assert rig.look(5) is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "line 1: the file has no settings and no rules"),
        (OTHER[:-3], "line 5: this is not TOML"),
        (OTHER.replace("deny", "maybe"), "line 4: `maybe` is no verdict"),
        ("#" * 5_000_000, "larger than 4 MB"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(rig: Rig, text: str, says: str) -> None:
    rig.file.write_text(text)
    found = rig.found()
    assert isinstance(found, str)
    assert says in found


def test_bytes_that_are_no_text_are_told(rig: Rig) -> None:
    rig.file.write_bytes(b"\xff\xfe\x00")
    assert "not UTF-8" in str(rig.found())


def test_a_file_that_is_gone_is_told_and_one_that_comes_back_is_read(rig: Rig) -> None:
    rig.file.unlink()
    found = rig.found()
    assert isinstance(found, str)
    assert "is gone: put it back" in found
    rig.file.write_text(OTHER)
    assert rig.rules() == ["other"]


def test_a_given_file_that_is_gone_is_told(tmp_path: Path) -> None:
    rig = Rig(tmp_path, given=tmp_path / "mine.toml")
    rig.file.unlink()
    assert "no such file" in str(rig.found())


def test_a_policy_of_ones_own_that_appears_is_a_change(tmp_path: Path) -> None:
    rig = Rig(tmp_path, text="")
    assert rig.loaded.path.name == "default.toml"
    rig.file.write_text(FIRST)
    assert rig.rules() == ["one"]


def fifo(file: Path) -> None:
    os.mkfifo(file)


def endless(file: Path) -> None:
    file.symlink_to("/dev/zero")


def folder(file: Path) -> None:
    file.mkdir()


def loop(file: Path) -> None:
    file.symlink_to(file)


@pytest.mark.parametrize("make", [fifo, endless, folder, loop], ids=lambda made: made.__name__)
def test_nothing_in_its_place_makes_us_wait_for_ever(rig: Rig, make: Callable[[Path], None]) -> None:
    rig.file.unlink()
    make(rig.file)
    found = rig.found()
    assert isinstance(found, str)
    assert str(rig.file) in found


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_permissions_that_are_lost_are_told_and_given_back_are_seen(rig: Rig) -> None:
    rig.file.chmod(0)
    assert "permission denied" in str(rig.found())
    rig.file.chmod(0o600)
    assert rig.rules() == ["one"]
    rig.folder.chmod(0)
    try:
        assert "permission" in str(rig.found())
    finally:
        rig.folder.chmod(0o700)
    assert rig.rules() == ["one"]


def test_whatever_reading_dies_of_is_a_sentence(rig: Rig) -> None:
    watch = PolicyWatch([rig.file], lambda: 1 / 0)  # type: ignore[arg-type,return-value]  # it is to die
    rig.file.write_text(OTHER)
    watch.look(0.0)
    assert "ZeroDivisionError" in str(watch.look(1.0))


def test_it_is_told_from_the_loop_within_a_second(rig: Rig) -> None:
    loop, told = EventLoop(), list[NamedPolicy | str]()
    rig.watch.start(loop, told.append)
    rig.file.write_text(OTHER)
    until_ns = loop.now_ns() + 20_000_000_000
    while not told and loop.now_ns() < until_ns:
        loop.turn(0.1)
    rig.watch.close(loop)
    loop.close()
    assert isinstance(told[0], NamedPolicy)
    assert [rule.id for rule in told[0].policy.rules] == ["other"]
