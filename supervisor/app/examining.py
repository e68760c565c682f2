"""`agent-supervisor doctor`: the desktop's probes with the person's own settings."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from supervisor.app.configuration import ConfigurationError, chord_that_gave_way, read_policy, read_settings
from supervisor.app.joining import connect
from supervisor.app.judge_examining import probe_judge
from supervisor.core.settings import Settings
from supervisor.desktop import doctor
from supervisor.desktop.finding import Finding

if TYPE_CHECKING:
    from pathlib import Path

    from supervisor.app.configuration import NamedPolicy
    from supervisor.app.paths import Paths


def examine(paths: Paths) -> list[Finding]:
    """Look at this machine and at the person's files."""
    findings: list[Finding] = []
    settings = Settings()
    try:
        settings = read_settings(paths.config)
        named = read_policy(None, paths.config)
        findings.append(Finding("policy", ok=True, means=_means(named, paths.config / "policy.toml")))
    except ConfigurationError as e:
        findings.append(Finding("your files", ok=False, means=str(e), remedy="mend the file: agents do not start"))
    if gave_way := chord_that_gave_way(paths.config):
        findings.append(Finding("modify", ok=None, means=gave_way))
    display = os.environ.get("DISPLAY", "")
    running = bool(display) and connect(paths, display) is not None
    wanted = doctor.Wanted(settings.chords.model_dump(), paths.data, chords_are_ours=running)
    if settings.judge.on:
        findings.append(probe_judge(settings, dict(os.environ)))
    return doctor.examine(os.environ, wanted) + findings


def _means(named: NamedPolicy, own: Path) -> str:
    rules = f"`{named.name}` has {len(named.policy.rules)} rules"
    if named.path == own:
        return f"{rules}: it is `{own}`"
    return f"{rules}: it is shipped, in `{named.path}`; a copy of it as `{own}` is yours to change"
