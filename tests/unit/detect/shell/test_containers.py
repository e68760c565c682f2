from __future__ import annotations

import pytest

from supervisor.core.facts import Shell
from supervisor.detect.shell import classify_command

READ, REVERSIBLE, RISKY = Shell.READ, Shell.REVERSIBLE, Shell.RISKY
DESTRUCTIVE, UNKNOWN = Shell.DESTRUCTIVE, Shell.UNKNOWN


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("docker ps", READ),
        ("docker run ubuntu ls", REVERSIBLE),
        ("docker run --privileged ubuntu", RISKY),
        ("docker run -v /:/host ubuntu", RISKY),
        ("docker exec c rm x", DESTRUCTIVE),
        ("docker exec -it -u root c sh -c 'rm -rf /data'", DESTRUCTIVE),
        ("docker exec c ls", REVERSIBLE),
        ("docker run --rm alpine rm -rf /data", REVERSIBLE),
        ("docker run --rm -v $PWD:/src alpine rm -rf /src/a", DESTRUCTIVE),
        ("docker compose down", RISKY),
        ("docker compose down -v", DESTRUCTIVE),
        ("docker system prune", RISKY),
        ("docker system prune -a", DESTRUCTIVE),
        ("ansible all -m ping", READ),
        ("ansible all -m shell -a 'rm -r /data'", DESTRUCTIVE),
        ("ansible all -m file -a 'path=/data state=absent'", RISKY),
        ("ansible-playbook site.yml --check", READ),
        ("docker run --mount type=bind,source=/,target=/x alpine", RISKY),
        ("docker run --pid=host alpine", RISKY),
        ("docker compose run web rm -rf /data", DESTRUCTIVE),
        ("docker run -v$PWD:/src alpine rm -rf /src", DESTRUCTIVE),
    ],
)
def test_what_runs_in_containers_and_elsewhere(text: str, kind: Shell) -> None:
    assert classify_command(text).kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "docker run -v ~:/a image",
        "docker run -v$HOME:/a image",
        "docker run --volume=/home/me:/a image ls",
        "docker run --mount type=bind,src=/home/me,dst=/a image",
        "podman run -v ~/.ssh:/a image",
        "docker cp box:/a ~/.bashrc",
        "docker cp box:/a /etc/b",
        "podman unshare ./a",
        "podman play kube a",
    ],
)
def test_attack_a_container_that_gets_what_matters_is_asked(text: str) -> None:
    assert classify_command(text).kind not in (Shell.READ, Shell.REVERSIBLE)


@pytest.mark.parametrize(
    "text", ["docker run -v $PWD:/a image ls", "docker run -v ./a:/a image ls", "docker cp a box:/b"]
)
def test_other_folders_are_not(text: str) -> None:
    assert classify_command(text).kind in (Shell.READ, Shell.REVERSIBLE)
