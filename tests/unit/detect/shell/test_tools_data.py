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
        "borg delete repo::old",
        "borg prune repo",
        "borg compact repo",
        "restic forget latest",
        "restic unlock --remove-all",
        "rclone purge remote:b",
        "rclone sync a remote:b",
        "rclone -v delete remote:b",
        "velero backup delete nightly",
        "mc rb --force store/b",
        "mc mirror --remove a store/b",
        "azcopy remove https://a.example/c",
        "gsutil -m rm -r gs://b",
        "gsutil rsync -d a gs://b",
        "nats stream purge ORDERS",
        "rabbitmqctl force_reset",
        "rabbitmqctl delete_user bob",
        "etcdctl del /a --prefix",
        "influx bucket delete -n b",
        "dolt reset --hard",
        "prisma migrate reset",
        "prisma db push --force-reset",
        "flyway clean",
        "liquibase drop-all",
        "rails db:drop",
        "bin/rails db:reset",
        "alembic downgrade -1",
        "mysqladmin drop shop",
        "deck reset",
        "kong stop",
        "artisan migrate:fresh",
        "django-admin flush",
    ],
)
def test_what_removes_or_stops_is_found(text: str) -> None:
    assert flagged(text)


@pytest.mark.parametrize(
    "text",
    [
        "borg create repo::now docs",
        "borg list repo",
        "restic snapshots",
        "restic backup docs",
        "restic forget --dry-run latest",
        "rclone ls remote:b",
        "rclone copy remote:a b",
        "rclone sync a remote:b --dry-run",
        "velero backup get",
        "velero restore describe r1",
        "mc ls store",
        "azcopy list https://a.example/c",
        "gsutil ls gs://b",
        "nats stream ls",
        "rabbitmqctl list_queues",
        "etcdctl get /a",
        "dolt status",
        "prisma generate",
        "prisma migrate dev",
        "flyway info",
        "liquibase status",
        "alembic history",
        "mysqladmin status",
        "deck diff",
        "kong health",
    ],
)
def test_what_looks_or_makes_is_left_alone(text: str) -> None:
    verdict = classify_command(text)
    assert verdict.kind in (Shell.READ, Shell.REVERSIBLE)
    assert not flagged(text)


@pytest.mark.parametrize(
    "text",
    [
        "flyway migrate",
        "alembic upgrade head",
        "prisma db push",
        "rails db:migrate",
        "liquibase update",
    ],
)
def test_what_others_may_see_is_asked_but_no_alarm(text: str) -> None:
    assert classify_command(text).kind is Shell.RISKY
    assert not flagged(text)
