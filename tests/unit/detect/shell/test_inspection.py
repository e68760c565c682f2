from __future__ import annotations

import pytest

from supervisor.core.assessment import Tier
from supervisor.core.facts import Shell
from supervisor.detect.shell import classify_command
from supervisor.detect.shell.inspection import INSPECTORS


@pytest.mark.parametrize(
    "text",
    [
        "dpkg -l",
        "dpkg --get-selections",
        "rpm -qa",
        "rpm -qi vim",
        "fuser -v 80/tcp",
        "update-alternatives --display java",
        "tc qdisc show",
        "swapon --show",
        "losetup -a",
        "chage -l me",
        "firewall-cmd --list-all",
        "hdparm -I /dev/sda",
        "sudo smartctl -a /dev/sda",
        "mdadm --detail /dev/md0",
        "fsck -n /dev/sda1",
        "sudo lvs",
        "hostnamectl",
        "localectl status",
        "xrandr",
        "ethtool eth0",
        "gsettings get a b",
        "pmset -g",
        "tmutil listbackups",
        "security find-certificate",
        "logrotate -d a.conf",
        "emerge -pv vim",
    ],
)
def test_looking_is_left_alone(text: str) -> None:
    assert classify_command(text).tier is Tier.READ


@pytest.mark.parametrize(
    "text",
    [
        "dpkg -r vim",
        "dpkg -i a.deb",
        "dpkg --purge -l vim",
        "rpm -e vim",
        "rpm -ivh a.rpm",
        "tc qdisc del dev eth0 root",
        "swapon -a",
        "fuser -km /home",
        "ethtool -s eth0 wol d",
        "faillog -r",
        "losetup -d /dev/loop0",
        "chage -E 0 me",
        "firewall-cmd --list-all --remove-service=ssh",
        "hdparm --security-erase p /dev/sda",
        "mdadm --stop /dev/md0",
        "fsck -y /dev/sda1",
        "hostnamectl set-hostname x",
        "csrutil disable",
        "security delete-keychain a",
        "logrotate -f a.conf",
        "auditctl -D",
        "dmsetup remove_all",
        "efibootmgr -B -b 0001",
    ],
)
def test_changing_is_found(text: str) -> None:
    assert classify_command(text).tier.rank >= Tier.HIGH_RISK.rank


@pytest.mark.parametrize("name", sorted(INSPECTORS))
def test_help_is_always_harmless(name: str) -> None:
    assert classify_command(f"{name} --help").kind is Shell.READ
