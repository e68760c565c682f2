from __future__ import annotations

import pytest

from supervisor.core.assessment import Tier
from supervisor.core.facts import Shell
from supervisor.detect.shell import classify_command

READ, REVERSIBLE, RISKY = Shell.READ, Shell.REVERSIBLE, Shell.RISKY
DESTRUCTIVE, UNKNOWN = Shell.DESTRUCTIVE, Shell.UNKNOWN


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("systemctl status x", READ),
        ("systemctl stop x", RISKY),
        ("systemctl start x", REVERSIBLE),
        ("service x restart", RISKY),
        ("crontab -l", READ),
        ("crontab -r", DESTRUCTIVE),
        ("crontab f", RISKY),
        ("kill -l", READ),
        ("pkill x", RISKY),
        ("ip addr show", READ),
        ("ip link set eth0 down", RISKY),
        ("iptables -L", READ),
        ("iptables -F", RISKY),
        ("mount", READ),
        ("mount /dev/sda1 /mnt", RISKY),
        ("history", READ),
        ("history -c", DESTRUCTIVE),
        ("ssh-add -l", READ),
        ("ssh-add -D", DESTRUCTIVE),
        ("gpg --export-secret-keys", RISKY),
        ("gpg --delete-secret-keys x", DESTRUCTIVE),
        ("date", READ),
        ("date -s tomorrow", RISKY),
        ("journalctl -u x", READ),
        ("journalctl --vacuum-time=1d", DESTRUCTIVE),
        ("hostname", READ),
        ("hostname evil", RISKY),
        ("dmesg -C", DESTRUCTIVE),
        ("hash -p /tmp/evil ls", RISKY),
        ("sysctl -a", READ),
        ("kill 1234", RISKY),
        ("visudo -c", READ),
        ("visudo", RISKY),
        ("at -l", READ),
        ("echo 'rm -r x' | at now", DESTRUCTIVE),
        ("fc -l", READ),
        ("history -s ls", RISKY),
        ("history -w a", DESTRUCTIVE),
        ("unset HISTFILE", RISKY),
        ("nginx -t", READ),
        ("nginx -s stop", RISKY),
        ("umount -a", RISKY),
        ("ufw status", READ),
        ("ufw disable", RISKY),
        ("nmcli device status", READ),
        ("sysctl -w a=1", RISKY),
        ("passwd", RISKY),
        ("terraform plan", UNKNOWN),
        ("terraform apply", RISKY),
        ("terraform apply -auto-approve", DESTRUCTIVE),
        ("terraform destroy", DESTRUCTIVE),
        ("terraform state rm x", DESTRUCTIVE),
    ],
)
def test_tools_of_the_system(text: str, kind: Shell) -> None:
    assert classify_command(text).kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "kill 1234",
        "kill -15 1234",
        "systemctl restart nginx",
        "ufw allow 22",
        "ip link set eth0 up",
        "ip addr add x dev e",
    ],
)
def test_what_is_set_back_as_easily_is_no_alarm(text: str) -> None:
    assert classify_command(text).kind is RISKY
    assert classify_command(text).tier is Tier.REVERSIBLE


@pytest.mark.parametrize(
    "text",
    [
        "kill -9 1234",
        "kill -9 -1",
        "kill 1",
        "killall web",
        "systemctl stop nginx",
        "ufw disable",
        "ip link set eth0 down",
    ],
)
def test_what_stops_something_is_an_alarm(text: str) -> None:
    assert classify_command(text).tier is Tier.HIGH_RISK
