"""Disks: tools that partition, format, encrypt or copy them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.core.assessment import Tier
from supervisor.detect.shell.command import Command, shown
from supervisor.detect.shell.files import overwriting
from supervisor.detect.shell.generic import asks_help
from supervisor.detect.shell.places import is_device, is_guarded, is_sink
from supervisor.detect.shell.syntax import Word
from supervisor.detect.shell.verdict import ShellVerdict, destructive, read, risky

if TYPE_CHECKING:
    from collections.abc import Callable


def _dd(command: Command) -> ShellVerdict:
    target = next((arg[3:] for arg in command.args if arg.startswith("of=")), "")
    if not target or is_sink(target):
        return read() if not asks_help(command) else read("prints help")
    if is_device(target) or is_guarded(target):
        return destructive(f"writes over {shown([target])}")
    word = next(word for word in command.words if word.text.startswith("of="))
    return overwriting(Word(target, word.fixed, word.quoted))


_DISK_LOOKS = {
    "sfdisk": frozenset(
        {"-l", "--list", "-s", "--show-size", "-d", "--dump", "-V", "--verify", "-J", "--json", "-F"}
    ),
    "parted": frozenset({"-l", "--list", "print"}),
    "wipefs": frozenset({"-n", "--no-act"}),
    "mkfs": frozenset({"-n"}),
    "mke2fs": frozenset({"-n"}),
    "sgdisk": frozenset(
        {"-p", "--print", "-i", "--info", "-v", "--verify", "-L", "--list-types", "-E", "-F", "-f", "-D", "-M"}
    ),
}


def _disk(command: Command) -> ShellVerdict:
    """Judge tools that partition or format."""
    args = command.args
    looks = _DISK_LOOKS.get(command.name.split(".")[0], frozenset({"-l", "--list", "-p", "--print", "-x", "-s"}))
    if not args or asks_help(command):
        return read("prints help")
    if looks & set(args) and not any(arg.startswith("mk") for arg in args):
        return read()
    if command.name == "wipefs" and not (command.short("ao") or command.long("--all", "--offset")):
        return read()
    evidence = f"changes what is on the disk: {shown([command.name, *args])}"
    return destructive(evidence, Tier.REVERSIBLE if _on_image(command) else Tier.IRREVERSIBLE)


def _on_image(command: Command) -> bool:
    """Tell whether a disk's tool is given a plain file: an image, which is made to be formatted."""
    paths = [word for word in command.words if "/" in word.text and not word.text.startswith("-")]
    return bool(paths) and all(word.fixed and not word.text.startswith("/dev/") for word in paths)


def _dump(command: Command) -> ShellVerdict:
    """Judge dump and restore of ext file systems."""
    if asks_help(command) or command.short("tC"):
        return read()
    tier = Tier.REVERSIBLE if _on_image(command) and command.operands[-1:] != [""] else Tier.HIGH_RISK
    return risky(f"writes or reads back a whole disk: {shown(command.args)}", tier)


def _block_device(command: Command) -> ShellVerdict:
    args = command.args
    if all(arg.startswith(("--get", "--report", "/")) for arg in args):
        return read()
    return risky(f"changes how a disk works: {shown(args)}")


def _cryptsetup(command: Command) -> ShellVerdict:
    verb = next((operand for operand in command.operands), "")
    if verb in ("status", "luksDump", "isLuks", "luksUUID", "benchmark") or asks_help(command):
        return read()
    if verb in ("luksFormat", "erase", "luksErase", "luksKillSlot", "luksRemoveKey", "reencrypt"):
        return destructive(f"makes what is on the disk unreadable: {shown(command.operands)}")
    return risky(f"changes an encrypted disk: {shown(command.operands)}")


HANDLERS: dict[str, Callable[[Command], ShellVerdict]] = {
    **dict.fromkeys(("fdisk", "sfdisk", "parted", "gdisk", "sgdisk", "wipefs", "mke2fs", "mkfs", "mkswap"), _disk),
    **dict.fromkeys(("dump", "restore"), _dump),
    "dd": _dd,
    "blockdev": _block_device,
    "cryptsetup": _cryptsetup,
}
"""Programs of this module; `mkfs.ext4` and the like are found by their first part."""
