"""Settings that a person changes in a window: checked, confirmed by hand, written with the file's comments kept.

They hold from the next start: what `human` hears and how long marks lead is fixed while agents run. A changed policy
is noticed in the file like any other change of it, and confirmed for itself.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import tomlkit
from pydantic import ValidationError
from tomlkit.exceptions import TOMLKitError

from supervisor.audit.whole_file import write_whole
from supervisor.core.record import Event
from supervisor.core.settings import PRESETS, Settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from supervisor.core.record_fields import Approval
    from supervisor.engine.engine import Engine

_log = logging.getLogger(__name__)
WHAT = "settings"
CHORDS = ("stop", "pause", "approve", "second", "reject", "modify", "rearm")
NAMES = (
    *(f"chords.{name}" for name in CHORDS),
    *("policy", "escape_hold_s", "mirror_lead_ms", "motion_lead_ms", "yield_to_person_ms", "color_scheme", "sound"),
    *("notifications", "reduced_motion"),
)
"""What the window shows, by its place in the file."""
OWN_POLICY = "own"
"""Stands for no shipped policy."""
_WHY = "it holds from the next start of the supervisor"
_SAVED = "Saved. It holds from the next start of the supervisor."
_MAX_BYTES = 1_000_000


class ChangingSettings:
    """Shows the settings and takes changes."""

    def __init__(self, engine: Engine, file: Path) -> None:
        """Begin with nothing to change.

        Args:
            engine: Ours.
            file: The person's `settings.toml`, which need not be there.
        """
        self._engine = engine
        self._file = file

    def open(self, note: str = "") -> None:
        """Tell the window what is in the file now."""
        try:
            values = flat(read(self._file)[1])
        except ValueError as e:
            values, note = flat(Settings()), str(e)
        self._engine.parts.mirror.tell({"t": "settings", "values": values, "note": note})

    def want(self, values: Mapping[str, Any]) -> None:
        """Have the person confirm a change, which is shown to them word for word."""
        try:
            _, before = read(self._file)
            after = changed(self._file, values)[1]
        except ValueError as e:
            self._tell(str(e))
            return
        differ = differences(flat(before), flat(after))
        if not differ:
            self._tell("Nothing is changed.")
            return
        wanted = {name: values[name] for name in differ if name in values}
        self._engine.holds.withdraw(WHAT)
        count = f"{len(differ)} settings" if len(differ) > 1 else "a setting"
        words = "; ".join(f"{name}: {old} → {new}" for name, (old, new) in differ.items())
        self._engine.holds.confirm(
            WHAT, f"Change {count}?", f"{words}; {_WHY}", lambda yes, approval: self._answered(wanted, yes, approval)
        )
        self._tell("Confirm it in the popup, by your chord or with the mouse.")

    def _answered(self, wanted: Mapping[str, Any], yes: bool, approval: Approval) -> None:
        outcome = {"question": WHAT, "answer": "approve" if yes else "reject", "settings": dict(wanted)}
        recorded = self._engine.parts.recorder.write(Event.ANSWERED, durable=True, approval=approval, outcome=outcome)
        if not (yes and recorded):
            self.open("Nothing was changed.")
            return
        try:
            write_whole(self._file, tomlkit.dumps(changed(self._file, wanted)[0]))
        except (ValueError, OSError) as e:
            _log.exception("settings could not be saved")
            self.open(f"It could not be saved: {e}")
        else:
            self.open(_SAVED)

    def _tell(self, note: str) -> None:
        self._engine.parts.mirror.tell({"t": "settings", "note": note})


def flat(settings: Settings) -> dict[str, Any]:
    """Give what the window shows, by name."""
    found = settings.model_dump(mode="json")
    chords = found["chords"]
    values = {name: chords[name.removeprefix("chords.")] if "." in name else found[name] for name in NAMES}
    return values | {"policy": values["policy"] or OWN_POLICY, "policies": [OWN_POLICY, *PRESETS]}


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Give what differs: old and new."""
    return {name: (before[name], after[name]) for name in NAMES if before[name] != after[name]}


def read(file: Path) -> tuple[tomlkit.TOMLDocument, Settings]:
    """Read the file, comments and all.

    Raises:
        ValueError: it cannot be read or used; the sentence gives the remedy.
    """
    try:
        if file.exists() and file.stat().st_size > _MAX_BYTES:
            raise ValueError(f"`{file}` is too large: is it the right file?")
        document = tomlkit.parse(file.read_text("utf-8") if file.exists() else "")
    except (OSError, TOMLKitError, UnicodeDecodeError, RecursionError) as e:
        raise ValueError(f"`{file}` cannot be read: {e}: mend it") from e
    return document, _checked(document)


def changed(file: Path, values: Mapping[str, Any]) -> tuple[tomlkit.TOMLDocument, Settings]:
    """Give what the file would be with these values.

    Raises:
        ValueError: they cannot be used; the sentence gives the remedy.
    """
    document, before = read(file)
    old = flat(before)
    named = values.get("policy", old["policy"])
    if named != OWN_POLICY and (file.parent / "policy.toml").exists():
        # Both would be refused at the next start.
        raise ValueError(
            "you have a `policy.toml` of your own: remove it first, then choose a policy that is shipped"
        )
    for name in NAMES:
        if name in values and values[name] != old[name]:
            _put(document, name, values[name])
    return document, _checked(document)


def _put(document: tomlkit.TOMLDocument, name: str, value: Any) -> None:
    if name.startswith("chords."):
        if not isinstance(document.get("chords"), dict):
            document["chords"] = tomlkit.table()
        document["chords"][name.removeprefix("chords.")] = value
    elif name == "policy" and value == OWN_POLICY:
        document.pop("policy", None)
    else:
        document[name] = value


def _checked(document: tomlkit.TOMLDocument) -> Settings:
    try:
        return Settings(**document.unwrap())
    except ValidationError as e:
        first = e.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise ValueError(f"`{place}`: {first['msg'].lower().removeprefix('value error, ')}") from e
