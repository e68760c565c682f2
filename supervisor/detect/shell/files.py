"""Commands on files: which of them overwrite, delete or touch what matters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supervisor.core.assessment import Tier
from supervisor.detect.shell.command import Command, shown
from supervisor.detect.shell.generic import asks_help, is_dry
from supervisor.detect.shell.places import (
    is_device,
    is_generated,
    is_guarded,
    is_important,
    is_scratch,
    is_secret,
    is_sink,
    is_sweeping,
)
from supervisor.detect.shell.sending import is_remote
from supervisor.detect.shell.syntax import Word
from supervisor.detect.shell.verdict import ShellVerdict, destructive, read, reversible, risky, worst

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.detect.shell.syntax import Redirect

_OPEN_MODE = re.compile(r"(?:[ugoa]*\+[rwx]*s|^[0-7]?[0-7][0-7][2367]$|^[2-7][0-7]{3}$|o\+w|a\+w|^777$)")
_MINUS_MODE = re.compile(r"-[rwxst]{1,5}")


def judge_redirect(redirect: Redirect) -> ShellVerdict:
    """Judge `> file` and its kin."""
    target, operator = redirect.target.text, redirect.operator
    if operator.startswith("<") and operator != "<>":
        return read()
    if operator.endswith("&-") or (operator in (">&", "<&") and (target.isdigit() or target == "-")):
        return read()
    if redirect.target.fixed and is_sink(target):
        return read()
    if is_device(target):
        return destructive(f"writes over the device {shown([target])}")
    if is_guarded(target):
        return risky(f"writes to {shown([target])}")
    if operator in (">>", "&>>") or redirect.descriptor == "2":
        return reversible(f"adds to {shown([target])}")
    return overwriting(redirect.target)


def overwriting(word: Word) -> ShellVerdict:
    """Judge the replacement of a file by something new."""
    weighs = not word.fixed and not is_scratch(word.text)
    matters = weighs or is_important(word.text) or is_guarded(word.text)
    tier = Tier.HIGH_RISK if matters else Tier.REVERSIBLE
    return destructive(f"overwrites {shown([word.text])} if it exists", tier)


def _remove(command: Command) -> ShellVerdict:
    """Judge rm: whole trees are the worst, single files that are named are a matter of asking."""
    operands = command.operands
    if asks_help(command):
        return read("prints help")
    if not operands:
        plain = not command.short("rR") and not command.long("--recursive")
        return destructive("deletes what it is given", Tier.REVERSIBLE if plain else Tier.HIGH_RISK)
    evidence = f"deletes {shown(operands)} for good"
    if all(is_scratch(operand) or is_generated(operand) for operand in operands):
        return destructive(evidence, Tier.REVERSIBLE)
    recursive = command.short("rR") or command.long("--recursive", "--no-preserve-root")
    if recursive or any(is_sweeping(operand) or is_device(operand) for operand in operands):
        return destructive(evidence)
    given = [word for word in command.words if word.text in operands]
    plain = all(word.fixed and (word.quoted or not re.search(r"[*?\[{]", word.text)) for word in given)
    away = any(
        is_guarded(operand) or is_important(operand) or is_secret(operand) or _elsewhere(operand)
        for operand in operands
    )
    return destructive(evidence, Tier.REVERSIBLE if plain and not away else Tier.HIGH_RISK)


def _elsewhere(path: str) -> bool:
    """Tell whether a path leads out of the person's own folders."""
    return path.startswith("/") and not path.startswith(("/home/", "/Users/", "/tmp/", "/var/tmp/"))  # noqa: S108 names, nothing is written


def _remove_folder(command: Command) -> ShellVerdict:
    """Judge rmdir, which refuses what is not empty; and `rmdir /s` of Windows, which does not."""
    operands = command.operands
    if asks_help(command):
        return read("prints help")
    if any(word.lower() == "/s" for word in command.args) or any(is_guarded(operand) for operand in operands):
        return destructive(f"deletes {shown(operands)} for good")
    return destructive(f"deletes the empty folder {shown(operands)}", Tier.REVERSIBLE)


def _bury(command: Command) -> ShellVerdict:
    """Judge rip and the trash commands, which keep what they remove."""
    if asks_help(command) or command.long("--seance", "--list") or command.short("s"):
        return read()
    if command.long("--decompose", "--empty") or command.short("d"):
        return destructive("deletes for good what was kept")
    if any(is_guarded(operand) or is_sweeping(operand) for operand in command.operands):
        return risky(f"moves {shown(command.operands)} to the trash")
    return risky(f"moves {shown(command.operands)} to the trash", Tier.REVERSIBLE)


_ASKING = frozenset({"cp", "gcp", "mv", "gmv"})
_FILE = re.compile(r"[^/.]\.\w{1,8}$")
"""The end of a path to a file, as far as a name tells."""


def _copy(command: Command) -> ShellVerdict:
    """Judge cp, mv, ln, install, scp and rsync by where they write."""
    operands = command.operands
    target = command.value("-t", "--target-directory") or (operands[-1] if len(operands) > 1 else "")
    moving = command.name == "mv"
    if command.name == "scp" and ":" in target and any(is_secret(operand) for operand in operands[:-1]):
        return risky(f"sends secrets to another machine: {shown(operands)}")
    place = target.split(":", 1)[-1] if command.name in ("scp", "rsync") else target
    if asks_help(command):
        return read("prints help")
    if moving and len(operands) > 1 and any(is_sink(operand) for operand in operands):
        return destructive(f"throws {shown(operands[:-1])} away")
    if is_device(place):
        return destructive(f"writes over the device {shown([target])}")
    # Under its new name a linked file is written to as well as under the old one.
    both = moving or command.name == "ln"
    if is_guarded(place) or (both and any(is_guarded(operand) for operand in operands)):
        return risky(f"changes {shown([target])}")
    if any(operand == "/dev/null" for operand in operands[:-1]) or command.long("--remove-destination"):
        return destructive(f"empties or replaces {shown([target])}", Tier.REVERSIBLE)
    if command.name == "ln" and (command.short("f") or command.long("--force")) and not command.short("n"):
        return destructive(f"puts a link in the place of {shown([target])} if it exists", Tier.REVERSIBLE)
    if command.name in _ASKING and (command.short("f") or command.long("--force")) and _FILE.search(place):
        # Told not to ask, it replaces the file of that name.
        return overwriting(Word(target))
    if command.name in ("scp", "rsync") and is_remote(target):
        return risky(f"sends files to another machine: {shown([target])}", Tier.REVERSIBLE)
    return reversible("moves files" if moving else "copies files")


def _rsync(command: Command) -> ShellVerdict:
    if command.short("n") or is_dry(command) or command.long("--list-only"):
        return read("only says what it would do")
    if any(option.startswith(("--delete", "--del", "--remove-source")) for option in command.options):
        return destructive("deletes what the source does not have")
    if command.value("--rsync-path"):
        return risky("runs another program to connect")
    through = (command.value("-e", "--rsh") or "ssh").split()
    if through[:1] not in (["ssh"], ["rsh"]) or command.value("--rsync-path"):
        return risky("runs another program to connect")
    return _copy(command)


def _tee(command: Command) -> ShellVerdict:
    files = [operand for operand in command.operands if not is_sink(operand)]
    if not files:
        return read()
    if any(is_device(file) for file in files):
        return destructive(f"writes over the device {shown(files)}")
    if any(is_guarded(file) for file in files):
        return risky(f"writes to {shown(files)}")
    if command.short("a") or command.long("--append"):
        return reversible(f"adds to {shown(files)}")
    return worst(overwriting(word) for word in command.words if word.text in files)


def _chmod(command: Command) -> ShellVerdict:
    operands = command.operands
    if asks_help(command):
        return read("prints help")
    if command.name == "chmod" and any(_MINUS_MODE.fullmatch(option) for option in command.options):
        operands = ["", *operands]
    if command.short("R") or command.long("--recursive"):
        return risky(f"changes permissions of everything in {shown(operands[1:])}")
    if command.name == "chown" and operands and operands[0].split(":")[0] in ("root", "0"):
        return risky(f"gives {shown(operands[1:])} to root")
    if any(is_guarded(operand) or operand == "/" for operand in operands[1:]):
        return risky(f"changes permissions of {shown(operands[1:])}")
    if command.name == "chmod" and operands and operands[0] and _OPEN_MODE.search(operands[0]):
        return risky(f"opens {shown(operands[1:])} to everyone")
    return reversible("changes permissions")


def _archive(command: Command) -> ShellVerdict:
    """Judge zip, 7z and their like: some move what they pack, some only list."""
    args = command.args
    listing = {
        "unzip": "lZtv",
        "zipinfo": "1",
        "gzip": "lt",
        "xz": "lt",
        "zstd": "lt",
        "bzip2": "t",
        "lzip": "lt",
        "cpio": "t",
    }
    if asks_help(command) or (command.name in listing and command.short(listing[command.name])):
        return read()
    if (
        command.name in ("7z", "7za", "7zr", "unrar", "rar", "ar", "jar")
        and args
        and args[0].lstrip("-")[:1] in ("l", "t", "p", "v", "b", "i")
    ):
        return read()
    if command.single("-TT", "--unzip-command") or command.long("--use-compress-program"):
        return risky(f"makes {command.name} run another program")
    moves = (command.name == "zip" and command.short("md")) or "-sdel" in args or "-df" in args or args[:1] == ["d"]
    if moves:
        return destructive(f"deletes what it packs, or from the archive: {shown(args)}")
    if any(is_guarded(arg.split("=", 1)[-1]) for arg in args):
        return risky(f"writes to a guarded place: {shown(args)}")
    if (command.name == "unzip" and command.short("o")) or (command.name in _PACKERS and command.short("f")):
        return destructive(f"overwrites what there is: {shown(args)}", Tier.REVERSIBLE)
    return reversible("packs or unpacks files")


_PACKERS = frozenset({"gzip", "pigz", "bzip2", "pbzip2", "xz", "zstd", "lz4", "lzip", "lzma", "brotli", "zstdmt"})


def _tar(command: Command) -> ShellVerdict:
    if command.long("--delete", "--remove-files", "--unlink-first", "--recursive-unlink"):
        return destructive("deletes files")
    if any(
        option.startswith(("--to-command", "--checkpoint-action", "--use-compress-program"))
        for option in command.options
    ):
        return risky("runs another program on each file")
    packer = command.value("-I") or ""
    if packer and packer.split()[0] not in _PACKERS:
        return risky("runs another program on each file")
    if any(is_remote(arg) for arg in command.args[:3]) and not command.long("--force-local"):
        return risky("sends files to another machine", Tier.REVERSIBLE)
    place = command.value("-C", "--directory") or ""
    if place and is_guarded(place):
        return risky(f"unpacks into `{place[:40]}`")
    first = command.args[0] if command.args else ""
    if (
        command.short("t")
        or command.long("--list")
        or (first and not first.startswith("-") and "t" in first[:4] and "x" not in first)
    ):
        return read()
    given = command.operands[0 if first.startswith("-") else 1 :]
    archive = next(iter(given), "") if re.fullmatch(r"-?\w*c\w*f", first) else ""
    if _FILE.search(archive) and not _ARCHIVE.search(archive):
        return overwriting(Word(archive))
    return reversible("packs or unpacks files")


_ARCHIVE = re.compile(
    r"\.(?:tar|t[abglx]?z\w*|gz|bz2|xz|zst\w*|lz\w*|Z|cpio|ova|crate|gem|pkg|box|bak|backup)(?:\.\w+)*$"
)


def _sort(command: Command) -> ShellVerdict:
    if command.long("--compress-program"):
        return risky("makes sort run another program")
    target = command.value("-o", "--output")
    if target and not is_sink(target):
        return overwriting(Word(target))
    return read()


def _truncate(command: Command) -> ShellVerdict:
    size = command.value("-s", "--size") or ""
    files = [operand for operand in command.operands if operand != size]
    if asks_help(command):
        return read("prints help")
    if size.startswith(("+", ">")):
        return reversible(f"makes {shown(files)} longer")
    return destructive(f"cuts {shown(files)} short")


HANDLERS: dict[str, Callable[[Command], ShellVerdict]] = {
    **dict.fromkeys(("rm", "grm", "unlink"), _remove),
    **dict.fromkeys(("rmdir", "grmdir"), _remove_folder),
    **dict.fromkeys(("rip", "trash", "trash-put", "gio-trash", "rmtrash", "gtrash"), _bury),
    **dict.fromkeys(("cp", "gcp", "mv", "gmv", "install", "scp", "ln"), _copy),
    **dict.fromkeys(("chmod", "chown", "chgrp", "gchmod"), _chmod),
    **dict.fromkeys(("tar", "gtar", "bsdtar"), _tar),
    **dict.fromkeys(
        (
            "zip",
            "unzip",
            "7z",
            "7za",
            "7zr",
            "rar",
            "unrar",
            "ar",
            "jar",
            "cpio",
            "gzip",
            "xz",
            "zstd",
            "bzip2",
            "lzip",
        ),
        _archive,
    ),
    "rsync": _rsync,
    "tee": _tee,
    "sort": _sort,
    "truncate": _truncate,
}
"""Programs of this module."""
