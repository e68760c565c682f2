"""Files that the person's shells, logins and desktop run: an agent may read them and not write them.

A file that is not there could be made by the agent. So a placeholder stands in while agents run, one that changes
nothing for whoever reads it; folders are made. Not all names allow that: an empty `~/.xsession` would end a login at
once. Those are looked at when the agent has ended.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MARK = "# agent-supervisor: this file keeps agents from writing here, it goes when they have ended"
_EMPTY = f"{_MARK}\n"
_EMPTY_RESOURCES = f"!{_MARK[1:]}\n"
"""Of the X server, where `#` is a word to the preprocessor."""
_BASH_LOGIN = f'{_MARK}\n[ -r "$HOME/.profile" ] && . "$HOME/.profile"\n'
"""Bash reads only the first of its login files, and this one would hide `~/.profile`."""

_FILES: tuple[tuple[str, str, str], ...] = (
    (".bashrc", "bash", _EMPTY),
    (".bash_aliases", "bash", _EMPTY),
    (".bash_logout", "bash", _EMPTY),
    (".bash_completion", "bash", _EMPTY),
    (".bash_profile", "bash", _BASH_LOGIN),
    (".bash_login", "bash", _BASH_LOGIN),
    (".profile", "", _EMPTY),
    (".inputrc", "", _EMPTY),
    (".xprofile", "", _EMPTY),
    (".xsessionrc", "", _EMPTY),
    (".gtkrc-2.0", "", _EMPTY),
    (".Xresources", "", _EMPTY_RESOURCES),
    (".Xdefaults", "", _EMPTY_RESOURCES),
    (".tmux.conf", "tmux", _EMPTY),
    (".screenrc", "screen", _EMPTY),
    (".xbindkeysrc", "xbindkeys", _EMPTY),
    (".kshrc", "", ""),
    (".mkshrc", "", ""),
    (".cshrc", "", ""),
    (".tcshrc", "", ""),
    (".login", "", ""),
    (".xinitrc", "", ""),
    (".xserverrc", "", ""),
    (".xsession", "", ""),
    (".Xsession", "", ""),
    (".Xmodmap", "", ""),
    (".pam_environment", "", ""),
    (".xinputrc", "", ""),
    (".dmrc", "", ""),
    (f".Xdefaults-{socket.gethostname()}", "", ""),
)
"""Name below the home, the program without which it means nothing, and what a placeholder holds (empty: none)."""
_ZSH_FILES = (".zshenv", ".zprofile", ".zshrc", ".zlogin", ".zlogout")
"""In the home, and in ZDOTDIR, where zsh looks when that is set."""
_CONFIG_FOLDERS: tuple[tuple[str, str], ...] = (
    ("autostart", ""),
    ("environment.d", ""),
    ("systemd", ""),
    ("dconf", ""),
    ("gtk-3.0", ""),
    ("gtk-4.0", ""),
    ("fish", "fish"),
    ("openbox", "openbox"),
    ("labwc", "labwc"),
    ("i3", "i3"),
    ("sway", "sway"),
    ("hypr", "Hyprland"),
    ("bspwm", "bspwm"),
    ("sxhkd", "sxhkd"),
    ("awesome", "awesome"),
    ("lxsession", "lxsession"),
    ("autostart-scripts", "plasmashell"),
    ("plasma-workspace", "plasmashell"),
    ("session", "ksmserver"),
    ("lxqt", "lxqt-session"),
    ("qtile", "qtile"),
    ("herbstluftwm", "herbstluftwm"),
    ("leftwm", "leftwm"),
    ("spectrwm", "spectrwm"),
    ("xmonad", "xmonad"),
    ("tigervnc", "vncserver"),
    ("tmux", "tmux"),
    ("nushell", "nu"),
    ("elvish", "elvish"),
    ("powershell", "pwsh"),
    ("pipewire", "pipewire"),
    ("wireplumber", "wireplumber"),
    ("pulse", "pulseaudio"),
)
_XFCE = "xfce4/xfconf/xfce-perchannel-xml"
_NO_SETTINGS = '<?xml version="1.0" encoding="UTF-8"?>\n<!-- {mark} -->\n<channel name="{name}" version="1.0"/>\n'
_CONFIG_FILES: tuple[tuple[str, str, str], ...] = (
    ("bash_completion", "bash", _EMPTY),
    *(
        (f"{_XFCE}/{name}.xml", "xfce4-session", _NO_SETTINGS.format(mark=_MARK[2:], name=name))
        for name in ("xfce4-session", "xfce4-keyboard-shortcuts")
    ),
    *((name, "plasmashell", _EMPTY) for name in ("kglobalshortcutsrc", "khotkeysrc", "ksmserverrc")),
)
"""As `_FILES`, below the folder of settings. What the system has for them counts as if they were not there."""
_DATA_FOLDERS: tuple[tuple[str, str], ...] = (
    ("applications", ""),
    ("dbus-1", ""),
    ("systemd", ""),
    ("gnome-shell", "gnome-shell"),
    ("xfce4", "xfce4-session"),
    ("cinnamon", "cinnamon-session"),
    ("plasma", "plasmashell"),
    ("kwin", "plasmashell"),
    ("fish/vendor_conf.d", "fish"),
    ("bash-completion", "bash"),
    ("wireplumber", "wireplumber"),
)
_MORE_CONFIG_FOLDERS: tuple[tuple[str, str], ...] = (("autostart", ""), ("systemd", ""))
_MORE_DATA_FOLDERS: tuple[tuple[str, str], ...] = (("applications", ""), ("dbus-1", ""), ("systemd", ""))
"""Also below what XDG_CONFIG_DIRS and XDG_DATA_DIRS name in the home: Plasma's defaults, what Flatpak installed."""
_CACHE_FOLDERS: tuple[tuple[str, str], ...] = (("sessions", "xfce4-session"),)
_HOME_FOLDERS: tuple[tuple[str, str], ...] = (
    (".ssh", ""),
    (".i3", "i3"),
    (".fluxbox", "fluxbox"),
    (".icewm", "icewm"),
    (".vnc", "vncserver"),
    (".xmonad", "xmonad"),
    (".fvwm", "fvwm"),
)


@cache
def _installed(program: str) -> bool:
    return shutil.which(program) is not None


@dataclass(frozen=True, slots=True)
class StartUpFiles:
    """The start-up files of one home."""

    home: Path
    """Of the person."""
    config: Path
    """XDG_CONFIG_HOME."""
    data: Path
    """XDG_DATA_HOME."""
    cache: Path
    """XDG_CACHE_HOME."""
    zsh: tuple[Path, ...]
    """Folders of zsh's files."""
    more_config: tuple[Path, ...] = ()
    """What XDG_CONFIG_DIRS names in the home."""
    more_data: tuple[Path, ...] = ()
    """What XDG_DATA_DIRS names in the home."""

    @classmethod
    def of(cls, environ: Mapping[str, str]) -> StartUpFiles:
        """Find the folders of an environment."""
        home = Path(environ.get("HOME") or Path.home())
        config = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
        data, cache = environ.get("XDG_DATA_HOME"), environ.get("XDG_CACHE_HOME")
        zsh = dict.fromkeys((home, Path(environ.get("ZDOTDIR") or home)))
        more = [
            tuple(path for path in map(Path, environ.get(name, "").split(":")) if path.is_relative_to(home))
            for name in ("XDG_CONFIG_DIRS", "XDG_DATA_DIRS")
        ]
        data_home, cache_home = Path(data or home / ".local/share"), Path(cache or home / ".cache")
        return cls(home, config, data_home, cache_home, tuple(zsh), *more)

    def place(self) -> None:
        """Make what is missing and may be made. What cannot be made stays missing: see `unprotected`."""
        for path, content in self._files():
            if content and not os.path.lexists(path):
                with contextlib.suppress(OSError):
                    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
                    with os.fdopen(descriptor, "w") as file:
                        file.write(content)
        for folder in self._folders():
            with contextlib.suppress(OSError):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def clear(self) -> None:
        """Take the placeholders away again; what anybody wrote since stays."""
        for path, content in self._files():
            with contextlib.suppress(OSError, UnicodeDecodeError):
                if content and not path.is_symlink() and path.read_text() == content:
                    path.unlink()

    def protected(self) -> list[Path]:
        """List the files and folders that are there."""
        return [path for path in self.candidates() if path.exists()]

    def candidates(self) -> list[Path]:
        """List all that is protected once it is there."""
        return [*(path for path, _ in self._files()), *self._folders()]

    def unprotected(self) -> list[Path]:
        """List the names at which an agent could make or replace a file: missing ones, and links."""
        return [path for path, _ in self._files() if not path.exists() or path.is_symlink()]

    def _files(self) -> Iterator[tuple[Path, str]]:
        zsh = tuple((str(folder / name), "zsh", _EMPTY) for folder in self.zsh for name in _ZSH_FILES)
        for base, files in ((self.home, _FILES), (self.config, _CONFIG_FILES), (Path("/"), zsh)):
            for name, program, content in files:
                if not program or _installed(program):
                    yield base / name, content

    def _folders(self) -> Iterator[Path]:
        for base, names in (
            (self.home, _HOME_FOLDERS),
            (self.config, _CONFIG_FOLDERS),
            (self.data, _DATA_FOLDERS),
            (self.cache, _CACHE_FOLDERS),
            *((folder, _MORE_CONFIG_FOLDERS) for folder in self.more_config),
            *((folder, _MORE_DATA_FOLDERS) for folder in self.more_data),
        ):
            for name, program in names:
                if not program or _installed(program):
                    yield base / name
