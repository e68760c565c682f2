"""The person's files: defaults, and one clear sentence for each mistake."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from supervisor.app.configuration import (
    ConfigurationError,
    chord_that_gave_way,
    has_judge,
    policy_files,
    policy_path,
    read_policy,
    read_policy_anew,
    read_settings,
    review_policy,
    try_examples,
)
from supervisor.core.assessment import Verdict
from supervisor.core.settings import PRESETS, Settings
from supervisor.detect.combine import judge
from supervisor.detect.examples import read_examples
from supervisor.detect.explain import described
from supervisor.resources import resource

STRENGTH = [Verdict.ALLOW, Verdict.ASK, Verdict.DENY]


def test_without_files_the_defaults_hold(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == Settings()
    assert read_policy(None, tmp_path).policy.rules


def test_settings_are_read(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('mirror_lead_ms = 5\n[chords]\nstop = "ctrl+alt+shift+q"\n')
    settings = read_settings(tmp_path)
    assert (settings.mirror_lead_ms, settings.chords.stop) == (5, "ctrl+alt+shift+q")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", ""),
        ('[chords]\nmodify = "F9"\npause = "ctrl+alt+e"\n', ""),
        ("[chords\n", ""),
        ('[chords]\npause = "ctrl+alt+e"\n', "`ctrl+alt+e` is yours for pause: `ctrl+alt+shift+e` begins to change"),
    ],
)
def test_a_chord_that_gave_way_is_told(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "settings.toml").write_text(text)
    told = chord_that_gave_way(tmp_path)
    assert told.startswith(says)
    assert bool(told) is bool(says)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("mirror_led_ms = 5\n", "mirror_led_ms"),
        ("mirror_lead_ms = -1\n", "mirror_lead_ms"),
        ("mirror_lead_ms =\n", "TOML"),
        ('[chords]\nstop = "s"\n', "chords.stop"),
        ("arm_ms = 0\n", "arm_ms"),
    ],
)
def test_a_mistake_in_the_settings_is_named_in_one_line(tmp_path: Path, text: str, word: str) -> None:
    (tmp_path / "settings.toml").write_text(text)
    with pytest.raises(ConfigurationError) as caught:
        read_settings(tmp_path)
    assert word in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_own_policy_comes_before_the_default_and_the_given_one_before_both(tmp_path: Path) -> None:
    rule = '[[rule]]\nid = "{}"\nreason = "x"\nwhen.app = "x"\nverdict = "ask"\n'
    (tmp_path / "policy.toml").write_text(rule.format("own"))
    given = tmp_path / "given.toml"
    given.write_text(rule.format("given"))
    assert [r.id for r in read_policy(None, tmp_path).policy.rules] == ["own"]
    assert [r.id for r in read_policy(given, tmp_path).policy.rules] == ["given"]


def test_the_name_of_a_policy_changes_with_its_content(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    names = []
    for verdict in ("ask", "deny"):
        path.write_text(f'[[rule]]\nid = "a"\nreason = "x"\nwhen.app = "x"\nverdict = "{verdict}"\n')
        names.append(read_policy(path, tmp_path).name)
    assert names[0] != names[1]


@pytest.mark.parametrize("content", [b"\xff\xfe", b"verdict = maybe", b"[[rule]]\nid='a'\nunknown=1\n"])
def test_a_bad_policy_is_an_error_and_never_an_empty_policy(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "policy.toml"
    path.write_bytes(content)
    with pytest.raises(ConfigurationError, match=r"policy\.toml"):
        read_policy(path, tmp_path)


def test_a_missing_or_unreadable_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no such file"):
        read_policy(tmp_path / "absent.toml", tmp_path)
    if os.geteuid() != 0:
        locked = tmp_path / "locked.toml"
        locked.touch(mode=0)
        with pytest.raises(ConfigurationError, match="permission"):
            read_policy(locked, tmp_path)


@pytest.mark.parametrize("name", PRESETS)
def test_a_shipped_policy_decides_its_examples_and_has_no_idle_rule(tmp_path: Path, name: str) -> None:
    examples = resource(f"policy/examples/{name}.toml")
    count, failures = try_examples(examples, None, tmp_path)
    assert count >= 12
    assert not failures
    named, remarks = review_policy(policy_path(Path(name)) or tmp_path)
    assert not remarks
    tried = {example.expect.rule for example in read_examples(examples.read_text(), name).example}
    own = {rule.id for rule in named.policy.rules} - {
        r.id for r in read_policy(Path("balanced"), tmp_path).policy.rules
    }
    assert own <= tried


@pytest.mark.parametrize("name", ["cautious", "finance"])
def test_the_stricter_policies_are_stricter(tmp_path: Path, name: str) -> None:
    balanced, strict = (read_policy(Path(policy), tmp_path).policy for policy in ("balanced", name))
    for file in PRESETS:
        for example in read_examples(resource(f"policy/examples/{file}.toml").read_text(), file).example:
            given = example.model_dump(exclude={"words", "expect"})
            mild, hard = (judge(*described(given), policy)[1] for policy in (balanced, strict))
            assert STRENGTH.index(hard.verdict) >= STRENGTH.index(mild.verdict), example.words


def test_the_settings_choose_a_shipped_policy(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('policy = "finance"\n')
    assert read_policy(None, tmp_path).name.startswith("finance.toml ")
    (tmp_path / "settings.toml").write_text('policy = "reckless"\n')
    with pytest.raises(ConfigurationError, match="policy"):
        read_policy(None, tmp_path)


def test_an_own_policy_beside_a_chosen_one_is_a_question(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('policy = "cautious"\n')
    (tmp_path / "policy.toml").write_text('[tiers]\nhigh_risk = "allow"\n')
    with pytest.raises(ConfigurationError, match="remove one of them"):
        read_policy(None, tmp_path)
    assert read_policy(Path("balanced"), tmp_path).policy.rules


def test_a_file_with_the_name_of_a_shipped_policy_is_not_taken_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert policy_path(Path("cautious")) == resource("policy/cautious.toml")
    (tmp_path / "cautious").touch()
    with pytest.raises(ConfigurationError, match="a file too"):
        policy_path(Path("cautious"))
    assert policy_path(tmp_path / "cautious") == tmp_path / "cautious"
    assert policy_path(None) is None


def test_a_pipe_a_folder_and_an_endless_file_are_no_policy(tmp_path: Path) -> None:
    pipe, endless = tmp_path / "pipe", tmp_path / "endless"
    os.mkfifo(pipe)
    endless.symlink_to("/dev/zero")
    for path in (pipe, endless, tmp_path):
        with pytest.raises(ConfigurationError, match="is not a file"):
            read_policy(path, tmp_path)


def test_line_ends_of_all_kinds_are_read(tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_bytes(b'[tiers]\r\nread = "ask"\r\nhigh_risk = "maybe"\r\n')
    with pytest.raises(ConfigurationError, match="line 3"):
        read_policy(policy, tmp_path)


def test_a_policy_of_ones_own_that_is_gone_is_not_exchanged_for_a_shipped_one(tmp_path: Path) -> None:
    own = tmp_path / "policy.toml"
    own.write_text('[tiers]\nread = "ask"\n')
    before = read_policy(None, tmp_path)
    assert read_policy_anew(None, tmp_path, before).digest == before.digest
    own.unlink()
    with pytest.raises(ConfigurationError, match="is gone: put it back"):
        read_policy_anew(None, tmp_path, before)
    assert read_policy(None, tmp_path).path.name == "default.toml"


def test_the_files_that_a_policy_depends_on_are_named(tmp_path: Path) -> None:
    assert policy_files(Path("mine.toml"), tmp_path) == (Path("mine.toml"),)
    assert policy_files(None, tmp_path) == (tmp_path / "policy.toml", tmp_path / "settings.toml")


def test_whether_there_is_a_judge_is_known_without_trouble(tmp_path: Path) -> None:
    assert not has_judge(tmp_path)
    (tmp_path / "settings.toml").write_text('[judge]\nurl = "http://127.0.0.1:1/v1"\nmodel = "m"\n')
    assert has_judge(tmp_path)
    (tmp_path / "settings.toml").write_text('[judge]\nurl = "http://example.com/v1"\nmodel = "m"\n')
    assert not has_judge(tmp_path)
    with pytest.raises(ConfigurationError, match=r"`judge\.url`.*use https: http is for servers on this machine"):
        read_settings(tmp_path)
