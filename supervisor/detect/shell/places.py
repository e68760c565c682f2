"""Paths a command may not write to lightly."""

from __future__ import annotations

import re

_SINKS = frozenset({"/dev/null", "/dev/stdout", "/dev/stderr", "/dev/tty", "/dev/full", "-"})
_DEVICE = re.compile(r"/dev/(?!fd/|shm/|null$|zero$|tty|pts/|std|u?random$|full$)")
_SYSTEM = re.compile(
    r"/(?:etc|usr|bin|sbin|lib\w*|boot|sys|proc|var/(?:lib|spool|log)|opt|root|srv|Library|System)(?:/|$)"
)
_PERSONAL = re.compile(
    r"(?:^|/)\.(?:bashrc|bash_profile|bash_login|bash_logout|bash_aliases|profile|zshrc|zshenv|zprofile|zlogin"
    r"|xinitrc|xsession"
    r"|xprofile|xsessionrc|gitconfig|npmrc|pypirc|netrc|pgpass|inputrc|vimrc|ssh|gnupg|aws|kube|docker"
    r"|mozilla)(?:/|$)"
    r"|(?:^|/)\.config/(?:autostart|systemd|git|fish|environment\.d)(?:/|$)|(?:^|/)\.git/hooks(?:/|$)"
    r"|(?:^|/)authorized_keys\d?$|crontab$"
)


def is_sink(path: str) -> bool:
    """Tell whether writing there loses nothing: `/dev/null`, standard output, a terminal."""
    return path in _SINKS or path.startswith("/dev/fd/")


def is_device(path: str) -> bool:
    """Tell whether writing there goes to a device: a disk, a partition, memory."""
    return _DEVICE.match(path) is not None and not is_sink(path)


def is_guarded(path: str) -> bool:
    """Tell whether the path belongs to the system, holds keys, or is run at log-in."""
    bare = path.strip("'\"")
    for home in ("~", "$HOME", "${HOME}"):
        bare = bare.removeprefix(home)
    return path == "/" or _SYSTEM.match(path) is not None or _PERSONAL.search(bare) is not None
