"""What programs outside replace is covered again; a list stands for the namespace."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from supervisor.desktop import covers as module
from supervisor.desktop.covers import UNWATCHED_S, Covers, Renewal
from supervisor.desktop.mounting import Cover
from supervisor.desktop.start_up_files import StartUpFiles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Namespace:
    """Mounts, each on the file that had the name when it was made, as the kernel has them."""

    def __init__(self) -> None:
        self.refuses: set[Path] = set()
        self.gone = False
        self.made = True
        self._on: dict[Path, int] = {}
        """Descriptors: as long as one is open, no other file gets the number of the one that was there."""

    def mount(self, _pid: int, covers: Sequence[Cover]) -> None:
        for cover in covers:
            if cover.target not in self.refuses:
                self._end(cover.target)
                self._on[cover.target] = os.open(cover.target, os.O_PATH)

    def points(self, _pid: int) -> set[Path]:
        if self.gone:
            raise ProcessLookupError
        return {
            path for path, fd in self._on.items() if path.exists() and os.path.samestat(path.stat(), os.fstat(fd))
        }

    def is_made(self, _pid: int) -> bool:
        return self.made

    def close(self) -> None:
        for path in list(self._on):
            self._end(path)

    def _end(self, path: Path) -> None:
        if path in self._on:
            os.close(self._on.pop(path))


@pytest.fixture
def namespace(monkeypatch: pytest.MonkeyPatch) -> Iterator[Namespace]:
    with closing(Namespace()) as found:
        monkeypatch.setattr(module, "mount_again", found.mount)
        monkeypatch.setattr(module, "mount_points", found.points)
        monkeypatch.setattr(module, "is_made", found.is_made)
        yield found


@pytest.fixture
def start_up(tmp_path: Path) -> StartUpFiles:
    home = tmp_path / "home"
    home.mkdir()
    files = StartUpFiles.of({"HOME": str(home)})
    files.place()
    return files


def covered(namespace: Namespace, start_up: StartUpFiles, *more: Cover) -> Covers:
    """Cover as at the start of an agent."""
    first = [*more, *(Cover(path, path, "start-up") for path in start_up.protected())]
    namespace.mount(1, first)
    found = Covers(1, first, start_up)
    assert found.look() == Renewal()
    return found


def replace(path: Path, content: str = "new") -> None:
    """Save as editors do."""
    fresh = path.with_name("fresh")
    fresh.write_text(content)
    fresh.replace(path)


def test_a_file_that_is_replaced_is_covered_again(namespace: Namespace, start_up: StartUpFiles) -> None:
    file = start_up.home / ".bashrc"
    with closing(covered(namespace, start_up)) as covers:
        assert covers.wait_s is None
        assert covers.look() == Renewal()
        replace(file)
        assert file not in namespace.points(1)
        assert covers.look() == Renewal(again=(file,))
        assert file in namespace.points(1)
        assert covers.look() == Renewal()


def test_what_is_replaced_before_all_is_mounted_is_covered_then(namespace: Namespace, start_up: StartUpFiles) -> None:
    file = start_up.home / ".bashrc"
    namespace.made = False
    covers = [Cover(path, path, "start-up") for path in start_up.protected()]
    with closing(Covers(1, covers, start_up)) as kept:
        assert kept.look() == Renewal(), "nothing is mounted yet, and nothing lost"
        assert kept.wait_s == pytest.approx(0.02)
        namespace.mount(1, covers)
        replace(file)
        namespace.made = True
        assert kept.look() == Renewal(again=(file,))
        assert kept.wait_s is None


def test_a_file_that_is_removed_has_a_placeholder(namespace: Namespace, start_up: StartUpFiles) -> None:
    file = start_up.home / ".bashrc"
    with closing(covered(namespace, start_up)) as covers:
        file.unlink()
        assert covers.look() == Renewal(again=(file,))
        assert file in namespace.points(1)


def test_a_start_up_file_that_was_not_there_is_covered_once_it_is(
    namespace: Namespace, start_up: StartUpFiles
) -> None:
    file = start_up.home / ".xsession"
    with closing(covered(namespace, start_up)) as covers:
        file.write_text("exec startxfce4")
        assert covers.look() == Renewal(again=(file,))
        replace(file)
        assert covers.look() == Renewal(again=(file,))


def test_a_folder_that_is_made_anew_is_pinned_and_what_is_in_it_covered(
    namespace: Namespace, start_up: StartUpFiles
) -> None:
    config = start_up.config
    with closing(covered(namespace, start_up, Cover(config, config, "start-up", writable=True))) as covers:
        shutil.rmtree(config)
        config.mkdir()
        assert config / "autostart" in covers.look().again
        assert {config, config / "autostart"} <= namespace.points(1)
        (config / "autostart").rmdir()
        assert covers.look().again == (config / "autostart",), "the new folder is watched"


def test_attack_a_link_in_place_of_a_file_is_told_and_what_it_leads_to_covered(
    namespace: Namespace, start_up: StartUpFiles
) -> None:
    file, real = start_up.home / ".bashrc", start_up.home / "dotfiles"
    real.touch()
    with closing(covered(namespace, start_up)) as covers:
        file.unlink()
        file.symlink_to(real)
        found = covers.look()
        assert (found.again, found.lost_paths) == ((real,), (file,)), "the link itself can be replaced by anybody"
        assert covers.look() == Renewal()


@pytest.mark.parametrize("above", ["home", "all", "root"])
def test_attack_a_link_to_what_holds_protected_files_covers_nothing(
    namespace: Namespace, start_up: StartUpFiles, above: str
) -> None:
    file, home = start_up.home / ".bashrc", start_up.home
    with closing(covered(namespace, start_up)) as covers:
        places = {"home": home, "all": home.parent, "root": home.parents[-1]}
        (home / ".kshrc").symlink_to(places[above])
        assert covers.look() == Renewal()
        file.with_name("new").touch()
        file.with_name("new").replace(file)
        assert covers.look() == Renewal((file,))


def test_what_cannot_be_covered_is_told_once_and_tried_again(namespace: Namespace, start_up: StartUpFiles) -> None:
    file = start_up.home / ".bashrc"
    with closing(covered(namespace, start_up)) as covers:
        namespace.refuses.add(file)
        replace(file)
        found = covers.look()
        assert (found.again, found.lost_paths) == ((), (file,))
        assert found.lost[0].row == "start-up"
        replace(file)
        assert covers.look() == Renewal()
        namespace.refuses.clear()
        replace(file)
        assert covers.look() == Renewal(again=(file,))


def test_what_could_not_be_covered_is_tried_without_news(namespace: Namespace, start_up: StartUpFiles) -> None:
    file = start_up.home / ".bashrc"
    with closing(covered(namespace, start_up)) as covers:
        assert covers.wait_s != UNWATCHED_S
        namespace.refuses.add(file)
        replace(file)
        assert covers.look().lost_paths == (file,)
        assert covers.wait_s == UNWATCHED_S
        namespace.refuses.clear()
        assert covers.look() == Renewal(again=(file,))
        assert covers.wait_s is None


def test_attack_a_closed_folder_hides_nothing(
    namespace: Namespace, start_up: StartUpFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = start_up.home / ".bashrc"
    lstat = Path.lstat
    closed = True

    def look(path: Path) -> os.stat_result:
        if closed and path.parent == start_up.home:
            raise PermissionError
        return lstat(path)

    with closing(covered(namespace, start_up)) as covers:
        replace(file)
        # Root, who may run this, looks into any folder.
        monkeypatch.setattr(Path, "lstat", look)
        found = covers.look()
        assert (found.again, found.lost_paths) == ((file,), ())
        namespace.refuses.add(file)
        closed = False
        replace(file)
        closed = True
        assert covers.look().lost_paths == (file,)
        assert covers.wait_s == UNWATCHED_S


def test_without_watches_it_is_looked_at_every_now_and_then(
    namespace: Namespace, start_up: StartUpFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise OSError

    monkeypatch.setattr(module, "NameChanges", refuse)
    with closing(covered(namespace, start_up)) as covers:
        assert (covers.watches, covers.wait_s) == ((), UNWATCHED_S)
        replace(start_up.home / ".bashrc")
        assert covers.look().again == (start_up.home / ".bashrc",)


def test_an_agent_that_has_gone_needs_nothing(namespace: Namespace, start_up: StartUpFiles) -> None:
    with closing(covered(namespace, start_up)) as covers:
        namespace.gone = True
        replace(start_up.home / ".bashrc")
        assert covers.look() == Renewal()
