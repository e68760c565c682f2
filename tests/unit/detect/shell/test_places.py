from __future__ import annotations

import pytest

from supervisor.detect.shell.places import is_device, is_guarded, is_sink


@pytest.mark.parametrize("path", ["/dev/null", "/dev/stdout", "-", "/dev/fd/3"])
def test_sinks_lose_nothing(path: str) -> None:
    assert is_sink(path)
    assert not is_device(path)


@pytest.mark.parametrize("path", ["/dev/sda", "/dev/nvme0n1p1", "/dev/mapper/x", "/dev/mem"])
def test_devices(path: str) -> None:
    assert is_device(path)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/etc/passwd",
        "/usr/bin/x",
        "/boot",
        "~/.bashrc",
        "$HOME/.ssh/id",
        "/home/me/.config/autostart/x",
        ".git/hooks/pre-commit",
        "'~/.profile'",
    ],
)
def test_guarded_places(path: str) -> None:
    assert is_guarded(path)


@pytest.mark.parametrize(
    "path", ["notes.txt", "~/docs/etc", "/home/me/x", "/tmp/x", "etc/passwd", "my.profile.txt", "~/.config/app"]
)
def test_other_places(path: str) -> None:
    assert not is_guarded(path)
    assert not is_device(path)
