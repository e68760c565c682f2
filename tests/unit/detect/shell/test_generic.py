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
        ("aws s3 ls", READ),
        ("aws s3 rm s3://b/k", DESTRUCTIVE),
        ("aws --region us-east-1 s3 rm s3://b/k", DESTRUCTIVE),
        ("aws ec2 describe-instances", READ),
        ("aws ec2 terminate-instances --instance-ids i", DESTRUCTIVE),
        ("aws logs delete-log-group --log-group-name x", DESTRUCTIVE),
        ("aws ses get-send-quota", READ),
        ("aws s3 sync a b --dryrun", READ),
        ("gcloud compute instances delete x", DESTRUCTIVE),
        ("kubectl get pods", READ),
        ("kubectl delete pod x", DESTRUCTIVE),
        ("kubectl delete pod x --dry-run=client", READ),
        ("kubectl delete pod x --dry-run=none", DESTRUCTIVE),
        ("kubectl drain node", RISKY),
        ("gh issue list --search delete", READ),
        ("gh repo delete x", DESTRUCTIVE),
        ("gh api -X DELETE /x", DESTRUCTIVE),
        ("gh api -X GET /x", READ),
        ("heroku apps:destroy x", DESTRUCTIVE),
        ("velero backup delete x", DESTRUCTIVE),
        ("helm list", READ),
        ("newtool delete-everything", DESTRUCTIVE),
        ("newtool list", READ),
        ("newtool create x", REVERSIBLE),
        ("newtool doDelete", DESTRUCTIVE),
        ("newtool --delete x", DESTRUCTIVE),
        ("newtool --help", READ),
        ("newtool x --help", READ),
        ("newtool -V", READ),
        ("newtool x y", UNKNOWN),
        ("sysinfo", READ),
        ("brew list delete", READ),
    ],
)
def test_tools_are_judged_by_their_verbs(text: str, kind: Shell) -> None:
    assert classify_command(text).kind is kind


@pytest.mark.parametrize(
    "text", ["./wipe-disk.sh", "bash scripts/delete_all.sh", "python remove-users.py", "purge_old x", "dropTables"]
)
def test_a_stranger_that_is_called_like_harm_is_an_alarm(text: str) -> None:
    assert classify_command(text).tier is Tier.HIGH_RISK


@pytest.mark.parametrize(
    "text", ["./build.sh", "bash scripts/list_deleted.sh", "python tool.py", "frobnicate x", "./get-removed"]
)
def test_other_strangers_are_asked(text: str) -> None:
    assert classify_command(text).kind is UNKNOWN
    assert classify_command(text).tier is Tier.REVERSIBLE


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("kubectl -n shop delete pod web", "`kubectl delete pod web` removes something for good"),
        ("aws --region eu s3 rm s3://b/k", "`aws s3 rm` removes something for good"),
        ("docker kill web", "`docker kill web` stops or changes something others rely on"),
        ("helm upgrade web ./web", "`helm upgrade web` changes something in use"),
    ],
)
def test_the_sentence_names_the_subcommand(text: str, sentence: str) -> None:
    assert classify_command(text).evidence[0] == sentence


@pytest.mark.parametrize(
    "text",
    [
        "kill -9 -1 --help",
        "unset PATH --help",
        "enable -f ./x.so x --help",
        "npx x --help",
        "uvx x --help",
        "pipx run x --help",
        "go run ./x --help",
        "coverage run x.py --help",
        "uv run x.py --help",
        "kubectl exec pod rm a --help",
        "redis-cli del a --help",
    ],
)
def test_attack_help_that_is_passed_on_is_no_help(text: str) -> None:
    assert classify_command(text).kind not in (READ, REVERSIBLE)


@pytest.mark.parametrize(
    "text",
    ["kill --help", "npm run --help", "docker run --help", "git commit --help", "kubectl exec --help", "rm --help"],
)
def test_help_is_help(text: str) -> None:
    assert classify_command(text).kind in (READ, REVERSIBLE)
