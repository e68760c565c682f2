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
        "kubectl delete ns shop",
        "kubectl -n shop delete pod web",
        "kubectl replace --force -f a.yaml",
        "kubectl drain node7",
        "kubectl scale deploy web --replicas=0",
        "k delete svc web",
        "helm uninstall web",
        "helm -n shop uninstall web",
        "terraform destroy",
        "tofu destroy -auto-approve",
        "terraform state rm aws_vpc.a",
        "terraform apply --auto-approve",
        "pulumi destroy",
        "pulumi stack rm dev",
        "pulumi up --yes",
        "aws s3 rb s3://b",
        "aws s3 rm s3://b --recursive",
        "aws s3 sync a s3://b --delete",
        "aws --region eu-west-1 ec2 terminate-instances --instance-ids i-1",
        "aws ec2 stop-instances --instance-ids i-1",
        "aws kms schedule-key-deletion --key-id k",
        "aws dynamodb delete-table --table-name t",
        "gcloud projects delete web",
        "gcloud compute instances stop vm",
        "gcloud storage rm gs://b/x",
        "az group delete --name g",
        "az tag delete --name t",
        "az vm deallocate --name v",
        "vault kv destroy secret/a",
        "vault secrets disable kv/",
        "argocd app delete web",
    ],
)
def test_what_removes_or_stops_is_found(text: str) -> None:
    assert flagged(text)


@pytest.mark.parametrize(
    "text",
    [
        "kubectl get pods -A",
        "kubectl delete pod web --dry-run=client",
        "kubectl -n shop logs web",
        "kubectl create ns shop",
        "kubectl rollout status deploy/web",
        "helm list",
        "helm template web",
        "terraform fmt",
        "terraform state list",
        "pulumi preview",
        "aws s3 ls",
        "aws s3 cp s3://b/a a",
        "aws s3 rm s3://b --recursive --dryrun",
        "aws ec2 describe-instances",
        "aws sts get-caller-identity",
        "gcloud config list",
        "gcloud compute instances list",
        "az account show",
        "az group list",
        "vault status",
        "vault kv get secret/a",
        "argocd app list",
    ],
)
def test_what_looks_or_makes_is_left_alone(text: str) -> None:
    verdict = classify_command(text)
    assert verdict.kind in (Shell.READ, Shell.REVERSIBLE)
    assert not flagged(text)


@pytest.mark.parametrize(
    "text",
    [
        "kubectl apply -f a.yaml",
        "helm upgrade web ./web",
        "terraform apply",
        "pulumi up",
        "aws ec2 start-instances --instance-ids i-1",
        "argocd app sync web",
    ],
)
def test_what_others_may_see_is_asked_but_no_alarm(text: str) -> None:
    assert classify_command(text).kind is Shell.RISKY
    assert not flagged(text)
