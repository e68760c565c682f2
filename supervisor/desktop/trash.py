"""The person's trash, by freedesktop.org's Trash specification 1.0: what went there, and putting it back.

# INVARIANT: nothing that exists is written over, no folder is made, and nothing goes where programs look for what
they start or how they are set: into a hidden folder, or through a link.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from supervisor.desktop.closed_paths import own_code
from supervisor.desktop.start_up_files import StartUpFiles

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Mapping

MOST_LOOKED_AT = 20_000
"""Files in one trash that are looked at."""
MOST_READ = 5_000
"""Of these so many are read: those that went there since."""
_LARGEST_INFO = 16_384
"""Bytes of a `.trashinfo`; a longer one is none."""
_LONGEST_PATH = 3 * 4_096
"""As it is written there: a byte may take three."""
_ESCAPES_A_STEP = 100
_BEFORE_S = 2.0
"""Dates in a trash are whole seconds, and clocks are set."""
_SUFFIX = ".trashinfo"
_MOUNTS = Path("/proc/self/mountinfo")


class TrashError(Exception):
    """Something cannot be put back; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Trashed:
    """Something in a trash."""

    path: str
    """Where it was, absolute."""
    deleted_s: float
    """When it went there, s since 1970."""
    trash: str
    """The folder that has `files` and `info`."""
    name: str
    """What it is called in there."""


def trashes(environ: Mapping[str, str], mounts: Path = _MOUNTS) -> list[tuple[str, str]]:
    """List the person's trashes: each folder, and what the paths in it count from.

    Args:
        environ: With HOME and XDG_DATA_HOME.
        mounts: What is mounted, as Linux tells it. Only disks are looked at: another machine may not answer.
    """
    home = environ.get("HOME") or "/"
    data = environ.get("XDG_DATA_HOME", "")
    data = data if data.startswith("/") else f"{home}/.local/share"
    found, uid = [(f"{data}/Trash", "/")], os.getuid()
    for top in _disks(mounts):
        shared = f"{top}/.Trash"
        # A shared one that is a link, or from which others could take, must not be used.
        if _is_folder(shared, sticky=True):
            found.append((f"{shared}/{uid}", top))
        found.append((f"{top}/.Trash-{uid}", top))
    return [(folder, top) for folder, top in found if _is_folder(folder, own=True)]


def looking_for(
    environ: Mapping[str, str],
    names: Iterable[str],
    count: int,
    times_s: tuple[float, float],
    mounts: Path = _MOUNTS,
) -> Generator[None, None, list[Trashed]]:
    """Find what went to the trash under some names within some time, in the order of that.

    Contained agents may write there: however much they put in, no step takes long. Of what went there twice from the
    same place only the first is given.

    Args:
        environ: As of `trashes`.
        names: Last parts of paths, or whole ones; of many perhaps the first alone.
        count: How many went there together: where that many did out of the same folder, they are given too.
        times_s: From when on and until when, s since 1970.
        mounts: As of `trashes`.

    Yields:
        Nothing, at each file that was looked at.

    Returns:
        What was found.

    Raises:
        TrashError: there is too much in it to look through.
    """
    wanted = [name.removeprefix("file://").rstrip("/") for name in names]
    there: dict[str, Trashed] = {}
    for folder, top in trashes(environ, mounts):
        within = yield from _within(folder, top, times_s[0] - _BEFORE_S, times_s[1])
        for one in within:
            before = there.get(one.path)
            if before is None or one.deleted_s < before.deleted_s:
                there[one.path] = one
    found = [one for one in there.values() if any(name and _is_called(one.path, name) for name in wanted)]
    parents = {os.path.split(one.path)[0] for one in found}
    beside = [one for one in there.values() if os.path.split(one.path)[0] in parents]
    if len(found) < count == len(beside) and len(parents) == 1:
        found = beside
    return sorted(found, key=lambda one: (one.deleted_s, one.path))


def put_back(one: Trashed) -> None:
    """Put something back to where it was.

    Raises:
        TrashError: it cannot be; nothing has changed then.
    """
    parent, name = os.path.split(one.path)
    try:
        files = os.open(f"{one.trash}/files", os.O_PATH | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError as e:
        raise TrashError(f"`{one.path}` is not in the trash any more") from e
    try:
        target = _open_parent(one.path, parent)
        try:
            _move(one, files, target, name)
        finally:
            os.close(target)
    finally:
        os.close(files)
    # Whatever holds it back: what it tells of is there no more.
    with suppress(OSError):
        Path(one.trash, "info", one.name + _SUFFIX).unlink()


def why_not(one: Trashed, closed: Iterable[Path] = ()) -> str:
    """Say why something cannot be put back, as things stand; empty when it can.

    Args:
        one: What is in the trash.
        closed: Files and folders where nothing is put back.
    """
    if any(Path(one.path).is_relative_to(path) for path in closed):
        return f"`{one.path}` was where agents may not write: put it back by hand"
    try:
        os.close(_open_parent(one.path, os.path.split(one.path)[0]))
    except TrashError as e:
        return str(e)
    if os.path.lexists(one.path):
        return _taken(one.path)
    if not os.path.lexists(f"{one.trash}/files/{one.name}"):
        return f"`{one.path}` is not in the trash any more"
    return ""


def closed_to_agents(environ: Mapping[str, str], own: Path) -> tuple[Path, ...]:
    """List where agents may not write: what they put into the trash must not get there by a person's hand.

    Args:
        environ: The person's.
        own: Folder of the record.
    """
    closed = (*StartUpFiles.of(environ).candidates(), *own_code(), own)
    return tuple(dict.fromkeys(path.resolve() for path in closed))


def _open_parent(path: str, parent: str) -> int:
    """Open the folder that something was in, if it may be put back there."""
    if any(part.startswith(".") for part in path.split("/")):
        raise TrashError(f"`{path}` is hidden, or in a hidden folder: put it back by hand")
    try:
        target = os.open(parent, os.O_PATH | os.O_DIRECTORY | os.O_NOFOLLOW)
    except FileNotFoundError as e:
        raise TrashError(f"the folder `{parent}` is not there any more") from e
    except OSError as e:
        raise TrashError(f"the folder `{parent}` cannot be opened: {e.strerror}") from e
    # What was opened is asked, so that nobody puts a link in between.
    if str(Path(f"/proc/self/fd/{target}").readlink()) != parent:
        os.close(target)
        raise TrashError(f"the folder `{parent}` is reached by a link: put it back by hand")
    return target


def _move(one: Trashed, files: int, target: int, name: str) -> None:
    try:
        found = os.stat(one.name, dir_fd=files, follow_symlinks=False)
        if stat.S_ISDIR(found.st_mode):
            # Making it fails where anything is; a folder takes the place of one that is empty alone.
            os.mkdir(name, dir_fd=target)
            try:
                os.rename(one.name, name, src_dir_fd=files, dst_dir_fd=target)
            except OSError:
                os.rmdir(name, dir_fd=target)
                raise
        else:
            os.link(one.name, name, src_dir_fd=files, dst_dir_fd=target, follow_symlinks=False)
            os.unlink(one.name, dir_fd=files)
    except FileNotFoundError as e:
        raise TrashError(f"`{one.path}` is not in the trash any more") from e
    except FileExistsError as e:
        raise TrashError(_taken(one.path)) from e
    except OSError as e:
        disk = e.errno == errno.EXDEV
        why = "it is on another disk than its trash" if disk else (e.strerror or str(e)).lower()
        raise TrashError(f"`{one.path}` cannot be put back: {why}") from e


def _taken(path: str) -> str:
    return f"something else is at `{path}` by now, and nothing is written over"


def _is_called(path: str, name: str) -> bool:
    given = os.path.normpath(name)
    return path == given if given.startswith("/") else path.endswith(f"/{given}")


def _within(folder: str, top: str, began_s: float, ended_s: float) -> Generator[None, None, list[Trashed]]:
    """Give what went to one trash within some time."""
    found: list[Trashed] = []
    count = read = 0
    try:
        entries = os.scandir(f"{folder}/info")
    except OSError:
        return found
    with entries:
        for entry in entries:
            yield
            count += 1
            if count > MOST_LOOKED_AT or read >= MOST_READ:
                raise TrashError("there is too much in the trash to look through: put it back by hand")
            name = entry.name.removesuffix(_SUFFIX)
            try:
                # Written when it went there: the others need not be read.
                if name == entry.name or entry.stat(follow_symlinks=False).st_mtime < began_s:
                    continue
                read += 1
                said = _said(f"{folder}/info/{entry.name}")
                for _ in range(said.get("Path", "").count("%") // _ESCAPES_A_STEP):
                    yield
                one = _meant(said, folder, top, name)
            except (OSError, ValueError):
                continue
            if one is not None and began_s <= one.deleted_s <= ended_s:
                found.append(one)
    return found


def _said(file: str) -> dict[str, str]:
    """Read what a `.trashinfo` says; nothing where it is none.

    Raises:
        OSError: it cannot be read.
        ValueError: it is no text.
    """
    descriptor = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        content = os.read(descriptor, _LARGEST_INFO + 1)
    finally:
        os.close(descriptor)
    lines = content.decode("utf-8", "strict").splitlines()
    if len(content) > _LARGEST_INFO or not lines or lines[0].strip() != "[Trash Info]":
        return {}
    return dict(line.partition("=")[::2] for line in lines[1:] if "=" in line)


def _meant(said: Mapping[str, str], folder: str, top: str, name: str) -> Trashed | None:
    """Tell what a `.trashinfo` is about; None where it does not say.

    Raises:
        ValueError: it says what cannot be.
    """
    if "Path" not in said or "DeletionDate" not in said or len(said["Path"]) > _LONGEST_PATH:
        return None
    said_path = unquote(said["Path"], errors="strict")
    path = said_path if said_path.startswith("/") else f"{top.rstrip('/')}/{said_path}"
    if not path.startswith("/") or os.path.normpath(path) != path or "\0" in path:
        return None
    return Trashed(path, datetime.fromisoformat(said["DeletionDate"]).timestamp(), folder, name)


def _disks(mounts: Path) -> list[str]:
    """List where disks are mounted."""
    try:
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return []
    found: list[str] = []
    for line in lines:
        before, _, after = line.partition(" - ")
        fields, kind = before.split(), after.split()
        if len(fields) > 4 and len(kind) > 1 and kind[1].startswith("/dev/"):
            found.append(fields[4].replace("\\040", " ").rstrip("/"))
    return list(dict.fromkeys(found))


def _is_folder(path: str, *, own: bool = False, sticky: bool = False) -> bool:
    try:
        found = os.lstat(path)
    except OSError:
        return False
    return (
        stat.S_ISDIR(found.st_mode)
        and (not own or found.st_uid == os.getuid())
        and (not sticky or bool(found.st_mode & stat.S_ISVTX))
    )
