"""The commands: what they print, and that mistakes are one sentence without a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from supervisor.app.assigning import login_name

_ROOT = Path(__file__).parents[2]


def command(home: Path, *argv: str, stdin: str = "", env: dict[str, str] | None = None) -> tuple[int, str, str]:
    """Run a command without any display; gives status, output, errors."""
    clean = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    done = subprocess.run(
        [sys.executable, "-m", "supervisor", *argv],
        env=clean | {"AGENT_SUPERVISOR_HOME": str(home), "PYTHONPATH": str(_ROOT)} | (env or {}),
        input=stdin,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stdout + done.stderr
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_a_system_that_is_not_supported_is_told_so(system: str) -> None:
    code = f"import runpy, sys; sys.platform = {system!r}; runpy.run_module('supervisor', run_name='__main__')"
    argv = [sys.executable, "-c", code, "run", "--", "true"]
    done = subprocess.run(argv, cwd=_ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 125
    assert "needs Linux with an X11 desktop" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_run_without_a_display_never_runs_the_agent(tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    status, _, err = command(tmp_path / "home", "run", "--", "touch", str(mark))
    assert status == 125
    assert "no display" in err
    assert not mark.exists()


def test_run_on_wayland_alone_says_so(tmp_path: Path) -> None:
    status, _, err = command(tmp_path / "home", "run", "--", "true", env={"WAYLAND_DISPLAY": "wayland-0"})
    assert status == 125
    assert "Wayland" in err


def test_run_with_a_bad_policy_never_runs_the_agent(tmp_path: Path) -> None:
    bad, mark = tmp_path / "bad.toml", tmp_path / "ran"
    bad.write_text("[tiers]\nread = 'perhaps'\n")
    status, _, err = command(
        tmp_path / "home", "run", "--policy", str(bad), "--", "touch", str(mark), env={"DISPLAY": ":987"}
    )
    assert status == 125
    assert "bad.toml" in err
    assert not mark.exists()


def test_run_on_a_display_that_is_not_there_never_runs_the_agent(tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    status, _, err = command(tmp_path / "home", "run", "--", "touch", str(mark), env={"DISPLAY": ":987"})
    assert status == 125
    assert err == (
        "agent-supervisor: display `:987` does not answer: no such file or directory: set DISPLAY and XAUTHORITY to "
        "those of your session\n"
    )
    assert not mark.exists()


def test_a_home_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    status, _, err = command(file / "home", "run", "--", "true", env={"DISPLAY": ":987"})
    assert status == 125
    assert str(file) in err


def test_policy_check_names_file_and_mistake(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_text('[[rule]]\nid = "a"\nreason = "x"\nwhen.app = "x"\nverdict = "ask"\n')
    bad.write_text('[[rule]]\nid = "a"\nreason = "x"\nwhen.title = { re = "(" }\nverdict = "ask"\n')
    assert command(tmp_path / "home", "policy", "check", str(good))[0] == 0
    status, _, err = command(tmp_path / "home", "policy", "check", str(bad))
    assert status == 1
    assert "bad.toml" in err


def test_policy_explain_answers_line_by_line(tmp_path: Path) -> None:
    lines = [
        {"action": "key", "keys": "shift+Delete", "app": "Thunar", "window_title": "docs"},
        {"action": "type+enter", "text": "ls -l", "app": "XTerm"},
        {"action": "type+enter", "text": "rm -rf /", "app": "XTerm"},
        {"action": None},
    ]
    text = "\n".join([*(json.dumps(line) for line in lines), "not json", ""])
    status, out, _ = command(tmp_path / "home", "policy", "explain", "--jsonl", stdin=text)
    answers = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert [a.get("verdict") for a in answers[:3]] == ["ask", "allow", "ask"]
    assert set(answers[0]) == {"tier", "category", "verdict", "rule_id", "reason"}
    assert "error" in answers[4]


def test_policy_explain_reads_well_for_a_person(tmp_path: Path) -> None:
    line = json.dumps({"action": "type+enter", "text": "rm -rf /", "app": "XTerm"})
    _, out, _ = command(tmp_path / "home", "policy", "explain", stdin=line + "\n")
    assert out.startswith("ask by `shell-destructive`: ")


def test_policy_explain_takes_for_whom_and_for_what(tmp_path: Path) -> None:
    home, mine = tmp_path / "home", tmp_path / "mine.toml"
    (home / "config").mkdir(parents=True)
    (home / "config/settings.toml").write_text('team = "ops"\n')
    when = f'when = {{ workflow = "inv*", team = "ops", user = "{login_name()}" }}'
    mine.write_text(f'[[rule]]\nid = "a"\nreason = "x"\n{when}\nverdict = "deny"\n')

    def explained(*options: str) -> str:
        return command(home, "policy", "explain", "--policy", str(mine), *options, stdin='{"action": "click"}\n')[1]

    assert explained("--workflow", "Invoices").startswith("deny by `a`")
    assert explained().startswith("allow")
    assert explained("--workflow", "invoices", "--team", "").startswith("allow")
    assert explained("--workflow", "invoices", "--user", "somebody").startswith("allow")


@pytest.mark.parametrize("what", ["run", "display"])
def test_a_workflow_that_is_no_name_is_refused_before_anything_starts(tmp_path: Path, what: str) -> None:
    status, _, err = command(tmp_path / "home", what, "--workflow", "a\nb", env={"DISPLAY": ":987"})
    assert status == 2
    assert "use plain letters" in err


@pytest.mark.parametrize("argv", [("status",), ("stop",), ("audit", "show"), ("audit", "verify"), ("resume",)])
def test_without_anything_to_look_at_one_sentence_says_so(tmp_path: Path, argv: tuple[str, ...]) -> None:
    status, _, err = command(tmp_path / "home", *argv)
    assert status == 1
    assert len(err.strip().splitlines()) == 1


@pytest.mark.parametrize("argv", [("stop",), ("level",), ("stage",), ("grants",), ("review", "wrong", "7")])
def test_where_no_supervisor_runs_it_is_said_what_starts_one(tmp_path: Path, argv: tuple[str, ...]) -> None:
    status, _, err = command(tmp_path / "home", *argv, env={"DISPLAY": ":987"})
    assert status == 1
    assert err == (
        "agent-supervisor: no supervisor is running on display `:987`: `agent-supervisor tray` or `run` starts one\n"
    )


def test_a_rearm_where_nothing_is_stopped_says_so(tmp_path: Path) -> None:
    assert command(tmp_path / "home", "rearm", env={"DISPLAY": ":987"})[2] == "agent-supervisor: nothing is stopped\n"


def test_status_of_a_display_without_a_service(tmp_path: Path) -> None:
    status, out, _ = command(tmp_path / "home", "status", "--json", env={"DISPLAY": ":987"})
    assert status == 0
    assert json.loads(out)["state"] == "not running"


def test_a_file_that_is_no_record_is_said_to_be_none(tmp_path: Path) -> None:
    file = tmp_path / "x.sqlite3"
    file.write_text("no record")
    for argv in (("audit", "verify"), ("audit", "show"), ("audit", "export")):
        status, _, err = command(tmp_path / "home", *argv, "--record", str(file))
        assert status == 1, argv
        assert len(err.strip().splitlines()) <= 1


def test_policy_check_warns_of_rules_without_effect(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('[[rule]]\nid = "a"\nreason = "x"\nwhen.executable = "/bin/x"\nverdict = "ask"\n')
    status, out, _ = command(tmp_path / "home", "policy", "check", str(file))
    assert status == 0
    why = "rule `a` can never match: `executable` is a name without folders: write `x`"
    assert out.splitlines() == [
        f"warning: policy `{file}`, line 4: {why}",
        f"{file}: 1 rules, no mistakes, 1 warning",
    ]


def test_policy_schema_is_printed_as_json(tmp_path: Path) -> None:
    status, out, _ = command(tmp_path / "home", "policy", "schema")
    assert status == 0
    assert json.loads(out)["$schema"].startswith("https://json-schema.org/")


def test_policy_test_names_the_examples_that_fail(tmp_path: Path) -> None:
    mine, examples = tmp_path / "mine.toml", tmp_path / "examples.toml"
    mine.write_text('[[rule]]\nid = "a"\nreason = "my bank"\nwhen.title = "*bank*"\nverdict = "deny"\n')
    good = '[[example]]\naction = "click"\nwindow_title = "My Bank"\nexpect.verdict = "deny"\n'
    examples.write_text(f'policy = "mine.toml"\n{good}')
    status, out, _ = command(tmp_path / "home", "policy", "test", str(examples))
    assert (status, out) == (0, f"{examples}: 1 examples, none failed\n")
    examples.write_text(good)
    status, out, _ = command(tmp_path / "home", "policy", "test", str(examples))
    assert status == 1
    assert out.startswith(f"failed: {examples}, line 1: expected verdict `deny`, got `")
    assert command(tmp_path / "home", "policy", "test", str(examples), "--policy", str(mine))[0] == 0


@pytest.mark.parametrize("text", ["[[example]]\n", 'policy = "absent.toml"\n[[example]]\nexpect.tier = "read"\n'])
def test_policy_test_of_a_bad_file_is_one_sentence(tmp_path: Path, text: str) -> None:
    file = tmp_path / "examples.toml"
    file.write_text(text)
    status, _, err = command(tmp_path / "home", "policy", "test", str(file))
    assert status == 1
    assert len(err.strip().splitlines()) == 1


def test_a_shipped_policy_is_chosen_by_its_name(tmp_path: Path) -> None:
    line = json.dumps({"action": "type+enter", "text": "mkdir x", "app": "XTerm"})
    answers = [
        command(tmp_path / "home", "policy", "explain", "--policy", name, stdin=line)[1]
        for name in ("cautious", "balanced")
    ]
    assert [answer.split(":")[0] for answer in answers] == ["ask by `shell-changes`", "allow by `default-reversible`"]


def test_policy_explain_says_that_the_judge_is_not_asked_there(tmp_path: Path) -> None:
    line = '{"action": "click"}\n'
    assert "judge" not in command(tmp_path / "home", "policy", "explain", stdin=line)[2]
    settings = tmp_path / "home/config/settings.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text('[judge]\nurl = "http://127.0.0.1:1/v1"\nmodel = "m"\n')
    status, out, said = command(tmp_path / "home", "policy", "explain", "--jsonl", stdin=line)
    assert (status, json.loads(out)["verdict"]) == (0, "allow")
    assert "the external judge is not asked here" in said
