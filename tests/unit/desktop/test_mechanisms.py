from __future__ import annotations

import os
import shutil

import pytest

from supervisor.desktop import mechanisms
from supervisor.desktop.containment_table import Mechanism
from supervisor.desktop.mechanisms import available, has_display_gate, is_wayland


def test_without_bubblewrap_only_the_kernel_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mechanisms, "namespace_available", lambda: False)
    monkeypatch.setattr(mechanisms, "scope_available", lambda: True)
    assert available() <= {Mechanism.SCOPE, Mechanism.ENVIRONMENT, Mechanism.ORDINARY_USER}
    assert Mechanism.SCOPE in available()


def test_an_old_kernel_and_root_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mechanisms, "namespace_available", lambda: True)
    monkeypatch.setattr(mechanisms, "scope_available", lambda: False)
    monkeypatch.setattr(mechanisms, "call_filter", lambda: b"")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    found = available()
    assert {Mechanism.MOUNTS, Mechanism.PROCESSES} <= found
    assert not found & {Mechanism.SCOPE, Mechanism.FILTER, Mechanism.ORDINARY_USER, Mechanism.NETWORK}


@pytest.mark.parametrize(
    ("environ", "wayland"),
    [
        ({}, False),
        ({"DISPLAY": ":0", "XDG_SESSION_TYPE": "x11"}, False),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"XDG_SESSION_TYPE": "wayland"}, True),
    ],
)
def test_a_wayland_session_is_recognised(environ: dict[str, str], wayland: bool) -> None:
    assert is_wayland(environ) is wayland


@pytest.mark.parametrize(
    ("environ", "platform", "gate"),
    [
        ({"DISPLAY": ":0"}, "linux", True),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "linux", False),
        ({}, "darwin", False),
        ({}, "win32", False),
    ],
)
def test_where_all_input_passes_a_gate_is_known(environ: dict[str, str], platform: str, gate: bool) -> None:
    assert has_display_gate(environ, platform) is gate


def test_what_is_not_installed_is_not_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert Mechanism.NETWORK not in available()
