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
