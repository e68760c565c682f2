from __future__ import annotations

import io
import logging
import sys
import threading

import pytest

from supervisor import traces

WORDS = "hunter2"


def failing(text: str) -> None:
    try:
        int(text)
    except ValueError as e:
        raise RuntimeError(f"bad text {text}") from e


def caught(text: str = WORDS) -> BaseException:
    with pytest.raises(RuntimeError) as found:
        failing(text)
    return found.value


def test_a_trace_says_where_and_what_but_not_with_which_words() -> None:
    said = traces.quiet_trace(caught())
    assert WORDS not in said
    assert "test_traces.py" in said
    assert "in failing" in said
    assert "builtins.RuntimeError" in said
    assert "builtins.ValueError" in said


def test_messages_of_system_and_language_are_shown() -> None:
    assert "No such file" in traces.quiet_trace(FileNotFoundError(2, "No such file", "/x"))
    assert "is not defined" in traces.quiet_trace(NameError("name 'x' is not defined"))


def test_a_circle_of_causes_ends() -> None:
    one, other = ValueError(), ValueError()
    one.__cause__, other.__cause__ = other, one
    assert traces.quiet_trace(one).count("ValueError") < 20


def test_what_is_logged_is_quiet() -> None:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(traces.QuietFormatter("%(message)s"))
    logger = logging.getLogger("test-of-traces")
    logger.addHandler(handler)
    logger.propagate = False
    try:
        failing(WORDS)
    except RuntimeError:
        logger.exception("judging failed")
    assert WORDS not in out.getvalue()
    assert "judging failed" in out.getvalue()
    assert "in failing" in out.getvalue()


def test_what_nobody_catches_is_quiet(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for module, name in ((sys, "excepthook"), (threading, "excepthook"), (sys, "unraisablehook")):
        monkeypatch.setattr(module, name, getattr(module, name))
    traces.install()
    problem = caught()
    sys.excepthook(type(problem), problem, problem.__traceback__)
    thread = threading.Thread(target=failing, args=(WORDS,))
    thread.start()
    thread.join()
    said = capsys.readouterr().err
    assert said.count("builtins.RuntimeError") == 2
    assert WORDS not in said


def test_log_lines_go_to_standard_error(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[logging.Handler] = []
    monkeypatch.setattr(logging, "basicConfig", lambda **options: given.extend(options["handlers"]))
    traces.log_to_stderr()
    assert isinstance(given[0].formatter, traces.QuietFormatter)
