"""Reading the person's files: settings and policy."""

from __future__ import annotations

import hashlib
import os
import stat
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from supervisor.core.policy_file import PolicyError, parse_policy
from supervisor.core.settings import MODIFY, PRESETS, Settings
from supervisor.resources import resource

if TYPE_CHECKING:
    from supervisor.core.policy import Policy
    from supervisor.detect.examples import Failure
    from supervisor.detect.rule_review import Remark

MAX_FILE_BYTES = 4 * 1024 * 1024


class ConfigurationError(Exception):
    """A file of the person's cannot be used; the sentence names it and the remedy."""


@dataclass(frozen=True, slots=True)
class NamedPolicy:
    """A policy with where it came from."""

    policy: Policy
    name: str
    """Path and digest, so that two runs can tell whether they mean the same."""
    path: Path
    """The file itself."""
    digest: str
    """SHA-256 of its text, hex."""


def read_settings(folder: Path) -> Settings:
    """Read `settings.toml`; defaults when there is none.

    Raises:
        ConfigurationError: the file is there and wrong.
    """
    path = folder / "settings.toml"
    if not path.exists():
        return Settings()
    try:
        return Settings(**tomllib.loads(_read(path)))
    except (tomllib.TOMLDecodeError, RecursionError) as e:
        raise ConfigurationError(f"settings `{path}` are not TOML: {e}") from e
    except ValidationError as e:
        first = e.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise ConfigurationError(f"settings `{path}`: `{place}`: {first['msg'].lower()}: mend or remove it") from e


def chord_that_gave_way(folder: Path) -> str:
    """Say which chord of ours gave way to one of the person's own; empty for none, or where they cannot be read."""
    try:
        chords = read_settings(folder).chords
    except ConfigurationError:
        return ""
    if not chords.gave_way_to:
        return ""
    return (
        f"`{MODIFY[0]}` is yours for {chords.gave_way_to}: `{chords.modify}` begins to change what is held, unless "
        "you set `chords.modify`"
    )


def has_judge(folder: Path) -> bool:
    """Tell whether the settings switch the external judge on; False where they cannot be read."""
    try:
        return read_settings(folder).judge.on
    except ConfigurationError:
        return False


def policy_path(given: Path | None) -> Path | None:
    """Give the file of a policy that is named: a bare name of `PRESETS` is a policy that is shipped.

    Raises:
        ConfigurationError: a file has that name too.
    """
    if given is not None and str(given) in PRESETS and given.exists():
        raise ConfigurationError(f"`{given}` is a policy that is shipped and a file too: write `{given.resolve()}`")
    return _shipped(str(given)) if str(given) in PRESETS else given


def read_policy(given: Path | None, folder: Path) -> NamedPolicy:
    """Read the policy given, else the person's `policy.toml`, else the shipped one that the settings name.

    Raises:
        ConfigurationError: it cannot be read or used, or the person says two things.
    """
    path = policy_path(given)
    if path is not None:
        return _named(_read(path), path, str(path.resolve()))
    own, named = folder / "policy.toml", read_settings(folder).policy
    if not own.exists():
        path = _shipped(named or "balanced")
    elif named is None:
        path = own
    else:
        # Whichever we took might be the laxer one.
        raise ConfigurationError(f"settings name the policy `{named}`, but there is `{own}` too: remove one of them")
    return _named(_read(path), path, path.name)


def policy_files(given: Path | None, folder: Path) -> tuple[Path, ...]:
    """Name the files on which `read_policy` depends; some may not be there."""
    return (given,) if given is not None else (folder / "policy.toml", folder / "settings.toml")


def read_policy_anew(given: Path | None, folder: Path, before: NamedPolicy) -> NamedPolicy:
    """Read the policy of a supervisor that runs.

    Args:
        given: As for `read_policy`.
        folder: Likewise.
        before: What was read at the start.

    Raises:
        ConfigurationError: it cannot be read or used; also when the person's own is gone, which may be for a moment.
    """
    own = folder / "policy.toml"
    if given is None and before.path == own and not own.exists():
        raise ConfigurationError(f"`{own}` is gone: put it back, or end the supervisor to use a shipped one")
    return read_policy(given, folder)


def _shipped(name: str) -> Path:
    return resource(f"policy/{'default' if name == 'balanced' else name}.toml")


def review_policy(path: Path) -> tuple[NamedPolicy, list[Remark]]:
    """Read a policy and look for rules without effect.

    Raises:
        ConfigurationError: it cannot be read or used.
    """
    from supervisor.detect.rule_review import review  # noqa: PLC0415 - the other commands start faster without it

    text = _read(path)
    named = _named(text, path, str(path))
    return named, review(text, str(path))


def try_examples(file: Path, given: Path | None, folder: Path) -> tuple[int, list[Failure]]:
    """Decide a file of examples.

    Args:
        file: The examples.
        given: The policy; None for the one that the file names, else as `read_policy`.
        folder: Where the person's own policy is.

    Returns:
        How many examples there are, and those that are decided otherwise than expected.

    Raises:
        ConfigurationError: a file cannot be read or used.
    """
    from supervisor.detect import examples as of  # noqa: PLC0415 - as above

    text = _read(file)
    try:
        examples = of.read_examples(text, str(file))
    except of.ExamplesError as e:
        raise ConfigurationError(str(e)) from e
    if given is None and examples.policy is not None:
        named = Path(examples.policy)
        given = named if examples.policy in PRESETS else file.parent / named
    return len(examples.example), of.failures(examples, text, read_policy(given, folder).policy)


def _named(text: str, path: Path, shown: str) -> NamedPolicy:
    try:
        policy = parse_policy(text, str(path))
    except PolicyError as e:
        raise ConfigurationError(str(e)) from e
    digest = hashlib.sha256(text.encode()).hexdigest()
    return NamedPolicy(policy, f"{shown} {digest[:12]}", path, digest)


def _read(path: Path) -> str:
    """Read a file; never one that is endless, or that waits for a writer."""
    try:
        fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
        try:
            if not stat.S_ISREG(os.fstat(fd).st_mode):
                raise ConfigurationError(f"`{path}` is not a file: give the name of one")
            with os.fdopen(fd, "rb", closefd=False) as file:
                raw = file.read(MAX_FILE_BYTES + 1)
        finally:
            os.close(fd)
    except OSError as e:
        why = (e.strerror or str(e)).lower()
        raise ConfigurationError(f"`{path}` cannot be read: {why}: check the name and its permissions") from e
    if len(raw) > MAX_FILE_BYTES:
        raise ConfigurationError(f"`{path}` is larger than 4 MB: is it the right file?")
    try:
        # As text files are read: every kind of line end is one.
        return raw.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as e:
        raise ConfigurationError(f"`{path}` is not UTF-8 text: save it as UTF-8") from e
