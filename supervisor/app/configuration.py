"""Reading the person's files: settings and policy."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from supervisor.core.policy_file import PolicyError, parse_policy
from supervisor.core.settings import PRESETS, Settings
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
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    return NamedPolicy(policy, f"{shown} {digest}")


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise ConfigurationError(f"`{path}` is larger than 4 MB: is it the right file?")
        return path.read_text(encoding="utf-8")
    except OSError as e:
        why = (e.strerror or str(e)).lower()
        raise ConfigurationError(f"`{path}` cannot be read: {why}: check the name and its permissions") from e
    except UnicodeDecodeError as e:
        raise ConfigurationError(f"`{path}` is not UTF-8 text: save it as UTF-8") from e
