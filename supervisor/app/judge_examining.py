"""`doctor` asks the external judge one question that says nothing about the person."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from supervisor.app.judge_link import JudgeLink, take_key
from supervisor.core.action import Action, ActionKind
from supervisor.core.context import Context, Element, Window
from supervisor.desktop.finding import Finding
from supervisor.detect.external_judge import question
from supervisor.engine.loop import EventLoop

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from supervisor.core.opinion import Opinion
    from supervisor.core.settings import Settings

_START_S = 10.0
_NAME = "external judge"
_SAMPLE = question(
    Action("doctor", "doctor", ActionKind.CLICK),
    Context(Window(1, title="Calculator", app="Calculator"), Element("7", "push button")),
)


def probe_judge(settings: Settings, environ: MutableMapping[str, str]) -> Finding:
    """Tell whether the judge that the settings name answers in its time.

    Args:
        settings: With a judge that is switched on.
        environ: The environment; the key is taken out of it.
    """
    judge = settings.judge
    loop = EventLoop()
    link = JudgeLink(loop, judge, take_key(judge, environ), environ)
    heard: list[Opinion] = []
    try:
        link.start()
        started_ns = loop.now_ns()
        while not link.ready and loop.now_ns() - started_ns < _START_S * 1e9:
            loop.turn(0.1)
        asked_ns = loop.now_ns()
        link.ask(_SAMPLE, heard.append)
        while not heard:
            loop.turn(0.1)
    finally:
        link.close()
        loop.close()
    if heard[0].tier is None:
        follows = "you are asked instead" if judge.on_failure == "ask" else "your rules alone decide"
        means = f"it does not answer: {heard[0].words}; while it does not, {follows}"
        remedy = f"see to the server at `{judge.url}`, mend `[judge]` in the settings, or take it out"
        return Finding(_NAME, ok=False, means=means, remedy=remedy)
    took_ms = (loop.now_ns() - asked_ns) // 1_000_000
    means = f"model `{judge.model}` answers, in {took_ms} ms of the {judge.limit_ms} it may take"
    address = urlsplit(judge.url)
    port = address.port or (443 if address.scheme == "https" else 80)
    if address.scheme == "http" and port in settings.localhost_ports:
        means += "; agents reach its server too, and may busy it or change its model: it can only add questions"
        return Finding(
            _NAME, ok=None, means=means, remedy=f"leave {port} out of `localhost_ports` if agents need it not"
        )
    return Finding(_NAME, ok=True, means=means)
