"""Damaged files: policy, settings, and the record's database with its signed head.

A damaged policy or settings file is used or refused in one sentence. A damaged record is never called good when what
it says is not what was written; whatever is done to it, `audit verify`, `show` and `export` answer in words.
"""

from __future__ import annotations

import io
import os
import random
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from supervisor.app.configuration import ConfigurationError, read_policy, read_settings
from supervisor.audit.export import export_jsonl
from supervisor.audit.reader import records
from supervisor.audit.signing import head_path
from supervisor.audit.storage import RecordError
from supervisor.audit.timeline import timeline
from supervisor.audit.verification import HeadState, verify
from supervisor.core.policy import NumberCondition
from supervisor.resources import resource
from tests.fuzz.mutations import bend
from tests.unit.audit.tools import closed_record

if TYPE_CHECKING:
    from pathlib import Path

    from supervisor.core.record import Record

_TOKENS = tuple(
    word.encode()
    for word in (
        *('"', "'", '"""', "[", "]", "[[rule]]", "{", "}", "=", "\n", "#", "\\", "\\u0000", "\r", "\t", "."),
        *("when", "when.title", "verdict", '"allow"', '"ask"', "tier", "deadline_s", "nan", "-inf", "1e999", "0x"),
        *(
            "re",
            '{ re = "(a*)*{9999}" }',
            '{ re = "(?P<x>" }',
            "[mask]",
            "[tiers]",
            "1979-05-27",
            "true",
            '""',
            "999",
        ),
    )
)
_SETTINGS = """mirror_lead_ms = 120
yield_to_person_ms = 500
escape_hold_s = 0.7
arm_ms = 500
[chords]
stop = "ctrl+alt+s"
approve = "ctrl+alt+y"
"""
ROWS = 25


@dataclass(slots=True)
class Files:
    """What came of many damaged files."""

    tried: int = 0
    usable: int = 0
    """Still read: the damage changed nothing that counts, or made another whole file."""


def in_one_sentence(said: object) -> None:
    """See that an error is words for a person."""
    assert str(said)
    assert "\n" not in str(said), f"more than one line: {said!r}"


def configurations(count: int, seed: int, folder: Path) -> Files:
    """Read damaged policy and settings files; anything but a `ConfigurationError` comes through."""
    rng, tally = random.Random(seed), Files()  # noqa: S311 - the same files for the same seed
    policy, settings = resource("policy/default.toml").read_bytes(), _SETTINGS.encode()
    small = b"\n".join(policy.splitlines()[:60])
    for number in range(count):
        name, whole = (
            ("settings.toml", settings) if number % 4 == 0 else ("policy.toml", policy if number % 20 == 1 else small)
        )
        (folder / name).write_bytes(bend(whole, rng, _TOKENS))
        tally.tried += 1
        try:
            _read(folder, name)
        except ConfigurationError as e:
            in_one_sentence(e)
        else:
            tally.usable += 1
    return tally


def _read(folder: Path, name: str) -> None:
    if name == "settings.toml":
        read_settings(folder)
        return
    policy = read_policy(folder / name, folder).policy
    for rule in policy.rules:
        for condition in rule.conditions:
            if isinstance(condition, NumberCondition):
                continue
            condition.matcher.matches("Some Title \u202e\x00")


class DamagedRecord:
    """A good record of `ROWS` rows in `folder`, damaged again and again.

    Attributes:
        path: Of the copy that is damaged.
        key: The key that it was begun with.
    """

    def __init__(self, folder: Path) -> None:
        whole = folder / "whole"
        whole.mkdir()
        self.path = folder / "record.sqlite3"
        self._whole = closed_record(whole, ROWS)
        self.key = whole / "signing.key"
        self._content = self._whole.read_bytes()
        self._head = head_path(self._whole).read_bytes()
        self._rows = [_said(record) for record in records(self._whole)]

    def damage(self, rng: random.Random) -> bool:
        """Damage file, head or both; gives whether it is still called good.

        Raises:
            AssertionError: it is called good and says something else, or an answer is not in words.
        """
        for name in ("-wal", "-shm", "-journal"):
            self.path.with_name(self.path.name + name).unlink(missing_ok=True)
        content = self._bent(rng) if rng.random() < 0.9 else self._content
        self.path.write_bytes(content)
        head = head_path(self.path)
        head.write_bytes(bend(self._head, rng) if content == self._content else self._head)
        if rng.random() < 0.1:
            self.path.with_name(self.path.name + "-wal").write_bytes(bend(self._content[: rng.randrange(9000)], rng))
        result = verify(self.path)
        if result.ok:
            assert [_said(record) for record in records(self.path)] == self._rows, f"called good: {result.sentence}"
            assert result.head is HeadState.GOOD, result.sentence
        else:
            in_one_sentence(result.sentence)
        for show in (lambda: list(timeline(records(self.path))), lambda: export_jsonl(self.path, io.StringIO())):
            try:
                show()
            except RecordError as e:
                in_one_sentence(e)
        return result.ok

    def _bent(self, rng: random.Random) -> bytes:
        """Bend anywhere, or where the rows' own text is: there SQLite has nothing to object to."""
        if rng.random() < 0.5:
            return bend(self._content, rng)
        out = bytearray(self._content)
        word = rng.choice((b"allow", b"decided", b'"bot"', b"default", b"harmless", b"a-1", b"left"))
        places = [at for at in range(len(out)) if out.startswith(word, at)]
        if places:
            out[rng.choice(places) + rng.randrange(len(word))] ^= 1 << rng.randrange(7)
        return bytes(out)


def _said(record: Record) -> dict[str, object]:
    return dict(record.exported())


def databases(count: int, seed: int, folder: Path) -> Files:
    """Damage a record so many times."""
    rng, tally = random.Random(seed), Files()  # noqa: S311 - the same damage for the same seed
    place = folder / f"damaged-{os.getpid()}-{seed}"
    place.mkdir()
    record = DamagedRecord(place)
    for _ in range(count):
        tally.tried += 1
        tally.usable += record.damage(rng)
    shutil.rmtree(place)
    return tally
