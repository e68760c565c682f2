from __future__ import annotations

import pytest

from supervisor.core.facts import Shell
from supervisor.detect.shell import classify_command

READ, REVERSIBLE, RISKY = Shell.READ, Shell.REVERSIBLE, Shell.RISKY
DESTRUCTIVE, UNKNOWN = Shell.DESTRUCTIVE, Shell.UNKNOWN


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("dd if=a of=/dev/sda", DESTRUCTIVE),
        ("dd if=a of=/dev/null", READ),
        ("dd if=a", READ),
        ("fdisk -l", READ),
        ("fdisk /dev/sda", DESTRUCTIVE),
        ("parted /dev/sda print", READ),
        ("parted -s /dev/sda mklabel gpt", DESTRUCTIVE),
        ("mkfs -n /dev/sda", READ),
        ("wipefs /dev/sda", READ),
        ("wipefs -a /dev/sda", DESTRUCTIVE),
        ("blockdev --getsize /dev/sda", READ),
        ("blockdev --setro /dev/sda", RISKY),
        ("cryptsetup status x", READ),
        ("cryptsetup luksFormat /dev/sda", DESTRUCTIVE),
        ("cryptsetup open /dev/sda x", RISKY),
        ("mkfs.ext4 -L data /dev/sdb1", DESTRUCTIVE),
        ("sgdisk --verify /dev/sdb", READ),
        ("sgdisk --zap-all /dev/sdb", DESTRUCTIVE),
        ("restore -rf a.dump /dev/sdb1", RISKY),
        ("restore -tf a.dump", READ),
    ],
)
def test_tools_of_disks(text: str, kind: Shell) -> None:
    assert classify_command(text).kind is kind


def test_an_image_is_made_to_be_formatted() -> None:
    assert classify_command("mkfs.ext4 images/data.img").tier.rank < classify_command("mkfs.ext4 /dev/sdb").tier.rank
    assert classify_command("mkfs.ext4 $DISK").tier.rank == classify_command("mkfs.ext4 /dev/sdb").tier.rank
    assert classify_command("dd if=a of=b.img").tier.rank < classify_command("dd if=a of=/dev/sdb").tier.rank
