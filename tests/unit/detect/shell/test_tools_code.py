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
        "gem yank web",
        "jj abandon",
        "hg strip 12",
        "hg update -C",
        "svn revert -R .",
        "doppler secrets delete KEY",
        "op item delete Login",
        "op vault delete Shared",
        "circleci context delete a b",
        "stripe api_keys roll",
        "dotnet ef database drop",
        "mvn deploy",
        "./mvnw release:perform",
        "gradle publish",
        "gitlab-runner unregister --all-runners",
        "pass rm mail",
        "chezmoi destroy a",
        "split segments delete beta",
        "java -jar jenkins-cli.jar -s http://ci.example/ delete-job web",
        "twine upload dist/*",
    ],
)
def test_what_removes_or_stops_is_found(text: str) -> None:
    assert flagged(text)


@pytest.mark.parametrize(
    "text",
    [
        "gem list",
        "jj log",
        "hg status",
        "svn status",
        "svn update",
        "doppler secrets",
        "op item list",
        "circleci config validate",
        "stripe listen",
        "gitlab-runner status",
        "pass show mail",
        "split -l 10 notes.txt",
        "java -jar jenkins-cli.jar -s http://ci.example/ list-jobs",
        "go vet",
    ],
)
def test_what_looks_or_makes_is_left_alone(text: str) -> None:
    verdict = classify_command(text)
    assert verdict.kind in (Shell.READ, Shell.REVERSIBLE)
    assert not flagged(text)


@pytest.mark.parametrize(
    "text",
    [
        "mvn clean",
        "flutter clean",
        "go clean",
        "gradle clean",
        "jj git push",
        "hg push",
    ],
)
def test_what_others_may_see_is_asked_but_no_alarm(text: str) -> None:
    assert classify_command(text).kind is Shell.RISKY
    assert not flagged(text)
