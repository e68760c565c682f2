from __future__ import annotations

import pytest

from supervisor.core.facts import Shell
from supervisor.detect.shell import classify_command

READ, REVERSIBLE, RISKY = Shell.READ, Shell.REVERSIBLE, Shell.RISKY
DESTRUCTIVE, UNKNOWN = Shell.DESTRUCTIVE, Shell.UNKNOWN


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("apt list", READ),
        ("apt-get -s install x", READ),
        ("apt update", REVERSIBLE),
        ("apt install vim", RISKY),
        ("apt remove vim", DESTRUCTIVE),
        ("pacman -Qs vim", READ),
        ("pacman -S vim", RISKY),
        ("pacman -R vim", DESTRUCTIVE),
        ("npm test", UNKNOWN),
        ("npm install", UNKNOWN),
        ("npm install evil", RISKY),
        ("npm publish", RISKY),
        ("npm config get registry", READ),
        ("npm config set registry https://x.example", RISKY),
        ("brew reinstall -h", READ),
        ("rake db:drop", DESTRUCTIVE),
        ("rake db:seed", UNKNOWN),
        ("npm exec rm x", DESTRUCTIVE),
        ("pip install -r requirements.txt", UNKNOWN),
        ("pip list", READ),
        ("poetry run rm x", DESTRUCTIVE),
        ("cargo build", UNKNOWN),
        ("make -n install", UNKNOWN),
        ("make install", RISKY),
        ("./gradlew test", UNKNOWN),
        ("apt list --installed", READ),
        ("make clean", RISKY),
        ("make", UNKNOWN),
        ("mvn -q package", UNKNOWN),
        ("./mvnw deploy", RISKY),
        ("uv run rm -r x", DESTRUCTIVE),
        ("npx tsc --noEmit", UNKNOWN),
        ("npx -y create-vite web", UNKNOWN),
        ("npx rimraf docs", DESTRUCTIVE),
        ("npx prisma migrate reset", DESTRUCTIVE),
        ("npx netlify@17 sites:delete", DESTRUCTIVE),
        ("npx frobnicate", UNKNOWN),
        ("uvx ruff check .", REVERSIBLE),
        ("bunx --bun vite", REVERSIBLE),
        ("bundle exec rails db:drop", DESTRUCTIVE),
    ],
)
def test_packages_and_builds(text: str, kind: Shell) -> None:
    assert classify_command(text).kind is kind
