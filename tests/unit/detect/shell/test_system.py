from __future__ import annotations

import pytest

from supervisor.core.facts import Shell
from supervisor.detect.shell import classify_command

READ, REVERSIBLE, RISKY, DESTRUCTIVE = Shell.READ, Shell.REVERSIBLE, Shell.RISKY, Shell.DESTRUCTIVE


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
        ("docker ps", READ),
        ("docker run ubuntu ls", REVERSIBLE),
        ("docker run --privileged ubuntu", RISKY),
        ("docker run -v /:/host ubuntu", RISKY),
        ("docker exec c rm x", DESTRUCTIVE),
        ("docker compose down", RISKY),
        ("docker compose down -v", DESTRUCTIVE),
        ("docker system prune", RISKY),
        ("docker system prune -a", DESTRUCTIVE),
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
        ("sysctl -w a=1", RISKY),
        ("passwd", RISKY),
        ("terraform plan", READ),
        ("terraform apply", RISKY),
        ("terraform apply -auto-approve", DESTRUCTIVE),
        ("terraform destroy", DESTRUCTIVE),
        ("terraform state rm x", DESTRUCTIVE),
    ],
)
def test_tools_of_the_system(text: str, kind: Shell) -> None:
    assert classify_command(text).kind is kind
