from __future__ import annotations

import pytest

from supervisor.detect.shell.places import (
    is_device,
    is_generated,
    is_guarded,
    is_important,
    is_scratch,
    is_secret,
    is_sink,
    is_sweeping,
)


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
        "~/.config/app",
        "~/.tmux.conf",
        "$HOME/.local/share/applications/a.desktop",
        "/home/me/.config/mimeapps.list",
        "~/.b*",
        "~/.bash?c",
        ".bash[r]c",
        "~/./docs/../.foo",
        "/tmp/../etc/cron.d/x",
        "//etc/passwd",
        "/./etc/passwd",
        "../../../etc/cron.d/x",
        "../../home/me/.foo",
        ".git/config",
        ".envrc",
        ".vscode/tasks.json",
        "lib/usercustomize.py",
        "~/.cargo/bin/ls",
        ".config/mimeapps.list",
        ".local/share/applications/a.desktop",
        ".husky/pre-commit",
        ".terminfo/x/xterm",
    ],
)
def test_guarded_places(path: str) -> None:
    assert is_guarded(path)


@pytest.mark.parametrize(
    "path",
    [
        "notes.txt",
        "~/docs/etc",
        "/home/me/x",
        "/tmp/x",
        "etc/passwd",
        "my.profile.txt",
        "~/.cache/a",
        "../docs/etc/a",
        ".gitignore",
        ".prettierrc",
        "~/a/../b",
        "a//b",
        "~",
        "$HOME",
        "../..",
    ],
)
def test_other_places(path: str) -> None:
    assert not is_guarded(path)
    assert not is_device(path)


@pytest.mark.parametrize(
    "path",
    ["/", "/*", "~", "~/", "~/*", "$HOME", ".", "..", "*", ".*", "./*", "/home/me", "/etc", "../..", "*.*", "C:/"],
)
def test_all_of_a_place(path: str) -> None:
    assert is_sweeping(path)


@pytest.mark.parametrize("path", ["a", "a/b", "~/a", "/home/me/a", "*.txt", "../a", ""])
def test_a_part_of_a_place(path: str) -> None:
    assert not is_sweeping(path)


@pytest.mark.parametrize(
    ("path", "secret"),
    [
        ("~/.docker/config.json", True),
        ("/home/ann/.config/gh/hosts.yml", True),
        ("~/.azure/x.json", True),
        ("~/.config/gcloud/application_default_credentials.json", True),
        ("/home/ann/.local/share/keyrings/login.keyring", True),
        ("/home/ann/.config/google-chrome/Default/Login Data", True),
        ("~/.mozilla/firefox/x/logins.json", True),
        ("/proc/self/environ", True),
        ("ansible/hosts.yml", False),
        ("docker/config.json", False),
        ("/proc/cpuinfo", False),
        ("src/azure/x.json", False),
    ],
)
def test_what_programs_keep_passwords_in(path: str, secret: bool) -> None:
    assert is_secret(path) is secret


def test_scratch_secret_generated_important() -> None:
    assert is_scratch("/tmp/a")
    assert not is_scratch("/tmp")
    assert not is_scratch("/tmp/a/../../etc")
    assert not is_scratch("/tmpfoo")
    assert is_secret("~/.ssh/id_ed25519")
    assert not is_secret("id_ed25519.pub")
    assert is_generated("web/node_modules/")
    assert not is_generated("/node_modules")
    assert is_important("web/package.json")
    assert is_important(".env.production")
    assert is_important(".envrc")
    assert is_important("web/.husky/pre-commit")
    assert not is_important("notes.json")
