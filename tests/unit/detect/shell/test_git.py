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
        "git",
        "git status",
        "git -C repo log --oneline",
        "git --no-pager diff",
        "git add -A",
        "git commit -m 'drop the reset --hard'",
        "git push",
        "git push origin main",
        "git push --force-with-lease",
        "git push -n --force",
        "git pull",
        "git reset HEAD~1",
        "git reset --keep HEAD~1",
        "git push --force-if-includes --force-with-lease",
        "git send-email --dry-run fix.patch",
        "git symbolic-ref HEAD",
        "git symbolic-ref HEAD refs/heads/next",
        "git checkout main",
        "git checkout -b fix",
        "git checkout -bfix",
        "git checkout v1.2",
        "git switch -c fix",
        "git restore --staged a.txt",
        "git clean -n",
        "git branch -d merged",
        "git branch -a",
        "git stash",
        "git stash pop",
        "git rm --cached a",
        "git rm a.txt",
        "git gc --prune",
        "git rm -n a",
        "git worktree list",
        "git rebase main",
        "git bisect run ls",
        "git bisect log",
        "git prune -n",
        "git notes list",
        "git lfs ls-files",
        "git checkout --track inherit main",
        "git checkout --recurse-submodules on-demand main",
        "git config --get user.name",
        "git config user.name me",
        "git reset --help",
        "git remote -v",
        "git submodule status",
        "git reflog",
    ],
)
def test_work_is_kept(text: str) -> None:
    assert not flagged(text)


def test_attack_a_branch_that_is_called_like_a_mode_is_asked() -> None:
    verdict = classify_command("git checkout --recurse-submodules on-demand src")
    assert (verdict.kind, verdict.tier) == (Shell.DESTRUCTIVE, Tier.REVERSIBLE)
    assert classify_command("git checkout --recurse-submodules=on-demand main").kind is Shell.REVERSIBLE


@pytest.mark.parametrize(
    "text",
    [
        "git reset --hard",
        "git -C repo reset --hard HEAD~1",
        "git -c a.b=c reset --merge",
        "git clean -fdx",
        "git checkout -- a.txt",
        "git checkout HEAD a.txt",
        "git checkout .",
        "git checkout notes.txt",
        "git checkout -f main",
        "git restore a.txt",
        "git restore --staged --worktree a.txt",
        "git switch --discard-changes main",
        "git push --force",
        "git push -f origin main",
        "git push --force=true origin main",
        "git push origin +main",
        "git push --force-with-lease --force",
        "git push -f --force-with-lease=main:abc origin main",
        "git push --force-with-lease origin +main",
        "git -c sendemail.confirm=never send-email fix.patch",
        "git symbolic-ref --delete NEXT",
        "git push origin :old",
        "git push --delete origin old",
        "git push --mirror",
        "git branch -D old",
        "git branch -d -f old",
        "git tag -d v1",
        "git stash drop",
        "git stash clear",
        "git reflog expire --all",
        "git gc --prune=now",
        "git filter-branch --all",
        "git update-ref -d HEAD",
        "git worktree remove --force x",
        "git submodule deinit -f x",
        "git submodule foreach 'rm -rf x'",
        "git submodule foreach --recursive git clean -xfd",
        "git notes prune",
        "git lfs prune",
        "git rm -r src",
        "git rm '*.txt'",
        "git checkout -t origin/x a.txt",
        "git prune",
        "git rm -f a.txt",
        "git rebase -x 'rm -rf x' main",
        "git bisect run rm -r x",
        "git -c core.pager='rm x' log",
        "git config alias.st '!rm x'",
        "git config core.hooksPath /tmp/x",
        "git delete-merged-branches",
    ],
)
def test_what_loses_work_is_found(text: str) -> None:
    assert flagged(text)


@pytest.mark.parametrize(
    "text",
    [
        "git config --global include.path ./x",
        "git config core.attributesFile x",
        "git config init.templateDir x",
        "git config submodule.a.update '!x'",
        "git config protocol.ext.allow always",
        "git config remote.origin.url http://x.example",
        "git config web.browser x",
        "git config user.name '!x'",
        "git -c include.path=./x status",
        "git -c core.worktree=/ checkout a",
        "git clone -c core.sshCommand=./x a",
        "git clone --config core.fsmonitor=./x a",
        "git clone -u ./x a",
        "git clone --template=./x a",
        "git init --template=./x",
        "git fetch --upload-p=./x",
        "git grep --open-files=./x a",
        "git log --outp=a",
        "git read-tree --reset -u HEAD",
        "git checkout-index -fa",
        "git credential fill",
        "git daemon --export-all",
        "git -C /tmp/x status",
        "git --git-dir=/tmp/x/.git status",
        "cd /tmp/x && git status",
    ],
)
def test_attack_settings_and_options_that_run_something_are_asked(text: str) -> None:
    assert classify_command(text).kind not in (Shell.READ, Shell.REVERSIBLE)


@pytest.mark.parametrize(
    "text",
    [
        "git config user.email me@x.example",
        "git config --global pull.rebase true",
        "git config core.autocrlf input",
        "git config --global init.defaultBranch main",
        "git -c color.ui=always log",
        "git -c user.name=me commit -m a",
        "git clone -b main a",
        "git -C docs status",
        "git --git-dir=.git log",
        "cd docs && git status",
        "git read-tree HEAD",
    ],
)
def test_settings_of_ordinary_work_are_not(text: str) -> None:
    assert classify_command(text).kind in (Shell.READ, Shell.REVERSIBLE)
