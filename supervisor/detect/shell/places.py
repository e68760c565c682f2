"""Paths a command may not write to lightly."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from supervisor.detect.wordlist import wordlist

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
    r"|(?:^|/)\.local/bin(?:/|$)|^/bin(?:/|$)"
    r"|(?:^|/)\.config/[^/]|(?:^|/)\.local/(?:share|lib)/(?!Trash)[^/]"
    r"|(?:^|/)\.(?:terminfo|zsh|oh-my-zsh|mutt|jupyter|irssi|weechat|Xauthority|ICEauthority|bash_completion|pip|gradle"
    r"|m2|husky|purple)(?:/|$)|(?:^|/)\.pre-commit-config\.yaml$"
    r"|(?:^|/)authorized_keys\d?$|crontab$"
    r"|(?:^|/)\.(?:tmux\.conf|emacs(?:\.d)?|vim|Xresources|Xdefaults|Xmodmap|XCompose|mailcap|pam_environment|lesskey"
    r"|forward|k5login|rhosts|shosts|cargo|ipython)(?:/|$)"
    r"|(?:^|/)\.git/(?:config|info/attributes)$|(?:^|/)\.vscode/(?:tasks|launch|settings)\.json$"
    r"|(?:^|/)(?:site|user)customize\.py$|\.pth$"
    r"|(?:^|/)\.(?!(?:eslint|prettier|babel|stylelint|nyc|mocha|swc|browserslist|nvm|coverage|jshint|pylint|clasp|release"
    r"|markdownlint|lintstaged|htmlhint|commitlint|dockerlint|shellcheck)rc$)"
    r"[\w.-]*(?:rc|profile|login|logout|aliases|init)$"
    # A pattern that may stand for one of them.
    r"|(?:^|/)\.[^/]*[*?\[][^/]*(?:/|$)"
)
_HIDDEN_AT_HOME = re.compile(
    r"(?:~[\w.+-]*|\$HOME|\$\{HOME\}|/home/[^/]+|/Users/[^/]+)/"
    r"\.(?!cache(?:/|$)|local/share/Trash|gitignore$)[^/]"
)
"""What programs keep at home for themselves: their settings, plug-ins and keys."""
_CLIMBS = re.compile(r"(?:\.\./)+(?:home/[^/]+/\.\w|(?:etc|usr|bin|sbin|lib\w*|boot|root|var|opt)(?:/|$))")
_TEMPORARY = re.compile(
    r"(?:/tmp|/var/tmp|/private/tmp|\$TMPDIR|\$\{TMPDIR(?::-/(?:var/)?tmp)?\}|\$\(mktemp[^()]*\))(?=/|$)"
)
_HOME = (
    r"(?:~[\w.-]*|\$HOME|\$\{HOME\}|\$PWD|\$\{PWD\}|\$OLDPWD|\$\(pwd\)|`pwd`|%USERPROFILE%|\$env:\w+"
    r"|/home/[^/]+|/Users/[^/]+)"
)
_SWEEPING = re.compile(
    rf"(?:/+|[A-Za-z]:[\\/]*|{_HOME}/?|\.{{1,2}}/?|(?:\.\./)+(?:\.\.)?|/+\w[\w.-]*/?)?"
    r"(?:\.?\*(?:\.\*)?|\.\[[^]]*\]\*)?/?"
)
_GENERATED = wordlist(
    """
    node_modules __pycache__ .pytest_cache .mypy_cache .ruff_cache .tox .nox .next .nuxt .turbo .parcel-cache
    .svelte-kit .eggs htmlcov .coverage .DS_Store .angular .vite .ipynb_checkpoints .hypothesis .sass-cache
    .nyc_output .eslintcache
    """
)
_PRIVATE = re.compile(
    r"(?:^|/)(?:\.ssh/(?:id_\w+|[\w.-]*key)|\.aws/credentials|\.gnupg/private-keys[\w.-]*(?:/.*)?|\.netrc|\.pgpass|\.git-credentials"
    r"|\.password-store/.+|etc/(?:shadow|gshadow)-?|wallet\.dat|logins\.json|key[34]\.db)$|\.kdbx$"
)
_SECRET = re.compile(
    r"(?:^|/)(?:\.ssh|\.gnupg|\.aws|\.kube|\.password-store|id_(?:rsa|dsa|ecdsa|ed25519)(?!\.pub)|\.netrc|\.pgpass|\.bash_history"
    r"|\.zsh_history|\.python_history|\.npmrc|\.pypirc|\.git-credentials|credentials(?:\.json)?|shadow|\.env|wallet\.dat|\.docker/config\.json|\.azure|gcloud/[\w.-]*credentials[\w.-]*|gh/hosts\.yml"
    r"|keyrings|Login Data|cookies\.sqlite|logins\.json|key[34]\.db|proc/\w+/(?:environ|mem))(?:/|$)"
)
_IMPORTANT = re.compile(
    r"(?:^|/)(?:\.env(?:\.\w+)?|\.gitignore|\.gitattributes|package(?:-lock)?\.json|[\w-]+\.lock|Cargo\.toml"
    r"|pyproject\.toml|go\.(?:mod|sum)|Makefile|CMakeLists\.txt|Dockerfile|docker-compose\.ya?ml|compose\.ya?ml"
    r"|Gemfile|pom\.xml|build\.gradle(?:\.kts)?|requirements\.txt|setup\.(?:py|cfg)|tsconfig\.json|\.github/.+"
    r"|\.gitlab-ci\.yml|Jenkinsfile|Rakefile|Vagrantfile|[Jj]ustfile|\.envrc|\.pre-commit-config\.yaml|\.husky/.+|composer\.json|terraform\.tfstate)$"
    r"|\.(?:sqlite3?|db|pem|key|kdbx|tfstate|gpg)$"
)


def is_scratch(path: str) -> bool:
    """Tell whether the path lies below a folder for temporary files; the folder itself does not."""
    found = _TEMPORARY.match(path)
    if found is None or ".." in path.split("/"):
        return False
    rest = path[found.end() :].strip("/")
    return bool(rest or found[0].startswith("$")) and not re.search(r"[$`]", rest)


def is_generated(path: str) -> bool:
    """Tell whether the path is a cache that tools make anew: `node_modules`, `__pycache__`."""
    parts = path.rstrip("/").split("/")
    return parts[-1] in _GENERATED and ".." not in parts and not path.startswith(("/", "~", "$"))


def is_sweeping(path: str) -> bool:
    """Tell whether the path means all of a place: `/`, `~`, `.`, `*`, `/home/*`, a folder of the root."""
    return bool(path) and _SWEEPING.fullmatch(path) is not None


def is_important(path: str) -> bool:
    """Tell whether a project or a machine depends on the file: its manifest, lock, secrets, database or image."""
    return _IMPORTANT.search(path) is not None


def is_secret(path: str) -> bool:
    """Tell whether the path is known for keys, passwords or what one has typed."""
    return _SECRET.search(path) is not None


def is_private(path: str) -> bool:
    """Tell whether the path holds private keys or passwords and nothing else."""
    return _PRIVATE.search(path) is not None


def is_sink(path: str) -> bool:
    """Tell whether writing there loses nothing: `/dev/null`, standard output, a terminal."""
    return path in _SINKS or path.startswith("/dev/fd/")


def is_device(path: str) -> bool:
    """Tell whether writing there goes to a device: a disk, a partition, memory."""
    return _DEVICE.match(path) is not None and not is_sink(path)


def is_guarded(path: str) -> bool:
    """Tell whether the path belongs to the system, holds keys, or is run at log-in."""
    straight = _straight(path.strip("'\""))
    if path == "/" or _SYSTEM.match(straight) is not None or _CLIMBS.match(straight) is not None:
        return True
    return _starts_something(straight)


def named_places(args: Iterable[str]) -> Iterator[str]:
    """Give what may be a path in arguments: `a`, and `a` of `--output=a` and `-oa`."""
    for arg in args:
        yield arg.partition("=")[2] or arg
        if arg.startswith("-") and not arg.startswith("--"):
            yield arg[len("-o") :]


def is_start_up(path: str) -> bool:
    """Tell whether the path is of the person's own files that hold keys, or that programs read when they start."""
    return _starts_something(_straight(path.strip("'\"")))


def _starts_something(straight: str) -> bool:
    bare = straight
    if bare.startswith(("~", "$")):
        for home in ("~", "$HOME", "${HOME}"):
            bare = bare.removeprefix(home)
    return _HIDDEN_AT_HOME.match(straight) is not None or _PERSONAL.search(bare) is not None


def _straight(path: str) -> str:
    """Take the detours out of a path: `/tmp/../etc` is `/etc`."""
    if "//" not in path and "./" not in path and not path.endswith("/.."):
        return path
    kept = "/" if path.endswith("/") else ""
    return re.sub("^//+", "/", posixpath.normpath(path)) + kept
