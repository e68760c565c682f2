from __future__ import annotations

import pytest

from supervisor.core.assessment import Tier
from supervisor.core.facts import Shell
from supervisor.detect.shell import classify_command


def flagged(text: str) -> bool:
    return classify_command(text).tier.rank >= Tier.HIGH_RISK.rank


@pytest.mark.parametrize(
    "text",
    [
        "docker rm -f web",
        "docker kill web",
        "docker stop $(docker ps -q)",
        "podman stop --all",
        "docker volume rm data",
        "docker system prune -a --volumes",
        "docker compose down -v",
        "docker -H tcp://h:1 rm -f web",
        "podman rmi --force web",
        "docker service rm web",
        "docker swarm leave --force",
        "docker run --privileged web",
        "docker run -v /:/host web",
        "lxc delete web",
        "virsh destroy vm",
        "virsh undefine vm",
        "zfs destroy tank/a",
        "zpool destroy tank",
        "btrfs subvolume delete a",
        "vagrant destroy",
        "nmcli con delete wifi",
        "nmcli networking off",
        "tailscale down",
        "adb uninstall com.example.a",
        "adb shell pm clear com.example.a",
        "adb shell rm -r /sdcard",
        "fastboot erase userdata",
        "fastboot -w",
        "diskutil eraseDisk JHFS+ X disk2",
        "nvme format /dev/nvme0n1",
        "VBoxManage unregistervm vm --delete",
        "launchctl bootout gui/501",
        "minikube delete",
    ],
)
def test_what_removes_or_stops_is_found(text: str) -> None:
    assert flagged(text)


@pytest.mark.parametrize(
    "text",
    [
        "docker ps -a",
        "docker images",
        "docker build -t web .",
        "docker run --rm web",
        "docker run --privileged=false web",
        "docker logs web",
        "podman inspect web",
        "docker swarm ca",
        "lxc list",
        "virsh list",
        "zfs list",
        "zpool status",
        "btrfs filesystem df /",
        "nmcli device status",
        "tailscale status",
        "adb devices",
        "fastboot devices",
        "diskutil list",
        "nvme list",
        "VBoxManage list vms",
        "launchctl list",
        "minikube start",
    ],
)
def test_what_looks_or_makes_is_left_alone(text: str) -> None:
    verdict = classify_command(text)
    assert verdict.kind in (Shell.READ, Shell.REVERSIBLE)
    assert not flagged(text)


@pytest.mark.parametrize(
    "text",
    [
        "docker rm web",
        "docker rmi web",
        "docker image prune",
        "docker compose down",
        "docker push me/web",
        "vagrant halt",
        "minikube stop",
    ],
)
def test_what_others_may_see_is_asked_but_no_alarm(text: str) -> None:
    assert classify_command(text).kind is Shell.RISKY
    assert not flagged(text)
