"""What is mounted over a name stays there as long as the name is the same file's.

When a program outside renames another file over it, or removes a folder and makes it anew, the kernel takes what was
mounted there away, in all namespaces (`__detach_mounts`), and the agent would have the new one. So the names are
watched, and mounted over again: some milliseconds later, for the kernel tells it afterwards.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from supervisor.desktop.mounting import Cover, is_made, mount_again, mount_points
from supervisor.desktop.name_changes import NameChanges

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from supervisor.desktop.start_up_files import StartUpFiles

_TRIES = 3
"""Names may change while they are covered."""
_SOON_S = 0.02
UNWATCHED_S = 0.1
"""How often all is looked at where the kernel gives us nothing to watch with: agents can use up all there is."""


@dataclass(frozen=True, slots=True)
class Renewal:
    """What was found when names had changed."""

    again: tuple[Path, ...] = ()
    """Was replaced, and is protected again."""
    lost: tuple[Cover, ...] = ()
    """Was replaced, and is not."""

    @property
    def lost_paths(self) -> tuple[Path, ...]:
        """The names of what is lost."""
        return tuple(cover.target for cover in self.lost)


class Covers:
    """Keeps covered what was covered when an agent started."""

    def __init__(self, pid: int, covers: Sequence[Cover], start_up: StartUpFiles) -> None:
        """Begin to watch.

        Args:
            pid: A process in the agent's namespace.
            covers: What was mounted, outer ones first.
            start_up: Files that are protected as soon as there are any.
        """
        self._pid = pid
        self._covers = {cover.target: cover for cover in covers}
        self._start_up = start_up
        self._lost: set[Path] = set()
        self._owed = False
        self._made = False
        self._changes: NameChanges | None = None
        with suppress(OSError):
            self._changes = NameChanges()
        self._watch()

    @property
    def watches(self) -> tuple[NameChanges, ...]:
        """What is readable when there is news; nothing where the kernel gives none."""
        return () if self._changes is None else (self._changes,)

    @property
    def wait_s(self) -> float | None:
        """How long a look can wait without news, s; None for ever."""
        if not self._made:
            return _SOON_S
        return UNWATCHED_S if self._changes is None or self._owed else None

    def look(self) -> Renewal:
        """Cover again what is not covered any more, once it has been."""
        found: dict[Path, Cover] = {}
        try:
            if not self._is_due():
                return Renewal()
            # What is known first, for each millisecond counts; then what has come or gone.
            found |= self._cover()
            self._start_up.place()
            self._take_new_ones()
            found |= self._cover()
            # A link is nobody's mount point: whatever it leads to is not protected by what was here.
            linked = {target: cover for target, cover in self._covers.items() if _leads_on(target)}
            bare = {cover.target for cover in self._bare()} if found else set()
            still = bare | linked.keys()
            found |= linked
        except OSError:
            # The agent has gone, and the namespace with it.
            return Renewal()
        again = tuple(target for target, cover in found.items() if target not in still and not cover.writable)
        lost = tuple(cover for target, cover in found.items() if target in still - self._lost)
        self._lost = still
        # Whether it can be covered later is nothing that a watch tells of: rights of a folder above, say.
        self._owed = bool(bare)
        return Renewal(again, lost)

    def _is_due(self) -> bool:
        if not self._made:
            # Bubblewrap may still be at it; what was replaced until now is found then.
            self._made = is_made(self._pid)
            return self._made
        changed = self._changes is None or self._changes.changed()
        return changed or self._owed

    def _cover(self) -> dict[Path, Cover]:
        """Cover what is bare; gives what was."""
        found: dict[Path, Cover] = {}
        for _ in range(_TRIES):
            bare = self._bare()
            if not bare:
                break
            found |= {cover.target: cover for cover in bare}
            mount_again(self._pid, bare)
            # A folder that was made anew has to be watched anew.
            self._watch()
        return found

    def close(self) -> None:
        """Stop watching; safe to call twice."""
        if self._changes is not None:
            self._changes.close()
            self._changes = None

    def _take_new_ones(self) -> None:
        for path in self._start_up.protected():
            real = path.resolve()
            if self._holds_covers(real):
                # A link of the agent's. Whoever works in there already would not see what is mounted later.
                continue
            above = [self._covers[name] for name in (real, *real.parents) if name in self._covers]
            if all(cover.writable for cover in above):
                self._covers[real] = Cover(real, real, "start-up")

    def _holds_covers(self, path: Path) -> bool:
        return any(path in target.parents for target in self._covers)

    def _bare(self) -> list[Cover]:
        """List what has its name, and nothing mounted over it; a link is nobody's mount point."""
        mounted = mount_points(self._pid)
        return [
            cover
            for target, cover in self._covers.items()
            if target not in mounted and _may_be_there(target) and not _leads_on(target)
        ]

    def _watch(self) -> None:
        if self._changes is None:
            return
        try:
            self._changes.watch([*self._covers, *self._start_up.candidates()])
        except OSError:
            self.close()


def _may_be_there(path: Path) -> bool:
    """Tell whether a name has a file; also where an agent that closed the folder keeps us from seeing it."""
    try:
        path.lstat()
    except PermissionError:
        return True
    except OSError:
        return False
    return True


def _leads_on(path: Path) -> bool:
    try:
        return path.is_symlink()
    except PermissionError:
        return False
